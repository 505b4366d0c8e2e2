//! Opens the file of a store: checks what it is and sets up the connection.

use std::ffi::OsString;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::create::{self, APPLICATION_ID};
use super::disk::{self, Disk};
use super::error::{PATIENCE_SECONDS, StoreError, StoreResult};
use super::files;
use super::left_file::{FileStamp, LeftFile};
use super::migrate::{self, MIGRATIONS};
use super::place;
use super::stray_log::{self, SetAside};
use super::upgrade::{self, UpgradeListener};

/// Opens the store at `path` for reading and writing; `None` if there is none.
pub(super) fn read_write(path: &Path, report: UpgradeListener<'_>) -> StoreResult<Option<OpenedFile>> {
    on_its_disk(path, |disk| {
        let Some(StoreHeader { keeps_log }) = read_header(path)? else { return Ok(None) };
        let failed = |e| StoreError::sqlite(path, e);
        let real = files::real(path)?;
        let set_aside = if stray_log::is_suspect(&real) { stray_log::settle(&real)? } else { None };
        // One without a log comes from a disk that can't have it: this one again, or another.
        let disk = if disk == Disk::Able && !keeps_log { Disk::of(&real) } else { disk };
        if disk != Disk::Able && keeps_log {
            disk::without_log(&real, disk)?;
        }
        let found = FileStamp::at(&real);
        let mut db = connect_on(path, OpenFlags::SQLITE_OPEN_READ_WRITE, disk)?;
        check_kind(&db, path)?;
        // SQLite silently falls back to read-only.
        if db.is_readonly("main").map_err(failed)? {
            return Err(StoreError::ReadOnly { path: path.to_owned() });
        }
        set_up(&db, disk).map_err(failed)?;
        // A backup may have been restored just now.
        let is_same = |now: FileStamp| found.is_some_and(|found| now.is_same_file(&found));
        if !FileStamp::at(&real).is_some_and(is_same) {
            return Err(StoreError::busy(path));
        }
        let file = LeftFile::opened(real);
        migrate::migrate(&mut db, path, MIGRATIONS, &mut |upgrade| {
            file.before_write();
            report(upgrade);
        })?;
        db.busy_timeout(Duration::from_secs(PATIENCE_SECONDS)).map_err(failed)?;
        Ok(Some(OpenedFile { db, disk, file, set_aside }))
    })
}

/// A store's file, opened for writing.
pub(super) struct OpenedFile {
    pub(super) db: Connection,
    pub(super) disk: Disk,
    pub(super) file: LeftFile,
    pub(super) set_aside: Option<SetAside>,
}

/// Runs `attempt` patiently on a disk that can do all; if it can't, in the way that it allows.
fn on_its_disk<T>(path: &Path, mut attempt: impl FnMut(Disk) -> StoreResult<T>) -> StoreResult<T> {
    let (mut disk, mut is_tried) = (Disk::Able, false);
    let done = patiently(|| {
        let error = match attempt(disk) {
            Err(error) if !is_tried => error,
            done => return done,
        };
        if let Some(other) = disk.behind(&error, path) {
            disk = other;
            return attempt(disk);
        }
        // Tried out once: another program's lock is none of the disk's.
        is_tried |= error.is_busy();
        Err(error)
    });
    match done {
        Err(StoreError::Locked { path, .. }) if disk == Disk::NoLocks => Err(StoreError::LeftLock { path }),
        done => done,
    }
}

