//! Memory: ratings, study days, the events of the log, and what follows from them.
//!
//! Pure. Only `fsrs.rs` knows the formulas; only [`replay()`] turns events into the state of an item.

mod ago;
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

pub use ago::DayAgo;
pub use ahead::{PutRight, put_right};
pub use day::{Day, DayStart, Moment};
pub use event::{Act, Event, EventDraft, EventId, EventKind, Purpose, Review, Sm2, Verdict};
#[cfg(test)]
pub use fsrs::Retrievability;
pub use fsrs::{DesiredRetention, Difficulty, MemoryState, Model, NextStates, SchedulingParams, Stability};
pub use known::chance_known;
pub use new_order::NewOrder;
pub use rating::Rating;
pub use replay::{
    EffectiveReview, Flag, History, ItemState, Memory, MemoryStep, Phase, is_leech, preview, replay, replay_history,
    state_before, state_through,
};
pub use sums::{DaySums, LONGEST_MS, study_hours, sums};
pub use when::{PastDay, When};
