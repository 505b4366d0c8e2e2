//! The store of every earlier format is brought up to date, and that is said.

use std::fs;

use crate::support::World;

/// What the program of format 1 has written: an item answered twice, one of it taken back, flagged; and one failed.
const FORMAT_1: &[u8] = include_bytes!("../data/stores/format-1.db");

const DECK: &str = r"title: Two
cards:
  - id: flipped
    kind: flip
    question: What is flipped?
    answer: This.
  - id: typed-in
    kind: typed
    question: What is typed?
    answer: That.
";

fn world() -> World {
    let world = World::new().deck("every-kind", DECK);
    fs::write(world.store(), FORMAT_1).unwrap();
    world
}

#[test]
fn an_older_store_is_brought_up_to_date_once_and_it_is_said_where_its_copy_lies() {
    let world = world();
    let first = world.run(&["--decks", "decks", "show", "every-kind/flipped", "--json"]).success();
    let copy = world.path("progress.db.format-1");
    let expected =
        format!("upgrading the store (format 1 to 4); a copy of the old one is kept as `{}`", copy.display());
    let said: serde_json::Value = serde_json::from_str(&first.stderr()).unwrap();
    assert_eq!(said, serde_json::json!({"schema": 1, "note": expected}));
    assert_eq!(fs::read(copy).unwrap()[96..], FORMAT_1[96..], "byte for byte, but for the version of SQLite");

    let second = world.run(&["--decks", "decks", "show", "every-kind/flipped", "--json"]).success();
    assert_eq!((second.stderr(), second.stdout()), (String::new(), first.stdout()));
    let shown: serde_json::Value = serde_json::from_str(&second.stdout()).unwrap();
    let reviews: Vec<&serde_json::Value> =
        shown["reviews"].as_array().unwrap().iter().map(|review| &review["retracted"]).collect();
    assert_eq!((&shown["flagged"], reviews), (&true.into(), vec![&false.into(), &true.into()]));
}

#[test]
fn where_less_is_to_be_said_nothing_is() {
    let world = world();
    let ran = world.run(&["-q", "--decks", "decks", "show", "every-kind/flipped", "--json"]).success();
    assert_eq!(ran.stderr(), "");
    assert!(world.path("progress.db.format-1").exists());
}

#[test]
fn due_leaves_an_older_store_as_it_is() {
    let world = world();
    let ran = world.run(&["--decks", "decks", "due"]).success();
    assert_eq!(ran.stderr(), "");
    assert!(ran.stdout().starts_with("2 due"), "{}", ran.stdout());
    assert!(fs::read(world.store()).unwrap() == FORMAT_1);
    assert!(!world.path("progress.db.format-1").exists());
}
