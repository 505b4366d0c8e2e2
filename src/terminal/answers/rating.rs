//! Recalled and rated: Enter shows the answer.

use crossterm::event::KeyCode;

use super::given;
use crate::session::{Answer, Input};
use crate::terminal::input_state::Reaction;
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line_command::{LineMeaning, is_zero};

pub(super) fn key(key: KeyCode) -> Reaction {
    match key {
        KeyCode::Enter | KeyCode::Char(' ') => Reaction::Act(Input::Reveal),
        KeyCode::Char('0') => super::answer(Answer::DontKnow),
        _ => Reaction::Nothing,
    }
}

pub(super) fn hints() -> KeyHints {
    KeyHints::default().key("Enter", "show the answer").or("Enter", "show")
}

pub(super) fn read(text: &str) -> LineMeaning {
    if text.is_empty() {
        LineMeaning::Act(Input::Reveal)
    } else if is_zero(text) {
        given(Answer::DontKnow)
    } else {
        LineMeaning::Unclear("An empty line shows the answer; you rate yourself after it.".to_owned())
    }
}
