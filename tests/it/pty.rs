//! The interactive face on a pseudo-terminal: what a script can't see.

use rustix::process::Signal;

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";
const CTRL_Z: &str = "\u{1a}";

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND)
}

/// A world in which somebody has been: one card is flagged, and nobody is welcomed.
fn known_world() -> World {
    let world = world();
    world.run(&["mark", "kinds/tower", "flag"]).exits(0);
    world
}

/// The quiz on the deck of every kind.
fn quiz(world: &World, columns: u16, rows: u16) -> Screen {
    Screen::run(world, &["--decks", "decks", "run"], columns, rows)
}

/// How many reviews of an item are on disk.
fn reviews(world: &World, item: &str) -> usize {
    world.shown(item)["reviews"].as_array().unwrap().len()
}

/// Answers every kind, some right, some wrong, one taken back, and keeps each screen. What was wrong is buried, or it
/// would return among the others.
fn every_kind(columns: u16, rows: u16) -> String {
    let world = known_world();
    let mut screen = quiz(&world, columns, rows);
    let mut seen = Vec::new();
    for (keys, text) in [
        ("", "0 don't know"),
        ("h", "hint: It"),
        ("2", "go on"),
        ("b", "Buried"),
        ("\r", "1-4 tick"),
        ("12", "[x] the Loire"),
        ("\r", "1 of 2 found"),
        ("b", "Buried"),
        ("\r", ":help"),
        ("Pariss", "Pariss"),
        ("\r", "with a slip"),
        ("\r", "0 don't know"),
        ("t", "Correct: "),
        ("b", "Buried"),
        ("\r", "> "),
        ("\r", "Not known yet"),
        ("b", "Buried"),
        ("\r", "1-4 next"),
        ("1234", "4 →"),
        ("\r", "2 of 4 in place"),
        ("\r", "tower of iron"),
        ("\r", "How well"),
        ("3", "Which term means"),
        ("?", "any key closes"),
        ("x", "show the answer"),
        ("u", "is undone"),
        ("q", "Left today: "),
    ] {
        screen.keys(keys).until(text);
        seen.push(format!("──── {}\n{}\n", keys.replace('\r', "Enter"), screen.text()));
    }
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
    seen.join("\n")
}

#[test]
fn every_kind_in_eighty_columns() {
    insta::assert_snapshot!(every_kind(80, 24));
}

#[test]
fn every_kind_in_forty_columns() {
    insta::assert_snapshot!(every_kind(40, 15));
}

#[test]
fn every_kind_in_two_hundred_columns() {
    insta::assert_snapshot!(every_kind(200, 50));
}

#[test]
fn another_size_draws_the_question_anew() {
    let world = known_world();
    let mut screen = quiz(&world, 80, 24);
    screen.until("h hint").keys("0").until("go on").keys("\r").until("1-4 tick").keys("1").until("1 ticked");
    screen.resize(66, 12).until_gone("s skip").until("? keys");
    insta::assert_snapshot!(screen.text(), @r"
                    → Paris

    2 of 8  ╍╍──────────────  1 coming back · kinds · choice · new

    Which of these are rivers? Pick all that apply.

      1 [x] the Jura
      2 [ ] the Loire
      3 [ ] the Vosges
      4 [ ] the Rhône

    1-4 tick   Enter answer, 1 ticked   0 don't know   ? keys
    ");
    screen.resize(100, 30).until("s skip");
    insta::assert_snapshot!(screen.text(), @r"
    decks: decks

    A new deck begins: kinds, Every kind
    ✗ Again  today  Which city is the capital of France?
                    → Paris

    2 of 8  ╍╍──────────────  1 coming back · kinds · choice · new

    Which of these are rivers? Pick all that apply.

      1 [x] the Jura
      2 [ ] the Loire
      3 [ ] the Vosges
      4 [ ] the Rhône

    1-4 tick   Enter answer, 1 ticked   0 don't know   h hint   s skip   ? keys
    ");
    // Nothing of what was ticked is lost.
    screen.keys("2").until("2 ticked").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
}

#[test]
fn ctrl_c_ends_with_the_summary_wherever_it_is_pressed() {
    for (place, keys, text) in [("question", "", "h hint"), ("verdict", "3", "Right"), ("help", "?", "any key closes")]
    {
        let world = world();
        let mut screen = quiz(&world, 80, 24);
        screen.until("h hint").keys(keys).until(text).keys(CTRL_C);
        assert_eq!(screen.exit(), 130, "{place}");
        screen.assert_as_found();
        let (answered, summary) = if place == "verdict" { (1, "1 question in") } else { (0, "No question answered") };
        assert!(screen.text().contains(summary), "{place}: {}", screen.text());
        assert_eq!(reviews(&world, "kinds/capital"), answered, "{place}");
    }
}

/// A screen that waits for a text to be typed, one answer given before it.
fn at_a_text(world: &World) -> Screen {
    let mut screen = Screen::run(world, &["--decks", "decks", "run"], 80, 24);
    screen.until("h hint").keys("3").until("Right").keys("\r").until("1-4 tick").keys("0").until("go on");
    screen.keys("\r").until(":help");
    screen
}

#[test]
fn signals_leave_the_terminal_as_it_was_found_and_lose_no_answer() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        for place in ["question", "verdict", "text"] {
            let world = world();
            let mut screen = match place {
                "text" => at_a_text(&world),
                _ => quiz(&world, 80, 24),
            };
            match place {
                "question" => screen.until("h hint"),
                "verdict" => screen.until("h hint").keys("3").until("Right"),
                _ => screen.keys("Par").until("> Par"),
            };
            screen.signal(signal);
            assert_eq!(screen.exit(), code, "{signal:?} at the {place}");
            screen.assert_as_found();
            assert_eq!(reviews(&world, "kinds/capital"), usize::from(place != "question"), "{signal:?} at the {place}");
        }
    }
}

