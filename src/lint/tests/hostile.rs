//! Untrusted decks: whatever their texts are, the checker ends and its messages are readable.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::lint::fixture::{SOURCE, checked};
use crate::lint::run::{Checked, Options};

fn check(deck: &str, source: Option<&str>) -> Checked {
    let options = Options { coverage: true, text: Some("The quick brown fox jumps over the lazy dog."), within: None };
    checked(&[("deck", deck)], source, &options)
}

/// Text with what trips up code that cuts texts: markup, gaps, apostrophes, multi-byte letters, numbers.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,9}",
        "\\PC{0,3}",
        Just("isn’t".to_owned()),
        Just("{{c1::ß::İ}}".to_owned()),
        Just("all of the above".to_owned()),
        Just("PyTorch".to_owned()),
        Just(". A".to_owned()),
        Just("a, b and c".to_owned()),
        Just("**not**".to_owned()),
        Just("ies's ing ed".to_owned()),
    ];
    proptest::collection::vec(piece, 1..9).prop_map(|pieces| pieces.join(" "))
}

fn deck(texts: &[String]) -> String {
    let mut deck = "title: X\nsource: essay\ncards:\n".to_owned();
    let quoted = |at: usize| serde_json::to_string(&texts[at % texts.len()]).unwrap();
    for at in 0..texts.len() {
        let (one, two, three) = (quoted(at), quoted(at + 1), quoted(at + 2));
        let _ = writeln!(deck, "  - kind: flip\n    question: {one}\n    answer: {two}\n    hint: {three}");
        let _ = writeln!(deck, "  - kind: typed\n    question: {one}\n    answer: {two}\n    accept: [{three}]");
        let _ =
            writeln!(deck, "  - kind: choice\n    question: {one}\n    answer: {two}\n    distractors: [{three}, x]");
        let _ = writeln!(deck, "  - kind: true-false\n    statement: {one}\n    answer: false\n    correction: {two}");
        let _ = writeln!(deck, "  - kind: cloze\n    text: {one}\n    because: {two}");
        let _ = writeln!(deck, "  - kind: order\n    question: {one}\n    steps: [{two}, {three}]");
        let _ = writeln!(deck, "  - kind: term\n    term: {one}\n    definition: {two}\n    claims: [tools-01, x]");
    }
    deck
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_checked(texts in proptest::collection::vec(text(), 1..5)) {
        let checked = check(&deck(&texts), Some(SOURCE));
        for diagnostic in &checked.diagnostics {
            prop_assert!(!diagnostic.what.contains('\n') && diagnostic.what.chars().count() <= 400, "{}", diagnostic.what);
            prop_assert!(diagnostic.place.line > 0 && diagnostic.place.column > 0);
        }
    }
}

#[test]
fn long_texts_are_cut_where_they_are_named() {
    let long = "word ".repeat(1_900);
    let deck = format!("title: X\ncards:\n  - id: a\n    kind: flip\n    question: Is {long}?\n    answer: {long}\n");
    let checked = check(&deck, None);
    assert!(checked.diagnostics.len() >= 3, "{}", checked.diagnostics.len());
    assert!(
        checked.diagnostics.iter().all(|diagnostic| diagnostic.what.len() < 300 && diagnostic.line_text.len() < 400)
    );
}

#[test]
fn thousands_of_cards_alike_are_not_compared_each_with_each() {
    let cards = (0..2_500).fold(String::new(), |mut cards, nth| {
        let _ = writeln!(
            cards,
            "  - id: c{nth}\n    kind: typed\n    question: Which of many alike red forks is number {nth}?\n    answer: fork\
             {nth}"
        );
        cards
    });
    // The check must end, and soon; what it finds doesn't matter here.
    assert_eq!(check(&format!("title: X\ncards:\n{cards}"), None).decks, 1);
}
