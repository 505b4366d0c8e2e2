//! The rows of a file: made from what was read, and written to the tables.

use std::hash::{Hash as _, Hasher as _};
use std::path::Path;

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::header::{HeaderJson, PlaceRow, place, place_row, places_of, texts};
use super::outline::OutlineRow;
use crate::deck::{Card, Deck, DeckSums, Diagnostic, ItemPart, ItemSummary, Was, content_hash};
use crate::library::discover::DeckFile;
use crate::library::file_stat::FileStat;
use crate::library::read::{ReadFile, parse};
use crate::rng::hasher;

/// Tells whether a file is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) stat: FileStat,
    /// The hash of its bytes.
    pub(super) hash: u64,
    /// Whether every later change is certain to show in the stat.
    pub(super) settled: bool,
}

/// The rows of a file that was read.
#[derive(Debug)]
pub(super) struct FileRows {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) content: ContentRows,
}

#[derive(Debug)]
pub(super) enum ContentRows {
    Deck(Box<DeckTableRow>, Vec<CardRow>),
    /// JSON of an [`OutlineRow`].
    Source(String),
    /// JSON of the lists.
    Synonyms(String),
    Nothing,
}

#[derive(Debug)]
pub(super) struct DeckTableRow {
    id: String,
    title: String,
    about: Option<String>,
    source: Option<String>,
    english: bool,
    language: Option<String>,
    after: Option<String>,
    tags: Option<String>,
    sums: DeckSums,
    content: u64,
    renamed: bool,
    places: String,
    header: String,
}

#[derive(Debug)]
pub(super) struct CardRow {
    kind: u8,
    possible: u32,
    suspended: bool,
    revision: u32,
    tags: Option<String>,
    claims: Option<String>,
    was: Option<String>,
    lines: (usize, usize),
    line: u32,
    digest: u32,
    /// The names of its items, in the order they are introduced, and whether the program judges their answers.
    items: Vec<(String, bool)>,
}

/// An earlier name of a card.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WasRow {
    card: String,
    /// The earlier part and the part of the present card, as written after a `#`.
    parts: [Option<String>; 2],
    place: PlaceRow,
    implied: bool,
}

impl WasRow {
    fn of(was: &Was) -> Self {
        let parts = [was.part, was.to].map(|part| part.map(|part| part.to_string()));
        Self { card: was.card.to_string(), parts, place: place_row(was.place), implied: was.implied }
    }

    pub(super) fn was(&self) -> Option<Was> {
        let [part, to] = self.parts.each_ref().map(|part| part.as_deref().and_then(ItemPart::read));
        Some(Was { card: self.card.parse().ok()?, part, to, place: place(self.place), implied: self.implied })
    }
}

pub(super) fn bytes_hash(bytes: &[u8]) -> u64 {
    let mut hasher = hasher();
    hasher.write(bytes);
    hasher.finish()
}

/// A hash of a whole card, including its places.
pub(super) fn digest(card: &Card) -> u32 {
    let mut hasher = hasher();
    card.hash(&mut hasher);
    u32::try_from(hasher.finish() >> 32).unwrap_or_default()
}

/// A count or offset for a column; the size of a file bounds it.
fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Serializing the rows can't fail: no map has keys other than text.
    serde_json::to_string(value).unwrap_or_default()
}

/// JSON of a list; `None` if it is empty, as most are.
fn json_list<T: Serialize>(list: &[T]) -> Option<String> {
    (!list.is_empty()).then(|| json(list))
}

impl FileRows {
    pub(super) fn of(file: &DeckFile, bytes: &[u8]) -> Self {
        match parse(file, bytes) {
            ReadFile::Deck(deck) => {
                let lines = LineStarts::of(bytes, &deck);
                let cards = deck.cards.iter().map(|card| CardRow::of(card, &deck, &lines)).collect();
                let row = Box::new(DeckTableRow::of(&deck));
                Self { diagnostics: deck.diagnostics, content: ContentRows::Deck(row, cards) }
            }
            ReadFile::Source(source, diagnostics) => {
                Self { diagnostics, content: ContentRows::Source(json(&OutlineRow::of(&source))) }
            }
            ReadFile::Synonyms(synonyms, diagnostics) => {
                Self { diagnostics, content: ContentRows::Synonyms(json(&texts(&synonyms.lists))) }
            }
            ReadFile::Nothing(diagnostics) => Self { diagnostics, content: ContentRows::Nothing },
        }
    }

