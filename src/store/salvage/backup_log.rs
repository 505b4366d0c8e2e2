//! What a backup has.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use uuid::Uuid;

use super::super::log::{ItemKey, ItemName, WHOLE_LOG};
use super::super::prompts::SeenPrompt;
use super::super::{Store, StoreError, StoreResult};
use super::events::is_twin;
use crate::deck::ItemId;
use crate::schedule::{Event, EventId};

pub(super) struct BackupLog {
    pub(super) events: Vec<Event>,
    ids: HashMap<EventId, usize>,
    moments: HashMap<(Option<ItemId>, i64), EventId>,
    pub(super) items: HashMap<ItemKey, ItemId>,
    pub(super) prompts: BTreeMap<ItemId, SeenPrompt>,
    pub(super) learner: Uuid,
    pub(super) device: Uuid,
}

impl BackupLog {
    /// Reads a backup, if it is sound.
    pub(super) fn read(path: &Path) -> StoreResult<Self> {
        let store = Store::open_to_read(path)?.ok_or_else(|| StoreError::gone(path))?;
        if let Some(fault) = store.faults()?.iter().find(|fault| !fault.is_of_views()) {
            return Err(StoreError::Damaged { path: path.to_owned(), why: fault.to_string() });
        }
        let mut events = Vec::new();
        store.each_event::<StoreError>(|event| {
            events.push(event);
            Ok(())
        })?;
        let ids = events.iter().enumerate().map(|(at, event)| (event.id, at)).collect();
        let moments = events.iter().map(|event| ((event.item.clone(), event.moment.at_ms), event.id)).collect();
        let (mut items, mut prompts) = (HashMap::new(), BTreeMap::new());
        store.read(|db| {
            let mut named = db.prepare("select id, name, prompt, revision from items where id <> ?1")?;
            let mut named = named.query([WHOLE_LOG])?;
            while let Some(row) = named.next()? {
                let ItemName(item) = row.get(1)?;
                if let (Some(prompt), Some(revision)) = (row.get(2)?, row.get(3)?) {
                    prompts.insert(item.clone(), SeenPrompt { prompt, revision });
                }
                items.insert(row.get(0)?, item);
            }
            Ok(())
        })?;
        Ok(Self { events, ids, moments, items, prompts, learner: store.learner(), device: store.device() })
    }

    pub(super) fn event(&self, id: EventId) -> Option<&Event> {
        self.ids.get(&id).map(|&at| &self.events[at])
    }

    /// The id under which it has an event, whatever damage did to it.
    pub(super) fn id_of(&self, event: &Event) -> Option<EventId> {
        if self.ids.contains_key(&event.id) {
            return Some(event.id);
        }
        let there = self.moments.get(&(event.item.clone(), event.moment.at_ms)).copied();
        there.filter(|there| is_twin(*there, event.id))
    }
}
