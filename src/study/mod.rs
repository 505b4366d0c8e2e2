//! The decks and the log together: what is due, what comes next, what the learner knows, one turn of a session.

mod candidates;
#[cfg(test)]
mod candidates_laws;
mod context;
mod item_events;
mod log;
pub(crate) mod outlook;
#[cfg(test)]
mod outlook_laws;
mod progress;
mod turn;
mod unfinished_exam;

pub(crate) use candidates::carry_from_store;
pub(crate) use context::StudyContext;
pub(crate) use item_events::item_events;
pub(crate) use progress::LearnerProgress;
pub(crate) use turn::{TurnError, turn};
pub(crate) use unfinished_exam::{LostItem, UnfinishedExam, exam_answers};
