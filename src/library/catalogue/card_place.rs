//! Where a card stands in its file, so that it can be read alone.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::deck::CardId;
use crate::library::discover::DeckFile;
use crate::library::open::open_regular;

pub(super) struct CardPlace {
    start: usize,
    length: usize,
    /// Its first line, from 1.
    pub(super) line: u32,
    pub(super) digest: u32,
}

impl CardPlace {
    /// The place of a card in the file with this id.
    pub(super) fn find(id: &CardId, file: i64, db: &Connection) -> rusqlite::Result<Option<Self>> {
        // `$` comes right after `#`, which begins the name of a part.
        let mut find = db.prepare_cached(
            "select start, length, line, digest from items join cards on cards.file = items.file and cards.place = card \
             where name >= ?1 and name < ?1 || '$' and items.file = ?2 limit 1",
        )?;
        let place = |row: &Row<'_>| {
            let [start, length] = [row.get::<_, u32>(0)?, row.get(1)?].map(|number| number as usize);
            Ok(Self { start, length, line: row.get(2)?, digest: row.get(3)? })
        };
        find.query_row((id.as_str(), file), place).optional()
    }

    /// What stands there.
    pub(super) fn lines(&self, file: &DeckFile) -> Option<String> {
        match file.builtin {
            Some(builtin) => builtin.text.get(self.start..self.start + self.length).map(str::to_owned),
            None => lines_of(&file.path, self.start, self.length),
        }
    }
}

/// Some bytes of a file as text.
fn lines_of(path: &Path, start: usize, length: usize) -> Option<String> {
    let mut file = open_regular(path).ok()?;
    file.seek(SeekFrom::Start(start as u64)).ok()?;
    let mut bytes = Vec::new();
    // The stored length may be out of date, so no more is read than there is.
    file.take(length as u64).read_to_end(&mut bytes).ok()?;
    if bytes.len() == length { String::from_utf8(bytes).ok() } else { None }
}
