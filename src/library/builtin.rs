//! The decks built into the program, so that it has something to ask in any folder.

macro_rules! files {
    ($ending:literal: $($stem:literal),* $(,)?) => {
        &[$(($stem, include_str!(concat!("../../decks/", $stem, $ending)))),*]
    };
}

/// The built-in decks: stem and text, one for each file `decks/*.yaml`.
pub const DECKS: &[(&str, &str)] =
    files!(".yaml": "applications", "barriers", "challenges", "community", "connections", "education", "rise");

/// The built-in sources: name and text, one for each file `decks/*.source.yaml`.
pub const SOURCES: &[(&str, &str)] = files!(".source.yaml": "rise-of-open-source-ai");

/// Every built-in file: its name and its text.
#[must_use]
pub fn files() -> Vec<(String, &'static str)> {
    let decks = DECKS.iter().map(|(stem, text)| (format!("{stem}.yaml"), *text));
    let sources = SOURCES.iter().map(|(name, text)| (format!("{name}.source.yaml"), *text));
    decks.chain(sources).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_deck_of_the_folder_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
        let in_folder: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the folder of decks")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".yaml"))
            .collect();
        let built_in: BTreeSet<String> = super::files().into_iter().map(|(name, _)| name).collect();
        assert_eq!(built_in, in_folder);
    }
}
