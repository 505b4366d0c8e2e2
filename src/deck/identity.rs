//! Derives the id of a card that has none.

use unicode_normalization::UnicodeNormalization;

use super::id::MAX_ID_CHARS;
use super::{Card, Kind, Text};
use crate::rng::stable_hash;

/// How many words of the prompt go into an id.
const WORDS: usize = 5;
/// How many letters of the hash follow them.
const LETTERS: usize = 4;

/// `<first five words of the prompt as a slug>-<4 letters of a hash of kind and prompt>`.
///
/// `check --fix` writes exactly this id, so progress under it survives the fix.
#[must_use]
pub fn derived_id(kind: Kind, prompt: &Text) -> String {
    let prompt: String = prompt.source().nfc().collect();
    id_of(&prompt, stable_hash(&[kind.word(), &prompt]))
}

/// The id of a card that shares its prompt with another: hashes everything that is asked and answered.
pub(super) fn whole_id(card: &Card) -> String {
    let composed = |text: &str| text.nfc().collect::<String>();
    let prompt = composed(card.prompt().source());
    let mut parts = vec![card.body.kind().word().to_owned(), prompt.clone()];
    let mut add = |field: &str, text: &Text| parts.extend([field.to_owned(), composed(text.source())]);
    card.body.identify(&mut add);
    card.hints.iter().for_each(|text| add("hint", text));
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    id_of(&prompt, stable_hash(&parts))
}

fn id_of(prompt: &str, hash: u64) -> String {
    let letters = letters(hash);
    let slug = slug(&Text::piece(prompt).plain(), MAX_ID_CHARS - LETTERS - 1);
    if slug.is_empty() { format!("card-{letters}") } else { format!("{slug}-{letters}") }
}

/// The words of a text as used in ids: lower case, without apostrophes.
pub(crate) fn slug_words(text: &str) -> Vec<String> {
    let without_apostrophes: String = text.nfc().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect();
    let words = without_apostrophes.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().nfc().filter(|c| c.is_alphanumeric()).collect()).collect()
}

/// The first words of a text as an id could have them: lower case, joined by hyphens, at most `chars` characters.
#[must_use]
pub fn slug(text: &str, chars: usize) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for word in slug_words(text).iter().take(WORDS) {
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

/// Four letters from the low end of a hash.
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

    fn ids(cards: &[&str]) -> Vec<String> {
        let deck = format!("title: T\ncards:\n{}", cards.concat());
        let deck = crate::deck::parse_deck("d", None, deck).expect("a deck");
        deck.cards.iter().map(|card| card.id.card().to_owned()).collect()
    }

    #[test]
    fn cards_with_one_prompt_are_told_apart_by_the_rest() {
        let [river, money] = ["edge of a river", "house for money"]
            .map(|definition| format!("  - {{kind: term, term: bank, definition: {definition}}}\n"));
        let alone = ids(&[&river]);
        assert_eq!(alone, ids(&[&money]), "whoever is alone has the id of the prompt");
        let both = ids(&[&river, &money]);
        assert_eq!(both.len(), 2);
        assert!(both[0] != both[1] && !both.contains(&alone[0]), "{both:?}");
        let turned = ids(&[&money, &river]);
        assert_eq!([&both[0], &both[1]], [&turned[1], &turned[0]]);
        assert_eq!(ids(&[&river, &river]).len(), 1, "one card twice is one");
        let named = format!("  - {{id: {}, kind: term, term: bank, definition: x}}\n", alone[0]);
        let beside = ids(&[&named, &money]);
        assert_eq!(beside, [alone[0].clone(), both[1].clone()], "an id that is taken");
        let choice =
            |answer: &str| format!("  - {{kind: choice, question: Who?, answer: {answer}, distractors: [x, y]}}\n");
        assert_eq!(ids(&[&choice("a"), &choice("b"), &choice("c")]).len(), 3);
        let hinted = river.replace('}', ", hint: It is wet.}");
        assert_eq!(ids(&[&river, &hinted]).len(), 2);
    }

    #[test]
    fn the_first_of_two_goes_on_with_what_was_learnt_while_it_was_alone() {
        let text =
            "title: T\ncards:\n  - {kind: flip, question: Q, answer: a}\n  - {kind: flip, question: Q, answer: b}\n";
        let deck = crate::deck::parse_deck("d", None, text).expect("a deck");
        let alone = derived_id(Kind::Flip, &Text::new("Q"));
        let was = |at: usize| deck.cards[at].was.iter().map(|was| was.card.card()).collect::<Vec<_>>();
        assert_eq!((was(0), was(1)), (vec![alone.as_str()], vec![]));
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
