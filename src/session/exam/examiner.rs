//! What an exam asks of whoever sits before it.

use super::super::requeue::Misses;
use super::super::ui::Meanwhile;
use super::{Exam, ExamInput, ExamResult};

/// A face for an exam. An exam is one [`ExamUi::begin`], then [`ExamUi::ask`] until it is over, then
/// [`ExamUi::result`], [`ExamUi::reconsider`] until the learner has nothing more to say, and [`ExamUi::end`].
pub trait ExamUi {
    /// Says how many questions there are and what was left out.
    ///
    /// # Errors
    /// When the terminal fails.
    fn begin(&mut self, exam: &Exam) -> anyhow::Result<()>;

    /// Shows a question, or the page before handing in, and waits for the learner. Says nothing about an answer but
    /// that it was taken. What is to be done meanwhile is done after it is shown, once or each time it waits.
    ///
    /// Returns what he did and how long it took, in milliseconds of the monotonic clock, since the question was
    /// shown.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the exam. And what `meanwhile` fails with.
    fn ask(&mut self, exam: &Exam, meanwhile: Meanwhile<'_>) -> anyhow::Result<(ExamInput, u32)>;

    /// Shows how it went, or that it was broken off.
    ///
    /// # Errors
    /// When the terminal fails.
    fn result(&mut self, exam: &Exam, ending: &ExamEnding) -> anyhow::Result<()>;

    /// Asks which of the typed answers that were counted as wrong were right: one input at a time, each to be written
    /// before it is asked for the next, until there is none. A face without a person before it asks nothing, unless it
    /// was told to.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the exam.
    fn reconsider(&mut self, exam: &Exam) -> anyhow::Result<Option<ExamInput>>;

    /// Shows the score that was made anew.
    ///
    /// # Errors
    /// When the terminal fails.
    fn rescored(&mut self, ending: &ExamEnding) -> anyhow::Result<()>;

    /// Shows a line about the exam as a whole.
    ///
    /// # Errors
    /// When the terminal fails.
    fn say(&mut self, line: &str) -> anyhow::Result<()>;

    /// Offers something that a yes or no decides. A face without a person before it declines.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the exam.
    fn offer(&mut self, question: &str) -> anyhow::Result<bool>;

    /// Asks whether the missed that are not due yet shall be due today; where there are none, says what becomes of the
    /// missed. `None` where nothing is to be said. Gives the terminal back.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ended the exam.
    fn end(&mut self, misses: Option<Misses>) -> anyhow::Result<bool>;
}

/// How an exam ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamEnding {
    /// How it went; `None` for one that was broken off.
    pub result: Option<ExamResult>,
    /// So many right were not unlikely, by the memory model: nine times of ten it is between these two.
    pub likely: (usize, usize),
}
