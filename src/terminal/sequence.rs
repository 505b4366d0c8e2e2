//! Escape sequences from a terminal that arrive in pieces: keys, and replies to queries.
//!
//! The library that reads keys recognises a sequence that arrives in one piece. Otherwise it returns an Escape, or a
//! key with Alt, and then the characters one by one.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// An unfinished sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    /// `ESC [`: ends with a letter or `~`.
    Control,
    /// `ESC O`: one more character.
    Single,
    /// `ESC ]`, `ESC P` and the like: text up to BEL or `ESC \`.
    Text,
    /// An Escape within a text, which may be its end.
    TextEscape,
}

impl Sequence {
    /// The sequence that an Escape and this key begin.
    pub(super) fn after_escape(key: KeyEvent) -> Option<Self> {
        match key.code {
            _ if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => None,
            KeyCode::Char('O') => Some(Self::Single),
            KeyCode::Char(c) => Self::begun_by(c),
            _ => None,
        }
    }

    /// The sequence that a key with Alt begins: Escape and that key in one piece.
    pub(super) fn of_alt(key: KeyEvent) -> Option<Self> {
        match key.code {
            KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::ALT) => Self::begun_by(c),
            _ => None,
        }
    }

    fn begun_by(c: char) -> Option<Self> {
        match c {
            '[' => Some(Self::Control),
            ']' | 'P' | 'X' | '^' | '_' => Some(Self::Text),
            _ => None,
        }
    }

    /// The state after one more key, `None` at the end; `Err` if the key isn't part of the sequence.
    pub(super) fn next(self, key: KeyEvent) -> Result<Option<Self>, ()> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match (self, key.code) {
            (Self::Text, KeyCode::Char('\\')) if alt => Ok(None),
            (Self::Text, KeyCode::Char('g')) if control => Ok(None),
            (Self::Text, KeyCode::Esc) => Ok(Some(Self::TextEscape)),
            (Self::TextEscape, KeyCode::Char('\\')) => Ok(None),
            _ if control || alt => Err(()),
            (Self::Text, KeyCode::Char(_)) => Ok(Some(Self::Text)),
            (Self::Single, KeyCode::Char(_)) | (Self::Control, KeyCode::Char('@'..='~')) => Ok(None),
            (Self::Control, KeyCode::Char(' '..='?')) => Ok(Some(Self::Control)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The state after these keys.
    fn behind(begun: Sequence, keys: &[KeyEvent]) -> Result<Option<Sequence>, ()> {
        let step = |left: Option<Sequence>, key: &KeyEvent| left.ok_or(())?.next(*key);
        keys.iter().try_fold(Some(begun), step)
    }

    fn typed(text: &str) -> Vec<KeyEvent> {
        text.chars().map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)).collect()
    }

    #[test]
    fn a_sequence_ends_where_the_terminal_ends_it() {
        for (begun, keys, left) in [
            (Sequence::Control, "B", Ok(None)),
            (Sequence::Control, "1;5B", Ok(None)),
            (Sequence::Control, ">0;276;0c", Ok(None)),
            (Sequence::Control, "?2026", Ok(Some(Sequence::Control))),
            (Sequence::Single, "B", Ok(None)),
            (Sequence::Text, "11;rgb:1c1c/1e1e/2626", Ok(Some(Sequence::Text))),
            // The key after it isn't part of it.
            (Sequence::Control, "Bb", Err(())),
        ] {
            assert_eq!(behind(begun, &typed(keys)), left, "{begun:?} {keys}");
        }
        let bell = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL);
        let end = KeyEvent::new(KeyCode::Char('\\'), KeyModifiers::ALT);
        let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
        for ending in [vec![bell], vec![end], vec![escape, typed("\\")[0]]] {
            assert_eq!(behind(Sequence::Text, &[typed("11;rgb:0"), ending].concat()), Ok(None));
        }
        assert_eq!(behind(Sequence::Control, &[KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)]), Err(()));
    }

    #[test]
    fn an_escape_or_alt_begins_it() {
        let key = |c, modifiers| KeyEvent::new(KeyCode::Char(c), modifiers);
        assert_eq!(Sequence::after_escape(key('[', KeyModifiers::NONE)), Some(Sequence::Control));
        assert_eq!(Sequence::after_escape(key('O', KeyModifiers::SHIFT)), Some(Sequence::Single));
        assert_eq!(Sequence::after_escape(key('b', KeyModifiers::NONE)), None);
        assert_eq!(Sequence::of_alt(key(']', KeyModifiers::ALT)), Some(Sequence::Text));
        assert_eq!(Sequence::of_alt(key(']', KeyModifiers::NONE)), None);
        assert_eq!(Sequence::of_alt(key('b', KeyModifiers::ALT)), None);
    }
}
