//! A card read on its own equals the same card read with the whole file.

use super::*;
use crate::deck::reader::diagnostics::MAX_TOLD;

/// How many cards can be read on their own, and how many there are.
#[track_caller]
fn alone(text: &str) -> (usize, usize) {
    let desk = Desk::with(&[("d.yaml", text)]);
    assert!(desk.agree() == 1 && desk.agree() == 0);
    let (catalogued, _) = desk.open();
    let cards = catalogued.cards(0);
    (cards.iter().filter(|card| catalogued.card_alone(0, &card.id).is_some()).count(), cards.len())
}

const CARDS: &str = "  - id: a
    kind: flip
    question: Why?
    answer: b
  - id: c
    kind: typed
    question: >-
      Folded
        text

    answer: |
      - id: x
      kind: y
    accept: [d, e]
  - kind: term
    term: A term
    definition: What it means
";

#[test]
fn cards_are_read_by_themselves_in_the_usual_layouts() {
    for text in [
        format!("title: T\ncards:\n{CARDS}"),
        format!("\u{feff}title: T\ncards:\n{CARDS}"),
        format!("title: T\ncards:\n{CARDS}").replace('\n', "\r\n"),
        format!("title: T\ncards:\n{}", CARDS.replace("\n  ", "\n").trim_start_matches(' ')),
        format!("title: T\ncards:\n\n# first\n{}# last\n\n", CARDS.replace("  - ", "  # of a card\n\n  - ")),
        format!("title: T\ncards:\n{}", CARDS.trim_end()),
        format!("title: T\ncards:\n{CARDS}tags: [x, y]\nlanguage: de\n"),
        format!("title: T\nlanguage: {{answer: es, term: pt-BR}}\narticles: required\nforms: count\ncards:\n{CARDS}"),
        format!("cards:\n{CARDS}title: T\n"),
        format!("cards:\n{CARDS}\n\n# of the deck\ntitle: >-\n  T\nwas: [old]\nsource: s\n"),
        format!("title: T\ntags: [x]\nwas: [old, older]\nlanguage: de\ncards:\n{CARDS}"),
        format!("title: T\ncards:\n{}", CARDS.replace("\n    kind", "\n    tags: [x, z]\n    was: q/a\n    kind")),
    ] {
        assert_eq!(alone(&text), (3, 3), "{text}");
    }
}

#[test]
fn cards_beside_those_left_out_are_read_by_themselves() {
    let broken = "  - id: \"open\n    kind: flip\n";
    let faulty = "  - id: f\n    kind: flip\n    question: q\n";
    let twice = "  - id: a\n    kind: flip\n    question: q\n    answer: r\n";
    for cards in [
        format!("{CARDS}{faulty}"),
        format!("{faulty}{CARDS}"),
        format!("{CARDS}{twice}"),
        format!("{faulty}{CARDS}{broken}"),
        format!("{broken}{CARDS}"),
        format!("{CARDS}  - no card\n"),
    ] {
        assert_eq!(alone(&format!("title: T\ncards:\n{cards}")), (3, 3), "{cards}");
    }
}

#[test]
fn flaws_keep_no_card_from_being_read_by_itself() {
    let text =
        "title: T\nx: y\ncards:\n  - id: a\n    kind: flip\n    question: q\n    answer: r\n    z: 1\n    hint:\n";
    assert_eq!(alone(text), (1, 1));
}

#[test]
fn odd_layouts_are_read_as_a_whole() {
    let cards = "{id: a, kind: flip, question: Why?, answer: b}";
    for (text, read) in [
        (format!("{{title: T, cards: [{cards}]}}"), 0),
        (format!("title: T\ncards: [{cards}, {{id: b, kind: flip, question: q, answer: r}}]\n"), 0),
        (format!("title: T\ncards:\n  - {cards}\n  - {}\n", cards.replace("id: a", "id: b")), 2),
        (format!("title: T\ncards:\n{}", CARDS.replace("  - ", "  -\n    ")), 0),
        (format!("title: T\ncards:\n{}", CARDS.replace("\n    kind", "\n\n\n    # c\n    kind")), 3),
        ("title: T\ncards:\n - id: a\n   kind: flip\n   question: \"one\n\n      two\"\n   answer: b\n".into(), 1),
        ("title: T\ncards:\n - id: a\n   kind: flip\n   question: [\n]\n   answer: b\n".into(), 0),
    ] {
        assert_eq!(alone(&text).0, read, "{text}");
    }
}

#[test]
fn thousands_of_cards_on_one_line_take_no_time() {
    let cards = "{kind: x}, ".repeat(6_000);
    let lines = "\n".repeat(30_000);
    let text = format!("title: T\ncards: [{cards}{{id: a, kind: flip, question: q, answer: b}}]\n{lines}");
    let desk = Desk::with(&[("d.yaml", &text)]);
    let (catalogued, _) = desk.open();
    assert!(catalogued.card("d/a").is_some());
    assert_eq!(catalogued.diagnostics().len(), MAX_TOLD + 1);
}

#[test]
fn every_kind_and_every_shipped_card_is_read_by_itself() {
    assert_eq!(alone(include_str!("../../../../tests/data/decks/every-kind.yaml")), (8, 8));
    for (name, text) in crate::library::builtin_files().iter().filter(|(name, _)| !name.contains(".s")) {
        let (read, all) = alone(text);
        assert!(read == all && all > 10, "{name}: {read} of {all}");
    }
}

#[test]
fn a_card_that_has_changed_since_is_right_or_not_there() {
    let first = format!("title: T\ncards:\n{CARDS}");
    let desk = Desk::with(&[("d.yaml", &first)]);
    for text in [
        format!("title: T\ncards:\n{}", CARDS.replace("Why?", "How?")),
        format!("title: Longer\ncards:\n{CARDS}"),
        format!("title: T\n\ncards:\n{CARDS}"),
        format!("title: T\nlanguage: de\ncards:\n{}", CARDS.replace("id: a", "id: z")),
        "title: T\ncards: []\n".to_owned(),
        "no deck".to_owned(),
        format!("id: other\ntitle: T\ncards:\n{CARDS}"),
        String::new(),
    ] {
        desk.write("d.yaml", &first);
        let (catalogued, _) = desk.open();
        desk.write("d.yaml", &text);
        let now = load(&desk.places());
        for name in ["d/a", "d/c", "d/z"] {
            let card = catalogued.card(name);
            assert!(card.is_none() || card == Decks::card(&now.collection, name), "{name}: {text}");
        }
    }
    desk.write("d.yaml", &first);
    let (catalogued, _) = desk.open();
    let taken = catalogued.card("d/a");
    assert!(taken.is_some());
    fs::remove_file(desk.path("d.yaml")).expect("the file");
    assert_eq!(catalogued.card("d/a"), taken, "what was read once stays");
    assert!(catalogued.card("d/c").is_none());
    assert_eq!(catalogued.entries(0).len(), 4);
}
