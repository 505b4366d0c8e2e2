//! The decks and the log together: what is due, what comes next, what the learner knows, one turn of a session.

mod candidates;
#[cfg(test)]
mod candidates_laws;
mod context;
mod item_events;
mod left_exam;
mod log;
pub(crate) mod outlook;
#[cfg(test)]
mod outlook_laws;
mod progress;
mod turn;

pub(crate) use candidates::carried_on;
pub(crate) use context::StudyContext;
pub(crate) use item_events::item_events;
pub(crate) use left_exam::{LeftExam, LostItem, exam_answers};
pub(crate) use progress::LearnerProgress;
pub(crate) use turn::{TurnError, turn};
