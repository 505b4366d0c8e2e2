//! Rows to cards in their decks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::free_names::FreeNames;
use super::super::material::{IncomingCard, IncomingDeck, Material, Origin, Remark, RemarkKind};
use super::columns::{Asked, Column, Layout};
use super::fields::{Reading, joined, kind_of_note_type, told_kind, truth};
use super::head::Head;
use super::keys::Keys;
use super::notation::Notation;
use super::row_cells::RowCells;
use super::shortened;
use super::split::{Dialect, Row};
use crate::deck::edit::{CardDraft, named_after};
use crate::deck::text::{one_line, safe};
use crate::deck::{DeckId, Kind, slug};

/// The longest stem of a deck's file that is proposed, in characters.
const LONGEST_STEM: usize = 40;
/// How many decks above one are its tags.
const DEEPEST: usize = 8;

/// The cards, and in words how the columns were read.
pub(super) fn material(rows: &[Row], head: &Head, dialect: &Dialect, stem: &str) -> Result<(Material, String), String> {
    let (layout, rows) = Layout::of(rows, head)?;
    let of = |row| RowCells { row, layout: &layout };
    let notation = match (head.is_html, layout.is_ours) {
        (true, _) => Notation::Html,
        (false, true) => Notation::Ours,
        (false, false) => Notation::Plain,
    };
    let has_truths = has_truths(&layout, rows);
    let reading = Reading { asked: layout.asked, notation, has_truths };
    let keys = Keys::of(stem, rows.iter().map(of));
    let mut table = Cards { reading, head, stem, keys, decks: Decks::new(), seen: HashMap::new(), has_guessed: false };
    let mut remarks = Vec::new();
    let left_out = layout.left_out(rows);
    if !left_out.is_empty() {
        let what = format!("left out: {}", left_out.join(", "));
        remarks.push(Remark { place: Origin::File, kind: RemarkKind::Changed, what });
    }
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for row in rows {
        let mut changed = BTreeSet::new();
        let kind = match layout.too_wide(row, dialect) {
            Some(what) => Err(what),
            None => table.add(of(row), &mut changed, &mut unknown),
        };
        let place = || Origin::Row(row.number);
        match kind {
            Ok(kind) => {
                *made.entry(kind.word()).or_default() += 1;
                let changed = changed.into_iter();
                remarks.extend(changed.map(|what| Remark { place: place(), kind: RemarkKind::Changed, what }));
            }
            Err(what) => remarks.push(Remark { place: place(), kind: RemarkKind::Left, what }),
        }
    }
    for name in unknown {
        let what = format!("notes of the type `{name}` are asked by their first two fields");
        remarks.push(Remark { place: Origin::File, kind: RemarkKind::Changed, what });
    }
    let why = table.has_guessed.then(|| reading.in_words(head));
    let mut decks = table.decks.list;
    for deck in &mut decks {
        deck.tags.extend(head.whole_tags.iter().cloned());
    }
    let read = [Some(layout.in_words(head)), kinds_in_words(&made, why)];
    Ok((Material { decks, remarks }, read.into_iter().flatten().collect::<Vec<_>>().join("; ")))
}

/// Whether all answers are true or false, where nothing else says what they are.
fn has_truths(layout: &Layout, rows: &[Row]) -> bool {
    let open: Vec<&str> = rows
        .iter()
        .map(|row| RowCells { row, layout })
        .filter(|row| matches!(told_kind(*row), Ok(None)))
        .map(RowCells::answer)
        .filter(|answer| !answer.is_empty())
        .collect();
    let is_of_words = layout.asked == Asked::BothWays && (layout.names.is_some() || open.len() < 2);
    !is_of_words && !open.is_empty() && open.iter().all(|answer| truth(answer).is_some())
}

/// `kinds flip (3), term (12)`, and why they are those.
fn kinds_in_words(made: &BTreeMap<&str, usize>, why: Option<&str>) -> Option<String> {
    let kinds: Vec<String> = made.iter().map(|(word, count)| format!("{word} ({count})")).collect();
    let why = why.map(|why| format!(", {why}")).unwrap_or_default();
    (!kinds.is_empty()).then(|| format!("kinds {}{why}", kinds.join(", ")))
}

impl Reading {
    /// Why cards are of their kinds.
    fn in_words(self, head: &Head) -> &'static str {
        match self.asked {
            _ if self.has_truths => "since all answers are true or false",
            _ if head.is_of_anki => "asked as in Anki",
            Asked::BothWays => "since both sides can be asked",
            Asked::Typed => "typed if the answer is short",
            Asked::Recalled => "since `front` and `back` are recalled",
        }
    }
}

