//! A rule of `check`. Each lint has its own beside its code; those of errors are in [`super::format`].

use super::checks::LINTS;
use super::format::ERRORS;
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
    /// A rule of our own without a threshold that warns of something slight.
    #[must_use]
    pub const fn slight(id: RuleId) -> Self {
        let (limits, source) = (&[] as &[usize], "ours");
        let needs = Needs::Nothing;
        Self {
            id,
            severity: Severity::Slight,
            needs,
            limits,
            threshold: "",
            what: "",
            why: "",
            weak: "",
            better: "",
            source,
        }
    }

    /// The same, of something grave.
    #[must_use]
    pub const fn grave(id: RuleId) -> Self {
        Self { severity: Severity::Grave, ..Self::slight(id) }
    }

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

// Each rule has its entry.
const _: () = {
    assert!(LINTS.len() + ERRORS.len() == RuleId::ALL.len(), "each rule has one entry, in `LINTS` or in `ERRORS`");
    let mut at = 0;
    while at < RuleId::ALL.len() {
        let rule = if at < LINTS.len() { LINTS[at] } else { &ERRORS[at - LINTS.len()] };
        assert!(rule.id as usize == at, "`LINTS` and `ERRORS` have the order of `RuleId`");
        at += 1;
    }
};

/// What a rule looks for and why.
#[must_use]
pub fn rule(id: RuleId) -> &'static Rule {
    let at = id as usize;
    if at < LINTS.len() { LINTS[at] } else { &ERRORS[at - LINTS.len()] }
}

/// All rules: the lints, then the errors.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RuleId::ALL.iter().map(|id| rule(*id))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::deck::Level;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_says_what_it_is() {
        let mut names = HashSet::new();
        for rule in all() {
            let name = rule.id.name();
            assert!(names.insert(name), "{name} stands twice");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
            assert!(!rule.what.is_empty() && !rule.why.is_empty() && !rule.source.is_empty(), "{name}");
            assert!(!rule.threshold().contains(['{', '}']), "{name}: {}", rule.threshold());
            assert_eq!(name.parse(), Ok(rule.id));
        }
    }

    #[test]
    fn a_rule_has_its_own_entry() {
        for id in RuleId::ALL {
            assert_eq!(rule(*id).id, *id);
            assert_eq!(rule(*id).severity == Severity::Error, id.level() == Level::Error, "{id}");
        }
    }

    #[test]
    fn every_limit_of_a_lint_is_in_its_threshold() {
        for rule in all().filter(|rule| rule.severity != Severity::Error) {
            for at in 0..rule.limits.len() {
                assert!(rule.threshold.contains(&format!("{{{at}}}")), "{}: {at}", rule.id);
            }
        }
    }
}
