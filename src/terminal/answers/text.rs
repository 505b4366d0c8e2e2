//! One text, typed.

use super::given;
use crate::session::Answer;
use crate::terminal::fields::TextFields;
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line::Line;
use crate::terminal::line_command::LineMeaning;
use crate::terminal::question_view::QuestionView;
use crate::terminal::text_input::typed;

pub(super) fn entry(view: QuestionView<'_>) -> (Vec<Line>, Option<(usize, usize)>) {
    let (line, column) = typed("> ", view.input_state.fields.entry(), view.layout.text(), view.theme);
    (vec![line], Some((0, column)))
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

pub(super) fn read(line: &str) -> LineMeaning {
    given(if line.trim().is_empty() { Answer::DontKnow } else { Answer::Text(line.to_owned()) })
}
