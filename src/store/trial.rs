//! Tries a store's file on a copy: with its write-ahead log and without.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::verify::{self, StoreFault};
use super::{StoreError, StoreResult, disk, files, open};

/// A copy in a folder of its own, which is removed on drop.
#[derive(Debug)]
pub(super) struct Trial {
    pub(super) folder: TempDir,
    pub(super) copy: PathBuf,
    /// What is tried, for messages.
    of: PathBuf,
}

impl Trial {
    /// Copies a file, and its logs if it has any, into a folder beside the store at `store`.
    pub(super) fn of(file: impl Read, path: &Path, store: &Path) -> StoreResult<Self> {
        let failed = |e| StoreError::file(store, e);
        let mut prefix = store.file_name().unwrap_or_default().to_owned();
        prefix.push(files::UNFINISHED);
        let folder = tempfile::Builder::new().prefix(&prefix).tempdir_in(files::folder(store)).map_err(failed)?;
        let copy = folder.path().join(store.file_name().unwrap_or(OsStr::new("store")));
        copy_into(file, &copy).map_err(failed)?;
        for log in [files::log_path, files::journal_path] {
            match File::open(log(path)) {
                Ok(file) => copy_into(file, &log(&copy)).map_err(failed)?,
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(StoreError::file(path, e)),
            }
        }
        Ok(Self { folder, copy, of: path.to_owned() })
    }

    pub(super) fn has_log(&self) -> bool {
        open::has_log(&self.copy)
    }

    /// What is wrong with the file together with its log.
    pub(super) fn faults_together(&self) -> StoreResult<Vec<StoreFault>> {
        // Without a log it is read as a disk without locks allows, too.
        if self.has_log() { self.faults(&self.copy, OpenFlags::SQLITE_OPEN_READ_ONLY) } else { self.faults_alone() }
    }

    /// What is wrong with the file without its log.
    pub(super) fn faults_alone(&self) -> StoreResult<Vec<StoreFault>> {
        self.faults(&open::immutable(&self.copy), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
    }

    fn faults(&self, path: &Path, how: OpenFlags) -> StoreResult<Vec<StoreFault>> {
        let found = open::read_header(&self.copy)
            .and_then(|_| open::connect(path, how))
            .and_then(|db| open::in_present_format(db, &self.copy))
            .and_then(|db| verify::faults(&db).map_err(|e| StoreError::sqlite(&self.of, e)));
        found.or_else(|error| match error {
            StoreError::Damaged { why, .. } => Ok(vec![StoreFault::Pages(why)]),
            other => Err(other.about(&self.of)),
        })
    }

    /// Whether the file without its log has events that it lacks together with its log.
    pub(super) fn log_hides_events(&self) -> StoreResult<bool> {
        let hidden = || {
            let db =
                Connection::open_with_flags(&self.copy, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
            db.execute("attach ?1 as alone", [open::immutable(&self.copy).to_str()])?;
            db.query_row(
                "select exists (select id from alone.reviews except select id from main.reviews) \
                 or exists (select id from alone.acts except select id from main.acts)",
                [],
                |row| row.get(0),
            )
        };
        hidden().map_err(|e| StoreError::sqlite(&self.of, e))
    }

    /// Gives the copy of the file, without its log, a name.
    pub(super) fn keep_alone(&self, to: &Path) -> StoreResult<()> {
        files::sync(&self.copy)?;
        fs::rename(&self.copy, to).map_err(|e| StoreError::file(to, e))?;
        files::sync_folder(to)
    }

    /// Makes the copy one synced file, with what its log holds or without. Its views are made anew on opening, if
    /// `fresh_views`.
    pub(super) fn into_one(self, with_log: bool, fresh_views: bool) -> StoreResult<(TempDir, PathBuf)> {
        if !with_log {
            for ending in ["-wal", "-shm"] {
                files::remove_if_there(&files::with_ending(&self.copy, ending))?;
            }
        }
        let joined = || {
            let db = disk::connect_alone(&self.copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            if fresh_views {
                db.execute("update meta set value = 0 where key = 'views'", [])?;
            }
            db.pragma_update(None, "journal_mode", "delete")?;
            db.close().map_err(|(_, e)| e)
        };
        joined().map_err(|e| StoreError::sqlite(&self.of, e))?;
        files::sync(&self.copy)?;
        Ok((self.folder, self.copy))
    }
}

/// Readable by its owner only.
fn copy_into(mut from: impl Read, to: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    io::copy(&mut from, &mut options.open(to)?).map(|_| ())
}
