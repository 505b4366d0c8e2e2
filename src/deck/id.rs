//! The names of decks, cards and items: `deck`, `deck/card`, `deck/card#part`.
//!
//! An item is known by its name and never by a hash of its text, so fixing a typo keeps a learner's progress.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The longest id of a deck or card, in characters.
pub const MAX_ID_CHARS: usize = 64;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("an id can't be empty")]
    Empty,
    /// More than [`MAX_ID_CHARS`] characters.
    #[error("an id has at most {MAX_ID_CHARS} characters, `{0}` has more")]
    TooLong(String),
    /// A character that is not allowed.
    #[error("an id can only have letters, digits and `-_.`; `{id}` has {found:?}")]
    Character {
        id: String,
        /// The first character that is not allowed.
        found: char,
    },
    /// Not of the form `deck/card` or `deck/card#part`.
    #[error("`{0}` is not the name of an item; it looks like `deck/card` or `deck/card#c1`")]
    Shape(String),
}

/// Brings a text into the form in which ids are compared, or says why it is not an id.
fn checked(text: &str) -> Result<Cow<'_, str>, IdError> {
    // Most ids are plain ASCII.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if (1..=MAX_ID_CHARS).contains(&text.len()) && text.bytes().all(is_plain) {
        return Ok(Cow::Borrowed(text));
    }
    let id: String = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    if id.is_empty() {
        return Err(IdError::Empty);
    }
    if id.chars().count() > MAX_ID_CHARS {
        return Err(IdError::TooLong(id));
    }
    match id.chars().find(|&c| !(c.is_alphanumeric() || "-_.".contains(c) || is_mark(c))) {
        Some(found) => Err(IdError::Character { id, found }),
        None => Ok(Cow::Owned(id)),
    }
}

/// Combining marks count as part of the letter before them where no composed form exists.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The id of a deck: `id` in its header, or else its file's stem.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeckId(Arc<str>);

impl DeckId {
    /// Checks a deck's id.
    ///
    /// # Errors
    /// When the text is not an id: see [`IdError`].
    pub fn new(text: &str) -> Result<Self, IdError> {
        Ok(Self(checked(text)?.into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id in lower case, for comparisons that ignore case.
    pub(super) fn folded(&self) -> Arc<str> {
        if self.0.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return Arc::clone(&self.0);
        }
        self.0.to_lowercase().into()
    }
}

impl std::borrow::Borrow<str> for DeckId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The name of a card: `deck/id`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId {
    text: Arc<str>,
    slash: usize,
}

impl CardId {
    /// Joins a deck's id and a card's own id.
    ///
    /// # Errors
    /// When `card` is not an id: see [`IdError`].
    pub fn new(deck: &DeckId, card: &str) -> Result<Self, IdError> {
        let card = checked(card)?;
        Ok(Self { text: format!("{deck}/{card}").into(), slash: deck.as_str().len() })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn deck(&self) -> &str {
        &self.text[..self.slash]
    }

    /// The card's own id, unique in its deck.
    #[must_use]
    pub fn card(&self) -> &str {
        &self.text[self.slash + 1..]
    }

    #[must_use]
    pub fn item(&self, part: ItemPart) -> ItemId {
        let text: Arc<str> = match part {
            ItemPart::Whole => Arc::clone(&self.text),
            part => format!("{}#{part}", self.text).into(),
        };
        ItemId { text, slash: within(self.slash), hash: within(self.text.len()), part }
    }
}

impl FromStr for CardId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (deck, card) = text.split_once('/').ok_or_else(|| IdError::Shape(text.to_owned()))?;
        let (deck, card) = (checked(deck)?, checked(card)?);
        let slash = deck.len();
        // Most names are written as they are compared.
        let text = match (deck, card) {
            (Cow::Borrowed(_), Cow::Borrowed(_)) => text.into(),
            (deck, card) => format!("{deck}/{card}").into(),
        };
        Ok(Self { text, slash })
    }
}

/// Which item of its card an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemPart {
    /// The card has only this item.
    Whole,
    /// The gaps with this number, from 1.
    Cloze(u16),
    /// The term, asked for by its definition.
    Term,
    /// The definition, asked for by its term.
    Definition,
}

