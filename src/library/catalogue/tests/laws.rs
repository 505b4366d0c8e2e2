//! Arbitrary decks: the catalogue and the collection agree, before and after any change.

use crate::deck::RuleId;
use proptest::prelude::*;

use super::*;

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

/// A card, sometimes faulty.
fn card() -> impl Strategy<Value = String> {
    let id = one_of(&["id: a", "id: b", "id: c", "id: D", "id: d", "id: ä", "", "id: a b"]);
    let body = one_of(&[
        "kind: flip\n    question: Why?\n    answer: b",
        "kind: flip\n    question: How?\n    answer: |\n      - id: x\n      two",
        "kind: typed\n    question: q\n    answer: \"a: b\"\n    accept: [c]",
        "kind: choice\n    question: q\n    answer: a\n    distractors:\n      - b\n      - text: c\n        why: d",
        "kind: choice\n    question: q\n    answers: [a, b]\n    distractors: [c]",
        "kind: true-false\n    statement: s\n    answer: false",
        "kind: cloze\n    text: \"{{c1::a}} b {{c3::d}}\"",
        "kind: cloze\n    text: >-\n      {{a}} and\n      {{b::c}}",
        "kind: order\n    question: q\n    steps: [a, b, c]",
        "kind: term\n    term: t\n    definition: d",
        "kind: term\n    term: t\n    definition: d\n    typed: both\n    accept: {term: [u], definition: []}",
        "kind: typed\n    question: q\n    answers: [a, b]\n    accept: [[], [c]]\n    ordered: true",
        "kind: typed\n    question: q\n    answers: [a, A]\n    exact: true",
        "kind: typed\n    question: q\n    answer: 10 kg\n    tolerance: 5%",
        "kind: typed\n    question: q\n    answer: ten\n    tolerance: 5",
        "kind: cloze\n    text: \"{{c1::a}} {{c1::b}}\"\n    accept:\n      c1: [[d], []]",
        "kind: cloze\n    text: \"{{a}} {{b}}\"\n    accept: [d]",
        "kind: flip\n    question: only",
        "kind: nothing",
        "kind: flip\n    question: \"open\n    answer: b",
        "kind: flip\n    question: q\n    answer: C # cut",
    ]);
    let more = one_of(&[
        "",
        "",
        "tags: [x, t]",
        "claims: [k1, none]",
        "claims: [none, k2]",
        "suspended: true",
        "revision: 3",
        "was: a",
        "was: [b, e/a, D/c]",
        "was: d",
        "was: {c3: 'b#c1', c1: a}",
        "was: ['a#term', 'e/a#c1']",
        "was: {definition: a}",
        "hint: h",
        "zzz: 1",
        "because: >-\n      long\n      text",
        "language: {answer: es}",
        "language: Spanish",
        "articles: optional",
        "forms: count",
    ]);
    (id, body, more, any::<bool>()).prop_map(|(id, body, more, comment)| {
        let fields: Vec<&str> = [id, body, more].into_iter().filter(|field| !field.is_empty()).collect();
        let comment = if comment { "  # a comment\n\n" } else { "" };
        format!("  - {}\n{comment}", fields.join("\n    "))
    })
}

fn header() -> impl Strategy<Value = String> {
    let line = one_of(&[
        "",
        "source: s\n",
        "source: r\n",
        "after: e\n",
        "after: [D, f]\n",
        "after: c\n",
        "id: a\n",
        "id: f\n",
        "was: e\n",
        "was: [old, f]\n",
        "tags: [t, u]\n",
        "language: de\n",
        "synonyms: [[a, b], [c, the d]]\n",
        "synonyms:\n  - [a]\n  - [b, c]\n",
        "language: {question: de, term: es}\n",
        "language: none\n",
        "articles: required\nforms: count\n",
        "format: 2\n",
        "about: x # y\n",
        "zzz: 1\n",
    ]);
    prop::collection::vec(line, 0..3).prop_map(|lines| lines.concat())
}

fn deck_text() -> impl Strategy<Value = String> {
    (header(), prop::collection::vec(card(), 0..5), 0..8_u8).prop_map(|(header, cards, layout)| {
        let cards = cards.concat();
        match layout {
            0 => format!("title: T\r\n{header}cards:\r\n{cards}").replace('\n', "\r\n"),
            1 => format!("cards:\n{cards}title: T\n{header}"),
            2 => format!("\u{feff}title: T\n{header}cards:\n{cards}"),
            3 => format!("title: T\n{header}cards:\n{}", cards.replace("\n  ", "\n")),
            4 => format!("title: T\n{header}cards:\n{}", cards.replace("  - ", "  -\n    ")),
            _ => format!("title: T\n{header}cards:\n{cards}"),
        }
    })
}

