//! Finds, reads and writes deck files, and parses them with [`crate::deck`], which does no I/O.

mod builtin;
mod catalogue;
mod copies;
mod copy_name;
mod deck_paths;
mod discover;
mod faulty_files;
mod file_stat;
mod fnv;
mod load;
mod open;
mod read;
mod unsaved;
mod write;

pub use builtin::builtin_files;
pub use catalogue::{Cache, Catalogue, catalogue};
pub use deck_paths::{DeckPaths, DeckRoot, behind_link, beside};
#[cfg(test)]
pub(crate) use discover::MAX_FOLDERS;
#[cfg(test)]
pub(crate) use faulty_files::MAX_FAULTY_FILES;
pub(crate) use load::load_as;
pub use load::{Loaded, load, load_with};
#[cfg(test)]
pub(crate) use open::MAX_TEXT_BYTES;
pub use open::{open_regular, read_regular, read_small_text};
pub use read::{is_synonyms, read_text, stem, text_of};
pub use unsaved::Unsaved;
pub use write::{WriteError, create, create_private, make_private_folder, replace, write_page};
