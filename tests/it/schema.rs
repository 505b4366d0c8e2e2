//! The JSON Schema: current, true to the reader, and believed by a validator that is not ours.

use std::fs;
use std::path::Path;

use oss_quiz::{parse_deck, schema, starting_deck};
use serde_json::Value;

use crate::support::{EVERY_KIND, World};

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn validator(schema: &str) -> jsonschema::Validator {
    jsonschema::draft7::new(&serde_json::from_str(schema).unwrap()).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|err| panic!("{err} in\n{text}"))
}

#[test]
fn the_schemas_in_the_repository_are_current() {
    for (path, text, of) in [
        ("schema/deck.schema.json", schema::deck(), "deck"),
        ("schema/source.schema.json", schema::source(), "source"),
        ("schema/synonyms.schema.json", schema::synonyms(), "synonyms"),
        ("decks/synonyms.schema.json", schema::synonyms(), "synonyms"),
        ("decks/deck.schema.json", schema::deck(), "deck"),
        ("decks/source.schema.json", schema::source(), "source"),
    ] {
        let there = fs::read_to_string(root(path)).unwrap_or_default();
        assert!(there == text, "write it anew: oss-quiz schema {of} > {path}");
        assert_eq!(World::new().run(&["schema", of]).success().stdout(), text);
    }
}

