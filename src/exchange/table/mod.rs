//! Tables of other programs, as CSV or TSV: a card a row.

mod cards;
mod columns;
mod decode;
mod fields;
mod head;
mod keys;
mod notation;
mod row_cells;
pub mod split;
pub mod writing;

use super::material::Material;
use crate::deck::text::safe_line;
use head::Head;

/// The largest table that is read.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// What a table has for us, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub material: Material,
    /// What was guessed, for showing: `UTF-8, separated by commas; columns front, back; kinds flip (12), …`
    pub taken_as: String,
}

/// Whether a file that begins so may be a table: text with a sign in its first line that could separate columns.
#[must_use]
pub fn may_be_table(head: &[u8]) -> bool {
    decode::decoded(head).is_ok_and(|(text, _)| {
        let first =
            text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        first.starts_with('#') || first.contains(['\t', ';', ',', '|']) || first.contains(" - ")
    })
}

/// Reads a table; `stem` is the name of its file.
///
/// # Errors
/// Says why it can't be a table of cards.
pub fn read(bytes: &[u8], stem: &str) -> Result<Table, String> {
    if bytes.len() > MAX_BYTES {
        return Err(format!("it has more than {} MiB, the most that are read; split it", MAX_BYTES / 1024 / 1024));
    }
    let (text, encoding) = decode::decoded(bytes)?;
    let head = Head::of(&text);
    let body = text.get(head.bytes..).unwrap_or_default();
    let (rows, dialect) = split::rows(body, &head)?;
    let (material, columns) = cards::material(&rows, &head, &dialect, stem)?;
    Ok(Table { material, taken_as: format!("{encoding}, {}; {columns}", dialect.in_words()) })
}

/// The beginning of a text, on one line, for messages.
fn shortened(text: &str) -> String {
    let text = safe_line(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(39).chain(['…']).collect() }
}

#[cfg(test)]
mod tests;
