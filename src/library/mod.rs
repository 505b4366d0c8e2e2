//! Finds and reads decks: the one place that opens their files.
//!
//! What is found is handed to [`crate::deck`], which knows no files.

mod builtin;
mod discover;
mod load;

pub use builtin::builtin_files;
pub use load::{Loaded, Places, Root, beside, load, text_of};
