//! The interface between a session and the learner.

use super::{Effect, ExamEnding, Input, MissedCounts, Outlook, Session, Summary};

/// Work that nobody should wait for: it is done while the learner reads.
pub type Meanwhile<'a> = &'a mut dyn FnMut() -> anyhow::Result<()>;

/// Shows the state of a session and returns what the learner does.
///
/// Implemented by the interactive UI, the plain UI, and the scripted one of tests. A session calls [`Ui::welcome`] at
/// most once, [`Ui::say`] any number of times, then [`Ui::ask`] and [`Ui::show`] in turn until it is over, then
/// [`Ui::end`].
pub trait Ui {
    /// Greets a learner who has not answered anything yet. Does not wait.
    ///
    /// # Errors
    /// When the terminal fails.
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()>;

    /// Says how many questions an exam has, and what was left out.
    ///
    /// # Errors
    /// When the terminal fails.
    fn begin_exam(&mut self, _session: &Session) -> anyhow::Result<()> {
        Ok(())
    }

    /// Shows the current stage and waits for the learner. Also says when a question begins a deck. `meanwhile` is run
    /// after it is shown, once or each time it waits.
    ///
    /// Returns the input and the time since the question was first shown, in milliseconds of the monotonic clock.
    ///
    /// # Errors
    /// When the terminal fails, a signal ends the session, or `meanwhile` fails. The end of the input is not an error
    /// but [`Input::Quit`].
    fn ask(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<(Input, u32)>;

    /// Shows the effect of an input, after all of it is on disk.
    ///
    /// # Errors
    /// When the terminal fails.
    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()>;

    /// Says that an input can't be written just now and waits a moment; called until it is written. The screen stays as
    /// it is, with what was typed. Returns `false` if the learner leaves, or nobody has waited for so long.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the session.
    fn hold(&mut self, _session: &Session, _why: &str) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Says why an input could not be written; the next [`Ui::ask`] has the same screen, with what was typed. Returns
    /// `false` if nobody is there to try again.
    ///
    /// # Errors
    /// When the terminal fails.
    fn refuse(&mut self, _why: &str) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Shows a line about the whole session: which decks, what was noticed.
    ///
    /// # Errors
    /// When the terminal fails.
    fn say(&mut self, line: &str) -> anyhow::Result<()>;

    /// Shows an item's history: on a page of its own, or as lines.
    ///
    /// # Errors
    /// When the terminal fails.
    fn past(&mut self, past: &ItemHistory) -> anyhow::Result<()> {
        past.lines().try_for_each(|line| self.say(line))
    }

    /// Asks a yes-or-no question. A non-interactive UI answers no.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the session.
    fn offer(&mut self, _question: &str) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Whether Ctrl-C has ended the session.
    fn is_interrupted(&self) -> bool {
        false
    }

    /// Asks whether to undo the last input, which left the last question and so can't be undone later. A
    /// non-interactive UI does not ask.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the session.
    fn offer_undo(&mut self) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Shows the result of an exam, the corrected score, or that it was left early.
    ///
    /// # Errors
    /// When the terminal fails.
    fn result(&mut self, _session: &Session, _ending: &ExamEnding) -> anyhow::Result<()> {
        Ok(())
    }

    /// Asks which of the typed answers found wrong were right. Returns one input at a time, to be written before the
    /// next call, and `None` at the end. A non-interactive UI asks nothing unless told to.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the exam.
    fn reconsider(&mut self, _session: &Session) -> anyhow::Result<Option<Input>> {
        Ok(None)
    }

    /// Asks whether items missed in an exam that are not due yet shall be due today; if there are none, says what
    /// happens to the missed ones. Says nothing if `misses` is `None`. Restores the terminal.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ended the exam.
    fn end_exam(&mut self, _misses: Option<MissedCounts>) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Lends the terminal to an editor or a dialog.
    ///
    /// # Errors
    /// When `work` or the terminal fails.
    fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        work()
    }

    /// Shows the end of the session and restores the terminal. Asks whether missed items shall be due today if
    /// [`Ending::make_due`] says there are any; returns `true` if so.
    ///
    /// # Errors
    /// When the terminal fails. If Ctrl-C ended the session, returns that error after everything is shown, without
    /// asking.
    fn end(&mut self, session: &Session, ending: &Ending) -> anyhow::Result<bool>;
}

/// The history of an item, as lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemHistory {
    /// Which item, and how much of its history this is.
    pub heading: String,
    /// Its reviews, oldest first.
    pub reviews: Vec<String>,
    /// Why wrong choices are wrong.
    pub reasons: Vec<String>,
}

impl ItemHistory {
    /// All lines, from top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.heading).chain(&self.reviews).chain(&self.reasons).map(String::as_str)
    }
}

/// What a first-time learner should know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Welcome {
    /// How many items the decks found have.
    pub questions: usize,
    /// The topic, if one covers all decks: `open-source AI`.
    pub topic: Option<String>,
    /// New items per day.
    pub new_per_day: u32,
    /// Where answers are kept, as shown to people: `~/.local/share/oss-quiz/progress.db`; `None` if they are not
    /// kept.
    pub kept_in: Option<String>,
    /// The deck that comes first.
    pub first_deck: Option<String>,
}

/// The end of a session, and what comes after it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ending {
    pub summary: Summary,
    /// What is left today and what comes next, in all decks; `None` if no deck is found without WHAT, and
    /// if the log is in memory.
    pub outlook: Option<Outlook>,
    /// Whether the session was about some decks or cards only, so that its numbers differ.
    pub of_some: bool,
    /// Whether the day after the study day is tomorrow by the clock; not after midnight, when that day is today.
    pub tomorrow_is_next: bool,
    /// Days of study in a row.
    pub streak: u32,
    /// How long was studied today including this session, in milliseconds.
    pub ms_today: u64,
    /// How many more items are known than before, as the memory model expects.
    pub more_known: f64,
    /// How many missed items can be made due today; nothing is asked if 0.
    pub make_due: usize,
}
