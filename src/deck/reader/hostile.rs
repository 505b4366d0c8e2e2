//! Malicious and accidental decks.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::diagnostics::MAX_TOLD;
use crate::deck::text::safe;
use crate::deck::{Deck, Diagnostic, RuleId, one_line, parse_deck, parse_source, parse_synonyms, render};

fn read(text: &[u8]) -> (Option<Deck>, Vec<Diagnostic>) {
    match parse_deck("d", None, text) {
        Ok(deck) => (Some(deck.clone()), deck.diagnostics),
        Err(diagnostics) => (None, diagnostics),
    }
}

#[test]
fn billion_laughs_are_not_laughed() {
    let mut bomb = String::from("title: T\na: &a [x, x, x]\n");
    for (from, to) in ('a'..='y').zip('b'..='z') {
        let _ = writeln!(bomb, "{to}: &{to} [*{from}, *{from}, *{from}, *{from}]");
    }
    let (deck, diagnostics) = read(bomb.as_bytes());
    assert!(deck.is_none());
    assert_eq!(diagnostics[0].rule, RuleId::NoAnchors);
}

#[test]
fn deep_nesting_is_refused() {
    for deep in ["[".repeat(200_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "[".repeat(40) + &"]".repeat(40)] {
        let (_, diagnostics) = read(format!("title: T\ncards:\n  - id: a\n    hint: {deep}\n").as_bytes());
        assert!(!diagnostics.is_empty());
    }
}

#[test]
fn thousands_of_unknown_fields_take_no_time() {
    let lines: String = (0..12_000).fold(String::from("title: T\n"), |mut all, n| {
        let _ = writeln!(all, "x{n}: y");
        all
    });
    let on_one_line = (0..12_000).fold(String::from("{title: T"), |mut all, n| {
        let _ = write!(all, ", x{n}: y");
        all
    }) + "}";
    for deck in [lines, on_one_line] {
        assert!(read(deck.as_bytes()).1.len() >= 1_000);
    }
}

#[test]
fn a_file_of_one_line_takes_no_time() {
    let tags = "a, ".repeat(100_000);
    let (deck, diagnostics) = read(format!("{{title: T, cards: [], tags: [{tags}b]}}").as_bytes());
    assert_eq!((diagnostics.len(), diagnostics[0].rule), (1, RuleId::TooLarge));
    assert!(deck.is_some_and(|deck| deck.tags.is_empty()));
    let wrong = "{a: b, c: d}, !x y, [z], ".repeat(10_000);
    let (_, diagnostics) = read(format!("{{title: T, cards: [], tags: [{wrong}b]}}").as_bytes());
    assert_eq!((diagnostics.len(), diagnostics[0].rule), (1, RuleId::TooLarge));
}

#[test]
fn comments_that_allow_something_take_no_time() {
    let comments = "# oss-quiz: allow trivial it is meant\n".repeat(50_000);
    let (deck, diagnostics) = read(format!("title: T\n{comments}cards: []\n").as_bytes());
    assert!(deck.is_some() && diagnostics.is_empty(), "{}", diagnostics.len());
}

#[test]
fn wrong_cards_on_one_line_take_no_time() {
    let cards = "{id: [é], kind: flip, question: Q, answer: b}, ".repeat(5_000);
    let (deck, diagnostics) = read(format!("{{title: T, cards: [{cards}]}}").as_bytes());
    assert_eq!(deck.map(|deck| (deck.left_out.len(), deck.untold)), Some((5_000, 4_000)));
    assert_eq!(diagnostics.len(), MAX_TOLD + 1);
    let cards = "[é], ".repeat(5_000);
    let (_, diagnostics) = read(format!("{{title: T, cards: [{cards}]}}").as_bytes());
    assert_eq!(diagnostics.len(), MAX_TOLD + 1);
}

#[test]
fn a_card_of_foreign_fields_takes_no_time() {
    for field in ["explanation: why", "options: [a, b]", "correct: a", "hіnt: a"] {
        let fields = format!("    {field}\n").repeat(6_000);
        let deck = format!("title: T\ncards:\n  - id: a\n    kind: choice\n    question: Q?\n{fields}");
        assert_eq!(read(deck.as_bytes()).1.len(), MAX_TOLD + 1, "{field}");
    }
}

#[test]
fn a_huge_text_is_shown_cut() {
    let huge = "x".repeat(8 << 20);
    let (_, diagnostics) = read(format!("title: T\ncards:\n  - kind: {huge}\n").as_bytes());
    assert!(diagnostics.iter().all(|diagnostic| render(diagnostic).len() < 4_000));
    let (_, diagnostics) = read(format!("title: T\n{huge}: y\ncards: {huge}\n").as_bytes());
    assert!(diagnostics.iter().all(|diagnostic| render(diagnostic).len() < 4_000));
}

#[test]
fn of_thousands_of_broken_cards_a_thousand_are_told_and_the_rest_is_counted() {
    let cards = "  - id: \"a\n".repeat(25_000);
    let (deck, diagnostics) = read(format!("title: T\ncards:\n{cards}").as_bytes());
    assert_eq!(deck.map(|deck| (deck.left_out.len(), deck.untold)), Some((25_000, 24_000)));
    let last = diagnostics.last().map(|last| (last.rule, last.place.line, &*last.what));
    assert_eq!(last, Some((RuleId::TooManyErrors, 1_003, "24000 more errors are not told")));
    assert_eq!(diagnostics.len(), MAX_TOLD + 1);
}

#[test]
fn as_many_errors_as_are_told_leave_none_to_count() {
    let read = |count| read(format!("title: T\ncards:\n{}", "  - {}\n".repeat(count)).as_bytes()).1;
    let last = |count| read(count).pop().map(|last| (last.rule, last.what)).expect("an error");
    assert_eq!((read(MAX_TOLD).len(), last(MAX_TOLD).0), (MAX_TOLD, RuleId::MissingField));
    assert_eq!(last(MAX_TOLD + 1), (RuleId::TooManyErrors, "1 more error is not told".to_owned()));
}

#[test]
fn errors_that_a_comment_allows_are_not_counted() {
    let fields = (0..2_000).map(|n| format!("    x{n}: y\n")).collect::<Vec<_>>().concat();
    let card = "  - id: a\n    kind: flip\n    question: Q?\n    answer: b\n";
    let comment = "  # oss-quiz: allow unknown-field they are of another program\n";
    let (deck, diagnostics) = read(format!("title: T\ncards:\n{comment}{card}{fields}").as_bytes());
    assert_eq!((deck.map(|deck| (deck.cards.len(), deck.untold)), diagnostics.len()), (Some((1, 0)), 0));
    let header = fields.replace("    x", "x");
    let cards = format!("cards:\n{card}  - id: b\n    kind: flip\n    question: Q?\n");
    let (deck, diagnostics) = read(format!("{}title: T\n{header}{cards}", comment.trim_start()).as_bytes());
    let found: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    assert_eq!((deck.map(|deck| deck.cards.len()), found), (Some(1), vec![RuleId::MissingField]));
    let (deck, diagnostics) = read(format!("{}{header}", comment.trim_start()).as_bytes());
    assert!(deck.is_none() && diagnostics.len() == 1, "no deck at all: {diagnostics:?}");
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let (deck, diagnostics) = read(&vec![b' '; crate::deck::MAX_BYTES + 1]);
    assert!(deck.is_none());
    assert_eq!(diagnostics[0].rule, RuleId::TooLarge);
    let source = parse_source("s", None, " ".repeat(crate::deck::MAX_BYTES + 1)).expect_err("too large");
    assert_eq!(source[0].help.as_deref(), Some("split it into several files"));
}

#[test]
fn nothing_of_a_deck_comes_out_raw() {
    let evil = "\u{202e}\u{feff}\u{2028}\u{e0041}";
    let deck = format!(
        "title: \"T{evil}\\e[2J\"\ntags: [\"a\\e{evil}\"]\n\"f\\e{evil}\": x\ncards:\n  - id: a\n    kind: flip\n    \
         question: \"q\\x07{evil}\"\n    answer: a{evil}\n  - id: \"b\\e\"\n    kind: \"k\\e{evil}\"\n    x{evil}: y\n"
    );
    let (deck, diagnostics) = read(deck.as_bytes());
    let deck = deck.expect("a deck");
    let mut shown = format!("{:?}{}{}", deck.tags, deck.title.source(), deck.cards[0].prompt().plain());
    for diagnostic in &diagnostics {
        shown.push_str(&render(diagnostic));
        shown.push_str(&one_line(diagnostic));
    }
    assert!(diagnostics.len() >= 4, "{shown}");
    let raw = shown.chars().find(|c| (c.is_control() && *c != '\n') || evil.contains(*c));
    assert_eq!(raw, None, "{shown:?}");
}

/// Pieces from which decks and near misses are made.
fn piece() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "title: T\n",
        "cards:\n",
        "  - id: a\n",
        "  - id: b\n",
        "    kind: flip\n",
        "    kind: cloze\n",
        "    kind: choice\n",
        "    question: Why?\n",
        "    answer: b\n",
        "    text: {{a}} b\n",
        "    text: \"{{c1::a}} b\"\n",
        "    distractors:\n",
        "      - c\n",
        "      - text: d\n",
        "        why: e\n",
        "\tquestion: x\n",
        "    hint: \"open\n",
        "    was: x/y\n",
        "---\n",
        "...\n",
        "    because: >-\n",
        "      folded # text\n",
        "    <<: *a\n",
        "  - &a\n",
        "    answer: !t x\n",
        "# comment\n",
        "\n",
        "\r\n",
        "    x: [a, {b: c}]\n",
        "source: s\n",
        "claims:\n",
        "sections:\n",
        "  - slug: s\n",
        "\u{feff}",
    ]);
    prop_oneof![8 => line.prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => any::<String>()]
}

