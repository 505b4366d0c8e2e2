//! The decks built into the program, so that it has something to ask in any folder.

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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::library::discover::named;

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
