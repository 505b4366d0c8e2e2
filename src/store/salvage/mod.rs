//! Salvages a damaged store: what can be read of its pages and what a backup has become a new store in its place.
//!
//! The log is only added to, so any row of it that is found anywhere in the file is true, be the page old, free or off its
//! tree. The damaged store is set aside, never changed.

mod account;
mod backup_log;
mod events;
mod images;
mod keys;
mod record;
mod rows;
mod wal;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::Connection;
use uuid::Uuid;

pub use account::Missing;
use account::{CountedAnswers, Inspection};
use backup_log::BackupLog;
use events::SalvagedEvents;
use images::PageImages;
use keys::Keys;
use wal::Wal;

use super::create::APPLICATION_ID;
use super::left_file::FileStamp;
use super::log::Blob;
use super::migrate::{self, MIGRATIONS};
use super::prompts::SeenPrompt;
use super::restore::Restorable;
use super::trial::Trial;
use super::whole_file::{WholeFile, is_log_in_use};
use super::{Store, StoreError, StoreResult, backup, create, files, place};
use crate::deck::ItemId;
use crate::schedule::{Event, EventId, EventKind};

/// A format further beyond ours is no newer release, but damage.
const NEWER_FORMATS: u32 = 100;

/// A new store with what could be salvaged, waiting beside the damaged one.
#[derive(Debug)]
pub struct Salvage {
    restorable: Restorable,
    stamps: Stamps,
    pub salvaged: Salvaged,
}

/// What a salvage comes to, in answers; those taken back count as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Salvaged {
    /// Read from the damaged store.
    pub read: usize,
    /// Only the backup had them.
    pub from_backup: usize,
    /// Rows of the log, also of acts, that were seen but could not be read. The backup may have had them.
    pub unreadable: u64,
    pub missing: Missing,
    /// Whether the learner's id was lost, so that the store has a new one: logs of other devices are another learner's to
    /// it.
    pub is_new_learner: bool,
}

impl Salvage {
    /// Reads a damaged store and a backup of it and makes a new store of them, beside it. No file of the store is
    /// changed; no connection of this process may be open on it.
    ///
    /// # Errors
    /// If another process has the store open; if nothing of it can be read and there is no backup; if it is another
    /// program's or of a newer format; if the backup is damaged or another learner's.
    pub fn of(store: &Path, backup: Option<&Path>) -> StoreResult<Self> {
        let store = files::real(store)?;
        let stamps = Stamps::of(&store);
        let trial = copied(&store)?;
        let file = read(&trial.copy).map_err(|e| e.about(&store))?;
        let log = read(&files::log_path(&trial.copy)).map_err(|e| e.about(&store))?;
        refuse_newer(&store, &file)?;
        let backup = backup.map(|path| Ok((path, BackupLog::read(path)?))).transpose()?;
        let of_backup = backup.as_ref().map(|(_, log)| log);

        let sizes = images::page_sizes(&file, &log);
        let logs: Vec<Wal<'_>> = sizes.iter().map(|&size| Wal::read(&log, size)).collect();
        let pages = || sizes.iter().zip(&logs).map(|(&size, log)| PageImages::of(&file, log, size));
        let mut keys = Keys::default();
        pages().for_each(|pages| keys.read(&pages, of_backup));
        keys.complete(of_backup);
        let mut found = SalvagedEvents::default();
        pages().for_each(|pages| found.read(&pages, &keys));
        refuse_nothing(&store, &file, &keys, &found, of_backup)?;
        if let Some((path, backup)) = &backup
            && !is_of_same_learner(&keys, &found, backup)
        {
            return Err(StoreError::OtherLearner { path: (*path).to_owned() });
        }

        let inspection = Inspection::of(&trial.copy);
        let is_torn = logs.iter().any(|log| log.is_torn);
        let has_all = |rows| usize::try_from(rows) == Ok(found.events.len());
        let is_log_whole = !is_torn && inspection.log_rows.is_some_and(has_all);
        let copy = trial.folder.path().join("salvaged.db");
        let counted = build(&copy, &keys, &found, of_backup).map_err(|e| e.about(&store))?;
        // Of a log that is torn SQLite reads the beginning: what was taken back later is counted in it.
        let uncounted = if is_torn { 0 } else { inspection.counted.missing_in(&counted) };
        let lost = uncounted.max(found.nameless(of_backup));
        let missing = if is_log_whole { Missing::Nothing } else { Missing::AtLeast(lost) };
        let salvaged = Salvaged {
            read: answers(&found.events),
            from_backup: of_backup.map_or(0, |backup| only_in(backup, &found)),
            unreadable: found.unreadable,
            missing,
            is_new_learner: keys.learner.is_none() && of_backup.is_none(),
        };
        let restorable = Restorable::of_copy(trial.folder, copy, store)?;
        Ok(Self { restorable, stamps, salvaged })
    }

    /// Puts the new store in place. The damaged one, with its log, is renamed; its new name is returned.
    ///
    /// # Errors
    /// If another process has the store open or has changed it meanwhile; then nothing has changed.
    pub fn put(self, now: SystemTime) -> StoreResult<Option<PathBuf>> {
        let Self { restorable, stamps, .. } = self;
        restorable.put_if(now, |store| Stamps::of(store) == stamps)
    }
}

/// Whether the log beside a store is damaged, so that `SQLite` would pass over answers that were written. No other process
/// may work with it.
pub(super) fn is_log_damaged(store: &Path) -> StoreResult<bool> {
    let log = read(&files::log_path(store))?;
    let size = images::page_sizes(&[], &log)[0];
    Ok(Wal::read(&log, size).is_damaged)
}

