//! Memory: ratings, study days, the events of the log, and what follows from them.
//!
//! Pure. `fsrs.rs` alone knows the formulas; [`replay()`] alone turns events
//! into the state of an item.

mod ahead;
#[cfg(test)]
mod conformance;
mod day;
mod event;
mod fsrs;
mod known;
#[cfg(test)]
mod laws;
mod new_order;
mod rating;
mod replay;
mod sums;
mod when;

pub use crate::dice::{Dice, stable_hash};
pub use ahead::{PutRight, put_right};
pub use day::{Day, Moment, Rollover};
pub use event::{Act, Draft, Event, EventId, Purpose, Review, Verdict, What};
pub use fsrs::{
    DesiredRetention, Difficulty, MemoryState, Model, NextState, NextStates, Retrievability, Spacing, Stability,
};
pub use known::chance_known;
pub use new_order::NewOrder;
pub use rating::Rating;
pub use replay::{
    Flag, History, ItemState, Phase, Seen, Standing, is_leech, preview, replay, replay_history, state_before,
    state_through,
};
pub use sums::{DaySums, study_hours, sums};
pub use when::{NoDay, PastDay, When};
