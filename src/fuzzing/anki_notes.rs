//! Notes of Anki's with their templates.

use std::collections::HashSet;
use std::sync::Arc;

use super::arrivals::arrived;
use super::{assert_safe, parts};
use crate::deck::Card;
use crate::exchange::anki::notes::convert;
use crate::exchange::anki::{AnkiCard, AnkiDeck, Collection, Note, NoteType, Template};
use crate::exchange::material::Origin;

/// The front and back of a template, two fields, the name of a deck and of a tag.
pub fn anki_notes(bytes: &[u8]) {
    let [front, back, one, two, deck, tag]: [String; 6] = parts(bytes);
    for (is_cloze, stock) in [(false, 0), (true, 0), (true, 6)] {
        let turned = Template { name: "2".to_owned(), front: back.clone(), back: front.clone() };
        let of = NoteType {
            id: 1,
            is_cloze,
            stock,
            fields: vec!["A".to_owned(), "B".to_owned()],
            templates: vec![Template { name: "1".to_owned(), front: front.clone(), back: back.clone() }, turned],
            ..NoteType::default()
        };
        let note = Note {
            id: 1,
            guid: tag.clone(),
            note_type: 1,
            tags: vec![tag.clone()],
            fields: vec![one.clone(), two.clone()],
            ..Note::default()
        };
        let cards = (0..3).map(|ord| AnkiCard { id: i64::from(ord), note: 1, ord, ..AnkiCard::default() });
        let path = deck.split("::").map(str::to_owned).collect();
        let collection = Collection {
            decks: vec![AnkiDeck { path, description: two.clone(), ..AnkiDeck::default() }],
            note_types: vec![of],
            notes: vec![note],
            cards: cards.collect(),
            ..Collection::default()
        };
        let converted = convert(&collection, &|_| false);
        for deck in &converted.material.decks {
            assert!(!deck.id.is_empty() && !deck.title.contains('\n') && deck.language.is_none());
            assert_safe(deck.about.as_deref().unwrap_or_default());
            assert!(deck.tags.iter().all(|tag| !tag.contains(char::is_whitespace)), "{:?}", deck.tags);
        }
        assert!(converted.media.values().flatten().all(|name| !name.contains('/')), "{:?}", converted.media);
        let mut keys = HashSet::new();
        for card in converted.material.decks.iter().flat_map(|deck| &deck.cards) {
            assert!(is_placed(&card.place) && !card.key.contains('\n'));
            assert!(keys.insert(card.key.as_str()), "two cards of one key: {}", card.key);
            assert!(converted.asked.values().any(|asked| asked.key == card.key), "{}", card.key);
        }
        assert!(converted.asked.values().all(|asked| keys.contains(asked.key.as_str())));
        for remark in &converted.material.remarks {
            assert_safe(&remark.what);
            assert!(!remark.what.contains('\n') && is_placed(&remark.place), "{}", remark.what);
        }
        let cards = arrived(converted.material, "x-anki");
        for asked in converted.asked.values() {
            let is_of = |card: &Arc<Card>| card.parts().contains(&asked.part);
            assert!(cards.get(&asked.key).is_none_or(is_of), "{asked:?} of {cards:?}");
        }
    }
}

/// A note is known by words that can be shown in a line.
fn is_placed(place: &Origin) -> bool {
    match place {
        Origin::Note(name) => !name.is_empty() && !name.contains('\n'),
        Origin::Row(_) => false,
        Origin::File => true,
    }
}
