//! What an exam asks of whoever sits before it.

use super::super::prompter::Meanwhile;
use super::{Exam, ExamInput, ExamResult};

/// A face for an exam. An exam is one [`Examiner::begin`], then [`Examiner::ask`] until it is over, then
/// [`Examiner::end`].
pub trait Examiner {
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

    /// Shows how it went and, where there are any, asks whether the missed shall be due today. Gives the terminal
    /// back.
    ///
    /// # Errors
    /// When the terminal fails, or a signal ended the exam.
    fn end(&mut self, exam: &Exam, ending: &ExamEnding) -> anyhow::Result<bool>;
}

/// The end of an exam.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamEnding {
    /// How it went; `None` for one that was broken off.
    pub result: Option<ExamResult>,
    /// So many right were not unlikely, by the memory model: nine times of ten it is between these two.
    pub likely: (usize, usize),
    /// So many of the missed can be made due today; with none nothing is asked.
    pub make_due: usize,
}
