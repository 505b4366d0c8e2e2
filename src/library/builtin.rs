//! The decks built into the program, so that it has something to ask in any folder.

use std::path::Path;

use super::discover::{BuiltIn, Found, named};
use super::stamp::stamp;

/// A file of the `decks` folder: its name and its text.
macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../decks/", $name)))
    };
}

/// The files built into the program, by name: decks and sources, as they lie in `decks`.
const FILES: &[(&str, &str)] = &[
    file!("applications.yaml"),
    file!("barriers.yaml"),
    file!("challenges.yaml"),
    file!("community.yaml"),
    file!("connections.yaml"),
    file!("education.yaml"),
    file!("rise-of-open-source-ai.source.yaml"),
    file!("rise.yaml"),
];

/// The files built into the program: name and text, to be written out or read.
#[must_use]
pub const fn builtin_files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// The same, to be read among others.
pub(super) fn built_in() -> impl Iterator<Item = Found> {
    FILES.iter().zip(STAMPS).filter_map(|(&(name, text), stamp)| {
        let (kind, _) = named(Path::new(name))?;
        let builtin = Some(BuiltIn { text, stamp });
        Some(Found { path: name.into(), home: Path::new("").into(), name: name.into(), kind, look: None, builtin })
    })
}

/// A hash of each file, made when the program is built.
const STAMPS: [u64; FILES.len()] = {
    let mut stamps = [0; FILES.len()];
    let mut at = 0;
    while at < stamps.len() {
        stamps[at] = stamp(FILES[at].1.as_bytes());
        at += 1;
    }
    stamps
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
