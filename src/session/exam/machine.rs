//! The exam: a state machine without a terminal.
//!
//! Its protocol is that of a session: [`Exam::take`] an input, write its drafts to the log, pass the written events
//! to [`Exam::recorded`]. So no answer is lost, although no verdict is shown.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::draw::ExamDraw;
use super::record::{Begun, Ended, ExamActBody};
use super::result::ExamResult;
use crate::deck::{Decks, ItemId, SourceRef};
use crate::grading::AnswerSet;
use crate::schedule::{
    Act, Day, Event, EventDraft, EventId, EventKind, ItemState, Moment, Purpose, Rating, Review, Verdict,
};
use crate::session::answer_pool::AnswerPool;
use crate::session::{Answer, Grade, GradingContext, Question, grade_answer, suggested};

/// What an exam is made from, besides decks and items.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExamPlan {
    /// The items' chances of being right according to the memory model, in the order of asking: 0.0 to 1.0.
    pub chances: Vec<f64>,
    /// Decides which items are drawn.
    pub seed: u64,
    /// The percentage needed to pass.
    pub pass: Option<u8>,
    /// WHAT, as given on the command line.
    pub what: Vec<String>,
    /// The log gets nothing of what was typed or picked.
    pub forget_answers: bool,
}

/// What the learner does in an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExamInput {
    /// Answers for the first time or again, and goes on.
    Answer(Answer),
    /// To the previous question.
    Back,
    /// To the next question; any answer stays.
    Forward,
    /// To the first question without an answer.
    Open,
    /// To the page before handing in; from there, hands in.
    Finish,
    /// Leaves the exam without a result.
    Leave,
    /// After handing in: counts the typed answer to the question with this number (from 1) as right.
    Overrule(usize),
    /// Undoes [`Self::Overrule`].
    Restore(usize),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ExamStage {
    #[default]
    Question,
    /// The page before handing in.
    Check,
    /// Handed in: there is a result.
    HandedIn,
    /// Left early: there is no result.
    BrokenOff,
}

/// The current answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamAnswer {
    pub answer: Answer,
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

/// What is being written to the log.
#[derive(Debug)]
pub(super) enum ExamPending {
    /// An answer to the current question.
    Answer(ExamAnswer),
    /// The learner counts the answer with this index as right.
    Overrule(usize),
    /// The learner no longer does.
    Restore(usize),
}

#[derive(Debug)]
pub(super) struct ExamQuestion {
    pub(super) question: Arc<Question>,
    pub(super) chance: f64,
    pub(super) met: bool,
    pub(super) given: Option<ExamAnswer>,
    /// The day it is due anyway; an exam's review chooses none.
    due: Option<Day>,
}

impl ExamQuestion {
    /// Whether it counts as right: no answer is wrong, an overruled one is right.
    pub(super) fn is_right(&self) -> bool {
        self.given.as_ref().is_some_and(|given| given.grade.verdict == Verdict::Right || given.overruled_by.is_some())
    }
}

/// A mock test.
#[derive(Debug)]
pub struct Exam {
    pub(super) found: Rc<dyn Decks>,
    pub(super) asked: Vec<ExamQuestion>,
    pub(super) left_out: usize,
    pub(super) plan: ExamPlan,
    /// Items that continue the state of an earlier name: their first answer records this in the log.
    carried: HashMap<ItemId, ItemId>,
    at: usize,
    stage: ExamStage,
    begun: Option<EventId>,
    pub(super) pending: Option<ExamPending>,
    gathered: AnswerPool,
}

impl Exam {
    /// An exam on the drawn items. `state_of` gives their states, `carried` the earlier names that they go on
    /// with.
    #[must_use]
    pub fn new(
        found: Rc<dyn Decks>,
        drawn: &ExamDraw,
        state_of: impl Fn(&ItemId) -> ItemState,
        carried: HashMap<ItemId, ItemId>,
        plan: ExamPlan,
    ) -> Self {
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
        let asked: Vec<ExamQuestion> = asked.collect();
        let stage = if asked.is_empty() { ExamStage::Check } else { ExamStage::Question };
        Self {
            found,
            asked,
            left_out: drawn.left_out,
            plan,
            carried,
            at: 0,
            stage,
            begun: None,
            pending: None,
            gathered: AnswerPool::default(),
        }
    }

