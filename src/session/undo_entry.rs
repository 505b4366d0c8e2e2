//! What was done in a session, step by step, for undoing it.

use super::ExamAnswer;
use super::effect::{Feedback, Undone};
use super::machine::Current;
use crate::deck::ItemId;
use crate::schedule::{EventId, Rating};

/// Something that can be undone.
#[derive(Debug)]
pub(super) struct UndoEntry {
    pub(super) what: Undone,
    pub(super) item: ItemId,
    /// The event to retract; `None` for what the log does not know.
    pub(super) event: Option<EventId>,
    /// The verdict to return to, if it was done there.
    pub(super) verdict: Option<Box<Judgement>>,
    /// For an answer, what the summary counts; for a changed rating, what it counts as instead.
    pub(super) tally: Option<AnswerTally>,
}

/// A verdict and its question, as the learner saw them: since then the item's state has changed, and with it the
/// order of choices and the result of each rating.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) feedback: Box<Feedback>,
    pub(super) current: Current,
}

/// An answer as the summary counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AnswerTally {
    pub(super) ms: u32,
    pub(super) rating: Rating,
}

/// What [`Session::recorded`](super::Session::recorded) still has to do once the drafts are on disk.
#[derive(Debug)]
pub(super) enum AfterWrite {
    /// Remember this entry with the id of the event written last.
    Remember(Box<UndoEntry>),
    /// Show the verdict.
    Judged(Box<Feedback>),
    /// Forget the entry remembered last: it is undone.
    TakeBack,
    /// The exam is handed in.
    HandedIn,
    /// Ask the next item.
    Advance,
    /// Keep the answer to the current question of an exam, and go on.
    Given(Box<ExamAnswer>),
    /// Mark the answer to the question of an exam with this index right, or no longer so.
    Mark { at: usize, is_right: bool },
}
