//! A write-ahead log beside a file that is not as we left it.
//!
//! Perhaps a copy of the store was put back by hand, and the log belongs to another state of it: to write it into the file
//! would destroy the file. Perhaps the whole folder was copied, or we were killed before we could note how we left the
//! file: then the log has answers. So both are tried, on copies. Nothing is deleted.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::trial::Trial;
use super::verify::is_log_sound;
use super::whole_file::{WholeFile, is_log_in_use};
use super::{StoreError, StoreResult, files, left_file, open};

/// What was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetAside {
    /// The log; the file counts.
    Log(PathBuf),
    /// A copy of the file; it counts together with the log, but has had events that the log hides.
    File(PathBuf),
}

/// Whether a store has a log that may not be its own.
pub(super) fn is_suspect(store: &Path) -> bool {
    open::has_log(store) && !left_file::is_as_left(store)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Together { hides_events: bool },
    Alone,
}

/// Finds out whether the log is the file's own, and sets it aside if not. Call it before the store is opened.
pub(super) fn settle(store: &Path) -> StoreResult<Option<SetAside>> {
    let Some((_lock, trial, found)) = tried(store)? else { return Ok(None) };
    let aside = aside_name(store, modified(&files::log_path(store)));
    match found {
        Found::Together { hides_events } => {
            let kept = hides_events.then(|| trial.keep_alone(&aside)).transpose()?;
            left_file::note_present(store);
            Ok(kept.map(|()| SetAside::File(aside)))
        }
        Found::Alone => {
            set_log_aside(store, &aside)?;
            files::sync_folder(store)?;
            Ok(Some(SetAside::Log(files::log_path(&aside))))
        }
    }
}

/// Whether the store is to be read without its log. Changes nothing.
pub(super) fn is_to_be_read_alone(store: &Path) -> StoreResult<bool> {
    match tried(store) {
        Err(damaged @ StoreError::Damaged { .. }) => Err(damaged),
        // It can't be tried; to read does no harm.
        tried => Ok(tried.is_ok_and(|tried| tried.is_some_and(|(.., found)| found == Found::Alone))),
    }
}

/// `None` if the log is the file's own after all: another process works with both, or has settled it.
fn tried(store: &Path) -> StoreResult<Option<(WholeFile, Trial, Found)>> {
    let lock = match WholeFile::lock(store) {
        // Nothing can be written into it.
        Err(StoreError::Denied { .. } | StoreError::ReadOnly { .. }) => return Ok(None),
        lock => lock?,
    };
    let Some(lock) = lock else {
        // Who opens, settles or restores it now will have done so in a moment.
        return if is_log_in_use(store) { Ok(None) } else { Err(StoreError::busy(store)) };
    };
    if !is_suspect(store) {
        return Ok(None);
    }
    let trial = Trial::of(lock.file(), store, store)?;
    let found = found(&trial, store)?;
    Ok(Some((lock, trial, found)))
}

fn found(trial: &Trial, store: &Path) -> StoreResult<Found> {
    let (together, alone) = (trial.faults_together()?, trial.faults_alone()?);
    // Views may have been wrong before, and are no reason to refuse a log. But a log of another file spoils them too.
    if together.is_empty() || (is_log_sound(&together) && !alone.is_empty()) {
        Ok(Found::Together { hides_events: is_log_sound(&alone) && trial.log_hides_events()? })
    } else if is_log_sound(&alone) {
        Ok(Found::Alone)
    } else {
        let why = "it is not whole, neither with the log beside it nor without".to_owned();
        Err(StoreError::Damaged { path: store.to_owned(), why })
    }
}

/// Renames the log, the index of it, and a rollback journal. An empty one is of no use to anybody.
pub(super) fn set_log_aside(store: &Path, aside: &Path) -> StoreResult<()> {
    let (has_log, has_journal) = (open::has_log(store), open::has_journal(store));
    for (ending, is_wanted) in [("-wal", has_log), ("-shm", has_log), ("-journal", has_journal)] {
        let from = files::with_ending(store, ending);
        if !is_wanted {
            files::remove_if_there(&from)?;
        } else if from.symlink_metadata().is_ok() {
            fs::rename(&from, files::with_ending(aside, ending)).map_err(|e| StoreError::file(&from, e))?;
        }
    }
    Ok(())
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|meta| meta.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// A name for what is set aside that no file has: `progress.db.aside-20261124-190000`, in UTC.
pub(super) fn aside_name(store: &Path, moment: SystemTime) -> PathBuf {
    let moment = jiff::Timestamp::try_from(moment).unwrap_or_default().strftime("%Y%m%d-%H%M%S").to_string();
    let name = |number: u32| match number {
        1 => files::with_ending(store, &format!(".aside-{moment}")),
        number => files::with_ending(store, &format!(".aside-{moment}-{number}")),
    };
    let is_free = |name: &PathBuf| {
        let taken = |ending| files::with_ending(name, ending).symlink_metadata().is_ok();
        !["", "-wal", "-shm", "-journal"].into_iter().any(taken)
    };
    (1..u32::MAX).map(name).find(is_free).unwrap_or_else(|| name(1))
}
