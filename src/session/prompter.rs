//! What a session asks of whoever sits before it.

use super::{Effect, Input, Session, Summary};

/// A face: shows where a session stands and brings back what the learner does.
///
/// Implemented by the interactive face, the plain face, and the script that tests read from.
pub trait Prompter {
    /// Shows where the session stands and waits for the learner.
    ///
    /// Returns what he did and how long it took, in milliseconds of the monotonic clock, since the question
    /// was first shown.
    ///
    /// # Errors
    /// When the terminal fails. The end of the input is no error but [`Input::Quit`].
    fn ask(&mut self, session: &Session) -> anyhow::Result<(Input, u32)>;

    /// Shows what an input has led to: called after everything of it is on disk.
    ///
    /// # Errors
    /// When the terminal fails.
    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()>;

    /// Shows a line about the session as a whole: which decks, what was noticed.
    ///
    /// # Errors
    /// When the terminal fails.
    fn say(&mut self, line: &str) -> anyhow::Result<()>;

    /// Shows the end of the session and gives the terminal back.
    ///
    /// # Errors
    /// When the terminal fails.
    fn end(&mut self, session: &Session, summary: &Summary) -> anyhow::Result<()>;
}
