//! The database of a stranger: opened in memory, to be read only, and never trusted.

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, Row};

use super::PackageError;
use super::limits::{MAX_SCHEMA, MAX_VALUE};

/// How many steps of `SQLite`'s virtual machine pass between two looks at the account.
const STEPS: i32 = 10_000;

pub(super) struct Database {
    connection: Connection,
    /// How many bytes may still be read of it. A database can lead to the same page again and again; a sound one holds
    /// no more than its size.
    left: usize,
}

impl Database {
    pub(super) fn open(mut bytes: Vec<u8>) -> Result<Self, PackageError> {
        if !bytes.starts_with(b"SQLite format 3\0") || bytes.len() < 100 {
            return Err(PackageError::NoDatabase);
        }
        // A database in memory has no log beside it, and SQLite refuses one that says that it has.
        bytes[18..20].fill(1);
        let left = bytes.len();
        let mut connection = Connection::open_in_memory()?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_VALUE)?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        connection.create_collation("unicase", |a: &str, b: &str| a.to_lowercase().cmp(&b.to_lowercase()))?;
        let mut steps = left / 100 + 1_000;
        connection.progress_handler(
            STEPS,
            Some(move || {
                steps = steps.saturating_sub(1);
                steps == 0
            }),
        )?;
        connection.deserialize_read_exact(MAIN_DB, &bytes[..], bytes.len(), true)?;
        drop(bytes);
        let database = Self { connection, left };
        database.check_schema()?;
        Ok(database)
    }

    /// Nothing in it computes: there are plain tables and indexes.
    fn check_schema(&self) -> Result<(), PackageError> {
        let mut statement = self.connection.prepare("select type, name, sql from sqlite_schema")?;
        let mut rows = statement.query([])?;
        let mut tables = Vec::new();
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let (kind, name, sql) = (text(row, 0)?, text(row, 1)?, text(row, 2)?);
            let is_virtual = sql.trim_start().to_ascii_lowercase().starts_with("create virtual");
            if !matches!(kind.as_str(), "table" | "index") || is_virtual {
                let kind = if is_virtual { "virtual table".to_owned() } else { kind };
                return Err(PackageError::Schema(format!("it has the {kind} `{name}`")));
            }
            if kind == "table" {
                tables.push(name);
            }
            count += 1;
            if count > MAX_SCHEMA {
                return Err(PackageError::Schema(format!("it has more than {MAX_SCHEMA} tables and indexes")));
            }
        }
        for table in tables {
            let mut columns = self.connection.prepare("select name from pragma_table_xinfo(?1) where hidden <> 0")?;
            if columns.exists([&table])? {
                return Err(PackageError::Schema(format!("the table `{table}` has a column that is computed")));
            }
        }
        Ok(())
    }

    pub(super) fn has_table(&self, name: &str) -> Result<bool, PackageError> {
        let mut statement =
            self.connection.prepare("select 1 from sqlite_schema where type = 'table' and name = ?1")?;
        Ok(statement.exists([name])?)
    }

    /// Calls `each` with the rows of a query.
    pub(super) fn each(
        &mut self,
        sql: &str,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), PackageError> {
        let mut statement = self.connection.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut bytes = columns;
            for column in 0..columns {
                if let ValueRef::Text(text) | ValueRef::Blob(text) = row.get_ref(column)? {
                    bytes += text.len();
                }
            }
            self.left = self.left.checked_sub(bytes).ok_or(PackageError::Damaged)?;
            each(row)?;
        }
        Ok(())
    }
}

/// The text in a column, whatever its type.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    })
}

/// The bytes in a column; none if it is a number.
pub(super) fn bytes<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r [u8]> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => &[],
    })
}

/// The whole number in a column, whatever its type; 0 if there is none.
pub(super) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<i64> {
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(number) => number,
        #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
        ValueRef::Real(number) => number as i64,
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0),
        ValueRef::Null | ValueRef::Blob(_) => 0,
    })
}
