//! The version of the tables: another version of the program may read a file differently.

use crate::deck::kinds;
use crate::library::fnv::stamp_on;

/// The files that decide what is read from a deck, and how it is kept.
const SOURCES: &[&[u8]] = &[
    // The versions of this program and of its YAML parser.
    include_bytes!("../../../Cargo.toml"),
    include_bytes!("header.rs"),
    include_bytes!("outline.rs"),
    include_bytes!("rows.rs"),
    include_bytes!("tables.sql"),
    include_bytes!("../../deck/decks.rs"),
    include_bytes!("../../grading/article.rs"),
    include_bytes!("../../grading/known.rs"),
    include_bytes!("../../grading/language.rs"),
    include_bytes!("../../grading/tolerance.rs"),
    include_bytes!("../../grading/unseen.rs"),
    include_bytes!("../../deck/allow.rs"),
    include_bytes!("../../deck/single_card.rs"),
    include_bytes!("../../deck/reader/answers.rs"),
    include_bytes!("../../deck/card.rs"),
    include_bytes!("../../deck/reader/cards.rs"),
    include_bytes!("../../deck/cloze.rs"),
    include_bytes!("../../deck/collection.rs"),
    include_bytes!("../../grading/normal.rs"),
    include_bytes!("../../grading/signs.rs"),
    include_bytes!("../../deck/reader/header.rs"),
    include_bytes!("../../deck/reader/limits.rs"),
    include_bytes!("../../deck/id.rs"),
    include_bytes!("../../deck/identity.rs"),
    include_bytes!("../../deck/judging.rs"),
    include_bytes!("../../deck/format.rs"),
    include_bytes!("../../deck/renames.rs"),
    include_bytes!("../../deck/rule_id.rs"),
    include_bytes!("../../deck/reader/lines.rs"),
    include_bytes!("../../deck/markup.rs"),
    include_bytes!("../../deck/mod.rs"),
    include_bytes!("../../deck/nearest.rs"),
    include_bytes!("../../deck/ordering.rs"),
    include_bytes!("../../deck/reader/parse.rs"),
    include_bytes!("../../deck/diagnostic.rs"),
    include_bytes!("../../deck/reader/quote.rs"),
    include_bytes!("../../deck/reader/quotes.rs"),
    include_bytes!("../../deck/reader/fields.rs"),
    include_bytes!("../../deck/reader/error_recovery.rs"),
    include_bytes!("../../deck/reader/diagnostics.rs"),
    include_bytes!("../../deck/reader/text_list.rs"),
    include_bytes!("../../deck/source.rs"),
    include_bytes!("../../deck/synonyms.rs"),
    include_bytes!("../../deck/reader/syntax.rs"),
    include_bytes!("../../deck/text.rs"),
    include_bytes!("../../deck/merge.rs"),
    include_bytes!("../../deck/reader/value.rs"),
    include_bytes!("../../deck/reader/values.rs"),
    include_bytes!("../../deck/reader/yaml.rs"),
    include_bytes!("../../deck/reader/mod.rs"),
    include_bytes!("../../deck/reader/other_names.rs"),
    include_bytes!("../../deck/reader/file_kind.rs"),
    include_bytes!("../../deck/reader/look_alike.rs"),
    include_bytes!("../../deck/reader/merge_conflict.rs"),
];

/// The version of this program's tables, never 0.
pub(super) const READER: i32 = {
    let hash = stamp_all(stamp_all(0, SOURCES), kinds::SOURCES);
    let [a, b, c, d, ..] = hash.to_be_bytes();
    match i32::from_be_bytes([a, b, c, d]) {
        0 => 1,
        number => number,
    }
};

const fn stamp_all(mut hash: u64, sources: &[&[u8]]) -> u64 {
    let mut at = 0;
    while at < sources.len() {
        hash = stamp_on(hash, sources[at]);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_of_the_reader_counts() {
        let src = concat!(env!("CARGO_MANIFEST_DIR"), "/src/");
        for folder in ["deck", "deck/reader", "deck/kinds"] {
            for entry in std::fs::read_dir(format!("{src}{folder}")).unwrap() {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                let reads_nothing = matches!(
                    name.as_str(),
                    "diff"
                        | "diff.rs"
                        | "edit"
                        | "hostile.rs"
                        | "mistakes"
                        | "mistakes.rs"
                        | "ordered_json.rs"
                        | "schema.rs"
                );
                let is_listed = || {
                    let text = std::fs::read(entry.path()).unwrap();
                    super::SOURCES.iter().chain(super::kinds::SOURCES).any(|listed| *listed == text)
                };
                assert!(
                    reads_nothing || matches!(name.as_str(), "reader" | "kinds") || is_listed(),
                    "`{folder}/{name}` is missing"
                );
            }
        }
    }
}
