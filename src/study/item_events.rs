//! The events of an item under all of its names.

use crate::deck::{Decks, ItemId};
use crate::schedule::{Event, EventKind, History};
use crate::store::{Store, StoreError};

/// The events of an item. Until it has a review of its own, they include those of the first earlier name with a review
/// that stands, or those of all earlier names if no name has one.
///
/// # Errors
/// If the store can't be read.
pub(crate) fn item_events(item: &ItemId, found: &dyn Decks, store: &Store) -> Result<Vec<Event>, StoreError> {
    let mut events = store.history(item)?;
    if events.iter().any(|event| matches!(event.what, EventKind::Review(_))) {
        return Ok(events);
    }
    let mut earlier: Vec<Vec<Event>> = Vec::new();
    for name in found.carried_from(item) {
        earlier.push(store.history(&name)?);
    }
    let stands = |events: &Vec<Event>| History::of(events).reviews().next().is_some();
    match earlier.iter().position(stands) {
        Some(first) => events.extend(earlier.swap_remove(first)),
        None => events.extend(earlier.into_iter().flatten()),
    }
    Ok(events)
}