/// Opens the store at `path` read-only; `None` if there is none. An older store is migrated in a copy in memory.
pub(super) fn read_only(path: &Path) -> StoreResult<Option<Connection>> {
    on_its_disk(path, |disk| {
        if read_header(path)?.is_none() {
            return Ok(None);
        }
        let failed = |e| StoreError::sqlite(path, e);
        let without_log = || {
            let db = connect(&immutable(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
            in_present_format(db, path)
        };
        let real = files::real(path)?;
        if stray_log::is_suspect(&real) && stray_log::is_to_be_read_alone(&real)? {
            return without_log().map(Some);
        }
        let open =
            || connect_on(path, OpenFlags::SQLITE_OPEN_READ_ONLY, disk).and_then(|db| in_present_format(db, path));
        let opened = match open() {
            Err(StoreError::ReadOnly { .. }) if has_journal(&real) => roll_back(path, disk).and_then(|()| open()),
            opened => opened,
        };
        let db = match opened {
            // WAL mode needs a writable folder and shared memory. If there is no log left behind, do without.
            Err(StoreError::ReadOnly { .. } | StoreError::Sqlite { .. } | StoreError::Disk { .. })
                if !has_log(path) && !has_journal(&real) =>
            {
                without_log()?
            }
            other => other?,
        };
        db.busy_timeout(Duration::from_secs(PATIENCE_SECONDS)).map_err(failed)?;
        Ok(Some(db))
    })
}

/// Takes back what a process wrote that was killed amid it, as any reader has to that finds its rollback journal.
pub(super) fn roll_back(path: &Path, disk: Disk) -> StoreResult<()> {
    let db = connect_on(path, OpenFlags::SQLITE_OPEN_READ_WRITE, disk)?;
    migrate::version(&db).map(|_| ()).map_err(|e| StoreError::sqlite(path, e))
}

/// Refuses what isn't a store; an older one is migrated in a copy in memory.
pub(super) fn in_present_format(db: Connection, path: &Path) -> StoreResult<Connection> {
    check_kind(&db, path)?;
    let found = migrate::version(&db).map_err(|e| StoreError::sqlite(path, e))?;
    if found < migrate::last_of(MIGRATIONS) { migrated_copy(&db, path) } else { Ok(db) }
}

/// A store in memory.
pub(super) fn in_memory() -> StoreResult<Connection> {
    let path = Path::new(":memory:");
    let failed = |e| StoreError::sqlite(path, e);
    let mut db = Connection::open_in_memory().map_err(failed)?;
    create::fill(&mut db, path, None)?;
    // Without a journal a failed transaction could not be rolled back.
    db.pragma_update(None, "journal_mode", "memory").map_err(failed)?;
    db.pragma_update(None, "foreign_keys", true).map_err(failed)?;
    Ok(db)
}

/// Retries an opening for five seconds while another process creates, migrates or closes the store: `SQLite` then
/// reports busy at once, whatever its timeout.
fn patiently<T>(mut attempt: impl FnMut() -> StoreResult<T>) -> StoreResult<T> {
    let limit = Duration::from_secs(PATIENCE_SECONDS);
    let (mut waited, mut wait) = (Duration::ZERO, Duration::from_millis(1));
    loop {
        match attempt() {
            Err(e) if e.is_busy() && waited < limit => {
                thread::sleep(wait);
                waited += wait;
                wait = (wait * 2).min(Duration::from_millis(50));
            }
            done => return done,
        }
    }
}

/// What the first bytes of a store tell.
pub(super) struct StoreHeader {
    /// Whether it is kept with a write-ahead log.
    pub(super) keeps_log: bool,
}

/// Checks a file before `SQLite` opens it, which would create files beside it and take an empty file for a new
/// database.
pub(super) fn read_header(path: &Path) -> StoreResult<Option<StoreHeader>> {
    let failed = |e| StoreError::file(path, e);
    let Some(mut file) = place::open(path)? else { return Ok(None) };
    let mut head = Vec::with_capacity(100);
    file.by_ref().take(100).read_to_end(&mut head).map_err(failed)?;
    if head.is_empty() {
        return Err(StoreError::Emptied { path: path.to_owned() });
    }
    let damaged = |why: &str| StoreError::Damaged { path: path.to_owned(), why: why.to_owned() };
    if !head.starts_with(b"SQLite format 3\0") {
        return Err(damaged("it is not a database"));
    }
    // Offsets: https://www.sqlite.org/fileformat.html#the_database_header
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    let (Some(format), Some(application)) = (number(60), number(68)) else {
        return Err(damaged("it ends after its first bytes"));
    };
    check_numbers(path, format, application)?;
    // The versions that are needed to write it and to read it. With a higher one SQLite only reads.
    match head.get(18..20) {
        Some([1, 1]) => Ok(Some(StoreHeader { keeps_log: false })),
        Some([2, 2]) => Ok(Some(StoreHeader { keeps_log: true })),
        _ => Err(damaged("its header is inconsistent")),
    }
}

/// Refuses databases of other programs and of newer versions.
fn check_numbers(path: &Path, format: u32, application: u32) -> StoreResult<()> {
    let known = migrate::last_of(MIGRATIONS);
    if application != APPLICATION_ID {
        Err(StoreError::Foreign { path: path.to_owned() })
    } else if format > known {
        Err(StoreError::TooNew { path: path.to_owned(), found: format, known })
    } else {
        Ok(())
    }
}

/// The same check as in [`read_header`], but including the write-ahead log: another process may have changed it since.
fn check_kind(db: &Connection, path: &Path) -> StoreResult<()> {
    let failed = |e| StoreError::sqlite(path, e);
    let application = db.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(failed)?;
    check_numbers(path, migrate::version(db).map_err(failed)?, application)
}

/// URIs are allowed, so that a catalogue can be attached read-only.
pub(super) fn connect(path: &Path, how: OpenFlags) -> StoreResult<Connection> {
    connect_on(path, how, Disk::Able)
}

fn connect_on(path: &Path, how: OpenFlags, disk: Disk) -> StoreResult<Connection> {
    let is_uri_like = path.as_os_str().as_encoded_bytes().starts_with(b"file:");
    let is_uri = how.contains(OpenFlags::SQLITE_OPEN_URI);
    let plain = if is_uri_like && !is_uri { Path::new(".").join(path) } else { path.to_owned() };
    let how = how | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    // No timeout while opening: `patiently` retries.
    disk::connect(&plain, how, disk)
}

/// Sets up a connection for writing.
fn set_up(db: &Connection, disk: Disk) -> rusqlite::Result<()> {
    let mode: String = db.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode != "wal" && disk == Disk::Able {
        db.pragma_update(None, "journal_mode", "wal")?;
    }
    // An acknowledged review must survive a power cut; without a log the folder has to be synced for that, too.
    db.pragma_update(None, "synchronous", if disk == Disk::Able { "full" } else { "extra" })?;
    #[cfg(target_os = "macos")]
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "foreign_keys", true)?;
    // Checkpoints happen while idle, or one answer in some hundred would wait for one.
    db.pragma_update(None, "wal_autocheckpoint", 0)
}

/// Whether a write-ahead log has content.
pub(super) fn has_log(path: &Path) -> bool {
    fs::metadata(files::log_path(path)).is_ok_and(|log| log.len() > 0)
}

/// Whether a rollback journal has content.
pub(super) fn has_journal(path: &Path) -> bool {
    fs::metadata(files::journal_path(path)).is_ok_and(|journal| journal.len() > 0)
}

/// Whether a process was killed while it wrote to a store without a write-ahead log: what it wrote is to be taken back.
pub(super) fn is_half_written(path: &Path) -> bool {
    let read = || {
        let db = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        migrate::version(&db).map_err(|e| StoreError::sqlite(path, e))
    };
    has_journal(path) && matches!(read(), Err(StoreError::ReadOnly { .. }))
}

/// The URI by which `SQLite` reads a file without locks and without a log.
pub(super) fn immutable(path: &Path) -> PathBuf {
    uri(path, "immutable=1")
}

/// The URI of a file, with one of `SQLite`'s parameters.
pub(super) fn uri(path: &Path, parameter: &str) -> PathBuf {
    let mut uri = OsString::from("file:");
    let escaped = path.as_os_str().to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    uri.push(escaped);
    uri.push("?");
    uri.push(parameter);
    uri.into()
}

/// A migrated copy in memory.
fn migrated_copy(db: &Connection, path: &Path) -> StoreResult<Connection> {
    let failed = |e| StoreError::sqlite(path, e);
    let mut copy = Connection::open_in_memory().map_err(failed)?;
    Backup::new(db, &mut copy)
        .and_then(|backup| backup.run_to_completion(i32::MAX, Duration::ZERO, None))
        .map_err(failed)?;
    migrate::migrate(&mut copy, path, MIGRATIONS, &mut upgrade::nobody)?;
    Ok(copy)
}
