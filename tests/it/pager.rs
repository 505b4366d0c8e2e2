//! Long output on a terminal, and lines that are wider than it.

use std::os::unix::fs::PermissionsExt as _;

use unicode_width::UnicodeWidthStr as _;

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

/// A world with a deck that is longer than a screen, and a pager that keeps what it gets.
fn world() -> World {
    let world = World::new().deck("kinds", EVERY_KIND).file(
        "pager",
        "#!/bin/sh\necho \"arguments: $*\" > paged\necho \"LESS: $LESS\" >> paged\ncat >> paged\nexit 3\n",
    );
    std::fs::set_permissions(world.path("pager"), std::fs::Permissions::from_mode(0o755)).unwrap();
    world
}

/// What the pager got; `None` if it was not started.
fn paged(world: &World) -> Option<String> {
    std::fs::read_to_string(world.path("paged")).ok()
}

const LONG: &[&str] = &["--decks", "decks", "show", "kinds"];

#[test]
fn what_is_longer_than_the_screen_is_shown_by_the_pager() {
    let world = world();
    let mut screen = Screen::run_with(&world, LONG, &[("PAGER", "./pager 'a b' c")], 80, 24);
    assert_eq!(screen.exit(), 0, "how the pager ended is no matter");
    assert_eq!(screen.text(), "", "the pager has it all");
    let paged = paged(&world).unwrap();
    assert!(paged.starts_with("arguments: a b c\nLESS: FRX\n"), "{paged}");
    assert!(paged.contains("1 of 8") && paged.contains("8 of 8"), "{paged}");
    assert!(paged.contains("\u{1b}[1m"), "colours are kept: {paged}");
}

#[test]
fn the_exit_code_and_the_errors_are_those_of_the_command() {
    let world = world().deck("weak", &"title: ok\ncards:\n".replace("ok", "{{"));
    let mut screen = Screen::run_with(&world, &["check", "decks"], &[("PAGER", "./pager")], 80, 8);
    assert_eq!(screen.exit(), 1);
    assert!(paged(&world).unwrap().contains("error["));
    std::fs::remove_file(world.path("paged")).unwrap();
    let mut screen = Screen::run_with(&world, &["help", "shwo"], &[("PAGER", "./pager")], 80, 24);
    assert_eq!(screen.exit(), 2);
    assert_eq!(screen.text(), "error: there is no help on `shwo`\n  help: did you mean `oss-quiz help show`?");
    assert_eq!(paged(&world), None);
}

#[test]
fn the_user_tells_less_what_they_like_and_no_colour_is_no_colour() {
    let world = world();
    let variables = [("PAGER", "./pager"), ("LESS", "-i"), ("NO_COLOR", "1")];
    Screen::run_with(&world, LONG, &variables, 80, 24).exit();
    let paged = paged(&world).unwrap();
    assert!(paged.contains("LESS: -i\n") && !paged.contains('\u{1b}'), "{paged}");
}

#[test]
fn there_is_no_pager_where_none_is_wanted_or_needed() {
    let ours = ("PAGER", "./pager");
    for (arguments, variables, rows) in [
        (&["--no-pager"][..], &[ours][..], 24),
        (&["--plain"], &[ours], 24),
        (&[], &[ours, ("TERM", "dumb")], 24),
        (&[], &[ours, ("ACCESSIBLE", "1")], 24),
        (&[], &[ours, ("OSS_QUIZ_CONFIG", "off.yaml")], 24),
        (&[], &[("PAGER", "")], 24),
        (&[], &[("PAGER", "cat")], 24),
        // It all fits.
        (&[], &[ours], 100),
    ] {
        let world = world().file("off.yaml", "pager: off\n");
        let mut screen = Screen::run_with(&world, &[arguments, LONG].concat(), variables, 80, rows);
        assert_eq!(screen.exit(), 0);
        let end = screen.text();
        assert!(end.contains("a long thin loaf"), "{arguments:?} {variables:?}: {end}");
        assert_eq!(paged(&world), None, "{arguments:?} {variables:?}");
    }
    // Off a terminal.
    let world = world();
    let text = world.run(LONG).env("PAGER", "./pager").success().stdout();
    assert!(text.contains("a long thin loaf") && paged(&world).is_none());
}

#[test]
fn the_setting_comes_before_the_variable() {
    let world = world().file("config.yaml", "pager: ./pager --of-the-config\n");
    let variables = [("PAGER", "cat"), ("OSS_QUIZ_CONFIG", "config.yaml")];
    assert_eq!(Screen::run_with(&world, LONG, &variables, 80, 24).exit(), 0);
    assert!(paged(&world).unwrap().starts_with("arguments: --of-the-config\n"));
}

#[test]
fn a_pager_that_is_closed_early_is_no_error() {
    let world = world();
    let mut screen = Screen::run_with(&world, LONG, &[("PAGER", "head -n 1")], 80, 24);
    assert_eq!((screen.exit(), screen.text().trim()), (0, "Every kind"));
}

