//! Answers leave for another machine and come back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::support::{RIVERS, Ran, World};

fn machine() -> World {
    World::new().deck("rivers", RIVERS)
}

fn grade(world: &World, card: &str, answer: &str) {
    world.run(&["grade", &format!("rivers/{card}"), "--answer", answer]).success();
}

fn export(world: &World, file: &str) -> String {
    world.run(&["export", "--reviews", file]).success();
    fs::read_to_string(world.path(file)).unwrap()
}

/// Takes a file of one machine to another.
fn carry(from: &World, to: &World, file: &str) {
    fs::copy(from.path(file), to.path(file)).unwrap();
}

fn import(world: &World, file: &str) -> Ran {
    world.run(&["import", file, "--yes"]).success()
}

/// What all views of a store come to.
fn views(world: &World) -> [String; 3] {
    let commands = ["items", "stats", "due"];
    commands.map(|command| {
        let mut shown = world.run(&["--decks", "decks", command, "--json"]).json();
        shown.as_object_mut().unwrap().remove("folders");
        serde_json::to_string_pretty(&shown).unwrap()
    })
}

/// A machine with answers, marks and one taken back.
fn used() -> World {
    let world = machine();
    grade(&world, "france", "Loire");
    grade(&world, "spain", "Ebro");
    grade(&world, "poland", "Vistula");
    world.run(&["undo"]).success();
    world.run(&["mark", "rivers/spain", "flag", "--note", "grün, \"so\""]).success();
    world
}

#[test]
fn a_second_machine_knows_what_the_first_one_does() {
    let (one, two) = (used(), machine());
    let text = export(&one, "log.jsonl");
    assert_eq!(fs::metadata(one.path("log.jsonl")).unwrap().permissions().mode() & 0o777, 0o600);
    carry(&one, &two, "log.jsonl");
    let ran = import(&two, "log.jsonl");
    assert_eq!(ran.stdout(), "imported 3 answers and 2 other changes\n");
    assert_eq!(ran.stderr(), "log.jsonl has 3 answers and 2 other changes; new: 3 answers and 2 other changes\n");
    assert_eq!(views(&two), views(&one));
    assert_eq!(export(&two, "again.jsonl"), text);
    assert_eq!(two.run(&["export", "--reviews", "-"]).success().stdout(), text);
}

#[test]
fn two_machines_come_to_the_same_in_any_order() {
    let (one, two) = (used(), machine());
    export(&one, "log.jsonl");
    carry(&one, &two, "log.jsonl");
    import(&two, "log.jsonl");
    grade(&one, "poland", "Oder");
    grade(&two, "france", "Seine");
    grade(&two, "poland", "Vistula");
    export(&one, "one.jsonl");
    export(&two, "two.jsonl");
    carry(&one, &two, "one.jsonl");
    carry(&two, &one, "two.jsonl");
    assert_eq!(import(&one, "two.jsonl").stdout(), "imported 2 answers\n");
    assert_eq!(import(&two, "one.jsonl").stdout(), "imported 1 answer\n");
    assert_eq!(views(&one), views(&two));
    let again = import(&two, "one.jsonl");
    assert_eq!(
        (again.stdout(), again.stderr()),
        (String::new(), "one.jsonl has 4 answers and 2 other changes; new: nothing\n".into())
    );
    let both = two.run(&["import", "log.jsonl", "one.jsonl", "--json"]).json();
    assert_eq!((&both["files"][1]["new"], &both["backup"]), (&Value::from(0), &Value::Null));
}

