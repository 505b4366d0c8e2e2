//! What the numbers in rows of the log stand for: items and writers.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::super::log::{Blob, Columns as _, ItemKey, ItemName};
use super::super::prompts::SeenPrompt;
use super::backup_log::BackupLog;
use super::images::PageImages;
use super::rows::{self, FoundRow};
use crate::deck::ItemId;
use crate::schedule::EventId;

/// Who wrote an event: a device, and the version of the program.
pub(super) type Writer = (Uuid, String);

#[derive(Default)]
pub(super) struct Keys {
    items: Votes<ItemId>,
    writers: Votes<Writer>,
    pub(super) learner: Option<Uuid>,
    pub(super) device: Option<Uuid>,
    pub(super) prompts: BTreeMap<ItemId, SeenPrompt>,
}

/// What several places say that a number stands for: one of them may be damaged.
struct Votes<T>(HashMap<i64, Vec<(T, u32)>>);

impl<T> Default for Votes<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: PartialEq> Votes<T> {
    fn add(&mut self, key: i64, meaning: T) {
        let said = self.0.entry(key).or_default();
        match said.iter_mut().find(|(other, _)| *other == meaning) {
            Some((_, votes)) => *votes += 1,
            None => said.push((meaning, 1)),
        }
    }

    fn elected(&self, key: i64) -> Option<&T> {
        // Of equals the first, which was more trustworthy.
        let said = self.0.get(&key)?.iter().rev();
        said.max_by_key(|(_, votes)| *votes).map(|(meaning, _)| meaning)
    }
}

impl Keys {
    pub(super) fn read(&mut self, pages: &PageImages<'_>, backup: Option<&BackupLog>) {
        rows::each_row(pages, |row| {
            self.add(row, backup);
            false
        });
    }

    fn add(&mut self, FoundRow { shape, row_id, record }: FoundRow, backup: Option<&BackupLog>) -> Option<()> {
        let item = |column| record.get(column).ok().map(|ItemName(item)| item);
        let id = |column| record.get(column).ok().map(|Blob(id)| id);
        let key = |column| record.get::<i64>(column).ok();
        match shape {
            rows::ITEM => {
                let item = item(1)?;
                if let (Ok(prompt), Ok(revision)) = (record.get(2), record.get(3)) {
                    self.prompts.entry(item.clone()).or_insert(SeenPrompt { prompt, revision });
                }
                self.items.add(row_id?, item);
            }
            rows::ITEM_BY_NAME => self.items.add(key(1)?, item(0)?),
            rows::STATE => self.items.add(key(17)?, item(0)?),
            rows::WRITER => self.writers.add(row_id?, (id(1)?, record.get(2).ok()?)),
            rows::WRITER_BY_DEVICE => self.writers.add(key(2)?, (id(0)?, record.get(1).ok()?)),
            rows::META => match record.get::<String>(0).ok()?.as_str() {
                "learner" => self.learner = self.learner.or(id(1)),
                "device" => self.device = self.device.or(id(1)),
                _ => {}
            },
            // Events that the backup has as well say what their numbers stand for.
            rows::REVIEW | rows::ACT => {
                let event = backup?.event(EventId(id(2)?))?;
                self.writers.add(key(3)?, (event.device, event.version.clone()));
                self.items.add(key(0)?, event.item.clone()?);
            }
            _ => {}
        }
        Some(())
    }

    /// Takes from the backup what can't be read any more; names only if it gives the others the same numbers.
    pub(super) fn complete(&mut self, backup: Option<&BackupLog>) {
        let first = self.writers.0.keys().min().and_then(|key| self.writers.elected(*key));
        let first = first.map(|(device, _)| *device);
        self.device = self.device.or(backup.map(|backup| backup.device)).or(first);
        let Some(backup) = backup else { return };
        let both = backup.items.iter().filter_map(|(key, item)| Some((item, self.items.elected(*key)?)));
        let (same, other): (Vec<_>, Vec<_>) = both.partition(|(theirs, ours)| theirs == ours);
        if same.len() <= other.len() * 9 {
            return;
        }
        for (key, item) in &backup.items {
            if self.items.elected(*key).is_none() {
                self.items.add(*key, item.clone());
            }
        }
    }

    pub(super) fn item(&self, key: ItemKey) -> Option<&ItemId> {
        self.items.elected(key)
    }

    /// An answer counts even if it can't be told any more who wrote it.
    pub(super) fn writer(&self, key: i64) -> Writer {
        let unknown = || (self.device.unwrap_or_default(), "unknown".to_owned());
        self.writers.elected(key).cloned().unwrap_or_else(unknown)
    }
}
