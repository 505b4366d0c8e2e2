//! What a picture is made from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

use super::past::Past;
use crate::deck::{Collection, Item, ItemId};
use crate::schedule::{Day, DaySums, DesiredRetention, ItemState, Model, Phase, Seen};

/// An item of the decks found, with what the log knows of it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its state; `None` where the log has nothing of it.
    pub state: Option<&'a ItemState>,
}

impl Known<'_> {
    /// What its reviews have left; `None` for a new item.
    #[must_use]
    pub fn seen(&self) -> Option<&Seen> {
        self.state.and_then(|state| state.seen.as_ref())
    }

    /// New, learning or review.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.seen().map_or(Phase::New, Seen::phase)
    }

    /// Whether it is not asked until resumed: the learner's word, else the deck's.
    #[must_use]
    pub fn suspended(&self) -> bool {
        self.state.and_then(|state| state.suspended).unwrap_or(self.item.card.suspended)
    }

    /// Whether its card's meaning changed since its latest review, which makes it due at once.
    #[must_use]
    pub fn revised(&self) -> bool {
        self.seen().is_some_and(|seen| self.item.card.revision > seen.revision)
    }

    /// Whether it keeps lapsing.
    #[must_use]
    pub fn is_leech(&self) -> bool {
        self.state.is_some_and(ItemState::is_leech)
    }
}

/// Every item of the decks found, in their order, with what the log knows of it.
#[must_use]
pub fn known<'a, S: BuildHasher>(found: &'a Collection, states: &'a HashMap<ItemId, ItemState, S>) -> Vec<Known<'a>> {
    found.items().iter().map(|item| Known { item, state: states.get(&item.id) }).collect()
}

/// How many items the log has answers to that no deck found has. Earlier names of items that are found are not
/// elsewhere.
#[must_use]
pub fn elsewhere<S: BuildHasher>(found: &Collection, states: &HashMap<ItemId, ItemState, S>) -> usize {
    let earlier: HashSet<ItemId> =
        found.items().iter().filter(|item| !item.card.was.is_empty()).flat_map(|i| found.carried_from(&i.id)).collect();
    let gone = |id: &ItemId| found.item(id).is_none() && !earlier.contains(id);
    states.iter().filter(|(id, state)| state.attempts > 0 && gone(id)).count()
}

/// What `run` would ask on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Due items within the day's limit, those failed today that return among them.
    pub due: usize,
    /// New items within the day's limit.
    pub new: usize,
}

impl Asked {
    /// Due and new together.
    #[must_use]
    pub const fn all(self) -> usize {
        self.due + self.new
    }
}

/// What a picture is made from: values, no store, no clock.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The decks found.
    pub found: &'a Collection,
    /// The items it is about.
    pub known: &'a [Known<'a>],
    /// How many items the log knows that no deck found has.
    pub elsewhere: usize,
    /// The sums of every study day that has any, of the whole log.
    pub days: &'a BTreeMap<Day, DaySums>,
    /// The memory model.
    pub model: &'a Model,
    /// What the learner aims at.
    pub desired: DesiredRetention,
    /// The study day.
    pub today: Day,
    /// What `run` would ask today.
    pub asked: Asked,
    /// What `run` would ask tomorrow, if nothing more were answered today.
    pub tomorrow: Asked,
    /// The day that knowledge is told for: today, or a coming one until which nothing more is studied.
    pub on: Day,
    /// What only the log can tell, if it was looked through.
    pub past: Option<&'a Past>,
}