impl ItemPart {
    /// Parses the text after the `#`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text {
            "term" => Some(Self::Term),
            "definition" => Some(Self::Definition),
            _ => {
                let number = text.strip_prefix('c')?.parse().ok()?;
                // `#c01` would be a second name for `#c1`.
                (number > 0 && text.len() == 1 + decimal_digits(number)).then_some(Self::Cloze(number))
            }
        }
    }
}

impl fmt::Display for ItemPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Cloze(number) => write!(f, "c{number}"),
            Self::Term => f.write_str("term"),
            Self::Definition => f.write_str("definition"),
        }
    }
}

/// The name of an item: `deck/card` or `deck/card#part`. Items are what is asked, scheduled and remembered.
#[derive(Clone)]
pub struct ItemId {
    text: Arc<str>,
    /// Where the deck's id ends. Small, because a start holds thousands of names.
    slash: u16,
    /// Where the card's name ends: at the `#`, or at the end.
    hash: u16,
    part: ItemPart,
}

/// An offset within a name, which always fits: ids are short.
fn within(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

impl ItemId {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn deck(&self) -> &str {
        &self.text[..usize::from(self.slash)]
    }

    /// The card's name, `deck/id`; items that share it are siblings.
    #[must_use]
    pub fn card(&self) -> &str {
        &self.text[..usize::from(self.hash)]
    }

    #[must_use]
    pub const fn part(&self) -> ItemPart {
        self.part
    }
}

impl FromStr for ItemId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (card, part) = match text.split_once('#') {
            None => (text, ItemPart::Whole),
            Some((card, part)) => (card, ItemPart::read(part).ok_or_else(|| IdError::Shape(text.to_owned()))?),
        };
        Ok(card.parse::<CardId>()?.item(part))
    }
}

fn decimal_digits(number: u16) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

impl PartialEq for ItemId {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl Eq for ItemId {}
impl PartialOrd for ItemId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for ItemId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}
impl std::hash::Hash for ItemId {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

macro_rules! shown_as_text {
    ($($name:ty),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }
    )*};
}
shown_as_text!(DeckId, CardId, ItemId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_read_as_it_is_written() {
        for name in ["d/a", "d/a#c1", "d/a#c12", "d/a#term", "d/a#definition", "über/ñ.1_x-y"] {
            let item: ItemId = name.parse().expect(name);
            assert_eq!(item.as_str(), name);
            assert_eq!(item.as_str().split_once('#').map_or(name, |(card, _)| card), item.card());
            assert_eq!(item.as_str().split_once('/').map(|(deck, _)| deck), Some(item.deck()));
        }
    }

    #[test]
    fn what_is_no_name_of_an_item_is_refused() {
        for name in ["", "d", "d/", "/a", "d/a b", "d/a#", "d/a#c0", "d/a#c01", "d/a#x", "d/a/b", "d/a#c70000"] {
            assert!(name.parse::<ItemId>().is_err(), "{name:?} was taken for an item");
        }
    }

    #[test]
    fn the_parts_of_a_name_are_found_again() {
        let long = "a".repeat(64);
        for name in ["d/a", "d/a#c1", "D_1/x.y-z#definition", &format!("{long}/{long}#c65535"), "d.e/a#term"] {
            let item = name.parse::<ItemId>().expect(name);
            let (card, part) = name.split_once('#').map_or((name, None), |(card, part)| (card, Some(part)));
            let part = part.map_or(ItemPart::Whole, |part| ItemPart::read(part).expect(name));
            assert_eq!(item, card.parse::<CardId>().expect(name).item(part));
            assert_eq!((item.card(), item.part()), (card, part));
        }
    }

    #[test]
    fn two_ways_to_write_an_accent_are_one_id() {
        assert_eq!(DeckId::new("e\u{301}").expect("an id").as_str(), "\u{e9}");
    }

    #[test]
    fn an_id_has_at_most_64_characters() {
        assert!(DeckId::new(&"ä".repeat(64)).is_ok());
        assert_eq!(DeckId::new(&"a".repeat(65)), Err(IdError::TooLong("a".repeat(65))));
    }
}
