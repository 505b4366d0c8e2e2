//! Remembers a note that was shown, so that it is not repeated until it changes. Not part of the log.

use rusqlite::OptionalExtension as _;

use super::{Store, StoreResult};

/// The keys in `meta`.
const DECKS: &str = "decks told";
const DISK: &str = "disk told";

#[expect(clippy::missing_errors_doc, reason = "all fail alike: the file is locked, damaged or gone")]
impl Store {
    /// The places of decks that were shown last.
    pub fn decks_told(&self) -> StoreResult<Option<String>> {
        self.told(DECKS)
    }

    /// Stores the places of decks that were shown.
    pub fn tell_decks(&self, places: &str) -> StoreResult<()> {
        self.tell(DECKS, places)
    }

    /// What was said last of the disk.
    pub fn disk_told(&self) -> StoreResult<Option<String>> {
        self.told(DISK)
    }

    /// Stores what was said of the disk.
    pub fn tell_disk(&self, said: &str) -> StoreResult<()> {
        self.tell(DISK, said)
    }

    fn told(&self, key: &str) -> StoreResult<Option<String>> {
        self.read(|db| {
            let mut told = db.prepare_cached("select value from meta where key = ?1")?;
            told.query_row([key], |row| row.get(0)).optional()
        })
    }

    fn tell(&self, key: &str, said: &str) -> StoreResult<()> {
        self.write(|tx| {
            let sql = "insert into meta (key, value) values (?1, ?2) on conflict (key) do update set value = ?2";
            tx.prepare_cached(sql)?.execute([key, said]).map(|_| ())
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
