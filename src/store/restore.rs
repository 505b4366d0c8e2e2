//! Puts a backup, or any other copy of a store, in the place of the present store, which is set aside.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::disk::Disk;
use super::stray_log::{aside_name, set_log_aside};
use super::trial::Trial;
use super::verify::is_log_sound;
use super::whole_file::{WholeFile, is_log_in_use};
use super::{Backups, Store, StoreContents, StoreError, StoreResult, files, open};

/// A copy that was found sound and waits beside the store.
#[derive(Debug)]
pub struct Restorable {
    /// Removed on drop.
    _folder: TempDir,
    copy: PathBuf,
    /// The store's file, without links.
    store: PathBuf,
    pub contents: StoreContents,
}

/// The store that a copy is to replace.
#[derive(Debug)]
pub enum Present {
    /// There is none.
    Missing,
    Sound {
        contents: StoreContents,
        /// Its reviews that the copy lacks.
        newer: u64,
    },
    /// Damaged, or of a newer format.
    Unreadable(StoreError),
}

impl Restorable {
    /// Copies `from`, with the log beside it if there is one, to beside the store, and checks the copy.
    ///
    /// # Errors
    /// If it isn't a store that this program can read, or is damaged.
    pub fn check(from: &Path, store: &Path) -> StoreResult<Self> {
        let failed = |e| StoreError::file(from, e);
        let store = files::real(store)?;
        files::make_folder(files::folder(&store))?;
        if fs::canonicalize(from).map_err(failed)? == fs::canonicalize(&store).unwrap_or_default() {
            return Err(failed(io::Error::other("it is the store itself")));
        }
        if !fs::metadata(from).map_err(failed)?.is_file() {
            return Err(failed(io::Error::other("it is not a file")));
        }
        let trial = Trial::of(File::open(from).map_err(failed)?, from, &store)?;
        let (with_log, fresh_views) = way(&trial, from)?;
        let (folder, copy) = trial.into_one(with_log, fresh_views)?;
        Self::of_copy(folder, copy, store).map_err(|e| e.about(from))
    }

    /// A synced copy that is sound, in a folder of its own beside the store.
    pub(super) fn of_copy(folder: TempDir, copy: PathBuf, store: PathBuf) -> StoreResult<Self> {
        let contents = Backups::contents(&copy)?;
        Ok(Self { _folder: folder, copy, store, contents })
    }

    /// The present store, compared with the copy.
    #[must_use]
    pub fn present(&self) -> Present {
        let sound = || {
            let Some(present) = Store::open_to_read(&self.store)? else { return Ok(Present::Missing) };
            let faults = present.faults()?;
            if let Some(fault) = faults.iter().find(|fault| !fault.is_of_views()) {
                return Err(StoreError::Damaged { path: self.store.clone(), why: fault.to_string() });
            }
            let newer = present.lacking_in(&self.copy)?;
            Ok(Present::Sound { contents: present.contents()?, newer })
        };
        sound().unwrap_or_else(Present::Unreadable)
    }

    /// Puts the copy in place. What was there, with its log, is renamed; its new name is returned.
    ///
    /// # Errors
    /// If another process has the store open; then nothing has changed.
    pub fn put(self, now: SystemTime) -> StoreResult<Option<PathBuf>> {
        self.put_if(now, |_| true)
    }

    /// The same, but only if the store still is what the copy was made for. That is asked when nobody else can change it.
    pub(super) fn put_if(
        self,
        now: SystemTime,
        is_as_read: impl FnOnce(&Path) -> bool,
    ) -> StoreResult<Option<PathBuf>> {
        let store = &self.store;
        let failed = |e| StoreError::file(store, e);
        let aside = aside_name(store, now);
        let is_there = store.symlink_metadata().is_ok();
        if open::is_half_written(store) {
            open::roll_back(store, Disk::of(store))?;
        }
        // Held until the copy is in place.
        let lock = match WholeFile::lock(store) {
            // Nobody can write to it.
            Err(StoreError::Denied { .. } | StoreError::ReadOnly { .. }) => None,
            Err(_) if !is_there => None,
            lock => Some(lock?.ok_or_else(|| StoreError::InUse { path: store.clone() })?),
        };
        if is_log_in_use(store) || !is_as_read(store) {
            return Err(StoreError::InUse { path: store.clone() });
        }
        // A second name first, so that there is a store at any moment.
        if is_there && fs::hard_link(store, &aside).is_err() {
            fs::rename(store, &aside).map_err(failed)?;
        }
        let had_log = open::has_log(store);
        if is_there {
            fs::rename(&self.copy, store).map_err(failed)?;
            // If we are killed here, the next start finds that the log is not this file's.
            set_log_aside(store, &aside)?;
        } else {
            set_log_aside(store, &aside)?;
            fs::rename(&self.copy, store).map_err(failed)?;
        }
        files::sync_folder(store)?;
        drop(lock);
        Ok((is_there || had_log).then_some(aside))
    }
}

/// Whether to take the copy with its log, and whether its views have to be made anew.
fn way(trial: &Trial, from: &Path) -> StoreResult<(bool, bool)> {
    let together = trial.faults_together()?;
    if together.is_empty() {
        return Ok((true, false));
    }
    let alone = if trial.has_log() { trial.faults_alone()? } else { together.clone() };
    match &alone[..] {
        [] => Ok((false, false)),
        _ if is_log_sound(&together) => Ok((true, true)),
        faults if is_log_sound(faults) => Ok((false, true)),
        faults => {
            let why = faults.iter().find(|fault| !fault.is_of_views()).map(ToString::to_string);
            Err(StoreError::Damaged { path: from.to_owned(), why: why.unwrap_or_default() })
        }
    }
}

impl Store {
    /// How many of its reviews another store lacks.
    fn lacking_in(&self, other: &Path) -> StoreResult<u64> {
        let how = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let ids = |db: &Connection| -> rusqlite::Result<Vec<[u8; 16]>> {
            let mut ids = db.prepare("select id from reviews")?;
            let ids = ids.query_map([], |row| row.get(0))?;
            ids.collect()
        };
        let known = Connection::open_with_flags(open::immutable(other), how).and_then(|db| ids(&db));
        let known: std::collections::HashSet<[u8; 16]> =
            known.map_err(|e| StoreError::sqlite(other, e))?.into_iter().collect();
        let lacking = self.read(ids)?.iter().filter(|id| !known.contains(*id)).count();
        Ok(lacking as u64)
    }
}
