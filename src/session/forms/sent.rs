//! Answers that other programs send: as flags, or as a line of JSON.

use serde::Deserialize;
use serde_json::Number;

use crate::grading::fold;
use crate::session::Question;

/// A text, a truth value, or the number of a choice, from 1, in the order shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum GivenValue {
    Number(Number),
    Truth(bool),
    Text(String),
}

/// How an answer was sent; decides the wording of help texts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum SentAs {
    #[default]
    Flags,
    Json,
}

/// Why values don't answer a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    pub what: String,
    pub help: Option<String>,
}

impl Unfit {
    const fn saying(what: String) -> Self {
        Self { what, help: None }
    }

    /// Says also how to answer.
    pub(super) fn helped(what: String, question: &Question, way: SentAs) -> Self {
        Self { what, help: Some(question.form().how_to_send(question, way)) }
    }
}

pub(super) fn wrong_count(question: &Question, values: &[GivenValue], way: SentAs) -> Unfit {
    Unfit::helped(format!("{} answers don't fit `{}`", values.len(), question.id), question, way)
}

pub(super) fn text(said: &GivenValue) -> String {
    match said {
        GivenValue::Text(text) => text.clone(),
        GivenValue::Number(number) => number.to_string(),
        GivenValue::Truth(truth) => truth.to_string(),
    }
}

/// All choices or steps, quoted.
pub(super) fn choices_in_words(question: &Question) -> String {
    question.choices.iter().map(|c| format!("`{}`", c.text.plain())).collect::<Vec<_>>().join(", ")
}

/// The indices of the choices or steps that were sent, each once.
pub(super) fn places(question: &Question, values: &[GivenValue], way: SentAs) -> Result<Vec<usize>, Unfit> {
    let mut places = Vec::with_capacity(values.len());
    for said in values {
        let place = place(question, said, &places, way)?;
        if places.contains(&place) {
            return Err(Unfit::saying(format!("`{}` is given twice", text(said))));
        }
        places.push(place);
    }
    Ok(places)
}

/// The index of the choice or step that was sent; of several with the same text, one that is not taken yet.
pub(super) fn place(question: &Question, said: &GivenValue, taken: &[usize], way: SentAs) -> Result<usize, Unfit> {
    if let GivenValue::Number(number) = said {
        let place = number.as_u64().and_then(|nth| usize::try_from(nth).ok()?.checked_sub(1));
        return place.filter(|place| *place < question.choices.len()).ok_or_else(|| {
            let has = match question.choices.len() {
                1 => "1 choice".to_owned(),
                count => format!("{count} choices"),
            };
            Unfit::saying(format!("`{}` has {has}, so there is no number {number}", question.id))
        });
    }
    let text = text(said);
    // Try an exact match first: two choices may differ only in a sign or in case.
    let choices = || question.choices.iter().enumerate();
    let mut written = choices().filter(|(_, choice)| choice.text.plain() == text).map(|(at, _)| at).peekable();
    if let Some(&first) = written.peek() {
        return Ok(written.find(|at| !taken.contains(at)).unwrap_or(first));
    }
    let english = question.card.answer_language(question.id.part()).is_english();
    let folded = fold(&text, english);
    let same: Vec<usize> =
        choices().filter(|(_, choice)| fold(&choice.text.plain(), english) == folded).map(|(at, _)| at).collect();
    let what = match same.as_slice() {
        [only] => return Ok(*only),
        [] => format!("`{text}` is not one of the choices of `{}`", question.id),
        _ => format!("`{text}` matches more than one choice of `{}`", question.id),
    };
    Err(Unfit::helped(what, question, way))
}
