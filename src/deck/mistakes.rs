//! The mistakes that authors make, and exactly what they are told.

use std::path::Path;

use super::{parse_deck, render};

/// What `check` says of a deck of these cards; the first of them stands on line 3.
fn told(cards: &str) -> String {
    told_of(&format!("title: T\ncards:\n{cards}"))
}

fn told_of(deck: &str) -> String {
    let problems = match parse_deck("d", Some(Path::new("decks/d.yaml")), deck) {
        Ok(deck) => deck.problems,
        Err(problems) => problems,
    };
    problems.iter().map(render).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn assert_told(cards: &str, expected: &str) {
    let told = told(cards);
    assert_eq!(told, expected, "\n{told}");
}

#[test]
fn a_tab() {
    assert_told(
        "  - id: a\n    kind: flip\n\tquestion: Why?\n    answer: b\n",
        "\
error[tab-indent]: a tab stands where YAML wants spaces
 --> decks/d.yaml:5:1
5 | \\tquestion: Why?
  | ^
  = help: two spaces for each step:
              question: Why?
",
    );
}

#[test]
fn a_missing_field() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n",
        "\
error[missing-field]: card `a` has no `answer`
 --> decks/d.yaml:3:5
3 |   - id: a
  |     ^
  = help: add `answer:`, what is revealed
",
    );
}

#[test]
fn an_unknown_field() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    anwser: b\n",
        "\
error[unknown-field]: card `a` has an unknown field `anwser`
 --> decks/d.yaml:6:5
6 |     anwser: b
  |     ^
  = help: did you mean `answer`?
",
    );
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n    distractors: [c]\n",
        "\
error[unknown-field]: a `flip` card has no field `distractors`
 --> decks/d.yaml:7:5
7 |     distractors: [c]
  |     ^
  = help: `kind: choice` has it; else delete it
",
    );
}

#[test]
fn a_wrong_type() {
    assert_told(
        "  - id: a\n    kind: choice\n    question: Why?\n    answer: b\n    distractors: it's \"c\"\n",
        "\
error[wrong-type]: `distractors` wants a list of texts, each alone or as `text` and `why`, here stands a text
 --> decks/d.yaml:7:18
7 |     distractors: it's \"c\"
  |                  ^
  = help: distractors: ['it''s \"c\"']
",
    );
    assert_told(
        "  - id: a\n    kind: true-false\n    statement: So it is.\n    answer: yes\n",
        "\
error[wrong-type]: `answer` wants `true` or `false`, here stands `yes`
 --> decks/d.yaml:6:13
6 |     answer: yes
  |             ^
  = help: answer: true
",
    );
}

#[test]
fn a_duplicate_id() {
    let card = |id: &str| format!("  - id: {id}\n    kind: flip\n    question: Why?\n    answer: b\n");
    assert_told(
        &(card("a") + &card("a")),
        "\
error[duplicate-id]: card id `a` stands twice in the deck
 --> decks/d.yaml:7:9
7 |   - id: a
  |         ^
  = help: the first is on line 3: give this card an id of its own
",
    );
    assert_told(
        &(card("a") + &card("A")),
        "\
error[duplicate-id]: card ids `a` and `A` differ only in case
 --> decks/d.yaml:7:9
7 |   - id: A
  |         ^
  = help: the first is on line 3: give this card another id
",
    );
}

#[test]
fn a_duplicate_key() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n    answer: c\n",
        "\
error[duplicate-key]: card `a` has `answer` twice
 --> decks/d.yaml:7:5
7 |     answer: c
  |     ^
  = help: the first is on line 6: keep one
",
    );
}

#[test]
fn an_unclosed_quote() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: \"Why?\n    answer: \"b\"\n    hint: \"c\"\n",
        "\
error[unclosed-quote]: a quote is opened with `\"` and never closed
 --> decks/d.yaml:5:15
5 |     question: \"Why?
  |               ^
  = help: question: \"Why?\"
",
    );
}

#[test]
fn an_unknown_kind() {
    assert_told(
        "  - id: a\n    kind: chioce\n    question: Why?\n    answer: b\n    distractors: [c]\n",
        "\
error[unknown-kind]: there is no kind of card `chioce`
 --> decks/d.yaml:4:11
4 |     kind: chioce
  |           ^
  = help: did you mean `kind: choice`?
",
    );
}

