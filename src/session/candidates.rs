//! What may be asked on a study day: the items and how each stands, without their texts.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::Arc;

use super::{Filter, carry_on};
use crate::deck::{DeckId, Decks, ItemId, ItemSummary};
use crate::schedule::{Day, ItemState, Phase};

/// An item that may be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its name.
    pub id: ItemId,
    /// Its author's word, unless the learner decides otherwise.
    pub suspended: bool,
    /// The revision of its card.
    pub revision: u32,
    /// Whether its card has an earlier name.
    pub renamed: bool,
    /// The claims its card asks for; empty where only a due item's name was looked up.
    pub claims: Arc<[String]>,
    /// How it stands.
    pub state: ItemState,
}

impl Candidate {
    /// The candidate of an item.
    #[must_use]
    pub fn new(entry: &ItemSummary, state: ItemState) -> Self {
        Self {
            id: entry.id.clone(),
            suspended: entry.suspended,
            revision: entry.revision,
            renamed: entry.renamed,
            claims: Arc::clone(&entry.claims),
            state,
        }
    }

    /// Whether the learner and the deck let it be asked on a day.
    #[must_use]
    pub fn may_be_asked(&self, today: Day) -> bool {
        !self.state.suspended.unwrap_or(self.suspended) && self.state.buried != Some(today)
    }

    /// Whether it is to be asked on a day, those failed on that very day aside.
    pub(super) fn is_due(&self, today: Day) -> bool {
        self.state
            .seen
            .is_some_and(|seen| !self.was_failed_on(today) && (seen.due <= today || self.revision > seen.revision))
    }

    pub(super) const fn is_new(&self) -> bool {
        self.state.seen.is_none()
    }

    /// Whether its last answer, given on that day, was Again.
    #[must_use]
    pub fn was_failed_on(&self, today: Day) -> bool {
        self.state.seen.is_some_and(|seen| seen.phase() == Phase::Learning && seen.last_day == today)
    }
}

/// The claims that some items ask for.
pub type ClaimsOf = HashMap<ItemId, Arc<[String]>>;

/// What may be asked on a study day.
///
/// Either every item that is wanted ([`Candidates::whole`]), or no more of them than a sitting can come to: what is due,
/// what was answered on that day, and of the new ones the first. Both lead to the same questions.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// The study day.
    pub day: Day,
    /// The items: those that are new deck after deck, in the order of their files.
    pub items: Vec<Candidate>,
    /// The states of other items, among them all that were answered on that day, in whatever deck, and all that go on
    /// from an earlier name, with what they go on from.
    pub states: HashMap<ItemId, ItemState>,
    /// Items that go on with the state of an earlier name.
    pub carried: HashMap<ItemId, ItemId>,
    /// Of the decks that are wanted, those of which an item was answered before, and how many were.
    pub met: HashMap<DeckId, usize>,
    /// The claims that the items introduced on that day ask for.
    pub claims: ClaimsOf,
    /// Whether there are more new items than stand here.
    pub more_new: bool,
    /// Whether more may be due than stands here: they are enough to know that more is due than a day allows.
    pub more_due: bool,
}

impl Candidates {
    /// Every item that is wanted. `states` is what the log knows of every item.
    #[must_use]
    pub fn whole<S: BuildHasher>(
        found: &dyn Decks,
        mut states: HashMap<ItemId, ItemState, S>,
        filter: &Filter,
        day: Day,
    ) -> Self {
        let carried = carry_on(found, &mut states);
        let unseen = ItemState::default();
        let mut candidates = Vec::new();
        for (at, _) in found.summaries().iter().enumerate().filter(|(_, heading)| filter.may_want(heading)) {
            for entry in found.entries(at) {
                let state = states.get(&entry.id).unwrap_or(&unseen);
                if filter.wants(&entry, state, found, day) {
                    candidates.push(Candidate::new(&entry, state.clone()));
                }
            }
        }
        let mut met: HashMap<DeckId, usize> = HashMap::new();
        for (id, _) in states.iter().filter(|(_, state)| state.seen.is_some()) {
            count_met(&mut met, id.deck());
        }
        let states = states.into_iter().collect();
        let claims = claims_introduced(found, &states, day);
        Self { day, items: candidates, states, carried, met, claims, more_new: false, more_due: false }
    }
}

/// Counts one more item of a deck as met.
pub fn count_met<S: BuildHasher>(met: &mut HashMap<DeckId, usize, S>, deck: &str) {
    match met.get_mut(deck) {
        Some(count) => *count += 1,
        None => met.extend(DeckId::new(deck).ok().map(|deck| (deck, 1))),
    }
}

/// The claims that the items introduced on a day ask for.
#[must_use]
pub fn claims_introduced<S: BuildHasher>(
    found: &dyn Decks,
    states: &HashMap<ItemId, ItemState, S>,
    day: Day,
) -> ClaimsOf {
    let introduced = |state: &ItemState| state.seen.is_some_and(|seen| seen.introduced == Some(day));
    let ids = states.iter().filter(|(_, state)| introduced(state)).map(|(id, _)| id);
    ids.filter_map(|id| Some((id.clone(), found.card(id.card())?.claims.as_slice().into()))).collect()
}
