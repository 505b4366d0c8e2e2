//! Collects the problems of one file while it is read.

use std::path::PathBuf;

use super::allow::Allowed;
use super::file_kind::FileKind;
use super::problem::{Level, Problem, excerpt};
use super::yaml::Node;
use super::{Place, quote};

/// The problems of one file, and the file's text to show their lines from.
pub(super) struct Report<'s> {
    pub(super) source: &'s str,
    path: PathBuf,
    /// Which kind of file it is.
    pub(super) of: FileKind,
    pub(super) problems: Vec<Problem>,
    /// How many of them are errors for which something is left out.
    pub(super) faults: usize,
    /// What comments in the file allow.
    pub(super) allowed: Allowed<'s>,
}

/// A spot in the file: its place and its byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) place: Place,
    pub(super) byte: usize,
}

/// An error before it is known whether something is left out for it.
pub(super) struct Finding {
    pub(super) spot: Spot,
    pub(super) rule: &'static str,
    pub(super) what: String,
    pub(super) help: String,
}

impl From<&Node<'_>> for Spot {
    fn from(node: &Node<'_>) -> Self {
        Self { place: node.place, byte: node.start as usize }
    }
}

impl Spot {
    /// The spot of the byte `to` of `source`: on the same line before this spot, or anywhere behind it.
    pub(super) fn moved(self, source: &str, to: usize) -> Self {
        let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let Place { line, column } = self.place;
        let place = if to < self.byte {
            let between = source.get(to..self.byte).map_or(0, chars);
            Place { line, column: column.saturating_sub(between) }
        } else {
            // A text may go on over several lines.
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

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s str, path: PathBuf, of: FileKind) -> Self {
        Self { source, path, of, problems: Vec::new(), faults: 0, allowed: Allowed::default() }
    }

    /// An error for which the thing it stands in is left out.
    pub(super) fn fault(
        &mut self,
        at: impl Into<Spot>,
        rule: &'static str,
        what: String,
        help: impl Into<Option<String>>,
    ) {
        self.faults += 1;
        self.push(at.into(), rule, what, help.into());
    }

    /// An error that keeps nothing from being asked.
    pub(super) fn flaw(
        &mut self,
        at: impl Into<Spot>,
        rule: &'static str,
        what: String,
        help: impl Into<Option<String>>,
    ) {
        self.push(at.into(), rule, what, help.into());
        if let Some(problem) = self.problems.last_mut() {
            problem.asked_anyway = true;
        }
    }

    /// An error that may be meant: where a comment allows it, nothing is left out.
    pub(super) fn doubt(
        &mut self,
        at: impl Into<Spot>,
        rule: &'static str,
        what: String,
        help: impl Into<Option<String>>,
    ) {
        let at = at.into();
        if self.allowed.has(rule, at.place) {
            self.flaw(at, rule, what, help);
        } else {
            self.fault(at, rule, what, help);
        }
    }

    fn push(&mut self, at: Spot, rule: &'static str, what: String, help: Option<String>) {
        let (line_text, caret) = excerpt(self.source, at.byte);
        self.problems.push(Problem {
            path: self.path.clone(),
            place: at.place,
            level: Level::Error,
            asked_anyway: false,
            rule,
            what,
            line_text,
            caret,
            note: None,
            help,
        });
    }

    /// The line that `byte` stands on, mended by quoting all from there to its end; none where that wouldn't do.
    pub(super) fn mended(&self, byte: usize) -> Option<String> {
        quote::mended_line(self.source, byte)
    }
}