#[test]
fn half_a_key_keeps_no_signal_waiting_and_takes_no_key_with_it() {
    let world = world();
    for half in ["\u{1b}[", "\u{1b}[<0;1", "\u{1b}[200~half a paste", "\u{1b}O"] {
        let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], &[], 80, 24);
        screen.until("h hint").keys(half).signal(Signal::TERM);
        assert_eq!(screen.exit(), 143, "{half:?}");
        screen.assert_as_found();
    }
    let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], &[], 80, 24);
    screen.until("h hint").bytes_of_keys(b"\xe9").keys("3").until("Right").bytes_of_keys(b"\xc3").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
}

/// Tells the test below in which folder to run.
const WINDOW: &str = "OSS_QUIZ_TEST_WINDOW";

#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_the_program() {
    let world = world();
    // The pseudo-terminal goes away with the process that has it.
    let window = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "pty::window_that_is_closed"])
        .env(WINDOW, world.path("."))
        .output()
        .unwrap();
    assert!(window.status.success(), "{}", String::from_utf8_lossy(&window.stdout));
    let code = (0..3_000).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        std::fs::read_to_string(world.path("code")).ok().filter(|code| code.ends_with('\n'))
    });
    assert_eq!(code.as_deref(), Some("129\n"));
    assert_eq!(reviews(&world, "kinds/capital"), 1);
}

/// The other half of the test above, in a process of its own; by itself it has nothing to do.
#[test]
fn window_that_is_closed() {
    let Some(folder) = std::env::var_os(WINDOW) else { return };
    let world = World::at(folder);
    let program = env!("CARGO_BIN_EXE_oss-quiz");
    // The shell alone is told that the terminal has gone.
    let script = format!("trap '' HUP; {program} --decks decks run; echo $? > code");
    let mut screen = Screen::script(&world, &script, 80, 24);
    screen.until("h hint").keys("3").until("Right");
    // Nothing is to be sent on the way out.
    std::mem::forget(screen);
}

#[test]
fn ctrl_d_quits_where_nothing_is_typed() {
    let world = world();
    let mut screen = at_a_text(&world);
    screen.keys("P").until("> P").keys(CTRL_D).keys("a").until("> Pa").keys("\u{15}").until_gone("> P").keys(CTRL_D);
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
}

#[test]
fn a_paused_program_goes_on_where_it_was() {
    let world = world();
    let mut screen = Screen::shell(&world, 80, 50);
    let program = env!("CARGO_BIN_EXE_oss-quiz");
    screen.until("shell>").keys(&format!("{program} --decks decks run\r")).until("h hint");
    screen.keys(CTRL_Z).until_times("shell>", 2).keys("echo the shell is back\r").until_times("shell>", 3);
    screen.keys("fg\r").until_times("Which city is the capital of France?", 2);
    screen.keys("3").until("Right").keys("q").until_times("shell>", 4).keys("exit\r");
    assert_eq!(screen.exit(), 0);
    assert_eq!(reviews(&world, "kinds/capital"), 1);
}

#[test]
fn the_editor_has_the_terminal_as_it_was_found_and_the_question_its_new_words() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = world().file(
        "editor",
        "#!/bin/sh\nstty -a > modes\nfor file; do case $file in *.yaml) sed -i 's/of France/of the French/' \"$file\"; esac; done\n",
    );
    let editor = world.path("editor");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let variables = [("OSS_QUIZ_SETTLE_MS", "0"), ("EDITOR", editor.to_str().unwrap())];
    let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], &variables, 80, 24);
    screen.until("h hint").keys("e").until("capital of the French?").keys("3").until("Right");
    // The question stands there once: what was there before the editor is gone.
    assert_eq!(screen.text().matches("Which city is the capital").count(), 1, "{}", screen.text());
    let modes = std::fs::read_to_string(world.path("modes")).unwrap();
    assert!(modes.contains(" icanon") && modes.contains(" echo "), "{modes}");
    screen.keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    assert_eq!(reviews(&world, "kinds/capital"), 1);
}