struct Cards<'r> {
    reading: Reading,
    head: &'r Head,
    stem: &'r str,
    keys: Keys<'r>,
    decks: Decks,
    /// The row of each key.
    seen: HashMap<String, usize>,
    /// Whether the kind of a row was chosen by its answer or the names of the columns.
    has_guessed: bool,
}

impl Cards<'_> {
    /// Adds the card of a row, or says why it makes none.
    fn add(
        &mut self,
        row: RowCells,
        remarks: &mut BTreeSet<String>,
        unknown: &mut BTreeSet<String>,
    ) -> Result<Kind, String> {
        let told = self.told_kind(row)?;
        let kind = told.unwrap_or_else(|| self.reading.kind(row));
        let fields = self.reading.fields(kind, row, remarks)?;
        let named = row.id().filter(|id| DeckId::new(id).is_ok());
        let proposed = || named_after(&self.reading.notation.plain(row.question()), &|_| false);
        let draft = CardDraft { id: named.map_or_else(proposed, str::to_owned), kind, fields };
        let key = self.keys.key(row);
        if let Some(first) = self.seen.get(&key) {
            let has_id = row.guid().or(row.id()).is_some();
            return Err(format!("it {} row {first}", if has_id { "has the id of" } else { "is the same as" }));
        }
        self.seen.insert(key.clone(), row.row.number);
        let name = row.deck().or(self.head.whole_deck.as_deref()).unwrap_or(self.stem);
        let title = row.one(Column::DeckTitle);
        let writing = match (row.layout.is_ours, self.head.is_of_anki) {
            (_, true) => DeckName::Path,
            (true, false) => DeckName::Id,
            (false, false) => DeckName::Title,
        };
        let deck = self.decks.named(name, title, writing);
        deck.cards.push(IncomingCard { key, draft, place: Origin::Row(row.row.number) });
        if told.is_none() {
            self.has_guessed = true;
            unknown.extend(self.note_type(row).map(shortened));
        }
        Ok(kind)
    }

    fn note_type<'r>(&'r self, row: RowCells<'r>) -> Option<&'r str> {
        row.one(Column::NoteType).or(self.head.whole_note_type.as_deref())
    }

    /// The kind that the row's note type or its columns tell.
    fn told_kind(&self, row: RowCells) -> Result<Option<Kind>, String> {
        match self.note_type(row).and_then(|name| kind_of_note_type(name, row)) {
            Some(kind) => Ok(Some(kind)),
            None => told_kind(row),
        }
    }
}

/// How a table names decks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeckName {
    Title,
    /// By the names of all decks around it: `Seas::Ports`.
    Path,
    Id,
}

/// The decks that cards come into, in the order of their first cards.
struct Decks {
    list: Vec<IncomingDeck>,
    by_name: HashMap<String, usize>,
    ids: FreeNames,
}

impl Decks {
    fn new() -> Self {
        Self { list: Vec::new(), by_name: HashMap::new(), ids: FreeNames::of_files() }
    }

    fn named(&mut self, name: &str, title: Option<&str>, writing: DeckName) -> &mut IncomingDeck {
        let at = self.by_name.get(name).copied().unwrap_or_else(|| self.add(name, title, writing));
        &mut self.list[at]
    }

    fn add(&mut self, name: &str, title: Option<&str>, writing: DeckName) -> usize {
        let path: Vec<&str> = if writing == DeckName::Path { name.split("::").collect() } else { vec![name] };
        let is_id = writing == DeckName::Id && DeckId::new(name).is_ok();
        let stem = if is_id { name.to_owned() } else { slug(&path.join(" "), LONGEST_STEM) };
        let stem = if stem.is_empty() { "deck".to_owned() } else { stem };
        let id = self.ids.free(&stem);
        let title = one_line(&safe(title.unwrap_or(&path.join(": "))));
        let above = (1..path.len()).take(DEEPEST).map(|length| joined(&path[..length].join("::")));
        let tags = above.filter(|tag| !tag.is_empty()).collect();
        let title = if title.is_empty() { id.clone() } else { title };
        self.by_name.insert(name.to_owned(), self.list.len());
        self.list.push(IncomingDeck { id, title, tags, ..IncomingDeck::default() });
        self.list.len() - 1
    }
}
