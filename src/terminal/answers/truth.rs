//! True or false.

use crossterm::event::KeyCode;

use super::{Widget, answer, given};
use crate::session::{Answer, Question};
use crate::terminal::input_state::{InputState, Reaction};
use crate::terminal::key_hints::KeyHints;
use crate::terminal::layouts::latin_letter;
use crate::terminal::line_command::LineMeaning;
use crate::terminal::screen_model::ScreenModel;

pub(super) struct TruthWidget;

impl Widget for TruthWidget {
    fn key(&self, state: &mut InputState, key: KeyCode, _: &Question) -> Reaction {
        match key {
            KeyCode::Enter => state.notice("Pick one: t or f."),
            KeyCode::Char('t' | 'T') => answer(Answer::Truth(true)),
            KeyCode::Char('f' | 'F') => answer(Answer::Truth(false)),
            _ => Reaction::Nothing,
        }
    }

    fn keys_in_words(&self, _: &Question) -> String {
        "t and f answer".to_owned()
    }

    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints {
        let hints = KeyHints::default();
        if model.layout.is_narrow() { hints.truth_in_short() } else { hints.truth() }
    }

    fn read(&self, line: &str, _: &Question) -> LineMeaning {
        match latin_letter(line.trim()).as_str() {
            "t" | "true" => given(Answer::Truth(true)),
            "f" | "false" => given(Answer::Truth(false)),
            _ => LineMeaning::Unclear("Type t for true, f for false, or 0 if you don't know.".to_owned()),
        }
    }

    fn prompt(&self, _: &Question, _: usize) -> String {
        "Answer t for true or f for false, or 0 if you don't know: ".to_owned()
    }

    fn shows_given(&self) -> bool {
        false
    }
}
