//! What a picture is made from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

use super::log_stats::LogStats;
use super::streak::Streak;
use crate::deck::{Contents, Entry, ItemId};
use crate::schedule::{Day, DaySums, DesiredRetention, ItemState, Memory, Model, Phase, is_leech};
use crate::session::Outlook;

/// An item of the decks found, and how it stands.
#[derive(Debug, Clone, Copy)]
pub struct StudiedItem<'a> {
    /// The item.
    pub item: &'a Entry,
    /// How it stands; that of a new item where the log has nothing of it.
    pub state: &'a ItemState,
}

impl StudiedItem<'_> {
    /// What its reviews have left; `None` for a new item.
    #[must_use]
    pub const fn seen(&self) -> Option<&Memory> {
        self.state.seen.as_ref()
    }

    /// New, learning or review.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.seen().map_or(Phase::New, Memory::phase)
    }

    /// Whether it is not asked: the learner's word, else the deck's.
    #[must_use]
    pub fn suspended(&self) -> bool {
        self.state.suspended.unwrap_or(self.item.suspended)
    }

    /// Whether the card's meaning changed since its last review, which makes it due at once.
    #[must_use]
    pub fn revised(&self) -> bool {
        self.seen().is_some_and(|seen| self.item.revision > seen.revision)
    }

    /// Whether it keeps lapsing.
    #[must_use]
    pub fn is_leech(&self) -> bool {
        self.seen().is_some_and(|seen| is_leech(seen.lapses))
    }
}

/// Every item of the decks found, in their order, with what the log knows of it.
#[must_use]
pub fn known<'a, S: BuildHasher>(
    items: &'a [Entry],
    states: &'a HashMap<ItemId, ItemState, S>,
) -> Vec<StudiedItem<'a>> {
    items.iter().map(|item| StudiedItem { item, state: states.get(&item.id).unwrap_or(&ItemState::NEW) }).collect()
}

/// The runs of neighbours that have one name, each of all that have it, found by halving: there are many in each.
pub fn groups<T>(all: &[T], name: impl Fn(&T) -> &str) -> impl Iterator<Item = &[T]> {
    let mut rest = all;
    std::iter::from_fn(move || {
        let first = name(rest.first()?);
        // At first a little further each time: the whole is much longer than a run.
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

/// How many items the log knows that are in no deck found, nor go on under another name in one.
#[must_use]
pub fn elsewhere<S: BuildHasher>(
    items: &[Entry],
    found: &dyn Contents,
    states: &HashMap<ItemId, ItemState, S>,
) -> usize {
    let here: HashSet<&ItemId> = items.iter().map(|item| &item.id).collect();
    let earlier: HashSet<ItemId> =
        items.iter().filter(|item| item.renamed).flat_map(|item| found.carried_from(&item.id)).collect();
    let gone = |id: &ItemId| !here.contains(id) && !earlier.contains(id);
    states.iter().filter(|(id, state)| state.attempts > 0 && gone(id)).count()
}

/// What a picture is made from: values, no store, no clock.
#[derive(Debug, Clone, Copy)]
pub struct StatsInput<'a> {
    /// The decks found.
    pub found: &'a dyn Contents,
    /// The items it is about.
    pub known: &'a [StudiedItem<'a>],
    /// How many items the log knows that no deck found has.
    pub elsewhere: usize,
    /// The sums of every study day that has any, of the whole log.
    pub days: &'a BTreeMap<Day, DaySums>,
    /// The days of study in a row.
    pub streak: Streak,
    /// The memory model.
    pub model: &'a Model,
    /// What the learner aims at.
    pub desired: DesiredRetention,
    /// The study day.
    pub today: Day,
    /// What is left today, and what comes next.
    pub outlook: Outlook,
    /// How many due items a day allows.
    pub reviews_per_day: usize,
    /// The day that knowledge is told for: today, or a coming one until which nothing more is studied.
    pub on: Day,
    /// What only the log can tell, if it was looked through.
    pub past: Option<&'a LogStats>,
    /// Whether what it tells of single items is wanted: their cards are read for that.
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
