//! How answers are given and shown, each widget in a file of its own: keys, drawing, the line typed in the plain
//! interface, its prompt, what was right. This file alone names them all.

mod choice;
mod order;
mod rating;
mod text;
mod texts;
mod truth;

use crossterm::event::KeyCode;

use super::input_state::{InputState, Reaction};
use super::key_hints::KeyHints;
use super::layouts::digit_of;
use super::line::Line;
use super::line_command::{LineMeaning, is_zero};
use super::question_view::QuestionView;
use super::screen_model::ScreenModel;
use crate::schedule::Verdict;
use crate::session::{Answer, AnswerKind, Feedback, GradeDetail, Input, Question};

/// The choices or steps, with what is picked of them so far.
pub(super) fn choices(view: QuestionView<'_>) -> Vec<Line> {
    if view.question.asks == AnswerKind::Order { order::lines(view) } else { choice::lines(view) }
}

/// The input being typed, and the cursor in it.
pub(super) fn entry(view: QuestionView<'_>) -> (Vec<Line>, Option<(usize, usize)>) {
    match view.question.asks {
        AnswerKind::Text => text::entry(view),
        AnswerKind::Texts => texts::entry(view),
        _ => (Vec::new(), None),
    }
}

/// What a key does to the answer.
pub(super) fn key(state: &mut InputState, key: KeyCode, question: &Question) -> Reaction {
    let choices = question.choices.len();
    match question.asks {
        AnswerKind::Rating => rating::key(key),
        _ if key == KeyCode::Char('0') => answer(Answer::DontKnow),
        AnswerKind::Choice => choice::key(state, key, choices),
        AnswerKind::Choices => choice::key_of_several(state, key, choices),
        AnswerKind::Truth => truth::key(state, key),
        AnswerKind::Order => order::key(state, key, choices),
        // Letters are text: the fields take them.
        AnswerKind::Text | AnswerKind::Texts => Reaction::Nothing,
    }
}

/// The answering keys in words.
pub(super) fn keys_in_words(question: &Question) -> String {
    let choices = question.choices.len();
    match question.asks {
        AnswerKind::Choice => format!("1 to {choices} answer"),
        AnswerKind::Choices => format!("1 to {choices} tick, Enter answers"),
        AnswerKind::Order => format!("1 to {choices} put in order"),
        AnswerKind::Truth => "t and f answer".to_owned(),
        AnswerKind::Rating => "Enter shows the answer".to_owned(),
        AnswerKind::Text | AnswerKind::Texts => "Enter answers".to_owned(),
    }
}

/// The hints to the answering keys.
pub(super) fn key_hints(model: ScreenModel<'_>) -> KeyHints {
    match model.question.asks {
        AnswerKind::Rating => rating::hints(),
        AnswerKind::Choice => KeyHints::default().key(choice::digits(model.question), "answer"),
        AnswerKind::Choices => choice::hints_to_several(model),
        AnswerKind::Truth => KeyHints::default().truth(),
        AnswerKind::Order => order::hints(model),
        AnswerKind::Text | AnswerKind::Texts => text::hints(&model.input_state.fields),
    }
}

/// Reads an answer typed as a line.
pub(super) fn read(line: &str, question: &Question) -> LineMeaning {
    let (text, most) = (line.trim(), question.choices.len());
    match question.asks {
        AnswerKind::Rating => rating::read(text),
        AnswerKind::Text => text::read(line),
        AnswerKind::Texts => LineMeaning::Text(text.to_owned()),
        _ if is_zero(text) => given(Answer::DontKnow),
        AnswerKind::Truth => truth::read(text),
        AnswerKind::Choice => choice::read(text, most),
        AnswerKind::Choices => choice::read_several(text, most),
        AnswerKind::Order => order::read(text, most),
    }
}

/// The prompt for such a line; `told` is how many of several texts were typed already.
pub(super) fn prompt(question: &Question, told: usize) -> String {
    let most = question.choices.len();
    match question.asks {
        AnswerKind::Rating => "Enter shows the answer: ".to_owned(),
        AnswerKind::Choice => format!("Answer 1 to {most}, or 0 if you don't know: "),
        AnswerKind::Choices => "Answer with all that apply, like 1 3, or 0 if you don't know: ".to_owned(),
        AnswerKind::Truth => "Answer t for true or f for false, or 0 if you don't know: ".to_owned(),
        AnswerKind::Text => "Answer, or an empty line if you don't know: ".to_owned(),
        AnswerKind::Texts if told == 0 => format!("1 of {}, or an empty line if you don't know: ", question.texts),
        AnswerKind::Texts => format!("{} of {}: ", told + 1, question.texts),
        AnswerKind::Order => format!("Answer with all {most} numbers in order, or 0 if you don't know: "),
    }
}

/// What is right in each part of an answer, drawn.
pub(super) fn marked(model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
    match &feedback.detail {
        GradeDetail::Choices(marks) => choice::marked(model, feedback, marks),
        GradeDetail::Order(steps) => order::marked(model, feedback, steps),
        GradeDetail::Texts { wanted, extra } => texts::marked(model, wanted, extra),
        GradeDetail::Typed { .. } | GradeDetail::Plain => Vec::new(),
    }
}

/// The same in the words of the plain interface.
pub(super) fn told(question: &Question, feedback: &Feedback) -> Vec<String> {
    match &feedback.detail {
        GradeDetail::Choices(marks) => choice::told(question, feedback, marks),
        GradeDetail::Order(steps) if feedback.verdict == Verdict::Wrong => order::told(steps),
        GradeDetail::Texts { wanted, extra } => texts::told(feedback, wanted, extra),
        GradeDetail::Order(_) | GradeDetail::Typed { .. } | GradeDetail::Plain => Vec::new(),
    }
}

fn answer(answer: Answer) -> Reaction {
    Reaction::Act(Input::Answer(answer))
}

fn given(answer: Answer) -> LineMeaning {
    LineMeaning::Act(Input::Answer(answer))
}

/// The space after the number of a choice or step.
const GAP: &str = "  ";

/// Parses distinct numbers from 1 to `most`, separated by spaces, commas or nothing, into indices.
fn numbers(text: &str, most: usize) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != ',') {
        let place =
            usize::from(digit_of(c)?).checked_sub(1).filter(|&place| place < most && !places.contains(&place))?;
        places.push(place);
    }
    Some(places)
}
