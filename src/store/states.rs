//! Queries for many items at once: those answered on a day, those put away, and every state in turn.

use std::collections::HashMap;

use super::{Store, StoreResult, views};
use crate::deck::ItemId;
use crate::schedule::{Day, ItemState};

/// What a start reads besides the due items; usually few rows.
pub(super) const ANSWERED_ON: &str = "where last_day = ?1";
pub(super) const PUT_AWAY: &str =
    "where last_day is null and (suspended is not null or buried_day is not null or flagged)";

#[expect(
    clippy::missing_errors_doc,
    reason = "all fail alike: the file is locked, damaged, gone, or holds what makes no sense"
)]
impl Store {
    /// The items whose last review was on that study day.
    pub fn answered_on(&self, day: Day) -> StoreResult<Vec<(ItemId, ItemState)>> {
        self.read(|db| views::states_where(db, ANSWERED_ON, [day.number()]))
    }

    /// The items without a review that feeds memory that the learner has suspended, resumed, buried or flagged.
    pub fn put_away(&self) -> StoreResult<Vec<(ItemId, ItemState)>> {
        self.read(|db| views::states_where(db, PUT_AWAY, []))
    }

    /// The items that the learner has suspended, resumed or buried, whenever that was.
    pub fn set_aside(&self) -> StoreResult<HashMap<ItemId, ItemState>> {
        self.read(|db| views::states_where(db, "where suspended is not null or buried_day is not null", []))
    }

    /// Calls `each` with every state and the name of its item, sorted by name.
    pub fn each_state(&self, each: impl FnMut(&str, ItemState)) -> StoreResult<()> {
        self.read(|db| views::each_state(db, each))
    }
}
