//! Chooses the interface and its theme from plain facts.

use std::ffi::OsStr;

use super::fitted::Wide;
use super::theme::Theme;

/// What decides between the interactive and the plain interface.
#[derive(Debug, Clone, Copy, Default)]
pub struct UiFacts<'a> {
    /// The flag `--plain`.
    pub flag: bool,
    pub config: bool,
    pub accessible: Option<&'a str>,
    pub term: Option<&'a str>,
    /// Whether both standard input and standard output are a terminal.
    pub terminal: bool,
}

impl UiFacts<'_> {
    /// Whether the plain interface is wanted, or is the only possible one.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let accessible = self.accessible.is_some_and(|value| !matches!(value, "" | "0" | "false"));
        // Windows sets no TERM, but its console can move the cursor.
        let dumb = self.term.map_or(cfg!(unix), |term| term.is_empty() || term == "dumb");
        self.flag || self.config || accessible || dumb || !self.terminal
    }

    /// What happens to lines wider than the terminal.
    #[must_use]
    pub fn wide(self) -> Wide {
        if (Self { terminal: true, ..self }).is_plain() { Wide::Whole } else { Wide::Broken }
    }
}

/// What decides whether there is colour.
#[derive(Debug, Clone, Copy, Default)]
pub struct ColorFacts<'a> {
    /// `--color`, or `color` in the config; `None` for `auto`.
    pub told: Option<bool>,
    /// `NO_COLOR`; counts unless it is empty.
    pub no_color: Option<&'a OsStr>,
    pub force: Option<&'a str>,
    pub term: Option<&'a str>,
    pub terminal: bool,
}

impl ColorFacts<'_> {
    /// Whether to use colour: the setting first, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether there is a
    /// terminal.
    #[must_use]
    pub fn color(&self) -> bool {
        if let Some(told) = self.told {
            return told;
        }
        if self.no_color.is_some_and(|value| !value.is_empty()) {
            return false;
        }
        if self.force.is_some_and(|value| !matches!(value, "" | "0")) {
            return true;
        }
        self.terminal && self.term != Some("dumb")
    }

    /// The resulting theme; `unicode` allows glyphs beyond ASCII.
    #[must_use]
    pub fn look(&self, unicode: bool) -> Theme {
        Theme { color: self.color(), unicode }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_face_is_for_those_who_want_it_and_where_no_other_can_be() {
        let usual = UiFacts { term: Some("xterm"), terminal: true, ..UiFacts::default() };
        for (name, facts, plain) in [
            ("a terminal", usual, false),
            ("--plain", UiFacts { flag: true, ..usual }, true),
            ("config", UiFacts { config: true, ..usual }, true),
            ("ACCESSIBLE=1", UiFacts { accessible: Some("1"), ..usual }, true),
            ("ACCESSIBLE=yes", UiFacts { accessible: Some("yes"), ..usual }, true),
            ("ACCESSIBLE=0", UiFacts { accessible: Some("0"), ..usual }, false),
            ("ACCESSIBLE=false", UiFacts { accessible: Some("false"), ..usual }, false),
            ("a dumb terminal", UiFacts { term: Some("dumb"), ..usual }, true),
            ("a pipe", UiFacts { terminal: false, ..usual }, true),
        ] {
            assert_eq!(facts.is_plain(), plain, "{name}");
            // Without a terminal, lines always stay whole.
            assert_eq!(facts.wide() == Wide::Whole, plain && name != "a pipe", "{name}");
        }
    }

    #[test]
    fn colour_is_decided_by_the_first_that_has_a_say() {
        let usual = ColorFacts { term: Some("xterm"), terminal: true, ..ColorFacts::default() };
        let (set, empty) = (Some(OsStr::new("1")), Some(OsStr::new("")));
        for (name, facts, color) in [
            ("a terminal", usual, true),
            ("a pipe", ColorFacts { terminal: false, ..usual }, false),
            ("NO_COLOR", ColorFacts { no_color: set, ..usual }, false),
            ("NO_COLOR empty", ColorFacts { no_color: empty, ..usual }, true),
            ("NO_COLOR and force", ColorFacts { no_color: set, force: Some("1"), ..usual }, false),
            ("force in a pipe", ColorFacts { force: Some("1"), terminal: false, ..usual }, true),
            ("force is 0", ColorFacts { force: Some("0"), terminal: false, ..usual }, false),
            ("always beats NO_COLOR", ColorFacts { told: Some(true), no_color: set, ..usual }, true),
            ("never beats force", ColorFacts { told: Some(false), force: Some("1"), ..usual }, false),
            ("dumb", ColorFacts { term: Some("dumb"), ..usual }, false),
        ] {
            assert_eq!(facts.color(), color, "{name}");
        }
    }
}
