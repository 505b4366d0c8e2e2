//! Holds the limits in `SECURITY.md` and those in the code together.

use crate::app::clock::YEARS;
use crate::app::config::MAX_CONFIG_BYTES;
use crate::deck::cloze::MAX_GAPS;
use crate::deck::reader::answers::MAX_CHOICES;
use crate::deck::reader::diagnostics::MAX_TOLD;
use crate::deck::reader::limits::{MAX_ENTRIES, MAX_FIELD_CHARS};
use crate::deck::reader::yaml::{MAX_DEPTH, MAX_NODES};
use crate::deck::{MAX_BYTES, MAX_ID_CHARS};
use crate::exchange::{anki, deck_changes, log, table};
use crate::grading::{MAX_ALIGNED, MAX_ALTERNATIVES};
use crate::library::{MAX_FAULTY_FILES, MAX_FOLDERS, MAX_TEXT_BYTES};
use crate::session::MAX_SYNONYMS;
use crate::terminal::{MAX_IDLE_LINES, MAX_PASTED, MAX_TYPED};

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

fn bytes(number: usize) -> String {
    if number < 1 << 20 { format!("{} KiB", number >> 10) } else { format!("{} MiB", number >> 20) }
}

fn large(number: u64) -> String {
    if number < 1 << 30 { format!("{} MiB", number >> 20) } else { format!("{} GiB", number >> 30) }
}

#[test]
fn the_page_has_every_limit_as_it_is() {
    let rows = [
        ("a file of a deck, source or synonyms", bytes(MAX_BYTES)),
        ("its nesting", format!("{MAX_DEPTH} levels")),
        ("its values", grouped(MAX_NODES)),
        ("a field, all entries of a list together", format!("{} characters", grouped(MAX_FIELD_CHARS))),
        ("a list", format!("{MAX_ENTRIES} entries")),
        ("errors of a file that are told one by one", grouped(MAX_TOLD)),
        ("files that are told one by one as faulty and no decks", grouped(MAX_FAULTY_FILES)),
        ("gaps in a cloze", MAX_GAPS.to_string()),
        ("choices, steps, answers to type", MAX_CHOICES.to_string()),
        ("an id", format!("{MAX_ID_CHARS} characters")),
        ("an answer in which slips are looked for", format!("{MAX_ALIGNED} letters")),
        ("answers that brackets and slashes stand for", MAX_ALTERNATIVES.to_string()),
        ("synonyms of an answer that count", MAX_SYNONYMS.to_string()),
        ("folders within folders", format!("{MAX_FOLDERS} levels")),
        ("settings", bytes(MAX_CONFIG_BYTES)),
        ("a text for `check --text`", bytes(MAX_TEXT_BYTES)),
        ("a line for `grade -`", bytes(super::grade::MAX_LINE_BYTES)),
        ("a line of a log for `import`", bytes(log::MAX_LINE_BYTES)),
        ("a package of Anki: files in it", grouped(anki::limits::MAX_ENTRIES)),
        ("its collection, unpacked", large(anki::limits::MAX_COLLECTION)),
        ("a value in the collection", large(anki::limits::MAX_VALUE.unsigned_abs().into())),
        ("tables and indexes of the collection", anki::limits::MAX_SCHEMA.to_string()),
        ("the list of its media, unpacked", large(anki::limits::MAX_MEDIA_LIST)),
        ("one media file, unpacked", large(anki::limits::MAX_MEDIA_FILE)),
        ("all its media", large(anki::limits::MAX_MEDIA)),
        ("a file in it of more than 1 MiB, against its packed size", format!("{} times", anki::limits::MAX_RATIO)),
        ("the name of a media file", format!("{} bytes", anki::limits::MAX_NAME)),
        ("a table for `import`", bytes(table::MAX_BYTES)),
        ("its rows", grouped(table::split::MAX_ROWS)),
        ("its columns", table::split::MAX_COLUMNS.to_string()),
        ("new decks of one import", grouped(deck_changes::MAX_NEW_DECKS)),
        ("lines in a row that are no answer", grouped(MAX_IDLE_LINES as usize)),
        ("what is pasted", bytes(MAX_PASTED)),
        ("a text typed on a terminal", format!("{} bytes", grouped(MAX_TYPED))),
        ("the years in which there are days", format!("{} to {}", YEARS.start(), YEARS.end())),
    ];
    let table: String = rows.map(|(what, most)| format!("| {what} | {most} |\n")).concat();
    let page = include_str!("../../SECURITY.md");
    assert!(page.contains(&format!("| --- | --- |\n{table}\n")), "SECURITY.md should have\n{table}");
}
