//! The files that the tables know, and the summaries of their decks.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row};

use super::bytes;
use super::header::{HeaderPlaces, place};
use super::outline::{CataloguedSource, OutlineRow};
use super::rows::{Stamp, bytes_hash};
use crate::deck::{DeckId, DeckSummary, DeckSums, Diagnostic, Member, Place, Site, Text};
use crate::library::discover::DeckFile;
use crate::library::file_stat::FileStat;

/// A file that the tables know.
#[derive(Debug)]
pub(super) struct KnownFile {
    pub(super) id: i64,
    pub(super) stamp: Stamp,
    /// How many diagnostics it has.
    pub(super) diagnostics: u32,
}

/// The files of a folder, by their own names and the names they were found by.
pub(super) type KnownFolder = HashMap<(Vec<u8>, Vec<u8>), KnownFile>;

/// The id of a folder; `None` if it isn't known.
pub(super) fn folder_id(home: &Path, db: &Connection) -> rusqlite::Result<Option<i64>> {
    let mut find = db.prepare_cached("select id from folders where path = ?1")?;
    find.query_row([bytes(home)], |row| row.get(0)).optional()
}

/// The files of a folder.
pub(super) fn known_files(folder: i64, db: &Connection) -> rusqlite::Result<KnownFolder> {
    let mut files = db.prepare_cached(
        "select name, link, id, size, mtime, ctime, hash, settled, diagnostics, inode from files where folder = ?1",
    )?;
    let rows = files.query_map([folder], |row| Ok(((row.get(0)?, row.get(1)?), known_file(row)?)))?;
    rows.collect()
}

fn known_file(row: &Row<'_>) -> rusqlite::Result<KnownFile> {
    let number = |at| row.get::<_, i64>(at).map(i64::cast_unsigned);
    let stat = FileStat { size: number(3)?, mtime: row.get(4)?, ctime: row.get(5)?, inode: number(9)? };
    let stamp = Stamp { stat, hash: number(6)?, settled: row.get(7)? };
    Ok(KnownFile { id: row.get(2)?, stamp, diagnostics: row.get(8)? })
}

/// Whether the tables still have a file: another process may have read it again.
pub(super) fn is_known(of: FileRef, db: &Connection) -> rusqlite::Result<bool> {
    let mut find = db.prepare_cached("select exists (select 1 from files where id = ?1)")?;
    find.query_row([of.id], |row| row.get(0))
}

/// A file's index among those found, and its id in the tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileRef {
    /// Its index among the files found.
    pub(super) at: usize,
    /// Its id in the tables.
    pub(super) id: i64,
    pub(super) has_diagnostics: bool,
}

/// A deck that was found, without its cards.
#[derive(Debug)]
pub(super) struct CataloguedDeck {
    pub(super) file: FileRef,
    pub(super) site: Site,
    pub(super) summary: DeckSummary,
    after: Vec<String>,
    content: u64,
    /// Whether a card has an earlier name.
    pub(super) renamed: bool,
    /// Where the header's `id`, `after` and `source` begin.
    places: [Option<Place>; 3],
    /// Diagnostics it has as one of several decks.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What a file holds.
#[derive(Debug)]
pub(super) enum Content {
    Deck(Box<CataloguedDeck>),
    Source(Box<CataloguedSource>),
    Synonyms(Vec<Vec<String>>),
    Nothing,
}

/// What the tables say of a file.
pub(super) fn content(of: FileRef, file: &DeckFile, db: &Connection) -> rusqlite::Result<Content> {
    if let Some(deck) = deck(of, file, db)? {
        return Ok(Content::Deck(Box::new(deck)));
    }
    let text = |sql: &str| db.prepare_cached(sql)?.query_row([of.id], |row| row.get::<_, String>(0)).optional();
    if let Some(outline) = text("select outline from sources where file = ?1")? {
        let outline: OutlineRow = from_json(&outline)?;
        return Ok(Content::Source(Box::new(CataloguedSource { site: file.site(), name: file.stem(), outline })));
    }
    let mut synonyms = db.prepare_cached("select lists, digest from synonyms where file = ?1")?;
    if let Some(lists) = synonyms.query_row([of.id], from_digested).optional()? {
        return Ok(Content::Synonyms(lists));
    }
    Ok(Content::Nothing)
}

fn deck(of: FileRef, file: &DeckFile, db: &Connection) -> rusqlite::Result<Option<CataloguedDeck>> {
    let mut find = db.prepare_cached(
        "select id, title, source, english, after, cards, items, derived, exceptions, names, prompts, content, renamed, \
         places, language, about from decks where file = ?1",
    )?;
    let deck = find.query_row([of.id], |row| {
        let hash = |at| row.get::<_, i64>(at).map(i64::cast_unsigned);
        let count = |at| row.get::<_, u32>(at).map(|count| count as usize);
        let sums = DeckSums {
            cards: count(5)?,
            items: count(6)?,
            derived: count(7)?,
            exceptions: count(8)?,
            names: hash(9)?,
            prompts: hash(10)?,
        };
        let id = DeckId::new(row.get_ref(0)?.as_str()?).map_err(|_| rusqlite::Error::InvalidQuery)?;
        let summary = DeckSummary {
            id,
            path: file.shared_path().cloned(),
            title: Text::piece(row.get_ref(1)?.as_str()?),
            about: row.get_ref(15)?.as_str_or_null()?.map(Text::piece),
            source: row.get(2)?,
            english: row.get(3)?,
            language: row.get(14)?,
            sums,
        };
        let places: HeaderPlaces = from_json(row.get_ref(13)?.as_str()?)?;
        Ok(CataloguedDeck {
            file: of,
            site: file.site(),
            summary,
            after: row.get_ref(4)?.as_str_or_null()?.map(from_json).transpose()?.unwrap_or_default(),
            content: hash(11)?,
            renamed: row.get(12)?,
            places: places.map(|at| at.map(place)),
            diagnostics: Vec::new(),
        })
    });
    deck.optional()
}

/// Reads the JSON in the first column, and checks it against the digest in the second.
pub(super) fn from_digested<T: serde::de::DeserializeOwned>(row: &Row<'_>) -> rusqlite::Result<T> {
    let json = row.get_ref(0)?.as_str()?;
    let digest = row.get::<_, i64>(1)?.cast_unsigned();
    if bytes_hash(json.as_bytes()) == digest { from_json(json) } else { Err(rusqlite::Error::InvalidQuery) }
}

/// Reads the JSON of a column; invalid JSON means that the tables are damaged.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json).map_err(|_| rusqlite::Error::InvalidQuery)
}

impl Member for CataloguedDeck {
    fn id(&self) -> &DeckId {
        &self.summary.id
    }

    fn path(&self) -> Option<&Path> {
        self.summary.path.as_deref()
    }

    fn source(&self) -> Option<&str> {
        self.summary.source.as_deref()
    }

    fn after(&self) -> &[String] {
        &self.after
    }

    fn place_of(&self, field: &str) -> Option<Place> {
        let [id, after, source] = self.places;
        match field {
            "id" => id,
            "after" => after,
            "source" => source,
            _ => None,
        }
    }

    fn asks_the_same(&self, other: &Self) -> bool {
        self.content == other.content
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
