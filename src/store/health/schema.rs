//! Compares the tables, indexes and triggers of a store with those of a fresh one of its format.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use crate::store::migrate::{self, MIGRATIONS, Migration};
use crate::store::{Store, StoreError, StoreResult, upgrade};

/// How the schema of a store differs. Names are like `index states_by_asked_day`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaFault {
    Missing(String),
    Changed(String),
    /// Something that no oss-quiz has made.
    Added(String),
}

impl SchemaFault {
    /// Whether [`Store::complete_schema`] mends it.
    #[must_use]
    pub fn can_be_made(&self) -> bool {
        matches!(self, Self::Missing(name) if !name.starts_with("table "))
    }

    /// Whether the store lacks something that it needs.
    #[must_use]
    pub const fn matters(&self) -> bool {
        !matches!(self, Self::Added(_))
    }
}

impl Store {
    /// Makes the indexes and triggers again that it lacks.
    ///
    /// # Errors
    /// Any [`StoreError`]; then nothing has changed.
    pub fn complete_schema(&self) -> StoreResult<()> {
        let fresh = fresh(MIGRATIONS)?;
        self.write(|tx| {
            let there = objects(tx)?;
            let is_missing = |(name, _): &(&String, &String)| {
                !there.contains_key(*name) && (name.starts_with("index ") || name.starts_with("trigger "))
            };
            let missing = objects(&fresh)?;
            missing.iter().filter(is_missing).try_for_each(|(_, sql)| tx.execute_batch(sql))
        })
    }
}

/// An empty store after these steps.
fn fresh(steps: &[Migration]) -> StoreResult<Connection> {
    let path = Path::new(":memory:");
    let mut fresh = Connection::open_in_memory().map_err(|e| StoreError::sqlite(path, e))?;
    migrate::migrate(&mut fresh, path, steps, &mut upgrade::nobody)?;
    Ok(fresh)
}

/// What is different in a store of this format.
pub(super) fn faults(db: &Connection, format: u32) -> StoreResult<rusqlite::Result<Vec<SchemaFault>>> {
    let fresh = fresh(MIGRATIONS.get(..format as usize).unwrap_or(MIGRATIONS))?;
    Ok(objects(&fresh).and_then(|fresh| Ok(compared(&fresh, objects(db)?))))
}

type Objects = BTreeMap<String, String>;

/// Each object's definition, but for those that `SQLite` makes by itself.
fn objects(db: &Connection) -> rusqlite::Result<Objects> {
    let mut objects =
        db.prepare("select type || ' ' || name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'")?;
    let objects = objects.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    objects.collect()
}

fn compared(fresh: &Objects, mut found: Objects) -> Vec<SchemaFault> {
    let mut faults = Vec::new();
    for (name, sql) in fresh {
        match found.remove(name) {
            None => faults.push(SchemaFault::Missing(name.clone())),
            Some(other) if other != *sql => faults.push(SchemaFault::Changed(name.clone())),
            Some(_) => {}
        }
    }
    faults.extend(found.into_keys().map(SchemaFault::Added));
    faults
}
