//! The store: one `SQLite` file with a learner's log and the views of it.
//!
//! It decides nothing: [`replay`](crate::schedule::replay) and [`sums`](crate::schedule::sums) say what events mean. An
//! event and the changes of the views are written durably in one transaction before [`Store::append`] returns.

mod backup;
mod create;
mod disk;
mod due;
mod error;
mod event_clock;
mod event_row;
mod files;
pub mod health;
mod joined;
mod left_file;
mod log;
mod migrate;
mod missed;
mod open;
mod place;
mod prompts;
mod quick_check;
mod read;
mod restore;
mod row;
mod salvage;
mod states;
mod stray_log;
mod thinning;
mod totals;
mod trial;
mod upgrade;
mod upgrade_words;
mod verify;
mod views;
mod watch;
mod whole_file;

#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use uuid::Uuid;
use watch::FileWatch;

pub use backup::{Backup, Backups, DayBackup, StoreContents};
pub use disk::Disk;
pub use due::DueItems;
use error::PATIENCE_SECONDS;
pub use error::{StoreError, StoreResult};
use left_file::LeftFile;
pub use place::remove_old_drafts;
pub use prompts::SeenPrompt;
pub use quick_check::QuickCheck;
pub use restore::{Present, Restorable};
pub use salvage::{Missing, Salvage, Salvaged};
pub use stray_log::SetAside;
pub use totals::SeenDeck;
pub use upgrade::{Upgrade, UpgradeListener};
pub use verify::StoreFault;

use crate::deck::ItemId;
use crate::schedule::{Event, EventDraft, EventId, EventKind, ItemState};

/// Checkpoint after this many transactions. Reusing the write-ahead log is about 20 % faster than growing it.
const LAP: u32 = 16;

/// Truncate the write-ahead log above this size, in bytes. It only gets there if another process blocks checkpoints.
const LARGE_LOG: u64 = 16 * 1024 * 1024;

/// An open store.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// `None` if it is in memory or only read.
    file: Option<LeftFile>,
    set_aside: Option<SetAside>,
    version: String,
    learner: Uuid,
    device: Uuid,
    /// Transactions since the last checkpoint.
    written: Cell<u32>,
    appended: Cell<bool>,
    /// Events of this process.
    kept: RefCell<Vec<Event>>,
    disk: Disk,
    /// `None` if it was opened to read, or is in memory.
    watch: Option<FileWatch>,
}

/// The result of [`Store::append`].
#[derive(Debug, Clone, PartialEq)]
pub struct Appended {
    /// The events, in the order of their drafts.
    pub events: Vec<Event>,
    /// The new states of the items they are about, and of items carried over from them.
    pub states: HashMap<ItemId, ItemState>,
    /// The [`Store::data_version`] at the time of writing.
    pub data_version: i64,
}

/// The result of [`Store::merge`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// Events added.
    pub new: usize,
    /// Events that were already there.
    pub known: usize,
}

impl Store {
    /// Opens the store at `path`; creates it, readable by its owner only, if there is none. `version` is the
    /// program's; it is stored with the events.
    ///
    /// # Errors
    /// Any [`StoreError`]. Waits up to 5 seconds for a store that another process holds.
    pub fn open(path: &Path, version: &str) -> StoreResult<Self> {
        Self::open_telling(path, version, &mut upgrade::nobody)
    }

