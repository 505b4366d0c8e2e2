//! Decks without a source, and decks in another language.

use crate::deck::RuleId;
use crate::lint::fixture::checked;
use crate::lint::run::Options;
use crate::lint::summary;

/// The rule and line of each finding in a deck.
fn found(deck: &str) -> Vec<(RuleId, u32)> {
    let checked = checked(&[("deck", deck)], None, &Options::default());
    checked.diagnostics.iter().map(|diagnostic| (diagnostic.rule, diagnostic.place.line)).collect()
}

const PAIRS: &[(&str, &str)] = &[
    ("la casa", "house"),
    ("el caballo", "horse"),
    ("el perro", "dog"),
    ("la gata", "cat"),
    ("la mesa", "table"),
    ("la silla", "chair"),
    ("comer", "to eat"),
    ("beber", "to drink"),
    ("levantarse temprano", "to get up early in the morning"),
    ("tres", "three"),
    ("la camisa gris", "a grey shirt"),
    ("el banco", "bank"),
    ("quizás", "maybe; perhaps"),
    ("echar de menos a alguien que está lejos", "to miss somebody who is far away"),
];

/// A deck with a card for each of the [`PAIRS`], as `card` writes it.
fn deck(header: &str, card: impl Fn(&str, &str) -> String) -> String {
    let card = |(at, (one, other)): (usize, &(&str, &str))| format!("  - id: w{at}\n{}\n", card(one, other));
    let cards = PAIRS.iter().enumerate().map(card).collect::<Vec<_>>().concat();
    format!("title: Words\n{header}cards:\n{cards}")
}

#[test]
fn plain_vocabulary_is_clean() {
    let term = deck("", |one, other| format!("    kind: term\n    term: {one}\n    definition: {other}"));
    let flip = deck("", |one, other| format!("    kind: flip\n    question: {one}\n    answer: {other}"));
    let back = deck("", |one, other| format!("    kind: flip\n    question: {other}\n    answer: {one}"));
    let asked = deck("", |one, other| {
        format!("    kind: flip\n    question: What is \"{other}\" in Spanish?\n    answer: {one}")
    });
    for (name, deck) in [("term", term), ("flip", flip), ("back", back), ("asked", asked)] {
        assert_eq!(found(&deck), [], "{name}");
    }
}

#[test]
fn typed_vocabulary_is_clean_but_for_what_is_long_to_type() {
    let typed = deck("", |one, other| format!("    kind: typed\n    question: {one}\n    answer: {other}"));
    let rules: Vec<RuleId> = found(&typed).iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, [RuleId::HardToType, RuleId::HardToType]);
}

#[test]
fn a_drill_of_few_answers_is_clean() {
    let cards = (0..12)
        .map(|at| {
            let answer = ["der", "die", "das"][at % 3];
            let wrong: Vec<&str> = ["der", "die", "das"].into_iter().filter(|word| *word != answer).collect();
            format!(
                "  - id: n{at}\n    kind: choice\n    question: Wort{at}\n    answer: {answer}\n    distractors: [{}]\n\
                 \x20 - id: t{at}\n    kind: typed\n    question: das Wort{at}\n    answer: word{at}\n",
                wrong.join(", ")
            )
        })
        .collect::<Vec<_>>()
        .concat();
    for language in ["", "language: de\n"] {
        assert_eq!(found(&format!("title: Artikel\n{language}cards:\n{cards}")), [], "{language}");
    }
}

#[test]
fn words_of_another_language_are_not_judged() {
    let card =
        "cards:\n  - id: a\n    kind: flip\n    question: A yw hwn yn gwestiwn neu ddim o gwbl\n    answer: ydy; nac\n";
    let welsh = format!("title: Cwestiynau\nlanguage: cy\n{card}");
    assert_eq!(found(&welsh), []);
    assert_eq!(found(&format!("title: Questions\n{card}")), [(RuleId::AsksNothing, 5), (RuleId::TwoFacts, 6)]);
    let checked = checked(&[("deck", &welsh)], None, &Options::default());
    assert!(checked.unknown_languages.contains("cy"));
    assert_eq!(summary(&checked), "nothing wrong, nothing weak in 1 deck with 1 item");
}

#[test]
fn the_counts_are_said() {
    let bad = "title: A\ncards:\n  - id: a\n    kind: flip\n    question: Is Bern big?\n    answer: x\n  - id: b\n    kind: flip\n";
    let good = "title: B\ncards:\n  - id: a\n    kind: flip\n    question: Who wrote Emma?\n    answer: x\n";
    let checked = checked(&[("a", bad), ("b", good), ("c", "no deck\n")], None, &Options::default());
    assert_eq!(summary(&checked), "3 errors, 1 warning in 2 of 3 decks; 1 card can't be studied until mended");
}
