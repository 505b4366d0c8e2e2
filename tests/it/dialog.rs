//! `add` and `edit` as an author at a terminal sees them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rustix::process::Signal;

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

const DECK: &str = "title: T\n# mine\ncards:\n    # the first\n    -   id: a\n        kind: flip\n        question: Q?\n        answer: A\n";

fn text(world: &World) -> String {
    fs::read_to_string(world.path("decks/d.yaml")).unwrap()
}

/// Takes the entry so many below the first.
fn choose(screen: &mut Screen, label: &str, below: usize) {
    screen.until(label);
    for _ in 0..below {
        screen.keys("\u{1b}[B");
    }
    screen.keys("\r");
}

/// Types a line behind each label.
fn answer(screen: &mut Screen, lines: &[(&str, &str)]) {
    for (label, line) in lines {
        screen.until(label).keys(&format!("{line}\r"));
    }
}

/// Adds a card of the kind that stands so many below the first.
fn add(world: &World, below: usize, lines: &[(&str, &str)], choice: Option<(&str, usize)>, id: &str) {
    let before = text(world);
    let mut screen = Screen::run(world, &["add", "d"], 80, 40);
    choose(&mut screen, "Which kind of card?", below);
    let asked = choice.map_or(lines.len(), |_| 1);
    answer(&mut screen, &lines[..asked]);
    if let Some((label, below)) = choice {
        choose(&mut screen, label, below);
    }
    answer(&mut screen, &lines[asked..]);
    answer(&mut screen, &[("hint", ""), ("because", "")]);
    screen.until("progress is kept under it)");
    screen.until(id).keys("\r");
    choose(&mut screen, "Add it?", 0);
    screen.until(&format!("added d/{id} to the end of decks/d.yaml"));
    screen.until("Another card?").keys("n");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
    // What is typed before it is asked for is not seen as it comes.
    assert!(!screen.text().contains("^["), "{}", screen.text());
    let after = text(world);
    let added = after.strip_prefix(&before).unwrap_or_else(|| panic!("earlier bytes changed:\n{after}"));
    assert!(added.starts_with(&format!("    - id: {id}\n      kind: ")), "{added}");
}

#[test]
fn an_answer_that_ends_in_a_backslash_is_one_when_it_is_offered_again() {
    let world = World::new().file("decks/d.yaml", DECK);
    let mut screen = Screen::run(&world, &["add", "d"], 80, 40);
    choose(&mut screen, "Which kind of card?", 0);
    answer(&mut screen, &[("question", "Which folder?"), ("answer", "C:\\\\"), ("hint", ""), ("because", "")]);
    screen.until("progress is kept under it)").keys("\r");
    choose(&mut screen, "Add it?", 1);
    for label in ["Which folder?", "C:\\\\", "hint", "because", "progress is kept under it)"] {
        screen.until(label).keys("\r");
    }
    choose(&mut screen, "Add it?", 0);
    screen.until("Another card?").keys("n");
    assert_eq!(screen.exit(), 0);
    assert!(text(&world).ends_with("answer: C:\\\n"), "{}", text(&world));
}

#[test]
fn a_card_of_every_kind_is_added_at_a_terminal() {
    let world = World::new().deck("d", DECK);
    let typed = [("question", "Which city?"), ("answer", "Paris"), ("accept", "Lutetia"), ("accept", "")];
    add(&world, 0, &[("question", "Who is it?"), ("answer", "I")], None, "who-is-it");
    add(&world, 1, &typed, None, "city");
    let choice = [
        ("question", "Which of them?"),
        ("right choice", "this"),
        ("right choice 2", ""),
        ("wrong choice 1", "that"),
        ("why it is wrong", "so"),
        ("wrong choice 2", ""),
    ];
    add(&world, 2, &choice, None, "which-of-them");
    let truth = [("statement", "It is so."), ("correction", "")];
    add(&world, 3, &truth, Some(("answer (whether it is true)", 1)), "so");
    add(&world, 4, &[("text", "{{This}} is {{that}}.")], None, "this-is-that");
    let steps = [("question", "Which is first?"), ("steps", "one"), ("steps 2", "two"), ("steps 3", "")];
    add(&world, 5, &steps, None, "first");
    let pairs = [
        ("question", "Which year?"),
        ("left 1", "a"),
        ("right 1", "x"),
        ("left 2", "b"),
        ("right 2", "y"),
        ("left 3", "c"),
        ("right 3", "z"),
        ("left 4", ""),
        ("spare", "w"),
        ("spare 2", ""),
    ];
    add(&world, 6, &pairs, None, "year");
    add(&world, 7, &[("term", "fork"), ("definition", "a copy")], None, "fork");
    let decks = world.run(&["--decks", "decks", "decks", "--json"]).json();
    let deck = &decks["decks"][0];
    assert_eq!((&deck["cards"], &deck["items"], &deck["problems"]), (&9.into(), &11.into(), &0.into()));
    assert!(text(&world).contains("{{c1::This}} is {{c2::that}}."));
}

