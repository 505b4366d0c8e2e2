//! What keys do in an exam beyond answering.

use crossterm::event::KeyCode;

use super::super::input_state::{InputState, Reaction};
use super::super::keys::{Action, Keys};
use super::super::text_input::TextInput;
use super::super::{answers, aside};
use super::{BACK, OPEN};
use crate::session::{Answer, Input, Question, Session, Stage};

impl InputState {
    /// Fills in the answer given before to a question of an exam.
    pub(in super::super) fn fill(&mut self, session: &Session) {
        let given = session.exam().and_then(|exam| exam.given()).and_then(|given| given.answer.as_ref());
        if let Some(answer) = given {
            answers::fill(self, answer);
        }
    }

    /// Whether Enter keeps the answer given before to a question of an exam.
    pub(in super::super) fn keeps_answer(&self, question: &Question, session: &Session) -> bool {
        let Some(given) = session.exam().and_then(|exam| exam.given()) else { return false };
        let is_shown = answers::of(question.asks).shows_given();
        let is_known = given.answer.as_ref().is_some_and(|answer| *answer != Answer::DontKnow);
        !is_shown || !is_known && self.picks.is_empty()
    }

    /// A key that answers nothing, in an exam.
    pub(in super::super) fn exam_key(&mut self, key: KeyCode, session: &Session, keys: &Keys) -> Reaction {
        let is_question = *session.stage() == Stage::Question;
        let letter = match key {
            KeyCode::Left => return Reaction::Act(Input::Back),
            KeyCode::Right if is_question => return Reaction::Act(Input::Skip),
            KeyCode::Esc if !is_question => return Reaction::Act(Input::Back),
            KeyCode::Char(letter) => letter,
            _ => return Reaction::Nothing,
        };
        match keys.meant(letter) {
            Some(BACK) => Reaction::Act(Input::Back),
            Some(OPEN) => Reaction::Act(Input::FirstOpen),
            Some(Action::Skip) if is_question => Reaction::Act(Input::Skip),
            Some(Action::Quit) => Reaction::Act(Input::Quit),
            Some(Action::Help) => self.show_help(true),
            Some(Action::Undo) if self.take_back() => Reaction::Redraw,
            Some(Action::Undo) => self.notice(&format!("{} goes back to change an answer.", keys.letter(BACK))),
            None if aside::opens(letter) => {
                self.colon = Some(TextInput::default());
                Reaction::Redraw
            }
            None if letter != ' ' => self.unknown(letter, session, keys),
            _ => Reaction::Nothing,
        }
    }
}
