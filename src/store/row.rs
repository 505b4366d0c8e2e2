//! Values taken as they lie in a row, without a conversion for each: so a hundred thousand rows are read.

use rusqlite::Row;
use rusqlite::types::{FromSqlError, ValueRef};

/// A whole number; `None` where none stands there.
pub(super) fn number<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)? {
        ValueRef::Integer(number) => Ok(Some(T::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))?)),
        _ => Ok(None),
    }
}

/// The same where one must stand.
pub(super) fn needed<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    Ok(number(row, column)?.ok_or(FromSqlError::InvalidType)?)
}
