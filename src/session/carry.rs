//! Earlier names: an item carries on the state of an earlier one until it has reviews of its own.

use std::collections::HashMap;
use std::hash::BuildHasher;

use crate::deck::{Decks, ItemId};
use crate::schedule::ItemState;

/// Gives items without reviews of their own the state of their earlier name; returns which name that is.
pub fn carry_states<S: BuildHasher>(
    found: &dyn Decks,
    states: &mut HashMap<ItemId, ItemState, S>,
) -> HashMap<ItemId, ItemId> {
    let mut renamed = Vec::new();
    for (at, heading) in found.summaries().iter().enumerate() {
        if heading.sums.exceptions > 0 {
            renamed.extend(found.entries(at).into_iter().filter(|entry| entry.renamed).map(|entry| entry.id));
        }
    }
    carry_states_of(&renamed, found, states)
}

/// [`carry_states`] for these items alone, all of which have an earlier name.
pub fn carry_states_of<'i, S: BuildHasher>(
    renamed: impl IntoIterator<Item = &'i ItemId>,
    found: &dyn Decks,
    states: &mut HashMap<ItemId, ItemState, S>,
) -> HashMap<ItemId, ItemId> {
    let mut carried = HashMap::new();
    for id in renamed {
        if states.get(id).is_some_and(|state| state.attempts > 0) {
            continue;
        }
        let earlier = found.carried_from(id);
        let Some(from) = earlier.into_iter().find(|from| states.get(from).is_some_and(|s| s.attempts > 0)) else {
            continue;
        };
        let mut state = states[&from].clone();
        if let Some(own) = states.get(id) {
            state.suspended = own.suspended.or(state.suspended);
            state.buried = own.buried.or(state.buried);
            state.flag = own.flag.clone().or(state.flag);
        }
        states.insert(id.clone(), state);
        carried.insert(id.clone(), from);
    }
    carried
}