#[test]
fn where_the_pager_is_not_there_the_text_is_and_one_line_says_so() {
    let world = world();
    let mut screen = Screen::run_with(&world, LONG, &[("PAGER", "./no-such-pager -x")], 80, 24);
    assert_eq!(screen.exit(), 0);
    let end = screen.text();
    assert!(end.contains("a long thin loaf"), "{end}");
    assert!(end.contains("warning: the pager `./no-such-pager` can't be started: No such file"), "{end}");
    // Nobody has asked for `less`.
    let mut screen = Screen::run_with(&world, LONG, &[("PATH", "/no/such/folder")], 80, 24);
    assert_eq!(screen.exit(), 0);
    assert!(screen.text().ends_with("a long thin loaf"), "{}", screen.text());
}

/// What the program writes to a terminal, a row each. The terminal itself never has to break one.
#[track_caller]
fn rows(world: &World, arguments: &[&str], columns: u16) -> Vec<String> {
    let mut screen = Screen::run_with(world, arguments, &[("NO_COLOR", "1")], columns, 100);
    screen.exit();
    let text = String::from_utf8(screen.raw.clone()).unwrap();
    let rows: Vec<String> = text.lines().map(str::to_owned).collect();
    for row in &rows {
        assert!(row.width() <= usize::from(columns), "{columns} columns: {row:?} of {arguments:?}");
    }
    rows
}

#[test]
fn no_word_of_a_message_is_cut_by_the_terminal() {
    let world = world().deck("weak", "title: Weak\ncards:\n  - id: a\n    kind: flip\n    question: {{x}}\n");
    world.run(&["mark", "kinds/tower", "flag"]).success();
    for arguments in [
        &["show", "kinds/captial"][..],
        &["grade", "kinds/rivers", "--answer", "the Rhône and the Loire, and not one more"],
        &["mark", "kinds/capital", "suspend"],
        &["--store", "folder/that/is/not/there/progress.db", "undo"],
        &["config"],
        &["config", "set", "new_per_day", "many"],
        &["undo"],
        &["runn"],
        &["run", "--no-such-option"],
        &["exam", "--history"],
        &["--decks", "decks", "next"],
        &["check", "--explain", "bad-id"],
    ] {
        let ran = world.run(arguments).output();
        let whole = ran.stdout() + &ran.stderr();
        for columns in [80, 40, 200] {
            let rows = rows(&world, arguments, columns);
            // What comes by standard output and what comes by standard error may stand in either order.
            let sorted = |mut all: Vec<String>| {
                all.sort();
                all
            };
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let signs = |words: &[String]| sorted(words.concat().chars().map(String::from).collect());
            let (shown, whole) = (words(&rows.join("\n")), words(&whole));
            // A name that no row has room for is broken where it must be.
            if whole.iter().all(|word| word.width() + 8 <= usize::from(columns)) {
                assert_eq!(sorted(shown), sorted(whole), "{columns} columns: {arguments:?}");
            } else {
                assert_eq!(signs(&shown), signs(&whole), "{columns} columns: {arguments:?}");
            }
        }
    }
}

#[test]
fn an_error_hangs_below_its_first_word() {
    let world = world();
    let arguments = &["--decks", "decks", "grade", "kinds/zzzzzzzz", "--answer", "Paris"];
    insta::assert_snapshot!(rows(&world, arguments, 40).join("\n"), @r"
    error: there is no card `kinds/zzzzzzzz`
      help: `oss-quiz items kinds` lists its
            cards, `oss-quiz show kinds`
            shows them
    ");
}

#[test]
fn where_the_plain_face_is_wanted_a_line_stays_whole() {
    let world = world().file("plain.yaml", "plain: true\n");
    let grade = &["--decks", "decks", "grade", "kinds/zzzzzzzz", "--answer", "Paris"][..];
    let whole = world.run(grade).output().stderr();
    for (flag, variables) in [
        (&["--plain"][..], &[][..]),
        (&[], &[("TERM", "dumb")]),
        (&[], &[("ACCESSIBLE", "1")]),
        (&[], &[("OSS_QUIZ_CONFIG", "plain.yaml")]),
    ] {
        let mut screen = Screen::run_with(&world, &[flag, grade].concat(), variables, 40, 24);
        assert_eq!(screen.exit(), 2);
        let written = String::from_utf8_lossy(&screen.raw).replace("\r\n", "\n");
        assert_eq!(written, whole, "{flag:?} {variables:?}");
    }
    let mut screen = Screen::run_with(&world, &["--plain", "run", "--no-such-option"], &[], 20, 24);
    assert_eq!(screen.exit(), 2);
    let written = String::from_utf8_lossy(&screen.raw).replace("\r\n", "\n");
    assert_eq!(written, world.run(&["run", "--no-such-option"]).output().stderr());
}