    /// Writes the rows of a file; returns the file's new id.
    pub(super) fn write(&self, folder: i64, file: &DeckFile, stamp: Stamp, db: &Connection) -> rusqlite::Result<i64> {
        let (name, link) = names(file);
        db.prepare_cached(
            "insert into files (folder, name, link, size, mtime, ctime, inode, hash, settled, diagnostics) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            folder,
            name,
            link,
            stamp.stat.size.cast_signed(),
            stamp.stat.mtime,
            stamp.stat.ctime,
            stamp.stat.inode.cast_signed(),
            stamp.hash.cast_signed(),
            stamp.settled,
            count(self.diagnostics.len()),
        ])?;
        let id = db.last_insert_rowid();
        for (nth, diagnostic) in self.diagnostics.iter().enumerate() {
            write_diagnostic(id, nth, diagnostic, db)?;
        }
        match &self.content {
            ContentRows::Deck(deck, cards) => {
                deck.write(id, db)?;
                let mut item = 0;
                for (place, card) in cards.iter().enumerate() {
                    card.write((id, place), &mut item, db)?;
                }
            }
            ContentRows::Source(outline) => {
                db.prepare_cached("insert into sources values (?1, ?2)")?.execute((id, outline))?;
            }
            ContentRows::Synonyms(lists) => {
                let digest = bytes_hash(lists.as_bytes()).cast_signed();
                db.prepare_cached("insert into synonyms values (?1, ?2, ?3)")?.execute((id, lists, digest))?;
            }
            ContentRows::Nothing => {}
        }
        Ok(id)
    }
}

/// A file's own name, and the name it was found by.
pub(super) fn names(file: &DeckFile) -> (&[u8], &[u8]) {
    let name = file.name.as_encoded_bytes();
    let link = if file.has_its_own_name() { &file.name } else { file.path.file_name().unwrap_or_default() };
    (name, link.as_encoded_bytes())
}

/// Deletes all rows of a file.
pub(super) fn delete(id: i64, db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("delete from files where id = ?1")?.execute([id])?;
    for table in ["diagnostics", "decks", "cards", "items", "sources", "synonyms"] {
        db.prepare_cached(&format!("delete from {table} where file = ?1"))?.execute([id])?;
    }
    Ok(())
}

impl DeckTableRow {
    fn of(deck: &Deck) -> Self {
        Self {
            id: deck.id.to_string(),
            title: deck.title.source().to_owned(),
            about: deck.about.as_ref().map(|about| about.source().to_owned()),
            source: deck.source.clone(),
            english: deck.is_english(),
            language: deck.language.clone(),
            after: json_list(&deck.after),
            tags: json_list(&deck.tags),
            sums: DeckSums::of(deck.cards.iter().map(|card| &**card)),
            content: content_hash(&deck.cards),
            renamed: deck.cards.iter().any(|card| !card.was.is_empty()),
            places: json(&places_of(deck)),
            header: json(&HeaderJson::of(deck)),
        }
    }

    fn write(&self, file: i64, db: &Connection) -> rusqlite::Result<()> {
        let DeckSums { cards, items, names, prompts, derived, exceptions } = self.sums;
        let sums = [names, prompts, self.content].map(u64::cast_signed);
        db.prepare_cached(
            "insert into decks (file, id, title, about, source, english, language, after, tags, cards, items, derived, exceptions, \
             names, prompts, content, renamed, places, header, digest) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?
        .execute(params![
            file,
            self.id,
            self.title,
            self.about,
            self.source,
            self.english,
            self.language,
            self.after,
            self.tags,
            count(cards),
            count(items),
            count(derived),
            count(exceptions),
            sums[0],
            sums[1],
            sums[2],
            self.renamed,
            self.places,
            self.header,
            bytes_hash(self.header.as_bytes()).cast_signed(),
        ])?;
        Ok(())
    }
}

impl CardRow {
    fn of(card: &Card, deck: &Deck, lines: &LineStarts) -> Self {
        let was: Vec<WasRow> = card.was.iter().map(WasRow::of).collect();
        Self {
            kind: card.body.kind() as u8,
            possible: card.body.possible_answers(),
            suspended: card.suspended,
            revision: card.revision,
            // The deck's tags come first.
            tags: json_list(card.tags.get(deck.tags.len()..).unwrap_or_default()),
            claims: json_list(&card.claims),
            was: json_list(&was),
            lines: lines.of_card(card),
            line: card.place.line,
            digest: digest(card),
            items: ItemSummary::of_card(card).into_iter().map(|item| (item.id.to_string(), item.judged)).collect(),
        }
    }

