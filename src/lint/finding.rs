//! What a lint found, before it is a problem with the line shown.

use super::rule::Rule;
use crate::deck::{Deck, Place};

/// What a lint found.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) rule: &'static Rule,
    pub(super) place: Place,
    pub(super) what: String,
    /// The value measured, beside its threshold.
    pub(super) note: Option<String>,
    pub(super) help: Option<String>,
}

/// What the lints found in one file.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) found: Vec<Finding>,
    /// Rules that know words are off: the deck's language is one without word lists.
    pub(super) no_words: bool,
    /// Rules that need a source are off: the deck cites none that is there.
    pub(super) no_source: bool,
}

impl Findings {
    /// Of a deck, which cites a source that is there or does not.
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

/// A finding that was just added, to be told more of.
#[derive(Debug)]
pub(super) struct FindingBuilder<'f>(Option<&'f mut Finding>);

impl FindingBuilder<'_> {
    /// The value measured, beside its threshold.
    pub(super) fn note(self, note: impl Into<String>) -> Self {
        let Self(finding) = self;
        let note = note.into();
        Self(finding.map(|finding| {
            let noted: &mut Finding = finding;
            noted.note = Some(note);
            noted
        }))
    }

    /// What to do; the mended line where there is one.
    pub(super) fn help(self, help: impl Into<String>) {
        if let Some(finding) = self.0 {
            finding.help = Some(help.into());
        }
    }
}