    /// The same, reporting the progress of an upgrade.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_telling(path: &Path, version: &str, report: UpgradeListener<'_>) -> StoreResult<Self> {
        if let Some(store) = Self::open_existing_telling(path, version, report)? {
            return Ok(store);
        }
        create::create(path, None)?;
        Self::open_existing_telling(path, version, report)?.ok_or_else(|| StoreError::gone(path))
    }

    /// Creates a store of this learner at `path`, unless there is one.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn create_of(path: &Path, learner: Uuid) -> StoreResult<()> {
        create::create(path, Some(learner))
    }

    /// Gives a store to another learner, such as the one of an earlier machine, if it has no events; `false` if it has.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn give_to(&mut self, learner: Uuid) -> StoreResult<bool> {
        let given = self.write(|tx| {
            let sql = "update meta set value = ?1 where key = 'learner' \
                       and not exists (select 1 from reviews) and not exists (select 1 from acts)";
            tx.execute(sql, [log::Blob(learner)])
        })?;
        if given > 0 {
            self.learner = learner;
        }
        Ok(given > 0)
    }

    /// Opens the store at `path`; `None` if there is none.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_existing(path: &Path, version: &str) -> StoreResult<Option<Self>> {
        Self::open_existing_telling(path, version, &mut upgrade::nobody)
    }

    /// The same, reporting the progress of an upgrade.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_existing_telling(path: &Path, version: &str, report: UpgradeListener<'_>) -> StoreResult<Option<Self>> {
        open::read_write(path, report)?.map(|opened| Self::of(opened, path, version, report)).transpose()
    }

    /// Opens the store at `path` for reading; `None` if there is none. Never changes it: an older store is not
    /// migrated, and a read-only file can be read.
    ///
    /// # Errors
    /// As [`Store::open`]. Writing to it gives [`StoreError::ReadOnly`].
    pub fn open_to_read(path: &Path) -> StoreResult<Option<Self>> {
        open::read_only(path)?.map(|db| Self::with(db, path, "")).transpose()
    }

    /// A store in memory.
    ///
    /// # Errors
    /// If memory runs out.
    pub fn in_memory() -> StoreResult<Self> {
        Self::with(open::in_memory()?, Path::new(":memory:"), env!("CARGO_PKG_VERSION"))
    }

    /// Rebuilds the views if they are outdated.
    fn of(opened: open::OpenedFile, path: &Path, version: &str, report: UpgradeListener<'_>) -> StoreResult<Self> {
        let open::OpenedFile { db, disk, file, set_aside } = opened;
        let watch = FileWatch::of(&db, path);
        let store = Self { file: Some(file), set_aside, disk, watch, ..Self::with(db, path, version)? };
        if store.read(views::are_outdated)? {
            store.write(|tx| {
                views::rebuild_with_indexes(tx, &mut |done, all| report(Upgrade::Rebuilding { done, all }))
            })?;
        }
        Ok(store)
    }

    fn with(db: Connection, path: &Path, version: &str) -> StoreResult<Self> {
        db.set_prepared_statement_cache_capacity(64);
        // Without it, cached statements are replanned for every bound value, which took most of the time of an append.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|e| StoreError::sqlite(path, e))?;
        let name = |key| {
            db.prepare_cached("select value from meta where key = ?1")
                .and_then(|mut named| named.query_row([key], |row| row.get::<_, log::Blob>(0)))
                .map_err(|e| StoreError::sqlite(path, e))
        };
        let (log::Blob(learner), log::Blob(device)) = (name("learner")?, name("device")?);
        let (path, version) = (path.to_owned(), version.to_owned());
        let (written, appended, kept) = (Cell::default(), Cell::default(), RefCell::default());
        let (file, set_aside, disk, watch) = (None, None, Disk::Able, None);
        Ok(Self { db, path, file, set_aside, version, learner, device, written, appended, kept, disk, watch })
    }

    /// Appends events and updates the views in one transaction. When this returns they are durable.
    ///
    /// Each event gets an id, this store's device and version, and a moment of its own: if its item has events at the
    /// same moment or up to a second later, it is moved to a millisecond after the last of them.
    ///
    /// # Errors
    /// Any [`StoreError`]; then none of them was written.
    pub fn append(&self, drafts: &[EventDraft]) -> StoreResult<Appended> {
        self.append_as(drafts, None)
    }

    /// The same, with the given id for the review among them.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn append_as(&self, drafts: &[EventDraft], review: Option<EventId>) -> StoreResult<Appended> {
        let appended = self.write(|tx| self.append_within(tx, drafts, review))?;
        self.keep(&appended.events);
        Ok(appended)
    }

    /// Runs `work` in one transaction: when this returns, all that it appended is durable, or none. No other process
    /// can write meanwhile.
    ///
    /// # Errors
    /// What `work` returns, and any [`StoreError`].
    pub fn at_once<T, E: From<StoreError>>(&self, work: impl FnOnce() -> StoreResult<T, E>) -> StoreResult<T, E> {
        self.check_file()?;
        let run = |sql| self.read(|db| db.prepare_cached(sql)?.execute([]));
        if let Some(file) = &self.file {
            file.before_write();
        }
        let kept = self.kept.borrow().len();
        // Immediate: a transaction that starts by reading fails if another process writes before it does.
        run("begin immediate")?;
        let done = work().and_then(|done| Ok(run("commit").map(|_| done)?));
        if done.is_ok() {
            self.written.set(self.written.get().saturating_add(1));
            if self.disk != Disk::Able {
                // Without a write-ahead log each transaction is at once in the file.
                self.note_checkpoint(self.newest_kept());
            }
        } else {
            // Fails if SQLite has already rolled back, which is fine.
            let _ = run("rollback");
            self.kept.borrow_mut().truncate(kept);
        }
        done
    }

    fn append_within(
        &self,
        tx: &Connection,
        drafts: &[EventDraft],
        review: Option<EventId>,
    ) -> rusqlite::Result<Appended> {
        let mut clock = event_clock::EventClock::of(tx)?;
        let mut events = Vec::with_capacity(drafts.len());
        let mut keys = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let key = log::key_for(tx, draft.item.as_ref())?;
            let named = review.filter(|_| matches!(draft.what, EventKind::Review(_)));
            let moment = if named.is_some() { clock.after_all(draft.moment) } else { draft.moment };
            let moment = clock.moment(tx, key, moment)?;
            let id = named.unwrap_or_else(|| clock.id(moment));
            let (device, version) = (self.device, self.version.clone());
            let event = Event { id, moment, item: draft.item.clone(), device, version, what: draft.what.clone() };
            clock.note(&event);
            events.push(event);
            keys.push(key);
        }
        let states = views::add(tx, &events, &keys)?.states;
        self.appended.set(self.appended.get() || !events.is_empty());
        Ok(Appended { events, states, data_version: read::data_version(tx)? })
    }

    /// Adds events of other devices. It is a set union: order and repetition don't matter. The caller has to check
    /// that they are of the same [`learner`](Self::learner).
    ///
    /// # Errors
    /// Any [`StoreError`]; then none of them was added.
    pub fn merge(&self, events: &[Event]) -> StoreResult<Merged> {
        self.write(|tx| {
            let keys = events.iter().map(|event| log::key_for(tx, event.item.as_ref()));
            let keys: Vec<log::ItemKey> = keys.collect::<rusqlite::Result<_>>()?;
            let new = views::add(tx, events, &keys)?.new;
            self.appended.set(self.appended.get() || new > 0);
            Ok(Merged { new, known: events.len() - new })
        })
    }

    /// Rebuilds all indexes, and all views from the log: mends each [`StoreFault`] that is of views, unless pages of two
    /// tables are in each other's place.
    ///
    /// # Errors
    /// Any [`StoreError`]; then nothing has changed. [`StoreError::Damaged`] if something is still wrong.
    pub fn rebuild_views(&self) -> StoreResult<()> {
        self.at_once(|| {
            self.read(|db| views::rebuild_with_indexes(db, &mut |_, _| ()))?;
            match self.read(verify::faults)?.first() {
                None => Ok(()),
                Some(fault) => Err(StoreError::Damaged { path: self.path.clone(), why: fault.to_string() }),
            }
        })
    }

    /// Checkpoints the write-ahead log, as far as other processes and the disk allow; called at quit. What could not be
    /// copied is safe where it is.
    ///
    /// # Errors
    /// As [`Store::check_file`].
    pub fn checkpoint(&self) -> StoreResult<()> {
        self.check_file()?;
        self.written.set(0);
        self.write_back("passive");
        Ok(())
    }

    fn write_back(&self, how: &str) {
        let newest = self.newest_kept();
        let is_whole = self.checkpointed(how).is_ok_and(|all| all);
        if let Some(file) = &self.file {
            file.after_checkpoint();
        }
        self.note_checkpoint(newest.filter(|_| is_whole));
    }

    /// The same, but only after some answers; truncates a write-ahead log of more than 16 MiB. Called while idle.
    ///
    /// # Errors
    /// As [`Store::checkpoint`].
    pub fn checkpoint_now_and_then(&self) -> StoreResult<()> {
        let size = std::fs::metadata(files::log_path(&self.path)).map_or(0, |log| log.len());
        if size > LARGE_LOG {
            self.check_file()?;
            // Truncate, or the file would stay large and be checkpointed after every question.
            self.without_waiting(|| {
                self.write_back("truncate");
                Ok(())
            })
        } else if self.written.get() >= LAP {
            self.without_waiting(|| self.checkpoint())
        } else {
            Ok(())
        }
    }

    /// Runs `work` with no busy timeout: it fails at once if another process is in the way.
    ///
    /// # Errors
    /// What `work` returns, and any [`StoreError`].
    pub fn without_waiting<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce() -> StoreResult<T, E>,
    ) -> StoreResult<T, E> {
        self.waiting_at_most(Duration::ZERO, work)
    }

    /// Runs `work` with another busy timeout than five seconds.
    ///
    /// # Errors
    /// What `work` returns, and any [`StoreError`].
    pub fn waiting_at_most<T, E: From<StoreError>>(
        &self,
        most: Duration,
        work: impl FnOnce() -> StoreResult<T, E>,
    ) -> StoreResult<T, E> {
        let patience = |time| self.read(|db| db.busy_timeout(time));
        patience(most)?;
        let done = work();
        patience(Duration::from_secs(PATIENCE_SECONDS))?;
        done
    }

    /// What was set aside when it was opened, because a log lay beside it that was not its own.
    #[must_use]
    pub const fn aside(&self) -> Option<&SetAside> {
        self.set_aside.as_ref()
    }

    /// Whether an event was appended since it was opened.
    #[must_use]
    pub const fn has_appended(&self) -> bool {
        self.appended.get()
    }

    /// What the disk of the store can do.
    #[must_use]
    pub const fn disk(&self) -> Disk {
        self.disk
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same on all devices of one learner.
    #[must_use]
    pub const fn learner(&self) -> Uuid {
        self.learner
    }

    #[must_use]
    pub const fn device(&self) -> Uuid {
        self.device
    }

    fn read<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> StoreResult<T> {
        read(&self.db).map_err(|e| StoreError::sqlite(&self.path, e))
    }

    /// The same for several queries, which all see the same state of the log.
    fn snapshot<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> StoreResult<T> {
        if !self.db.is_autocommit() {
            return self.read(read);
        }
        let tx = self.db.unchecked_transaction();
        tx.and_then(|tx| read(&tx)).map_err(|e| StoreError::sqlite(&self.path, e))
    }

    /// Runs `work`, all queries of which see the same state of the log. It must not write to the log.
    ///
    /// # Errors
    /// What `work` returns, and any [`StoreError`].
    pub fn at_one_moment<T>(&self, work: impl FnOnce() -> StoreResult<T>) -> StoreResult<T> {
        if !self.db.is_autocommit() {
            return work();
        }
        let tx = self.db.unchecked_transaction().map_err(|e| StoreError::sqlite(&self.path, e))?;
        let done = work()?;
        tx.commit().map_err(|e| StoreError::sqlite(&self.path, e))?;
        Ok(done)
    }

    /// Runs `write` in a transaction, or in a savepoint of the transaction that is open. All or nothing is written.
    fn write<T>(&self, write: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> StoreResult<T> {
        if self.db.is_autocommit() {
            return self.at_once(|| self.read(write));
        }
        self.read(|db| {
            let run = |sql| db.prepare_cached(sql)?.execute([]);
            run("savepoint part")?;
            let written = write(db);
            let back = if written.is_err() { run("rollback to part") } else { Ok(0) };
            let ended = back.and_then(|_| run("release part"));
            written.and_then(|done| ended.map(|_| done))
        })
    }
}
