//! The errors of the store, worded for the learner.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the store could not be opened, read or written. [`StoreError::help`] says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process held the store for longer than we wait.
    #[error("`{path}` has been locked by another program for over {seconds} seconds")]
    Locked { path: PathBuf, seconds: u64 },
    /// Another process has the store open, so it can't be replaced.
    #[error("`{path}` is open in another program")]
    InUse { path: PathBuf },
    /// Written by a newer program; not touched.
    #[error("`{path}` comes from a newer oss-quiz: its format is {found}, this program knows up to {known}")]
    TooNew {
        path: PathBuf,
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// A database of another program; not touched.
    #[error("`{path}` is a database, but not one from oss-quiz")]
    Foreign { path: PathBuf },
    /// A backup that is to complete another learner's store.
    #[error("`{path}` is the backup of another learner")]
    OtherLearner { path: PathBuf },
    /// Not a database, or with impossible values; not touched.
    #[error("`{path}` is damaged: {why}")]
    Damaged { path: PathBuf, why: String },
    /// A folder, a FIFO or a device; not opened.
    #[error("`{path}` is not a regular file")]
    NotAFile { path: PathBuf },
    /// A link whose target is missing, for instance on a drive that is not mounted; not replaced.
    #[error("`{link}` leads to `{target}`, which is not there")]
    DanglingLink { link: PathBuf, target: PathBuf },
    /// An empty file: its content was lost, since a new store is never empty.
    #[error("`{path}` is empty, so what it held is lost")]
    Emptied { path: PathBuf },
    #[error("the disk that holds `{path}` is full")]
    Full { path: PathBuf },
    #[error("`{path}` can't be written")]
    ReadOnly { path: PathBuf },
    #[error("no permission to open `{path}`")]
    Denied { path: PathBuf },
    /// The backup before a migration failed; the store was not touched.
    #[error("`{path}` comes from an older oss-quiz and could not be backed up before the upgrade")]
    Backup {
        path: PathBuf,
        #[source]
        source: Box<StoreError>,
    },
    /// The file at the path is not the one that was opened, or not as we left it.
    #[error("`{path}` {how}")]
    Swapped { path: PathBuf, how: FileSwap },
    /// On a disk without locks, a folder stands in for one, and doesn't go away.
    #[error("`{path}.lock` says that another program is using `{path}`")]
    LeftLock { path: PathBuf },
    /// The file system failed in some other way.
    #[error("`{path}` could not be opened: {source}")]
    File { path: PathBuf, source: io::Error },
    /// The disk failed while the store was open. `code` is `SQLite`'s.
    #[error("`{path}` could not be read or written: the disk failed (SQLite error {code})")]
    Disk { path: PathBuf, code: i32 },
    /// `SQLite` failed in some other way.
    #[error("`{path}` failed: {source}")]
    Sqlite { path: PathBuf, source: rusqlite::Error },
}

/// What happened to the file of an open store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileSwap {
    #[error("was moved or deleted while oss-quiz was using it")]
    Gone,
    #[error("was replaced by another file while oss-quiz was using it")]
    Replaced,
    #[error("was written over while oss-quiz was using it")]
    Overwritten,
    #[error("can't be reached any more: {0}")]
    Unreachable(String),
}

pub type StoreResult<T, E = StoreError> = std::result::Result<T, E>;

/// How long to wait for a store that another process holds.
pub(super) const PATIENCE_SECONDS: u64 = 5;

