//! Handles the inputs of an exam: no feedback before it is handed in, and every question can be returned to.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::questions::{Exam, ExamAnswer, ExamQuestion};
use crate::deck::{Decks, ItemId};
use crate::schedule::{Act, Day, EventDraft, EventId, EventKind, ItemState, Model, Moment, Purpose, Rating, Review};
use crate::session::undo_entry::AfterWrite;
use crate::session::{
    Answer, Candidates, Effect, Grade, Input, Notice, Session, SessionProgress, Settings, Stage, suggested,
};

impl Session {
    /// An exam. `states` and `carried` are those of its items, see [`carry_states`](crate::session::carry_states).
    #[must_use]
    pub fn of_exam(
        exam: Exam,
        found: Rc<dyn Decks>,
        (states, carried): (HashMap<ItemId, ItemState>, HashMap<ItemId, ItemId>),
        model: Model,
        settings: Settings,
        today: Day,
    ) -> Self {
        let candidates = Candidates { day: today, states, carried, ..Candidates::default() };
        let mut session = Self::on(found, candidates, model, settings);
        let at = exam.at;
        session.exam = Some(exam);
        session.go_to(at);
        session
    }

    /// What is special to an exam; `None` in other sessions.
    #[must_use]
    pub const fn exam(&self) -> Option<&Exam> {
        self.exam.as_ref()
    }

    /// The act that the exam began, if this input is the first to be kept: write it before the input is taken. An
    /// exam that is left at once is not recorded.
    #[must_use]
    pub fn begins_with(&self, input: &Input) -> Option<EventDraft> {
        let keeps =
            matches!((&self.stage, input), (Stage::Question, Input::Answer(_)) | (Stage::HandIn, Input::HandIn));
        self.exam.as_ref().filter(|exam| keeps && exam.begun.is_none()).map(Exam::begin)
    }

    /// Whether the time of an exam is up and nothing more can be answered: it has to be handed in.
    #[must_use]
    pub fn must_hand_in(&self) -> bool {
        self.exam.is_some() && self.stage == Stage::HandIn && self.is_late()
    }

    /// Whether an exam that is left now can be gone on with.
    #[must_use]
    pub fn goes_on_later(&self) -> bool {
        !self.settings.is_lost && self.exam.as_ref().is_some_and(|exam| exam.answered() > 0)
    }

    pub(in crate::session) fn take_in_exam(&mut self, input: Input, now: Moment, ms: u32) -> Effect {
        let Some(exam) = &self.exam else { return Effect::default() };
        let (at, total) = (exam.at, exam.total());
        match (&self.stage, input) {
            (Stage::Question, Input::Answer(answer)) => return self.answer_in_exam(answer, now, ms),
            (Stage::Question, Input::Back) if at == 0 => return Effect::saying(Notice::FirstQuestion),
            (Stage::Question, Input::Back) => self.go_to(at - 1),
            (Stage::HandIn, Input::Back) => self.go_to(at),
            (Stage::Question, Input::Skip) => self.forward(),
            (Stage::Question | Stage::HandIn, Input::FirstOpen) => self.go_to_first_open(),
            (Stage::Question | Stage::HandIn, Input::GoTo(number)) if (1..=total).contains(&number) => {
                self.go_to(number - 1);
            }
            (Stage::Question | Stage::HandIn, Input::GoTo(_)) => return Effect::saying(Notice::NoQuestion(total)),
            (Stage::Question, Input::Quit) => self.stage = Stage::HandIn,
            (Stage::HandIn, Input::Quit) => self.stage = Stage::Over,
            (Stage::HandIn, Input::HandIn) => return self.hand_in(now),
            (Stage::Over, Input::MarkRight(number)) => return self.mark_right(number, now),
            (Stage::Over, Input::Unmark(number)) => return self.unmark(number, now),
            _ => return Effect::saying(Notice::NotNow),
        }
        self.end_in_time();
        Effect::default()
    }

