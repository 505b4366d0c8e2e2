//! A line typed beside the question: the note to a flag, or a command where letters are keys.

use crossterm::event::{KeyCode, KeyEvent};

use super::frame::Frame;
use super::key_hints::KeyHints;
use super::layout::Layout;
use super::text_input::{TextInput, typed};
use super::theme::Theme;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Aside {
    /// Enter was pressed; the text that was typed.
    Done(String),
    /// The text or the cursor changed, or the line was closed.
    Changed,
    /// The key does nothing here.
    Nothing,
}

/// Passes a key to the line; closes the line on Enter, Escape and the like.
pub(super) fn key(line: &mut Option<TextInput>, key: KeyEvent) -> Aside {
    let Some(entry) = line else { return Aside::Nothing };
    match key.code {
        KeyCode::Enter => {
            let text = entry.take().trim().to_owned();
            *line = None;
            Aside::Done(text)
        }
        KeyCode::Esc => {
            *line = None;
            Aside::Changed
        }
        KeyCode::Backspace if entry.text().is_empty() => {
            *line = None;
            Aside::Changed
        }
        _ if entry.key(key) => Aside::Changed,
        _ => Aside::Nothing,
    }
}

/// Draws the line in place of the key hints, with `start` before it; `does` says what Enter does.
pub(super) fn draw(frame: &mut Frame, (start, entry): (&str, &TextInput), does: &str, layout: Layout, theme: Theme) {
    let (line, column) = typed(start, entry, layout.text(), theme);
    frame.entry = vec![line];
    frame.cursor = Some((0, column));
    let keys = KeyHints::default().key("Enter", does).key("Esc", "leave it");
    frame.few_keys = keys.line(&KeyHints::default(), layout.text());
    frame.keys = vec![frame.few_keys.clone()];
}

/// Whether this character opens a command line.
pub(super) const fn opens(sign: char) -> bool {
    matches!(sign, ':' | '：')
}
