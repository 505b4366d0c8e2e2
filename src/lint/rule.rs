//! What a rule is. The table of all rules is in [`super::rules`].

/// How grave a finding of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The card can't be asked as it is written: an error.
    Error,
    /// A warning; the card teaches something wrong or gives itself away.
    Grave,
    /// A warning; the card could be better.
    Slight,
}

impl Severity {
    /// The word for it, on screen and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Grave => "grave",
            Self::Slight => "slight",
        }
    }
}

/// What a rule can't do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// It looks at any deck.
    Nothing,
    /// It knows words, so the deck's language must be one whose words the program knows.
    Words,
    /// The deck must cite a source.
    Source,
    /// Both.
    WordsAndSource,
}

impl Needs {
    /// Whether words of the deck's language are needed.
    #[must_use]
    pub const fn words(self) -> bool {
        matches!(self, Self::Words | Self::WordsAndSource)
    }

    /// Whether a source is needed.
    #[must_use]
    pub const fn source(self) -> bool {
        matches!(self, Self::Source | Self::WordsAndSource)
    }
}

/// A rule of the checker: the one place where its threshold and its reasons stand.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in findings, JSON, `allow` and `--explain`.
    pub id: &'static str,
    /// How grave a finding is.
    pub gravity: Severity,
    /// What it can't do without.
    pub needs: Needs,
    /// The numbers that the threshold speaks of, in order.
    pub limits: &'static [usize],
    /// The threshold in words, `{0}` standing for the first limit; empty where there is none.
    pub threshold: &'static str,
    /// What it finds.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// An example of it.
    pub weak: &'static str,
    /// The same mended.
    pub better: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

impl Rule {
    /// One of its limits.
    #[must_use]
    pub fn limit(&self, at: usize) -> usize {
        self.limits.get(at).copied().unwrap_or_default()
    }

    /// The threshold with its numbers.
    #[must_use]
    pub fn threshold(&self) -> String {
        let mut text = self.threshold.to_owned();
        for (at, limit) in self.limits.iter().enumerate() {
            text = text.replace(&format!("{{{at}}}"), &limit.to_string());
        }
        text
    }
}
