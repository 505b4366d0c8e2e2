//! `exam` on a pseudo-terminal.

use rustix::process::Signal;

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

const CTRL_C: &str = "\u{3}";

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND)
}

fn exam(world: &World, args: &[&str], columns: u16, rows: u16) -> Screen {
    let all = [&["--decks", "decks", "exam", "--seed", "3"], args].concat();
    Screen::run(world, &all, columns, rows)
}

/// How many reviews of an item stand, and how many were taken back.
fn reviews(world: &World, item: &str) -> (usize, usize) {
    let shown = world.shown(item);
    let reviews = shown["reviews"].as_array().unwrap();
    let back = reviews.iter().filter(|review| review["retracted"] == true).count();
    (reviews.len() - back, back)
}

/// Goes through an exam, back and forth, and keeps each screen.
fn whole_exam(columns: u16, rows: u16) -> String {
    let world = world();
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    let mut screen = exam(&world, &["--pass", "50"], columns, rows);
    let mut seen = Vec::new();
    for (keys, text) in [
        ("", "1 of 6"),
        ("t", "2 of 6"),
        ("b", "your answer: true"),
        ("f", "2 of 6"),
        ("24", "[x] the Rhône"),
        ("\r", "3 of 6"),
        ("?", "In an exam"),
        ("x", "Which city is the capital"),
        ("1", "4 of 6"),
        ("s", "5 of 6"),
        ("Atlantic", "> Atlantic"),
        ("\r", "6 of 6"),
        ("Rome\r", "5 of 6 answered"),
        ("o", "4 of 6"),
        ("1243", "4 →"),
        ("q", "5 of 6 answered"),
        ("\r", "Look through the 2"),
        ("y", "1 of 2"),
        ("y", "2 of 2"),
        ("\r", "1 marked right by you"),
        ("\r", "Accept \"Atlantic\""),
        ("n", "forward to"),
    ] {
        screen.keys(keys).until(text);
        seen.push(format!("──── {}\n{}\n", keys.replace('\r', "Enter"), screen.text()));
    }
    screen.keys("y").until("1 item was brought");
    assert_eq!(screen.exit(), 0, "three of six are half");
    screen.assert_as_found();
    assert_eq!(reviews(&world, "kinds/seine"), (1, 1));
    assert_eq!(world.shown("kinds/biggest")["due"], "2026-11-24");
    seen.join("\n")
}

#[test]
fn a_whole_exam_in_eighty_columns() {
    insta::assert_snapshot!(whole_exam(80, 60));
}

#[test]
fn a_whole_exam_in_forty_columns() {
    insta::assert_snapshot!(whole_exam(40, 60));
}

#[test]
fn ctrl_c_breaks_it_off_and_keeps_the_answers() {
    let world = world();
    let mut screen = exam(&world, &[], 80, 24);
    screen.until("1 of 6").keys("f").until("2 of 6").keys(CTRL_C).until("Stopped after 1 of 6");
    assert_eq!(screen.exit(), 130);
    screen.assert_as_found();
    assert_eq!(reviews(&world, "kinds/seine"), (1, 0));
    assert!(world.run(&["exam", "--history"]).success().stdout().ends_with("stopped after 1 of 6; kinds\n"));
}

#[test]
fn an_exam_that_was_left_offers_to_go_on_and_any_question_is_a_number_away() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let world = world();
        exam(&world, &[], columns, rows).until("1 of 6").keys("f").until("2 of 6").keys(CTRL_C).exit();
        let mut screen = exam(&world, &[], columns, rows);
        screen.until("y yes").keys("y").until("2 of 6").keys(":6\r").until("6 of 6").keys(":quit\r");
        screen.until("1 [2] [3] [4] [5] [6]").keys(":1\r").until("your answer: false");
        screen.keys("q").until("Enter hand in").keys("q").until("Stopped after 1 of 6");
        assert_eq!(screen.exit(), 0);
        // Whoever declines begins anew.
        let mut screen = exam(&world, &[], columns, rows);
        screen.until("y yes").keys("n").until("1 of 6").keys("q").until("Enter hand in").keys("\r");
        screen.until("0 of 6 right");
    }
}

#[test]
fn the_end_of_the_time_is_told_while_one_types() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let world = world();
        let args = ["kinds/biggest", "kinds/seine", "--minutes", "1"];
        exam(&world, &args, columns, rows).until("1 of 2").keys("f").until("2 of 2").keys(CTRL_C).exit();
        let store = rusqlite::Connection::open(world.store()).unwrap();
        // As if that answer had taken nearly the whole minute.
        store
            .execute_batch(
                "drop trigger reviews_are_not_changed;
                 update reviews set ms = 59000;
                 create trigger reviews_are_not_changed before update on reviews
                 begin select raise(abort, 'the log is only added to'); end;",
            )
            .unwrap();
        drop(store);
        let mut screen = exam(&world, &[&args[..], &["--continue"]].concat(), columns, rows);
        screen.until("2 of 2").keys("Par").until("Time is up: answer this one").until("> Par").until("time is up");
        screen.keys("is").until("> Paris").until("Time is up: answer").keys("\r").until("2 of 2 right");
        screen.exit();
    }
}

