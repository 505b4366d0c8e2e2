//! The decks built into the program, so that it has something to ask in any folder.

use std::path::Path;

use super::discover::{BuiltIn, DeckFile, named};
use super::fnv::stamp;

/// A file of the `decks` folder: name and text.
macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../decks/", $name)))
    };
}

/// Every deck, source and synonyms file of the `decks` folder, sorted by name.
const FILES: &[(&str, &str)] = &[
    file!("applications.yaml"),
    file!("barriers.yaml"),
    file!("challenges.yaml"),
    file!("community.yaml"),
    file!("connections.yaml"),
    file!("education.yaml"),
    file!("open-source-ai.synonyms.yaml"),
    file!("rise-of-open-source-ai.source.yaml"),
    file!("rise.yaml"),
];

/// The built-in files: name and text.
#[must_use]
pub const fn builtin_files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// The built-in files as files of the root with this index.
pub(super) fn built_in(root: usize) -> impl Iterator<Item = DeckFile> {
    FILES.iter().zip(&TEXTS).filter_map(move |(&(name, _), text)| {
        let (kind, _) = named(Path::new(name))?;
        let (path, home, name, builtin) = (Path::new(name).into(), Path::new("").into(), name.into(), Some(text));
        Some(DeckFile { path, home, name, kind, stat: None, builtin, root, by_link: false })
    })
}

/// The text of each file and its hash, computed at compile time.
static TEXTS: [BuiltIn; FILES.len()] = {
    let mut texts = [BuiltIn { text: "", stamp: 0 }; FILES.len()];
    let mut at = 0;
    while at < texts.len() {
        let text = FILES[at].1;
        texts[at] = BuiltIn { text, stamp: stamp(text.as_bytes()) };
        at += 1;
    }
    texts
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_decks_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
        let entries = std::fs::read_dir(folder).expect("the decks folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"));
        let mut names: Vec<String> = names.filter(|name| named(Path::new(name)).is_some()).collect();
        names.sort();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    }
}
