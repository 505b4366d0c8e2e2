//! A mock test: a fixed set of questions, no feedback until the end, and then the score.
//!
//! Pure, like [`Session`](super::Session): [`Exam`] takes an [`ExamInput`] and a moment and returns what to write
//! down. Its reviews have [`Purpose::Exam`](crate::schedule::Purpose::Exam), which changes no schedule.

mod draw;
mod examiner;
mod machine;
mod record;
mod result;
#[cfg(test)]
mod tests;
mod word;

pub use draw::{ExamDraw, draw};
pub use examiner::{ExamEnding, ExamUi};
pub use machine::{Exam, ExamAnswer, ExamInput, ExamPlan, ExamStage};
pub use record::{PastExam, PastResult, past_exams};
pub use result::{ExamGroup, ExamMiss, ExamResult};
pub use word::TypedMiss;
