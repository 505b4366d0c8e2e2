//! The store: one `SQLite` file with the log of a learner and the views made from it.
//!
//! It decides nothing. What events mean is said by [`replay`](crate::schedule::replay) and
//! [`sums`](crate::schedule::sums); here an event and what follows from it are written in one transaction, durably,
//! before [`Store::append`] returns.

mod create;
mod due;
mod error;
mod event_clock;
mod event_row;
mod glance;
mod log;
mod migrate;
mod missed;
mod open;
mod prompts;
mod read;
mod row;
mod totals;
mod upgrade;
mod upgrade_words;
mod views;

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use uuid::Uuid;

pub use due::DueItem;
use error::PATIENCE_SECONDS;
pub use error::{StoreError, StoreResult};
pub use glance::{SeenBrief, StateBrief};
pub use prompts::SeenPrompt;
pub use totals::SeenDeck;
pub use upgrade::{Upgrade, UpgradeListener};

use crate::deck::ItemId;
use crate::schedule::{Event, EventDraft, EventId, EventKind, ItemState};

/// After so many transactions the write-ahead log is written back, and written over from its beginning: that is on disk
/// a fifth sooner than what makes the file grow.
const LAP: u32 = 16;

/// From here on the write-ahead log is cut off, in bytes: another process has kept it from being written back.
const LARGE_LOG: u64 = 16 * 1024 * 1024;

/// A learner's log with its views, open.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    version: String,
    learner: Uuid,
    device: Uuid,
    /// Transactions since the write-ahead log was written back.
    written: Cell<u32>,
}

/// What [`Store::append`] has written.
#[derive(Debug, Clone, PartialEq)]
pub struct Appended {
    /// The events, in the order of their drafts.
    pub events: Vec<Event>,
    /// The new states of the items they are about, and of items that carry on from them.
    pub states: HashMap<ItemId, ItemState>,
    /// The [`Store::data_version`] of the moment in which they were written.
    pub data_version: i64,
}

/// What [`Store::merge`] has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// How many events were new.
    pub new: usize,
    /// How many were there already.
    pub known: usize,
}

impl Store {
    /// Opens the store at `path`; makes it, readable by its owner alone, where there is none. `version` is the
    /// program's, for the events it will write.
    ///
    /// # Errors
    /// Whatever of [`StoreError`] stands in the way. A store held by another process is waited for, 5 seconds.
    pub fn open(path: &Path, version: &str) -> StoreResult<Self> {
        Self::open_telling(path, version, &mut upgrade::nobody)
    }

