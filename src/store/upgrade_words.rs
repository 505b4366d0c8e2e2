//! Remembers a note that was shown, so that it is not repeated until it changes. Not part of the log.

use rusqlite::OptionalExtension as _;

use super::{Store, StoreResult};

/// The key in `meta`.
const DECKS: &str = "decks told";

impl Store {
    /// The places of decks that were shown last.
    ///
    /// # Errors
    /// Any [`StoreError`](super::StoreError).
    pub fn decks_told(&self) -> StoreResult<Option<String>> {
        self.read(|db| {
            let mut told = db.prepare_cached("select value from meta where key = ?1")?;
            told.query_row([DECKS], |row| row.get(0)).optional()
        })
    }

    /// Stores the places of decks that were shown.
    ///
    /// # Errors
    /// Any [`StoreError`](super::StoreError); then nothing was stored.
    pub fn tell_decks(&self, places: &str) -> StoreResult<()> {
        self.write(|tx| {
            let sql = "insert into meta (key, value) values (?1, ?2) on conflict (key) do update set value = ?2";
            tx.prepare_cached(sql)?.execute([DECKS, places]).map(|_| ())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_last_is_kept() {
        let store = Store::in_memory().expect("a store");
        assert_eq!(store.decks_told().expect("read"), None);
        for places in ["./decks", "~/decks, built in"] {
            store.tell_decks(places).expect("written");
            assert_eq!(store.decks_told().expect("read").as_deref(), Some(places));
        }
    }
}
