//! A statement, judged true or false.

use crate::session::{Grade, GradeDetail, Question};

pub(super) fn grade(question: &Question, given: bool) -> Grade {
    let right = question.card.body.truth() == Some(given);
    Grade::of(right, false, GradeDetail::Plain, given.to_string())
}
