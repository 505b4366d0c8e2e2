//! What goes into a session and what comes out of it.

use std::collections::HashMap;

use super::{Answer, AnswerKind, Filter, GradeDetail, Limits};
use crate::deck::{ItemId, Text};
use crate::schedule::{Day, DesiredRetention, EventDraft, Rating, SchedulingParams, Verdict};

/// What the learner has set, and what was asked for on the command line.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// How memory becomes days.
    pub spacing: SchedulingParams,
    /// Another desired retention for single decks, by id.
    pub retention_in_deck: HashMap<String, DesiredRetention>,
    /// How much a day allows.
    pub limits: Limits,
    /// Which items are wanted.
    pub filter: Filter,
    /// Decides the order of due items; the study day unless told.
    pub seed: Option<u64>,
    /// Ends the session after N items.
    pub most_items: Option<usize>,
    /// The session ends after the first answer given later than this, in milliseconds after its beginning.
    pub most_ms: Option<i64>,
    /// Nothing of what was typed or picked goes into the log.
    pub forget_answers: bool,
    /// What the session is for.
    pub mode: Mode,
}

/// What a session is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// What the study day asks.
    #[default]
    Today,
    /// Practice: all that is wanted, due or not; changes no schedule.
    Cram,
    /// What would be below the desired retention on that day, the weakest first; real reviews.
    By(Day),
}

impl Settings {
    /// How memory becomes days in a deck.
    #[must_use]
    pub fn spacing_of(&self, deck: &str) -> SchedulingParams {
        let desired_retention = self.retention_in_deck.get(deck).copied().unwrap_or(self.spacing.desired_retention);
        SchedulingParams { desired_retention, ..self.spacing }
    }
}

/// What the learner does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Answers a question that the program judges.
    Answer(Answer),
    /// Wants to see the answer of a question that he rates himself.
    Reveal,
    /// Rates: after revealing, or otherwise than suggested after a verdict.
    Rate(Rating),
    /// Goes on after a verdict with the rating suggested.
    GoOn,
    /// "I guessed": counts as Again.
    Guessed,
    /// "I was right", or "I was wrong", against the verdict.
    Overrule,
    /// Wants a hint, or a bigger one.
    Hint,
    /// Puts the item off within this session.
    Skip,
    /// Takes back the last thing done.
    Undo,
    /// Marks the item, or takes the mark away.
    Flag(Option<String>),
    /// Not before tomorrow.
    Bury,
    /// Not until resumed.
    Suspend,
    /// Wants to edit the card: the session itself does nothing, whoever drives it does.
    Edit,
    /// Wants to see the item's reviews: likewise.
    History,
    /// Ends the session.
    Quit,
}

impl Input {
    /// Whether it leaves a question at once: nothing of what it leads to is seen before the next one.
    #[must_use]
    pub const fn leaves_at_once(&self) -> bool {
        matches!(self, Self::Rate(_) | Self::Guessed | Self::Overrule | Self::Skip | Self::Bury | Self::Suspend)
    }
}

/// Where the session stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stage {
    /// A question waits for its answer.
    #[default]
    Question,
    /// The answer is revealed and waits for the learner's rating.
    Revealed,
    /// A verdict was given and is on disk; a rating may change what it counts as.
    Verdict(Box<Feedback>),
    /// Nothing more is asked.
    Over,
}

/// What follows an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    /// Right or wrong.
    pub verdict: Verdict,
    /// "I don't know".
    pub dont_know: bool,
    /// Wrong, but not in all parts.
    pub partly: bool,
    /// The answer set beside what is right.
    pub detail: GradeDetail,
    /// The rating suggested.
    pub suggested: Rating,
}

/// How far the session is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SessionProgress {
    /// Which item this is, from 1; an item that returns keeps its number.
    pub number: usize,
    /// How many items there are in all.
    pub total: usize,
    /// How many are done: answered in this session, and not to be asked again.
    pub done: usize,
    /// How many were failed and are not done yet; this one too, if it was failed.
    pub failed: usize,
    /// How many failed ones will come back: this one too, once it is failed.
    pub again: usize,
}

/// A question that is done with, for the transcript.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishedQuestion {
    /// The item.
    pub item: ItemId,
    /// What sort of answer was wanted.
    pub asks: AnswerKind,
    /// What was asked.
    pub prompt: String,
    /// What the program found.
    pub verdict: Verdict,
    /// What it counts as.
    pub rating: Rating,
    /// Study days until it is due, 0 is today; `None` in a practice.
    pub interval: Option<u16>,
    /// The right answer.
    pub right: Vec<Text>,
    /// What was typed, if it was not right letter for letter.
    pub typed: Option<String>,
}

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// An answer; its question is asked again.
    Answer,
    /// Another rating than the suggested one.
    Rating,
    /// "I was right", or "I was wrong".
    Overrule,
    /// "I guessed".
    Guess,
    /// A look at the answer.
    Reveal,
    /// A skip.
    Skip,
    /// A flag set or taken away.
    Flag,
    /// A bury.
    Bury,
    /// A suspension.
    Suspend,
}

/// What an input has led to, for the face to say.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// One more hint is shown.
    Hint,
    /// All its hints are shown.
    LastHint,
    /// The card has no hint.
    NoHint,
    /// Nothing can be said of true or false without saying which.
    NoHintToTruth,
    /// The item comes later.
    Skipped,
    /// The item is marked.
    Flagged,
    /// The item is marked no longer.
    Unflagged,
    /// The item waits until tomorrow.
    Buried,
    /// That item waits until it is resumed.
    Suspended(ItemId),
    /// The last thing was taken back.
    Undone(Undone),
    /// Nothing was done in this session that could be taken back.
    NothingToUndo,
    /// The answer has another form than the question asks for: nothing was written.
    DoesNotFit,
    /// That can't be done where the session stands.
    NotNow,
}

/// What an input leads to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effect {
    /// What must be on disk before anything is shown.
    pub drafts: Vec<EventDraft>,
    /// What to say about it.
    pub notice: Option<Notice>,
    /// The question that is done with.
    pub concluded: Option<FinishedQuestion>,
    /// The item being asked was answered in another window meanwhile: an answer here is practice.
    pub elsewhere: bool,
}

impl Effect {
    pub(super) fn saying(notice: Notice) -> Self {
        Self { notice: Some(notice), ..Self::default() }
    }
}