#[test]
fn the_history_of_an_item_is_a_page_of_its_own() {
    let world = known_world();
    let mut screen = quiz(&world, 80, 24);
    screen
        .until("h hint")
        .keys("i")
        .until("has not been answered before")
        .keys("\u{1b}")
        .until_gone("been answered before");
    screen
        .until("h hint")
        .keys("2")
        .until("go on")
        .keys("i")
        .until("Reviews of kinds/")
        .until("Again, you said: Marseille");
    screen.keys("\u{1b}").until("go on").keys("\r").until("1-4 tick").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
}

#[test]
fn pasted_text_answers_nothing_and_runs_nothing() {
    let world = world();
    let mut screen = at_a_text(&world);
    screen.paste(":quit\nMarseille\n").until("> :quit Marseille");
    screen.keys("\u{15}").until_gone(":quit Mar").paste("Paris").until("> Paris").keys("\r").until("Right");
    // Here letters are keys, and pasted ones are nothing.
    screen.paste("\nq\n").keys("\r").until("t true").paste("t\nf\n").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    assert_eq!(reviews(&world, "kinds/biggest"), 1);
    assert_eq!(reviews(&world, "kinds/seine"), 0);
}

#[test]
fn keys_of_one_burst_do_what_each_of_them_does() {
    let lines = (1..=100).map(|n| format!("      line {n} of many\n\n")).collect::<Vec<_>>().concat();
    let deck = format!("title: Long\ncards:\n  - id: a\n    kind: typed\n    question: |\n{lines}    answer: Loire\n");
    let world = World::new().deck("long", &deck);
    let mut screen = Screen::run(&world, &["--decks", "decks", "run"], 80, 24);
    screen.until("line 1 of many").keys(&"\u{1b}[6~".repeat(40)).until("line 100 of many");
    screen.keys("Lorie\u{7f}\u{7f}\u{7f}ire\u{1b}[5~\r").until("Right").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    assert_eq!(reviews(&world, "long/a"), 1);
}

/// Longer than any test takes: within it the same key again is a bounce.
const AN_HOUR: (&str, &str) = ("OSS_QUIZ_SETTLE_MS", "3600000");

#[test]
fn the_same_key_counts_once_and_every_other_one_at_once() {
    let world = world();
    let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], &[AN_HOUR], 80, 24);
    // On a screen just painted, too: the digit rates what it has answered no second time, Enter goes on, and then once.
    screen.until("h hint").keys("333").until("Right").keys("3\r\r\r\r").until("1-4 tick").keys("0").until("go on");
    screen.keys("0000\r").keys("1").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    assert_eq!((reviews(&world, "kinds/capital"), reviews(&world, "kinds/rivers")), (1, 1));
}

/// Ten times as long as for people, so that a busy machine changes nothing: pieces of a sequence may come 500 ms apart.
const SLOWLY: (&str, &str) = ("OSS_QUIZ_SETTLE_MS", "3000");

#[test]
fn what_a_terminal_sends_by_itself_is_no_key() {
    let world = world();
    let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], &[SLOWLY], 80, 24);
    screen.until("h hint").pieces(&["\u{1b}", "[B"]).pieces(&["\u{1b}]11;rgb:1c1c/1e1e/2626\u{7}"]);
    screen.pieces(&["\u{1b}[>0;276;0c"]).pieces(&["\u{1b}P>|term 1 2 3\u{1b}\\"]).keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    assert!(screen.text().contains("No question answered"), "{}", screen.text());
    assert_eq!(world.run(&["undo"]).exits(1).stdout(), "");
}

#[test]
fn what_is_typed_on_behind_a_text_is_no_command() {
    let world = world();
    for item in ["kinds/capital", "kinds/rivers"] {
        world.run(&["mark", item, "bury"]).success();
    }
    let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], &[SLOWLY], 80, 24);
    screen.until(":help").keys("Paris\r").until("Right").keys("\r").keys("x").keys("b").keys("o").keys("4");
    screen.until("t true").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    let undone = world.run(&["undo"]).success().stdout();
    assert!(undone.starts_with("taken back: kinds/biggest, Easy"), "{undone}");
}

#[test]
fn a_paste_without_brackets_is_no_series_of_commands() {
    let world = world();
    let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], &[SLOWLY], 80, 24);
    screen.until("h hint").keys("xylophone box 2\r").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    world.run(&["undo"]).exits(1);
}

