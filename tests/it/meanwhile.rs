//! What is no answer: the editor and the history, in the midst of a session.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rustix::process::Signal;

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

/// A world with an editor that is this shell script, the deck's path being `$deck`.
fn world(script: &str) -> World {
    let take = "#!/bin/sh\nfor file; do case $file in *.yaml) deck=$file; esac; done\n";
    let world = World::new().deck("kinds", EVERY_KIND).file("editor", &format!("{take}{script}\n"));
    fs::set_permissions(world.path("editor"), fs::Permissions::from_mode(0o755)).unwrap();
    world
}

fn editor(world: &World) -> String {
    world.path("editor").to_str().unwrap().to_owned()
}

fn quiz(world: &World) -> Screen {
    let editor = editor(world);
    let variables = [("OSS_QUIZ_SETTLE_MS", "0"), ("EDITOR", editor.as_str())];
    Screen::run_with(world, &["--decks", "decks", "run"], &variables, 80, 24)
}

#[test]
fn a_card_that_no_longer_parses_keeps_its_words_and_the_fault_is_shown() {
    let world = world("sed -i 's/    answer: Paris/    anwser: Paris/' \"$deck\"");
    let mut screen = quiz(&world);
    screen.until("h hint").keys("e").until("the old text is asked").until("h hint");
    let text = screen.text();
    assert!(text.contains("kinds.yaml:6:5"), "{text}");
    assert!(text.contains("Which city is the capital of France?"), "{text}");
    screen.keys("3").until("Right").keys("q");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
}

#[test]
fn a_signal_in_the_editor_ends_the_session_when_the_editor_is_closed() {
    let world = world("touch open; while [ ! -e close ]; do sleep 0.05; done");
    let mut screen = quiz(&world);
    screen.until("h hint").keys("3").until("Right").keys("e");
    wait_for(&world, "open");
    screen.signal(Signal::TERM);
    world.write("close", "");
    assert_eq!(screen.exit(), 143);
    screen.assert_as_found();
    assert_eq!(world.shown("kinds/capital")["reviews"].as_array().unwrap().len(), 1);
}

#[test]
fn a_signal_after_the_editor_finds_the_session_listening() {
    let world = world("sed -i 's/of France/of the French/' \"$deck\"");
    let mut screen = quiz(&world);
    screen.until("h hint").keys("e").until("capital of the French?").keys("3").until("Right");
    screen.signal(Signal::TERM);
    assert_eq!(screen.exit(), 143);
    screen.assert_as_found();
}

