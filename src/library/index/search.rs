//! The search for decks: while the system is asked which files there are and how they look, the index is read.

use std::panic::resume_unwind;
use std::path::Path;
use std::thread::{JoinHandle, spawn};
use std::time::SystemTime;

use super::Cache;
use super::compare::{IndexDiff, compare};
use super::db::{Db, Trouble};
use super::fill::Looked;
use super::known::KnownFolders;
use super::{Progress, Shelf};
use crate::library::deck_paths::{DeckPaths, ScanResult, find};

/// An index of so many bytes knows of so many files that to look at them takes longer than the start of a thread. At a
/// thousand files it has four times that.
const MUCH: u64 = 1 << 20;

/// A search for decks, begun.
#[must_use]
pub struct Search {
    scan: Scan,
    db: Option<Db>,
    known: KnownFolders,
    now: SystemTime,
}

enum Scan {
    Done(ScanResult),
    Running(JoinHandle<ScanResult>),
}

impl Search {
    /// Begins to look at the files of all places. Where there are many that goes on beside what else is done until
    /// the end of the search, and what the index says of them is read meanwhile.
    pub fn begin(places: &DeckPaths, cache: &Cache) -> Self {
        let folder = cache.folder.as_deref();
        let is_much = folder.is_some_and(|folder| Db::size(folder) >= MUCH);
        Self::begin_where(is_much, places, folder, cache.now)
    }

    pub(super) fn begin_where(is_much: bool, places: &DeckPaths, folder: Option<&Path>, now: SystemTime) -> Self {
        let scan = if is_much {
            let places = places.clone();
            Scan::Running(spawn(move || find(&places)))
        } else {
            Scan::Done(find(places))
        };
        let db = folder.and_then(Db::open);
        let known = match &db {
            // What can't be read will be asked for again.
            Some(db) if is_much => KnownFolders::within(&places.true_paths(), db).unwrap_or_default(),
            _ => KnownFolders::default(),
        };
        Self { scan, db, known, now }
    }

    /// Waits until the files are looked at, and reads those that the index does not know or that have changed.
    ///
    /// `progress` is told how far that is, now and then; never where nothing is to be read.
    #[must_use]
    pub fn end(self, progress: &mut dyn FnMut(Progress)) -> Shelf {
        let now = self.now;
        Shelf::of(self.looked().fill(now, progress))
    }

    /// Waits until the files are looked at: all there is to do where nothing has changed.
    pub(super) fn looked(self) -> Looked {
        let Self { scan, mut db, known, .. } = self;
        let sites = match scan {
            Scan::Done(sites) => sites,
            Scan::Running(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
        };
        let compared = match db.as_ref().map(|db| compare(db, known, &sites)) {
            Some(Ok(compared)) => compared,
            trouble => {
                let is_damaged = matches!(trouble, Some(Err(Trouble::Damaged)));
                db = db.filter(|_| is_damaged).and_then(Db::replaced);
                IndexDiff::with_nothing(&sites)
            }
        };
        Looked { sites, db, compared }
    }
}
