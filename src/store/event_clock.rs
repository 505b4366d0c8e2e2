//! Assigns moments and ids to events as they are written.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;
use uuid::{Builder, Uuid};

use super::log::{self, ItemKey, WHOLE_LOG};
use super::read;
use crate::schedule::{Day, Event, EventId, Moment};

/// If the clock was set back by less than this, a new event of an item is moved after its existing events. An event
/// that is further back keeps its moment, unless it belongs to the same study day.
const SAME_MOMENT_MS: i64 = 1_000;

/// The highest time that fits into a `UUIDv7`, in milliseconds since 1970: 48 bits.
const LAST_MS: u64 = (1 << 48) - 1;

/// Assigns moments and ids within one transaction.
pub(super) struct EventClock {
    /// The time in the highest id of the store, in milliseconds since 1970.
    newest_ms: u64,
    /// The moments assigned so far, with their study days.
    assigned: HashMap<ItemKey, BTreeSet<(i64, Day)>>,
    /// Common to the ids of the transaction: see [`EventId::batch`].
    batch: [u8; 10],
}

impl EventClock {
    pub(super) fn of(db: &Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            newest_ms: read::newest_id(db)?.map_or(0, EventId::at_ms),
            assigned: HashMap::new(),
            batch: random(),
        })
    }

    /// A moment that no other event of the item has, later than its events of the same second or study day.
    pub(super) fn moment(&mut self, db: &Connection, key: ItemKey, mut moment: Moment) -> rusqlite::Result<Moment> {
        if key == WHOLE_LOG {
            // These have no state that would record their newest id.
            let newest = log::newest_of_whole_log(db)?.map_or(0, EventId::at_ms);
            self.newest_ms = self.newest_ms.max(newest);
        }
        let assigned = self.assigned.entry(key).or_default();
        // Moved past some events, it may collide with others.
        loop {
            let until = moment.at_ms.saturating_add(SAME_MOMENT_MS);
            let written = log::latest_until(db, key, until, moment.day)?;
            let counts = |&&(at_ms, day): &&(i64, Day)| at_ms <= until || day == moment.day;
            let latest = written.max(assigned.iter().rfind(counts).map(|(at_ms, _)| *at_ms));
            match latest.filter(|latest| *latest >= moment.at_ms) {
                Some(latest) => moment.at_ms = latest.saturating_add(1),
                None => break,
            }
        }
        assigned.insert((moment.at_ms, moment.day));
        Ok(moment)
    }

    /// The moment of an event whose id was chosen by the caller: only the moment shows that it was written last.
    pub(super) fn after_all(&self, moment: Moment) -> Moment {
        let newest = i64::try_from(self.newest_ms).unwrap_or(i64::MAX);
        let close = (0..SAME_MOMENT_MS).contains(&newest.saturating_sub(moment.at_ms));
        Moment { at_ms: if close { newest + 1 } else { moment.at_ms }, ..moment }
    }

    /// Makes later ids higher than this event's.
    pub(super) fn note(&mut self, event: &Event) {
        self.newest_ms = self.newest_ms.max(event.written().at_ms());
    }

    /// An id higher than all in the store, whatever the clock says. Apart from its time it equals the other ids of this
    /// transaction.
    pub(super) fn id(&mut self, moment: Moment) -> EventId {
        let at_ms = u64::try_from(moment.at_ms).unwrap_or(0);
        if self.newest_ms >= LAST_MS {
            // No higher time is left, so the random part has to differ.
            self.batch = random();
        }
        self.newest_ms = at_ms.max(self.newest_ms + 1).min(LAST_MS);
        EventId(Builder::from_unix_timestamp_millis(self.newest_ms, &self.batch).into_uuid())
    }
}

/// Random bits, unique to a transaction.
fn random() -> [u8; 10] {
    let mut random = [0; 10];
    random.copy_from_slice(&Uuid::now_v7().into_bytes()[6..]);
    random
}
