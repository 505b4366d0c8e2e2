//! Small decks to test lints with.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Checked, Checker, FileOf, Options};
use crate::deck::{Card, Diagnostic, RuleId, gather, parse_deck, parse_source};

/// A source with two sections.
pub(super) const SOURCE: &str = "\
source: {title: An essay, author: Ada Example}
sections:
  - {slug: tools, title: Tools}
  - {slug: people, title: People}
claims:
  - {id: tools-01, section: tools, claim: PyTorch and TensorFlow are open libraries for companies., entities: [PyTorch, TensorFlow], kind: list-member}
  - {id: tools-02, section: tools, claim: Hugging Face offers trained models and data., entities: [Hugging Face], kind: list-member}
  - {id: people-01, section: people, claim: PyTorch has a community of volunteers., entities: [PyTorch], kind: fact}
  - {id: people-02, section: people, claim: A site ties papers to their code., caution: The original site closed in 2025.}
  - {id: people-03, section: people, claim: Openness will change the world., kind: opinion}
  - {id: people-04, section: people, claim: It is great., quizzable: false, why: Praise.}
entities:
  - {name: PyTorch, type: system}
  - {name: TensorFlow, type: system}
  - {name: Hugging Face, type: organisation}
  - {name: Hugging Face Transformers, type: system}
  - {name: GitHub, type: platform}
";

/// Everything found in decks with these names and texts, and in a source `essay`.
pub(super) fn checked(decks: &[(&str, &str)], source: Option<&str>, options: &Options) -> Checked {
    let source = source.map(|text| ("essay", text));
    checked_with(decks, source, options, |_| ())
}

/// Like [`checked`], with any source and with `change` applied to each card read.
pub(super) fn checked_with(
    decks: &[(&str, &str)],
    source: Option<(&str, &str)>,
    options: &Options,
    change: impl Fn(&mut Card),
) -> Checked {
    let path_of = |name: &str| PathBuf::from(format!("{name}.yaml"));
    let source_path = |name: &str| PathBuf::from(format!("{name}.source.yaml"));
    let mut texts: HashMap<PathBuf, String> =
        decks.iter().map(|(name, text)| (path_of(name), (*text).to_owned())).collect();
    texts.extend(source.map(|(name, text)| (source_path(name), text.to_owned())));
    let texts = |file: &FileOf| texts.get(&file.path).cloned();
    let checker = Checker::new(options, &texts);
    let (mut looked, mut sources, mut outside) = (Vec::new(), Vec::new(), Vec::new());
    for (name, text) in decks {
        match parse_deck(name, Some(&path_of(name)), text) {
            Ok(mut deck) => {
                deck.cards.iter_mut().for_each(|card| change(Arc::make_mut(card)));
                looked.push((0, checker.look(deck, text)));
            }
            Err(diagnostics) => outside.extend(diagnostics),
        }
    }
    if let Some((name, text)) = source {
        let (source, diagnostics) = parse_source(name, Some(&source_path(name)), text).unwrap();
        sources.push((0, source));
        outside.extend(diagnostics);
    }
    checker.check(gather(looked, sources), outside)
}

/// The diagnostics found in a deck of these cards.
pub(super) fn findings(header: &str, cards: &str, source: Option<&str>) -> Vec<Diagnostic> {
    let cards = cards.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n");
    let text = format!("title: A deck\n{header}cards:\n{cards}\n");
    checked(&[("deck", &text)], source, &Options::default()).diagnostics
}

/// A card with a question and an answer.
pub(super) fn asked(kind: &str, question: &str, answer: &str) -> String {
    format!("- id: a\n  kind: {kind}\n  question: \"{question}\"\n  answer: \"{answer}\"")
}

pub(super) fn flip(question: &str, answer: &str) -> String {
    asked("flip", question, answer)
}

pub(super) fn choice(question: &str, answer: &str, wrong: &str) -> String {
    format!("- id: a\n  kind: choice\n  question: \"{question}\"\n  answer: {answer}\n  distractors: [{wrong}]")
}

pub(super) fn cloze(text: &str) -> String {
    format!("- id: a\n  kind: cloze\n  text: '{text}'\n")
}

/// A cloze that cites the first claim of [`SOURCE`].
pub(super) fn citing_cloze(text: &str) -> String {
    format!("- id: a\n  kind: cloze\n  text: \"{text}\"\n  claims: [tools-01]")
}

/// Whether a choice has a finding of a rule; its texts are question, answer and wrong choices.
pub(super) fn has_of_choice(rule: RuleId, language: &str, (question, answer, wrong): (&str, &str, &str)) -> bool {
    count_in(language, rule, &choice(question, answer, wrong)) > 0
}

/// How often a rule finds something in these cards of a deck in a language.
pub(super) fn count_in(language: &str, rule: RuleId, cards: &str) -> usize {
    count_of(rule, &findings(&format!("language: {language}\n"), cards, None))
}

fn count_of(rule: RuleId, found: &[Diagnostic]) -> usize {
    found.iter().filter(|diagnostic| diagnostic.rule == rule).count()
}

/// How often a rule finds something in these cards.
pub(super) fn count(rule: RuleId, cards: &str) -> usize {
    count_of(rule, &findings("", cards, None))
}

/// Like [`count`], for a deck that cites [`SOURCE`].
pub(super) fn sourced(rule: RuleId, cards: &str) -> usize {
    count_of(rule, &findings("source: essay\n", cards, Some(SOURCE)))
}

/// The help of a rule's first finding.
pub(super) fn help(rule: RuleId, cards: &str) -> String {
    let found = findings("", cards, None).into_iter().find(|diagnostic| diagnostic.rule == rule);
    found.and_then(|diagnostic| diagnostic.help).unwrap_or_default()
}

/// The decks shipped with the program, and their source: names and texts.
pub(super) fn shipped() -> (Vec<(String, String)>, (String, String)) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    let mut decks = Vec::new();
    let mut source = None;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(stem) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".yaml")) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        match stem.strip_suffix(".source") {
            Some(name) => source = Some((name.to_owned(), text)),
            None if stem.ends_with(".synonyms") => {}
            None => decks.push((stem.to_owned(), text)),
        }
    }
    decks.sort();
    (decks, source.unwrap())
}
