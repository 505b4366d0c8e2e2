//! A table's text to rows and cells, and the guess at what separates them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::columns;
use super::head::Head;
use crate::deck::text::safe;

/// The most rows that are read.
pub const MAX_ROWS: usize = 50_000;
/// The most columns that are read.
pub const MAX_COLUMNS: usize = 256;
/// How many rows the separator is guessed from.
const GUESSED_FROM: usize = 50;

/// What separates cells and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) cell: String,
    /// Between rows on one line.
    pub(super) row: Option<char>,
    /// Whether a cell in quotes may have separators in it.
    pub(super) quotes: bool,
    /// Whether lines that begin with `#` are no rows.
    pub(super) comments: bool,
}

impl Dialect {
    fn new(cell: &str) -> Self {
        Self { cell: cell.to_owned(), row: None, quotes: true, comments: false }
    }

    /// `tabs`
    pub(super) fn in_words(&self) -> String {
        let cell = match self.cell.as_str() {
            "\t" => "tabs".to_owned(),
            ";" => "semicolons".to_owned(),
            "," => "commas".to_owned(),
            "|" => "vertical bars".to_owned(),
            " " => "spaces".to_owned(),
            ":" => "colons".to_owned(),
            other => format!("`{}`", safe(other)),
        };
        let row = if self.row.is_some() { ", cards by semicolons" } else { "" };
        let quotes = if self.quotes { "" } else { ", quotes as they stand" };
        format!("separated by {cell}{row}{quotes}")
    }

    /// Of Quizlet and others that never put cells in quotes, so that a quote may be a mere sign.
    fn may_lack_quotes(&self) -> bool {
        self.row.is_some() || matches!(self.cell.as_str(), "\t" | " - ")
    }
}

/// A row with its number in the file, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<'t> {
    pub(super) number: usize,
    pub(super) cells: Vec<Cow<'t, str>>,
    /// It has more cells than are read.
    pub(super) is_cut: bool,
    quotes: Quotes,
}

/// What the quotes of a row tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Quotes {
    /// A cell would have been cut without them.
    are_needed: bool,
    /// Text follows a closing one.
    are_odd: bool,
}

impl Row<'_> {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_empty())
    }
}

/// A quote that is opened in this row and never closed.
struct Unclosed(usize);

struct Rows<'t, 'd> {
    rest: &'t str,
    dialect: &'d Dialect,
    /// Of the last row.
    number: usize,
}

/// What ends a cell, and in how many bytes.
enum End {
    Cell(usize),
    Row(usize),
}

impl<'t> Iterator for Rows<'t, '_> {
    type Item = Result<Row<'t>, Unclosed>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.dialect.comments && self.rest.starts_with('#') {
            let length = self.rest.find('\n').map_or(self.rest.len(), |at| at + 1);
            self.rest = &self.rest[length..];
            self.number += 1;
        }
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let mut row = Row { number: self.number, cells: Vec::new(), is_cut: false, quotes: Quotes::default() };
        loop {
            let Some((cell, end)) = self.cell(&mut row.quotes) else { return Some(Err(Unclosed(self.number))) };
            if row.cells.len() < MAX_COLUMNS {
                row.cells.push(tidied(cell));
            } else {
                row.is_cut = true;
            }
            let (End::Cell(length) | End::Row(length)) = end;
            self.rest = &self.rest[length..];
            if matches!(end, End::Row(_)) {
                return Some(Ok(row));
            }
        }
    }
}

impl<'t> Rows<'t, '_> {
    /// The next cell; what ends it stays. `None` if its quote isn't closed.
    fn cell(&mut self, quotes: &mut Quotes) -> Option<(Cow<'t, str>, End)> {
        // As in `a, "b"`.
        let trimmed = if self.dialect.cell.trim().is_empty() { self.rest } else { self.rest.trim_start_matches(' ') };
        let inside = trimmed.strip_prefix('"').filter(|_| self.dialect.quotes);
        let Some(inside) = inside else {
            let (length, end) = self.end_of(self.rest);
            let (cell, rest) = self.rest.split_at(length);
            self.rest = rest;
            return Some((Cow::from(cell), end));
        };
        let mut close = inside.find('"')?;
        let mut is_doubled = false;
        while inside[close + 1..].starts_with('"') {
            is_doubled = true;
            close += 2 + inside[close + 2..].find('"')?;
        }
        let (text, behind) = (&inside[..close], &inside[close + 1..]);
        let (length, end) = self.end_of(behind);
        let (tail, rest) = behind.split_at(length);
        self.rest = rest;
        quotes.are_needed |= is_doubled || text.contains('\n') || text.contains(&self.dialect.cell);
        let mut cell = if is_doubled { Cow::from(text.replace("\"\"", "\"")) } else { Cow::from(text) };
        if !tail.trim().is_empty() {
            quotes.are_odd = true;
            cell = Cow::from(format!("{cell}{tail}"));
        }
        Some((cell, end))
    }

    /// The bytes before the next separator, and what that is.
    fn end_of(&self, text: &str) -> (usize, End) {
        let Dialect { cell, row, .. } = self.dialect;
        let first = cell.as_bytes().first().copied();
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'\n' => return (at, End::Row(1)),
                b'\r' => return (at, End::Row(if text[at + 1..].starts_with('\n') { 2 } else { 1 })),
                byte if Some(byte) == first && text.as_bytes()[at..].starts_with(cell.as_bytes()) => {
                    return (at, End::Cell(cell.len()));
                }
                byte if *row == Some(char::from(byte)) => return (at, End::Row(1)),
                _ => {}
            }
        }
        (text.len(), End::Row(0))
    }
}

