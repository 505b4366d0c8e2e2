//! One text, typed.

use super::{Widget, given};
use crate::session::{Answer, GradeDetail, Question};
use crate::terminal::fields::TextFields;
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line::Line;
use crate::terminal::line_command::LineMeaning;
use crate::terminal::prose;
use crate::terminal::question_view::QuestionView;
use crate::terminal::screen_model::ScreenModel;
use crate::terminal::text_input::typed;

pub(super) struct OneTextWidget;

impl Widget for OneTextWidget {
    fn entry(&self, view: QuestionView<'_>) -> (Vec<Line>, Option<(usize, usize)>) {
        let (line, column) = typed("> ", view.input_state.fields.entry(), view.layout.text(), view.theme);
        (vec![line], Some((0, column)))
    }

    fn keys_in_words(&self, _: &Question) -> String {
        "Enter answers".to_owned()
    }

    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints {
        hints(&model.input_state.fields)
    }

    fn read(&self, line: &str, _: &Question) -> LineMeaning {
        given(if line.trim().is_empty() { Answer::DontKnow } else { Answer::Text(line.to_owned()) })
    }

    fn prompt(&self, _: &Question, _: usize) -> String {
        "Answer, or an empty line if you don't know: ".to_owned()
    }

    fn prompt_again(&self, _: &Question, _: usize) -> String {
        "Answer: ".to_owned()
    }

    /// The form that was typed, or should have been.
    fn right(&self, question: &Question, detail: &GradeDetail) -> String {
        match detail {
            GradeDetail::Typed { answer, .. } => answer.clone(),
            _ => prose::joined(&question.right()),
        }
    }
}

/// Key hints for one or several text fields.
pub(super) fn hints(fields: &TextFields) -> KeyHints {
    let enter = match (fields.is_last(), fields.are_empty()) {
        (false, _) => "next",
        (true, true) => "don't know",
        (true, false) => "answer",
    };
    let line = KeyHints::default().key("Enter", enter).or("Enter", "");
    if fields.all().len() > 1 { line.key("Up Down", "move") } else { line }
}
