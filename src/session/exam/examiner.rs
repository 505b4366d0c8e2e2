//! The interface between an exam and the learner.

use super::super::requeue::Misses;
use super::super::ui::Meanwhile;
use super::{Exam, ExamInput, ExamResult};

/// A UI for an exam: [`ExamUi::begin`] once, then [`ExamUi::ask`] until it is over, then [`ExamUi::result`],
/// [`ExamUi::reconsider`] until it returns `None`, and [`ExamUi::end`].
pub trait ExamUi {
    /// Says how many questions there are and what was left out.
    ///
    /// # Errors
    /// When the terminal fails.
    fn begin(&mut self, exam: &Exam) -> anyhow::Result<()>;

    /// Shows a question, or the page before handing in, and waits for the learner. Gives no feedback on an answer.
    /// `meanwhile` is run after it is shown, once or each time it waits.
    ///
    /// Returns the input and the time since the question was shown, in milliseconds of the monotonic clock.
    ///
    /// # Errors
    /// When the terminal fails, a signal ends the exam, or `meanwhile` fails.
    fn ask(&mut self, exam: &Exam, meanwhile: Meanwhile<'_>) -> anyhow::Result<(ExamInput, u32)>;

    /// Shows the result, or that the exam was left early.
    ///
    /// # Errors
    /// When the terminal fails.
    fn result(&mut self, exam: &Exam, ending: &ExamEnding) -> anyhow::Result<()>;

    /// Asks which of the typed answers found wrong were right. Returns one input at a time, to be written before the
    /// next call, and `None` at the end. A non-interactive UI asks nothing unless told to.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the exam.
    fn reconsider(&mut self, exam: &Exam) -> anyhow::Result<Option<ExamInput>>;

    /// Shows the corrected score.
    ///
    /// # Errors
    /// When the terminal fails.
    fn rescored(&mut self, ending: &ExamEnding) -> anyhow::Result<()>;

    /// Shows a line about the whole exam.
    ///
    /// # Errors
    /// When the terminal fails.
    fn say(&mut self, line: &str) -> anyhow::Result<()>;

    /// Asks a yes-or-no question. A non-interactive UI answers no.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ends the exam.
    fn offer(&mut self, question: &str) -> anyhow::Result<bool>;

    /// Asks whether missed items that are not due yet shall be due today; if there are none, says what happens to the
    /// missed ones. Says nothing if `misses` is `None`. Restores the terminal.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ended the exam.
    fn end(&mut self, misses: Option<Misses>) -> anyhow::Result<bool>;
}

/// How an exam ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamEnding {
    /// `None` if it was left early.
    pub result: Option<ExamResult>,
    /// The range in which the number of right answers lies with 90 % probability, by the memory model.
    pub likely: (usize, usize),
}
