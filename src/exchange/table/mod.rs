//! Tables of other programs, as CSV or TSV: a card a row.

mod cards;
mod decode;
mod head;

use csv::{ReaderBuilder, StringRecord};

use super::material::Material;
use head::AnkiHead;

/// The separators that are tried, the likeliest first.
const SEPARATORS: [(u8, &str); 4] = [(b'\t', "tabs"), (b';', "semicolons"), (b',', "commas"), (b'|', "vertical bars")];
/// The most bytes of a table that are read.
pub const MAX_TABLE: usize = 64 << 20;
/// How many rows the separator is guessed from.
const GUESSED_FROM: usize = 50;

/// What a table has for us, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub material: Material,
    /// What was guessed, for showing: `UTF-8, separated by commas, columns: front, back`
    pub taken_as: String,
}

/// A row with its line in the file, from 1.
struct Row {
    line: usize,
    cells: Vec<String>,
}

/// Whether a file that begins so may be a table: text in which a sign separates columns.
#[must_use]
pub fn may_be_table(head: &[u8]) -> bool {
    decode::decoded(head).is_ok_and(|(text, _)| AnkiHead::of(&text).separator.is_some() || guessed(&text).is_some())
}

/// Reads a table; `stem` is the name of its file.
///
/// # Errors
/// Says why it can't be a table of cards.
pub fn read(bytes: &[u8], stem: &str) -> Result<Table, String> {
    let (text, encoding) = decode::decoded(bytes)?;
    let head = AnkiHead::of(&text);
    let body = text.get(head.bytes..).unwrap_or_default();
    let separator = match head.separator {
        Some(separator) => separator,
        None => guessed(body).ok_or("no sign separates the columns of its rows")?,
    };
    let rows = rows(body, separator, head.lines)?;
    let named = SEPARATORS.iter().find(|(sign, _)| *sign == separator).map(|(_, name)| (*name).to_owned());
    let named = named.unwrap_or_else(|| format!("`{}`", char::from(separator)));
    let (material, columns) = cards::material(&rows, &head, stem)?;
    Ok(Table { material, taken_as: format!("{encoding}, separated by {named}; {columns}") })
}

/// The separator with which most rows have the same number of columns.
fn guessed(text: &str) -> Option<u8> {
    let score = |separator: u8| {
        let first = reader(text, separator).into_records().take(GUESSED_FROM).filter_map(Result::ok);
        let widths: Vec<usize> = first.map(|record| record.len()).collect();
        let same = |width: usize| widths.iter().filter(|other| **other == width).count();
        widths.iter().filter(|width| **width > 1).map(|width| same(*width)).max().unwrap_or(0)
    };
    let mut best = None;
    for (separator, _) in SEPARATORS {
        let found = score(separator);
        if found > best.map_or(0, |(score, _)| score) {
            best = Some((found, separator));
        }
    }
    best.map(|(_, separator)| separator)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

fn rows(text: &str, separator: u8, above: usize) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for record in reader(text, separator).into_records() {
        let record: StringRecord = record.map_err(|err| err.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().replace("\r\n", "\n")).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { line: usize::try_from(line).unwrap_or(usize::MAX) + above, cells });
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests;