    fn hand_in(&mut self, now: Moment) -> Effect {
        let Some(exam) = &self.exam else { return Effect::default() };
        let ended = exam.ended(&*self.found, now);
        self.pending.push(AfterWrite::HandedIn);
        Effect { drafts: vec![ended], ..Effect::default() }
    }

    /// That the exam was handed in is in the log.
    pub(in crate::session) fn note_handed_in(&mut self) {
        if let Some(exam) = &mut self.exam {
            exam.handed_in = true;
        }
        self.stage = Stage::Over;
    }

    /// Once the time is up no other question is shown.
    fn end_in_time(&mut self) {
        if self.stage == Stage::Question && self.is_late() {
            self.stage = Stage::HandIn;
        }
    }

    /// To the next question, or from the last one to the page before handing in.
    fn forward(&mut self) {
        match &self.exam {
            Some(exam) if exam.number() < exam.total() => self.go_to(exam.number()),
            _ => self.stage = Stage::HandIn,
        }
    }

    /// To the first question without an answer, if there is one.
    pub(super) fn go_to_first_open(&mut self) {
        match self.exam.as_ref().and_then(|exam| exam.open().first().copied()) {
            Some(number) => self.go_to(number - 1),
            None => self.stage = Stage::HandIn,
        }
    }

    /// Shows the question with this index.
    fn go_to(&mut self, at: usize) {
        let Some(exam) = &mut self.exam else { return };
        let Some(asked) = exam.asked.get(at) else {
            self.stage = Stage::HandIn;
            return;
        };
        exam.at = at;
        let question = Arc::clone(&asked.question);
        self.pose_question(question);
    }

    /// The progress of an exam.
    pub(in crate::session) fn exam_progress(&self) -> Option<SessionProgress> {
        let exam = self.exam.as_ref()?;
        let (number, total, done) = (exam.number(), exam.total(), exam.answered());
        Some(SessionProgress { number, total, done, ..SessionProgress::default() })
    }

    /// The drafts of an answer; a changed answer also retracts the earlier one.
    fn answer_in_exam(&mut self, answer: Answer, now: Moment, ms: u32) -> Effect {
        let asked = self.exam.as_ref().and_then(|exam| exam.asked.get(exam.at));
        let Some(asked) = asked else { return Effect::default() };
        let Ok(grade) = self.grade(&asked.question, &answer) else { return Effect::saying(Notice::DoesNotFit) };
        let before = asked.given.as_ref();
        if before.is_some_and(|given| given.grade == grade && given.answer.is_some()) {
            self.forward();
            self.end_in_time();
            return Effect::default();
        }
        let id = &asked.question.id;
        let ms = ms.saturating_add(before.map_or(0, |given| given.ms));
        let retract = before.and_then(|given| given.review).map(|target| Act::Retract { target });
        let carry = self.carried.get(id).map(|from| Act::Carry { from: from.clone() });
        let review = self.exam_review(asked, &grade, now, ms);
        let due = review.due;
        let whats = retract.into_iter().chain(carry).map(EventKind::Act).chain([EventKind::Review(review)]);
        let drafts = whats.map(|what| Self::draft(id, now, what)).collect();
        let given = ExamAnswer { answer: Some(answer), grade, ms, review: None, due, overruled_by: None };
        self.pending.push(AfterWrite::Given(Box::new(given)));
        Effect { drafts, ..Effect::default() }
    }

    fn exam_review(&self, asked: &ExamQuestion, grade: &Grade, now: Moment, ms: u32) -> Review {
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
            answer: grade.logged.clone().filter(|_| !self.settings.forget_answers),
        }
    }

    /// The answer to the current question is in the log.
    pub(in crate::session) fn note_given(&mut self, mut given: ExamAnswer, review: Option<EventId>) {
        given.review = review;
        if let Some(asked) = self.exam.as_mut().and_then(|exam| exam.asked.get_mut(exam.at)) {
            asked.given = Some(given);
        }
        self.forward();
        self.end_in_time();
    }
}
