//! One choice, or all that apply.

use super::{are_shown, choice_texts, has_room};
use crate::session::hint::{Hint, beside};
use crate::session::{AnswerKind, ChoiceMark, Grade, GradeDetail, Question, WrongForm};

pub(super) fn grade(question: &Question, picked: &[usize]) -> Result<Grade, WrongForm> {
    if picked.is_empty() {
        return Ok(Grade::dont_know(unanswered(question)));
    }
    let most = if question.asks == AnswerKind::Choice { 1 } else { question.choices.len() };
    if picked.len() > most || !are_shown(question, picked) {
        return Err(WrongForm);
    }
    let marks: Vec<ChoiceMark> = question
        .choices
        .iter()
        .enumerate()
        .map(|(place, choice)| mark(choice.right, picked.contains(&place)))
        .collect();
    let right = !marks.iter().any(|mark| matches!(mark, ChoiceMark::Missed | ChoiceMark::Wrong));
    let partly = marks.contains(&ChoiceMark::Found);
    // Sorted, so that the log does not depend on the order of showing or picking.
    let mut texts: Vec<String> = choice_texts(question, picked);
    texts.sort();
    Ok(Grade::of(right, partly, GradeDetail::Choices(marks), texts.join("\n")))
}

pub(super) fn unanswered(question: &Question) -> GradeDetail {
    GradeDetail::Choices(question.choices.iter().map(|choice| mark(choice.right, false)).collect())
}

pub(super) fn hint(question: &Question) -> Option<Hint> {
    // The choices are shuffled already, so the first wrong one is random.
    let place = question.choices.iter().position(|choice| !choice.right)?;
    let text = beside("not", &question.choices[place].text);
    has_room(question).then_some(Hint { text, strikes: Some(place) })
}

fn mark(right: bool, picked: bool) -> ChoiceMark {
    match (right, picked) {
        (true, true) => ChoiceMark::Found,
        (true, false) => ChoiceMark::Missed,
        (false, true) => ChoiceMark::Wrong,
        (false, false) => ChoiceMark::Left,
    }
}
