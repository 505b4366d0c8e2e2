//! Goes on with an exam that was left: puts back the answers that the log has kept.

use super::questions::ExamAnswer;
use crate::schedule::{Day, EffectiveReview, EventId, Moment, Verdict};
use crate::session::{Answer, Grade, GradeDetail, Question, Session, Stage};

/// An answer as the log has kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    review: EventId,
    /// Includes a later overrule by the learner.
    pub verdict: Verdict,
    /// Whether it was taken back: no longer counts for the item, but still for the exam's result.
    pub taken_back: bool,
    /// `None` for "I don't know", and if answers are not kept.
    pub text: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// When it was given.
    pub moment: Moment,
    due: Day,
}

impl KeptAnswer {
    pub(super) fn of(standing: &EffectiveReview<'_>, taken_back: bool) -> Self {
        Self {
            review: standing.event.id,
            verdict: standing.verdict,
            taken_back,
            text: standing.review.answer.clone(),
            ms: standing.review.ms,
            moment: standing.event.moment,
            due: standing.due,
        }
    }

    #[must_use]
    pub fn is_right(&self) -> bool {
        self.verdict == Verdict::Right
    }
}

impl Session {
    /// Goes on with the exam that `begun` began, at the first question without an answer. `answers` has the answer to
    /// each question, in the order of asking.
    pub fn restore_exam(&mut self, begun: EventId, answers: &[Option<KeptAnswer>]) {
        if let Some(exam) = &mut self.exam {
            exam.begun = Some(begun);
        }
        self.take_over(answers);
        self.go_to_first_open();
    }

    /// Takes over what another window has done in the same exam: its answers, and that it was handed in. Returns
    /// whether it was handed in, so that this window has nothing more to ask.
    pub fn catch_up_exam(&mut self, answers: &[Option<KeptAnswer>], is_handed_in: bool) -> bool {
        self.take_over(answers);
        let Some(exam) = self.exam.as_mut().filter(|exam| is_handed_in && !exam.handed_in) else { return false };
        exam.handed_in = true;
        self.stage = Stage::Over;
        true
    }

    /// Puts these answers in place of those that are not the same.
    fn take_over(&mut self, answers: &[Option<KeptAnswer>]) {
        let Some(exam) = &self.exam else { return };
        let review = |given: &Option<ExamAnswer>| given.as_ref().and_then(|given| given.review);
        let other = exam.asked.iter().zip(answers).enumerate();
        let other = other.filter(|(_, (asked, kept))| review(&asked.given) != kept.as_ref().map(|kept| kept.review));
        let given =
            other.map(|(at, (asked, kept))| (at, kept.as_ref().map(|kept| self.restored(&asked.question, kept))));
        let given: Vec<(usize, Option<ExamAnswer>)> = given.collect();
        for (at, given) in given {
            if let Some(asked) = self.exam.as_mut().and_then(|exam| exam.asked.get_mut(at)) {
                asked.given = given;
            }
        }
    }

    /// The answer with its grade; if the decks have changed, the verdict of the log stays.
    fn restored(&self, question: &Question, kept: &KeptAnswer) -> ExamAnswer {
        let answer = match &kept.text {
            Some(text) => question.form().logged_as(question, text),
            None => (!self.settings.forget_answers).then_some(Answer::DontKnow),
        };
        let graded = answer.and_then(|answer| {
            let grade = self.grade(question, &answer).ok()?;
            (grade.verdict == kept.verdict).then_some((answer, grade))
        });
        let (answer, grade) = match graded {
            Some((answer, grade)) => (Some(answer), grade),
            None => (None, only_verdict(kept)),
        };
        ExamAnswer { answer, grade, ms: kept.ms, review: Some(kept.review), due: kept.due, overruled_by: None }
    }
}

fn only_verdict(kept: &KeptAnswer) -> Grade {
    let (verdict, logged) = (kept.verdict, kept.text.clone());
    Grade { verdict, dont_know: false, partly: false, detail: GradeDetail::Plain, logged }
}