/// Checks that places are within the file: an existing line, and a column on it or right after it.
fn assert_within(text: &str, diagnostics: &[Diagnostic]) {
    let lines: Vec<&str> = text.split('\n').collect();
    for diagnostic in diagnostics {
        let line = diagnostic.place.line as usize;
        assert!((1..=lines.len()).contains(&line), "{diagnostic:?} of {text:?}");
        let columns = lines[line - 1].chars().count() + 1;
        assert!((1..=columns).contains(&(diagnostic.place.column as usize)), "{diagnostic:?} of {text:?}");
        assert!(diagnostic.caret <= diagnostic.line_text.chars().count());
        assert!(!render(diagnostic).is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_file_it_is_read_or_refused(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        assert_within(&text, &read(text.as_bytes()).1);
        let diagnostics = match parse_source("s", None, &text) {
            Ok((_, diagnostics)) | Err(diagnostics) => diagnostics,
        };
        assert_within(&text, &diagnostics);
        let diagnostics = match parse_synonyms("s", None, &text) {
            Ok((_, diagnostics)) | Err(diagnostics) => diagnostics,
        };
        assert_within(&text, &diagnostics);
    }

    #[test]
    fn bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        read(&bytes);
    }

    #[test]
    fn a_damaged_deck_is_read_or_refused(at in 0_usize..400, length in 0_usize..8, by in "[\\PC\n\t]{0,4}") {
        let whole = include_str!("../../../decks/challenges.yaml");
        // Its first cards are enough.
        let whole = &whole[..whole.match_indices("\n  - id:").nth(6).map_or(whole.len(), |(end, _)| end + 1)];
        let start = whole.char_indices().map(|(i, _)| i).nth(at).unwrap_or(0);
        let end = whole.char_indices().map(|(i, _)| i).nth(at + length).unwrap_or(whole.len());
        let text = format!("{}{by}{}", &whole[..start], &whole[end..]);
        assert_within(&text, &read(text.as_bytes()).1);
    }

    #[test]
    fn what_is_safe_stays_as_it_is(text in any::<String>()) {
        let once = safe(&text).into_owned();
        prop_assert_eq!(safe(&once).into_owned(), once.clone());
        prop_assert!(!once.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    }

    #[test]
    fn texts_are_plain_without_panic(text in "[a*`~\\\\_ \n{}:é]{0,40}") {
        let text = crate::deck::Text::new(&text);
        let joined: String = text.spans().into_iter().map(|span| span.text).collect();
        let plain = text.plain();
        prop_assert_eq!(joined.trim_end_matches('\n'), plain.trim_end_matches('\n'));
        let _ = crate::deck::cloze::parse(text.source());
    }
}
