//! The formats of other programs, and our own for logs that travel: decks and events to bytes and back.

pub mod anki;
pub mod deck_changes;
mod free_names;
pub mod html;
pub mod log;
pub mod material;
pub mod table;
