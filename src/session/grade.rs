//! What an answer was found to be.

use super::{Answer, GradeDetail, GradingContext, Question};
use crate::schedule::Verdict;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    pub verdict: Verdict,
    /// "I don't know".
    pub dont_know: bool,
    /// Wrong, but not in all parts.
    pub partly: bool,
    /// The answer compared with what is right.
    pub detail: GradeDetail,
    /// The answer as the log keeps it: several texts one per line; `None` for "I don't know".
    pub logged: Option<String>,
}

impl Grade {
    pub(super) fn of(right: bool, partly: bool, detail: GradeDetail, logged: String) -> Self {
        let verdict = if right { Verdict::Right } else { Verdict::Wrong };
        Self { verdict, dont_know: false, partly: partly && !right, detail, logged: Some(logged) }
    }

    pub(super) const fn dont_know(detail: GradeDetail) -> Self {
        Self { verdict: Verdict::Wrong, dont_know: true, partly: false, detail, logged: None }
    }
}

/// The answer has another form than its question expects: an error of the caller, not of the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongForm;

/// Grades an answer. An empty one is "I don't know".
///
/// # Errors
/// When the question expects another form of answer.
pub fn grade_answer(question: &Question, answer: &Answer, context: GradingContext<'_>) -> Result<Grade, WrongForm> {
    if *answer == Answer::DontKnow {
        return Ok(Grade::dont_know(question.form().unanswered(question)));
    }
    question.form().grade(question, answer, context)
}
