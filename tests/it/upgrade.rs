//! The store of every earlier format is brought up to date, and that is said.

use std::fs;

use serde_json::{Value, json};

use crate::support::{RIVERS, World};

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
        format!("upgrading the store (format 1 to 5); a copy of the old one is kept as `{}`", copy.display());
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

/// What the program of format 4 has written: three rivers answered on four days, and a week of reviews on a phone in
/// between, which counted for memory alone.
const FORMAT_4: &[u8] = include_bytes!("../data/stores/format-4.db");

#[test]
fn a_week_on_the_phone_is_no_gap_any_more() {
    let world = World::new().deck("rivers", RIVERS);
    fs::write(world.store(), FORMAT_4).unwrap();
    let due = world.run(&["--decks", "decks", "due", "--json"]).json();
    assert_eq!(due["streak"], 10, "shown without an upgrade");
    let stats = world.run(&["--decks", "decks", "stats", "--json"]).success();
    assert!(stats.stderr().contains("(format 4 to 5)"), "{}", stats.stderr());
    let stats: Value = serde_json::from_str(&stats.stdout()).unwrap();
    // Until now: a streak of 2 of 3 days, one young and one mature review.
    assert_eq!((&stats["reviews"], &stats["streak"]), (&json!(12), &json!({"now": 10, "longest": 10, "days": 10})));
    assert_eq!(stats["retention"]["young"], json!({"reviews": 7, "kept": 6}));
    assert_eq!(stats["retention"]["mature"], json!({"reviews": 1, "kept": 0}));
    let days = stats["days"].as_array().unwrap().iter();
    let days: Vec<_> =
        days.map(|day| (day["scheduled"].as_i64(), day["new"].as_i64(), day["seconds"].as_f64())).collect();
    let day = |reviews, new, seconds| (Some(reviews), Some(new), Some(seconds));
    // The longest took two minutes and more.
    assert_eq!(days[3..6], [day(1, 1, 9.0), day(2, 0, 124.0), day(1, 0, 5.0)]);
}