/// A cell without the white space around it, safe to show, its lines ended by newlines.
fn tidied(cell: Cow<'_, str>) -> Cow<'_, str> {
    let is_tidy = |text: &str| !text.contains('\r') && matches!(safe(text), Cow::Borrowed(_));
    match cell {
        Cow::Borrowed(text) if is_tidy(text.trim()) => Cow::Borrowed(text.trim()),
        cell => {
            let lines = cell.replace("\r\n", "\n").replace('\r', "\n");
            Cow::Owned(safe(lines.trim()).into_owned())
        }
    }
}

/// The rows that have anything in them.
fn split<'t>(text: &'t str, dialect: &Dialect, above: usize) -> Result<Vec<Row<'t>>, String> {
    let mut rows = Vec::new();
    for row in (Rows { rest: text, dialect, number: above }) {
        let row = row.map_err(|Unclosed(row)| format!("the quote that opens in row {row} is never closed"))?;
        if row.is_blank() {
            continue;
        }
        if rows.len() == MAX_ROWS {
            return Err(format!("it has more than {MAX_ROWS} rows, the most that are read; split it"));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The rows below the head, and what separates them.
pub(super) fn rows<'t>(body: &'t str, head: &Head) -> Result<(Vec<Row<'t>>, Dialect), String> {
    if body.trim().is_empty() {
        return Err("it has no rows".to_owned());
    }
    let mut dialect = match head.separator {
        Some(sign) => Dialect::new(sign.encode_utf8(&mut [0; 4])),
        None if head.is_of_anki => Dialect::new("\t"),
        None => guessed(body).ok_or("no sign separates the columns of its rows")?,
    };
    dialect.comments = head.is_of_anki;
    let rows = split(body, &dialect, head.rows);
    if dialect.may_lack_quotes() && !head.is_of_anki {
        let is_odd = rows.as_ref().map_or(true, |rows| rows.iter().any(|row| row.quotes.are_odd));
        let before = Rows { rest: body, dialect: &dialect, number: 0 }.map_while(Result::ok);
        if is_odd && !before.take(MAX_ROWS).any(|row| row.quotes.are_needed) {
            dialect.quotes = false;
            return Ok((split(body, &dialect, head.rows)?, dialect));
        }
    }
    Ok((rows?, dialect))
}

/// What most likely separates the cells.
fn guessed(text: &str) -> Option<Dialect> {
    if let Some(dialect) = of_one_line(text.trim()) {
        return Some(dialect);
    }
    let mut best: Option<(usize, Dialect)> = None;
    for dialect in ["\t", ";", ",", "|", " - "].map(Dialect::new) {
        let rows: Vec<Row> = first_rows(text, &dialect);
        if rows.first().is_some_and(|row| columns::are_names(&row.cells)) {
            return Some(dialect);
        }
        let mut widths: HashMap<usize, usize> = HashMap::new();
        for row in rows.iter().filter(|row| row.cells.len() > 1) {
            *widths.entry(row.cells.len()).or_default() += 1;
        }
        let same = widths.into_values().max().unwrap_or(0);
        if same * 2 >= rows.len().max(1) && best.as_ref().is_none_or(|(most, _)| same > *most) {
            best = Some((same, dialect));
        }
    }
    let gaps = || text.contains("{{c1::").then(|| Dialect::new("\t"));
    best.map(|(_, dialect)| dialect).or_else(gaps)
}

fn first_rows<'t>(text: &'t str, dialect: &Dialect) -> Vec<Row<'t>> {
    let rows = Rows { rest: text, dialect, number: 0 }.map_while(Result::ok);
    rows.filter(|row| !row.is_blank()).take(GUESSED_FROM).collect()
}

/// Two sides a card, cards separated by semicolons, all on one line: as Quizlet may export them.
fn of_one_line(text: &str) -> Option<Dialect> {
    if text.contains(['\n', '\r']) || !text.contains(';') {
        return None;
    }
    let dialects = ["\t", ",", " - "].map(|cell| Dialect { row: Some(';'), ..Dialect::new(cell) });
    dialects.into_iter().find(|dialect| {
        let rows = first_rows(text, dialect);
        rows.len() > 1 && rows.iter().all(|row| row.cells.len() == 2)
    })
}