#[test]
fn it_is_shown_and_asked_for_and_backed_up() {
    let (one, two) = (used(), machine());
    export(&one, "log.jsonl");
    carry(&one, &two, "log.jsonl");
    let dry = two.run(&["import", "log.jsonl", "--dry-run"]).success();
    assert!(dry.stderr().contains("new: 3 answers"), "{}", dry.stderr());
    assert!(!two.store().exists() && dry.stdout().is_empty());
    two.run(&["import", "log.jsonl"]).input("n\n").exits(1);
    assert!(!two.store().exists());
    let unanswered = two.run(&["import", "log.jsonl"]).input("").exits(2);
    assert!(unanswered.stderr().contains("nothing was written"), "{}", unanswered.stderr());
    two.run(&["import", "log.jsonl"]).input("y\n").success();
    grade(&one, "poland", "Oder");
    export(&one, "more.jsonl");
    carry(&one, &two, "more.jsonl");
    let done = two.run(&["import", "more.jsonl", "--yes", "--json"]).json();
    assert_eq!(done["files"][0]["new"], 1);
    assert!(two.path(done["backup"].as_str().unwrap()).exists(), "{done}");
}

#[test]
fn two_learners_are_never_mixed() {
    let (one, other) = (used(), machine());
    grade(&other, "france", "Loire");
    let before = export(&other, "mine.jsonl");
    export(&one, "log.jsonl");
    carry(&one, &other, "log.jsonl");
    let refused = other.run(&["import", "log.jsonl", "--yes"]).exits(4);
    assert!(refused.stderr().contains("the log of another learner"), "{}", refused.stderr());
    assert!(refused.stderr().contains("oss-quiz --store NEW.db import log.jsonl"), "{}", refused.stderr());
    assert_eq!(export(&other, "still.jsonl"), before);
    other.run(&["--store", "new.db", "import", "log.jsonl", "--yes"]).success();
    other.run(&["import", "mine.jsonl", "log.jsonl", "--yes"]).exits(4);
    assert_eq!(export(&other, "even-so.jsonl"), before);
}

#[test]
fn a_machine_on_which_nothing_was_answered_takes_the_learner_over() {
    let (one, two) = (used(), machine());
    two.run(&["mark", "rivers/france", "suspend", "--dry-run"]).output();
    two.run(&["--plain", "run"]).input("").success();
    assert!(two.store().exists(), "the session has made a store");
    export(&one, "log.jsonl");
    carry(&one, &two, "log.jsonl");
    import(&two, "log.jsonl");
    assert_eq!(views(&two), views(&one));
}

#[test]
fn a_file_with_a_mistake_adds_nothing_and_is_told_with_its_line() {
    let (one, two) = (used(), machine());
    let text = export(&one, "log.jsonl");
    carry(&one, &two, "log.jsonl");
    two.write("torn.jsonl", &text[..text.len() - 20]);
    two.write("deck.jsonl", "title: Rivers\n");
    two.write("long.jsonl", &format!("{}{}\n", text, "x".repeat(2 << 20)));
    for (file, said) in [
        ("torn.jsonl", "torn.jsonl:6: "),
        ("deck.jsonl", "deck.jsonl is not in a form that import reads"),
        ("long.jsonl", "long.jsonl:7: it is longer than 1 MiB"),
        ("none.jsonl", "could not read none.jsonl"),
        (".", "could not read ."),
    ] {
        let ran = two.run(&["import", "log.jsonl", file, "--yes"]).output();
        assert!(ran.code() > Some(1) && ran.stderr().contains(said), "{file}: {}", ran.stderr());
        assert!(!two.store().exists(), "{file}");
    }
}

#[test]
fn an_export_takes_the_place_of_nothing() {
    let world = used();
    world.write("there.txt", "precious");
    for (file, said) in [
        ("there.txt", "there.txt exists already"),
        ("progress.db", "is where answers are kept"),
        ("none/log.jsonl", "there is no folder none"),
    ] {
        let refused = world.run(&["export", "--reviews", file]).exits(2);
        assert!(refused.stderr().contains(said), "{file}: {}", refused.stderr());
    }
    assert_eq!(fs::read_to_string(world.path("there.txt")).unwrap(), "precious");
    let nothing = machine().run(&["export", "--reviews", "log.jsonl"]).exits(1);
    assert_eq!(nothing.stderr(), "There is nothing to export yet.\n");
}
