//! The screen after the last question, where only the last answer can be undone.

use crossterm::event::{KeyCode, KeyEvent};

use super::confirm::control;
use super::frame::{FittedFrame, Frame};
use super::input_state::Reaction;
use super::key_hints::KeyHints;
use super::keys::Action;
use super::layout::Layout;
use super::line::{Line, Style};
use super::session_ui::{UiOptions, View};
use super::wrap::wrap;

pub(super) const WORDS: &str = "That was the last question.";

pub(super) struct Last {
    /// How the last question ended, if the screen doesn't show it.
    pub(super) notice: Option<String>,
}

impl View<bool> for Last {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame {
        let keys = KeyHints::default().key("Enter", "end").action(&options.keys, Action::Undo, "undo");
        let keys = keys.line(&KeyHints::default(), layout.text());
        let notice = self.notice.iter().map(|notice| Line::of(Style::Near, notice.as_str()));
        let lines = notice.chain([Line::of(Style::Plain, WORDS)]);
        let body = lines.flat_map(|line| wrap(line.spans(), layout.text())).collect();
        Frame { body, keys: vec![keys.clone()], few_keys: keys, ..Frame::default() }.fit(layout, options.theme, None)
    }

    fn key(&mut self, key: KeyEvent, options: &UiOptions) -> Reaction<bool> {
        control(key).unwrap_or_else(|| match key.code {
            KeyCode::Enter | KeyCode::Esc | KeyCode::Char(' ') => Reaction::Act(false),
            KeyCode::Char(letter) => match options.keys.meant(letter) {
                Some(Action::Undo) => Reaction::Act(true),
                Some(Action::Quit) => Reaction::Act(false),
                _ => Reaction::Nothing,
            },
            _ => Reaction::Nothing,
        })
    }
}
