//! The file of the catalogue.

use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::version::READER;

/// The number in the name of the file.
const FORMAT: u32 = 2;
/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(2);
/// The same once the decks are known: a card is sooner read from its file.
const SHORT_PATIENCE: Duration = Duration::from_millis(50);

const TABLES: &str = include_str!("tables.sql");

/// Why the catalogue can't be used.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It holds what it should not; a new one has to be made.
    Damaged,
    /// It can't be read or written for another reason.
    OutOfReach,
    /// Another process has read a file anew since the files were compared.
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
    /// Opens the catalogue in a folder, and makes both if necessary; `None` if that can't be done.
    pub(super) fn open(folder: &Path) -> Option<Self> {
        let path = folder.join(format!("decks-{FORMAT}.db"));
        match Self::try_open(&path) {
            Ok(file) => Some(file),
            Err(Trouble::Damaged) => Self::anew(&path),
            Err(_) if folder.exists() => None,
            Err(_) => {
                fs::create_dir_all(folder).ok()?;
                Self::try_open(&path).ok()
            }
        }
    }

    /// An empty one in memory.
    pub(super) fn in_memory() -> Result<Self> {
        let db = Connection::open_in_memory()?;
        db.execute_batch(TABLES)?;
        Ok(Self { db: prepared(db)?, path: None })
    }

    /// Replaces a damaged one by an empty one.
    pub(super) fn replaced(self) -> Option<Self> {
        let Self { db, path } = self;
        drop(db);
        path.and_then(|path| Self::anew(&path))
    }

    /// Removes a damaged one, so that the next start makes another.
    pub(super) fn discard(&self) {
        // Where an open file can't be removed, it is at least taken for that of another version.
        let _ = self.db.pragma_update(None, "user_version", 0);
        self.path.as_deref().into_iter().for_each(remove);
    }

    /// Whether it can be read and is sound; `true` if that can't be told.
    pub(super) fn is_sound(&self) -> bool {
        let check = self.db.query_row("pragma quick_check(1)", [], |row| row.get::<_, String>(0));
        check.map_or_else(|error| !matches!(Trouble::from(error), Trouble::Damaged), |found| found == "ok")
    }

    fn anew(path: &Path) -> Option<Self> {
        remove(path);
        Self::try_open(path).ok()
    }

    fn try_open(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(PATIENCE)?;
        // A power cut must leave no half of a deck behind: what is missing can't be seen in a join.
        db.pragma_update(None, "synchronous", "normal")?;
        if version(&db)? != READER {
            create(&mut db)?;
        }
        Ok(Self { db: prepared(db)?, path: Some(path.to_path_buf()) })
    }

    pub(super) const fn db(&self) -> &Connection {
        &self.db
    }

    /// Its path; `None` in memory.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// A number that another catalogue, made in its place, has not; 0 if it can't be read.
    pub(super) fn number(&self) -> i64 {
        self.db.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap_or(0)
    }

    /// From here on another process is hardly waited for.
    pub(super) fn hurry(&self) {
        // Without it everything is as right, but slower.
        let _ = self.db.busy_timeout(SHORT_PATIENCE);
    }

    /// Begins to write; waits for others.
    pub(super) fn write(&mut self) -> Result<Transaction<'_>> {
        Ok(self.db.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

/// Removes a catalogue and its journal, which would be taken for a part of the next one.
fn remove(path: &Path) {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    let _ = fs::remove_file(path);
    let _ = fs::remove_file(journal);
}

/// Keeps statements, and plans each of them once, not for every bound value.
fn prepared(db: Connection) -> Result<Connection> {
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(db)
}

/// How many prepared statements are kept.
const STATEMENTS: usize = 32;

fn version(db: &Connection) -> Result<i32> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Makes the tables, unless another process has made them meanwhile.
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
    // By this it is told from another one that was made in its place.
    let number = RandomState::new().hash_one(std::process::id()) >> 33;
    tx.pragma_update(None, "application_id", i64::try_from(number).unwrap_or(1))?;
    Ok(tx.commit()?)
}
