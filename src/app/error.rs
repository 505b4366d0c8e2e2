//! How a command ends: successfully, with the answer "no", or with an error and its exit code.

use std::fmt;

use serde::Serialize;

use crate::app::json::to_json;
use crate::store::StoreError;

/// How a command ended without an error to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit 0.
    Done,
    /// The answer is no (nothing is due, a check found errors): exit 1.
    No,
    /// Errors were already reported; exits with the code of this kind.
    Failed(ExitKind),
    /// Ended by a signal, with nothing lost: exit 128 plus the signal's number.
    Interrupted(u8),
}

impl Outcome {
    #[must_use]
    pub const fn found_if(found: bool) -> Self {
        if found { Self::Done } else { Self::No }
    }

    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Failed(fault) => fault.code(),
            Self::Interrupted(signal) => 128 + signal,
        }
    }
}

/// The kind of an error, which decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitKind {
    /// Wrong use: exit 2.
    Usage,
    /// No deck could be read, or the config is bad: exit 3.
    Decks,
    /// The store: exit 4.
    Store,
    /// Anything else: exit 5.
    Other,
}

impl ExitKind {
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Decks => 3,
            Self::Store => 4,
            Self::Other => 5,
        }
    }
}

/// An error for the user: what is wrong, and what to do next.
#[derive(Debug)]
pub struct CliError {
    pub fault: ExitKind,
    /// What is wrong; lower case, no full stop.
    pub what: String,
    /// What to do next.
    pub help: Option<String>,
}

impl CliError {
    pub fn new(fault: ExitKind, what: impl Into<String>) -> Self {
        Self { fault, what: what.into(), help: None }
    }

    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(ExitKind::Usage, what)
    }

    /// Adds what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for CliError {}

/// An error with its causes, without repetitions.
fn chain(err: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in err.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.ends_with(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

/// An error as shown, and its exit code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorReport {
    pub exit: u8,
    /// What is wrong, with its causes.
    pub what: String,
    /// What to do next.
    pub help: Option<String>,
}

impl ErrorReport {
    #[must_use]
    pub fn of(err: &anyhow::Error) -> Self {
        let what = crate::deck::text::safe(&chain(err)).into_owned();
        if let Some(failure) = err.downcast_ref::<CliError>() {
            let help = failure.help.as_deref().map(|help| crate::deck::text::safe(help).into_owned());
            return Self { exit: failure.fault.code(), what, help };
        }
        match err.chain().find_map(|cause| cause.downcast_ref::<StoreError>()) {
            Some(store) => Self { exit: ExitKind::Store.code(), what, help: Some(store.help().to_owned()) },
            None => Self { exit: ExitKind::Other.code(), what, help: None },
        }
    }

    /// For a person.
    #[must_use]
    pub fn text(&self) -> String {
        let help = self.help.as_ref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
        format!("error: {}{help}", self.what)
    }

    /// For another program.
    #[must_use]
    pub fn json(&self) -> String {
        to_json(&ErrorJson { schema: 1, error: self }).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct ErrorJson<'r> {
    schema: u8,
    error: &'r ErrorReport,
}
