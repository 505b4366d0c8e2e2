//! What an exam has beyond other sessions: a fixed list of questions with the answers given so far.

use std::sync::Arc;

use super::draw::ExamDraw;
use super::record::{Begun, Ended, ExamActBody};
use super::result::ExamResult;
use crate::deck::{Decks, ItemId, SourceRef};
use crate::schedule::{Act, Day, Event, EventDraft, EventId, EventKind, ItemState, Moment, Verdict};
use crate::session::{Answer, Grade, Question};

/// What an exam is made from, besides decks and items.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamPlan {
    /// The items' chances of being right according to the memory model, in the order of asking: 0.0 to 1.0.
    pub chances: Vec<f64>,
    /// Decides which items are drawn.
    pub seed: u64,
    /// How many questions were asked for.
    pub count: u32,
    /// The percentage needed to pass.
    pub pass: Option<u8>,
    /// The time limit.
    pub minutes: Option<u32>,
    /// WHAT, as given on the command line.
    pub what: Vec<String>,
}

/// The current answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamAnswer {
    /// `None` if it was given before the exam was left, and the log has not kept it.
    pub answer: Option<Answer>,
    /// Not to be shown before the end.
    pub grade: Grade,
    /// How long it took in total, in milliseconds.
    pub ms: u32,
    /// Its review in the log.
    pub(super) review: Option<EventId>,
    /// The study day in that review.
    pub(super) due: Day,
    /// The act by which the learner counts it as right.
    pub(super) overruled_by: Option<EventId>,
}

#[derive(Debug)]
pub(super) struct ExamQuestion {
    pub(super) question: Arc<Question>,
    pub(super) chance: f64,
    pub(super) met: bool,
    pub(super) given: Option<ExamAnswer>,
    /// The day it is due anyway; an exam's review chooses none.
    pub(super) due: Option<Day>,
}

impl ExamQuestion {
    /// Whether it counts as right: no answer is wrong, an overruled one is right.
    pub(super) fn is_right(&self) -> bool {
        self.given.as_ref().is_some_and(|given| given.grade.verdict == Verdict::Right || given.overruled_by.is_some())
    }
}

/// The questions of an exam.
#[derive(Debug)]
pub struct Exam {
    pub(super) asked: Vec<ExamQuestion>,
    pub(super) left_out: usize,
    pub(super) plan: ExamPlan,
    /// When the first question was shown.
    started: Moment,
    /// The index of the current question.
    pub(super) at: usize,
    pub(super) begun: Option<EventId>,
    pub(super) handed_in: bool,
}

impl Exam {
    /// An exam on the drawn items, in the states that `state_of` gives.
    #[must_use]
    pub fn new(drawn: &ExamDraw, state_of: impl Fn(&ItemId) -> ItemState, plan: ExamPlan, started: Moment) -> Self {
        let asked = drawn.items.iter().enumerate().map(|(at, item)| {
            let ItemState { seen, attempts, .. } = state_of(&item.id);
            ExamQuestion {
                question: Arc::new(Question::new(item, attempts)),
                chance: plan.chances.get(at).copied().unwrap_or(0.0),
                met: seen.is_some(),
                given: None,
                due: seen.map(|seen| seen.due),
            }
        });
        let asked = asked.collect();
        Self { asked, left_out: drawn.left_out, plan, started, at: 0, begun: None, handed_in: false }
    }

    /// The act that the exam began.
    pub(super) fn begin(&self) -> EventDraft {
        let items = self.asked.iter().map(|asked| asked.question.id.to_string()).collect();
        let ExamPlan { seed, count, pass, minutes, what, .. } = self.plan.clone();
        let begun = Begun { items, seed, left_out: self.left_out, count, pass, minutes, what };
        act(self.started, &ExamActBody::Begun(begun))
    }

    /// The act that it was handed in.
    pub(super) fn ended(&self, found: &dyn Decks, now: Moment) -> EventDraft {
        let begun = self.begun.map(|id| id.to_string()).unwrap_or_default();
        let reviews = self.asked.iter().filter_map(|asked| asked.given.as_ref()?.review).map(|id| id.to_string());
        act(now, &ExamActBody::Ended(Ended::of(begun, &self.result(found), reviews.collect(), self.plan.pass)))
    }

    pub(in crate::session) fn note_begun(&mut self, events: &[Event]) {
        if self.begun.is_none() {
            self.begun = events.iter().find(|event| event.item.is_none()).map(|event| event.id);
        }
    }

    /// The act that it began, once that is in the log.
    #[must_use]
    pub const fn begun(&self) -> Option<EventId> {
        self.begun
    }

    /// Whether there is a result.
    #[must_use]
    pub const fn is_handed_in(&self) -> bool {
        self.handed_in
    }

    /// The current answer to the current question.
    #[must_use]
    pub fn given(&self) -> Option<&ExamAnswer> {
        self.asked.get(self.at)?.given.as_ref()
    }

    /// The number of the current question, from 1.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.at + 1
    }

    #[must_use]
    pub fn total(&self) -> usize {
        self.asked.len()
    }

    /// The numbers, from 1, of the questions without an answer.
    #[must_use]
    pub fn open(&self) -> Vec<usize> {
        (1..).zip(&self.asked).filter(|(_, asked)| asked.given.is_none()).map(|(number, _)| number).collect()
    }

    #[must_use]
    pub fn answered(&self) -> usize {
        self.asked.iter().filter(|asked| asked.given.is_some()).count()
    }

    /// The decks of the questions that were answered.
    pub fn decks_answered(&self) -> impl Iterator<Item = &str> {
        self.asked.iter().filter(|asked| asked.given.is_some()).map(|asked| asked.question.id.deck())
    }

    /// How many items were left out because only the learner can judge them.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    /// The chances of being right according to the memory model, in the order of asking.
    pub fn chances(&self) -> impl Iterator<Item = f64> {
        self.asked.iter().map(|asked| asked.chance)
    }

    /// The result so far; no answer counts as wrong.
    #[must_use]
    pub fn result(&self, found: &dyn Decks) -> ExamResult {
        ExamResult::of(self, found)
    }

    /// Items that were wrong or not answered, with their due day; `None` for items never reviewed.
    pub(in crate::session) fn missed_with_due(&self) -> impl Iterator<Item = (&ItemId, Option<Day>)> {
        self.asked.iter().filter(|asked| !asked.is_right()).map(|asked| (&asked.question.id, asked.due))
    }
}

impl ExamQuestion {
    /// The passage of the source that it is about.
    pub(super) fn passage(&self, found: &dyn Decks) -> Option<SourceRef> {
        found.passage(self.question.id.deck(), &self.question.card.claims)
    }
}

fn act(moment: Moment, body: &ExamActBody) -> EventDraft {
    EventDraft { moment, item: None, what: EventKind::Act(Act::Exam { body: body.json() }) }
}
