//! What a picture is made from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

use super::log_stats::LogStats;
use super::streak::Streak;
use crate::deck::{Contents, Entry, ItemId};
use crate::schedule::{Day, DaySums, DesiredRetention, ItemState, Memory, MemoryState, Model, Phase, Rating, is_leech};
use crate::session::Outlook;

/// What the reviews of an item have left, as far as a picture needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeenNow {
    /// What FSRS knows.
    pub memory: MemoryState,
    /// The study day it is due.
    pub due: Day,
    /// The study day of its last review.
    pub last_day: Day,
    /// The rating of its last review.
    pub last_rating: Rating,
    /// The card's revision at its last review.
    pub revision: u32,
    /// How often it was Again while out of learning.
    pub lapses: u32,
}

impl SeenNow {
    /// Learning or review.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self.last_rating == Rating::Again { Phase::Learning } else { Phase::Review }
    }

    /// Study days from the last review to a day; 0 where that lies before it.
    #[must_use]
    pub fn elapsed(&self, day: Day) -> u32 {
        day.since(self.last_day).max(0).unsigned_abs()
    }
}

impl From<&Memory> for SeenNow {
    fn from(seen: &Memory) -> Self {
        let Memory { memory, due, last_day, last_rating, revision, lapses, .. } = *seen;
        Self { memory, due, last_day, last_rating, revision, lapses }
    }
}

/// How an item stands, as far as a picture needs it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct StateNow {
    /// How many of its reviews stand, of any purpose.
    pub attempts: u32,
    /// What the learner decided: `None` leaves it to the deck.
    pub suspended: Option<bool>,
    /// The study day on which it is not asked.
    pub buried: Option<Day>,
    /// What its reviews have left; `None` for a new item.
    pub seen: Option<SeenNow>,
}

impl From<&ItemState> for StateNow {
    fn from(state: &ItemState) -> Self {
        let seen = state.seen.as_ref().map(SeenNow::from);
        Self { attempts: state.attempts, suspended: state.suspended, buried: state.buried, seen }
    }
}

/// An item of the decks found, and how it stands.
#[derive(Debug, Clone, Copy)]
pub struct StudiedItem<'a> {
    /// The item.
    pub item: &'a Entry,
    /// How it stands; that of a new item where the log has nothing of it.
    pub state: StateNow,
}

impl StudiedItem<'_> {
    /// What its reviews have left; `None` for a new item.
    #[must_use]
    pub const fn seen(&self) -> Option<&SeenNow> {
        self.state.seen.as_ref()
    }

    /// New, learning or review.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.seen().map_or(Phase::New, SeenNow::phase)
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
    let standing = |item: &Entry| states.get(&item.id).map(StateNow::from).unwrap_or_default();
    items.iter().map(|item| StudiedItem { item, state: standing(item) }).collect()
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
