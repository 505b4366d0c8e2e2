//! What was missed lately.

use std::collections::HashSet;

use super::log::{self, Blob, ItemName};
use super::read::LATEST;
use super::{Store, StoreResult};
use crate::deck::ItemId;
use crate::schedule::{Day, EventId, History, Purpose, Rating};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

impl Store {
    /// The items that were answered with Again on the last day with answers until `today`, this day included: in a
    /// session, in practice or in an exam, and whatever became of them later that day.
    ///
    /// # Errors
    /// When the file is locked, damaged, gone, or holds what makes no sense.
    pub fn missed(&self, today: Day) -> StoreResult<HashSet<ItemId>> {
        self.look(|db| {
            let (mut last, mut missed) = (None, HashSet::new());
            let mut items = db.prepare_cached(LATEST)?;
            let mut items = items.query([])?;
            while let Some(row) = items.next()? {
                // No event of this item or of those that follow is later than this one.
                let newest = i64::try_from(EventId(row.get::<_, Blob>(2)?.0).at_ms()).unwrap_or(i64::MAX);
                if last.is_some_and(|day| newest < earliest_ms(day)) {
                    break;
                }
                let ItemName(item) = row.get(1)?;
                let events = log::own_events(db, row.get(0)?, Some(&item))?;
                let history = History::of(&events);
                let answers = history.reviews().filter(|answer| answer.review.purpose != Purpose::Imported);
                for answer in answers.filter(|answer| answer.event.moment.day <= today) {
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

/// No moment of a study day lies before this one, wherever on earth it began and whenever a day starts.
fn earliest_ms(day: Day) -> i64 {
    (i64::from(day.number()) - 2) * DAY_MS
}
