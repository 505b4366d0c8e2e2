//! From the events of an item to its state.