impl StoreError {
    /// What to do next, in one sentence.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "close the other program and try again; nothing was changed",
            Self::Locked { .. } => "close the other program and try again; nothing was written",
            Self::TooNew { .. } => "install the newer version of oss-quiz, or name another file with --store",
            Self::Foreign { .. } | Self::NotAFile { .. } => "name the file of your progress with --store",
            Self::Damaged { .. } | Self::Emptied { .. } => {
                "`oss-quiz doctor --fix` saves what can be read of it, `oss-quiz restore` puts a backup in its place; both \
                 keep this file beside it"
            }
            Self::OtherLearner { .. } => "name a backup of this store",
            Self::DanglingLink { .. } => "mount its drive or wait for it to be synchronised, or remove the link",
            Self::Swapped { how: FileSwap::Gone, .. } => {
                "put it back, or name the file that you moved with --store FILE"
            }
            Self::Swapped { how: FileSwap::Unreachable(_), .. } => "make its disk available again",
            Self::Swapped { .. } => {
                "see to it that no other program, such as one that keeps folders in step, writes it during a session"
            }
            Self::LeftLock { .. } => {
                "if none is, a program that was killed left that folder behind: remove it and try again"
            }
            Self::Full { .. } => "free some space and try again; what was saved before is safe",
            Self::ReadOnly { .. } => "make the file and its folder writable, or name another file with --store",
            Self::Denied { .. } => "give yourself access to it, or name another file with --store",
            Self::Backup { .. } => "free some space and try again; it was not touched",
            Self::Disk { code: rusqlite::ffi::SQLITE_IOERR_WRITE, .. } => {
                "check the disk, quotas and `ulimit -f`, or name another file with --store"
            }
            Self::File { .. } | Self::Disk { .. } | Self::Sqlite { .. } => {
                "check the disk and the path, or name another file with --store"
            }
        }
    }

    /// Another process has it, but not for long.
    pub(super) fn busy(path: &Path) -> Self {
        Self::Locked { path: path.to_owned(), seconds: PATIENCE_SECONDS }
    }

    /// The same error about another file: what was tried is a copy of it.
    #[must_use]
    pub(super) fn about(mut self, file: &Path) -> Self {
        match &mut self {
            Self::Locked { path, .. }
            | Self::InUse { path }
            | Self::TooNew { path, .. }
            | Self::Foreign { path }
            | Self::OtherLearner { path }
            | Self::Damaged { path, .. }
            | Self::NotAFile { path }
            | Self::DanglingLink { link: path, .. }
            | Self::Emptied { path }
            | Self::Full { path }
            | Self::ReadOnly { path }
            | Self::Denied { path }
            | Self::Backup { path, .. }
            | Self::Swapped { path, .. }
            | Self::LeftLock { path }
            | Self::File { path, .. }
            | Self::Disk { path, .. }
            | Self::Sqlite { path, .. } => file.clone_into(path),
        }
        self
    }

    pub(super) const fn is_busy(&self) -> bool {
        matches!(self, Self::Locked { .. })
    }

    /// Whether the disk has no memory that programs can share, as far as `SQLite` can tell.
    pub(super) fn lacks_shared_memory(&self) -> bool {
        matches!(self, Self::Disk { code: rusqlite::ffi::SQLITE_IOERR_SHMMAP, .. })
    }

    /// Classifies an error of `SQLite`.
    pub(super) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, QueryReturnedNoRows, SqlInputError,
            Utf8Error,
        };
        let path = path.to_owned();
        if let FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..) =
            source
        {
            return Self::Damaged { path, why: "it holds a value that no oss-quiz wrote".to_owned() };
        }
        if let SqlInputError { .. } = source {
            return Self::Damaged { path, why: "its tables are not those of a store".to_owned() };
        }
        if let QueryReturnedNoRows = source {
            return Self::Damaged { path, why: "a row is missing that each store has".to_owned() };
        }
        // The file that processes share has no room to grow.
        if source.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::Full { path };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                Self::Locked { path, seconds: PATIENCE_SECONDS }
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, why: "its pages are inconsistent".to_owned() },
            // No row of a store comes near the limit: a length was overwritten.
            Some(ErrorCode::TooBig) => {
                Self::Damaged { path, why: "it holds a value that no oss-quiz wrote".to_owned() }
            }
            Some(ErrorCode::NotADatabase) => Self::Damaged { path, why: "it is not a database".to_owned() },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => Self::Denied { path },
            Some(ErrorCode::SystemIoFailure) => {
                let code = source.sqlite_error().map_or(0, |error| error.extended_code);
                Self::Disk { path, code }
            }
            _ => Self::Sqlite { path, source },
        }
    }

    /// A file that vanished a moment ago.
    pub(super) fn gone(path: &Path) -> Self {
        Self::File { path: path.to_owned(), source: io::ErrorKind::NotFound.into() }
    }

    /// Classifies an error of the file system.
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::File { path, source },
        }
    }
}
