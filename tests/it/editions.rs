//! Whoever studied the first edition of the shipped decks keeps what they learnt of every card that goes on.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use serde_json::Value;

use crate::support::World;

/// Cards of the first edition that the second one has not, and why: each taught a list or a position in the text.
const DROPPED: [&str; 9] = [
    "applications/framework-verbs",
    "barriers/built-upon",
    "barriers/climate",
    "barriers/sensitive-tf",
    "education/fellow-of-pytorch",
    "education/three-audiences",
    "education/three-means",
    "rise/factors-tf",
    "rise/use-range",
];

fn folder(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    path.to_str().unwrap().to_owned()
}

fn json(world: &World, args: &[&str]) -> Value {
    serde_json::from_str(&world.run(args).success().stdout()).unwrap()
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap()
}

#[test]
fn only_lists_and_places_in_the_text_are_no_longer_asked() {
    let (before, now) = (folder("tests/data/first-edition"), folder("decks"));
    let update = json(&World::new(), &["check", "--against", &before, &now, "--json"]);
    let mut fates: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for card in update["cards"].as_array().unwrap() {
        fates.entry(text(card, "change")).or_default().push(text(card, "id"));
    }
    assert_eq!(fates["removed"], DROPPED);
    assert_eq!(update["hints"], Value::Array(Vec::new()));
    let fates: Vec<&str> = fates.into_keys().collect();
    assert_eq!(fates, ["merged", "new", "removed", "renamed", "revised", "reworded"]);
}

#[test]
fn a_store_with_all_answers_to_the_first_edition_goes_on() {
    let mut world = World::new();
    let before = folder("tests/data/first-edition");
    let old = json(&world, &["--decks", &before, "items", "--json"]);
    let old = old["items"].as_array().unwrap();
    assert_eq!(old.len(), 335);
    let lines: Vec<String> = old.iter().map(|item| right_answer(item).to_string()).collect();
    let graded = world.run(&["--decks", &before, "grade", "-"]).input(&lines.join("\n")).success();
    assert_eq!(graded.stdout().lines().count(), 335);

    world.set_now("2026-11-25T20:00:00+01:00");
    let new = json(&world, &["--decks", &folder("decks"), "items", "--json"]);
    let new = new["items"].as_array().unwrap();
    let old: HashSet<&str> = old.iter().map(|item| text(item, "id")).collect();
    // What has the name it had goes on, whatever its kind is now.
    let forgotten: Vec<&str> = new
        .iter()
        .filter(|item| old.contains(text(item, "id")) && text(item, "state") == "new")
        .map(|item| text(item, "id"))
        .collect();
    assert_eq!(forgotten, Vec::<&str>::new());
    let known = new.iter().filter(|item| text(item, "state") != "new").count();
    assert_eq!((known, new.len()), (230, 295));
}

/// What is sent to `grade -` to answer an item right; those one rates oneself are easy.
fn right_answer(item: &Value) -> Value {
    let (id, right) = (&item["id"], &item["right"]);
    match text(item, "kind") {
        "flip" | "term" => serde_json::json!({"item": id, "rating": "easy"}),
        "order" => serde_json::json!({"item": id, "order": right}),
        _ if right.as_array().unwrap().len() > 1 => serde_json::json!({"item": id, "answers": right}),
        _ => serde_json::json!({"item": id, "answer": right[0]}),
    }
}