    fn write(&self, (file, place): (i64, usize), item: &mut usize, db: &Connection) -> rusqlite::Result<()> {
        db.prepare_cached(
            "insert into cards (file, place, kind, possible, suspended, revision, tags, claims, was, start, length, \
             line, digest) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            file,
            count(place),
            self.kind,
            self.possible,
            self.suspended,
            self.revision,
            self.tags,
            self.claims,
            self.was,
            count(self.lines.0),
            count(self.lines.1),
            self.line,
            self.digest,
        ])?;
        let mut write =
            db.prepare_cached("insert into items (name, file, place, card, judged) values (?1, ?2, ?3, ?4, ?5)")?;
        for (name, judged) in &self.items {
            write.execute(params![name, file, count(*item), count(place), judged])?;
            *item += 1;
        }
        Ok(())
    }
}

fn write_diagnostic(file: i64, nth: usize, diagnostic: &Diagnostic, db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("insert into diagnostics values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?.execute(
        params![
            file,
            count(nth),
            diagnostic.rule.name(),
            diagnostic.place.line,
            diagnostic.place.column,
            diagnostic.asked_anyway,
            diagnostic.what,
            diagnostic.line_text,
            count(diagnostic.caret),
            diagnostic.note,
            diagnostic.help,
        ],
    )?;
    Ok(())
}

/// The diagnostics of a file.
pub(super) fn diagnostics(file: i64, path: &Path, db: &Connection) -> rusqlite::Result<Vec<Diagnostic>> {
    let mut all = db.prepare_cached(
        "select rule, line, column, asked_anyway, what, line_text, caret, note, help from diagnostics \
         where file = ?1 order by nth",
    )?;
    all.query_map([file], |row| diagnostic(row, path))?.collect()
}

fn diagnostic(row: &Row<'_>, path: &Path) -> rusqlite::Result<Diagnostic> {
    Ok(Diagnostic {
        path: path.to_path_buf(),
        place: place((row.get(1)?, row.get(2)?)),
        asked_anyway: row.get(3)?,
        // A rule under a name unknown here was written by another version; the file is then read again.
        rule: row.get_ref(0)?.as_str()?.parse().map_err(|_| rusqlite::Error::InvalidQuery)?,
        what: row.get(4)?,
        line_text: row.get(5)?,
        caret: row.get::<_, u32>(6)? as usize,
        note: row.get(7)?,
        help: row.get(8)?,
    })
}

/// Where the lines of a deck's file begin.
struct LineStarts<'d> {
    bytes: &'d [u8],
    /// The byte at which each line begins, and the end of the file.
    starts: Vec<usize>,
    /// The lines that cards begin on, including cards left out, from 1 and sorted.
    cards: Vec<u32>,
}
impl<'d> LineStarts<'d> {
    fn of(bytes: &'d [u8], deck: &Deck) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).chain([bytes.len()]).collect();
        let read = deck.cards.iter().map(|card| card.place.line);
        let mut cards: Vec<u32> = read.chain(deck.left_out.iter().map(|left_out| left_out.place.line)).collect();
        cards.sort_unstable();
        Self { bytes, starts, cards }
    }

    /// The byte at which a line begins; lines count from 1.
    fn byte(&self, line: u32) -> usize {
        self.starts.get(line.saturating_sub(1) as usize).copied().unwrap_or(self.bytes.len())
    }

    /// Where a card's lines begin, and their length in bytes: up to the next card or, for the last card, as far as
    /// they are indented enough. The length is 0 for a card that shares its line with another.
    fn of_card(&self, card: &Card) -> (usize, usize) {
        let line = card.place.line;
        let start = self.byte(line);
        let [first, next] = [line, line + 1].map(|line| self.cards.partition_point(|other| *other < line));
        if next - first > 1 {
            return (start, 0);
        }
        let end = self.cards.get(next).map_or_else(|| self.end_of_last(card), |line| self.byte(*line));
        (start, end.saturating_sub(start))
    }

    /// Where the last card ends: before the first line that begins to the left of its fields.
    fn end_of_last(&self, card: &Card) -> usize {
        let fields = card.place.column.saturating_sub(1) as usize;
        let mut below = (card.place.line as usize..self.starts.len().saturating_sub(1)).map(|at| self.starts[at]);
        below
            .find(|&start| {
                let line = self.bytes.get(start..).unwrap_or_default();
                let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default();
                let depth = line.iter().take_while(|byte| **byte == b' ').count();
                let first = line.get(depth).filter(|byte| !byte.is_ascii_whitespace());
                depth < fields && first.is_some_and(|byte| *byte != b'#')
            })
            .unwrap_or(self.bytes.len())
    }
}