#[test]
fn an_unquoted_gap_at_the_start_of_a_text() {
    for text in ["{{Masakhane}} gathers \"volunteers\".", "{{Masakhane}}"] {
        let quoted = if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") };
        assert_told(
            &format!("  - id: a\n    kind: cloze\n    text: {text}\n"),
            &format!(
                "\
error[quote-needed]: YAML takes a text that starts with `{{` for a map
 --> decks/d.yaml:5:11
5 |     text: {text}
  |           ^
  = help: text: {quoted}
"
            ),
        );
    }
}

#[test]
fn a_comment_that_cuts_a_text_short() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: Where is C # minor?\n    answer: b\n",
        "\
error[cut-by-comment]: a ` #` begins a comment, and `question` ends there
 --> decks/d.yaml:5:26
5 |     question: Where is C # minor?
  |                          ^
  = help: question: \"Where is C # minor?\"
",
    );
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: # 1\n",
        "\
error[cut-by-comment]: a ` #` begins a comment, and `answer` ends there
 --> decks/d.yaml:6:13
6 |     answer: # 1
  |             ^
  = help: answer: \"# 1\"
",
    );
}

#[test]
fn a_choice_card_without_distractors() {
    assert_told(
        "  - id: a\n    kind: choice\n    question: Why?\n    answer: b\n",
        "\
error[too-few-choices]: card `a` has no `distractors`, so there is nothing to choose from
 --> decks/d.yaml:3:5
3 |   - id: a
  |     ^
  = help: add wrong choices:
          distractors:
            - one that looks right
            - another one
",
    );
}

#[test]
fn a_text_that_yaml_takes_for_something_else() {
    for (text, what) in [
        ("[x] and y", "YAML takes a text that starts with `[` for a list"),
        ("*very* much", "YAML takes a text that starts with `*` for an alias"),
        ("&c is so", "YAML takes a text that starts with `&` for an anchor"),
        ("!so it is", "YAML takes a text that starts with `!` for a tag"),
        ("@home", "YAML allows no text that starts with `@`"),
        ("%5 of it", "YAML allows no text that starts with `%`"),
        ("`code` it is", "YAML allows no text that starts with a backtick"),
        ("> 5", "YAML takes a text that starts with `>` for a text on the lines below"),
        ("| or so", "YAML takes a text that starts with `|` for a text on the lines below"),
        ("- 5", "YAML takes a text that starts with `-` for an entry of a list"),
        ("Note: so it is", "YAML takes a `: ` within a text for the end of a key"),
        ("'So' it is", "YAML ends a text that starts with `'` at the next `'`, and more follows"),
    ] {
        assert_told(
            &format!("  - id: a\n    kind: flip\n    question: Why?\n    answer: {text}\n"),
            &format!(
                "\
error[quote-needed]: {what}
 --> decks/d.yaml:6:13
6 |     answer: {text}
  |             ^
  = help: answer: \"{text}\"
"
            ),
        );
    }
}

#[test]
fn every_mended_line_mends() {
    for text in
        ["{{a}} b", "\"a\" b", "a: b", "a # b", "*a* b", "`a` \\b", "'it's'", "\"he said \"no\"\"", "[a", "@", "- a"]
    {
        let deck =
            |answer: &str| format!("title: T\ncards:\n  - id: a\n    kind: flip\n    question: Why?\n    {answer}\n");
        let problems = parse_deck("d", None, deck(&format!("answer: {text}"))).expect("a deck").problems;
        let help = problems[0].help.clone().expect("a mended line");
        let mended = parse_deck("d", None, deck(&help)).expect("a deck");
        assert!(mended.problems.is_empty() && mended.cards.len() == 1, "{text}: {help}: {:?}", mended.problems);
    }
}

#[test]
fn a_text_that_goes_on_below_gets_advice_instead_of_a_line() {
    assert_told(
        "  - id: a\n    kind: cloze\n    text: {{a}} goes\n      on\n",
        "\
error[quote-needed]: YAML takes a text that starts with `{` for a map
 --> decks/d.yaml:5:11
5 |     text: {{a}} goes
  |           ^
  = help: put the whole text in quotes, or write `>-` behind the colon and the text on the lines below, deeper by two spaces
",
    );
}

#[test]
fn gaps_are_checked_at_their_place() {
    assert_told(
        "  - id: a\n    kind: cloze\n    text: \"An {{open gap\"\n",
        "\
error[cloze-syntax]: in card `a` a gap begins with `{{` and never ends
 --> decks/d.yaml:5:15
5 |     text: \"An {{open gap\"
  |               ^
  = help: close it with `}}`, or write `\\{` where a brace is meant
",
    );
}

