//! Exams that were left, exams in two windows, and what the history says of them.

use serde_json::{Value, json};

use crate::screen::Screen;
use crate::support::{EVERY_KIND, Ran, World};

const CTRL_C: &str = "\u{3}";

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND)
}

fn exam(world: &World, args: &[&str], input: &str) -> Ran {
    world.run(&[&["--decks", "decks", "exam"], args].concat()).input(input).success()
}

fn window(world: &World, args: &[&str]) -> Screen {
    Screen::run(world, &[&["--decks", "decks", "exam", "--seed", "3"], args].concat(), 80, 24)
}

fn past(world: &World, number: &str) -> Value {
    world.run(&["--decks", "decks", "exam", "--history", number, "--json"]).json()["exam"].clone()
}

/// How many reviews of an item stand, and how many were taken back.
fn reviews(world: &World, item: &str) -> (usize, usize) {
    let shown = world.shown(item);
    let reviews = shown["reviews"].as_array().unwrap();
    let back = reviews.iter().filter(|review| review["retracted"] == true).count();
    (reviews.len() - back, back)
}

#[test]
fn the_history_says_nothing_of_right_and_wrong_while_one_can_go_on() {
    let mut world = world();
    let what = ["kinds/biggest", "kinds/seine", "--seed", "3", "--pass", "10"];
    let ran = world.run(&[&["--decks", "decks", "exam"], &what[..]].concat()).input("t\n:quit\n:quit\n").exits(1);
    assert!(ran.stdout().contains("The answer is kept"), "{}", ran.stdout());
    let shown = exam(&world, &["--history", "1"], "").stdout();
    insta::assert_snapshot!(shown, @r"
    Exam 1, Tue 24 Nov 2026 20:00: kinds/biggest kinds/seine

    1. The Seine flows through Lyon.
       true

    2. Which is the biggest city of France?
       no answer

    stopped after 1 of 2
    You can go on with it today; what is right is shown when it is handed in:
      oss-quiz exam --continue kinds/biggest kinds/seine --pass 10 --seed 3
    ");
    let one = past(&world, "1");
    assert_eq!((&one["can_go_on"], &one["questions"][0]["right"]), (&json!(true), &Value::Null));
    world.set_now("2026-11-25T20:00:00Z");
    let shown = exam(&world, &["--history", "1"], "").stdout();
    assert!(shown.contains("✗ true\n   → false\n") && !shown.contains("You can go on"), "{shown}");
    assert_eq!(past(&world, "1")["can_go_on"], false);
}

#[test]
fn an_answer_overruled_while_the_exam_was_left_counts_once() {
    let world = world();
    let what = ["kinds/biggest", "kinds/seine", "--seed", "3"];
    exam(&world, &what, "f\nLutetia\n:quit\n");
    let review = world.shown("kinds/biggest")["reviews"][0]["id"].as_str().unwrap().to_owned();
    world.run(&["grade", "kinds/biggest", "--amend", &review, "--overrule"]).success();
    let ran = exam(&world, &[&what[..], &["--continue"]].concat(), "\n").stdout();
    assert!(ran.contains("2 of 2 right, 100 %."), "{ran}");
    assert_eq!(past(&world, "1")["right"], 2);
    // One overruled afterwards counts as well, and once.
    exam(&world, &what, "t\nLutetia\n\n");
    let review = world.shown("kinds/biggest")["reviews"][1]["id"].as_str().unwrap().to_owned();
    world.run(&["grade", "kinds/biggest", "--amend", &review, "--overrule"]).success();
    assert_eq!(past(&world, "2")["right"], 1);
}

#[test]
fn an_answer_that_was_not_kept_is_no_i_dont_know() {
    let world = world().file("config.yaml", "keep_answers: false\n");
    let run = |input: &str| {
        let args = ["--decks", "decks", "exam", "kinds/biggest", "kinds/seine", "--seed", "3", "--continue"];
        world.run(&args).env("OSS_QUIZ_CONFIG", "config.yaml").input(input).success().stdout()
    };
    run("t\n:quit\n:quit\n");
    let ran = run("0\n\n");
    assert!(ran.contains("The answer is false. Your answer was not kept.\n"), "{ran}");
    assert!(ran.contains("The answer is Paris. You didn't know.\n"), "{ran}");
}

#[test]
fn two_exams_at_once_keep_their_own_answers() {
    let world = world();
    let mut one = window(&world, &["kinds/biggest", "kinds/seine"]);
    one.until("1 of 2").keys("f").until("2 of 2");
    let mut two = window(&world, &["kinds/capital", "kinds/seine"]);
    two.until("1 of 2").keys("s").until("2 of 2").keys("s").until("0 of 2 answered").keys("\r").until("0 of 2 right");
    one.keys("Paris\r").until("All 2").keys("\r").until("2 of 2 right");
    assert_eq!((one.exit(), two.exit()), (0, 0));
    let answered: Vec<Value> = ["1", "2"].iter().map(|number| past(&world, number)["right"].clone()).collect();
    assert_eq!(answered, [2, 0]);
    let told =
        |number| past(&world, number)["questions"].as_array().unwrap().iter().filter(|q| q["correct"] == true).count();
    assert_eq!((told("1"), told("2")), (2, 0));
}

#[test]
fn two_windows_with_the_same_exam_write_one_answer_and_one_result() {
    let world = world();
    let mut one = window(&world, &["kinds/biggest", "kinds/seine"]);
    one.until("1 of 2").keys("f").until("2 of 2");
    let mut two = window(&world, &["kinds/biggest", "kinds/seine"]);
    two.until("y yes").keys("y").until("2 of 2").keys("Lutetia\r").until("All 2 questions");
    one.keys("Paris\r").until("All 2 questions");
    assert_eq!(reviews(&world, "kinds/biggest"), (1, 1));
    two.keys("\r").until("2 of 2 right");
    one.keys("\r").until("2 of 2 right");
    assert_eq!((one.exit(), two.exit()), (0, 0));
    assert!(one.text().contains("handed in in another window"), "{}", one.text());
    assert_eq!(past(&world, "1")["right"], 2);
}

#[test]
fn ctrl_c_at_the_offer_leaves_the_exam_as_it_was() {
    let world = world();
    window(&world, &[]).until("1 of 6").keys("f").until("2 of 6").keys(CTRL_C).exit();
    let mut screen = window(&world, &[]);
    screen.until("y yes").keys(CTRL_C).until("Stopped after 1 of 6");
    assert_eq!(screen.exit(), 130);
    assert_eq!(reviews(&world, "kinds/seine"), (1, 0));
}

#[test]
fn a_number_behind_an_answer_goes_to_that_question() {
    let world = world();
    let mut screen = window(&world, &["kinds/biggest", "kinds/seine"]);
    screen.until("1 of 2").keys("f").until("2 of 2").keys("Paris\r").until("All 2").keys(":2\r").until("> Paris");
    screen.keys(":1\r").until("your answer: false").keys("q").until("Enter hand in").keys("\r").until("2 of 2 right");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn one_question_is_no_more_than_one() {
    let world = world();
    let shown = exam(&world, &["kinds/biggest"], ":2\nParis\n\n").stdout();
    assert!(shown.contains("There is only question 1.\n") && shown.contains("The question is answered."), "{shown}");
    let shown = exam(&world, &["kinds/biggest", "--paper", "one.html"], "").stdout();
    assert!(shown.starts_with("1 question and its key were written to one.html\n"), "{shown}");
}

#[test]
fn the_end_of_the_input_leaves_where_a_person_types() {
    let world = world();
    let mut screen = window(&world, &["--plain", "kinds/biggest", "kinds/seine"]);
    screen.until("Question 1 of 2").keys("f\n").until("Question 2 of 2").keys("\u{4}").until(":quit leaves, to go on");
    screen.keys("\u{4}").until("Stopped after 1 of 2");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn what_would_be_ignored_is_refused() {
    let world = world();
    for args in [&["kinds", "--history"][..], &["--history", "--count", "3"], &["--paper", "no/such/exam.html"]] {
        world.run(&[&["--decks", "decks", "exam"], args].concat()).exits(2);
    }
    assert!(!world.path("no").exists());
}

#[test]
fn an_exam_begins_anew_if_a_card_of_it_can_no_longer_be_judged() {
    let deck = |kind: &str| {
        format!(
            "title: T\ncards:\n  - id: a\n    kind: typed\n    question: One?\n    answer: one\n  - id: b\n    \
                 kind: {kind}\n    question: Two?\n    answer: two\n"
        )
    };
    let begun = |then: &str| {
        let world = World::new().deck("small", &deck("typed"));
        exam(&world, &["--seed", "3"], "x\n:quit\n:quit\n");
        world.write("decks/small.yaml", then);
        exam(&world, &["--seed", "3", "--continue"], "").stdout()
    };
    let said = |why: &str| {
        format!(
            "The exam you left at 20:00 can't go on: {why}. A new one begins; that one stays without a result.\n\
             Exam: 1 question."
        )
    };
    let ran = begun(&deck("flip"));
    assert!(ran.starts_with(&said("only you can judge small/b now")), "{ran}");
    let ran = begun(deck("typed").split("  - id: b").next().unwrap());
    assert!(ran.starts_with(&said("small/b is no longer in any deck")), "{ran}");
}
