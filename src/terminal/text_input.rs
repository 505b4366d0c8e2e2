//! A text field.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

use super::line::{Line, Style, width};
use super::theme::{Glyph, Theme};

/// Longer input is cut off.
pub const MAX_TYPED: usize = 2_000;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TextInput {
    text: String,
    /// The cursor, as a byte offset between two graphemes.
    at: usize,
}

/// The visible part of a line; the cursor is in the column after `before`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct VisibleText<'a> {
    pub(super) text: &'a str,
    /// Whether text is hidden before and after it.
    pub(super) more: (bool, bool),
    pub(super) cursor: usize,
}

impl TextInput {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn take(&mut self) -> String {
        self.at = 0;
        std::mem::take(&mut self.text)
    }

    /// Inserts text at the cursor. Newlines become spaces; other control characters are dropped.
    pub(super) fn insert(&mut self, text: &str) {
        let text: String = text
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|c| !c.is_control())
            .take(MAX_TYPED.saturating_sub(self.text.len()))
            .collect();
        self.text.insert_str(self.at, &text);
        self.at += text.len();
    }

    /// Handles a key; returns `false` if it does nothing here.
    pub(super) fn key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if key.modifiers.contains(KeyModifiers::ALT) {
            return self.alt_key(key.code);
        }
        match (key.code, control) {
            (KeyCode::Char('u'), true) => self.delete(self.at),
            (KeyCode::Char('k'), true) => self.text.truncate(self.at),
            (KeyCode::Char('w'), true) => self.delete(self.word_before()),
            (KeyCode::Left, true) => self.at -= self.word_before(),
            (KeyCode::Right, true) => self.at += self.word_behind(),
            (KeyCode::Char('a'), true) | (KeyCode::Home, false) => self.at = 0,
            (KeyCode::Char('e'), true) | (KeyCode::End, false) => self.at = self.text.len(),
            (KeyCode::Left, false) => self.at -= self.before(),
            (KeyCode::Right, false) => self.at += self.after(),
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => self.delete(self.before()),
            (KeyCode::Delete, false) | (KeyCode::Char('d'), true) => self.delete_behind(self.after()),
            (KeyCode::Char(c), false) => self.insert(c.encode_utf8(&mut [0; 4])),
            _ => return false,
        }
        true
    }

    /// With Alt, keys work on words.
    fn alt_key(&mut self, key: KeyCode) -> bool {
        match key {
            KeyCode::Char('b' | 'B') | KeyCode::Left => self.at -= self.word_before(),
            KeyCode::Char('f' | 'F') | KeyCode::Right => self.at += self.word_behind(),
            KeyCode::Char('d' | 'D') => self.delete_behind(self.word_behind()),
            KeyCode::Backspace => self.delete(self.word_before()),
            _ => return false,
        }
        true
    }

    /// The length in bytes of the grapheme before the cursor.
    fn before(&self) -> usize {
        self.text[..self.at].graphemes(true).next_back().map_or(0, str::len)
    }

    /// The length in bytes of the grapheme after the cursor.
    fn after(&self) -> usize {
        self.text[self.at..].graphemes(true).next().map_or(0, str::len)
    }

    fn delete(&mut self, bytes: usize) {
        self.text.drain(self.at - bytes..self.at);
        self.at -= bytes;
    }

    fn delete_behind(&mut self, bytes: usize) {
        self.text.drain(self.at..self.at + bytes);
    }

    /// The length in bytes of the word before the cursor, with the white space between.
    fn word_before(&self) -> usize {
        let text = &self.text[..self.at];
        text.len() - text.trim_end().trim_end_matches(|c: char| !c.is_whitespace()).len()
    }

    /// The same after the cursor.
    fn word_behind(&self) -> usize {
        let text = &self.text[self.at..];
        text.len() - text.trim_start().trim_start_matches(|c: char| !c.is_whitespace()).len()
    }

    /// The part around the cursor that fits, with `mark` columns left free on each side where text is hidden.
    pub(super) fn seen(&self, columns: usize, mark: usize) -> VisibleText<'_> {
        let room = columns.saturating_sub(1).max(1);
        let (before, behind) = self.text.split_at(self.at);
        if width(&self.text) <= room {
            return VisibleText { text: &self.text, more: (false, false), cursor: width(before) };
        }
        // Without enough room there are no marks.
        let mark = if room > 2 * mark + 2 { mark } else { 0 };
        let behind_mark = if behind.is_empty() { 0 } else { mark };
        let is_cut = width(before) > room - behind_mark;
        let before_mark = if is_cut { mark } else { 0 };
        let start = self.at - fitting(before.graphemes(true).rev(), room - before_mark - behind_mark);
        let cursor = before_mark + width(&self.text[start..self.at]);
        let left = room - cursor;
        let has_more = width(behind) > left;
        let end = self.at + fitting(behind.graphemes(true), if has_more { left - mark } else { left });
        VisibleText { text: &self.text[start..end], more: (is_cut && mark > 0, has_more && mark > 0), cursor }
    }
}

