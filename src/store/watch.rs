//! Notices that the file of an open store is not the one at its path any more, or not as we left it.
//!
//! One look at the path's numbers (device, inode, size, time of change) before each transaction and each checkpoint. A
//! file of the same inode with another size or time may have been checkpointed by another process, or written over:
//! then it is read, once, without its write-ahead log.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use uuid::Uuid;

use super::error::{FileSwap, StoreError, StoreResult};
use super::log::{self, Blob};
use super::{Store, files, open, read, stray_log};
use crate::schedule::{Event, EventDraft, EventId};

/// So many events of this process are kept in mind, in case the file is not what it was.
const KEPT: usize = 10_000;

/// A file that is being checkpointed by another process makes no sense to us for a moment.
const LOOKS: u32 = 25;
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// What the file system says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct WatchedFile {
    /// Device and inode.
    file: (u64, u64),
    size: u64,
    /// When anything of it changed last.
    changed: (i64, i64),
}

impl WatchedFile {
    #[cfg(unix)]
    fn of(path: &Path) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let found = fs::metadata(path)?;
        let (file, changed) = ((found.dev(), found.ino()), (found.ctime(), found.ctime_nsec()));
        Ok(Self { file, size: found.size(), changed })
    }

    /// Elsewhere an open file can't be moved, replaced or deleted.
    #[cfg(not(unix))]
    fn of(_: &Path) -> io::Result<Self> {
        Ok(Self { file: (0, 0), size: 0, changed: (0, 0) })
    }
}

/// Something that the file itself has, whatever is in its write-ahead log.
#[derive(Debug, Clone)]
enum Mark {
    /// An event of this process.
    Event(Box<Event>),
    /// An event of this id or a later one.
    Newest(EventId),
}

/// The file of an open store.
#[derive(Debug)]
pub(super) struct FileWatch {
    path: PathBuf,
    /// Without links: the log lies beside the file that a link leads to.
    real: PathBuf,
    /// Device and inode of the file when it was opened, and of its write-ahead log.
    opened: (u64, u64),
    log: Option<(u64, u64)>,
    /// As it was seen last.
    seen: Cell<WatchedFile>,
    mark: RefCell<Option<Mark>>,
}

impl FileWatch {
    /// `None` if it can't be watched.
    pub(super) fn of(db: &Connection, path: &Path) -> Option<Self> {
        let newest = read::newest_id(db).ok().flatten();
        // With an empty log all is in the file.
        let real = files::real(path).ok()?;
        let log = WatchedFile::of(&files::log_path(&real)).ok();
        let mark = newest.filter(|_| log.is_none_or(|log| log.size == 0)).map(Mark::Newest);
        let seen = WatchedFile::of(path).ok()?;
        let (path, log) = (path.to_owned(), log.map(|log| log.file));
        Some(Self { path, real, opened: seen.file, log, seen: Cell::new(seen), mark: RefCell::new(mark) })
    }

    fn look(&self, learner: Uuid) -> Result<(), FileSwap> {
        let found = WatchedFile::of(&self.path).map_err(|err| match err.kind() {
            io::ErrorKind::NotFound => FileSwap::Gone,
            _ => FileSwap::Unreachable(err.to_string()),
        })?;
        if found == self.seen.get() {
            return Ok(());
        }
        if found.file != self.opened {
            return Err(FileSwap::Replaced);
        }
        for look in 0..LOOKS {
            if look > 0 {
                thread::sleep(BETWEEN_LOOKS);
            }
            let before = WatchedFile::of(&self.path);
            if self.is_ours(learner).unwrap_or(false) {
                // What changes from here on is noticed at the next look.
                self.seen.set(before.unwrap_or(found));
                return Ok(());
            }
        }
        Err(FileSwap::Overwritten)
    }

    /// Whether the file, without its write-ahead log, has what we know to be in it.
    fn is_ours(&self, learner: Uuid) -> rusqlite::Result<bool> {
        let how = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(open::immutable(&self.path), how)?;
        let found: Blob = db.query_row("select value from meta where key = 'learner'", [], |row| row.get(0))?;
        let has = match &*self.mark.borrow() {
            None => true,
            Some(Mark::Newest(newest)) => read::newest_id(&db)? >= Some(*newest),
            Some(Mark::Event(event)) => log::has(&db, event)?,
        };
        Ok(found.0 == learner && has)
    }
}

#[expect(clippy::missing_errors_doc, reason = "the one error is said in the first line")]
impl Store {
    /// Fails with [`StoreError::Swapped`] if the file is not the one that was opened, or was written over.
    pub fn check_file(&self) -> StoreResult<()> {
        let Some(watch) = &self.watch else { return Ok(()) };
        watch.look(self.learner).map_err(|how| StoreError::Swapped { path: self.path.clone(), how })
    }

