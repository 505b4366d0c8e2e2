//! Collects what the lints find in one file.

use std::path::PathBuf;

use super::file_source::FileOf;
use super::rule::Rule;
use crate::deck::text::one_line;
use crate::deck::{Deck, Diagnostic, Place};

/// What the lints found in one file.
#[derive(Debug, Default)]
pub(super) struct Findings {
    path: PathBuf,
    pub(super) all: Vec<Diagnostic>,
    /// Rules that need word lists are off: the language has none. Set per card, too.
    pub(super) no_words: bool,
    /// Rules that need a source are off: the deck cites none that exists.
    no_source: bool,
}

impl Findings {
    /// For a deck; `source` tells whether it cites a source that exists.
    pub(super) fn of(deck: &Deck, source: bool) -> Self {
        let path = FileOf::deck(deck).path;
        Self { path, all: Vec::new(), no_words: !deck.is_english(), no_source: !source }
    }

    /// For a file of which all rules are on.
    pub(super) fn of_file(path: PathBuf) -> Self {
        Self { path, ..Self::default() }
    }

    /// Adds a finding, unless its rule is off for this deck.
    pub(super) fn add(&mut self, rule: &'static Rule, place: Place, what: impl Into<String>) -> FindingBuilder<'_> {
        let off = (self.no_words && rule.needs.words()) || (self.no_source && rule.needs.source());
        if off {
            return FindingBuilder(None);
        }
        let found = Diagnostic::of_file(self.path.clone(), rule.id, shortened(&what.into()), None);
        self.all.push(Diagnostic { place, asked_anyway: true, ..found });
        FindingBuilder(self.all.last_mut())
    }
}

/// A message on one line and of readable length, whatever text it quotes.
fn shortened(what: &str) -> String {
    const LONGEST: usize = 240;
    let line = one_line(what);
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}...", &line[..at]),
        None => line,
    }
}

/// Adds details to a finding just added; empty if its rule is off.
#[derive(Debug)]
pub(super) struct FindingBuilder<'f>(Option<&'f mut Diagnostic>);

impl FindingBuilder<'_> {
    /// The measured value and its threshold.
    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.0 {
            finding.note = Some(note.into());
        }
        self
    }

    /// What to do, or the corrected line if there is one.
    pub(super) fn help(self, help: impl Into<String>) {
        if let Some(finding) = self.0 {
            finding.help = Some(help.into());
        }
    }
}
