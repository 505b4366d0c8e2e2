//! The text fields of a question, one below the other.

use crossterm::event::{KeyCode, KeyEvent};

use super::text_input::TextInput;
use crate::session::Answer;

/// One or more text fields, one of which has the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextFields {
    entries: Vec<TextInput>,
    at: usize,
}

impl Default for TextFields {
    fn default() -> Self {
        Self::of(1)
    }
}

impl TextFields {
    /// This many empty fields, at least one.
    pub(super) fn of(count: usize) -> Self {
        Self { entries: vec![TextInput::default(); count.max(1)], at: 0 }
    }

    /// The field with the cursor.
    pub(super) fn entry(&self) -> &TextInput {
        // There is at least one.
        &self.entries[self.at]
    }

    pub(super) fn entry_mut(&mut self) -> &mut TextInput {
        &mut self.entries[self.at]
    }

    pub(super) fn all(&self) -> &[TextInput] {
        &self.entries
    }

    /// The index of the field with the cursor.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Whether Enter in it submits the answer.
    pub(super) fn is_last(&self) -> bool {
        self.at + 1 == self.entries.len()
    }

    pub(super) fn are_empty(&self) -> bool {
        self.entries.iter().all(|entry| entry.text().trim().is_empty())
    }

    /// Moves the cursor to a field, if it exists.
    pub(super) fn go_to(&mut self, at: usize) {
        if at < self.entries.len() {
            self.at = at;
        }
    }

    /// Fills the fields in order.
    pub(super) fn fill<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for (entry, text) in self.entries.iter_mut().zip(texts) {
            entry.take();
            entry.insert(text);
        }
    }

    /// The answer, if `read` accepts every line; otherwise moves the cursor to the rejected one.
    pub(super) fn answer(&mut self, read: impl Fn(&str) -> Option<String>) -> Option<Answer> {
        let read: Vec<Option<String>> = self.entries.iter().map(|entry| read(entry.text())).collect();
        if let Some(at) = read.iter().position(Option::is_none) {
            self.go_to(at);
            return None;
        }
        let texts: Vec<String> = read.into_iter().flatten().collect();
        Some(match texts.as_slice() {
            texts if texts.iter().all(|text| text.trim().is_empty()) => Answer::DontKnow,
            [one] => Answer::Text(one.clone()),
            _ => Answer::Texts(texts),
        })
    }

    /// Moves between fields if the key is for that; returns whether it was.
    pub(super) fn moves(&mut self, key: KeyEvent) -> bool {
        if self.entries.len() == 1 {
            return false;
        }
        match key.code {
            KeyCode::Up | KeyCode::BackTab => self.go_to(self.at.saturating_sub(1)),
            KeyCode::Down | KeyCode::Tab => self.go_to(self.at + 1),
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;

    #[test]
    fn keys_go_from_one_to_another() {
        let mut fields = TextFields::of(3);
        let mut moved = |code| {
            assert!(fields.moves(KeyEvent::new(code, KeyModifiers::NONE)));
            fields.at()
        };
        let keys = [KeyCode::Down, KeyCode::Tab, KeyCode::Down, KeyCode::Up, KeyCode::BackTab, KeyCode::Up];
        assert_eq!(keys.map(&mut moved), [1, 2, 2, 1, 0, 0]);
        assert!(!TextFields::default().moves(KeyEvent::new(KeyCode::Down, KeyModifiers::NONE)));
    }

    #[test]
    fn what_stood_there_is_put_back() {
        let mut fields = TextFields::of(2);
        fields.fill(["one", "two", "three"]);
        assert_eq!(fields.all().iter().map(TextInput::text).collect::<Vec<_>>(), ["one", "two"]);
        assert!(!fields.are_empty() && !fields.is_last());
    }
}