#[test]
fn a_language_that_is_no_tag() {
    assert_told(
        "  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n    language: {answer: German}\n",
        "\
error[bad-language]: `German` is no tag of a language
 --> decks/d.yaml:7:24
7 |     language: {answer: German}
  |                        ^
  = help: write its tag, two or three letters: `en`, `de`, `pt-BR`
",
    );
    let deck = parse_deck("d", None, "title: T\nlanguage: English\ncards: []\n").expect("a deck");
    assert!(deck.problems[0].asked_anyway && deck.language.is_none() && deck.is_english());
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
error[wrong-type]: `language` wants a language, or one for each of `question`, `answer`, `term` and `definition`, here stands a list
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
error[wrong-type]: `articles` wants one of its words, here stands `require`
 --> decks/d.yaml:7:15
7 |     articles: require
  |               ^
  = help: write `required` or `optional`
",
    );
    assert_told(
        "  - id: a\n    kind: term\n    term: b\n    definition: c\n    typed: true\n",
        "\
error[wrong-type]: `typed` wants one of its words, here stands `true`
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
error[bad-answers]: card `a` has one answer in `answers`, and two to nine can be asked
 --> decks/d.yaml:6:5
6 |     answers: [b]
  |     ^
  = help: write one as `answer:`
",
    );
    assert_told(
        &card("answers: [b, c, B]"),
        "\
error[bad-answers]: two answers of card `a` are the same but for case, spaces and punctuation
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
error[bad-answers]: card `a` has one answer, and no order for it
 --> decks/d.yaml:7:5
7 |     ordered: true
  |     ^
  = help: write several `answers`, or delete it
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
error[wrong-type]: `tolerance` wants a number, or a share in percent, here stands `about 2`
 --> decks/d.yaml:7:16
7 |     tolerance: about 2
  |                ^
  = help: write a number, as in `tolerance: 0.5`, or a share, as in `tolerance: 5%`
",
    );
    assert_told(
        &card("about ten", "2"),
        "\
error[tolerance-on-text]: a tolerance is for a number, and \"about ten\" is a text
 --> decks/d.yaml:7:5
7 |     tolerance: 2
  |     ^
  = help: delete it, or begin the answer with its number
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
            "`accept` of card `a` has a list in it, and there is one answer",
            "write one list: `accept: [one, another]`",
        ),
        (
            typed("answers: [b, c]\n    accept: [d, e]"),
            "what is accepted for the 2 answers of card `a` does not say for which of them",
            "write a list for each, as in `accept: [[], []]`",
        ),
        (
            typed("answers: [b, c]\n    accept: [[d]]"),
            "what is accepted for the 2 answers of card `a` is one list",
            "write a list for each, an empty one too: `accept: [[], []]`",
        ),
        (
            gaps("{{b}} {{c}}", "[d]"),
            "`accept` of card `a` is one list, and there are 2 numbers",
            "say which number it is of, as in `accept: {c1: [one, another]}`",
        ),
        (gaps("{{b}} {{c}}", "{c3: [d]}"), "card `a` has no gap `c3`", "its gaps are `c1`, `c2`"),
        (gaps("{{b}} {{c}}", "{1: [d]}"), "card `a` has no gap `1`", "its gaps are `c1`, `c2`"),
        (
            gaps("{{b}}", "[[d]]"),
            "there is a list in what is accepted for `c1`, which has one gap",
            "write one list: `c1: [one, another]`",
        ),
        (
            gaps("{{c1::b}} {{c1::c}}", "{c1: [d, e]}"),
            "what is accepted for the 2 gaps of `c1` does not say for which of them",
            "write a list for each, as in `c1: [[], []]`",
        ),
        (
            gaps("{{c1::b}} {{c1::c}}", "{c1: [[d], [e], [f]]}"),
            "what is accepted for the 2 gaps of `c1` is 3 lists",
            "write a list for each, an empty one too: `c1: [[], []]`",
        ),
        (
            gaps("{{b}}", "[d]\n    typed: false"),
            "card `a` accepts more for its gaps, which are not typed",
            "delete it, or `typed: false`",
        ),
        (
            term("typed: both\n    accept: [d]"),
            "`accept` of card `a` does not say of which side it is",
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
  = help: make one list of the two
",
    );
    assert_told(
        &gaps("{{b}}", "d"),
        "\
error[wrong-type]: `accept` wants a list of texts, or one for each number, here stands a text
 --> decks/d.yaml:6:13
6 |     accept: d
  |             ^
  = help: accept: [\"d\"]
",
    );
}

