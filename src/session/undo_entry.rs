//! What was done in a session, step by step, so that each can be taken back.

use super::effect::{Feedback, Undone};
use super::machine::Current;
use crate::deck::ItemId;
use crate::schedule::{EventId, Rating};

/// Something done that can be taken back.
#[derive(Debug)]
pub(super) struct UndoEntry {
    pub(super) what: Undone,
    pub(super) item: ItemId,
    /// The event that a retraction names; none for what the log does not know.
    pub(super) event: Option<EventId>,
    /// The verdict to return to, for what was done there.
    pub(super) verdict: Option<Box<Judgement>>,
    /// For an answer, what the end of the session counts; for another rating of it, what it counts as instead.
    pub(super) tally: Option<AnswerTally>,
}

/// A verdict and the question it was given on, as the learner saw them: what the log knows of the item has changed
/// since, and with it the order of its choices and what each rating would mean.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) feedback: Box<Feedback>,
    pub(super) current: Current,
}

/// An answer as the end of the session counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AnswerTally {
    pub(super) ms: u32,
    pub(super) rating: Rating,
}

/// What [`Session::recorded`](super::Session::recorded) still has to do once the drafts are on disk.
#[derive(Debug)]
pub(super) enum AfterWrite {
    /// Remember this step with the id of the event written last.
    Remember(Box<UndoEntry>),
    /// Ask that item, or show its verdict again.
    Return(ItemId, Option<Box<Judgement>>),
    /// Ask the next item.
    Advance,
}
