//! Records of tables and indexes, found at any byte of a page.
//!
//! A page that is damaged may have lost the list of its cells, so it isn't needed: the length and the columns of a record
//! tell whether there is one.

use rusqlite::types::{FromSql, Type, Value, ValueRef};

use super::super::log::Columns;
use super::images::PageImages;

/// More than any table of a store has.
const MOST_COLUMNS: usize = 24;

/// A record in a page.
pub(super) struct Record {
    columns: Vec<Value>,
    /// Whether its last column could be read.
    pub(super) is_whole: bool,
    /// Where it ends in its page.
    pub(super) end: usize,
}

/// The lengths of a record's columns.
struct RecordHeader {
    kinds: [u64; MOST_COLUMNS],
    count: usize,
    /// How long the header is.
    length: usize,
}

impl RecordHeader {
    /// Reads it if the whole record is of such a length.
    fn read(bytes: &[u8], payload: usize) -> Option<Self> {
        let length = usize::from(*bytes.first()?);
        // The header of a record with so few columns has at most so many bytes.
        if !(3..=40).contains(&length) || length > payload {
            return None;
        }
        let (mut kinds, mut count, mut at, mut total) = ([0; MOST_COLUMNS], 0, 1, length);
        while at < length {
            let (kind, size) = varint(bytes.get(at..length)?)?;
            *kinds.get_mut(count)? = kind;
            (count, at, total) = (count + 1, at + size, total.checked_add(size_of(kind)?)?);
        }
        (total == payload).then_some(Self { kinds, count, length })
    }

    fn fits(&self, shape: &str) -> bool {
        let fits = |(kind, letter): (&u64, char)| {
            let is_int = matches!(kind, 1..=6 | 8 | 9);
            match letter {
                'i' => is_int,
                'n' => is_int || *kind == 0,
                'r' => is_int || matches!(kind, 0 | 7),
                'u' => *kind == ID,
                'v' => matches!(*kind, 0 | ID),
                't' => *kind >= 13 && kind % 2 == 1,
                's' => *kind == 0 || (*kind >= 13 && kind % 2 == 1),
                _ => *kind == 0,
            }
        };
        shape.len() == self.count && self.kinds.iter().zip(shape.chars()).all(fits)
    }
}

/// The kind of a blob of 16 bytes.
const ID: u64 = 16 * 2 + 12;

fn size_of(kind: u64) -> Option<usize> {
    Some(match kind {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(kind).ok()?,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        kind => usize::try_from((kind - 12) / 2).ok()?,
    })
}

impl Record {
    /// The record of an index, or of a table without row ids, whose length stands at an offset of a page; the shape that
    /// it has goes with it. In a shape `i` stands for an integer, `n` for one or null, `r` for a number or null, `u` for a
    /// UUID, `v` for one or null, `t` for a text, `s` for one or null, `0` for null.
    pub(super) fn of_index<'s>(
        pages: &PageImages<'_>,
        page: &[u8],
        at: usize,
        shapes: &[&'s str],
    ) -> Option<(&'s str, Self)> {
        let (payload, size) = varint(&page[at..])?;
        Self::read(pages, page, at + size, payload, (pages.page_size - 12) * 64 / 255 - 23, shapes)
    }

    /// The same of a table with row ids.
    pub(super) fn of_table<'s>(
        pages: &PageImages<'_>,
        page: &[u8],
        at: usize,
        shapes: &[&'s str],
    ) -> Option<(i64, &'s str, Self)> {
        let (payload, size) = varint(page.get(at..)?)?;
        let (row, row_size) = varint(page.get(at + size..)?)?;
        let (shape, record) = Self::read(pages, page, at + size + row_size, payload, pages.page_size - 35, shapes)?;
        Some((row.cast_signed(), shape, record))
    }

    fn read<'s>(
        pages: &PageImages<'_>,
        page: &[u8],
        start: usize,
        payload: u64,
        most: usize,
        shapes: &[&'s str],
    ) -> Option<(&'s str, Self)> {
        let payload = usize::try_from(payload).ok()?;
        let header = RecordHeader::read(page.get(start..)?, payload)?;
        let shape = shapes.iter().find(|shape| header.fits(shape))?;
        if payload <= most {
            let end = start + payload;
            return Some((shape, Self::of(&header, page.get(start..end)?, end)));
        }
        let least = (pages.page_size - 12) * 32 / 255 - 23;
        let local = least + (payload - least) % (pages.page_size - 4);
        let local = if local <= most { local } else { least };
        let end = start + local;
        let mut bytes = page.get(start..end)?.to_vec();
        let first = super::wal::number(page, end)?;
        pages.add_overflow(first, payload - local, &mut bytes);
        Some((shape, Self::of(&header, &bytes, end + 4)))
    }

    /// Null stands for what can't be read.
    fn of(header: &RecordHeader, bytes: &[u8], end: usize) -> Self {
        let (mut at, mut is_whole) = (header.length, true);
        let kinds = &header.kinds[..header.count];
        let columns = kinds.iter().map(|&kind| {
            let end = at + size_of(kind).unwrap_or(0);
            let column = bytes.get(at..end).map_or_else(
                || {
                    is_whole = false;
                    Value::Null
                },
                |bytes| value(kind, bytes),
            );
            at = end;
            column
        });
        let columns = columns.collect();
        Self { columns, is_whole, end }
    }

    /// Takes a column out.
    pub(super) fn take(&mut self, column: usize) -> Value {
        self.columns.get_mut(column).map_or(Value::Null, |value| std::mem::replace(value, Value::Null))
    }

    pub(super) fn of_columns(columns: Vec<Value>) -> Self {
        Self { columns, is_whole: true, end: 0 }
    }
}

impl Columns for Record {
    fn get<T: FromSql>(&self, column: usize) -> rusqlite::Result<T> {
        let value = self.columns.get(column).map_or(ValueRef::Null, ValueRef::from);
        T::column_result(value)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Null, Box::new(error)))
    }
}

fn value(kind: u64, bytes: &[u8]) -> Value {
    match kind {
        0 => Value::Null,
        7 => Value::Real(f64::from_bits(integer(bytes).cast_unsigned())),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        1..=6 => Value::Integer(integer(bytes)),
        kind if kind % 2 == 0 => Value::Blob(bytes.to_vec()),
        // What is not UTF-8 is still an answer.
        _ => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// Of up to eight bytes, with a sign.
fn integer(bytes: &[u8]) -> i64 {
    let start = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(start, |number, &byte| (number << 8) | i64::from(byte))
}

/// A number of one to nine bytes, and how many it has.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (at, &byte) in bytes.iter().enumerate().take(8) {
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, at + 1));
        }
    }
    bytes.get(8).map(|&byte| ((number << 8) | u64::from(byte), 9))
}
