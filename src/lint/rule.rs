//! A rule of `check`. The table of all rules is in [`super::rules`].

use crate::deck::RuleId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// An error: the card can't be asked as it is written.
    Error,
    /// A warning: the card teaches something wrong or gives its answer away.
    Grave,
    /// A warning: the card could be better.
    Slight,
}

impl Severity {
    /// Its name on screen and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Grave => "grave",
            Self::Slight => "slight",
        }
    }
}

/// What a rule needs of a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it checks any deck.
    Nothing,
    /// Word lists, so the deck must be in a language that has them: English.
    Words,
    /// A source that the deck cites.
    Source,
    /// Both.
    WordsAndSource,
}

impl Needs {
    /// Whether the rule needs word lists for the deck's language.
    #[must_use]
    pub const fn words(self) -> bool {
        matches!(self, Self::Words | Self::WordsAndSource)
    }

    /// Whether the rule needs a source.
    #[must_use]
    pub const fn source(self) -> bool {
        matches!(self, Self::Source | Self::WordsAndSource)
    }
}

/// A rule of `check`: the only place that states its threshold and reasons.
#[derive(Debug)]
pub struct Rule {
    pub id: RuleId,
    pub severity: Severity,
    pub needs: Needs,
    /// The numbers in the threshold, in order.
    pub limits: &'static [usize],
    /// The threshold in words, with `{0}` for the first limit; empty if the rule has none.
    pub threshold: &'static str,
    /// What it finds.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// An example of what it finds.
    pub weak: &'static str,
    /// The same example, fixed.
    pub better: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

impl Rule {
    /// The limit at an index; 0 if there is none.
    #[must_use]
    pub fn limit(&self, at: usize) -> usize {
        self.limits.get(at).copied().unwrap_or_default()
    }

    /// The threshold with its numbers filled in.
    #[must_use]
    pub fn threshold(&self) -> String {
        let mut text = self.threshold.to_owned();
        for (at, limit) in self.limits.iter().enumerate() {
            text = text.replace(&format!("{{{at}}}"), &limit.to_string());
        }
        text
    }
}
