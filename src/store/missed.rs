//! The items missed lately, for `is:missed`.

use std::collections::HashSet;

use super::log::{self, Blob, ItemName};
use super::read::LATEST;
use super::{Store, StoreResult};
use crate::deck::ItemId;
use crate::schedule::{Day, EventId, History, Rating};

const DAY_MS: i64 = 86_400_000;

impl Store {
    /// The items answered with Again on the latest day with answers, up to and including `today`: in a session, in
    /// practice, in an exam or in another program, even if they were answered right later that day.
    ///
    /// # Errors
    /// Any [`StoreError`](super::StoreError).
    pub fn missed(&self, today: Day) -> StoreResult<HashSet<ItemId>> {
        self.snapshot(|db| {
            let (mut last, mut missed) = (None, HashSet::new());
            let mut items = db.prepare_cached(LATEST)?;
            let mut items = items.query([])?;
            while let Some(row) = items.next()? {
                // Sorted by newest event: this item and the following have no later one.
                let newest = i64::try_from(EventId(row.get::<_, Blob>(2)?.0).at_ms()).unwrap_or(i64::MAX);
                if last.is_some_and(|day| newest < earliest_ms(day)) {
                    break;
                }
                let ItemName(item) = row.get(1)?;
                let events = log::own_events(db, row.get(0)?, Some(&item))?;
                let history = History::of(&events);
                for answer in history.reviews().filter(|answer| answer.event.moment.day <= today) {
                    let day = answer.event.moment.day;
                    if last.is_none_or(|last| last < day) {
                        last = Some(day);
                        missed.clear();
                    }
                    if last == Some(day) && answer.rating == Rating::Again {
                        missed.insert(item.clone());
                    }
                }
            }
            Ok(missed)
        })
    }
}

/// A lower bound for the moments of a study day, in any time zone and with any start of the day.
fn earliest_ms(day: Day) -> i64 {
    (i64::from(day.number()) - 2) * DAY_MS
}
