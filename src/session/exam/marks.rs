//! Correcting verdicts after an exam: the learner can mark a typed answer right.
//!
//! It is an `amend` like any other. An exam's reviews feed no memory, so it changes the score and no schedule.

use super::questions::{Exam, ExamAnswer};
use crate::schedule::{Act, EventId, EventKind, Moment, Rating, Verdict};
use crate::session::undo_entry::AfterWrite;
use crate::session::{Effect, GradeDetail, Question, Session, suggested};

/// A typed answer, of one text or several, that the program found wrong.
#[derive(Debug, Clone)]
pub struct TypedMiss<'e> {
    /// The question's number, from 1.
    pub number: usize,
    pub question: &'e Question,
    /// Several texts one per line.
    pub typed: &'e str,
    /// The accepted form it is nearest to; of several texts those wanted, one per line.
    pub answer: String,
    /// Whether the learner counts it as right.
    pub overruled: bool,
}

impl Exam {
    /// The typed answers that the program found wrong, in order, including those that the learner counts as right.
    #[must_use]
    pub fn typed_misses(&self) -> Vec<TypedMiss<'_>> {
        let misses = self.asked.iter().zip(1..).filter_map(|(asked, number)| {
            let given = asked.given.as_ref()?;
            let (typed, answer) = wrong(given)?;
            Some(TypedMiss {
                number,
                question: &asked.question,
                typed,
                answer,
                overruled: given.overruled_by.is_some(),
            })
        });
        misses.collect()
    }

    fn typed_miss(&self, number: usize) -> Option<(usize, &ExamAnswer)> {
        let at = number.checked_sub(1)?;
        let given = self.asked.get(at)?.given.as_ref()?;
        wrong(given).map(|_| (at, given))
    }
}

impl Session {
    /// Counts the answer to a question as right.
    pub(super) fn mark_right(&mut self, number: usize, now: Moment) -> Effect {
        let exam = self.exam.as_ref().filter(|exam| exam.handed_in);
        let miss = exam.and_then(|exam| exam.typed_miss(number));
        let Some((at, given)) = miss.filter(|(_, given)| given.overruled_by.is_none()) else {
            return Effect::default();
        };
        let Some(target) = given.review else { return Effect::default() };
        let rating = suggested(Verdict::Right, 0).unwrap_or(Rating::Good);
        let act = Act::Amend { target, rating, due: given.due, guessed: false, overruled: true };
        self.mark(at, true, act, now)
    }

    /// Undoes [`Self::mark_right`].
    pub(super) fn unmark(&mut self, number: usize, now: Moment) -> Effect {
        let exam = self.exam.as_ref().filter(|exam| exam.handed_in);
        let miss = exam.and_then(|exam| exam.typed_miss(number));
        let Some((at, target)) = miss.and_then(|(at, given)| Some((at, given.overruled_by?))) else {
            return Effect::default();
        };
        self.mark(at, false, Act::Retract { target }, now)
    }

    fn mark(&mut self, at: usize, is_right: bool, act: Act, now: Moment) -> Effect {
        let Some(asked) = self.exam.as_ref().and_then(|exam| exam.asked.get(at)) else { return Effect::default() };
        let drafts = vec![Self::draft(&asked.question.id, now, EventKind::Act(act))];
        self.pending.push(AfterWrite::Mark { at, is_right });
        Effect { drafts, ..Effect::default() }
    }

    /// The mark is in the log.
    pub(in crate::session) fn note_mark(&mut self, at: usize, act: Option<EventId>) {
        let asked = self.exam.as_mut().and_then(|exam| exam.asked.get_mut(at));
        if let Some(given) = asked.and_then(|asked| asked.given.as_mut()) {
            given.overruled_by = act;
        }
    }
}

/// What was typed and the right answer, if a typed answer was wrong.
fn wrong(given: &ExamAnswer) -> Option<(&str, String)> {
    if given.grade.verdict != Verdict::Wrong {
        return None;
    }
    match &given.grade.detail {
        GradeDetail::Typed { typed, answer, .. } => Some((typed, answer.clone())),
        GradeDetail::Texts { wanted, .. } => {
            let answers: Vec<&str> = wanted.iter().map(|text| text.answer.as_str()).collect();
            Some((given.grade.logged.as_deref()?, answers.join("\n")))
        }
        _ => None,
    }
}