#[test]
fn ctrl_c_at_once_leaves_nothing() {
    let world = world();
    let mut screen = exam(&world, &[], 80, 24);
    screen.until("1 of 6").keys(CTRL_C).until("Stopped before the first answer");
    assert_eq!(screen.exit(), 130);
    assert_eq!(world.run(&["exam", "--history"]).success().stdout(), "");
}

#[test]
fn the_score_is_what_one_sees_at_the_end() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let world = world().deck("more", EVERY_KIND);
        let mut screen = exam(&world, &[], columns, rows);
        screen.until("1 of 12").keys("q").until("hand in").keys("\r").until("12 missed: all come as new items.");
        assert_eq!(screen.exit(), 0);
        let end = screen.text();
        assert!(end.contains("0 of 12 right, 0 %"), "{end}");
    }
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_the_answers() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let world = world();
        let mut screen = exam(&world, &[], 80, 24);
        screen.until("1 of 6").keys("f").until("2 of 6").signal(signal);
        assert_eq!(screen.exit(), code);
        screen.assert_as_found();
        assert_eq!(reviews(&world, "kinds/seine"), (1, 0));
    }
}

#[test]
fn leaving_from_the_last_page_gives_no_result() {
    let world = world();
    let mut screen = exam(&world, &[], 80, 24);
    screen.until("1 of 6").keys("f").until("2 of 6").keys("q").until("Enter hand in").keys("b").until("2 of 6");
    screen.keys("q").until("Enter hand in").keys("q").until("Stopped after 1 of 6");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn the_screen_says_where_it_begins_and_a_paste_answers_nothing() {
    let world = world();
    let mut screen = exam(&world, &[], 80, 24);
    screen.until("1 of 6").keys("b").until("This is the first question.");
    screen.paste("f\nf\n").keys("?").until("In an exam").keys("x").until("1 of 6");
    screen.resize(50, 20).until(" 1 of 6 ─").keys("q").until("hand in").keys("\r").until("6. Which is the biggest");
    assert_eq!(screen.exit(), 0);
}

/// Misses both typed answers and hands in; the screen asks whether they were right.
fn at_the_doubts(world: &World, columns: u16, rows: u16) -> Screen {
    let mut screen = exam(world, &["kinds/biggest", "kinds/sea#c1", "--pass", "50"], columns, rows);
    screen.until("1 of 2").keys("Lutetia\r").until("2 of 2").keys("Toulon\r").until("hand in").keys("\r");
    screen.until("Look through the 2");
    screen
}

/// What counts of an item, with what the learner said of it.
fn verdicts(world: &World, items: [&str; 2]) -> Vec<String> {
    let verdict = |item: &&str| world.shown(item)["reviews"][0]["verdict"].as_str().unwrap().to_owned();
    items.iter().map(verdict).collect()
}

#[test]
fn a_typed_answer_is_counted_as_right_and_that_is_taken_back_again() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let world = world();
        let mut screen = at_the_doubts(&world, columns, rows);
        screen.keys("y").until("Mark it right?").keys("y").until("2 of 2").keys("y").until("2 marked right by you");
        // Enter is all that ends it, and it ends nothing that was not said.
        screen.keys("u").until("Mark it right?").keys("\r").until("1 marked right by you");
        screen.keys("\r").until("Accept").keys("n");
        assert_eq!(screen.exit(), 0, "half of them are enough");
        screen.assert_as_found();
        let mut verdicts = verdicts(&world, ["kinds/biggest", "kinds/sea#c1"]);
        verdicts.sort();
        assert_eq!(verdicts, ["right", "wrong"]);
    }
}

#[test]
fn whoever_has_nothing_to_say_is_done_with_one_key() {
    let world = world();
    let mut screen = at_the_doubts(&world, 80, 24);
    screen.keys("\r");
    assert_eq!(screen.exit(), 1);
    screen.assert_as_found();
    assert_eq!(verdicts(&world, ["kinds/biggest", "kinds/sea#c1"]), ["wrong", "wrong"]);
}

#[test]
fn ctrl_c_at_the_doubts_keeps_what_was_said() {
    let world = world();
    let mut screen = at_the_doubts(&world, 80, 24);
    screen.keys("y").until("1 of 2").keys("y").until("2 of 2").keys(CTRL_C);
    assert_eq!(screen.exit(), 130);
    screen.assert_as_found();
    let mut verdicts = verdicts(&world, ["kinds/biggest", "kinds/sea#c1"]);
    verdicts.sort();
    assert_eq!(verdicts, ["right", "wrong"]);
}
