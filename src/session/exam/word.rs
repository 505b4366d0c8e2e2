//! Correcting verdicts after an exam: the learner can count a typed answer as right.
//!
//! It is an `amend` like any other. An exam's reviews feed no memory, so it changes the score and no schedule.

use super::machine::{Exam, ExamAnswer, ExamPending};
use crate::schedule::{Act, EventDraft, EventKind, Moment, Rating, Verdict};
use crate::session::{GradeDetail, Question, suggested};

/// A typed answer that the program found wrong.
#[derive(Debug, Clone, Copy)]
pub struct TypedMiss<'e> {
    /// The question's number, from 1.
    pub number: usize,
    pub question: &'e Question,
    pub typed: &'e str,
    /// The accepted form it is nearest to.
    pub answer: &'e str,
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

    /// Counts the answer to a question as right.
    pub(super) fn overrule(&mut self, number: usize, now: Moment) -> Vec<EventDraft> {
        let Some((at, given)) = self.typed_miss(number).filter(|(_, given)| given.overruled_by.is_none()) else {
            return Vec::new();
        };
        let Some(target) = given.review else { return Vec::new() };
        let rating = suggested(Verdict::Right, 0).unwrap_or(Rating::Good);
        let act = Act::Amend { target, rating, due: given.due, guessed: false, overruled: true };
        self.pending = Some(ExamPending::Overrule(at));
        self.about(at, act, now)
    }

    /// Undoes [`Self::overrule`].
    pub(super) fn restore(&mut self, number: usize, now: Moment) -> Vec<EventDraft> {
        let Some((at, given)) = self.typed_miss(number) else { return Vec::new() };
        let Some(target) = given.overruled_by else { return Vec::new() };
        self.pending = Some(ExamPending::Restore(at));
        self.about(at, Act::Retract { target }, now)
    }

    fn typed_miss(&self, number: usize) -> Option<(usize, &ExamAnswer)> {
        let at = number.checked_sub(1)?;
        let given = self.asked.get(at)?.given.as_ref()?;
        wrong(given).map(|_| (at, given))
    }

    fn about(&self, at: usize, act: Act, now: Moment) -> Vec<EventDraft> {
        let item = self.asked.get(at).map(|asked| asked.question.id.clone());
        vec![EventDraft { moment: now, item, what: EventKind::Act(act) }]
    }
}

/// The typed text and the right answer, if a typed answer was wrong.
fn wrong(given: &ExamAnswer) -> Option<(&str, &str)> {
    match &given.grade.detail {
        GradeDetail::Typed { typed, answer, .. } if given.grade.verdict == Verdict::Wrong => Some((typed, answer)),
        _ => None,
    }
}
