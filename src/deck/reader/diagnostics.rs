//! Collects the diagnostics of one file while it is read.

use std::path::PathBuf;

use super::file_kind::FileKind;
use super::quote;
use super::yaml::Node;
use crate::deck::allow::Allowed;
use crate::deck::diagnostic::{Diagnostic, excerpt};
use crate::deck::{Place, RuleId};

/// How many errors of one file are told one by one. Nobody mends more at once, and each takes time and memory.
pub(crate) const MAX_TOLD: usize = 1_000;

/// The diagnostics of one file, and its text to take lines from.
pub(crate) struct Diagnostics<'s> {
    pub(crate) source: &'s str,
    path: PathBuf,
    pub(crate) of: FileKind,
    found: Vec<Diagnostic>,
    counts: Counts,
    /// The first error that is only counted.
    first_untold: Option<Diagnostic>,
    /// How many of them are errors because of which something is left out.
    pub(crate) faults: usize,
    /// What comments in the file allow.
    pub(in crate::deck) allowed: Allowed,
}

/// How many diagnostics there were at some time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    found: usize,
    /// Those among them that no comment allows.
    told: usize,
    /// The errors after the last that is told.
    untold: usize,
}

/// A position in the file: its place and its byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Position {
    pub(crate) place: Place,
    pub(crate) byte: usize,
}

impl From<&Node<'_>> for Position {
    fn from(node: &Node<'_>) -> Self {
        Self { place: node.place, byte: node.start as usize }
    }
}

impl Position {
    /// The position of byte `to`, which is earlier on the same line or anywhere later.
    pub(crate) fn moved(self, source: &str, to: usize) -> Self {
        let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let Place { line, column } = self.place;
        let place = if to < self.byte {
            let between = source.get(to..self.byte).map_or(0, chars);
            Place { line, column: column.saturating_sub(between) }
        } else {
            // A text may continue over several lines.
            let between = source.get(self.byte..to).unwrap_or_default();
            let lines = u32::try_from(between.matches('\n').count()).unwrap_or(u32::MAX);
            match between.rsplit_once('\n') {
                Some((_, last)) => Place { line: line.saturating_add(lines), column: chars(last) + 1 },
                None => Place { line, column: column.saturating_add(chars(between)) },
            }
        };
        Self { place, byte: to }
    }
}

impl<'s> Diagnostics<'s> {
    pub(crate) fn new(source: &'s str, path: PathBuf, of: FileKind) -> Self {
        Self {
            source,
            path,
            of,
            found: Vec::new(),
            counts: Counts::default(),
            first_untold: None,
            faults: 0,
            allowed: Allowed::default(),
        }
    }

    /// Reports an error because of which the thing around it is left out.
    pub(crate) fn fault(
        &mut self,
        at: impl Into<Position>,
        rule: RuleId,
        what: String,
        help: impl Into<Option<String>>,
    ) {
        self.add(self.error(at, rule, what, help), false);
    }

    /// Reports an error because of which nothing is left out.
    pub(crate) fn flaw(
        &mut self,
        at: impl Into<Position>,
        rule: RuleId,
        what: String,
        help: impl Into<Option<String>>,
    ) {
        self.add(self.error(at, rule, what, help), true);
    }

    /// Reports an error that can be intended: if a comment allows it, nothing is left out.
    pub(crate) fn doubt(
        &mut self,
        at: impl Into<Position>,
        rule: RuleId,
        what: String,
        help: impl Into<Option<String>>,
    ) {
        let error = self.error(at, rule, what, help);
        let is_meant = self.allowed.has(rule, error.place);
        self.add(error, is_meant);
    }

    /// An error that is still to be reported.
    pub(crate) fn error(
        &self,
        at: impl Into<Position>,
        rule: RuleId,
        what: String,
        help: impl Into<Option<String>>,
    ) -> Diagnostic {
        let Position { place, byte } = at.into();
        // Its line is seen by nobody if it is not told.
        let (line_text, caret) = if self.only_counts() { (String::new(), 0) } else { excerpt(self.source, byte) };
        Diagnostic { place, line_text, caret, ..Diagnostic::of_file(self.path.clone(), rule, what, help.into()) }
    }

    /// Reports an error; the thing around it is left out unless it can be asked anyway.
    pub(crate) fn add(&mut self, error: Diagnostic, asked_anyway: bool) {
        self.faults += usize::from(!asked_anyway);
        let is_meant = self.allowed.has(error.rule, error.place);
        if is_meant || self.counts.told < MAX_TOLD {
            self.counts.told += usize::from(!is_meant);
            self.found.push(Diagnostic { asked_anyway, ..error });
        } else {
            self.counts.untold += 1;
            self.first_untold.get_or_insert(error);
        }
    }

    /// Whether errors are only counted by now, so that there is no need to look for words and help.
    pub(crate) const fn only_counts(&self) -> bool {
        self.counts.untold > 0
    }

    /// How many were reported so far.
    pub(crate) const fn counts(&self) -> Counts {
        Counts { found: self.found.len(), ..self.counts }
    }

    /// Forgets those that were reported since.
    pub(crate) fn forget_since(&mut self, then: Counts) {
        self.found.truncate(then.found);
        self.counts = then;
        self.first_untold.take_if(|_| then.untold == 0);
    }

    /// Says of those reported since that nothing is left out because of them.
    pub(crate) fn ask_anyway_since(&mut self, then: Counts) {
        for diagnostic in &mut self.found[then.found..] {
            diagnostic.asked_anyway = true;
        }
    }

    /// All diagnostics in file order, and how many more errors are only counted.
    pub(crate) fn finished(self) -> (Vec<Diagnostic>, usize) {
        let Self { found: mut diagnostics, counts: Counts { untold, .. }, first_untold, .. } = self;
        diagnostics.extend(first_untold.map(|first| Diagnostic {
            rule: RuleId::TooManyErrors,
            asked_anyway: true,
            what: match untold {
                1 => "1 more error is not told".to_owned(),
                _ => format!("{untold} more errors are not told"),
            },
            help: Some("mend those that are told, and check again".to_owned()),
            ..first
        }));
        diagnostics.sort_by_key(|diagnostic| diagnostic.place);
        (diagnostics, untold)
    }

    /// The line of `byte`, corrected by quoting the rest of it; `None` where that wouldn't help.
    pub(crate) fn mended(&self, byte: usize) -> Option<String> {
        quote::mended_line(self.source, byte)
    }
}
