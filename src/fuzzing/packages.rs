//! Packages of Anki: whatever is in one, it is read or refused.

use std::collections::HashSet;
use std::io::Cursor;
use std::sync::OnceLock;

use rusqlite::{Connection, MAIN_DB};

use super::damage::damaged;
use crate::exchange::anki::{Collection, Package, is_package, read_collection};

const COMMON: &str = include_str!("../../tests/data/anki/common.sql");
const SCHEMAS: [&str; 2] =
    [include_str!("../../tests/data/anki/schema-18.sql"), include_str!("../../tests/data/anki/schema-11.sql")];

/// A database of the present schema, and one of the old.
fn sound() -> &'static [Vec<u8>; 2] {
    static SOUND: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    SOUND.get_or_init(|| {
        SCHEMAS.map(|schema| {
            let mut connection = Connection::open_in_memory().expect("a database");
            connection.create_collation("unicase", |a: &str, b: &str| a.cmp(b)).expect("a collation");
            // Small pages, so that changes of a byte reach more kinds of them.
            connection.execute_batch("pragma page_size = 512").expect("a size");
            connection.execute_batch(&format!("{COMMON}\n{schema}")).expect("tables");
            connection.serialize(MAIN_DB).expect("its bytes").to_vec()
        })
    })
}

/// A package, a database, or changes of a sound one: the first byte says of which.
pub fn anki(bytes: &[u8]) {
    if is_package(bytes) {
        package(bytes);
    } else if let Some((which, changes)) = bytes.split_first() {
        let file = damaged(&sound()[usize::from(which & 1)], if *which == b'S' { bytes } else { changes });
        if let Ok((collection, _)) = read_collection(file) {
            assert_whole(&collection);
        }
    }
}

fn package(bytes: &[u8]) {
    let Ok(mut package) = Package::open(Cursor::new(bytes)) else { return };
    if let Ok((collection, _)) = package.collection() {
        assert_whole(&collection);
    }
    for file in package.media().unwrap_or_default() {
        assert!(!file.name.contains(['/', '\\', '\0']) && file.name != "..", "{:?} leads out", file.name);
        if let (Ok(bytes), Some(size)) = (package.read_media(&file), file.size) {
            assert_eq!(bytes.len() as u64, size, "{:?}", file.name);
        }
    }
}

/// What belongs to something has it, and all is in its order.
fn assert_whole(collection: &Collection) {
    let is_there = |id| collection.notes.binary_search_by_key(&id, |note| note.id).is_ok();
    assert!(collection.cards.iter().all(|card| is_there(card.note)), "a card without its note");
    let cards: HashSet<i64> = collection.cards.iter().map(|card| card.id).collect();
    assert!(collection.reviews.iter().all(|review| cards.contains(&review.card)), "a review without its card");
    assert!(collection.reviews.is_sorted_by_key(|review| (review.card, review.id)));
    assert!(collection.weights.iter().all(|(_, weights)| weights.iter().all(|weight| weight.is_finite())));
}
