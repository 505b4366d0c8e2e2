//! Which reader an index was made by: what another one made of a file may be something else.

use crate::library::stamp::stamp_on;

/// What decides what is made of a file, and how that is kept.
const SOURCES: &[&[u8]] = &[
    // The versions of this program and of what it reads YAML with.
    include_bytes!("../../../Cargo.toml"),
    include_bytes!("make.rs"),
    include_bytes!("rows.rs"),
    include_bytes!("db.rs"),
    include_bytes!("splits.rs"),
    include_bytes!("../../grading/article.rs"),
    include_bytes!("../../grading/known.rs"),
    include_bytes!("../../grading/language.rs"),
    include_bytes!("../../grading/tolerance.rs"),
    include_bytes!("../../grading/unseen.rs"),
    include_bytes!("../../deck/accept.rs"),
    include_bytes!("../../deck/allow.rs"),
    include_bytes!("../../deck/alone.rs"),
    include_bytes!("../../deck/body.rs"),
    include_bytes!("../../deck/card.rs"),
    include_bytes!("../../deck/cards.rs"),
    include_bytes!("../../deck/cloze.rs"),
    include_bytes!("../../deck/collection.rs"),
    include_bytes!("../../deck/contents.rs"),
    include_bytes!("../../grading/normal.rs"),
    include_bytes!("../../grading/signs.rs"),
    include_bytes!("../../deck/header.rs"),
    include_bytes!("../../deck/id.rs"),
    include_bytes!("../../deck/identity.rs"),
    include_bytes!("../../deck/judging.rs"),
    include_bytes!("../../deck/kinds.rs"),
    include_bytes!("../../deck/lineage.rs"),
    include_bytes!("../../deck/lines.rs"),
    include_bytes!("../../deck/marks.rs"),
    include_bytes!("../../deck/mod.rs"),
    include_bytes!("../../deck/nearest.rs"),
    include_bytes!("../../deck/order.rs"),
    include_bytes!("../../deck/parse.rs"),
    include_bytes!("../../deck/problem.rs"),
    include_bytes!("../../deck/quote.rs"),
    include_bytes!("../../deck/quotes.rs"),
    include_bytes!("../../deck/record.rs"),
    include_bytes!("../../deck/recover.rs"),
    include_bytes!("../../deck/report.rs"),
    include_bytes!("../../deck/single.rs"),
    include_bytes!("../../deck/source.rs"),
    include_bytes!("../../deck/synonyms.rs"),
    include_bytes!("../../deck/syntax.rs"),
    include_bytes!("../../deck/text.rs"),
    include_bytes!("../../deck/together.rs"),
    include_bytes!("../../deck/value.rs"),
    include_bytes!("../../deck/values.rs"),
    include_bytes!("../../deck/yaml.rs"),
    include_bytes!("../../deck/elsewhere.rs"),
    include_bytes!("../../deck/file_kind.rs"),
    include_bytes!("../../deck/look_alike.rs"),
    include_bytes!("../../deck/merge.rs"),
];

/// The number of this program's reader, never 0; kept in the index.
pub(super) const READER: i32 = {
    let mut hash = 0;
    let mut at = 0;
    while at < SOURCES.len() {
        hash = stamp_on(hash, SOURCES[at]);
        at += 1;
    }
    let [a, b, c, d, ..] = hash.to_be_bytes();
    match i32::from_be_bytes([a, b, c, d]) {
        0 => 1,
        number => number,
    }
};

#[cfg(test)]
mod tests {
    #[test]
    fn all_of_the_reader_counts() {
        let own = include_str!("reader.rs");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/deck");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_test = matches!(name.as_str(), "hostile.rs" | "mistakes" | "mistakes.rs");
            assert!(is_test || own.contains(&format!("deck/{name}\"")), "`{name}` is missing");
        }
    }
}
