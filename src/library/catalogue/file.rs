//! The file of the catalogue.

use std::fs::{self, File};
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::version::READER;
use crate::library::write::make_private_folder;

/// The number in the file's name.
const FORMAT: u32 = 2;
/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait once the decks are known: reading a card from its file is quicker.
const SHORT_PATIENCE: Duration = Duration::from_millis(50);

const TABLES: &str = include_str!("tables.sql");

/// Why the catalogue can't be used.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Its contents are wrong; a new one has to be made.
    Damaged,
    /// It can't be read or written for another reason.
    OutOfReach,
    /// Another process has read a file again since the files were compared.
    Overtaken,
}

pub(super) type Result<T> = std::result::Result<T, Trouble>;

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        let system = [
            ErrorCode::DatabaseBusy,
            ErrorCode::DatabaseLocked,
            ErrorCode::PermissionDenied,
            ErrorCode::ReadOnly,
            ErrorCode::CannotOpen,
            ErrorCode::DiskFull,
            ErrorCode::SystemIoFailure,
            ErrorCode::OutOfMemory,
            ErrorCode::NoLargeFileSupport,
            ErrorCode::FileLockingProtocolFailed,
        ];
        match error.sqlite_error_code() {
            Some(code) if system.contains(&code) => Self::OutOfReach,
            _ => Self::Damaged,
        }
    }
}

/// The catalogue, open.
#[derive(Debug)]
pub(super) struct CatalogueFile {
    db: Connection,
    /// `None` in memory.
    path: Option<PathBuf>,
}

impl CatalogueFile {
    /// Opens the catalogue in a folder, making both if necessary; `None` if that fails.
    pub(super) fn open(folder: &Path) -> Option<Self> {
        let path = folder.join(format!("decks-{FORMAT}.db"));
        match Self::try_open(&path) {
            Ok(file) => Some(file),
            Err(Trouble::Damaged) => Self::anew(&path),
            Err(_) if folder.exists() => None,
            Err(_) => {
                make_private_folder(folder).ok()?;
                Self::try_open(&path).ok()
            }
        }
    }

    /// An empty catalogue in memory.
    pub(super) fn in_memory() -> Result<Self> {
        let db = Connection::open_in_memory()?;
        db.execute_batch(TABLES)?;
        Ok(Self { db: prepared(db)?, path: None })
    }

    /// Replaces a damaged catalogue with an empty one.
    pub(super) fn replaced(self) -> Option<Self> {
        let Self { db, path } = self;
        drop(db);
        path.and_then(|path| Self::anew(&path))
    }

    /// Removes a damaged catalogue, so that the next start makes another.
    pub(super) fn discard(&self) {
        // If an open file can't be removed, the next start at least takes it for another version's.
        let _ = self.db.pragma_update(None, "user_version", 0);
        self.path.as_deref().into_iter().for_each(remove);
    }

    /// Whether it can be read and is intact; `true` if that can't be determined.
    pub(super) fn is_sound(&self) -> bool {
        let check = self.db.query_row("pragma quick_check(1)", [], |row| row.get::<_, String>(0));
        check.map_or_else(|error| !matches!(Trouble::from(error), Trouble::Damaged), |found| found == "ok")
    }

    fn anew(path: &Path) -> Option<Self> {
        remove(path);
        Self::try_open(path).ok()
    }

    fn try_open(path: &Path) -> Result<Self> {
        match Self::open_within(path, Duration::ZERO) {
            // Where there are no locks, waiting for one is in vain.
            Err(Trouble::OutOfReach) if path.parent().is_some_and(has_locks) => Self::open_within(path, PATIENCE),
            done => done,
        }
    }

    fn open_within(path: &Path, patience: Duration) -> Result<Self> {
        make_private(path);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(patience)?;
        // A power cut must not leave half a deck behind: a join can't see what is missing.
        db.pragma_update(None, "synchronous", "normal")?;
        if version(&db)? != READER {
            create(&mut db)?;
        }
        db.busy_timeout(PATIENCE)?;
        Ok(Self { db: prepared(db)?, path: Some(path.to_path_buf()) })
    }

    pub(super) const fn db(&self) -> &Connection {
        &self.db
    }

    /// Its path; `None` in memory.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// A number that distinguishes it from another catalogue made in its place; 0 if it can't be read.
    pub(super) fn number(&self) -> i64 {
        self.db.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap_or(0)
    }

    /// From now on, hardly waits for other processes.
    pub(super) fn hurry(&self) {
        // If this fails, everything is still right, only slower.
        let _ = self.db.busy_timeout(SHORT_PATIENCE);
    }

    /// Begins to write; waits for other processes.
    pub(super) fn write(&mut self) -> Result<Transaction<'_>> {
        Ok(self.db.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

/// Whether files of a folder can be locked, tried out on one that nobody else knows of.
fn has_locks(folder: &Path) -> bool {
    let Ok(draft) = tempfile::NamedTempFile::new_in(folder) else { return false };
    let lock = |db: Connection| {
        db.busy_timeout(Duration::ZERO)?;
        db.execute_batch("begin exclusive; rollback")
    };
    Connection::open(draft.path()).and_then(lock).is_ok()
}

/// Makes an empty file that only the user may read, unless there is one: what it will hold may come from private decks.
/// `SQLite` reports what fails.
fn make_private(path: &Path) {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

/// Removes a catalogue and its journal, which `SQLite` would otherwise apply to the next one.
fn remove(path: &Path) {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    let _ = fs::remove_file(path);
    let _ = fs::remove_file(journal);
}

/// Keeps prepared statements, and plans each of them once rather than for every bound value.
fn prepared(db: Connection) -> Result<Connection> {
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(db)
}

const STATEMENTS: usize = 32;

fn version(db: &Connection) -> Result<i32> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Makes the tables, unless another process has done so meanwhile.
fn create(db: &mut Connection) -> Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&tx)?;
    let tables: u32 = tx.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if found == READER {
        return Ok(());
    }
    if found != 0 || tables > 0 {
        return Err(Trouble::Damaged);
    }
    tx.execute_batch(TABLES)?;
    tx.pragma_update(None, "user_version", READER)?;
    // Distinguishes it from another catalogue made in its place.
    let number = RandomState::new().hash_one(std::process::id()) >> 33;
    tx.pragma_update(None, "application_id", i64::try_from(number).unwrap_or(1))?;
    Ok(tx.commit()?)
}
