//! The prompts last seen, by which a known deck is told from another deck of the same name.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, StoreResult, log};
use crate::deck::ItemId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenPrompt {
    pub prompt: String,
    pub revision: u32,
}

impl Store {
    /// Stores the prompts of items and the revisions of their cards. Not part of the log.
    ///
    /// # Errors
    /// Any [`StoreError`](super::StoreError); then nothing was stored.
    pub fn remember_prompts(&self, seen: &[(ItemId, &str, u32)]) -> StoreResult<()> {
        // Usually nothing has changed; then don't take the write lock.
        if self.read(|db| {
            let mut find = db.prepare_cached("select prompt, revision from items where name = ?1")?;
            for (item, prompt, revision) in seen {
                let known = find.query_row([item.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
                if known != Some((Some((*prompt).to_owned()), Some(*revision))) {
                    return Ok(false);
                }
            }
            Ok(true)
        })? {
            return Ok(());
        }
        self.write(|tx| {
            for (item, prompt, revision) in seen {
                let key = log::intern(tx, item)?;
                let changed = tx
                    .prepare_cached(
                        "update items set prompt = ?2, revision = ?3 \
                         where id = ?1 and (prompt is not ?2 or revision is not ?3)",
                    )?
                    .execute(params![key, prompt, revision])?;
                forget_sum(tx, item.deck(), changed)?;
            }
            Ok(())
        })
    }

    /// Deletes the prompts of items that are gone; their history stays.
    ///
    /// # Errors
    /// Any [`StoreError`](super::StoreError); then nothing was deleted.
    pub fn forget_prompts(&self, gone: &[ItemId]) -> StoreResult<()> {
        if gone.is_empty() {
            return Ok(());
        }
        self.write(|tx| {
            let mut forget = tx.prepare_cached(
                "update items set prompt = null, revision = null where name = ?1 and prompt is not null",
            )?;
            gone.iter().try_for_each(|item| forget_sum(tx, item.deck(), forget.execute([item.as_str()])?))
        })
    }

    /// The prompts last seen of a deck's items.
    ///
    /// # Errors
    /// Any [`StoreError`](super::StoreError).
    pub fn prompts_of_deck(&self, deck: &str) -> StoreResult<HashMap<ItemId, SeenPrompt>> {
        self.read(|db| {
            let mut find = db.prepare_cached(
                "select name, prompt, revision from items where name >= ?1 || '/' and name < ?1 || '0' \
                 and prompt is not null",
            )?;
            let rows = find.query_map([deck], |row| {
                let log::ItemName(item) = row.get(0)?;
                Ok((item, SeenPrompt { prompt: row.get(1)?, revision: row.get(2)? }))
            })?;
            rows.collect()
        })
    }
}

/// Clears the deck's sum of prompts after a prompt has changed.
fn forget_sum(db: &Connection, deck: &str, changed: usize) -> rusqlite::Result<()> {
    if changed > 0 {
        db.prepare_cached("update decks set prompts = null where deck = ?1 and prompts is not null")?
            .execute([deck])?;
    }
    Ok(())
}
