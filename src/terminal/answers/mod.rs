//! How answers are given and shown, each widget in a file of its own: keys, drawing, the line typed in the plain
//! interface, its prompt, what was right, in how many words. This file alone names them all.

mod choice;
mod matching;
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
use super::prose;
use super::question_view::QuestionView;
use super::screen_model::ScreenModel;
use crate::deck::text::one_line;
use crate::session::{Answer, AnswerKind, Feedback, GradeDetail, Input, Question};

/// How one form of answer is given and shown.
pub(super) trait Widget {
    /// What is picked from, with what is picked of it so far.
    fn choices(&self, _view: QuestionView<'_>) -> Vec<Line> {
        Vec::new()
    }

    /// The input being typed, and the cursor in it.
    fn entry(&self, _view: QuestionView<'_>) -> (Vec<Line>, Option<(usize, usize)>) {
        (Vec::new(), None)
    }

    /// What a key other than 0 does to the answer. Where letters are text, the fields take them.
    fn key(&self, _state: &mut InputState, _key: KeyCode, _question: &Question) -> Reaction {
        Reaction::Nothing
    }

    /// The answering keys in words.
    fn keys_in_words(&self, question: &Question) -> String;

    /// The hints to the answering keys.
    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints;

    /// How it is announced in the plain interface.
    fn announced(&self, question: &Question) -> Option<String> {
        question.wants()
    }

    /// Reads an answer typed as a line.
    fn read(&self, line: &str, question: &Question) -> LineMeaning;

    /// The prompt for such a line; `told` is how many of several texts were typed already.
    fn prompt(&self, question: &Question, told: usize) -> String;

    /// The same where an empty line keeps an answer given before.
    fn prompt_again(&self, question: &Question, told: usize) -> String {
        self.prompt(question, told)
    }

    /// What is right in each part of an answer, drawn.
    fn marked(&self, _model: ScreenModel<'_>, _feedback: &Feedback) -> Vec<Line> {
        Vec::new()
    }

    /// The same in the words of the plain interface.
    fn told(&self, _question: &Question, _feedback: &Feedback) -> Vec<String> {
        Vec::new()
    }

    /// How much of an answer with several parts is right, if each part is shown.
    fn counted(&self, _detail: &GradeDetail) -> Option<String> {
        None
    }

    /// The right answer within a sentence.
    fn right(&self, question: &Question, _detail: &GradeDetail) -> String {
        prose::joined(&question.right())
    }

    /// Whether the screen of a question shows an answer given before.
    fn shows_given(&self) -> bool {
        true
    }

    /// An answer in words.
    fn in_words(&self, question: &Question, answer: &Answer) -> String {
        match answer {
            Answer::Choices(places) | Answer::Places(places) => {
                let texts = places.iter().filter_map(|&place| question.choices.get(place));
                texts.map(|choice| one_line(&choice.text.plain())).collect::<Vec<_>>().join(", ")
            }
            Answer::Truth(truth) => truth.to_string(),
            Answer::Text(text) => one_line(text),
            Answer::Texts(texts) => texts.iter().map(|text| one_line(text)).collect::<Vec<_>>().join(", "),
            Answer::DontKnow => "I don't know".to_owned(),
        }
    }
}

/// The widget of a form of answer.
pub(super) const fn of(asks: AnswerKind) -> &'static dyn Widget {
    match asks {
        AnswerKind::Rating => &rating::RatingWidget,
        AnswerKind::Choice => &choice::One,
        AnswerKind::Choices => &choice::AllThatApply,
        AnswerKind::Truth => &truth::TruthWidget,
        AnswerKind::Text => &text::OneTextWidget,
        AnswerKind::Texts => &texts::SeveralTextsWidget,
        AnswerKind::Order => &order::OrderWidget,
        AnswerKind::Match => &matching::MatchWidget,
    }
}

/// What a key does to the answer.
pub(super) fn key(state: &mut InputState, key: KeyCode, question: &Question) -> Reaction {
    if key == KeyCode::Char('0') {
        return answer(Answer::DontKnow);
    }
    of(question.asks).key(state, key, question)
}

/// Reads an answer typed as a line.
pub(super) fn read(line: &str, question: &Question) -> LineMeaning {
    if !question.asks.typed() && is_zero(line.trim()) {
        return given(Answer::DontKnow);
    }
    of(question.asks).read(line, question)
}

/// Fills in an answer given before.
pub(super) fn fill(state: &mut InputState, given: &Answer) {
    match given {
        Answer::Choices(places) | Answer::Places(places) => state.picks.clone_from(places),
        Answer::Text(text) => state.fields.fill([text.as_str()]),
        Answer::Texts(texts) => state.fields.fill(texts.iter().map(String::as_str)),
        Answer::Truth(_) | Answer::DontKnow => {}
    }
}

fn answer(answer: Answer) -> Reaction {
    Reaction::Act(Input::Answer(answer))
}

fn given(answer: Answer) -> LineMeaning {
    LineMeaning::Act(Input::Answer(answer))
}

/// What else there is, as far as there is any: `, 2 missed, 1 too many`.
fn counts<const N: usize>(all: [(usize, &str); N]) -> String {
    let some = all.into_iter().filter(|(number, _)| *number > 0);
    some.map(|(number, words)| format!(", {number} {words}")).collect::<Vec<_>>().concat()
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
