//! A lock on a whole file, to know that no other process has a store open.

use std::fs::{File, OpenOptions};
use std::path::Path;

use super::{StoreError, StoreResult, files};

/// A file that is locked against `SQLite` in other processes. To close any other handle of this process on the file
/// gives the lock up.
pub(super) struct WholeFile(File);

impl WholeFile {
    /// Locks it; `None` if another process has it open. On systems that lock otherwise, it is only opened.
    pub(super) fn lock(path: &Path) -> StoreResult<Option<Self>> {
        let file = OpenOptions::new().read(true).write(true).open(path).map_err(|e| StoreError::file(path, e))?;
        Ok(is_free(&file).then_some(Self(file)))
    }

    /// To be read, but not opened again.
    pub(super) const fn file(&self) -> &File {
        &self.0
    }
}

/// Whether another process has a store's write-ahead log open.
pub(super) fn is_log_in_use(store: &Path) -> bool {
    let shared = OpenOptions::new().read(true).write(true).open(files::with_ending(store, "-shm"));
    shared.is_ok_and(|shared| !is_free(&shared))
}

/// Locks a file if no other process holds a lock on it.
fn is_free(file: &File) -> bool {
    #[cfg(unix)]
    {
        use rustix::fs::{FlockOperation, fcntl_lock};
        use rustix::io::Errno;
        let locked = fcntl_lock(file, FlockOperation::NonBlockingLockExclusive);
        // A file system without locks says so, and can't tell.
        !matches!(locked, Err(Errno::AGAIN | Errno::ACCESS))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        true
    }
}
