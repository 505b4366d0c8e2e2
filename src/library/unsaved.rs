//! A text in place of a file: unsaved in an editor, or staged in Git.

use std::fs;
use std::path::{Path, PathBuf};

use super::deck_paths::DeckRoot;
use super::discover::{DeckFile, DiscoveredKind, named};
use super::read::{ReadFile, parse_as};
use crate::deck;

/// The id of a deck without a file.
const NAMELESS: &str = "stdin";

/// The text of a deck, a source or synonyms that replaces the file on disk, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    path: PathBuf,
    kind: DiscoveredKind,
    stem: String,
    bytes: Vec<u8>,
}

impl Unsaved {
    /// The text for the file at a path, which need not exist; `None` if the name is not that of a deck, source or
    /// synonyms.
    #[must_use]
    pub fn at(path: &Path, bytes: Vec<u8>) -> Option<Self> {
        let (kind, stem) = named(path)?;
        Some(Self { path: path.to_path_buf(), kind, stem, bytes })
    }

    /// The text of a deck without a file.
    #[must_use]
    pub fn nameless(bytes: Vec<u8>) -> Self {
        Self { path: "-".into(), kind: DiscoveredKind::Deck, stem: NAMELESS.to_owned(), bytes }
    }

    /// The file that it replaces; `-` for none.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it replaces no file.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.path == Path::new("-")
    }

    /// The same with another text.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self { bytes: text.into_bytes(), ..self.clone() }
    }

    /// The name of its file without the ending: the id of its deck, unless the header has one.
    #[must_use]
    pub fn stem(&self) -> &str {
        &self.stem
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text; `None` if it is too large or not UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        (self.bytes.len() <= deck::MAX_BYTES).then(|| std::str::from_utf8(&self.bytes).ok()).flatten()
    }

    /// Whether its name is that of a deck.
    #[must_use]
    pub fn is_deck(&self) -> bool {
        self.kind == DiscoveredKind::Deck
    }

    /// Parses it.
    pub(super) fn read(&self) -> ReadFile {
        parse_as(self.kind, &self.stem, Some(&self.path), &self.bytes)
    }

    /// Replaces its file among those found; it takes precedence over all others.
    pub(super) fn take_place(&self, roots: &mut Vec<DeckRoot>, files: &mut Vec<DeckFile>) {
        let found = self.found();
        files.retain(|file| (&file.home, &file.name) != (&found.home, &found.name) || file.builtin.is_some());
        for file in files.iter_mut() {
            file.root += 1;
        }
        roots.insert(0, DeckRoot { path: Some(self.path.clone()), decks: 0 });
        files.insert(0, found);
    }

    fn found(&self) -> DeckFile {
        let real = fs::canonicalize(&self.path).ok().or_else(|| {
            let folder = self.path.parent()?;
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Some(fs::canonicalize(folder).ok()?.join(self.path.file_name()?))
        });
        DeckFile::at(&self.path, real.as_deref(), self.kind, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DeckPaths, Loaded, load_with};
    use super::*;
    use crate::deck::RuleId;

    fn card(id: &str) -> String {
        format!("title: T\ncards:\n  - id: {id}\n    kind: flip\n    question: Why?\n    answer: b\n")
    }

    fn ids(loaded: &Loaded) -> Vec<String> {
        loaded.collection.items().iter().map(|item| item.id.to_string()).collect()
    }

    #[test]
    fn a_text_takes_the_place_of_its_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.yaml"), card("old")).expect("a file");
        fs::write(path("b.yaml"), card("b")).expect("a file");
        let given = DeckPaths { given: vec![folder.path().to_path_buf()], ..DeckPaths::default() };
        for (name, expected) in [("a.yaml", ["a/new", "b/b"].as_slice()), ("c.yaml", &["c/new", "a/old", "b/b"])] {
            let unsaved = Unsaved::at(&path(name), card("new").into_bytes()).expect("a deck");
            let loaded = load_with(&given, Some(&unsaved));
            assert!(loaded.hidden.is_empty(), "it stands in place of its file, and not before it");
            let mut found = ids(&loaded);
            found.sort();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(found, expected);
        }
        // The same file by another path.
        let unsaved = Unsaved::at(
            &path("../").join(folder.path().file_name().expect("a name")).join("a.yaml"),
            card("new").into(),
        );
        let loaded = load_with(&given, unsaved.as_ref());
        assert_eq!((ids(&loaded).len(), loaded.hidden.len()), (2, 0));
    }

    #[test]
    fn a_text_alone_is_all_there_is() {
        let loaded = load_with(&DeckPaths::default(), Some(&Unsaved::nameless(card("x").into_bytes())));
        assert_eq!(ids(&loaded), ["stdin/x"]);
        let loaded = load_with(&DeckPaths::default(), Some(&Unsaved::nameless(b"title: \xff\n".to_vec())));
        assert_eq!(loaded.outside[0].rule, RuleId::NotUtf8);
        assert_eq!(loaded.outside[0].path, Path::new("-"));
    }

    #[test]
    fn what_is_no_yaml_is_no_deck() {
        for name in ["a.txt", "folder/", "", "a"] {
            assert_eq!(Unsaved::at(Path::new(name), Vec::new()), None, "{name}");
        }
        let source = Unsaved::at(Path::new("a.source.yaml"), b"sections: []\n".to_vec()).expect("a source");
        assert!(!source.is_deck());
        assert!(load_with(&DeckPaths::default(), Some(&source)).collection.source("a").is_some());
    }
}