#[test]
fn escape_leaves_whatever_asks_for_something() {
    let world = world();
    let mut screen = quiz(&world, 80, 24);
    screen.until("h hint").keys("!").until("Esc leave it").keys("abc").until("abc").keys("\u{1b}").until("h hint");
    screen.keys("?").until("any key closes").keys("\u{1b}").until("h hint").keys("1").until("go on");
    screen.keys("o").until("y yes   n no (Enter, Esc)").keys("\u{1b}").until("go on").keys("\r").until("1-4 tick");
    screen.keys("0").until("go on").keys("\r").until(":help").keys("Par\u{1b}").until("> Par").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    assert_eq!(reviews(&world, "kinds/biggest"), 0);
}

#[test]
fn the_last_question_can_be_taken_back_when_it_was_left_at_once() {
    let world = World::new()
        .deck("r", "title: R\ncards:\n  - id: a\n    kind: typed\n    question: Longest?\n    answer: Loire\n");
    let mut screen = quiz(&world, 80, 24);
    screen.until(":help").keys(":bury\r").until("Buried until tomorrow.").until("That was the last question.");
    screen.keys("u").until("The item is no longer buried.").keys(":suspend\r").until("That was the last question.");
    screen.keys("u").until("The item is no longer suspended.").keys("Rhone\r").until("go on").keys("o");
    screen.until("y yes").keys("n").until("That was the last question.").keys("u").until("go on").keys("o");
    screen.until("y yes").keys("n").until("Enter end").keys("\r");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
    assert_eq!(world.shown("r/a")["reviews"][0]["verdict"], "right");
}

#[test]
fn the_cursor_is_seen_where_one_types_and_nowhere_else() {
    let world = world();
    let mut screen = quiz(&world, 80, 24);
    screen.until("h hint");
    assert_eq!(screen.cursor(), None);
    screen.keys("3").until("Right").keys("\r").until("1-4 tick").keys("0").until("go on").keys("\r").until(":help");
    screen.keys("日本").until("> 日本");
    let (row, column) = screen.cursor().unwrap();
    let line = screen.text().lines().nth(usize::from(row)).unwrap().to_owned();
    assert_eq!((line.as_str(), column), ("  > 日本", 8));
    screen.keys("\u{1b}[D\u{7f}").until_gone("> 日本").until("> 本");
    assert_eq!(screen.cursor().unwrap().1, 4);
    screen.keys(CTRL_C).exit();
}

#[test]
fn a_terminal_can_have_the_plain_face() {
    let world = world();
    for (arguments, variables) in [(&["--plain", "run"][..], &[][..]), (&["run"][..], &[("ACCESSIBLE", "1")][..])] {
        let mut screen = Screen::run_with(&world, arguments, variables, 80, 24);
        screen.until("Answer 1 to 3").keys(":quit\r");
        assert_eq!(screen.exit(), 0);
        assert!(!screen.raw.contains(&0x1b), "{}", String::from_utf8_lossy(&screen.raw));
    }
}

#[test]
fn colour_is_left_out_where_it_is_not_wanted() {
    let world = world();
    let styled = |variables: &[(&str, &str)]| {
        let mut screen = Screen::run_with(&world, &["--decks", "decks", "run"], variables, 80, 24);
        screen.until("h hint").keys(CTRL_C).exit();
        String::from_utf8(screen.raw.clone()).unwrap().contains("\u{1b}[1m")
    };
    let quick = ("OSS_QUIZ_SETTLE_MS", "0");
    assert!(styled(&[quick]));
    assert!(styled(&[quick, ("NO_COLOR", "")]));
    assert!(!styled(&[quick, ("NO_COLOR", "1")]));
}

#[test]
fn both_faces_leave_the_same_log() {
    let (by_key, by_line) = (world(), world());
    let mut screen = at_a_text(&by_key);
    screen.keys("Pariss\r").until("with a slip").keys("2").until("t true").keys("f").until("Right").keys("g");
    screen.until(":help").keys("\r").until("Not known").keys("\r").until("1-4 next").keys("u").until("is undone");
    screen.keys("Marseile\r").until("slip").keys("o").until("1-4 next").keys("q");
    assert_eq!(screen.exit(), 0);
    let lines = "3\n\n0\n\nPariss\n2\nf\ng\n\n\n:undo\nMarseile\no\n:quit\n";
    by_line.run(&["--decks", "decks", "--plain", "run"]).input(lines).exits(0);
    for item in ["capital", "rivers", "biggest", "seine", "sea#c1", "south"] {
        let log = |world: &World| {
            let mut shown = world.shown(&format!("kinds/{item}"));
            for review in shown["reviews"].as_array_mut().unwrap() {
                let review = review.as_object_mut().unwrap();
                // What no two runs have in common.
                for field in ["id", "at", "ms"] {
                    review.remove(field);
                }
            }
            shown
        };
        assert_eq!(log(&by_key), log(&by_line), "{item}");
    }
}
