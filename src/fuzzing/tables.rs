//! Tables of other programs.

use std::collections::HashSet;

use super::assert_safe;
use crate::deck::edit::{marked, marked_cards};
use crate::deck::{DeckId, parse_deck};
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
            let alone = card.draft.alone(None);
            let read = parse_deck("d", None, &alone).unwrap_or_else(|told| panic!("no deck: {told:?}\n{alone}"));
            assert!(read.cards.len() == 1 && read.diagnostics.is_empty(), "{:?}\n{alone}", read.diagnostics);
            let lines = marked(&card.draft, "x-table", &card.key);
            let text = format!("title: T\ncards:\n- {}\n", lines.join("\n  "));
            let read = parse_deck("d", None, &text).unwrap_or_else(|told| panic!("no deck: {told:?}\n{text}"));
            let marks = marked_cards(&read, &text, "x-table");
            assert!(marks.len() == 1 && marks[0].key == card.key && !marks[0].is_edited(), "{marks:?}\n{text}");
        }
    }
    for remark in &table.material.remarks {
        assert_told(&remark.what);
        assert!(matches!(remark.place, Origin::Row(1..) | Origin::File), "{remark:?}");
    }
}

/// A message stands on one line and steers nothing.
fn assert_told(text: &str) {
    assert_safe(text);
    assert!(!text.is_empty() && !text.contains('\n'), "{text:?}");
}
