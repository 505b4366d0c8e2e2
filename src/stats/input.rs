//! The input of [`Stats`](super::Stats).

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use super::log_stats::LogStats;
use super::streak::Streak;
use crate::deck::{Decks, ItemId, ItemSummary};
use crate::schedule::{Day, DaySums, DesiredRetention, ItemState, Memory, Model, Phase, is_leech};
use crate::session::Outlook;

/// An item of the loaded decks, with its state.
#[derive(Debug, Clone, Copy)]
pub struct StudiedItem<'a> {
    pub item: &'a ItemSummary,
    /// [`ItemState::NEW`] for an item the log doesn't know.
    pub state: &'a ItemState,
}

impl StudiedItem<'_> {
    /// `None` for a new item.
    #[must_use]
    pub const fn seen(&self) -> Option<&Memory> {
        self.state.seen.as_ref()
    }

    /// New, learning or review.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.seen().map_or(Phase::New, Memory::phase)
    }

    /// Whether it isn't asked: the learner's decision, otherwise the deck's.
    #[must_use]
    pub fn suspended(&self) -> bool {
        self.state.suspended.unwrap_or(self.item.suspended)
    }

    /// Whether the card's meaning changed since its last review, which makes it due at once.
    #[must_use]
    pub fn revised(&self) -> bool {
        self.seen().is_some_and(|seen| self.item.revision > seen.revision)
    }

    #[must_use]
    pub fn is_leech(&self) -> bool {
        self.seen().is_some_and(|seen| is_leech(seen.lapses))
    }
}

/// All items of the loaded decks, in order, with their states.
#[must_use]
pub fn known<'a, S: BuildHasher>(
    items: &'a [ItemSummary],
    states: &'a HashMap<ItemId, ItemState, S>,
) -> Vec<StudiedItem<'a>> {
    items.iter().map(|item| StudiedItem { item, state: states.get(&item.id).unwrap_or(&ItemState::NEW) }).collect()
}

/// Groups of adjacent elements with the same name, found by bisection, because groups are large.
pub fn groups<T>(all: &[T], name: impl Fn(&T) -> &str) -> impl Iterator<Item = &[T]> {
    let mut rest = all;
    std::iter::from_fn(move || {
        let first = name(rest.first()?);
        // Gallop: the whole is much longer than one group.
        let mut ahead = 1;
        while rest.get(ahead).is_some_and(|one| name(one) == first) {
            ahead *= 2;
        }
        let (near, _) = rest.split_at(ahead.min(rest.len()));
        let run;
        (run, rest) = rest.split_at(near.partition_point(|one| name(one) == first));
        Some(run)
    })
}

/// What the statistics are computed from: plain values, no store, no clock.
#[derive(Debug, Clone, Copy)]
pub struct StatsInput<'a> {
    pub found: &'a dyn Decks,
    /// The selected items.
    pub known: &'a [StudiedItem<'a>],
    /// How many items of the log are in no loaded deck.
    pub elsewhere: usize,
    /// The sums of every study day in the log.
    pub days: &'a BTreeMap<Day, DaySums>,
    pub streak: Streak,
    pub model: &'a Model,
    pub desired: DesiredRetention,
    pub today: Day,
    /// What is left today, and what comes next.
    pub outlook: Outlook,
    /// The daily limit of due items.
    pub reviews_per_day: usize,
    /// The day to predict knowledge for: today, or a later day without study until then.
    pub on: Day,
    /// What only the log knows, if it was read.
    pub log_stats: Option<&'a LogStats>,
    /// Whether to report on single items, for which their cards are read.
    pub of_items: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::groups;

    proptest! {
        #[test]
        fn runs_are_found_as_by_looking_at_each_neighbour(lengths in prop::collection::vec(1..40_usize, 0..8)) {
            let names: Vec<String> = (0..lengths.len()).map(|n| format!("d{n}")).collect();
            let all: Vec<&str> =
                names.iter().zip(&lengths).flat_map(|(name, &length)| vec![name.as_str(); length]).collect();
            let found: Vec<&[&str]> = groups(&all, |name| name).collect();
            prop_assert_eq!(found, all.chunk_by(|a, b| a == b).collect::<Vec<_>>());
        }
    }
}
