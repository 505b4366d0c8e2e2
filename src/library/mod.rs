//! Finds, reads and writes decks: the one place that opens their files.
//!
//! What is found is handed to [`crate::deck`], which knows no files.

mod builtin;
mod copies;
mod copy_name;
mod discover;
mod index;
mod load;
mod look;
mod places;
mod read;
mod stamp;
mod unsaved;
mod write;

pub use builtin::builtin_files;
pub use index::{Cache, Progress, Search, Shelf};
pub(crate) use load::load_as;
pub use load::{Loaded, LoadedAs, load, load_with};
pub use places::{Places, Root, behind_link, beside};
pub use read::{is_synonyms, read_text, stem, text_of};
pub use unsaved::Unsaved;
pub use write::{WriteError, create, replace};
