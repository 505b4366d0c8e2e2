//! From the format of any earlier release to the present one.

use std::path::{Path, PathBuf};

use rusqlite::backup::Backup;
use rusqlite::{Connection, TransactionBehavior};

use super::error::{Result, StoreError};
use super::{create, tally};

/// From one format to the next. A step is never edited once it was released.
#[derive(Clone, Copy)]
pub(super) struct Step {
    /// What is to be done.
    pub(super) sql: &'static str,
    /// What SQL can't do, done after it.
    pub(super) then: fn(&Connection) -> rusqlite::Result<()>,
}

/// One step a format.
pub(super) const MIGRATIONS: &[Step] = &[
    Step { sql: include_str!("migrations/0001_log_and_views.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0002_names_and_decks.sql"), then: tally::count_decks },
];

/// Brings a database to the last of `steps`: in one transaction, after a copy of it was put beside it.
/// A database that is there already is left alone.
///
/// # Errors
/// [`StoreError::TooNew`] when it is beyond the last step; [`StoreError::Backup`] when it can't be copied.
pub(super) fn migrate(db: &mut Connection, path: &Path, steps: &[Step]) -> Result<()> {
    let found = version(db).map_err(|e| StoreError::sqlite(path, e))?;
    let known = last_of(steps);
    if found > known {
        return Err(StoreError::TooNew { path: path.to_owned(), found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 && db.path().is_some_and(|name| !name.is_empty()) {
        copy_aside(db, path, found)
            .map_err(|source| StoreError::Backup { path: path.to_owned(), source: Box::new(source) })?;
    }
    run(db, steps).map_err(|e| StoreError::sqlite(path, e))
}

/// The format that the last of `steps` leads to.
pub(super) fn last_of(steps: &[Step]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

/// The steps that are missing, all or none.
fn run(db: &mut Connection, steps: &[Step]) -> rusqlite::Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again: another process may have done it while we waited for the lock.
    let found = version(&tx)?;
    for step in steps.iter().skip(found as usize) {
        tx.execute_batch(step.sql)?;
        (step.then)(&tx)?;
    }
    tx.pragma_update(None, "user_version", found.max(last_of(steps)))?;
    tx.commit()
}

/// The format of a database; 0 for one that was just made.
pub(super) fn version(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Where the copy of a store of that format is put.
pub(super) fn copy_path(path: &Path, found: u32) -> PathBuf {
    create::beside(path, &format!("format-{found}"))
}

/// Writes a copy beside the store, whole or not at all.
fn copy_aside(db: &Connection, path: &Path, found: u32) -> Result<()> {
    let name = copy_path(path, found);
    let draft = create::TemporaryFile::beside(path)?;
    copy(db, draft.path()).map_err(|e| StoreError::sqlite(path, e))?;
    draft.sync()?;
    std::fs::rename(draft.path(), &name).map_err(|e| StoreError::file(&name, e))
}

/// All pages of a database into the empty file at `to`.
fn copy(db: &Connection, to: &Path) -> rusqlite::Result<()> {
    let mut to = Connection::open(to)?;
    Backup::new(db, &mut to)?.run_to_completion(i32::MAX, std::time::Duration::ZERO, None)?;
    to.close().map_err(|(_, e)| e)
}
