//! A mock test: a fixed set of questions, no word about them until the end, and then the score.
//!
//! Pure, as the [`Session`](super::Session) is: [`Exam`] takes an [`ExamInput`] and a moment and says what to write
//! down. Its reviews are of [`Purpose::Exam`](crate::schedule::Purpose::Exam), which changes no schedule.

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
