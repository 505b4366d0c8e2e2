//! Reads the items of decks without their texts.

use std::sync::Arc;

use rusqlite::{Connection, Row};

use super::deck_names::item_id;
use super::summaries::from_json;
use crate::deck::{ItemSummary, Kind};

/// Lists that the items of a deck share: there may be a hundred thousand items.
pub(super) struct SharedLists {
    /// The tags of all cards.
    tags: Arc<[String]>,
    none: Arc<[String]>,
}

/// Reads [`ItemSummary`]s; append a `where`.
pub(super) const ITEM_SUMMARIES: &str = "select name, kind, possible, suspended, revision, was is not null, tags, claims, \
                       judged \
                       from items join cards on cards.file = items.file and cards.place = card";

/// What the items of a card have in common.
struct CommonFields {
    kind: Kind,
    possible: u32,
    suspended: bool,
    revision: u32,
    renamed: bool,
    tags: Arc<[String]>,
    claims: Arc<[String]>,
}

impl CommonFields {
    fn item(&self, name: &str, judged: bool) -> rusqlite::Result<ItemSummary> {
        Ok(ItemSummary {
            id: item_id(name)?,
            kind: self.kind,
            possible: self.possible,
            judged,
            suspended: self.suspended,
            revision: self.revision,
            renamed: self.renamed,
            tags: Arc::clone(&self.tags),
            claims: Arc::clone(&self.claims),
        })
    }
}

impl SharedLists {
    pub(super) fn of(tags: Vec<String>) -> Self {
        Self { tags: tags.into(), none: Arc::default() }
    }

    /// Reads a row of [`ITEM_SUMMARIES`].
    pub(super) fn summary(&self, row: &Row<'_>) -> rusqlite::Result<ItemSummary> {
        self.fields(row)?.item(row.get_ref(0)?.as_str()?, row.get(8)?)
    }

    /// Reads all items of a file, in order. Two scans side by side are quicker than a join, which looks up each card.
    pub(super) fn of_file(&self, file: i64, db: &Connection) -> rusqlite::Result<Vec<ItemSummary>> {
        let mut cards = db.prepare_cached(
            "select place, kind, possible, suspended, revision, was is not null, tags, claims \
             from cards where file = ?1 order by place",
        )?;
        let mut items = db.prepare_cached("select card, name, judged from items where file = ?1 order by place")?;
        let cards = cards.query_map([file], |row| Ok((row.get(0)?, self.fields(row)?)))?;
        let cards: Vec<(u32, CommonFields)> = cards.collect::<rusqlite::Result<_>>()?;
        let item = |row: &Row<'_>| {
            let place: u32 = row.get(0)?;
            let at = cards.binary_search_by_key(&place, |card| card.0).map_err(|_| rusqlite::Error::InvalidQuery)?;
            cards[at].1.item(row.get_ref(1)?.as_str()?, row.get(2)?)
        };
        items.query_map([file], item)?.collect()
    }

    /// Reads the columns after the first, which are the same in both queries.
    fn fields(&self, row: &Row<'_>) -> rusqlite::Result<CommonFields> {
        let list = |at: usize| -> rusqlite::Result<Option<Vec<String>>> {
            row.get_ref(at)?.as_str_or_null()?.map(from_json).transpose()
        };
        let kind = Kind::ALL.get(usize::from(row.get::<_, u8>(1)?)).copied().ok_or(rusqlite::Error::InvalidQuery)?;
        let tags = match list(6)? {
            None => Arc::clone(&self.tags),
            Some(own) => self.tags.iter().cloned().chain(own).collect(),
        };
        Ok(CommonFields {
            kind,
            possible: row.get(2)?,
            suspended: row.get(3)?,
            revision: row.get(4)?,
            renamed: row.get(5)?,
            tags,
            claims: list(7)?.map_or_else(|| Arc::clone(&self.none), Into::into),
        })
    }
}
