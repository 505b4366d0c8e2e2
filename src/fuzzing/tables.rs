//! Tables of other programs.

use std::collections::HashSet;

use super::arrivals::arrived;
use super::assert_safe;
use crate::deck::DeckId;
use crate::exchange::material::Origin;
use crate::exchange::table::read;

/// A table, whatever wrote it.
pub fn table(bytes: &[u8]) {
    let table = match read(bytes, "cards") {
        Ok(table) => table,
        Err(told) => {
            assert_told(&told);
            return;
        }
    };
    assert_told(&table.taken_as);
    let (mut ids, mut keys) = (HashSet::new(), HashSet::new());
    for deck in &table.material.decks {
        assert!(DeckId::new(&deck.id).is_ok() && ids.insert(deck.id.to_lowercase()), "{}", deck.id);
        assert_told(&deck.title);
        assert!(deck.tags.iter().all(|tag| !tag.contains(char::is_whitespace)), "{:?}", deck.tags);
        for card in &deck.cards {
            assert!(matches!(card.place, Origin::Row(1..)), "{:?}", card.place);
            assert!(keys.insert(card.key.as_str()), "two cards of one key: {}", card.key);
        }
    }
    for remark in &table.material.remarks {
        assert_told(&remark.what);
        assert!(matches!(remark.place, Origin::Row(1..) | Origin::File), "{remark:?}");
    }
    arrived(table.material, "x-table");
}

/// A message stands on one line and steers nothing.
fn assert_told(text: &str) {
    assert_safe(text);
    assert!(!text.is_empty() && !text.contains('\n'), "{text:?}");
}
