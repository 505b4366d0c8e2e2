//! Following the advice word for word leads to the card that was meant.

use std::sync::Arc;

use crate::deck::{Card, parse_deck};

fn read(card: &str) -> (Vec<Arc<Card>>, Vec<String>) {
    let deck = parse_deck("d", None, format!("title: T\ncards:\n  - id: a\n    {card}\n")).expect("a deck");
    let told = |diagnostic: &crate::deck::Diagnostic| diagnostic.help.clone().unwrap_or_default();
    (deck.cards, deck.diagnostics.iter().map(told).collect())
}

/// Checks that each of `ways` is advised for the last line of a card, and corrects it.
#[track_caller]
fn assert_mends(fields: &str, line: &str, ways: &[&str]) {
    let whole = |line: &str| format!("{}\n    {}", fields.replace('\n', "\n    "), line.replace('\n', "\n    "));
    let (cards, told) = read(&whole(line));
    assert!(cards.is_empty() && told.len() == 1, "{line}: {told:?}");
    for way in ways {
        for piece in way.lines() {
            assert!(
                told[0].contains(&format!("`{piece}`")) || told[0].lines().any(|told| told == piece),
                "{piece}\n{told:?}"
            );
        }
        let (cards, told) = read(&whole(way));
        assert!(cards.len() == 1 && told.is_empty(), "{line}\n{way}\n{told:?}");
    }
}

#[test]
fn a_list_where_one_text_is_wanted() {
    let typed = "kind: typed\nquestion: Which?";
    let both = "answer: grey\naccept: [gray]";
    assert_mends(typed, "answer: [grey, gray]", &[both, "answers: [grey, gray]", "answer: \"[grey, gray]\""]);
    assert_mends(typed, "answer:\n  - grey\n  - gray", &[both, "answers: [grey, gray]"]);
    assert_mends(typed, "answer:\n  - grey, or so\n  - gray", &["answer: \"grey, or so\"\naccept: [gray]"]);
    assert_mends(typed, "answer: [i]", &["answer: i", "answer: \"[i]\""]);
    assert_mends(typed, "answer: ['a, b', \"c\"]", &["answer: 'a, b'\naccept: [\"c\"]", "answer: '[''a, b'', \"c\"]'"]);
    assert_mends(&format!("{typed}\naccept: [gris]"), "answer: [grey, gray]", &["answer: grey"]);
    let choice = "kind: choice\nquestion: Which?\ndistractors: [red]";
    assert_mends(choice, "answer: [grey, gray]", &["answers: [grey, gray]", "answer: grey"]);
    for (fields, name) in [
        ("kind: flip\nquestion: Which?", "answer"),
        ("kind: term\nterm: t", "definition"),
        ("kind: flip\nquestion: Which?\nanswer: x", "because"),
    ] {
        let [whole, brackets] = [format!("{name}: \"grey, gray\""), format!("{name}: \"[grey, gray]\"")];
        assert_mends(fields, &format!("{name}: [grey, gray]"), &[&whole, &brackets]);
    }
}

#[test]
fn a_list_where_one_word_is_wanted() {
    assert_mends("kind: true-false\nstatement: So it is.", "answer: [true]", &["answer: true"]);
    assert_mends("question: Which?\nanswer: a", "kind: [flip]", &["kind: flip"]);
    assert_mends("kind: typed\nquestion: Which?\nanswer: 5 kg", "tolerance: [0.5]", &["tolerance: 0.5"]);
}

#[test]
fn several_answers_of_a_kind_that_has_one() {
    let lists = [
        ("kind: flip\nquestion: Which?", "answers: [grey, gray]", "answer: \"grey, gray\""),
        ("kind: true-false\nstatement: So it is.", "answers: [true]", "answer: true"),
        ("kind: order\nquestion: Which?", "answers: [a, b]", "steps: [a, b]"),
    ];
    for (fields, line, way) in lists {
        assert_mends(fields, line, &[way]);
    }
}

#[test]
fn a_mapping_where_a_list_is_wanted() {
    assert_mends("kind: order\nquestion: Which?", "steps: {a: b}", &["steps: [one, another]"]);
    let reasons = "distractors: [{text: one, why: so}]";
    assert_mends(
        "kind: choice\nquestion: Which?\nanswer: a",
        "distractors: {b: so}",
        &["distractors: [one, another]", reasons],
    );
}

#[test]
fn a_brace_or_a_colon_that_is_meant() {
    let told = |text: &str| read(&format!("kind: cloze\n    text: {text}")).1.remove(0);
    for (quote, escape) in [("\"", r"\\"), ("'", r"\")] {
        for (text, help, mended) in [
            (
                "Use {{std::mem::a module}} now.",
                format!("`{{{{std{escape}:{escape}:mem::a module}}}}`"),
                format!("Use {{{{std{escape}:{escape}:mem::a module}}}} now."),
            ),
            ("A {{ opens {{a}}.", format!("`{escape}{{`"), format!("A {escape}{{{{ opens {{{{a}}}}.")),
            ("A }} ends {{a}}.", format!("`{escape}}}`"), format!("A {escape}}}}} ends {{{{a}}}}.")),
        ] {
            let told = told(&format!("{quote}{text}{quote}"));
            assert!(told.contains(&help), "{told}");
            let (cards, told) = read(&format!("kind: cloze\n    text: {quote}{mended}{quote}"));
            assert!(cards.len() == 1 && told.is_empty(), "{mended}: {told:?}");
        }
    }
}

#[test]
fn a_backslash_in_double_quotes() {
    let told = |text: &str| read(&format!("kind: flip\n    question: Why?\n    answer: \"{text}\"")).1.remove(0);
    assert_eq!(told(r"C:\dir"), r"use single quotes, or write `\\` for a backslash");
    // Single quotes would show `\n`, or end at the apostrophe.
    let twice = r"write `\\` for each literal backslash";
    assert_eq!([told(r"one\ntwo \d"), told(r"it's \d")], [twice, twice]);
}

#[test]
fn the_right_answer_among_the_wrong_ones() {
    let choice =
        |wrong: &str| read(&format!("kind: choice\n    question: Why?\n    answer: b\n    distractors: {wrong}")).1;
    let told = "it is a right one in `answer` on line 6, and `distractors` is for wrong ones: change or delete it";
    assert_eq!(choice("[c, b]"), [told]);
    assert_eq!(choice("[c, c]"), ["the other is on line 7: change or delete one"]);
}

#[test]
fn a_format_that_is_none() {
    let told = |format: &str| {
        let diagnostics =
            parse_deck("d", None, format!("title: T\nformat: {format}\ncards: []\n")).expect_err("no deck");
        diagnostics[0].help.clone().unwrap_or_default()
    };
    assert_eq!([told("0"), told("2")], ["write `format: 1`", "get a newer version of the program"]);
}