#[test]
fn a_text_field_knows_the_commands_too() {
    let world = world("sed -i 's/biggest city of France/largest city of France/' \"$deck\"");
    let mut screen = quiz(&world);
    screen.until("h hint").keys("3").until("Right").keys("\r").until("1-4 tick").keys("0").until("go on").keys("\r");
    screen.until(":help").keys(":edit\r").until("largest city of France");
    screen.until(":help").keys(":history\r").until("kinds/biggest has not been answered before").keys(" ");
    screen.until(":help").keys("Paris\r").until("Right").keys("q");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn the_history_has_the_reasons_once_the_question_is_answered() {
    let world = world("true");
    let mut screen = quiz(&world);
    screen.until("h hint").keys("i").until("has not been answered before");
    assert!(!screen.text().contains("third largest"), "{}", screen.text());
    screen.keys(" ").until("h hint");
    screen.keys("2").until("i history and reasons").keys("i").until("not Lyon: Lyon is the third largest.");
    screen.keys("\u{1b}").until("o I was right").keys("q");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn the_history_is_a_page_of_its_own_that_is_read_line_by_line_where_rows_are_few() {
    let world = world("true");
    for answer in ["Lyon", "Nice", "Rome", "Lille", "Brest", "Metz", "Dijon", "Tours"] {
        world.run(&["--decks", "decks", "grade", "kinds/biggest", "--answer", answer]).success();
    }
    let mut screen = Screen::run(&world, &["--decks", "decks", "run", "kinds/biggest"], 40, 8);
    screen.until("Which is the biggest").keys(":history\r").until("more lines  Space");
    let text = screen.text();
    assert!(text.starts_with(" Reviews of kinds/biggest:"), "{text}");
    assert!(text.contains(" Tue 24 Nov 20:00  Again, you said:\n   Lyon"), "{text}");
    assert!(!text.contains("Which is the biggest"), "{text}");
    screen
        .keys(" ")
        .until("Lille")
        .keys("\u{1b}[B")
        .keys("\u{1b}[B")
        .until("Brest")
        .keys("\u{1b}[A")
        .keys("\u{1b}[A")
        .until_gone("Brest");
    screen.keys("x").until("Which is the biggest").keys(":quit\r");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn the_plain_face_has_both() {
    let world = world("sed -i 's/of France/of the French/' \"$deck\"");
    let lines = ":history\n:edit\n2\n:history\n:quit\n";
    let ran = world
        .run(&["--plain", "--decks", "decks", "run"])
        .env("EDITOR", &editor(&world))
        .env("PATH", "/usr/bin:/bin")
        .input(lines)
        .success();
    let out = ran.stdout();
    let place = |text: &str| out.find(text).unwrap_or_else(|| panic!("no {text:?} in {out}"));
    assert!(place("kinds/capital has not been answered before") < place("capital of the French?"), "{out}");
    assert!(place("capital of the French?") < place("Reviews of kinds/capital:"), "{out}");
    assert!(out.contains("\nTue 24 Nov 20:00  Again, you said: Marseille\n"), "{out}");
    assert!(place("not Lyon: Lyon is the third largest.") > 0, "{out}");
}

#[test]
fn new_words_behind_a_verdict_are_promised_for_the_next_time() {
    let world = world("sed -i 's/of France/of the French/' \"$deck\"");
    let ran = world
        .run(&["--plain", "--decks", "decks", "run"])
        .env("EDITOR", &editor(&world))
        .env("PATH", "/usr/bin:/bin")
        .input("2\n:edit\n:suspend\n:quit\n")
        .success();
    let out = ran.stdout();
    assert!(out.contains("edited; the new text is asked next time\n"), "{out}");
    assert!(!out.contains("capital of the French?"), "{out}");
    assert!(out.contains("Suspended until `oss-quiz mark kinds/capital resume`.\n"), "{out}");
    // It is put away, and so is nothing to come right or to practise.
    assert!(out.contains("0 right at once, 1 put away."), "{out}");
    assert!(!out.contains("Missed:"), "{out}");
}

#[test]
fn an_answer_that_was_right_is_accepted_from_now_on_if_one_likes() {
    for (reply, written) in
        [("y", "    answer: Paris\n    accept: [Lutetia]\n"), ("n", "    answer: Paris\n  - id: seine\n")]
    {
        let world = world("true");
        let mut screen = quiz(&world);
        screen.until("h hint").keys("3").until("Right").keys("\r").until("1-4 tick").keys("0").until("go on");
        screen.keys("\r").until(":help").keys("Lutetia\r").until("o I was right").keys("o");
        screen.until("Accept \"Lutetia\" from now on, in").until("y yes").keys(reply).until("t true").keys("q");
        assert_eq!(screen.exit(), 0);
        screen.assert_as_found();
        let deck = fs::read_to_string(world.path("decks/kinds.yaml")).unwrap();
        assert!(deck.contains(written), "{reply}: {deck}");
    }
}

#[test]
fn a_gap_has_its_own_list_and_another_answer_is_named_as_such() {
    let world = world("true");
    let mut screen = Screen::run(&world, &["--decks", "decks", "run", "--cram", "kinds/sea"], 80, 24);
    screen.until("________ (a city)").keys("Massilia\r").until("o I was right").keys("o");
    screen.until("Accept \"Massilia\" from now on, in").until("y yes").keys("y").until("on the ________");
    screen.keys("Paris\r").until("o I was right").keys("o");
    screen.until("\"Paris\" is already an answer elsewhere in your decks. Accept it here too").until("y yes").keys("n");
    screen.until("That was the last question.").keys("\r");
    assert_eq!(screen.exit(), 0);
    let deck = fs::read_to_string(world.path("decks/kinds.yaml")).unwrap();
    assert!(deck.contains("    accept:\n      c1: [Massilia]\n"), "{deck}");
}

#[test]
fn ctrl_c_at_the_offer_ends_the_session() {
    let world = world("true");
    let mut screen = quiz(&world);
    screen.until("h hint").keys("3").until("Right").keys("\r").until("1-4 tick").keys("0").until("go on");
    screen.keys("\r").until(":help").keys("Lutetia\r").until("o I was right").keys("o").until("y yes").keys("\u{3}");
    assert_eq!(screen.exit(), 130);
    screen.assert_as_found();
}

/// Waits until a file is there.
fn wait_for(world: &World, name: &str) {
    let there = (0..3_000).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        world.path(name).exists()
    });
    assert!(there, "{name} never came");
}

#[test]
fn a_built_in_deck_is_copied_and_the_copy_is_asked() {
    let world = World::new().file(
        "editor",
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >> opened\nsed -i 's/^title: .*/title: Mine/' \"${2:-$1}\"\n",
    );
    fs::set_permissions(world.path("editor"), fs::Permissions::from_mode(0o755)).unwrap();
    let editor = world.path("editor").to_str().unwrap().to_owned();
    let variables = [("OSS_QUIZ_SETTLE_MS", "0"), ("EDITOR", editor.as_str())];
    let mut screen = Screen::run_with(&world, &["run", "rise"], &variables, 80, 24);
    screen.until("? keys").keys("e").until("This deck is built in. Copy it to ~/.local/share/oss-quiz/decks and edit");
    screen.keys("n").until("stays as it is").until("? keys");
    assert!(!world.path("home/.local/share/oss-quiz/decks").exists());
    screen.keys("e").until_times("This deck is built in.", 1).keys("y").until("copied to").until("? keys");
    let copy = world.path("home/.local/share/oss-quiz/decks/rise.yaml");
    assert!(fs::read_to_string(&copy).unwrap().contains("title: Mine"));
    let opened = fs::read_to_string(world.path("opened")).unwrap();
    assert!(opened.contains("decks/rise.yaml"), "{opened}");
    // It is a file of the learner's now: nothing is asked.
    screen.keys("e").until("? keys").keys("q");
    assert_eq!(screen.exit(), 0);
    assert_eq!(fs::read_to_string(world.path("opened")).unwrap(), opened.repeat(2));
    screen.assert_as_found();
}

#[test]
fn an_item_answered_in_another_window_is_not_answered_twice() {
    let world = world("true");
    let mut screen = quiz(&world);
    screen.until("h hint");
    world.run(&["--decks", "decks", "grade", "kinds/capital", "--answer", "Lyon"]).success();
    screen.keys("3").until("answered in another window").until("practice leaves the schedule alone").keys("q");
    assert_eq!(screen.exit(), 0);
    let shown = world.shown("kinds/capital");
    assert_eq!((&shown["state"], shown["reviews"].as_array().unwrap().len()), (&"learning".into(), 2), "{shown}");
}
