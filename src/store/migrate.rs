//! Migrates a store from any earlier format to the present one.

use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, Progress, StepResult};
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection, OpenFlags, TransactionBehavior};

use super::error::{StoreError, StoreResult};
use super::upgrade::{Upgrade, UpgradeListener};
use super::{disk, files, totals, views};

/// The step from one format to the next. Never edited once released.
#[derive(Clone, Copy)]
pub(super) struct Migration {
    pub(super) sql: &'static str,
    /// Runs after the SQL, for what SQL can't do.
    pub(super) then: fn(&Connection) -> rusqlite::Result<()>,
}

/// Step `n` leads to format `n + 1`.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("migrations/0001_log_and_views.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0002_names_and_decks.sql"), then: totals::count_decks },
    Migration { sql: include_str!("migrations/0003_due_by_day.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0004_hours_of_study.sql"), then: |_| Ok(()) },
    Migration { sql: include_str!("migrations/0005_imported_reviews_count.sql"), then: |_| Ok(()) },
];

/// Brings a database to the last of `steps` in one transaction, after backing it up beside the store. Does nothing if
/// it is up to date.
///
/// # Errors
/// [`StoreError::TooNew`] if it is beyond the last step; [`StoreError::Backup`] if it can't be copied.
pub(super) fn migrate(
    db: &mut Connection,
    path: &Path,
    steps: &[Migration],
    report: UpgradeListener<'_>,
) -> StoreResult<()> {
    let found = version(db).map_err(|e| StoreError::sqlite(path, e))?;
    let known = last_of(steps);
    if found > known {
        return Err(StoreError::TooNew { path: path.to_owned(), found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 && db.path().is_some_and(|name| !name.is_empty()) {
        copy_aside(db, path, found, &mut |copy, done, all| {
            report(Upgrade::Copying { from: found, to: known, copy, done, all });
        })
        .map_err(|source| StoreError::Backup { path: path.to_owned(), source: Box::new(source) })?;
    }
    run(db, steps, report).map_err(|e| StoreError::sqlite(path, e))
}

/// The format after the last of `steps`.
pub(super) fn last_of(steps: &[Migration]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

/// Runs the missing steps and rebuilds the views that they left outdated, all or nothing. Reports progress before each
/// statement.
fn run(db: &mut Connection, steps: &[Migration], report: UpgradeListener<'_>) -> rusqlite::Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again: another process may have done it while we waited for the lock.
    let found = version(&tx)?;
    let migrating = Upgrade::Migrating { from: found, to: last_of(steps) };
    for step in steps.iter().skip(found as usize) {
        let mut statements = Batch::new(&tx, step.sql);
        while let Some(mut statement) = statements.next()? {
            report(migrating);
            statement.query([])?.next()?;
        }
        report(migrating);
        (step.then)(&tx)?;
    }
    tx.pragma_update(None, "user_version", found.max(last_of(steps)))?;
    if views::are_outdated(&tx)? {
        views::rebuild(&tx, &mut |done, all| report(Upgrade::Rebuilding { done, all }))?;
    }
    tx.commit()
}

/// The format of a database; 0 for a new one.
pub(super) fn version(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// The path of the backup of a store with this format.
pub(super) fn copy_path(path: &Path, found: u32) -> PathBuf {
    files::with_ending(path, &format!(".format-{found}"))
}

/// Pages copied at a time: a megabyte.
const PORTION: i32 = 256;

/// Writes a backup beside the store, whole or not at all. Reports its path, the pages copied, and all pages.
fn copy_aside(db: &Connection, path: &Path, found: u32, report: &mut dyn FnMut(&Path, u64, u64)) -> StoreResult<()> {
    let name = copy_path(path, found);
    let draft = files::temporary(path)?;
    copy(db, &draft, &mut |done, all| report(&name, done, all)).map_err(|e| StoreError::sqlite(path, e))?;
    files::sync(&draft)?;
    draft.persist(&name).map_err(|err| StoreError::file(&name, err.error))?;
    files::sync_folder(&name)
}

/// Copies all pages of a database into the empty file at `to`, which the caller has to sync.
pub(super) fn copy(db: &Connection, to: &Path, report: &mut dyn FnMut(u64, u64)) -> rusqlite::Result<()> {
    let mut to = disk::connect_alone(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // No journal needed: nobody sees the file before it is complete and synced.
    to.pragma_update(None, "journal_mode", "off")?;
    to.pragma_update(None, "synchronous", "off")?;
    // In a transaction, or the backup would restart whenever another process writes.
    let moment = db.unchecked_transaction()?;
    let backup = Backup::new(&moment, &mut to)?;
    loop {
        let step = backup.step(PORTION)?;
        let Progress { remaining, pagecount } = backup.progress();
        let (left, all) = (u64::try_from(remaining).unwrap_or(0), u64::try_from(pagecount).unwrap_or(0));
        report(all.saturating_sub(left), all);
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            // Another process holds it: the caller retries the whole opening.
            _ => {
                return Err(rusqlite::Error::SqliteFailure(
                    rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
                    None,
                ));
            }
        }
    }
    drop(backup);
    to.close().map_err(|(_, e)| e)
}
