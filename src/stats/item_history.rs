//! The history of one item: every answer, and the chance of recall over time.

use super::hard::prompt_of;
use super::input::StudiedItem;
use super::knowledge::chance;
use super::log_stats::{StandingAnswer, answers};
use super::rounding::{days, real, whole};
use crate::deck::{Decks, ItemId};
use crate::schedule::{Day, Event, History, Memory, Model};

#[derive(Debug, Clone, PartialEq)]
pub struct ItemLife {
    pub item: ItemId,
    /// The word for its kind.
    pub kind: &'static str,
    /// The prompt in one line.
    pub prompt: String,
    pub suspended: bool,
    /// `None` for a new item.
    pub seen: Option<Memory>,
    /// The chance of recall today, 0.0 to 1.0.
    pub recall: Option<f64>,
    /// Every answer that isn't undone, including those under an earlier name.
    pub answers: Vec<StandingAnswer>,
}

impl ItemLife {
    /// From the events of an item and of its earlier names.
    #[must_use]
    pub fn of<'e>(
        known: &StudiedItem<'_>,
        found: &dyn Decks,
        events: impl IntoIterator<Item = &'e Event>,
        model: &Model,
        today: Day,
    ) -> Self {
        Self {
            item: known.item.id.clone(),
            kind: known.item.kind.word(),
            prompt: prompt_of(&known.item.id, found),
            suspended: known.suspended(),
            seen: known.seen().copied(),
            recall: chance(known, model, today),
            answers: answers(&History::of(events), &known.item.id, model),
        }
    }

    /// The chance of recall at `cells` evenly spaced moments from the first answer to `today`; empty for a new item.
    #[must_use]
    pub fn curve(&self, cells: usize, model: &Model, today: Day) -> Vec<f64> {
        let feeding: Vec<&StandingAnswer> =
            self.answers.iter().filter(|answer| answer.purpose.feeds_memory()).collect();
        let (Some(first), true) = (feeding.first(), cells > 0) else { return Vec::new() };
        let span = f64::from(today.since(first.day).max(0));
        let at = |cell: usize| {
            let ahead = whole(span * real(cell) / real((cells - 1).max(1)));
            let day = first.day + i32::try_from(ahead).unwrap_or(i32::MAX);
            let last = feeding.iter().rev().find(|answer| answer.day <= day).unwrap_or(first);
            let elapsed = day.since(last.day).max(0).unsigned_abs();
            last.memory.map_or(0.0, |memory| f64::from(model.retrievability(memory, days(elapsed)).0))
        };
        (0..cells).map(at).collect()
    }
}
