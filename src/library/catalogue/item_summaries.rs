//! Reads the items of decks without their texts.

use std::sync::Arc;

use rusqlite::Row;

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
pub(super) const ITEM_SUMMARIES: &str = "select name, kind, choices, many, suspended, revision, was is not null, tags, claims, \
                       judged \
                       from items join cards on cards.file = items.file and cards.place = card";

impl SharedLists {
    pub(super) fn of(tags: Vec<String>) -> Self {
        Self { tags: tags.into(), none: Arc::default() }
    }

    pub(super) fn summary(&self, row: &Row<'_>) -> rusqlite::Result<ItemSummary> {
        let list = |at: usize| -> rusqlite::Result<Option<Vec<String>>> {
            row.get_ref(at)?.as_str_or_null()?.map(from_json).transpose()
        };
        let kind = Kind::ALL.get(usize::from(row.get::<_, u8>(1)?)).copied().ok_or(rusqlite::Error::InvalidQuery)?;
        let tags = match list(7)? {
            None => Arc::clone(&self.tags),
            Some(own) => self.tags.iter().cloned().chain(own).collect(),
        };
        Ok(ItemSummary {
            id: item_id(row.get_ref(0)?.as_str()?)?,
            kind,
            choices: row.get(2)?,
            many: row.get(3)?,
            judged: row.get(9)?,
            suspended: row.get(4)?,
            revision: row.get(5)?,
            renamed: row.get(6)?,
            tags,
            claims: list(8)?.map_or_else(|| Arc::clone(&self.none), Into::into),
        })
    }
}