#[test]
fn a_validator_accepts_the_shipped_decks_and_sources() {
    let [deck, source, synonyms] =
        [schema::deck(), schema::source(), schema::synonyms()].map(|schema| validator(&schema));
    let mut seen = 0;
    for entry in fs::read_dir(root("decks")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let schema = match name.split_once('.') {
            Some((_, "yaml")) => &deck,
            Some((_, "source.yaml")) => &source,
            Some((_, "synonyms.yaml")) => &synonyms,
            _ => continue,
        };
        let text = yaml(&fs::read_to_string(&path).unwrap());
        let errors: Vec<String> =
            schema.iter_errors(&text).map(|err| format!("{name}{}: {err}", err.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        seen += 1;
    }
    assert_eq!(seen, 9);
    for text in [EVERY_KIND, &starting_deck("first", Some("pt-BR"))] {
        assert!(deck.is_valid(&yaml(text)), "{text}");
    }
}

/// A deck of one card with these fields.
fn card(fields: &str) -> String {
    format!("title: T\ncards:\n  - {{{fields}}}\n")
}

#[test]
fn what_the_reader_takes_the_validator_takes() {
    let deck = validator(&schema::deck());
    for text in [
        card("kind: flip, question: How much?, answer: 1.10"),
        card("kind: typed, question: Q?, answers: [a, b], accept: [[c], []], ordered: true"),
        card("kind: typed, question: Q?, answer: 10 kg, tolerance: 0.5, articles: optional, forms: count"),
        card("kind: typed, question: Q?, answer: 10 kg, tolerance: 5%, language: pt-BR"),
        card("kind: cloze, text: 'a {{b}}', accept: [c, d], language: {question: en, answer: es}"),
        card("kind: cloze, text: '{{a}} {{b}}', accept: {c1: [c], c2: [d, e]}"),
        card("kind: cloze, text: '{{c1::a}} {{c1::b}}', accept: {c1: [[c], []]}"),
        card("kind: term, term: a, definition: b, typed: both, accept: {term: [c], definition: [d, e]}"),
        "title: T\nlanguage: {term: es, definition: de}\narticles: required\nforms: free\ncards: []\n".to_owned(),
        card("kind: flip, question: Is it?, answer: no"),
        card("kind: flip, question: 7, answer: true"),
        card("kind: typed, question: Q?, answer: A, accept: [1, yes, x], exact: true, hint: one, tags: [1]"),
        card("kind: flip, question: Q?, answer: A, hint: [one, two], was: [a, other/b], revision: 2, suspended: false"),
        card("kind: choice, question: Q?, answers: [a, b], distractors: [c, {text: d, why: e}]"),
        card("kind: cloze, text: '{{c2::a::h}} {{c1::b}}', typed: false"),
        card("id: über.ñ_1-x, kind: term, term: a, definition: b"),
        "title: T\nsynonyms: [[a, 1.10], [b, no, x]]\ncards: []\n".to_owned(),
        "title: T\nid: x\nafter: a\nwas: [b]\nlanguage: de\nformat: 1\ncards: []\n".to_owned(),
    ] {
        let read = parse_deck("d", None, &text).unwrap();
        assert!(read.diagnostics.is_empty(), "{text}{:?}", read.diagnostics);
        let errors: Vec<String> = deck.iter_errors(&yaml(&text)).map(|err| err.to_string()).collect();
        assert!(errors.is_empty(), "{text}{}", errors.join("\n"));
    }
}

/// Faults that a schema can know: nothing that needs two places of a file to be looked at.
#[test]
fn what_is_faulty_in_itself_both_refuse() {
    let deck = validator(&schema::deck());
    let faulty = [
        ("no title", "cards: []\n".to_owned()),
        ("no cards", "title: T\n".to_owned()),
        ("an unknown field of the header", "title: T\nautor: A\ncards: []\n".to_owned()),
        ("an empty title", "title: ''\ncards: []\n".to_owned()),
        ("cards that are no list", "title: T\ncards: {a: b}\n".to_owned()),
        ("a format that is no number", "title: T\nformat: one\ncards: []\n".to_owned()),
        ("synonyms that are no lists", "title: T\nsynonyms: [a, b]\ncards: []\n".to_owned()),
        ("a synonym of nothing", "title: T\nsynonyms: [[a]]\ncards: []\n".to_owned()),
        ("a deck id with a space", "title: T\nid: a b\ncards: []\n".to_owned()),
        ("a card that is a text", "title: T\ncards: [one]\n".to_owned()),
        ("no kind", card("question: Q?, answer: A")),
        ("an unknown kind", card("kind: flop, question: Q?, answer: A")),
        ("an unknown field", card("kind: flip, question: Q?, anwser: A")),
        ("a field of another kind", card("kind: flip, question: Q?, answer: A, distractors: [b]")),
        ("no question", card("kind: typed, answer: A")),
        ("no answer", card("kind: typed, question: Q?")),
        ("an empty answer", card("kind: typed, question: Q?, answer: ''")),
        ("an answer that is a list", card("kind: flip, question: Q?, answer: [a, b]")),
        ("an id with a slash", card("id: a/b, kind: flip, question: Q?, answer: A")),
        ("an id that is too long", card(&format!("id: {}, kind: flip, question: Q?, answer: A", "a".repeat(65)))),
        ("answer and answers", card("kind: choice, question: Q?, answer: a, answers: [a], distractors: [b]")),
        ("neither answer nor answers", card("kind: choice, question: Q?, distractors: [b]")),
        ("no distractors", card("kind: choice, question: Q?, answer: a")),
        ("an empty list of distractors", card("kind: choice, question: Q?, answer: a, distractors: []")),
        ("ten choices", card("kind: choice, question: Q?, answer: a, distractors: [b, c, d, e, f, g, h, i, j]")),
        ("a distractor without text", card("kind: choice, question: Q?, answer: a, distractors: [{why: b}]")),
        (
            "an unknown field of a distractor",
            card("kind: choice, question: Q?, answer: a, distractors: [{text: b, y: c}]"),
        ),
        ("a truth that is none", card("kind: true-false, statement: S., answer: maybe")),
        ("a cloze without a gap", card("kind: cloze, text: no gap at all")),
        ("an empty gap", card("kind: cloze, text: 'a {{}} b'")),
        ("one step", card("kind: order, question: Q?, steps: [a]")),
        ("two pairs", card("kind: match, question: Q?, pairs: [{left: a, right: x}, {left: b, right: y}]")),
        (
            "a pair without a right side",
            card("kind: match, question: Q?, pairs: [{left: a, right: x}, {left: b, right: y}, {left: c}]"),
        ),
        ("ten steps", card("kind: order, question: Q?, steps: [a, b, c, d, e, f, g, h, i, j]")),
        ("steps that are a text", card("kind: order, question: Q?, steps: a")),
        ("a term without definition", card("kind: term, term: a")),
        ("a revision below 0", card("kind: flip, question: Q?, answer: A, revision: -1")),
        ("a suspended that is a text", card("kind: flip, question: Q?, answer: A, suspended: maybe")),
        ("one answer of several", card("kind: typed, question: Q?, answers: [a]")),
        ("typed with answer and answers", card("kind: typed, question: Q?, answer: a, answers: [a, b]")),
        ("a tolerance that is none", card("kind: typed, question: Q?, answer: 1, tolerance: about 2")),
        ("a language that is no tag", card("kind: flip, question: Q?, answer: A, language: German")),
        ("a language of an unknown part", card("kind: flip, question: Q?, answer: A, language: {hint: de}")),
        ("articles of an unknown word", card("kind: flip, question: Q?, answer: A, articles: strict")),
        ("a side that is typed and none", card("kind: term, term: a, definition: b, typed: true")),
        ("what an unknown side accepts", card("kind: term, term: a, definition: b, typed: both, accept: {trem: [c]}")),
        ("what no number accepts", card("kind: cloze, text: 'a {{b}}', accept: {b: [c]}")),
        ("tags that are a text", card("kind: flip, question: Q?, answer: A, tags: a")),
    ];
    for (fault, text) in faulty {
        assert!(!deck.is_valid(&yaml(&text)), "the validator takes {fault}");
        let diagnostics = parse_deck("d", None, &text).map_or_else(|diagnostics| diagnostics, |deck| deck.diagnostics);
        assert!(!diagnostics.is_empty(), "the reader takes {fault}");
    }
}

#[test]
fn a_faulty_source_is_refused() {
    let source = validator(&schema::source());
    for (fault, text) in [
        ("an unknown field", "sectoins: []\n"),
        ("a claim without section", "claims: [{id: a, claim: C}]\n"),
        ("a section without slug", "sections: [{title: T}]\n"),
        ("a claim with an unknown field", "claims: [{id: a, section: s, claim: C, kinds: fact}]\n"),
    ] {
        assert!(!source.is_valid(&yaml(text)), "the validator takes {fault}");
        let diagnostics =
            oss_quiz::parse_source("s", None, text).map_or_else(|diagnostics| diagnostics, |(_, found)| found);
        assert!(!diagnostics.is_empty(), "the reader takes {fault}");
    }
}

#[test]
fn a_faulty_file_of_synonyms_is_refused() {
    let synonyms = validator(&schema::synonyms());
    for (fault, text) in [
        ("no lists", "about: x\n"),
        ("an unknown field", "synonyms: [[a, b]]\ncards: []\n"),
        ("texts in place of lists", "synonyms: [a, b]\n"),
        ("a list of one", "synonyms: [[a]]\n"),
        ("an empty text", "synonyms: [[a, '']]\n"),
    ] {
        assert!(!synonyms.is_valid(&yaml(text)), "the validator takes {fault}");
        let diagnostics =
            oss_quiz::parse_synonyms("s", None, text).map_or_else(|diagnostics| diagnostics, |(_, found)| found);
        assert!(!diagnostics.is_empty(), "the reader takes {fault}");
    }
}

#[test]
fn an_editor_is_offered_every_field_with_what_it_is_for() {
    let schema: Value = serde_json::from_str(&schema::deck()).unwrap();
    let kinds = schema["properties"]["cards"]["items"]["oneOf"].as_array().unwrap();
    assert_eq!(kinds.len(), 8);
    for kind in kinds {
        let name = kind["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        for (field, property) in schema["definitions"][name]["properties"].as_object().unwrap() {
            assert!(property["description"].is_string(), "{name}: {field}");
        }
    }
    assert_eq!(schema["properties"]["cards"]["items"]["defaultSnippets"].as_array().unwrap().len(), 8);
}
