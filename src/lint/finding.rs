//! What lints find, before it becomes a diagnostic that shows its line.

use super::rule::Rule;
use crate::deck::{Deck, Place};

#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) rule: &'static Rule,
    pub(super) place: Place,
    pub(super) what: String,
    /// The measured value and its threshold.
    pub(super) note: Option<String>,
    pub(super) help: Option<String>,
}

/// What the lints found in one file.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) found: Vec<Finding>,
    /// Rules that need word lists are off: the language has none. Set per card, too.
    pub(super) no_words: bool,
    /// Rules that need a source are off: the deck cites none that exists.
    pub(super) no_source: bool,
}

impl Findings {
    /// For a deck; `source` tells whether it cites a source that exists.
    pub(super) fn of(deck: &Deck, source: bool) -> Self {
        Self::new(deck.is_english(), source)
    }

    pub(super) const fn new(words: bool, source: bool) -> Self {
        Self { found: Vec::new(), no_words: !words, no_source: !source }
    }

    /// Adds a finding, unless its rule is off for this deck.
    pub(super) fn add(&mut self, rule: &'static Rule, place: Place, what: impl Into<String>) -> FindingBuilder<'_> {
        let off = (self.no_words && rule.needs.words()) || (self.no_source && rule.needs.source());
        if off {
            return FindingBuilder(None);
        }
        self.found.push(Finding { rule, place, what: what.into(), note: None, help: None });
        FindingBuilder(self.found.last_mut())
    }
}

/// Adds details to a finding just added; empty if its rule is off.
#[derive(Debug)]
pub(super) struct FindingBuilder<'f>(Option<&'f mut Finding>);

impl FindingBuilder<'_> {
    /// The measured value and its threshold.
    pub(super) fn note(self, note: impl Into<String>) -> Self {
        let Self(finding) = self;
        let note = note.into();
        Self(finding.map(|finding| {
            let noted: &mut Finding = finding;
            noted.note = Some(note);
            noted
        }))
    }

    /// What to do, or the corrected line if there is one.
    pub(super) fn help(self, help: impl Into<String>) {
        if let Some(finding) = self.0 {
            finding.help = Some(help.into());
        }
    }
}
