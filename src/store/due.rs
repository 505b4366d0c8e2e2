//! What falls due: all that a start asks of thousands of items at once.

use std::collections::BTreeMap;

use super::{Store, StoreResult, views};
use crate::deck::ItemId;
use crate::schedule::{Day, ItemState};

/// Items that fall due, with their states.
pub type DueItems = Vec<(ItemId, ItemState)>;

/// What the learner suspended has no day on which it is asked.
pub(super) const DUE: &str = "where asked_day <= ?1 order by asked_day, name limit ?2";

#[expect(
    clippy::missing_errors_doc,
    reason = "all fail alike: the file is locked, damaged, gone, or holds what makes no sense"
)]
impl Store {
    /// What is due until `until`, this day included, the longest due first and those of a day by name; without what
    /// the learner suspended.
    pub fn due(&self, until: Day) -> StoreResult<DueItems> {
        self.some_due(until, usize::MAX)
    }

    /// The same, but no more than so many.
    pub fn some_due(&self, until: Day, most: usize) -> StoreResult<DueItems> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read(|db| views::states_where(db, DUE, (until.number(), most)))
    }

    /// How much is due on each day until `last`, this day included; without what the learner suspended.
    pub fn due_by_day(&self, last: Day) -> StoreResult<BTreeMap<Day, u32>> {
        self.read(|db| {
            // A day on which nothing falls due any more stays as one of nothing.
            let mut due = db.prepare_cached("select day, items from due_days where day <= ?1 and items > 0")?;
            let rows = due.query_map([last.number()], |row| Ok((Day::from_number(row.get(0)?), row.get(1)?)))?;
            rows.collect()
        })
    }
}
