//! True or false.

use crossterm::event::KeyCode;

use super::{answer, given};
use crate::session::Answer;
use crate::terminal::input_state::{InputState, Reaction};
use crate::terminal::layouts::latin_letter;
use crate::terminal::line_command::LineMeaning;

pub(super) fn key(state: &mut InputState, key: KeyCode) -> Reaction {
    match key {
        KeyCode::Enter => state.notice("Pick one: t or f."),
        KeyCode::Char('t' | 'T') => answer(Answer::Truth(true)),
        KeyCode::Char('f' | 'F') => answer(Answer::Truth(false)),
        _ => Reaction::Nothing,
    }
}

pub(super) fn read(text: &str) -> LineMeaning {
    match latin_letter(text).as_str() {
        "t" | "true" => given(Answer::Truth(true)),
        "f" | "false" => given(Answer::Truth(false)),
        _ => LineMeaning::Unclear("Type t for true, f for false, or 0 if you don't know.".to_owned()),
    }
}
