//! What is wrong with a deck, and where.

use std::path::PathBuf;

use super::Place;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// What it names can't be asked as it is written.
    Error,
    /// It can be asked, but an author would want to know.
    Warning,
}

/// One thing that is wrong or weak in a file, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was found; made safe only when shown.
    pub path: PathBuf,
    /// Where in the file.
    pub place: Place,
    /// How grave it is.
    pub level: Level,
    /// The rule that found it, a word or two: `unknown-field`.
    pub rule: &'static str,
    /// What is wrong; lower case, no full stop, names in backticks.
    pub what: String,
    /// The line it stands on, made safe, for the reader of the message.
    pub line_text: String,
    /// What stands under the caret, if a value is measured against a threshold.
    pub note: Option<String>,
    /// What to do next; the mended line where one can be given.
    pub help: Option<String>,
}
