//! Steps, put in order.

use super::{are_shown, choice_texts, has_room};
use crate::session::hint::{Hint, beside};
use crate::session::{Grade, GradeDetail, Question, StepPlace, WrongForm};

pub(super) fn grade(question: &Question, order: &[usize]) -> Result<Grade, WrongForm> {
    if order.is_empty() {
        return Ok(Grade::dont_know(unanswered(question)));
    }
    if order.len() != question.choices.len() || !are_shown(question, order) {
        return Err(WrongForm);
    }
    let order = &alike_steps(question, order)[..];
    let places = places(question, Some(order));
    let in_place = places.iter().enumerate().filter(|(place, step)| step.given == Some(*place)).count();
    let logged = choice_texts(question, order).join("\n");
    Ok(Grade::of(in_place == places.len(), in_place > 0, GradeDetail::Order(places), logged))
}

pub(super) fn unanswered(question: &Question) -> GradeDetail {
    GradeDetail::Order(places(question, None))
}

pub(super) fn hint(question: &Question) -> Option<Hint> {
    let first = question.choices.iter().find(|step| step.place == 0)?;
    has_room(question).then(|| Hint::saying(beside("first comes", &first.text)))
}

/// The learner's order of the steps, with equal steps swapped to where they count as right.
fn alike_steps(question: &Question, order: &[usize]) -> Vec<usize> {
    let mut order = order.to_vec();
    let text = |shown: usize| question.choices.get(shown).map(|step| &step.text);
    for (shown, step) in question.choices.iter().enumerate() {
        let Some(&given) = order.get(step.place) else { continue };
        if given != shown && text(given) == Some(&step.text) {
            order.iter_mut().filter(|other| **other == shown).for_each(|other| *other = given);
            order[step.place] = shown;
        }
    }
    order
}

/// The steps in their right order, with the place the learner gave each.
fn places(question: &Question, order: Option<&[usize]>) -> Vec<StepPlace> {
    let mut steps: Vec<(usize, StepPlace)> = question
        .choices
        .iter()
        .enumerate()
        .map(|(shown, step)| {
            let given = order.and_then(|order| order.iter().position(|&picked| picked == shown));
            (step.place, StepPlace { text: step.text.clone(), given })
        })
        .collect();
    steps.sort_by_key(|(place, _)| *place);
    steps.into_iter().map(|(_, step)| step).collect()
}