    /// Call before a checkpoint: the newest event of this process, which is in the file if all of it was copied.
    pub(super) fn newest_kept(&self) -> Option<Event> {
        self.kept.borrow().last().cloned()
    }

    /// Notes how a checkpoint has left the file, and an event that is in it now.
    pub(super) fn note_checkpoint(&self, newest: Option<Event>) {
        let Some(watch) = &self.watch else { return };
        if let Some(event) = newest {
            *watch.mark.borrow_mut() = Some(Mark::Event(Box::new(event)));
        }
        if let Some(seen) = WatchedFile::of(&self.path).ok().filter(|seen| seen.file == watch.opened) {
            watch.seen.set(seen);
        }
    }

    pub(super) fn keep(&self, events: &[Event]) {
        let mut kept = self.kept.borrow_mut();
        if kept.len() > KEPT {
            kept.drain(..KEPT / 2);
        }
        kept.extend_from_slice(events);
    }

    /// The events that this process has written, the latest ones if they are very many.
    #[must_use]
    pub fn events_appended(&self) -> Vec<Event> {
        self.kept.borrow().clone()
    }

    /// The events that drafts would have become, if they could have been written.
    #[must_use]
    pub fn unwritten(&self, drafts: &[EventDraft]) -> Vec<Event> {
        let mut random = [0; 10];
        random.copy_from_slice(&Uuid::now_v7().into_bytes()[6..]);
        let kept = self.kept.borrow();
        let mut last = kept.iter().map(|event| event.moment.at_ms.max(signed(event.id.at_ms()))).max().unwrap_or(0);
        let events = drafts.iter().cloned().map(|EventDraft { mut moment, item, what }| {
            // Later than all others, as the store would have it.
            moment.at_ms = moment.at_ms.max(last + 1);
            last = moment.at_ms;
            let at_ms = u64::try_from(moment.at_ms).unwrap_or(0);
            let id = EventId(uuid::Builder::from_unix_timestamp_millis(at_ms, &random).into_uuid());
            Event { id, moment, item, device: self.device, version: self.version.clone(), what }
        });
        events.collect()
    }

    /// Those of `events` that the file at the path lacks: all of them if it is no store of this learner.
    #[must_use]
    pub fn lacking(&self, events: Vec<Event>) -> Vec<Event> {
        let there = Self::open_to_read(&self.path).ok().flatten().filter(|there| there.learner == self.learner);
        there.and_then(|there| there.lacking_here(events.clone()).ok()).unwrap_or(events)
    }

    /// Those of `events` that this store lacks.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn lacking_here(&self, events: Vec<Event>) -> StoreResult<Vec<Event>> {
        self.snapshot(|db| {
            let lacking = events.into_iter().filter_map(|event| match log::has(db, &event) {
                Ok(true) => None,
                Ok(false) => Some(Ok(event)),
                Err(err) => Some(Err(err)),
            });
            lacking.collect()
        })
    }

    /// Lets go of a file that is not ours any more. What is in the write-ahead log goes into the file that was opened,
    /// wherever that is now, and never into the one at the path: the log at the path would be played into that.
    ///
    /// The store must not be used afterwards.
    pub fn abandon(&self, how: &FileSwap) {
        // When it is closed, `SQLite` must neither copy the log nor delete it.
        let _ = self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        let Some(watch) = &self.watch else { return };
        let log = files::log_path(&watch.real);
        if watch.log.is_none() || WatchedFile::of(&log).ok().map(|log| log.file) != watch.log {
            return;
        }
        let is_elsewhere = matches!(how, FileSwap::Gone | FileSwap::Replaced);
        if !(is_elsewhere && self.checkpointed("truncate").is_ok_and(|all| all)) {
            // Kept, since it may be all that is left of the latest answers.
            let moment = fs::metadata(&log).and_then(|log| log.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            let _ = stray_log::set_log_aside(&watch.real, &stray_log::aside_name(&watch.real, moment));
        }
    }

    /// Checkpoints; whether all of the log was copied.
    pub(super) fn checkpointed(&self, how: &str) -> StoreResult<bool> {
        self.read(|db| {
            let sql = format!("pragma wal_checkpoint({how})");
            let row = db.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
            let (is_busy, pages, copied): (i64, i64, i64) = row.unwrap_or_default();
            Ok(is_busy == 0 && pages == copied)
        })
    }
}

fn signed(at_ms: u64) -> i64 {
    i64::try_from(at_ms).unwrap_or(i64::MAX)
}
