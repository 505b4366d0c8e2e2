//! Goes on with an exam that was left: puts back the answers that the log has kept.

use super::questions::ExamAnswer;
use crate::schedule::{Day, EffectiveReview, EventId, Verdict};
use crate::session::{Answer, Grade, GradeDetail, Question, Session, forms};

/// An answer as the log has kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    review: EventId,
    verdict: Verdict,
    /// `None` for "I don't know", and if answers are not kept.
    text: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: u32,
    due: Day,
}

impl KeptAnswer {
    #[must_use]
    pub fn of(standing: &EffectiveReview<'_>) -> Self {
        Self {
            review: standing.event.id,
            verdict: standing.verdict,
            text: standing.review.answer.clone(),
            ms: standing.review.ms,
            due: standing.due,
        }
    }
}

impl Session {
    /// Goes on with the exam that `begun` began, at the first question without an answer. `answers` has the answer to
    /// each question, in the order of asking.
    pub fn restore_exam(&mut self, begun: EventId, answers: &[Option<KeptAnswer>]) {
        let Some(exam) = &self.exam else { return };
        let given: Vec<Option<ExamAnswer>> = exam
            .asked
            .iter()
            .zip(answers)
            .map(|(asked, kept)| kept.as_ref().map(|kept| self.restored(&asked.question, kept)))
            .collect();
        if let Some(exam) = &mut self.exam {
            exam.begun = Some(begun);
            for (asked, given) in exam.asked.iter_mut().zip(given) {
                asked.given = given;
            }
        }
        self.go_to_first_open();
    }

    /// The answer with its grade; if the decks have changed, the verdict of the log stays.
    fn restored(&self, question: &Question, kept: &KeptAnswer) -> ExamAnswer {
        let answer = match &kept.text {
            Some(text) => forms::logged_as(question, text),
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
