//! Which file a deck, a source or some synonyms are of.

use std::path::{Path, PathBuf};

use crate::deck::{Deck, Source, SynonymsFile};

/// A file whose text is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

    /// The file of some synonyms.
    #[must_use]
    pub fn synonyms(file: &SynonymsFile) -> Self {
        Self::new(file.path.as_deref(), || format!("{}.synonyms.yaml", file.name))
    }

    fn new(path: Option<&Path>, name: impl FnOnce() -> String) -> Self {
        Self { path: path.map_or_else(|| PathBuf::from(name()), Path::to_path_buf), builtin: path.is_none() }
    }
}

/// Whether a path is that of a source.
pub(super) fn is_source(path: &Path) -> bool {
    path.to_string_lossy().contains(".source.")
}

/// Whether a path is that of a file of synonyms.
pub(super) fn is_synonyms(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".synonyms"))
}
