//! Inputs and outputs of a session.

use std::collections::HashMap;

use super::{Answer, AnswerKind, Filter, GradeDetail, Limits};
use crate::deck::{ItemId, Text};
use crate::schedule::{Day, DesiredRetention, EventDraft, Rating, SchedulingParams, Verdict};

/// The learner's settings and the command line.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub scheduling: SchedulingParams,
    /// Desired retention in single decks, by id.
    pub retention_in_deck: HashMap<String, DesiredRetention>,
    pub limits: Limits,
    pub filter: Filter,
    /// Decides the order of due items; by default the study day does.
    pub seed: Option<u64>,
    /// Ends the session after this many items.
    pub most_items: Option<usize>,
    /// Ends the session after the first answer later than this, in milliseconds from its beginning.
    pub most_ms: Option<i64>,
    /// The log gets nothing of what was typed or picked.
    pub forget_answers: bool,
    /// The log is in memory: nothing of the session is there later.
    pub is_lost: bool,
    pub mode: Mode,
}

/// What a session is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// What is due and new on the study day.
    #[default]
    Today,
    /// Practice on all matching items, due or not; changes no schedule.
    Cram,
    /// Items that would be below the desired retention on that day, weakest first; regular reviews.
    By(Day),
}

impl Settings {
    /// The scheduling parameters of a deck.
    #[must_use]
    pub fn scheduling_in(&self, deck: &str) -> SchedulingParams {
        let desired_retention = self.retention_in_deck.get(deck).copied().unwrap_or(self.scheduling.desired_retention);
        SchedulingParams { desired_retention, ..self.scheduling }
    }
}

/// What the learner does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Answers a question that the program judges.
    Answer(Answer),
    /// Reveals the answer of a self-rated question.
    Reveal,
    /// Rates: after revealing, or to change the suggestion after a verdict.
    Rate(Rating),
    /// Accepts the suggested rating after a verdict.
    GoOn,
    /// "I guessed": counts as Again.
    Guessed,
    /// "I was right", or "I was wrong", against the verdict.
    Overrule,
    /// Asks for a hint, or the next one.
    Hint,
    /// Postpones the item within this session; in an exam, goes on to the next question.
    Skip,
    Undo,
    /// Flags the item, or removes the flag.
    Flag(Option<String>),
    /// Not before tomorrow.
    Bury,
    /// Not until resumed.
    Suspend,
    /// Edits the card; handled by the caller, not by the session.
    Edit,
    /// Shows the item's reviews; handled by the caller too.
    History,
    /// In an exam: to the previous question, or from the page before handing in to the current one.
    Back,
    /// In an exam: to the first question without an answer.
    FirstOpen,
    /// In an exam: to the question with this number, from 1.
    GoTo(usize),
    /// Hands in an exam.
    HandIn,
    /// After an exam: counts the typed answer to the question with this number, from 1, as right.
    MarkRight(usize),
    /// Undoes [`Self::MarkRight`].
    Unmark(usize),
    /// Ends the session; in an exam, leads to the page before handing in first.
    Quit,
}

impl Input {
    /// Whether it leaves a question at once, so that its effect only shows at the next one.
    #[must_use]
    pub const fn leaves_at_once(&self) -> bool {
        matches!(self, Self::Rate(_) | Self::Guessed | Self::Overrule | Self::Skip | Self::Bury | Self::Suspend)
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stage {
    /// Waiting for an answer.
    #[default]
    Question,
    /// The answer is revealed; waiting for the learner's rating.
    Revealed,
    /// A verdict was given and is on disk; the rating can still be changed.
    Verdict(Box<Feedback>),
    /// The page before an exam is handed in.
    HandIn,
    /// Nothing more is asked.
    Over,
}

/// The feedback on an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    pub verdict: Verdict,
    /// "I don't know".
    pub dont_know: bool,
    /// Wrong, but not in all parts.
    pub partly: bool,
    /// The answer compared with what is right.
    pub detail: GradeDetail,
    pub suggested: Rating,
}

/// The progress of a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SessionProgress {
    /// The number of this item, from 1; an item that returns keeps its number.
    pub number: usize,
    /// How many items there are in all.
    pub total: usize,
    /// How many are done: answered in this session, and not to be asked again.
    pub done: usize,
    /// How many were failed and are not done yet, including this one.
    pub failed: usize,
    /// How many failed ones will come back, including this one if it is failed.
    pub again: usize,
}

/// A finished question, for the transcript.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishedQuestion {
    pub item: ItemId,
    pub asks: AnswerKind,
    pub prompt: String,
    pub verdict: Verdict,
    /// The rating it counts as.
    pub rating: Rating,
    /// Study days until it is due, 0 is today; `None` in practice.
    pub interval: Option<u16>,
    pub right: Vec<Text>,
    /// What was typed, if it was not exactly right.
    pub typed: Option<String>,
}

/// What was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// An answer; its question is asked again.
    Answer,
    /// A rating other than the suggested one.
    Rating,
    /// "I was right", or "I was wrong".
    Overrule,
    /// "I guessed".
    Guess,
    /// Revealing the answer.
    Reveal,
    Skip,
    /// A flag that was set or removed.
    Flag,
    Bury,
    Suspend,
}

/// What to tell the learner about an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// One more hint is shown.
    Hint,
    /// All its hints are shown.
    LastHint,
    /// The card has no hint.
    NoHint,
    /// True or false can't be hinted at without giving it away.
    NoHintToTruth,
    /// The item comes later.
    Skipped,
    Flagged,
    Unflagged,
    /// The item waits until tomorrow.
    Buried,
    /// That item waits until it is resumed.
    Suspended(ItemId),
    Undone(Undone),
    NothingToUndo,
    /// The answer has another form than the question expects: nothing was written.
    DoesNotFit,
    /// There is no question before this one.
    FirstQuestion,
    /// No question has that number: there are only so many.
    NoQuestion(usize),
    /// Not possible at this stage.
    NotNow,
}

/// The effect of an input.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effect {
    /// Must be on disk before anything is shown.
    pub drafts: Vec<EventDraft>,
    pub notice: Option<Notice>,
    /// The question that is finished.
    pub finished: Option<FinishedQuestion>,
    /// The current item was answered in another window: an answer here is practice; an exam was handed in there.
    pub elsewhere: bool,
}

impl Effect {
    pub(super) fn saying(notice: Notice) -> Self {
        Self { notice: Some(notice), ..Self::default() }
    }
}
