//! A mock test: a session that asks a fixed list of questions and gives its feedback at the end, with the score.
//!
//! Its reviews have [`Purpose::Exam`](crate::schedule::Purpose::Exam), which changes no schedule.

mod draw;
mod marks;
mod questions;
mod record;
mod restore;
mod result;
mod taking;
#[cfg(test)]
mod tests;

pub use draw::{ExamDraw, draw};
pub use marks::TypedMiss;
pub use questions::{Exam, ExamAnswer, ExamPlan};
pub use record::{PastExam, PastResult, past_exams};
pub use restore::KeptAnswer;
pub use result::{ExamEnding, ExamGroup, ExamResult, MissedQuestion};
