//! Reads integers from a row without conversions, for queries of a hundred thousand rows.

use rusqlite::Row;
use rusqlite::types::{FromSqlError, ValueRef};

/// An integer; `None` for null.
pub(super) fn number<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)? {
        ValueRef::Integer(number) => Ok(Some(T::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))?)),
        _ => Ok(None),
    }
}

/// An integer; null is an error.
pub(super) fn needed<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    Ok(number(row, column)?.ok_or(FromSqlError::InvalidType)?)
}
