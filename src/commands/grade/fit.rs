//! Converts an answer that was sent into the form its question asks for.

use super::sent::{AnswerForm, GivenValue, SentAnswer};
use crate::app::error::CliError;
use crate::grading::fold;
use crate::schedule::Rating;
use crate::session::{Answer, AnswerKind, Question};
use crate::terminal::count;

pub(super) enum GradeRequest {
    /// The learner rates it.
    Rate(Rating),
    /// The program judges it.
    Answer(Answer),
}

/// Checks what was sent against the question.
pub(super) fn request(sent: &SentAnswer, question: &Question) -> Result<GradeRequest, CliError> {
    let hints = question.hints().len();
    if usize::from(sent.hints) > hints {
        let has = if hints == 0 { "no hint".to_owned() } else { count(hints, "hint") };
        return Err(CliError::usage(format!("`{}` has {has}, not {}", question.id, sent.hints)));
    }
    if let Some(attempt) = sent.attempt.filter(|attempt| *attempt != question.attempt) {
        return Err(CliError::usage(format!("`{}` was answered meanwhile: attempt {attempt} is over", question.id))
            .help("show it again: its choices are now in another order"));
    }
    if question.asks == AnswerKind::Rating {
        let alone = sent.answers.is_empty() && !sent.dont_know && !sent.guessed && !sent.overrule;
        return sent.rating.filter(|_| alone).map(GradeRequest::Rate).ok_or_else(|| {
            CliError::usage(format!("`{}` is rated by the learner", question.id)).help(match sent.form {
                AnswerForm::Flags => "give --rating again, hard, good or easy, and nothing else",
                AnswerForm::Json => "give \"rating\": \"again\", \"hard\", \"good\" or \"easy\", and no answer",
            })
        });
    }
    answer(sent, question).map(GradeRequest::Answer)
}

fn answer(sent: &SentAnswer, question: &Question) -> Result<Answer, CliError> {
    if sent.dont_know {
        return Ok(Answer::DontKnow);
    }
    let wrong = |what: String| Err(CliError::usage(what).help(wanted(question, sent.form)));
    match (question.asks, sent.answers.as_slice()) {
        (_, []) => wrong(format!("no answer to `{}` was given", question.id)),
        (AnswerKind::Text, [one]) => Ok(Answer::Text(text(one))),
        (AnswerKind::Text, several) if question.gaps() == Some(several.len()) => {
            Ok(Answer::Text(same(question, several)))
        }
        (AnswerKind::Texts, texts) if texts.len() <= question.texts => {
            Ok(Answer::Texts(texts.iter().map(text).collect()))
        }
        (AnswerKind::Truth, [one]) => match text(one).as_str() {
            "true" => Ok(Answer::Truth(true)),
            "false" => Ok(Answer::Truth(false)),
            other => wrong(format!("`{other}` is neither `true` nor `false`")),
        },
        (AnswerKind::Choice, [one]) => Ok(Answer::Choices(vec![place(question, sent.form, one, &[])?])),
        (AnswerKind::Choices, several) => Ok(Answer::Choices(places(question, sent.form, several)?)),
        (AnswerKind::Order, several) if several.len() == question.choices.len() => {
            Ok(Answer::Order(places(question, sent.form, several)?))
        }
        (_, several) => wrong(format!("{} answers don't fit `{}`", several.len(), question.id)),
    }
}

fn text(said: &GivenValue) -> String {
    match said {
        GivenValue::Text(text) => text.clone(),
        GivenValue::Number(number) => number.to_string(),
        GivenValue::Truth(truth) => truth.to_string(),
    }
}

/// Several gaps with the same content count as one text: returns a wrong text if there is one, else the first.
fn same(question: &Question, several: &[GivenValue]) -> String {
    let right: Vec<String> = question
        .wanted()
        .iter()
        .flat_map(|right| right.texts().map(|text| fold(&text.plain(), false)).collect::<Vec<_>>())
        .collect();
    let texts: Vec<String> = several.iter().map(text).collect();
    texts.iter().find(|text| !right.contains(&fold(text, false))).or(texts.first()).cloned().unwrap_or_default()
}

/// Help text: how to answer the question.
fn wanted(question: &Question, form: AnswerForm) -> String {
    let choices = || question.choices.iter().map(|c| format!("`{}`", c.text.plain())).collect::<Vec<_>>().join(", ");
    let wants = || question.wants().unwrap_or_default();
    match (form, question.asks) {
        (AnswerForm::Flags, AnswerKind::Choice) => format!("give --answer once, with one of {}", choices()),
        (AnswerForm::Flags, AnswerKind::Choices) => format!("give --answer for each that applies, of {}", choices()),
        (AnswerForm::Flags, AnswerKind::Order) => format!("give --answer for each step, in order: {}", choices()),
        (AnswerForm::Flags, AnswerKind::Truth) => "give --answer true or --answer false, or --dont-know".to_owned(),
        (AnswerForm::Flags, AnswerKind::Texts) => {
            format!(
                "give --answer TEXT for each of {}; an empty one for each that is not known; or --dont-know",
                wants()
            )
        }
        (AnswerForm::Flags, AnswerKind::Text | AnswerKind::Rating) => "give --answer TEXT, or --dont-know".to_owned(),
        (AnswerForm::Json, AnswerKind::Choice) => format!("give \"answer\", with one of {}", choices()),
        (AnswerForm::Json, AnswerKind::Choices) => {
            format!("give \"answers\", a list of those that apply, of {}", choices())
        }
        (AnswerForm::Json, AnswerKind::Order) => {
            format!("give \"answers\", a list of all steps in order: {}", choices())
        }
        (AnswerForm::Json, AnswerKind::Truth) => "give \"answer\": true or false, or \"dont_know\": true".to_owned(),
        (AnswerForm::Json, AnswerKind::Texts) => {
            format!(
                "give \"answers\", a text for each of {}, empty for each that is not known; or \"dont_know\": true",
                wants()
            )
        }
        (AnswerForm::Json, AnswerKind::Text | AnswerKind::Rating) => {
            "give \"answer\", a text, or \"dont_know\": true".to_owned()
        }
    }
}

fn places(question: &Question, form: AnswerForm, several: &[GivenValue]) -> Result<Vec<usize>, CliError> {
    let mut places = Vec::with_capacity(several.len());
    for said in several {
        let place = place(question, form, said, &places)?;
        if places.contains(&place) {
            return Err(CliError::usage(format!("`{}` is given twice", text(said))));
        }
        places.push(place);
    }
    Ok(places)
}

/// The index of the choice or step that was sent; of several with the same text, one that is not taken yet.
fn place(question: &Question, form: AnswerForm, said: &GivenValue, taken: &[usize]) -> Result<usize, CliError> {
    if let GivenValue::Number(number) = said {
        let place = number.as_u64().and_then(|nth| usize::try_from(nth).ok()?.checked_sub(1));
        return place.filter(|place| *place < question.choices.len()).ok_or_else(|| {
            CliError::usage(format!(
                "`{}` has {}, so there is no number {number}",
                question.id,
                count(question.choices.len(), "choice")
            ))
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
    match same.as_slice() {
        [only] => Ok(*only),
        [] => {
            let what = format!("`{text}` is not one of the choices of `{}`", question.id);
            Err(CliError::usage(what).help(wanted(question, form)))
        }
        _ => {
            let what = format!("`{text}` matches more than one choice of `{}`", question.id);
            Err(CliError::usage(what).help(wanted(question, form)))
        }
    }
}
