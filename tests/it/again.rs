//! The misses once more, at the end of a session.

use crate::screen::Screen;
use crate::support::World;

const DECK: &str = "title: T
cards:
  - {id: a, kind: typed, question: Which river?, answer: Seine}
  - {id: b, kind: typed, question: Which town?, answer: Paris}
";

fn world() -> World {
    let world = World::new().deck("d", DECK);
    world.run(&["mark", "d/a", "flag"]).success();
    world
}

/// Which purposes the answers to an item had.
fn purposes(world: &World, item: &str) -> Vec<String> {
    let shown = world.shown(item);
    shown["reviews"].as_array().unwrap().iter().map(|one| one["purpose"].as_str().unwrap().to_owned()).collect()
}

/// A session in which the first card is missed and comes right.
fn missed_one(world: &World, args: &[&str]) -> Screen {
    let mut screen = Screen::run(world, args, 80, 24);
    for (keys, text) in
        [("", "Which river?"), ("x\r", "go on"), ("\r", "Which town?"), ("Paris\r", "Right"), ("\r", "Which river?")]
    {
        screen.keys(keys).until(text);
    }
    screen.keys("Seine\r").until("Right");
    screen
}

#[test]
fn the_missed_are_practised_at_once_and_no_schedule_changes() {
    let world = world();
    let mut screen = missed_one(&world, &["--decks", "decks", "run"]);
    screen.keys("\r").until("Practise the one you missed now?");
    let due = world.shown("d/a")["due"].clone();
    screen.keys("y").until("1 of 1");
    screen.keys("Seine\r").until("Right");
    screen.keys("\r").until("1 question in");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
    assert_eq!(purposes(&world, "d/a"), ["scheduled", "scheduled", "cram"]);
    assert_eq!(purposes(&world, "d/b"), ["scheduled"]);
    assert_eq!(world.shown("d/a")["due"], due);
}

#[test]
fn who_has_enough_says_no() {
    let world = world();
    let mut screen = missed_one(&world, &["--decks", "decks", "run"]);
    screen.keys("\r").until("Practise the one you missed now?");
    screen.keys("n");
    assert_eq!(screen.exit(), 0);
    assert_eq!(purposes(&world, "d/a").len(), 2);
}

#[test]
fn lines_on_a_terminal_ask_too() {
    let world = world();
    let mut screen = Screen::run(&world, &["--plain", "--decks", "decks", "run"], 80, 40);
    for (keys, text) in [("x\r", "comes back"), ("\r", "Which town?"), ("Paris\r", "Right"), ("\r", "Question")] {
        screen.keys(keys).until(text);
    }
    screen.keys("Seine\r").until("Good");
    screen.keys("\r").until("Practise the one you missed now? y or n:");
    screen.keys("y\r").until("Question 1 of 1");
    screen.keys("Seine\r\r");
    assert_eq!(screen.exit(), 0);
    assert_eq!(purposes(&world, "d/a"), ["scheduled", "scheduled", "cram"]);
}

#[test]
fn who_quits_and_who_is_a_script_is_not_asked() {
    let world = world();
    let mut screen = Screen::run(&world, &["--decks", "decks", "run"], 80, 24);
    screen.until("Which river?").keys("x\r").until("go on").keys("q");
    assert_eq!(screen.exit(), 0);
    assert!(!screen.text().contains("Practise"), "{}", screen.text());
    let ran = world.run(&["--decks", "decks", "run"]).input("x\n\nSeine\n\nParis\n\ny\ny\n").success();
    assert!(!ran.stdout().contains("Practise"), "{}", ran.stdout());
}
