//! What is remembered of deck files, so that a file that has not changed need not be read again.
//!
//! The index is one `SQLite` file in a folder of caches. It may be deleted at any time, be damaged, be written by
//! two processes at once, or be none at all: then files are read. Whatever it says of a file is sealed by a checksum
//! over the file's name and what is said, so that a damaged one is at worst of no use.

mod bodies;
mod compare;
mod db;
mod entries;
mod fill;
mod kin;
mod known;
mod light;
mod make;
mod reader;
mod rows;
mod search;
mod shelf;
mod splits;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::time::SystemTime;

pub use search::Search;
pub use shelf::Shelf;

/// Where the index is kept, and what time it is.
#[derive(Debug, Clone)]
pub struct Cache {
    /// The folder it is kept in; none, and it is made anew each time.
    pub folder: Option<PathBuf>,
    /// Now, by the clock that files are dated by.
    pub now: SystemTime,
}

/// How far the reading of files has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many files were read.
    pub done: usize,
    /// How many are to be read.
    pub all: usize,
}