#[test]
fn a_card_can_be_changed_before_it_is_appended_and_left() {
    let world = World::new().deck("d", DECK);
    let mut screen = Screen::run(&world, &["add", "d"], 80, 40);
    choose(&mut screen, "Which kind of card?", 0);
    answer(
        &mut screen,
        &[("question", "Who"), ("answer", "I"), ("hint", ""), ("because", ""), ("progress is kept under", "")],
    );
    // What was typed stands there again.
    choose(&mut screen, "Add it?", 1);
    screen.until_times("question (what is asked)", 2).keys(" then?\r");
    answer(&mut screen, &[("? answer (what is revealed) › I", ""), ("hint", "")]);
    screen.until_times("because", 2).keys("\r");
    screen.until_times("progress is kept under", 2).keys("\r");
    screen.until("Who then?");
    screen.until_times("Add it?", 2);
    choose(&mut screen, "discard it", 2);
    screen.until("nothing was changed");
    assert_eq!(screen.exit(), 1);
    screen.assert_as_found();
    assert_eq!(text(&world), DECK);
}

/// What ends a dialog.
type End = fn(&mut Screen);

#[test]
fn whatever_ends_it_leaves_the_terminal_and_the_file_as_they_were() {
    let world = World::new().deck("d", DECK);
    let ends: [(&str, End, &[u32]); 4] = [
        ("Ctrl-C at a menu", |screen| _ = screen.until("Which kind").until("term ").keys("\u{3}"), &[130, 1]),
        ("SIGTERM at a menu", |screen| _ = screen.until("Which kind").until("term ").signal(Signal::TERM), &[143, 1]),
        ("Esc at a menu", |screen| _ = screen.until("Which kind").until("term ").keys("\u{1b}"), &[1]),
        (
            "Ctrl-C in a text",
            |screen| {
                choose(screen, "Which kind of card?", 0);
                screen.until("question").keys("Who").until("Who").keys("\u{3}");
            },
            &[130, 1],
        ),
    ];
    // Ended by a signal itself, the program has no code of its own, and the library for terminals says 1.
    for (name, end, codes) in ends {
        let mut screen = Screen::run(&world, &["add", "d"], 80, 24);
        end(&mut screen);
        let code = screen.exit();
        assert!(codes.contains(&code), "{name}: {code}\n{}", screen.text());
        screen.assert_as_found();
        assert_eq!(text(&world), DECK, "{name}");
    }
}

#[test]
fn a_small_terminal_is_asked_line_by_line() {
    let world = World::new().deck("d", DECK);
    let mut screen = Screen::run(&world, &["add", "d"], 18, 10);
    screen.until("cancel:").keys("flip\r");
    screen.until("asked):").keys("Who?\r");
    screen.until("revealed):").keys("\u{3}");
    // The signal itself ends it: there is nothing to put back.
    assert_eq!(screen.exit(), 1);
    screen.assert_as_found();
    assert_eq!(text(&world), DECK);
}

