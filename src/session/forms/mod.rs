//! The forms of answers, each in a file of its own: how an answer is graded and read back from the log, what is
//! shown of one that nobody gave, and the hint that the program makes up. This file alone names them all.

mod choices;
mod order;
mod rating;
mod text;
mod texts;
mod truth;

use super::hint::Hint;
use super::{Answer, AnswerKind, Grade, GradeDetail, GradingContext, Question, WrongForm};
use crate::deck::text::one_line;

pub(super) use text::fit;
pub(super) use texts::compare;
pub use texts::{TextExtra, TextFound};

/// Grades an answer that was given.
pub(super) fn grade(question: &Question, answer: &Answer, context: GradingContext<'_>) -> Result<Grade, WrongForm> {
    match (question.asks, answer) {
        (AnswerKind::Choice | AnswerKind::Choices, Answer::Choices(picked)) => choices::grade(question, picked),
        (AnswerKind::Truth, Answer::Truth(given)) => Ok(truth::grade(question, *given)),
        (AnswerKind::Text, Answer::Text(typed)) => Ok(text::grade(question, typed, context)),
        (AnswerKind::Texts, Answer::Texts(typed)) => Ok(texts::grade(question, typed, context)),
        (AnswerKind::Order, Answer::Order(order)) => order::grade(question, order),
        _ => Err(WrongForm),
    }
}

/// What is right, next to no answer.
pub(super) fn unanswered(question: &Question) -> GradeDetail {
    match question.asks {
        AnswerKind::Choice | AnswerKind::Choices => choices::unanswered(question),
        AnswerKind::Order => order::unanswered(question),
        AnswerKind::Rating | AnswerKind::Truth | AnswerKind::Text | AnswerKind::Texts => GradeDetail::Plain,
    }
}

/// The answer that is logged as this text, see [`Grade::logged`].
pub(super) fn logged_as(question: &Question, text: &str) -> Option<Answer> {
    match question.asks {
        AnswerKind::Choice | AnswerKind::Choices => places_of(question, text).map(Answer::Choices),
        AnswerKind::Order => places_of(question, text).map(Answer::Order),
        AnswerKind::Truth => text.parse().ok().map(Answer::Truth),
        AnswerKind::Text => Some(Answer::Text(text.to_owned())),
        AnswerKind::Texts => Some(Answer::Texts(text.split('\n').map(str::to_owned).collect())),
        AnswerKind::Rating => None,
    }
}

/// The hint to a question whose author wrote none.
pub(super) fn hint(question: &Question) -> Option<Hint> {
    match question.asks {
        AnswerKind::Rating => rating::hint(question),
        AnswerKind::Choice | AnswerKind::Choices => choices::hint(question),
        AnswerKind::Truth => None,
        AnswerKind::Text | AnswerKind::Texts => text::hint(question),
        AnswerKind::Order => order::hint(question),
    }
}

/// Whether there are so many choices or steps that a hint leaves something to think about.
const fn has_room(question: &Question) -> bool {
    question.choices.len() >= 3
}

/// The texts of choices, one line each.
fn choice_texts(question: &Question, shown: &[usize]) -> Vec<String> {
    let choices = shown.iter().filter_map(|place| question.choices.get(*place));
    choices.map(|choice| one_line(&choice.text.plain())).collect()
}

/// The choices with these texts, one a line; each choice once.
fn places_of(question: &Question, text: &str) -> Option<Vec<usize>> {
    let all: Vec<String> = question.choices.iter().map(|choice| one_line(&choice.text.plain())).collect();
    let mut places: Vec<usize> = Vec::new();
    for line in text.split('\n') {
        let place = (0..all.len()).find(|at| !places.contains(at) && all[*at] == line)?;
        places.push(place);
    }
    Some(places)
}

/// Whether these are choices that are shown.
fn are_shown(question: &Question, places: &[usize]) -> bool {
    places.iter().all(|&place| place < question.choices.len())
}