    /// Whether this input is the first to be kept: then the act that the exam began must be written first. One that
    /// is left at once is not recorded.
    #[must_use]
    pub const fn begins_with(&self, input: &ExamInput) -> bool {
        let keeps = matches!(
            (self.stage, input),
            (ExamStage::Question, ExamInput::Answer(_)) | (ExamStage::Check, ExamInput::Finish)
        );
        self.begun.is_none() && keeps
    }

    /// The act that the exam began.
    #[must_use]
    pub fn begin(&self, now: Moment) -> EventDraft {
        let items = self.asked.iter().map(|asked| asked.question.id.to_string()).collect();
        let ExamPlan { seed, pass, what, .. } = self.plan.clone();
        act(now, &ExamActBody::Begun(Begun { items, seed, left_out: self.left_out, pass, what }))
    }

    #[must_use]
    pub const fn stage(&self) -> ExamStage {
        self.stage
    }

    /// Whether nothing more is asked.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.stage, ExamStage::HandedIn | ExamStage::BrokenOff)
    }

    /// The current question.
    #[must_use]
    pub fn question(&self) -> Option<&Arc<Question>> {
        self.asked.get(self.at).filter(|_| self.stage == ExamStage::Question).map(|asked| &asked.question)
    }

    /// The current answer to the current question.
    #[must_use]
    pub fn given(&self) -> Option<&ExamAnswer> {
        self.question()?;
        self.asked[self.at].given.as_ref()
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
        self.total() - self.open().len()
    }

    /// How many items were left out because only the learner can judge them.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    /// The percentage needed to pass.
    #[must_use]
    pub const fn pass(&self) -> Option<u8> {
        self.plan.pass
    }

    #[must_use]
    pub fn found(&self) -> &dyn Decks {
        &*self.found
    }

    /// The passage of the source that a question is about.
    pub(super) fn passage(&self, asked: &ExamQuestion) -> Option<SourceRef> {
        self.found.passage(asked.question.id.deck(), &asked.question.card.claims)
    }

    /// The chances of being right according to the memory model, in the order of asking.
    pub fn chances(&self) -> impl Iterator<Item = f64> {
        self.asked.iter().map(|asked| asked.chance)
    }

    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.asked.iter().map(|asked| asked.question.as_ref())
    }

    /// The result so far; no answer counts as wrong.
    #[must_use]
    pub fn result(&self) -> ExamResult {
        ExamResult::of(self)
    }

    /// Items that were wrong or not answered, with their due day; `None` for items never reviewed.
    pub(in crate::session) fn missed_with_due(&self) -> impl Iterator<Item = (&ItemId, Option<Day>)> {
        self.asked.iter().filter(|asked| !asked.is_right()).map(|asked| (&asked.question.id, asked.due))
    }

    /// The earlier names that items continue, as far as the log does not say so yet.
    pub(in crate::session) const fn carried(&self) -> &HashMap<ItemId, ItemId> {
        &self.carried
    }

    /// Handles an input. Write the returned drafts, then call [`Exam::recorded`].
    ///
    /// `ms` is how long the question was shown.
    pub fn take(&mut self, input: ExamInput, now: Moment, ms: u32) -> Vec<EventDraft> {
        match (self.stage, input) {
            (ExamStage::Question, ExamInput::Answer(answer)) => return self.answer(answer, now, ms),
            (ExamStage::Question, ExamInput::Back) => self.at = self.at.saturating_sub(1),
            (ExamStage::Question, ExamInput::Forward) => self.forward(),
            (ExamStage::Question, ExamInput::Finish) => self.stage = ExamStage::Check,
            (ExamStage::Check, ExamInput::Back) => self.go_to(self.at),
            (ExamStage::Question | ExamStage::Check, ExamInput::Open) => {
                if let Some(&number) = self.open().first() {
                    self.go_to(number - 1);
                }
            }
            (ExamStage::Check, ExamInput::Finish) => {
                self.stage = ExamStage::HandedIn;
                return vec![self.ended(now)];
            }
            (ExamStage::Question | ExamStage::Check, ExamInput::Leave) => self.stage = ExamStage::BrokenOff,
            (ExamStage::HandedIn, ExamInput::Overrule(number)) => return self.overrule(number, now),
            (ExamStage::HandedIn, ExamInput::Restore(number)) => return self.restore(number, now),
            _ => {}
        }
        Vec::new()
    }

    /// Takes the events that were written for the drafts.
    pub fn recorded(&mut self, events: &[Event]) {
        if self.begun.is_none() {
            self.begun = events.iter().find(|event| event.item.is_none()).map(|event| event.id);
        }
        match self.pending.take() {
            Some(ExamPending::Answer(mut given)) => {
                given.review =
                    events.iter().find(|event| matches!(event.what, EventKind::Review(_))).map(|event| event.id);
                if let Some(asked) = self.asked.get_mut(self.at) {
                    self.carried.remove(&asked.question.id);
                    asked.given = Some(given);
                }
                self.forward();
            }
            Some(ExamPending::Overrule(at)) => self.note_word(at, events.last().map(|event| event.id)),
            Some(ExamPending::Restore(at)) => self.note_word(at, None),
            None => {}
        }
    }

    fn note_word(&mut self, at: usize, word: Option<EventId>) {
        if let Some(given) = self.asked.get_mut(at).and_then(|asked| asked.given.as_mut()) {
            given.overruled_by = word;
        }
    }

    fn forward(&mut self) {
        if self.at + 1 < self.asked.len() {
            self.at += 1;
        } else {
            self.stage = ExamStage::Check;
        }
    }

    fn go_to(&mut self, at: usize) {
        if at < self.asked.len() {
            self.at = at;
            self.stage = ExamStage::Question;
        }
    }

    /// The drafts of an answer; a changed answer also retracts the earlier one.
    fn answer(&mut self, answer: Answer, now: Moment, ms: u32) -> Vec<EventDraft> {
        let Some(asked) = self.asked.get(self.at) else { return Vec::new() };
        let synonyms = self.found.synonyms(asked.question.id.deck());
        let context = GradingContext { synonyms: &synonyms, known: &|| self.known() };
        let Ok(grade) = grade_answer(&asked.question, &answer, context) else { return Vec::new() };
        if asked.given.as_ref().is_some_and(|given| given.grade == grade) {
            self.forward();
            return Vec::new();
        }
        let id = &asked.question.id;
        let ms = ms.saturating_add(asked.given.as_ref().map_or(0, |given| given.ms));
        let retract = asked.given.as_ref().and_then(|given| given.review).map(|target| Act::Retract { target });
        let carry = self.carried.get(id).map(|from| Act::Carry { from: from.clone() });
        let review = self.review(asked, &grade, now, ms);
        let due = review.due;
        let whats = retract.into_iter().chain(carry).map(EventKind::Act).chain([EventKind::Review(review)]);
        let drafts = whats.map(|what| EventDraft { moment: now, item: Some(id.clone()), what }).collect();
        self.pending =
            Some(ExamPending::Answer(ExamAnswer { answer, grade, ms, review: None, due, overruled_by: None }));
        drafts
    }

    fn review(&self, asked: &ExamQuestion, grade: &Grade, now: Moment, ms: u32) -> Review {
        let rating = suggested(grade.verdict, 0);
        Review {
            purpose: Purpose::Exam,
            verdict: grade.verdict,
            suggested: rating,
            rating: rating.unwrap_or(Rating::Again),
            due: asked.due.unwrap_or(now.day),
            hints: 0,
            revision: asked.question.card.revision,
            ms,
            answer: grade.logged.clone().filter(|_| !self.plan.forget_answers),
        }
    }

    fn ended(&self, now: Moment) -> EventDraft {
        let begun = self.begun.map(|id| id.to_string()).unwrap_or_default();
        act(now, &ExamActBody::Ended(Ended::of(begun, &self.result(), self.plan.pass)))
    }

    fn known(&self) -> &AnswerSet {
        self.gathered.known(&*self.found)
    }

    /// Whether a text is an answer or distractor of the decks, apart from the question's own.
    #[must_use]
    pub fn is_another_answer(&self, question: &Question, text: &str) -> bool {
        question.is_another(text, self.known())
    }
}

fn act(moment: Moment, body: &ExamActBody) -> EventDraft {
    EventDraft { moment, item: None, what: EventKind::Act(Act::Exam { body: body.json() }) }
}
