//! The moments and ids that events are given when they are written.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;
use uuid::{Builder, Uuid};

use super::log::{self, ItemKey, WHOLE_LOG};
use super::read;
use crate::schedule::{Day, Event, EventId, Moment};

/// An event this much before another of its item, or before one of the same study day, was written after it all the
/// same: a clock was set back a little. One further before it comes from another time and keeps its own moment.
const SAME_MOMENT_MS: i64 = 1_000;

/// The highest time that a `UUIDv7` can begin with, in milliseconds since 1970: 48 bits.
const LAST_MS: u64 = (1 << 48) - 1;

/// Gives the events of one transaction their moments and ids.
pub(super) struct EventClock {
    /// The time in the highest id of the store, in milliseconds since 1970.
    newest_ms: u64,
    /// The moments given so far, with their study days.
    given: HashMap<ItemKey, BTreeSet<(i64, Day)>>,
    /// What their ids have in common: see [`EventId::batch`].
    batch: [u8; 10],
}

impl EventClock {
    pub(super) fn of(db: &Connection) -> rusqlite::Result<Self> {
        Ok(Self { newest_ms: read::newest_id(db)?.map_or(0, EventId::at_ms), given: HashMap::new(), batch: random() })
    }

    /// A moment that no event of the item has, and that lies after those of the same second and study day.
    pub(super) fn moment(&mut self, db: &Connection, key: ItemKey, mut moment: Moment) -> rusqlite::Result<Moment> {
        if key == WHOLE_LOG {
            // These have no state that would tell of them.
            let newest = log::newest_of_whole_log(db)?.map_or(0, EventId::at_ms);
            self.newest_ms = self.newest_ms.max(newest);
        }
        let given = self.given.entry(key).or_default();
        // Put after some, it may be at the moment of others.
        loop {
            let until = moment.at_ms.saturating_add(SAME_MOMENT_MS);
            let written = log::latest_until(db, key, until, moment.day)?;
            let counts = |&&(at_ms, day): &&(i64, Day)| at_ms <= until || day == moment.day;
            let latest = written.max(given.iter().rfind(counts).map(|(at_ms, _)| *at_ms));
            match latest.filter(|latest| *latest >= moment.at_ms) {
                Some(latest) => moment.at_ms = latest.saturating_add(1),
                None => break,
            }
        }
        given.insert((moment.at_ms, moment.day));
        Ok(moment)
    }

    /// The moment of an event whose id was chosen elsewhere: it alone tells that it was written last.
    pub(super) fn after_all(&self, moment: Moment) -> Moment {
        let newest = i64::try_from(self.newest_ms).unwrap_or(i64::MAX);
        let close = (0..SAME_MOMENT_MS).contains(&newest.saturating_sub(moment.at_ms));
        Moment { at_ms: if close { newest + 1 } else { moment.at_ms }, ..moment }
    }

    /// Later ids are higher than this event.
    pub(super) fn note(&mut self, event: &Event) {
        self.newest_ms = self.newest_ms.max(event.written().at_ms());
    }

    /// Higher than all in the store, whatever the clock says: what was written last has the highest id. It shares all but
    /// its time with those of this transaction.
    pub(super) fn id(&mut self, moment: Moment) -> EventId {
        let at_ms = u64::try_from(moment.at_ms).unwrap_or(0);
        if self.newest_ms >= LAST_MS {
            // There is no other time left to tell it from the one before.
            self.batch = random();
        }
        self.newest_ms = at_ms.max(self.newest_ms + 1).min(LAST_MS);
        EventId(Builder::from_unix_timestamp_millis(self.newest_ms, &self.batch).into_uuid())
    }
}

/// What no other transaction has.
fn random() -> [u8; 10] {
    let mut random = [0; 10];
    random.copy_from_slice(&Uuid::now_v7().into_bytes()[6..]);
    random
}
