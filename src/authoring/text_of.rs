//! Which file a deck or a source is of.

use std::path::{Path, PathBuf};

use crate::deck::{Deck, Source};

/// A file whose text is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOf {
    /// Its path; of one built into the program its name.
    pub path: PathBuf,
    /// It is built into the program.
    pub builtin: bool,
}

impl FileOf {
    /// The file of a deck.
    #[must_use]
    pub fn deck(deck: &Deck) -> Self {
        Self::new(deck.path.as_deref(), || format!("{}.yaml", deck.id))
    }

    /// The file of a source.
    #[must_use]
    pub fn source(source: &Source) -> Self {
        Self::new(source.path.as_deref(), || format!("{}.source.yaml", source.name))
    }

    fn new(path: Option<&Path>, name: impl FnOnce() -> String) -> Self {
        Self { path: path.map_or_else(|| PathBuf::from(name()), Path::to_path_buf), builtin: path.is_none() }
    }
}
