//! Which key does what.

use std::str::FromStr;

use crossterm::event::KeyCode;

use super::digits::digit;
use super::layouts::{french_digit, latin};

/// What a letter does. Digits, Enter, `t`, `f` and `0` give answers and aren't included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Shows a hint, then a bigger one.
    Hint,
    /// Postpones the question within the session.
    Skip,
    Undo,
    Flag,
    /// Hides the item until tomorrow.
    Bury,
    /// Hides the item until resumed.
    Suspend,
    /// "I guessed".
    Guessed,
    /// "I was right" or "I was wrong".
    Overrule,
    Edit,
    /// Shows the item's reviews.
    History,
    Help,
    Quit,
}

impl Action {
    /// All actions, with their names in the config and default letters.
    const ALL: [(Self, &'static str, char); 12] = [
        (Self::Hint, "hint", 'h'),
        (Self::Skip, "skip", 's'),
        (Self::Undo, "undo", 'u'),
        (Self::Flag, "flag", '!'),
        (Self::Bury, "bury", 'b'),
        (Self::Suspend, "suspend", 'x'),
        (Self::Guessed, "guessed", 'g'),
        (Self::Overrule, "overrule", 'o'),
        (Self::Edit, "edit", 'e'),
        (Self::History, "history", 'i'),
        (Self::Help, "help", '?'),
        (Self::Quit, "quit", 'q'),
    ];

    /// The names in the config.
    pub const NAMES: [&'static str; 12] = {
        let mut names = [""; 12];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].1;
            at += 1;
        }
        names
    };

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|&(action, ..)| action)
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(action, ..)| *action == self).map_or("", |&(_, name, _)| name)
    }
}

/// The letters as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys(Vec<(Action, char)>);

impl Default for Keys {
    fn default() -> Self {
        Self(Action::ALL.map(|(action, _, letter)| (action, letter)).to_vec())
    }
}

/// Why a letter can't be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not a single character that a key types.
    #[error("`{0}` is not a single character that a key types")]
    NoCharacter(String),
    /// Gives an answer.
    #[error("`{0}` answers questions, so it can do nothing else")]
    Answers(char),
    /// Used by another action.
    #[error("`{0}` already does `{1}`")]
    Taken(char, &'static str),
}

/// A character that an action can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyLetter(char);

impl FromStr for KeyLetter {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let mut chars = text.chars();
        let letter = match (chars.next(), chars.next()) {
            // A colon starts commands where letters are text.
            (Some(letter), None) if !letter.is_whitespace() && !letter.is_control() && letter != ':' => letter,
            _ => return Err(BadKey::NoCharacter(text.to_owned())),
        };
        if letter.is_ascii_digit() || matches!(letter, 't' | 'f' | 'T' | 'F') {
            return Err(BadKey::Answers(letter));
        }
        Ok(Self(letter))
    }
}

impl Keys {
    /// The action of a letter.
    #[must_use]
    pub fn action(&self, letter: char) -> Option<Action> {
        self.0.iter().find(|&&(_, key)| key == letter).map(|&(action, _)| action)
    }

    /// The action of a letter as typed, ignoring caps lock and the keyboard's script.
    pub(super) fn meant(&self, letter: char) -> Option<Action> {
        self.action(letter).or_else(|| self.action(latin(letter)))
    }

    /// The digit of a key, even where digits need Shift, unless the unshifted character has an action.
    pub(super) fn digit(&self, key: KeyCode) -> Option<u8> {
        digit(key).or_else(|| match key {
            KeyCode::Char(sign) if self.action(sign).is_none() => french_digit(sign),
            _ => None,
        })
    }

    #[must_use]
    pub fn letter(&self, action: Action) -> char {
        self.0.iter().find(|&&(bound, _)| bound == action).map_or(' ', |&(_, key)| key)
    }

    /// Sets a letter. Call [`Keys::clash`] once all are set: until then two actions may swap letters.
    pub fn set(&mut self, action: Action, KeyLetter(letter): KeyLetter) {
        if let Some(bound) = self.0.iter_mut().find(|(bound, _)| *bound == action) {
            bound.1 = letter;
        }
    }

    /// The conflict, if another action has the same letter.
    #[must_use]
    pub fn clash(&self, action: Action) -> Option<BadKey> {
        let letter = self.letter(action);
        let other = self.0.iter().find(|&&(other, key)| key == letter && other != action)?;
        Some(BadKey::Taken(letter, other.0.name()))
    }

    /// The changed letters: action, letter, default letter.
    #[must_use]
    pub fn changed(&self) -> Vec<(Action, char, char)> {
        let all = Action::ALL.iter().map(|&(action, _, usual)| (action, self.letter(action), usual));
        all.filter(|(_, letter, usual)| letter != usual).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_one_character_that_answers_nothing() {
        for (text, error) in [
            ("z", None),
            ("ß", None),
            ("", Some("`` is not a single character that a key types")),
            ("zz", Some("`zz` is not a single character that a key types")),
            (":", Some("`:` is not a single character that a key types")),
            ("1", Some("`1` answers questions, so it can do nothing else")),
            ("t", Some("`t` answers questions, so it can do nothing else")),
            ("F", Some("`F` answers questions, so it can do nothing else")),
        ] {
            let letter = text.parse::<KeyLetter>();
            assert_eq!(letter.err().map(|err| err.to_string()).as_deref(), error, "{text}");
        }
    }

    #[test]
    fn two_actions_may_swap_but_not_share() {
        let mut keys = Keys::default();
        keys.set(Action::Undo, KeyLetter('s'));
        assert_eq!(keys.clash(Action::Undo), Some(BadKey::Taken('s', "skip")));
        keys.set(Action::Skip, KeyLetter('u'));
        assert_eq!(keys.clash(Action::Undo), None);
        assert_eq!(keys.action('u'), Some(Action::Skip));
        assert_eq!(keys.changed(), [(Action::Skip, 'u', 's'), (Action::Undo, 's', 'u')]);
    }

    #[test]
    fn another_keyboard_has_the_same_keys() {
        let mut keys = Keys::default();
        let meant = |keys: &Keys, letters: &str| letters.chars().map(|c| keys.meant(c)).collect::<Vec<_>>();
        assert_eq!(
            meant(&keys, "рРhHй"),
            [Action::Hint; 4].map(Some).into_iter().chain([Some(Action::Quit)]).collect::<Vec<_>>()
        );
        assert_eq!(keys.digit(KeyCode::Char('３')), Some(3));
        assert_eq!(keys.digit(KeyCode::Char('é')), Some(2));
        // A configured letter wins over the position of the key.
        keys.set(Action::Undo, KeyLetter('р'));
        keys.set(Action::Flag, KeyLetter('é'));
        assert_eq!(meant(&keys, "рé"), [Some(Action::Undo), Some(Action::Flag)]);
        assert_eq!(keys.digit(KeyCode::Char('é')), None);
    }

    #[test]
    fn every_action_has_a_name() {
        for name in Action::NAMES {
            assert_eq!(Action::named(name).map(Action::name), Some(name));
        }
        assert_eq!(Action::named("answer"), None);
    }
}
