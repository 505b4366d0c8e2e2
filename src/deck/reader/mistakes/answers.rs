//! Mistakes in answers and the fields around them.

use super::{assert_told, told};
use crate::deck::parse_deck;

#[test]
fn a_language_that_is_no_tag() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n    language: {answer: German}\n",
        "\
error[bad-language]: `German` is not a language tag
 --> decks/d.yaml:7:24
7 |     language: {answer: German}
  |                        ^
  = help: write its tag, two or three letters: `en`, `de`, `pt-BR`
",
    );
    let deck = parse_deck("d", None, "title: T\nlanguage: English\ncards: []\n").expect("a deck");
    assert!(deck.diagnostics[0].asked_anyway && deck.language.is_none() && deck.is_english());
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n    language: {anwser: de}\n",
        "\
error[unknown-field]: `language` of card `a` has an unknown field `anwser`
 --> decks/d.yaml:7:16
7 |     language: {anwser: de}
  |                ^
  = help: did you mean `answer`?
",
    );
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n    language: [en, de]\n",
        "\
error[wrong-type]: `language` must be a language, or one for each of `question`, `answer`, `term` and `definition`, not a list
 --> decks/d.yaml:7:15
7 |     language: [en, de]
  |               ^
  = help: write a language, or one for each of `question`, `answer`, `term` and `definition`
",
    );
}

#[test]
fn a_word_that_is_none_of_those_that_may_stand() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n    articles: require\n",
        "\
error[wrong-type]: `articles` must be one of its values, not `require`
 --> decks/d.yaml:7:15
7 |     articles: require
  |               ^
  = help: write `required` or `optional`
",
    );
    assert_told(
        "  - id: a\n    kind: term\n    term: b\n    definition: c\n    typed: true\n",
        "\
error[wrong-type]: `typed` must be one of its values, not `true`
 --> decks/d.yaml:7:12
7 |     typed: true
  |            ^
  = help: write `term` or `definition` or `both`
",
    );
}

#[test]
fn answers_that_can_not_be_asked_for() {
    let card = |fields: &str| format!("  - id: a\n    kind: typed\n    question: Why?\n    {fields}\n");
    assert_told(
        &card("answers: [b]"),
        "\
error[bad-answers]: card `a` has one answer in `answers`; two to nine can be asked
 --> decks/d.yaml:6:5
6 |     answers: [b]
  |     ^
  = help: write one as `answer:`
",
    );
    assert_told(
        &card("answers: [b, c, B]"),
        "\
error[bad-answers]: two answers of card `a` are the same except for case, spaces and punctuation
 --> decks/d.yaml:6:21
6 |     answers: [b, c, B]
  |                     ^
  = help: the other is on line 6: change or delete one
",
    );
    assert_eq!(told(&card("answers: [b, B]\n    exact: true")), "");
    assert_told(
        &card("anwsers: [b, c]"),
        "\
error[unknown-field]: card `a` has an unknown field `anwsers`
 --> decks/d.yaml:6:5
6 |     anwsers: [b, c]
  |     ^
  = help: did you mean `answers`?
",
    );
    assert_told(
        &card("answer: b\n    ordered: true"),
        "\
error[bad-answers]: card `a` has one answer, so `ordered` means nothing
 --> decks/d.yaml:7:5
7 |     ordered: true
  |     ^
  = help: write several `answers`, or delete `ordered`
",
    );
}

#[test]
fn a_tolerance_that_is_none_or_is_on_a_text() {
    let card = |answer: &str, tolerance: &str| {
        format!("  - id: a\n    kind: typed\n    question: Why?\n    answer: {answer}\n    tolerance: {tolerance}\n")
    };
    assert_told(
        &card("10", "about 2"),
        "\
error[wrong-type]: `tolerance` must be a number or a percentage, not `about 2`
 --> decks/d.yaml:7:16
7 |     tolerance: about 2
  |                ^
  = help: write a number, as in `tolerance: 0.5`, or a percentage, as in `tolerance: 5%`
",
    );
    assert_told(
        &card("about ten", "2"),
        "\
error[tolerance-on-text]: a tolerance is for a number, and \"about ten\" is a text
 --> decks/d.yaml:7:5
7 |     tolerance: 2
  |     ^
  = help: delete it, or start the answer with a number
",
    );
    let deck = parse_deck("d", None, format!("title: T\ncards:\n{}", card("about ten", "2"))).expect("a deck");
    assert_eq!(deck.cards.len(), 1, "it is asked all the same");
    for answer in ["10 kg", "-3", "\u{2212}0,5", ".5", "+7"] {
        assert_eq!(told(&card(answer, "5%")), "", "{answer}");
    }
}

