//! Look-alike characters and merge markers.

use super::{assert_told, told, told_of};
use crate::deck::parse_deck;

#[test]
fn a_sign_that_only_looks_right_is_named_with_the_mended_line() {
    assert_told(
        "  - id: a\n    kind: flip\n    question： Why?\n    answer: b\n",
        "\
error[look-alike]: `：` (U+FF1A) in column 13 only looks like `:`
 --> decks/d.yaml:5:13
5 |     question： Why?
  |             ^
  = help: question: Why?
",
    );
    for (deck, sign, column, mended) in [
        (
            "  - id: a\n    kind: flip\n\u{a0}\u{a0}\u{a0}\u{a0}question: Q?\n    answer: b\n",
            "U+00A0",
            1,
            "question: Q?",
        ),
        ("  - id: a\n    kind: flip\n\u{3000}\u{3000}question: Q?\n    answer: b\n", "U+3000", 1, "question: Q?"),
        (
            "  - id: a\n    kind: flip\n    question: Q?\n    \u{200b}answer: b\n",
            "the invisible character U+200B ZERO WIDTH SPACE",
            5,
            "answer: b",
        ),
        ("  - id: a\n    kind: flip\n    question: Q?\n    аnswer: b\n", "U+0430", 5, "answer: b"),
        (
            "  - id: a\n    kind: choice\n    question: Q?\n    answer: b\n    distractors:\n      - text: c\n        why： d\n",
            "U+FF1A",
            12,
            "why: d",
        ),
        ("  – id: a\n    kind: flip\n    question: Q?\n    answer: b\n", "U+2013", 3, "- id: a"),
        ("  - id: a\n    kind: flip\n    question: Q?\n    answer: “b: c”\n", "U+201C", 13, "answer: \"b: c\""),
    ] {
        let told = told(deck);
        assert!(told.contains("error[look-alike]") && told.contains(sign), "{told}");
        assert!(
            told.contains(&format!("in column {column} ")) && told.contains(&format!("help: {mended}\n")),
            "{told}"
        );
        assert_eq!(told.matches("error[").count(), 1, "{told}");
    }
}

#[test]
fn a_card_is_asked_without_an_optional_field_that_only_looks_right() {
    // The first has a Cyrillic letter, the second is a typo of the same field.
    for field in ["hіnt", "hnit"] {
        let deck =
            format!("title: T\ncards:\n  - id: a\n    kind: flip\n    question: Q?\n    answer: b\n    {field}: c\n");
        let deck = parse_deck("d", None, deck).expect("a deck");
        assert_eq!((deck.cards.len(), deck.diagnostics.len()), (1, 1), "{field}");
        assert!(deck.diagnostics[0].asked_anyway, "{field}");
    }
}

#[test]
fn a_word_in_curly_quotes_is_known() {
    let told = told("  - id: a\n    kind: “flip”\n    question: Q?\n    answer: b\n");
    assert!(told.contains("U+201C") && told.contains("write `kind: flip`"), "{told}");
    // Unless no such word is allowed anyway.
    for (field, help) in [
        ("answer: “maybe”", "write `true` or `false`"),
        ("answer: “true”", "write `answer: true`"),
        ("answer: true\n    revision: “one”", "as in `revision: 1`"),
        ("answer: true\n    revision: １", "write `revision: 1`"),
    ] {
        let told = super::told(&format!("  - id: a\n    kind: true-false\n    statement: S.\n    {field}\n"));
        assert!(told.contains(help) && told.matches("error[").count() == 1, "{told}");
    }
}

#[test]
fn such_signs_are_welcome_within_a_text() {
    let deck = "title: “T”\ncards:\n  - id: a\n    kind: flip\n    question: “Was：ist”\u{a0}– das?\n    answer: |\n      – наш\n      \u{a0}answer：b\n";
    let deck = parse_deck("d", None, deck).expect("a deck");
    assert!(deck.diagnostics.is_empty() && deck.cards.len() == 1, "{:?}", deck.diagnostics);
    // They are not reported next to another mistake either.
    for question in ["“Was：ist” – das?", "“Was ist das?”", "– ja"] {
        let told = told(&format!("  - id: a\n    kind: flip\n    question: {question}\n    answer: @b\n"));
        assert!(told.contains("quote-needed") && told.matches("error[").count() == 1, "{told}");
    }
}

#[test]
fn an_unfinished_merge_is_one_finding() {
    let card =
        |id: &str, answer: &str| format!("  - id: {id}\n    kind: flip\n    question: Q?\n    answer: {answer}\n");
    let conflict = format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n", card("b", "so"), card("b", "thus"));
    let text = format!("title: T\ncards:\n{}{}{conflict}{}", card("z", "x"), card("a", "x"), card("c", "x"));
    let told = told_of(&text);
    assert!(told.contains("error[unfinished-merge]") && told.contains("d.yaml:11:1"), "{told}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    let deck = parse_deck("d", None, text).expect("a deck");
    assert_eq!(deck.cards.iter().map(|card| card.id.card()).collect::<Vec<_>>(), ["z", "c"]);
    let told = told_of(&format!("title: T\ncards:\n{conflict}{conflict}"));
    assert!(told.contains("its markers are still here and in one more place\n"), "{told}");
    let within = "title: T\ncards:\n  - id: a\n    kind: flip\n    question: Q?\n<<<<<<< HEAD\n    answer: b\n||||||| base\n    answer: c\n=======\n    answer: d\n>>>>>>> theirs\n";
    let header = "<<<<<<< HEAD\ntitle: T\n=======\ntitle: U\n>>>>>>> theirs\ncards:\n  - id: a\n    kind: flip\n    question: Q?\n    answer: b\n";
    for text in [within, header] {
        let told = told_of(text);
        assert!(told.contains("error[unfinished-merge]"), "{told}");
        assert_eq!(told.matches("error[").count(), 1, "{told}");
    }
}
