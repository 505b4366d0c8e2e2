//! The schema and the reader say the same yes and no to every field with every form of a value.

use oss_quiz::{CARD, HEADER, KINDS, parse_deck, schema};
use serde_json::Value;

/// Forms of a value, as they stand behind the colon.
const FORMS: &[&str] = &[
    "word",
    "\"quoted\"",
    "'single'",
    "two words",
    "ü",
    "5",
    "007",
    "1.10",
    "-1",
    "+1",
    "1.0",
    ".5",
    "1e3",
    "0x1F",
    "\"1\"",
    "5%",
    "true",
    "True",
    "TRUE",
    "false",
    "\"true\"",
    "'False'",
    "yes",
    "no",
    "on",
    "null",
    "Null",
    "~",
    "\"null\"",
    "",
    "\"\"",
    "\" \"",
    "2026-01-02",
    "2026-01-02T10:00:00Z",
    "12:30",
    "en",
    "pt-BR",
    "[a]",
    "[]",
    "[a, b]",
    "[a, 5, ~]",
    "[[a, b]]",
    "[a, [b]]",
    "{a: b}",
    "{}",
    "[{text: a}]",
    "{term: [a]}",
    "{c1: [a]}",
    "a/b",
    "both",
    "required",
    "count",
    "\"{{a}} b\"",
    "@a",
    "[\"\"]",
];

/// Where the two differ, and why: what a field takes may hang on another, or JSON may not tell two forms apart.
fn may_differ(field: &str, form: &str) -> Option<&'static str> {
    let is_null = matches!(form, "null" | "Null" | "~" | "");
    match (field, form) {
        (_, "@a") => Some("no YAML at all, so there is nothing to validate"),
        (_, "") => Some("JSON has one null for an empty value and for the word `null`, which is a text here"),
        ("id" | "was", _) if is_null => Some("the same of ids: an editor is to mark the one left empty"),
        ("id" | "was", "+1" | "1e3" | "1.0") => Some("JSON has lost the sign"),
        ("revision", "1e3" | "0x1F") => Some("a whole number to JSON, whatever way it is written in"),
        ("was", "{c1: [a]}" | "{term: [a]}") => Some("it hangs on the kind which of its items a card has"),
        ("tolerance", _) => {
            Some("it fits where the answer begins with a number; JSON has lost how a number is written")
        }
        ("accept" | "ordered", _) => Some("what fits hangs on the answers, the gaps and `typed`"),
        ("distractors" | "steps", _) => {
            Some("two that are equal, or too many with the answers, need two places looked at")
        }
        ("format", _) => Some("another version is no mistake of form"),
        ("synonyms", _) => Some("one that stands in two lists"),
        _ => None,
    }
}

/// By YAML 1.2, as language servers do.
fn as_an_editor_reads(text: &str) -> Result<Value, serde_yaml::Error> {
    serde_yaml::from_str_with_options(text, serde_yaml::options! { strict_booleans: true })
}

fn bases() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    vec![
        ("flip", vec![("question", "Q?"), ("answer", "A")]),
        ("typed", vec![("question", "Q?"), ("answer", "A")]),
        ("choice", vec![("question", "Q?"), ("answer", "A"), ("distractors", "[B]")]),
        ("true-false", vec![("statement", "S."), ("answer", "true")]),
        ("cloze", vec![("text", "\"{{a}} b\"")]),
        ("order", vec![("question", "Q?"), ("steps", "[a, b]")]),
        (
            "match",
            vec![("question", "Q?"), ("pairs", "[{left: a, right: x}, {left: b, right: y}, {left: c, right: z}]")],
        ),
        ("term", vec![("term", "T"), ("definition", "D")]),
    ]
}

fn header(field: &str, form: &str) -> String {
    let mut deck = format!("{field}: {form}\n");
    for (name, value) in [("title", "T"), ("cards", "[]")] {
        if name != field {
            deck.extend([name, ": ", value, "\n"]);
        }
    }
    deck
}

fn card(kind: &str, base: &[(&str, &str)], field: &str, form: &str) -> String {
    let mut deck = format!("title: T\ncards:\n  - kind: {kind}\n");
    // A card has `answer` or `answers`.
    let stays = |name: &str| name != field && (name, field) != ("answer", "answers");
    for (name, value) in base.iter().filter(|(name, _)| stays(name)) {
        deck.extend(["    ", name, ": ", value, "\n"]);
    }
    deck + &format!("    {field}: {form}\n")
}

#[test]
fn the_schema_and_the_reader_say_the_same_of_every_field_and_form() {
    let schema: Value = serde_json::from_str(&schema::deck()).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let mut decks: Vec<(&str, &str, String)> = Vec::new();
    for form in FORMS {
        decks.extend(HEADER.iter().map(|field| (field.name, *form, header(field.name, form))));
        for (kind, base) in bases() {
            let own = KINDS.iter().find(|info| info.kind.word() == kind).unwrap().fields;
            // What every card may have need not be tried with each kind.
            let common = CARD.iter().filter(|field| field.name != "kind" && kind == "flip");
            let fields = own.iter().chain(common).map(|field| field.name).chain(["nonsense"]);
            decks.extend(fields.map(|name| (name, *form, card(kind, &base, name, form))));
        }
    }
    let mut differ = Vec::new();
    let mut compared = 0;
    for (field, form, text) in &decks {
        if may_differ(field, form).is_some() {
            continue;
        }
        compared += 1;
        let Ok(value) = as_an_editor_reads(text) else {
            differ.push(format!("no YAML: {field}: {form}"));
            continue;
        };
        let read = parse_deck("d", None, text);
        let reader = read.is_ok_and(|deck| deck.diagnostics.is_empty());
        if validator.is_valid(&value) != reader {
            differ.push(format!("{field}: {form}  (the reader says {reader})"));
        }
    }
    differ.sort();
    differ.dedup();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn nothing_of_a_deck_is_offered_as_a_value() {
    for text in [schema::deck(), schema::source(), schema::synonyms()] {
        assert!(!text.contains("\"examples\"") && !text.contains("\"default\""), "an editor would put it into files");
    }
    let schema: Value = serde_json::from_str(&schema::deck()).unwrap();
    let snippets = schema["properties"]["cards"]["items"]["defaultSnippets"].as_array().unwrap();
    let labels: Vec<&str> = snippets.iter().map(|snippet| snippet["label"].as_str().unwrap()).collect();
    assert!(labels.contains(&"an order card") && labels.contains(&"a flip card"), "{labels:?}");
    for snippet in snippets {
        for (field, value) in snippet["body"].as_object().unwrap() {
            let text = value.to_string();
            assert!(text.contains("TODO") || text.contains("|true,false|") || ["id", "kind"].contains(&field.as_str()));
        }
    }
}