#[test]
fn an_accept_that_does_not_fit() {
    let typed = |fields: &str| format!("  - id: a\n    kind: typed\n    question: Why?\n    {fields}\n");
    let gaps =
        |text: &str, accept: &str| format!("  - id: a\n    kind: cloze\n    text: \"{text}\"\n    accept: {accept}\n");
    let term = |more: &str| format!("  - id: a\n    kind: term\n    term: b\n    definition: c\n    {more}\n");
    for (cards, what, help) in [
        (
            typed("answer: b\n    accept: [[c]]"),
            "`accept` of card `a` contains a list, but there is only one answer",
            "write one list: `accept: [one, another]`",
        ),
        (
            typed("answers: [b, c]\n    accept: [d, e]"),
            "`accept` for the 2 answers of card `a` does not say which of them it is for",
            "write a list for each, as in `accept: [[], []]`",
        ),
        (
            typed("answers: [b, c]\n    accept: [[d]]"),
            "`accept` for the 2 answers of card `a` is one list",
            "write a list for each, even an empty one: `accept: [[], []]`",
        ),
        (
            gaps("{{b}} {{c}}", "[d]"),
            "`accept` of card `a` is one list, but there are 2 numbers",
            "say which number it is for, as in `accept: {c1: [one, another]}`",
        ),
        (gaps("{{b}} {{c}}", "{c3: [d]}"), "card `a` has no gap `c3`", "its gaps are `c1`, `c2`"),
        (gaps("{{b}} {{c}}", "{1: [d]}"), "card `a` has no gap `1`", "its gaps are `c1`, `c2`"),
        (
            gaps("{{b}}", "[[d]]"),
            "`accept` for `c1` contains a list, but that number has one gap",
            "write one list: `c1: [one, another]`",
        ),
        (
            gaps("{{c1::b}} {{c1::c}}", "{c1: [d, e]}"),
            "`accept` for the 2 gaps of `c1` does not say which of them it is for",
            "write a list for each, as in `c1: [[], []]`",
        ),
        (
            gaps("{{c1::b}} {{c1::c}}", "{c1: [[d], [e], [f]]}"),
            "`accept` for the 2 gaps of `c1` is 3 lists",
            "write a list for each, even an empty one: `c1: [[], []]`",
        ),
        (
            gaps("{{b}}", "[d]\n    typed: false"),
            "card `a` accepts more for its gaps, which are not typed",
            "delete it, or `typed: false`",
        ),
        (
            term("typed: both\n    accept: [d]"),
            "`accept` of card `a` does not say which side it is for",
            "write `accept:` and below it `term: [...]`",
        ),
        (
            term("typed: term\n    accept: {definition: [d]}"),
            "card `a` accepts more for its definition, which is not typed",
            "add `typed: definition` or `typed: both`, or delete it",
        ),
    ] {
        let told = told(&cards);
        assert!(told.starts_with(&format!("error[accept-mismatch]: {what}\n")), "{told}");
        assert!(told.ends_with(&format!("  = help: {help}\n")), "{told}");
        assert_eq!(told.matches("error[").count(), 1, "{told}");
    }
    assert_told(
        &gaps("{{b}} {{c}}", "{c1: [d], c1: [e]}"),
        "\
error[duplicate-key]: `accept` of card `a` has `c1` twice
 --> decks/d.yaml:6:23
6 |     accept: {c1: [d], c1: [e]}
  |                       ^
  = help: merge the two into one list
",
    );
    assert_told(
        &gaps("{{b}}", "d"),
        "\
error[wrong-type]: `accept` must be a list of texts, or one for each number, not a text
 --> decks/d.yaml:6:13
6 |     accept: d
  |             ^
  = help: accept: [\"d\"]
",
    );
}
