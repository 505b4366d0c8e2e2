//! The file that a deck, a source or a list of synonyms comes from.

use std::path::{Path, PathBuf};

use crate::deck::{Deck, Source, SynonymsFile};

/// A file whose text is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileOf {
    /// Its path, or its name if it is built into the program.
    pub path: PathBuf,
    pub builtin: bool,
}

impl FileOf {
    #[must_use]
    pub fn deck(deck: &Deck) -> Self {
        Self::new(deck.path.as_deref(), || format!("{}.yaml", deck.id))
    }

    #[must_use]
    pub fn source(source: &Source) -> Self {
        Self::new(source.path.as_deref(), || format!("{}.source.yaml", source.name))
    }

    #[must_use]
    pub fn synonyms(file: &SynonymsFile) -> Self {
        Self::new(file.path.as_deref(), || format!("{}.synonyms.yaml", file.name))
    }

    fn new(path: Option<&Path>, name: impl FnOnce() -> String) -> Self {
        Self { path: path.map_or_else(|| PathBuf::from(name()), Path::to_path_buf), builtin: path.is_none() }
    }
}

pub(super) fn is_source(path: &Path) -> bool {
    path.to_string_lossy().contains(".source.")
}

pub(super) fn is_synonyms(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".synonyms"))
}