/// The length in bytes of the graphemes that fit into so many columns.
fn fitting<'a>(graphemes: impl Iterator<Item = &'a str>, columns: usize) -> usize {
    let fits = graphemes.scan(0, |taken, grapheme| {
        *taken += width(grapheme);
        (*taken <= columns).then_some(grapheme.len())
    });
    fits.sum()
}

/// A line being typed, and the column of its cursor.
pub(super) fn typed(prompt: &str, entry: &TextInput, columns: usize, theme: Theme) -> (Line, usize) {
    let mark = theme.glyph(Glyph::Ellipsis);
    let seen = entry.seen(columns.saturating_sub(width(prompt)), width(mark));
    let mark = |more| if more { mark } else { "" };
    let line = Line::of(Style::Key, prompt).with(Style::Quiet, mark(seen.more.0)).with(Style::Plain, seen.text);
    (line.with(Style::Quiet, mark(seen.more.1)), width(prompt) + seen.cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, keys: &[KeyCode]) -> TextInput {
        let mut entry = TextInput::default();
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
    fn words_are_passed_and_deleted() {
        let alt = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT);
        let control = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        let mut entry = typed("one two three", &[]);
        let mut press = |key| {
            assert!(entry.key(key));
            let (before, behind) = entry.text.split_at(entry.at);
            format!("{before}|{behind}")
        };
        for (key, left) in [
            (alt('b'), "one two |three"),
            (alt('b'), "one |two three"),
            (alt('f'), "one two| three"),
            (alt('d'), "one two|"),
            (alt('b'), "one |two"),
            (control('d'), "one |wo"),
            (control('k'), "one |"),
            (control('k'), "one |"),
            (control('d'), "one |"),
        ] {
            assert_eq!(press(key), left);
        }
    }

    #[test]
    fn a_long_line_is_seen_around_its_cursor() {
        let mut entry = typed("0123456789", &[]);
        let seen = |text, more, cursor| VisibleText { text, more, cursor };
        assert_eq!(entry.seen(6, 1), seen("6789", (true, false), 5));
        assert_eq!(entry.seen(11, 1), seen("0123456789", (false, false), 10));
        for code in [KeyCode::Left; 3] {
            entry.key(KeyEvent::new(code, KeyModifiers::NONE));
        }
        assert_eq!(entry.seen(6, 1), seen("456", (true, true), 4));
        // At the end, no mark is needed.
        for code in [KeyCode::Right; 2] {
            entry.key(KeyEvent::new(code, KeyModifiers::NONE));
        }
        assert_eq!(entry.seen(6, 1), seen("6789", (true, false), 4));
        entry.key(KeyEvent::new(KeyCode::Home, KeyModifiers::NONE));
        assert_eq!(entry.seen(6, 1), seen("0123", (false, true), 0));
        assert_eq!(entry.seen(6, 3), seen("01234", (false, false), 0));
        assert_eq!(typed("日本語", &[]).seen(6, 1), seen("本語", (true, false), 5));
    }
}
