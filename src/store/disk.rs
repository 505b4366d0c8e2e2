//! What a disk can do for a store. Some network and FUSE mounts have no memory that programs share, or no locks.
//!
//! With both, a store has a write-ahead log. Without shared memory it has a rollback journal, which needs locks only.
//! Without locks, a folder `progress.db.lock` stands in for one while something is read or written.

use std::ffi::CStr;
use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::{StoreError, StoreResult};
use super::files;

/// What a disk can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Disk {
    /// All that a store wants.
    #[default]
    Able,
    NoSharedMemory,
    NoLocks,
}

impl Disk {
    /// How `SQLite` has to reach a file there; `None` for the usual way.
    pub(super) const fn vfs(self) -> Option<&'static CStr> {
        match self {
            #[cfg(unix)]
            Self::NoLocks => Some(c"unix-dotfile"),
            _ => None,
        }
    }

    /// What the disk turns out to be, if that explains an error at the store at `path`.
    pub(super) fn behind(self, error: &StoreError, path: &Path) -> Option<Self> {
        let may_be = match error {
            StoreError::Locked { .. } if self != Self::NoLocks => Self::NoLocks,
            error if error.lacks_shared_memory() && self == Self::Able => Self::NoSharedMemory,
            _ => return None,
        };
        (Self::of(path) == may_be).then_some(may_be)
    }

    /// Tries it out beside the store. If no file can be made there, the disk counts as able.
    pub(super) fn of(path: &Path) -> Self {
        let Ok(draft) = files::temporary(path) else { return Self::Able };
        let found = Self::tried(&draft);
        for ending in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(files::with_ending(&draft, ending));
        }
        found
    }

    fn tried(draft: &Path) -> Self {
        let failed = |e| StoreError::sqlite(draft, e);
        let tried = || {
            let db = connect(draft, OpenFlags::SQLITE_OPEN_READ_WRITE, Self::Able)?;
            db.execute_batch("pragma synchronous = off; begin exclusive; create table t (x); commit")
                .map_err(failed)?;
            db.pragma_update(None, "journal_mode", "wal").map_err(failed)?;
            db.query_row("select count(*) from t", [], |row| row.get::<_, i64>(0)).map_err(failed)
        };
        match tried() {
            // Nobody else knows of this file.
            Err(StoreError::Locked { .. }) => Self::NoLocks,
            Err(error) if error.lacks_shared_memory() => Self::NoSharedMemory,
            _ => Self::Able,
        }
    }
}

/// Gives a store with a write-ahead log a rollback journal, for a disk that can't have the former.
pub(super) fn without_log(path: &Path, disk: Disk) -> StoreResult<()> {
    let failed = |e| StoreError::sqlite(path, e);
    let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, disk)?;
    // Alone with the file, SQLite needs no shared memory for the log.
    db.pragma_update(None, "locking_mode", "exclusive").map_err(failed)?;
    db.pragma_update(None, "journal_mode", "delete").map_err(failed)?;
    db.close().map_err(|(_, e)| failed(e))?;
    // Made in vain.
    let _ = fs::remove_file(files::with_ending(path, "-shm"));
    Ok(())
}

/// A connection to a file that nobody else knows of. It asks the disk for neither locks nor shared memory.
pub(super) fn connect_alone(path: &Path, how: OpenFlags) -> rusqlite::Result<Connection> {
    #[cfg(unix)]
    let db = Connection::open_with_flags_and_vfs(path, how, c"unix-none")?;
    #[cfg(not(unix))]
    let db = Connection::open_with_flags(path, how)?;
    db.pragma_update(None, "locking_mode", "exclusive")?;
    Ok(db)
}

/// A connection in the way that the disk allows. It doesn't wait for locks.
pub(super) fn connect(path: &Path, how: OpenFlags, disk: Disk) -> StoreResult<Connection> {
    let db = match disk.vfs() {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, how, vfs),
        None => Connection::open_with_flags(path, how),
    };
    let waitless = db.and_then(|db| db.busy_timeout(Duration::ZERO).map(|()| db));
    waitless.map_err(|e| StoreError::sqlite(path, e))
}
