//! What can go wrong with the store, in words a learner can act on.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the store could not be opened, read or written. Shown as what is wrong; [`StoreError::help`] says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process held the store for as long as we wait.
    #[error("`{path}` has been locked by another program for {seconds} seconds")]
    Locked {
        /// The store.
        path: PathBuf,
        /// How long we waited.
        seconds: u64,
    },
    /// A newer program has written it; not touched.
    #[error("`{path}` comes from a newer oss-quiz: its format is {found}, this program knows up to {known}")]
    TooNew {
        /// The store.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// A database, but not one of ours; not touched.
    #[error("`{path}` is a database, but not one of oss-quiz")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Not readable as a database, or with values that make no sense; not touched.
    #[error("`{path}` is damaged: {why}")]
    Damaged {
        /// The store.
        path: PathBuf,
        /// What was found.
        why: String,
    },
    /// It is there and holds nothing: lost, not new.
    #[error("`{path}` is empty, so what it held is lost")]
    Emptied {
        /// The store.
        path: PathBuf,
    },
    /// No room for what was to be written.
    #[error("no room is left on the disk of `{path}`")]
    Full {
        /// The store.
        path: PathBuf,
    },
    /// It can be read and not written.
    #[error("`{path}` can't be written")]
    ReadOnly {
        /// The store.
        path: PathBuf,
    },
    /// The system does not let us.
    #[error("no permission to open `{path}`")]
    Denied {
        /// The file or folder.
        path: PathBuf,
    },
    /// The copy that is made before a migration failed; the store was not touched.
    #[error("`{path}` comes from an older oss-quiz, and copying it before bringing it up to date failed")]
    Backup {
        /// The store.
        path: PathBuf,
        /// Why.
        #[source]
        source: Box<StoreError>,
    },
    /// The file system failed in some other way.
    #[error("`{path}` could not be opened: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `SQLite` failed in some other way.
    #[error("`{path}` failed: {source}")]
    Sqlite {
        /// The store.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// What the functions of the store return.
pub type StoreResult<T, E = StoreError> = std::result::Result<T, E>;

/// How long a store held by another process is waited for.
pub(super) const PATIENCE_SECONDS: u64 = 5;

impl StoreError {
    /// What to do next, in one sentence.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Locked { .. } => "close the program that holds it and try again; nothing was lost",
            Self::TooNew { .. } => "install the newer version of oss-quiz, or name another file with --store",
            Self::Foreign { .. } => "name the file of your progress with --store",
            Self::Damaged { .. } | Self::Emptied { .. } => {
                "put a backup in its place, or move it away to start afresh; it was not touched"
            }
            Self::Full { .. } => "make room and try again; what was saved before is safe",
            Self::ReadOnly { .. } => "make the file and its folder writable, or name another file with --store",
            Self::Denied { .. } => "give yourself access to it, or name another file with --store",
            Self::Backup { .. } => "make room beside it and try again; it was not touched",
            Self::File { .. } | Self::Sqlite { .. } => "check the disk and the path, or name another file with --store",
        }
    }

    /// Whether waiting may help.
    pub(super) const fn is_busy(&self) -> bool {
        matches!(self, Self::Locked { .. })
    }

    /// A failure of `SQLite` in our words.
    pub(super) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
        let path = path.to_owned();
        if let FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) = source {
            return Self::Damaged { path, why: source.to_string() };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                Self::Locked { path, seconds: PATIENCE_SECONDS }
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, why: "its pages make no sense".to_owned() },
            Some(ErrorCode::NotADatabase) => Self::Damaged { path, why: "it is not a database".to_owned() },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => Self::Denied { path },
            _ => Self::Sqlite { path, source },
        }
    }

    /// A file that was there a moment ago.
    pub(super) fn gone(path: &Path) -> Self {
        Self::File { path: path.to_owned(), source: io::ErrorKind::NotFound.into() }
    }

    /// A failure of the file system in our words.
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
