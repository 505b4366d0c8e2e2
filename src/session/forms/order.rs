//! Steps, put in order.

use super::sent::{self, SentAs, Unfit, choices_in_words, wrong_count};
use super::sheet::{BoxMark, Sheet};
use super::{Answer, Form, GivenValue, GradeDetail, Notes, are_shown, choice_texts, has_room, places_of};
use crate::deck::{Json, Text};
use crate::session::hint::{Hint, beside};
use crate::session::{Grade, GradingContext, Question, WrongForm};

/// A step and where the learner put it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepPlace {
    pub text: Text,
    /// From 0; `None` if they gave no order.
    pub given: Option<usize>,
}

pub(super) struct OrderForm;

impl Form for OrderForm {
    fn grade(&self, question: &Question, answer: &Answer, _: GradingContext<'_>) -> Result<Grade, WrongForm> {
        let Answer::Places(order) = answer else { return Err(WrongForm) };
        if order.is_empty() {
            return Ok(Grade::dont_know(self.unanswered(question)));
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

    fn unanswered(&self, question: &Question) -> GradeDetail {
        GradeDetail::Order(places(question, None))
    }

    fn logged_as(&self, question: &Question, text: &str) -> Option<Answer> {
        places_of(question, text).map(Answer::Places)
    }

    fn hint(&self, question: &Question) -> Option<Hint> {
        let first = question.choices.iter().find(|step| step.place == 0)?;
        has_room(question).then(|| Hint::saying(beside("first comes", &first.text)))
    }

    fn sheet(&self, question: &Question) -> Sheet {
        Sheet::of_choices(question, BoxMark::Number, Some("Number them in the right order."))
    }

    fn box_numbers(&self, question: &Question) -> Vec<usize> {
        question.choices.iter().map(|step| step.place + 1).collect()
    }

    fn notes(&self, _: &Question, detail: &GradeDetail) -> Notes {
        let GradeDetail::Order(steps) = detail else { return Notes::default() };
        let misplaced = steps.iter().enumerate().filter(|(at, step)| step.given != Some(*at));
        let misplaced: Vec<String> = misplaced.map(|(_, step)| step.text.plain()).collect();
        let place = |step: &StepPlace| {
            Json::map([
                ("step", Json::from(step.text.plain())),
                ("step_source", Json::from(step.text.marked().into_owned())),
                ("given", step.given.map_or(Json::Null, |at| Json::count(at + 1))),
            ])
        };
        let places = Json::List(steps.iter().map(place).collect());
        let fields = vec![("missing", Json::from(&misplaced[..])), ("places", places)];
        Notes { fields, told: vec![("out of place", misplaced)] }
    }

    fn read_sent(&self, question: &Question, values: &[GivenValue], way: SentAs) -> Result<Answer, Unfit> {
        if values.len() != question.choices.len() {
            return Err(wrong_count(question, values, way));
        }
        sent::places(question, values, way).map(Answer::Places)
    }

    fn how_to_send(&self, question: &Question, way: SentAs) -> String {
        let choices = choices_in_words(question);
        match way {
            SentAs::Flags => format!("give --answer for each step, in order: {choices}"),
            SentAs::Json => format!("give \"answers\", a list of all steps in order: {choices}"),
        }
    }
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
