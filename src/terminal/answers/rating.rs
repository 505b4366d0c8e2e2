//! Recalled and rated: Enter shows the answer.

use crossterm::event::KeyCode;

use super::Widget;
use crate::session::{Input, Question};
use crate::terminal::input_state::{InputState, Reaction};
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line_command::LineMeaning;
use crate::terminal::screen_model::ScreenModel;

pub(super) struct RatingWidget;

impl Widget for RatingWidget {
    fn key(&self, _: &mut InputState, key: KeyCode, _: &Question) -> Reaction {
        match key {
            KeyCode::Enter | KeyCode::Char(' ') => Reaction::Act(Input::Reveal),
            _ => Reaction::Nothing,
        }
    }

    fn keys_in_words(&self, _: &Question) -> String {
        "Enter shows the answer".to_owned()
    }

    fn key_hints(&self, _: ScreenModel<'_>) -> KeyHints {
        KeyHints::default().key("Enter", "show the answer").or("Enter", "show")
    }

    fn read(&self, line: &str, _: &Question) -> LineMeaning {
        if line.trim().is_empty() {
            LineMeaning::Act(Input::Reveal)
        } else {
            LineMeaning::Unclear("An empty line shows the answer; you rate yourself after it.".to_owned())
        }
    }

    fn prompt(&self, _: &Question, _: usize) -> String {
        "Enter shows the answer: ".to_owned()
    }

    fn shows_given(&self) -> bool {
        false
    }
}
