//! Cards leave as a table.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use crate::support::World;

const KINDS: &str = r#"
title: All kinds
tags: [two words]
cards:
  - {id: flip, kind: flip, question: '=SUM(A1), "so"', answer: '+1', hint: a, because: '**so**'}
  - {id: typed, kind: typed, question: Capital of France?, answer: Paris, accept: [Lutetia, Paname]}
  - id: choice
    kind: choice
    question: |-
      Which
      of them?
    answer: right
    distractors: [{text: wrong, why: it is not}, other]
  - {id: truth, kind: true-false, statement: The sun is cold., answer: false, correction: It is hot.}
  - {id: cloze, kind: cloze, text: '{{c1::std\:\:mem::a module}} and {{c2::Rust}}', accept: {c2: [rust]}}
  - {id: order, kind: order, question: Put, steps: [first, second, third]}
  - {id: match, kind: match, question: Capitals, pairs: [{left: France, right: Paris}, {left: Spain, right: Madrid}, {left: Italy, right: Rome}], spare: [Oslo]}
  - {id: term, kind: term, term: fork, definition: A copy of a project, tags: [git]}
  - {id: asleep, kind: flip, question: Asleep?, answer: so it is, suspended: true}
"#;

fn world() -> World {
    World::new().deck("kinds", KINDS)
}

fn export(world: &World, args: &[&str]) -> String {
    world.run(&[&["--decks", "decks", "export", "--csv"], args].concat()).success().stdout()
}

fn records(bytes: &[u8]) -> Vec<StringRecord> {
    let reader = ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.into_records().collect::<Result<_, _>>().unwrap()
}

#[test]
fn each_card_is_a_row_with_its_texts_as_they_are() {
    let world = world();
    assert_eq!(export(&world, &["cards.csv"]), "wrote 9 cards to cards.csv\n");
    let bytes = fs::read(world.path("cards.csv")).unwrap();
    let rows = records(&bytes);
    let head: Vec<&str> = rows[0].iter().collect();
    let expected = "deck,deck title,id,kind,question,answer,accept 1,accept 2,distractor 1,why 1,distractor 2,correction,step 1,\
                    step 2,step 3,left 1,right 1,left 2,right 2,left 3,right 3,spare 1,hint,because,tag 1,tag 2,suspended,more";
    assert_eq!(head.join(","), expected);
    let of = |id: &str| -> Vec<String> {
        let row = rows.iter().find(|row| &row[2] == id).unwrap();
        let filled = head.iter().zip(row).filter(|(name, cell)| !cell.is_empty() && !name.starts_with("deck"));
        filled.skip(2).map(|(name, cell)| format!("{name}: {cell}")).collect()
    };
    let shared = "tag 1: two words";
    assert_eq!(of("flip"), ["question: =SUM(A1), \"so\"", "answer: +1", "hint: a", "because: **so**", shared]);
    let wrong = ["distractor 1: wrong", "why 1: it is not", "distractor 2: other"];
    let asked = ["question: Which\nof them?", "answer: right"];
    assert_eq!(of("choice"), [&asked[..], &wrong[..], &[shared]].concat());
    assert_eq!(of("truth"), ["question: The sun is cold.", "answer: false", "correction: It is hot.", shared]);
    let cloze =
        [r"question: {{c1::std\:\:mem::a module}} and {{c2::Rust}}", shared, r#"more: {"accept":{"c2":["rust"]}}"#];
    assert_eq!(of("cloze"), cloze);
    assert_eq!(of("order"), ["question: Put", "step 1: first", "step 2: second", "step 3: third", shared]);
    assert_eq!(of("match")[1..4], ["left 1: France", "right 1: Paris", "left 2: Spain"]);
    assert_eq!(of("term"), ["question: fork", "answer: A copy of a project", shared, "tag 2: git"]);
    assert_eq!(of("asleep")[3], "suspended: true");
    let mut again = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in &rows {
        again.write_record(row).unwrap();
    }
    assert_eq!(again.into_inner().unwrap(), bytes);
}

#[test]
fn a_part_of_the_cards_goes_where_it_is_told() {
    let world = world();
    export(&world, &["git.csv", "tag:git"]);
    let bytes = fs::read(world.path("git.csv")).unwrap();
    assert_eq!(records(&bytes).len(), 2);
    assert_eq!(export(&world, &["-", "tag:git"]).as_bytes(), bytes);
    assert_eq!(fs::metadata(world.path("git.csv")).unwrap().permissions().mode() & 0o777, 0o600);
    let refused = world.run(&["--decks", "decks", "export", "--csv", "git.csv"]).exits(2);
    assert!(refused.stderr().contains("exists already"), "{}", refused.stderr());
    assert_eq!(fs::read(world.path("git.csv")).unwrap(), bytes);
    let none = world.run(&["--decks", "decks", "export", "--csv", "none.csv", "is:leech"]).exits(1);
    assert!(!none.stderr().is_empty() && !world.path("none.csv").exists());
}

#[test]
fn a_deck_with_a_mistake_gives_the_cards_that_are_sound() {
    let broken = "title: T\ncards:\n  - {id: a, kind: flip, question: A, answer: B}\n  - id: \"b\n    kind: flip\n  - {id: c, kind: flip, question: C, answer: D}\n";
    let world = World::new().deck("torn", broken);
    let ran = world.run(&["--decks", "decks", "export", "--csv", "-"]).success();
    let rows = records(ran.stdout().as_bytes());
    let ids: Vec<&str> = rows.iter().skip(1).map(|row| &row[2]).collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| ["a", "c"].contains(id)), "{ids:?}");
}

#[test]
fn built_in_decks_leave_too() {
    let world = World::new();
    let ran = world.run(&["export", "--csv", "-"]).success();
    let rows = records(ran.stdout().as_bytes());
    assert!(rows.len() > 200 && rows.iter().any(|row| &row[0] == "rise"), "{}", rows.len());
}
