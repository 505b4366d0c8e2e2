//! The catalogue: plain tables of what deck files hold, so that unchanged files need not be read again.
//!
//! It is one `SQLite` file in the cache folder, and may be deleted, damaged, or written by two processes at once. It
//! decides which cards are looked at and in which order; a card itself is always read from its own file. Without a
//! cache folder, the tables are made in memory at each start.

mod card_place;
mod deck_names;
mod decks;
mod file;
mod header;
mod item_summaries;
mod outline;
mod rows;
mod summaries;
mod update;
mod version;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use decks::Catalogue;

use super::deck_paths::{DeckPaths, find};

/// Where the catalogue is kept, and what time it is.
#[derive(Debug, Clone)]
pub struct Cache {
    /// `None` if nothing can be stored.
    pub folder: Option<PathBuf>,
    /// Now, by the clock that files are dated by.
    pub now: SystemTime,
}

/// How many of the files to read have been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub all: usize,
}

/// Finds all decks, and reads the files that are new or have changed. Calls `progress` after each of these.
#[must_use]
pub fn catalogue(places: &DeckPaths, cache: &Cache, progress: &mut dyn FnMut(Progress)) -> Catalogue {
    let found = find(places);
    let updated = update::update(&found.files, &found.folders, cache, progress);
    Catalogue::of(found, updated)
}

/// The bytes of a path, as stored in the tables.
fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}