#[test]
fn a_second_document() {
    assert_eq!(
        told_of("---\ntitle: T\ncards: []\n---\ntitle: U\n"),
        "\
error[two-documents]: a second document begins here
 --> decks/d.yaml:4:1
4 | ---
  | ^
  = help: one deck a file: put the second one into a file of its own, or delete the line `---`
"
    );
}

#[test]
fn bytes_that_are_no_text() {
    let problems = parse_deck("d", None, b"title: T\nabout: caf\xe9\n").expect_err("no text");
    assert_eq!(
        render(&problems[0]),
        "\
error[not-utf8]: byte 20 of the file is no UTF-8
 --> d.yaml:2:11
2 | about: caf
  |           ^
  = help: save the file as UTF-8
"
    );
}

#[test]
fn a_faulty_card_is_left_out_and_the_rest_goes_on() {
    let good = |id: &str| format!("  - id: {id}\n    kind: flip\n    question: Why?\n    answer: b\n");
    let faulty = "  - id: b\n    kind: flip\n    question: \"Why?\n";
    let deck = parse_deck("d", None, format!("title: T\ncards:\n{}{faulty}{}", good("a"), good("c"))).expect("a deck");
    assert_eq!(deck.cards.iter().map(|card| card.id.card()).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(deck.left_out.iter().map(|card| card.id.as_deref()).collect::<Vec<_>>(), [Some("b")]);
    assert_eq!((deck.cards[1].place.line, deck.cards[1].place_of("answer", 0).column), (10, 13));
}

#[test]
fn an_unknown_field_keeps_no_card_from_being_asked() {
    let deck = parse_deck(
        "d",
        None,
        "title: T\ncards:\n  - id: a\n    kind: flip\n    question: q\n    answer: a\n    x: y\n",
    );
    let deck = deck.expect("a deck");
    assert_eq!((deck.cards.len(), deck.problems.len()), (1, 1));
    assert!(deck.problems[0].asked_anyway);
}

#[test]
fn twenty_five_faults_are_told_in_one_run() {
    let faults = [
        "kind: flip\n    question: Why?\n",
        "kind: flip\n    question: Why?\n    anwser: b\n",
        "kind: flip\n    question: [a]\n    answer: b\n",
        "kind: flip\n    question: Why?\n    question: Why?\n    answer: b\n",
        "kind: flip\n    question: \"Why?\n    answer: b\n",
        "kind: flop\n    question: Why?\n    answer: b\n",
        "kind: cloze\n    text: {{a}} b\n",
        "kind: cloze\n    text: b\n",
        "kind: flip\n    question: a # b\n    answer: b\n",
        "kind: choice\n    question: Why?\n    answer: b\n",
        "kind: choice\n    question: Why?\n    answer: b\n    distractors: [B]\n",
        "kind: choice\n    question: Why?\n    answer: b\n    distractors: c\n",
        "kind: order\n    question: Why?\n    steps: [a]\n",
        "kind: true-false\n    statement: So.\n    answer: no\n",
        "kind: flip\n\tquestion: Why?\n    answer: b\n",
        "kind: flip\n    question: @a\n    answer: b\n",
        "kind: flip\n    question: a: b\n    answer: b\n",
        "kind: flip\n    question: *a\n    answer: b\n",
        "kind: flip\n    question: Why?\n    answer:\n",
        "kind: flip\n    question: Why?\n    answer: b\n    revision: one\n",
        "kind: flip\n    question: Why?\n    answer: b\n    suspended: maybe\n",
        "kind: flip\n    question: Why?\n    answer: b\n    was: a b\n",
        "kind: flip\n    question: Why?\n   answer: b\n",
        "kind flip\n    question: Why?\n    answer: b\n",
        "question: Why?\n    answer: b\n",
    ];
    let cards: Vec<String> = faults.iter().enumerate().map(|(n, card)| format!("  - id: c{n}\n    {card}")).collect();
    let cards = cards.concat();
    let deck = parse_deck("d", None, format!("title: T\ncards:\n{cards}")).expect("a deck");
    assert_eq!(deck.problems.len(), faults.len(), "{}", deck.problems.iter().map(render).collect::<String>());
    assert_eq!(deck.left_out.len(), faults.len());
    assert!(deck.cards.is_empty());
}
