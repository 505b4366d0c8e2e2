//! How many items fall due on which day.

use std::collections::BTreeMap;

use super::{Store, StoreResult};
use crate::deck::ItemId;
use crate::schedule::{Day, ItemState};

/// Items that fall due, with their states.
pub type DueItems = Vec<(ItemId, ItemState)>;

#[expect(
    clippy::missing_errors_doc,
    reason = "all fail alike: the file is locked, damaged, gone, or holds what makes no sense"
)]
impl Store {
    /// How many items fall due on each day up to and including `last`, without those that the learner suspended.
    pub fn due_by_day(&self, last: Day) -> StoreResult<BTreeMap<Day, u32>> {
        self.read(|db| {
            // A day on which nothing falls due any more keeps a row with 0 items.
            let mut due = db.prepare_cached("select day, items from due_days where day <= ?1 and items > 0")?;
            let rows = due.query_map([last.number()], |row| Ok((Day::from_number(row.get(0)?), row.get(1)?)))?;
            rows.collect()
        })
    }
}
