//! What may be asked on a study day: the items and their states, without their texts.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::Arc;

use super::{Filter, carry_states};
use crate::deck::{DeckId, Decks, ItemId, ItemSummary};
use crate::schedule::{Day, ItemState, Phase};

/// An item that may be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its name.
    pub id: ItemId,
    /// Whether its author suspended it; the learner's own decision overrides this.
    pub suspended: bool,
    /// The revision of its card.
    pub revision: u32,
    /// Whether its card has an earlier name.
    pub renamed: bool,
    /// The claims its card asks for; empty for a due item of which only the name was looked up.
    pub claims: Arc<[String]>,
    /// Its state.
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

    /// Whether it may be asked on a day: neither suspended nor buried.
    #[must_use]
    pub fn may_be_asked(&self, today: Day) -> bool {
        !self.state.suspended.unwrap_or(self.suspended) && self.state.buried != Some(today)
    }

    /// Whether it is due on a day. Items failed on that day don't count.
    pub(super) fn is_due(&self, today: Day) -> bool {
        self.state
            .seen
            .is_some_and(|seen| !self.was_failed_on(today) && (seen.due <= today || self.revision > seen.revision))
    }

    pub(super) const fn is_new(&self) -> bool {
        self.state.seen.is_none()
    }

    /// Whether its last answer was given on that day and was Again.
    #[must_use]
    pub fn was_failed_on(&self, today: Day) -> bool {
        self.state.seen.is_some_and(|seen| seen.phase() == Phase::Learning && seen.last_day == today)
    }
}

/// The claims that each of some items asks for.
pub type ClaimsOf = HashMap<ItemId, Arc<[String]>>;

/// What may be asked on a study day.
///
/// Holds either every item that is wanted ([`Candidates::whole`]) or only as many as a session can need: the due
/// ones, those answered on that day, and the first of the new ones. Both lead to the same questions.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// The study day.
    pub day: Day,
    /// The items; new ones deck by deck, in the order of their files.
    pub items: Vec<Candidate>,
    /// The states of other items. They include all items answered on that day, in any deck, and all items that carry
    /// on from an earlier name, with the items they carry on from.
    pub states: HashMap<ItemId, ItemState>,
    /// Items that carry on the state of an earlier name, with that name.
    pub carried: HashMap<ItemId, ItemId>,
    /// How many items of each deck were answered before, for wanted decks with any.
    pub met: HashMap<DeckId, usize>,
    /// The claims that the items introduced on that day ask for.
    pub claims: ClaimsOf,
    /// Whether there are more new items than are listed here.
    pub more_new: bool,
    /// Whether more may be due than is listed here: enough is listed to know that more is due than a day allows.
    pub more_due: bool,
}

impl Candidates {
    /// Takes every item that is wanted. `states` holds what the log knows of every item.
    #[must_use]
    pub fn whole<S: BuildHasher>(
        found: &dyn Decks,
        mut states: HashMap<ItemId, ItemState, S>,
        filter: &Filter,
        day: Day,
    ) -> Self {
        let carried = carry_states(found, &mut states);
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

/// The claims that each item introduced on a day asks for.
#[must_use]
pub fn claims_introduced<S: BuildHasher>(
    found: &dyn Decks,
    states: &HashMap<ItemId, ItemState, S>,
    day: Day,
) -> ClaimsOf {
    let introduced = |state: &ItemState| state.seen.is_some_and(|seen| seen.introduced == day);
    let ids = states.iter().filter(|(_, state)| introduced(state)).map(|(id, _)| id);
    ids.filter_map(|id| Some((id.clone(), found.card(id.card())?.claims.as_slice().into()))).collect()
}
