//! Questions that a yes or no decides: at the end, whether the missed shall be due today.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::desk::Reaction;
use super::frame::{Drawn, Frame};
use super::keyline::KeyLine;
use super::layout::Layout;
use super::layouts::latin;
use super::line::{Line, Role};
use super::page::Page;
use super::seat::{Manner, Seat, View};
use super::wrap::wrap;

/// The question, the same on every face.
pub(super) fn question(missed: usize) -> String {
    match missed {
        1 => "Make the one you missed due today?".to_owned(),
        missed => format!("Make the {missed} you missed due today?"),
    }
}

/// Asks it, where anything was missed and nobody wants to be gone.
pub(super) fn make(missed: usize, seat: &mut Seat) -> anyhow::Result<bool> {
    if missed == 0 || seat.is_interrupted() {
        return Ok(false);
    }
    ask(question(missed), seat)
}

/// Asks, and leaves nothing of the question on the screen.
pub(super) fn ask(question: String, seat: &mut Seat) -> anyhow::Result<bool> {
    let agreed = seat.ask(&mut Offer { question }, &mut || Ok(()))?.unwrap_or(false);
    seat.clear()?;
    Ok(agreed)
}

/// The question, answered by a key.
struct Offer {
    question: String,
}

impl View<bool> for Offer {
    fn draw(&mut self, layout: Layout, manner: &Manner) -> Drawn {
        let keys = keys().line(&KeyLine::default(), layout.text());
        let body = wrap(Line::of(Role::Ask, self.question.as_str()).runs(), layout.text());
        Frame { body, keys: vec![keys.clone()], few_keys: keys, ..Frame::default() }.fit(layout, manner.look, None)
    }

    fn key(&mut self, key: KeyEvent, _manner: &Manner) -> Reaction<bool> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => Reaction::Interrupt,
            KeyCode::Char('z') if control => Reaction::Pause,
            KeyCode::Char('d') if control => Reaction::Act(false),
            _ if control => Reaction::Nothing,
            code => said(code).map_or(Reaction::Nothing, Reaction::Act),
        }
    }
}

/// The keys that answer it; the default is named, and Escape means no wherever it leaves something.
pub(super) fn keys() -> KeyLine {
    KeyLine::default().key("y", "yes").key("n", "no (Enter, Esc)")
}

/// The yes or no that a key says.
pub(super) fn said(key: KeyCode) -> Option<bool> {
    match key {
        KeyCode::Char(letter) => match latin(letter) {
            'y' => Some(true),
            'n' | 'q' => Some(false),
            _ => None,
        },
        KeyCode::Enter | KeyCode::Backspace | KeyCode::Esc => Some(false),
        _ => None,
    }
}

/// What was done.
#[must_use]
pub fn made_due(items: usize) -> Page {
    let words = match items {
        0 => "None of the missed has a day to come: each is due already, or comes as a new one.".to_owned(),
        1 => "1 item is due today that would have come later.".to_owned(),
        items => format!("{items} items are due today that would have come later."),
    };
    let mut page = Page::default();
    page.say(Role::Plain, words);
    page
}
