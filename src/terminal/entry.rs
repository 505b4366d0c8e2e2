//! A line of text being typed, with its cursor.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

use super::line::width;

/// Nobody types more; whoever pastes more is cut off.
const LONGEST: usize = 2_000;

/// A line of text being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    text: String,
    /// Where the cursor stands, in bytes; always between two graphemes.
    at: usize,
}

/// The part of a line that is seen, and the cursor's column in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Seen<'a> {
    pub(super) text: &'a str,
    pub(super) cursor: usize,
}

impl Entry {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn take(&mut self) -> String {
        self.at = 0;
        std::mem::take(&mut self.text)
    }

    /// Puts text where the cursor stands. Newlines become spaces, other controls go.
    pub(super) fn insert(&mut self, text: &str) {
        let text: String = text
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|c| !c.is_control())
            .take(LONGEST.saturating_sub(self.text.len()))
            .collect();
        self.text.insert_str(self.at, &text);
        self.at += text.len();
    }

    /// Takes a key; `false` where it means nothing here.
    pub(super) fn key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if key.modifiers.contains(KeyModifiers::ALT) {
            return false;
        }
        match (key.code, control) {
            (KeyCode::Char('u'), true) => {
                self.text.drain(..self.at);
                self.at = 0;
            }
            (KeyCode::Char('w'), true) => self.delete_word(),
            (KeyCode::Char('a'), true) | (KeyCode::Home, false) => self.at = 0,
            (KeyCode::Char('e'), true) | (KeyCode::End, false) => self.at = self.text.len(),
            (KeyCode::Left, false) => self.at -= self.before(),
            (KeyCode::Right, false) => self.at += self.after(),
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => self.delete(self.before()),
            (KeyCode::Delete, false) => {
                let length = self.after();
                self.text.drain(self.at..self.at + length);
            }
            (KeyCode::Char(c), false) => self.insert(c.encode_utf8(&mut [0; 4])),
            _ => return false,
        }
        true
    }

    /// The bytes of the grapheme before the cursor.
    fn before(&self) -> usize {
        self.text[..self.at].graphemes(true).next_back().map_or(0, str::len)
    }

    /// The bytes of the grapheme behind the cursor.
    fn after(&self) -> usize {
        self.text[self.at..].graphemes(true).next().map_or(0, str::len)
    }

    fn delete(&mut self, bytes: usize) {
        self.text.drain(self.at - bytes..self.at);
        self.at -= bytes;
    }

    fn delete_word(&mut self) {
        let before = self.text[..self.at].trim_end();
        let word = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        // White space may be longer than one byte.
        let word = (word..=self.at).find(|&at| self.text.is_char_boundary(at)).unwrap_or(self.at);
        self.delete(self.at - word);
    }

    /// What of it is seen in so many columns: the part around the cursor.
    pub(super) fn seen(&self, columns: usize) -> Seen<'_> {
        let room = columns.saturating_sub(1).max(1);
        let mut start = self.at;
        let mut cursor = 0;
        for grapheme in self.text[..self.at].graphemes(true).rev() {
            if cursor + width(grapheme) > room {
                break;
            }
            cursor += width(grapheme);
            start -= grapheme.len();
        }
        let mut end = self.at;
        let mut taken = cursor;
        for grapheme in self.text[self.at..].graphemes(true) {
            taken += width(grapheme);
            if taken > room {
                break;
            }
            end += grapheme.len();
        }
        Seen { text: &self.text[start..end], cursor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, keys: &[KeyCode]) -> Entry {
        let mut entry = Entry::default();
        entry.insert(text);
        for &code in keys {
            entry.key(KeyEvent::new(code, KeyModifiers::NONE));
        }
        entry
    }

    #[test]
    fn a_grapheme_is_deleted_as_a_whole() {
        assert_eq!(typed("a👨\u{200d}👩\u{200d}👧", &[KeyCode::Backspace]).text(), "a");
        assert_eq!(typed("日本語", &[KeyCode::Left, KeyCode::Backspace]).text(), "日語");
        assert_eq!(typed("ab", &[KeyCode::Home, KeyCode::Delete]).text(), "b");
        assert_eq!(typed("", &[KeyCode::Backspace, KeyCode::Left, KeyCode::Right, KeyCode::Delete]).text(), "");
    }

    #[test]
    fn letters_go_where_the_cursor_stands() {
        assert_eq!(typed("ac", &[KeyCode::Left, KeyCode::Char('b'), KeyCode::End, KeyCode::Char('d')]).text(), "abcd");
    }

    #[test]
    fn control_keys_delete_words_and_lines() {
        let control = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        let mut entry = typed("one two  ", &[]);
        entry.key(control('w'));
        assert_eq!(entry.text(), "one ");
        entry.key(control('u'));
        assert_eq!(entry.text(), "");
        assert!(!entry.key(control('x')));
    }

    #[test]
    fn a_paste_is_one_line() {
        assert_eq!(typed("two\nlines\u{1b}[2J\t!", &[]).text(), "two lines[2J !");
    }

    #[test]
    fn a_long_line_is_seen_around_its_cursor() {
        let mut entry = typed("0123456789", &[]);
        assert_eq!(entry.seen(6), Seen { text: "56789", cursor: 5 });
        entry.key(KeyEvent::new(KeyCode::Home, KeyModifiers::NONE));
        assert_eq!(entry.seen(6), Seen { text: "01234", cursor: 0 });
        assert_eq!(typed("日本語", &[]).seen(6), Seen { text: "本語", cursor: 4 });
    }
}
