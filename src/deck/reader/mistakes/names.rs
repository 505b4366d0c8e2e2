//! Fields and kinds under the names that other programs have for them.

use super::{assert_told, told, told_of};

#[test]
fn a_field_of_another_program_is_given_back_by_its_name_here() {
    assert_told(
        "  - id: a\n    kind: flip\n    front: Which colour is it?\n    back: grey\n",
        "\
error[unknown-field]: card `a` has an unknown field `front`
 --> decks/d.yaml:5:5
5 |     front: Which colour is it?
  |     ^
  = help: it is called `question` here:
          question: Which colour is it?

error[unknown-field]: card `a` has an unknown field `back`
 --> decks/d.yaml:6:5
6 |     back: grey
  |     ^
  = help: it is called `answer` here:
          answer: grey
",
    );
}

#[test]
fn each_field_has_one_finding_and_its_mended_line() {
    for (card, lines) in [
        ("type: flip, question: Q?, answer: b", vec!["kind: flip"]),
        ("type: Multiple Choice, question: Q?, answer: b, distractors: [c]", vec!["kind: choice"]),
        ("card-type: Basic, front: Q?, back: b", vec!["kind: flip", "question: Q?", "answer: b"]),
        ("model: vocab, front: b, back: c", vec!["kind: term", "term: b", "definition: c"]),
        ("kind: term, front: b, back: c", vec!["term: b", "definition: c"]),
        ("kind: term, question: b, answer: c", vec!["term: b", "definition: c"]),
        ("kind: flip, term: b, definition: c", vec!["question: b", "answer: c"]),
        ("kind: flip, Q: b, A: c", vec!["question: b", "answer: c"]),
        ("kind: true-false, question: b, correct: true", vec!["statement: b", "answer: true"]),
        ("kind: choice, question: b, correct: c, options: [c, d]", vec!["answer: c", "distractors: [d]"]),
        ("kind: choice, question: b, back: c, options: [c, d]", vec!["answer: c", "distractors: [d]"]),
        ("kind: choice, question: b, answers: [c, e], options: [c, d, e]", vec!["distractors: [d]"]),
        ("kind: typed, question: b, answer: c, variants: [c, d]", vec!["accept: [d]"]),
        ("kind: choice, question: b, correct: [c, d], distractors: [e]", vec!["answers: [c, d]"]),
        ("kind: flip, question: b, answer: c, explanation: d", vec!["because: d"]),
        (
            "kind: flip, question: b, answer: c, hints: [d, e], notes: f, tag: [g]",
            vec!["hint: [d, e]", "because: f", "tags: [g]"],
        ),
        ("kind: order, question: b, items: [c, d]", vec!["steps: [c, d]"]),
        ("kind: cloze, front: 'a {{b}}', extra: c", vec!["text: 'a {{b}}'", "because: c"]),
    ] {
        let told = told(&format!("  - {{id: a, {card}}}\n"));
        let found: Vec<&str> = told.lines().skip_while(|line| !line.contains("it is called")).collect();
        for line in &lines {
            assert!(found.iter().any(|found| found.trim() == *line), "{card}: {line}\n{told}");
        }
        assert_eq!(told.matches("error[").count(), lines.len(), "{card}\n{told}");
    }
}

#[test]
fn choices_lose_the_right_one_and_say_so() {
    let told = |choices: &str| told(&format!("  - {{id: a, kind: choice, question: Q?, answer: b, {choices}}}\n"));
    let found = told("options: [b, c]");
    assert!(found.contains("it is called `distractors` here, without the right one:"), "{found}");
    let found = told("wrong: [c, d]");
    assert!(found.contains("it is called `distractors` here:") && found.contains("distractors: [c, d]"), "{found}");
}

#[test]
fn a_kind_of_another_program_is_named_beside_all_there_are() {
    for (word, kind) in [
        ("multiple-choice", "choice"),
        ("mcq", "choice"),
        ("basic", "flip"),
        ("cloze-deletion", "cloze"),
        ("boolean", "true-false"),
        ("truefalse", "true-false"),
        ("input", "typed"),
        ("sort", "order"),
        ("ordering", "order"),
        ("vocab", "term"),
    ] {
        let told = told(&format!("  - {{id: a, kind: {word}, question: Q?}}\n"));
        assert!(told.contains(&format!("it is called `kind: {kind}` here")), "{told}");
        assert!(told.contains("`flip`, `typed`, `choice`, `true-false`, `cloze`, `order`, `match`, `term`"), "{told}");
        assert_eq!(
            told.matches("error[").count(),
            1 + usize::from(!["choice", "flip", "typed", "order"].contains(&kind))
        );
    }
}

#[test]
fn a_header_has_its_own_names() {
    let told = told_of("name: T\ndescription: d\nlang: de\nitems: []\n");
    for line in ["title: T", "about: d", "language: de", "cards:"] {
        assert!(told.lines().any(|found| found.trim().starts_with(line)), "{line}\n{told}");
    }
    assert_eq!(told.matches("error[").count(), 4, "{told}");
    for (field, line) in [("comment: hello", "about: hello"), ("notes: []", "cards:")] {
        let told = told_of(&format!("title: T\n{field}\n"));
        assert!(told.lines().any(|found| found.trim().starts_with(line)), "{line}\n{told}");
    }
}

#[test]
fn a_file_of_another_program_is_one_line() {
    let told = told_of("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n");
    assert!(told.contains("neither `title` nor `cards`"), "{told}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}