/// How a store and its log were when they were read.
#[derive(Debug, PartialEq, Eq)]
struct Stamps([Option<FileStamp>; 2]);

impl Stamps {
    fn of(store: &Path) -> Self {
        Self([store, &files::log_path(store)].map(FileStamp::at))
    }
}

/// Copies the store and its log, while no other process has it open.
fn copied(store: &Path) -> StoreResult<Trial> {
    let open = || place::open(store)?.ok_or_else(|| StoreError::gone(store));
    open()?;
    let lock = match WholeFile::lock(store) {
        // Nobody can write to it.
        Err(StoreError::Denied { .. } | StoreError::ReadOnly { .. }) => return Trial::of(open()?, store, store),
        lock => lock?.filter(|_| !is_log_in_use(store)),
    };
    let lock = lock.ok_or_else(|| StoreError::InUse { path: store.to_owned() })?;
    Trial::of(lock.file(), store, store)
}

/// Empty if there is no such file.
fn read(path: &Path) -> StoreResult<Vec<u8>> {
    match fs::read(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read.map_err(|e| StoreError::file(path, e)),
    }
}

/// The numbers of a database's header by which it is known: application and format.
fn header_numbers(file: &[u8]) -> Option<(u32, u32)> {
    let is_database = file.starts_with(b"SQLite format 3\0");
    is_database.then(|| Some((wal::number(file, 68)?, wal::number(file, 60)?))).flatten()
}

fn refuse_newer(store: &Path, file: &[u8]) -> StoreResult<()> {
    let known = migrate::last_of(MIGRATIONS);
    match header_numbers(file) {
        Some((APPLICATION_ID, found)) if (known + 1..known + NEWER_FORMATS).contains(&found) => {
            Err(StoreError::TooNew { path: store.to_owned(), found, known })
        }
        _ => Ok(()),
    }
}

fn refuse_nothing(
    store: &Path,
    file: &[u8],
    keys: &Keys,
    found: &SalvagedEvents,
    backup: Option<&BackupLog>,
) -> StoreResult<()> {
    let path = store.to_owned();
    let is_nothing = found.events.is_empty() && keys.learner.is_none();
    match header_numbers(file) {
        Some((application, _)) if is_nothing && application != APPLICATION_ID => Err(StoreError::Foreign { path }),
        _ if is_nothing && backup.is_none() => {
            Err(StoreError::Damaged { path, why: "nothing of it can be read".to_owned() })
        }
        _ => Ok(()),
    }
}

/// Events in common say so as well: the learner's id may be damaged.
fn is_of_same_learner(keys: &Keys, found: &SalvagedEvents, backup: &BackupLog) -> bool {
    keys.learner.is_none_or(|learner| learner == backup.learner)
        || found.events.iter().any(|event| backup.event(event.id).is_some())
}

/// Makes a new store of the events, in one file, and counts its answers.
fn build(path: &Path, keys: &Keys, found: &SalvagedEvents, backup: Option<&BackupLog>) -> StoreResult<CountedAnswers> {
    let failed = |e| StoreError::sqlite(path, e);
    // The backup's counts: the other may be damaged.
    create::create(path, backup.map(|backup| backup.learner).or(keys.learner))?;
    let put = |key: &str, id: Option<Uuid>| {
        let db = Connection::open(path)?;
        id.map_or(Ok(0), |id| db.execute("update meta set value = ?2 where key = ?1", (key, Blob(id))))
    };
    put("device", backup.map(|backup| backup.device).or(keys.device)).map_err(failed)?;
    let store = Store::open(path, env!("CARGO_PKG_VERSION"))?;
    // Nobody sees it before it is synced.
    store.read(|db| db.pragma_update(None, "synchronous", "off"))?;
    let is_own = |event: &&Event| backup.is_none_or(|backup| backup.id_of(event).is_none());
    let own: Vec<Event> = found.events.iter().filter(is_own).cloned().collect();
    store.merge(&own)?;
    if let Some(backup) = backup {
        store.merge(&backup.events)?;
        remember(&store, &backup.prompts)?;
    }
    remember(&store, &keys.prompts)?;
    if let Some(fault) = store.faults()?.first() {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            why: format!("what was read of it is no store: {fault}"),
        });
    }
    let counted = store.read(|db| Ok(CountedAnswers::of(db)))?;
    drop(store);
    backup::without_log(path).map_err(failed)?;
    files::sync(path)?;
    Ok(counted)
}

fn remember<'a>(store: &Store, prompts: impl IntoIterator<Item = (&'a ItemId, &'a SeenPrompt)>) -> StoreResult<()> {
    let prompts = prompts.into_iter().map(|(item, seen)| (item.clone(), seen.prompt.as_str(), seen.revision));
    store.remember_prompts(&prompts.collect::<Vec<_>>())
}

fn answers<'a>(events: impl IntoIterator<Item = &'a Event>) -> usize {
    events.into_iter().filter(|event| matches!(event.what, EventKind::Review(_))).count()
}

/// How many answers only the backup has.
fn only_in(backup: &BackupLog, found: &SalvagedEvents) -> usize {
    let both: HashSet<EventId> = found.events.iter().filter_map(|event| backup.id_of(event)).collect();
    answers(backup.events.iter().filter(|event| !both.contains(&event.id)))
}
