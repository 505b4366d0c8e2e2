//! The id of a card whose author gave it none.

use unicode_normalization::UnicodeNormalization;

use super::id::MAX_ID_CHARS;
use super::{Kind, Text};
use crate::dice::stable_hash;

/// How many words of a prompt an id is made of.
const WORDS: usize = 5;
/// How many letters of a hash stand behind them.
const LETTERS: usize = 4;

/// `<first five words of its prompt as a slug>-<4 letters of a hash of kind and prompt>`.
///
/// `check --fix` writes exactly this id, so progress under it outlives the fix.
#[must_use]
pub fn derived_id(kind: Kind, prompt: &Text) -> String {
    let prompt: String = prompt.source().nfc().collect();
    let letters = letters(stable_hash(&[kind.word(), &prompt]));
    let slug = slug(&Text::piece(&prompt).plain(), MAX_ID_CHARS - LETTERS - 1);
    if slug.is_empty() { format!("card-{letters}") } else { format!("{slug}-{letters}") }
}

/// The first words of a text as an id could have them: lower case, joined by hyphens, at most `chars` characters.
#[must_use]
pub fn slug(text: &str, chars: usize) -> String {
    let mut slug = String::new();
    let mut length = 0;
    let without_apostrophes: String = text.nfc().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect();
    let words = without_apostrophes.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(WORDS) {
        let word: String = word.to_lowercase().nfc().filter(|c| c.is_alphanumeric()).collect();
        let joint = usize::from(!slug.is_empty());
        let room = chars.saturating_sub(length + joint);
        if room == 0 {
            break;
        }
        if joint == 1 {
            slug.push('-');
        }
        slug.extend(word.chars().take(room));
        length += joint + word.chars().count().min(room);
    }
    slug
}

/// Four letters of a hash, from its low end.
fn letters(mut hash: u64) -> String {
    let mut letters = String::with_capacity(LETTERS);
    for _ in 0..LETTERS {
        letters.push(char::from(b'a' + u8::try_from(hash % 26).unwrap_or(0)));
        hash /= 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::CardId;

    /// If this fails, every learner loses the progress of cards without an id.
    #[test]
    fn the_derived_ids_are_pinned() {
        let id = |kind, prompt| derived_id(kind, &Text::new(prompt));
        assert_eq!(id(Kind::Flip, "What's *open* about open-source AI?"), "whats-open-about-open-source-zaob");
        assert_eq!(id(Kind::Typed, "What's *open* about open-source AI?"), "whats-open-about-open-source-lfnp");
        assert_eq!(id(Kind::Term, "?!"), "card-xzxf");
        assert_eq!(id(Kind::Flip, "Über e\u{301}t\u{e9}"), id(Kind::Flip, "Über \u{e9}te\u{301}"));
    }

    #[test]
    fn a_derived_id_is_an_id() {
        for prompt in ["", "İstanbul", "日本語のとても長い質問".repeat(9).as_str(), "e\u{301}\u{301} \u{345}x ǅ ŉ"]
        {
            let id = derived_id(Kind::Flip, &Text::new(prompt));
            let deck = crate::deck::DeckId::new("d").expect("an id");
            assert!(CardId::new(&deck, &id).is_ok(), "{id}");
        }
    }
}
