//! Cards as other people write them: what is flawed is named, and fine cards are left alone.
//!
//! `tests/data/authors/flawed` has cards with one fault each and, in a comment above, the rules of which one should name it
//! (`# fault: two-facts|answer-in-prompt`); `# unseen:` stands where none does so far. On those in `fine` nothing is found.

use std::collections::HashMap;
use std::fs;

use serde_json::Value;

use crate::support::World;

fn folder(name: &str) -> String {
    format!("{}/tests/data/authors/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The findings in a folder: card and rule.
fn found(name: &str) -> Vec<(String, String)> {
    let world = World::new();
    let folder = folder(name);
    let ran = world.run(&["check", "--json", &folder]);
    let findings = ran.json()["findings"].as_array().unwrap().clone();
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap_or_default().to_owned();
    findings.iter().map(|finding| (text(finding, "card"), text(finding, "rule"))).collect()
}

/// The cards of a folder, each with the rules that should name its fault.
fn expected() -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder("flawed")).unwrap() {
        let path = entry.unwrap().path();
        let deck = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut rules: Option<Vec<String>> = None;
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some(fault) = line.trim().strip_prefix("# fault: ") {
                rules = Some(fault.split('|').map(|rule| rule.trim().to_owned()).collect());
            }
            let id = line.split_once("id: ").map(|(_, id)| id.split([',', '}']).next().unwrap_or(id).trim());
            if let (Some(id), Some(rules)) = (id, rules.take_if(|_| line.contains("id: "))) {
                all.push((format!("{deck}/{id}"), rules));
            }
        }
    }
    all
}

#[test]
fn faults_that_people_make_are_named() {
    let expected = expected();
    assert!(expected.len() >= 60, "{}", expected.len());
    let mut rules: HashMap<String, Vec<String>> = HashMap::new();
    for (card, rule) in found("flawed") {
        rules.entry(card).or_default().push(rule);
    }
    let is_named = |(card, wanted): &&(String, Vec<String>)| {
        rules.get(card).is_some_and(|found| found.iter().any(|rule| wanted.contains(rule)))
    };
    let missed: Vec<_> = expected.iter().filter(|card| !is_named(card)).collect();
    assert!(missed.is_empty(), "missed, or a rule of that name isn't there: {missed:#?}");
}

#[test]
fn fine_cards_are_left_alone() {
    let found = found("fine");
    assert!(found.is_empty(), "{found:#?}");
}