#[test]
fn an_author_who_broke_the_deck_is_told_where_and_goes_back_in() {
    let world = World::new().deck("kinds", EVERY_KIND);
    let script = world.path("bin/vim");
    let calls = world.path("calls").display().to_string();
    // The first time it breaks a card, the second time it mends it.
    let act = format!(
        "#!/bin/sh\necho \"$1\" >> '{calls}'\nif grep -q anwser \"$2\"; then sed -i s/anwser/answer/ \"$2\"\n\
         else sed -i 's/    answer: Gustave/    anwser: Gustave/' \"$2\"; fi\n"
    );
    world.write("bin/vim", &act);
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let editor = script.display().to_string();
    let mut screen = Screen::run_with(&world, &["edit", "kinds/tower"], &[("VISUAL", &editor)], 100, 40);
    screen.until("did you mean `answer`?").until("--> decks/kinds.yaml:45:5");
    choose(&mut screen, "The deck has mistakes now. What next?", 0);
    screen.until("decks/kinds.yaml is unchanged");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
    let lines = fs::read_to_string(calls).unwrap();
    let first = lines.lines().next().unwrap().to_owned();
    assert_eq!(lines, format!("{first}\n+45\n"), "the second time it opens at the first of the mistakes");

    let mut screen = Screen::run_with(&world, &["edit", "kinds/tower"], &[("VISUAL", &editor)], 100, 40);
    choose(&mut screen, "The deck has mistakes now. What next?", 1);
    screen.until("is kept as it is");
    assert_eq!(screen.exit(), 1);
    let kept = fs::read_to_string(world.path("decks/kinds.yaml")).unwrap();
    assert_eq!(kept, EVERY_KIND.replace("    answer: Gustave", "    anwser: Gustave"));
}

#[test]
fn a_built_in_deck_is_copied_when_its_author_agrees() {
    let world = World::new();
    let mut screen = Screen::run(&world, &["edit", "rise"], 80, 24);
    screen.until("~/.local/share/oss-quiz/decks/rise.yaml").until("Copy it there?").keys("n");
    screen.until("nothing was changed");
    assert_eq!(screen.text().matches("Copy it").count(), 1, "{}", screen.text());
    assert_eq!(screen.exit(), 1);
    screen.assert_as_found();
    let mut screen = Screen::run_with(&world, &["edit", "rise"], &[("EDITOR", "true")], 100, 24);
    screen.until("Copy it there?").keys("y");
    screen.until("rise.yaml is unchanged");
    assert_eq!(screen.exit(), 0);
    assert!(world.path("home/.local/share/oss-quiz/decks/rise.yaml").exists());
}

#[test]
fn a_prompt_is_drawn_once_and_of_a_choice_its_name_remains() {
    for (columns, world) in [(80, World::new().deck("d", DECK)), (40, World::new().deck("d", DECK))] {
        let mut screen = Screen::run(&world, &["add", "d"], columns, 24);
        screen.until("Which kind of card?");
        choose(&mut screen, "term ", 3);
        screen.until("statement (");
        let text = screen.text();
        let echo = text.lines().find(|line| line.contains("Which kind of card?")).unwrap_or_default();
        assert!(echo.trim_end().ends_with("true-false"), "{text}");
        screen.keys("So.\r");
        choose(&mut screen, "answer (whether it is true)", 1);
        screen.until("correction").keys("Nay").until("Nay").keys("\u{7f}\u{7f}\u{7f}No.").until("No.");
        assert_eq!(screen.text().matches("or nothing").count(), 1, "{}", screen.text());
        screen.keys("\u{3}");
        screen.exit();
        screen.assert_as_found();
    }
}

#[test]
fn a_window_that_becomes_too_small_to_ask_in_is_told() {
    for (columns, rows, label) in [(80, 2, "Which kind of card?"), (1, 24, "question")] {
        let world = World::new().file("decks/d.yaml", DECK);
        let mut screen = Screen::run(&world, &["add", "d"], 80, 24);
        screen.until("Which kind of card?");
        if label == "question" {
            screen.keys("\r").until("question");
        }
        screen.resize(columns, rows).keys("\u{1b}[B").keys("x\r");
        assert_eq!(screen.exit(), 5);
        screen.assert_as_found();
        let said: String = String::from_utf8_lossy(&screen.raw).split_whitespace().collect();
        assert!(said.contains("thewindowistoosmalltoaskin") && !said.contains("internalerror"), "{said}");
        assert_eq!(text(&world), DECK);
    }
}
