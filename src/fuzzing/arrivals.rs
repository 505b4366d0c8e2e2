//! What comes of cards of other programs: decks that our reader takes.

use std::collections::HashMap;
use std::sync::Arc;

use super::assert_safe;
use crate::deck::edit::marked_cards;
use crate::deck::{Card, parse_deck};
use crate::exchange::deck_changes::{MAX_NEW_DECKS, Wishes, deck_changes};
use crate::exchange::material::Material;

/// The cards that an import makes, by their keys. Each stands in a deck without a fault, and its mark is found there.
pub(super) fn arrived(material: Material, mark: &'static str) -> HashMap<String, Arc<Card>> {
    let came: usize = material.decks.iter().map(|deck| deck.cards.len()).sum();
    let of_convert = material.remarks.len();
    if material.decks.len() > MAX_NEW_DECKS {
        return HashMap::new();
    }
    let wishes = Wishes { mark, into: None, overwrite: false };
    let changes = deck_changes(vec![material], &[], &[], wishes).unwrap_or_else(|why| panic!("no decks: {why}"));
    let mut cards = HashMap::new();
    for deck in &changes.decks {
        let text = &deck.text;
        let read = parse_deck(deck.id.as_str(), None, text).unwrap_or_else(|told| panic!("no deck: {told:?}\n{text}"));
        assert!(read.diagnostics.is_empty() && read.cards.len() == deck.new.len(), "{:?}\n{text}", read.diagnostics);
        let marks = marked_cards(&read, text, mark);
        assert_eq!(marks.len(), read.cards.len(), "{text}");
        for (card, marked) in read.cards.iter().zip(marks) {
            assert!(!marked.is_edited() && changes.cards.get(&marked.key) == Some(&card.id), "{marked:?}\n{text}");
            cards.insert(marked.key, Arc::clone(card));
        }
    }
    let left = &changes.remarks[of_convert..];
    assert_eq!((cards.len(), cards.len() + left.len()), (changes.cards.len(), came), "{left:?}");
    for (_, remark) in left {
        assert_safe(&remark.what);
        assert!(!remark.what.contains('\n'), "{}", remark.what);
    }
    cards
}
