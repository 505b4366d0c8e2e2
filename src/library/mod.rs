//! Finds, reads and writes decks: the one place that opens their files.
//!
//! What is found is handed to [`crate::deck`], which knows no files.

mod builtin;
mod discover;
mod load;
mod write;

pub use builtin::builtin_files;
pub use load::{Loaded, Places, Root, beside, load, read_text, stem, text_of};
pub use write::{WriteError, create, replace};