fn source_text() -> impl Strategy<Value = String> {
    let line = one_of(&[
        "sections:\n  - slug: e\n    title: E\n    subsections:\n      - slug: p\n        title: P\n  - slug: a\n",
        "sections:\n  - slug: c\n  - slug: c\n    title: again\n  - title: none\n",
        "claims:\n  - id: k1\n    section: e\n    subsection: p\n    claim: x\n  - id: k2\n    section: gone\n    claim: y\n",
        "claims:\n  - id: k2\n    section: c\n    claim: y\n  - id: k2\n    section: c\n    claim: z\n",
        "zzz: 1\n",
    ]);
    prop::collection::vec(line, 0..3).prop_map(|lines| lines.concat())
}

fn synonyms_text() -> impl Strategy<Value = &'static str> {
    one_of(&[
        "synonyms: [[a, b]]\n",
        "language: de\nsynonyms: [[c, d], [the a, b, c]]\n",
        "synonyms:\n  - [a]\n  - [x, y, X]\n",
        "- no\n",
    ])
}

/// A change to the files.
#[derive(Debug, Clone)]
enum Change {
    Write(&'static str, String),
    Delete(&'static str),
    Rename(&'static str, &'static str),
    /// Makes the second name a link to the first.
    Link(&'static str, &'static str),
}

fn name() -> impl Strategy<Value = &'static str> {
    one_of(&[
        "one/a.yaml",
        "one/D.yaml",
        "one/e.yml",
        "one/a copy.yaml",
        "one/e.sync-conflict-20261120-101500-ABCDEFG.yml",
        "one/sub/e.yaml",
        "two/a.yaml",
        "two/f.yaml",
        "two/d.yaml",
        "one/x.synonyms.yaml",
        "e.yaml",
    ])
}

fn change() -> impl Strategy<Value = Change> {
    let sources = one_of(&["one/s.source.yaml", "two/s.source.yaml", "two/r.source.yaml"]);
    let synonyms = one_of(&["one/x.synonyms.yaml", "two/x.synonyms.yml", "one/sub/y.synonyms.yaml"]);
    prop_oneof![
        2 => (synonyms, synonyms_text()).prop_map(|(name, text)| Change::Write(name, text.to_owned())),
        6 => (name(), deck_text()).prop_map(|(name, text)| Change::Write(name, text)),
        2 => (sources, source_text()).prop_map(|(name, text)| Change::Write(name, text)),
        1 => (name(), "\\PC{0,20}").prop_map(|(name, text)| Change::Write(name, text)),
        1 => name().prop_map(Change::Delete),
        1 => (name(), name()).prop_map(|(from, to)| Change::Rename(from, to)),
        1 => (name(), name()).prop_map(|(to, name)| Change::Link(to, name)),
    ]
}

fn apply(desk: &Desk, change: &Change) {
    match change {
        Change::Write(name, text) if desk.path(name).is_symlink() => drop(fs::write(desk.path(name), text)),
        Change::Write(name, text) => desk.write(name, text),
        // A missing file can't be deleted or renamed.
        Change::Delete(name) => drop(fs::remove_file(desk.path(name))),
        Change::Rename(from, to) => drop(fs::rename(desk.path(from), desk.path(to))),
        #[cfg(unix)]
        Change::Link(to, name) => drop(std::os::unix::fs::symlink(desk.path(to), desk.path(name))),
        #[cfg(not(unix))]
        Change::Link(..) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_catalogue_says_what_the_collection_says(
        rounds in prop::collection::vec((prop::collection::vec(change(), 1..12), any::<bool>()), 1..5),
    ) {
        let desk = Desk::new();
        let places = DeckPaths {
            local: desk.path("one"),
            folders: vec![desk.path("two"), desk.decks()],
            ..DeckPaths::default()
        };
        for (changes, is_late) in rounds {
            for change in &changes {
                apply(&desk, change);
            }
            let (catalogued, _) = opened(&places, &desk.cache(is_late));
            assert_agree(&catalogued, &load(&places));
        }
        let _ = opened(&places, &desk.cache(true));
        let (catalogued, read) = opened(&places, &desk.cache(true));
        let loaded = load(&places);
        assert_agree(&catalogued, &loaded);
        // A link that leads nowhere is tried each time, unless its name alone marks it as a copy.
        let is_tried = |diagnostic: &&crate::deck::Diagnostic| diagnostic.path.is_symlink() && diagnostic.rule != RuleId::DeckCopy;
        prop_assert_eq!(read, loaded.outside.iter().filter(is_tried).count());
    }
}
