//! The mistakes that authors make, and the exact diagnostics.

mod advice;
mod answers;
mod names;
mod signs;

use std::path::Path;

use crate::deck::{parse_deck, render};

/// The diagnostics of a deck with these cards; the first card is on line 3.
fn told(cards: &str) -> String {
    told_of(&format!("title: T\ncards:\n{cards}"))
}

fn told_of(deck: &str) -> String {
    let diagnostics = match parse_deck("d", Some(Path::new("decks/d.yaml")), deck) {
        Ok(deck) => deck.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    diagnostics.iter().map(render).collect::<Vec<_>>().join("\n")
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
error[tab-indent]: a tab (U+0009) is where YAML needs spaces
 --> decks/d.yaml:5:1
5 | \\tquestion: Why?
  | ^
  = help: two spaces per level:
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
  = help: `kind: choice` has it; otherwise delete it
",
    );
}

#[test]
fn a_wrong_type() {
    assert_told(
        "  - id: a\n    kind: choice\n    question: Why?\n    answer: b\n    distractors: it's \"c\"\n",
        "\
error[wrong-type]: `distractors` must be a list of texts, or of `text` with `why`, not a text
 --> decks/d.yaml:7:18
7 |     distractors: it's \"c\"
  |                  ^
  = help: distractors: ['it''s \"c\"']
",
    );
    assert_told(
        "  - id: a\n    kind: true-false\n    statement: So it is.\n    answer: yes\n",
        "\
error[wrong-type]: `answer` must be `true` or `false`, not `yes`
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
error[duplicate-id]: card id `a` is used twice in the deck
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
error[unclosed-quote]: a quote opened with `\"` is never closed
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
  = help: did you mean `kind: choice`? the kinds are `flip`, `typed`, `choice`, `true-false`, `cloze`, `order`, `match`, `term`
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
error[quote-needed]: YAML reads a text that starts with `{{` as a map
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
        ("[x] and y", "YAML reads a text that starts with `[` as a list"),
        ("*very* much", "YAML reads a text that starts with `*` as an alias"),
        ("&c is so", "YAML reads a text that starts with `&` as an anchor"),
        ("!so it is", "YAML reads a text that starts with `!` as a tag"),
        ("@home", "a YAML text can't start with `@`"),
        ("%5 of it", "a YAML text can't start with `%`"),
        ("`code` it is", "a YAML text can't start with a backtick"),
        ("> 5", "YAML reads a text that starts with `>` as the start of a text block"),
        ("| or so", "YAML reads a text that starts with `|` as the start of a text block"),
        ("- 5", "YAML reads a text that starts with `-` as an entry of a list"),
        ("Note: so it is", "YAML reads `: ` within a text as the end of a key"),
        ("'So' it is", "YAML ends a text that starts with `'` at the next `'`, but more follows"),
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
        let diagnostics = parse_deck("d", None, deck(&format!("answer: {text}"))).expect("a deck").diagnostics;
        let help = diagnostics[0].help.clone().expect("a mended line");
        let mended = parse_deck("d", None, deck(&help)).expect("a deck");
        assert!(mended.diagnostics.is_empty() && mended.cards.len() == 1, "{text}: {help}: {:?}", mended.diagnostics);
    }
}

#[test]
fn a_text_that_goes_on_below_gets_advice_instead_of_a_line() {
    assert_told(
        "  - id: a\n    kind: cloze\n    text: {{a}} goes\n      on\n",
        "\
error[quote-needed]: YAML reads a text that starts with `{` as a map
 --> decks/d.yaml:5:11
5 |     text: {{a}} goes
  |           ^
  = help: put the whole text in quotes, or write `>-` after the colon and the text on the lines below, indented by two more spaces
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
  = help: close it with `}}`, or write `\\\\{` for a literal brace
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
  = help: one deck per file: move the second one to its own file, or delete the line `---`
"
    );
}

#[test]
fn bytes_that_are_no_text() {
    let diagnostics = parse_deck("d", None, b"title: T\nabout: caf\xe9\n").expect_err("no text");
    assert_eq!(
        render(&diagnostics[0]),
        "\
error[not-utf8]: byte 20 of the file is not UTF-8
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
    assert_eq!((deck.cards.len(), deck.diagnostics.len()), (1, 1));
    assert!(deck.diagnostics[0].asked_anyway);
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
        "kind: choice\n    question: Why?\n    answer: b\n    distractors: [b]\n",
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
    assert_eq!(deck.diagnostics.len(), faults.len(), "{}", deck.diagnostics.iter().map(render).collect::<String>());
    assert_eq!(deck.left_out.len(), faults.len());
    assert!(deck.cards.is_empty());
}