    /// The same, telling what it does where the store is of an older program.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_telling(path: &Path, version: &str, told: UpgradeListener<'_>) -> StoreResult<Self> {
        if let Some(store) = Self::open_existing_telling(path, version, told)? {
            return Ok(store);
        }
        create::create(path)?;
        Self::open_existing_telling(path, version, told)?.ok_or_else(|| StoreError::gone(path))
    }

    /// Opens the store at `path`; `None` where there is none.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_existing(path: &Path, version: &str) -> StoreResult<Option<Self>> {
        Self::open_existing_telling(path, version, &mut upgrade::nobody)
    }

    /// The same, telling what it does where the store is of an older program.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_existing_telling(path: &Path, version: &str, told: UpgradeListener<'_>) -> StoreResult<Option<Self>> {
        open::read_write(path, told)?.map(|db| Self::of(db, path, version, told)).transpose()
    }

    /// Opens the store at `path` to read what is known; `None` where there is none. Never changes it: one of an
    /// older program is not migrated, and one that can't be written can be read.
    ///
    /// # Errors
    /// As [`Store::open`]. Writing to it gives [`StoreError::ReadOnly`].
    pub fn open_to_read(path: &Path) -> StoreResult<Option<Self>> {
        open::read_only(path)?.map(|db| Self::with(db, path, "")).transpose()
    }

    /// A store that is kept nowhere.
    ///
    /// # Errors
    /// When there is no memory left.
    pub fn in_memory() -> StoreResult<Self> {
        Self::with(open::in_memory()?, Path::new(":memory:"), env!("CARGO_PKG_VERSION"))
    }

    /// With views that an earlier replay has made, makes them anew.
    fn of(db: Connection, path: &Path, version: &str, told: UpgradeListener<'_>) -> StoreResult<Self> {
        let store = Self::with(db, path, version)?;
        let replay: i64 =
            store.read(|db| db.query_row("select value from meta where key = 'views'", [], |r| r.get(0)))?;
        if replay < views::REPLAY {
            store.write(|tx| views::rebuild(tx, &mut |done, all| told(Upgrade::Rebuilding { done, all })))?;
        }
        Ok(store)
    }

    fn with(db: Connection, path: &Path, version: &str) -> StoreResult<Self> {
        db.set_prepared_statement_cache_capacity(64);
        // Or a statement kept would be planned anew for every value bound to it: most of what writing an answer took.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|e| StoreError::sqlite(path, e))?;
        let name = |key| {
            db.prepare_cached("select value from meta where key = ?1")
                .and_then(|mut named| named.query_row([key], |row| row.get::<_, log::Blob>(0)))
                .map_err(|e| StoreError::sqlite(path, e))
        };
        let (log::Blob(learner), log::Blob(device)) = (name("learner")?, name("device")?);
        let (path, version, written) = (path.to_owned(), version.to_owned(), Cell::default());
        Ok(Self { db, path, version, learner, device, written })
    }

    /// Writes events, and all that follows from them, in one transaction. When this returns they are durable.
    ///
    /// Each gets an id, this store's device and version, and a moment of its own: where its item has events at it
    /// or at most a second after it, it is put a millisecond after the last of those.
    ///
    /// # Errors
    /// Whatever of [`StoreError`] stands in the way; then none of them was written.
    pub fn append(&self, drafts: &[EventDraft]) -> StoreResult<Appended> {
        self.append_as(drafts, None)
    }

    /// The same; the review among them gets that id, if there is one.
    ///
    /// # Errors
    /// As [`Store::append`].
    pub fn append_as(&self, drafts: &[EventDraft], review: Option<EventId>) -> StoreResult<Appended> {
        self.write(|tx| self.append_within(tx, drafts, review))
    }

    /// Does several things in one transaction: all that is appended meanwhile is durable when this returns, or nothing of
    /// it was done. Nobody else writes in between.
    ///
    /// # Errors
    /// What `work` returns, and whatever of [`StoreError`] stands in the way.
    pub fn at_once<T, E: From<StoreError>>(&self, work: impl FnOnce() -> StoreResult<T, E>) -> StoreResult<T, E> {
        let run = |sql| self.read(|db| db.prepare_cached(sql)?.execute([]));
        // Immediate: one that begins by reading would be refused when another process writes in between.
        run("begin immediate")?;
        let done = work().and_then(|done| Ok(run("commit").map(|_| done)?));
        if done.is_ok() {
            self.written.set(self.written.get().saturating_add(1));
        } else {
            // Where SQLite has done so already there is nothing to be taken back, and that it says so is no news.
            let _ = run("rollback");
        }
        done
    }

    fn append_within(
        &self,
        tx: &Connection,
        drafts: &[EventDraft],
        review: Option<EventId>,
    ) -> rusqlite::Result<Appended> {
        let mut stamp = event_clock::EventClock::of(tx)?;
        let mut events = Vec::with_capacity(drafts.len());
        let mut keys = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let key = log::key_for(tx, draft.item.as_ref())?;
            let named = review.filter(|_| matches!(draft.what, EventKind::Review(_)));
            let moment = if named.is_some() { stamp.after_all(draft.moment) } else { draft.moment };
            let moment = stamp.moment(tx, key, moment)?;
            let id = named.unwrap_or_else(|| stamp.id(moment));
            let (device, version) = (self.device, self.version.clone());
            let event = Event { id, moment, item: draft.item.clone(), device, version, what: draft.what.clone() };
            stamp.note(&event);
            events.push(event);
            keys.push(key);
        }
        let states = views::add(tx, &events, &keys)?.states;
        Ok(Appended { events, states, data_version: read::data_version(tx)? })
    }

    /// Adds the events of other devices: a set union, so that order and repetition don't count. That they are of
    /// the same [`learner`](Self::learner) is for the caller to see to.
    ///
    /// # Errors
    /// Whatever of [`StoreError`] stands in the way; then none of them was added.
    pub fn merge(&self, events: &[Event]) -> StoreResult<Merged> {
        self.write(|tx| {
            let keys = events.iter().map(|event| log::key_for(tx, event.item.as_ref()));
            let keys: Vec<log::ItemKey> = keys.collect::<rusqlite::Result<_>>()?;
            let new = views::add(tx, events, &keys)?.new;
            Ok(Merged { new, known: events.len() - new })
        })
    }

    /// Makes all views anew from the log.
    ///
    /// # Errors
    /// Whatever of [`StoreError`] stands in the way; then nothing has changed.
    pub fn rebuild(&self) -> StoreResult<()> {
        self.write(|tx| views::rebuild(tx, &mut |_, _| ()))
    }

    /// Writes the write-ahead log back into the file, as far as other processes let us; called at quit.
    ///
    /// # Errors
    /// Whatever of [`StoreError`] stands in the way; nothing is lost by it.
    pub fn checkpoint(&self) -> StoreResult<()> {
        self.written.set(0);
        self.read(|db| db.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(())))
    }

    /// The same now and then, after some answers; and where the log has grown beyond 16 MiB, it is cut off. Called
    /// while nobody waits.
    ///
    /// # Errors
    /// As [`Store::checkpoint`].
    pub fn checkpoint_now_and_then(&self) -> StoreResult<()> {
        let size = std::fs::metadata(open::log_path(&self.path)).map_or(0, |log| log.len());
        if size > LARGE_LOG {
            // Where another process reads, what it lets us write back is written back. And cut off, or it would be
            // found large after every question from then on.
            self.without_waiting(|| self.read(|db| db.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))))
        } else if self.written.get() >= LAP {
            self.without_waiting(|| self.checkpoint())
        } else {
            Ok(())
        }
    }

    /// Does something that is refused at once where another process is in the way.
    fn without_waiting<T>(&self, work: impl FnOnce() -> StoreResult<T>) -> StoreResult<T> {
        let patience = |seconds| self.read(|db| db.busy_timeout(Duration::from_secs(seconds)));
        patience(0)?;
        let done = work();
        patience(PATIENCE_SECONDS)?;
        done
    }

    /// Where it lies; `:memory:` for one that is kept nowhere.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whose log it is: the same on all devices of one learner.
    #[must_use]
    pub const fn learner(&self) -> Uuid {
        self.learner
    }

    /// Which device writes here.
    #[must_use]
    pub const fn device(&self) -> Uuid {
        self.device
    }

    fn read<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> StoreResult<T> {
        read(&self.db).map_err(|e| StoreError::sqlite(&self.path, e))
    }

    /// The same for several questions: all are answered of one moment of the log.
    fn look<T>(&self, look: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> StoreResult<T> {
        if !self.db.is_autocommit() {
            return self.read(look);
        }
        let moment = self.db.unchecked_transaction();
        moment.and_then(|moment| look(&moment)).map_err(|e| StoreError::sqlite(&self.path, e))
    }

    /// Does something in one transaction, or as a part of the one it stands in: all of it is durable when that ends, or
    /// nothing of it was done.
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
