//! Earlier names: where an item goes on from until it has reviews of its own.

use std::collections::HashMap;
use std::hash::BuildHasher;

use crate::deck::{Collection, ItemId};
use crate::schedule::ItemState;

/// Gives items without reviews of their own the state of their earlier name, and says which name that is.
pub fn carry_on<S: BuildHasher>(
    found: &Collection,
    states: &mut HashMap<ItemId, ItemState, S>,
) -> HashMap<ItemId, ItemId> {
    let mut carried = HashMap::new();
    for item in found.items().iter().filter(|item| !item.card.was.is_empty()) {
        if states.get(&item.id).is_some_and(|state| state.attempts > 0) {
            continue;
        }
        let earlier = found.carried_from(&item.id);
        let Some(from) = earlier.into_iter().find(|from| states.get(from).is_some_and(|s| s.attempts > 0)) else {
            continue;
        };
        let mut state = states[&from].clone();
        if let Some(own) = states.get(&item.id) {
            state.suspended = own.suspended.or(state.suspended);
            state.buried = own.buried.or(state.buried);
            state.flag = own.flag.clone().or(state.flag);
        }
        states.insert(item.id.clone(), state);
        carried.insert(item.id.clone(), from);
    }
    carried
}
