//! What a session asks of whoever sits before it.

use super::{Effect, Input, Outlook, Session, Summary};

/// Work that nobody should wait for: it is done while the learner reads.
pub type Meanwhile<'a> = &'a mut dyn FnMut() -> anyhow::Result<()>;

/// A face: shows where a session stands and brings back what the learner does.
///
/// Implemented by the interactive face, the plain face, and the script that tests read from. A session is one
/// [`Ui::welcome`] at most, any lines of [`Ui::say`], then [`Ui::ask`] and [`Ui::show`]
/// in turn until the session is over, then [`Ui::end`].
pub trait Ui {
    /// Greets a learner who has answered nothing yet. Waits for nothing.
    ///
    /// # Errors
    /// When the terminal fails.
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()>;

    /// Shows where the session stands and waits for the learner. Says by itself when a question begins a deck. What
    /// is to be done meanwhile is done after it is shown, once or each time it waits.
    ///
    /// Returns what he did and how long it took, in milliseconds of the monotonic clock, since the question
    /// was first shown.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the session. The end of the input is no error but [`Input::Quit`].
    /// And what `meanwhile` fails with.
    fn ask(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<(Input, u32)>;

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

    /// Shows what the item's past is: a page of its own where there are pages, else its lines.
    ///
    /// # Errors
    /// When the terminal fails.
    fn past(&mut self, past: &ItemHistory) -> anyhow::Result<()> {
        past.lines().try_for_each(|line| self.say(line))
    }

    /// Offers something that a yes or no decides. A face without a person before it declines.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the session.
    fn offer(&mut self, _question: &str) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// The last question has been left at once: asks whether that is taken back, as it could be anywhere else. A face
    /// without a person before it does not ask.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the session.
    fn regrets(&mut self) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Gives the terminal away for a while: to an editor, to a dialog.
    ///
    /// # Errors
    /// What `work` fails with, or the terminal.
    fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        work()
    }

    /// Shows the end of the session and gives the terminal back. Asks whether the missed shall be due today, where
    /// [`Ending::make_due`] says that there are any: `true` if the learner wants it.
    ///
    /// # Errors
    /// When the terminal fails. When Ctrl-C ended the session, the error that says so comes from here, after
    /// everything is shown and nothing is left to do; then nothing is asked.
    fn end(&mut self, session: &Session, ending: &Ending) -> anyhow::Result<bool>;
}

/// How an item was answered so far, in lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemHistory {
    /// Which item, and how much of its past this is.
    pub heading: String,
    /// Its reviews, the oldest first.
    pub reviews: Vec<String>,
    /// Why wrong choices are wrong.
    pub reasons: Vec<String>,
}

impl ItemHistory {
    /// All of it, from top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.heading).chain(&self.reviews).chain(&self.reasons).map(String::as_str)
    }
}

/// What one who comes for the first time should know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Welcome {
    /// How many items the decks found have.
    pub questions: usize,
    /// What they are about, if one word covers them: `open-source AI`.
    pub topic: Option<String>,
    /// How many new ones a day has.
    pub new_per_day: u32,
    /// Where the answers go, as a person reads it: `~/.local/share/oss-quiz/progress.db`; `None` where they are
    /// not kept.
    pub kept_in: Option<String>,
    /// The deck that comes first.
    pub first_deck: Option<String>,
}

/// The end of a session, and what waits after it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ending {
    /// The sum of the session.
    pub summary: Summary,
    /// What is left today and what comes next, in all decks; `None` if no deck is found without WHAT.
    pub outlook: Option<Outlook>,
    /// Whether the session was about some decks or cards only, so that its own numbers are others.
    pub of_some: bool,
    /// Whether the day after the study day is tomorrow; not after midnight, when that is already today by the clock.
    pub tomorrow_is_next: bool,
    /// Days of study in a row.
    pub streak: u32,
    /// How long was studied today, this session included, in milliseconds.
    pub ms_today: u64,
    /// How many more items are known than before, as the memory model expects.
    pub more_known: f64,
    /// So many of the missed can be made due today; with none nothing is asked.
    pub make_due: usize,
}
