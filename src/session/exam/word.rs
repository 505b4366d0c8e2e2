//! The learner's word at the end of an exam: a typed answer that was counted as wrong may have been right.
//!
//! It is an `amend` like any other. An exam's reviews feed no memory, so it changes a score and no schedule.

use super::machine::{Exam, ExamAnswer, ExamPending};
use crate::schedule::{Act, EventDraft, EventKind, Moment, Rating, Verdict};
use crate::session::{GradeDetail, Question, suggested};

/// A typed answer that the program found wrong.
#[derive(Debug, Clone, Copy)]
pub struct TypedMiss<'e> {
    /// The question's number, from 1.
    pub number: usize,
    /// The question.
    pub question: &'e Question,
    /// What was typed.
    pub typed: &'e str,
    /// The accepted form it is nearest to.
    pub answer: &'e str,
    /// Whether the learner says that it was right.
    pub overruled: bool,
}

impl Exam {
    /// The typed answers that the program found wrong, in order; also those that the learner counts as right.
    #[must_use]
    pub fn typed_misses(&self) -> Vec<TypedMiss<'_>> {
        let misses = self.asked.iter().zip(1..).filter_map(|(asked, number)| {
            let given = asked.given.as_ref()?;
            let (typed, answer) = wrong(given)?;
            Some(TypedMiss { number, question: &asked.question, typed, answer, overruled: given.word.is_some() })
        });
        misses.collect()
    }

    /// The act by which the answer to the question of that number counts as right.
    pub(super) fn overrule(&mut self, number: usize, now: Moment) -> Vec<EventDraft> {
        let Some((at, given)) = self.typed_miss(number).filter(|(_, given)| given.word.is_none()) else {
            return Vec::new();
        };
        let Some(target) = given.review else { return Vec::new() };
        let rating = suggested(Verdict::Right, 0).unwrap_or(Rating::Good);
        let act = Act::Amend { target, rating, due: given.due, guessed: false, overruled: true };
        self.pending = Some(ExamPending::Word(at));
        self.about(at, act, now)
    }

    /// The act that takes that back.
    pub(super) fn restore(&mut self, number: usize, now: Moment) -> Vec<EventDraft> {
        let Some((at, given)) = self.typed_miss(number) else { return Vec::new() };
        let Some(target) = given.word else { return Vec::new() };
        self.pending = Some(ExamPending::NoWord(at));
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

/// What was typed and what was wanted, of a typed answer that was found wrong.
fn wrong(given: &ExamAnswer) -> Option<(&str, &str)> {
    match &given.judged.detail {
        GradeDetail::Typed { typed, answer, .. } if given.judged.verdict == Verdict::Wrong => Some((typed, answer)),
        _ => None,
    }
}
