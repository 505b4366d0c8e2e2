//! Brings the index up to date: reads the files it does not know, on all cores where there are many.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::SystemTime;

use super::Progress;
use super::compare::{Doubt, IndexDiff, State, compare};
use super::db::{Db, Trouble, Writing};
use super::known::KnownFolders;
use super::light::{Light, Row};
use super::make::{Made, Rows, make};
use super::rows::{Seal, Stamp};
use crate::deck::Diagnostic;
use crate::library::deck_paths::ScanResult;
use crate::library::discover::DeckFile;
use crate::library::file_stat::FileStat;
use crate::library::read::{MUCH, size, threads};

/// All that is known of the files, lightly.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// By the places of the files; none of those that can't be read.
    pub(super) lights: Vec<Option<Light>>,
    /// Files that can't be read, and why.
    pub(super) unreadable: HashMap<usize, Diagnostic>,
    /// The index, where there is one.
    pub(super) db: Option<Db>,
    /// Heavy rows that are in no index.
    pub(super) heavy: HashMap<usize, Vec<u8>>,
}

/// The files found, and what the index says of them.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) sites: ScanResult,
    pub(super) db: Option<Db>,
    pub(super) compared: IndexDiff,
}

impl Looked {
    /// Learns of each file what is known of it lightly.
    pub(super) fn fill(self, now: SystemTime, progress: &mut dyn FnMut(Progress)) -> (ScanResult, Filled) {
        let Self { sites, db, compared } = self;
        let (filled, is_damaged) = {
            let pen = Pen::new(db.as_ref());
            let mut filling = Filling { sites: &sites, now, pen, filled: Filled::default() };
            filling.all(compared, progress);
            (filling.filled, filling.pen.finish())
        };
        match db {
            Some(db) if is_damaged => {
                db.discard();
                (sites, filled)
            }
            db => {
                db.iter().for_each(Db::hurry);
                (sites, Filled { db, ..filled })
            }
        }
    }
}

struct Filling<'f> {
    sites: &'f ScanResult,
    now: SystemTime,
    pen: Pen<'f>,
    filled: Filled,
}

impl Filling<'_> {
    fn all(&mut self, mut compared: IndexDiff, progress: &mut dyn FnMut(Progress)) {
        let is_much = self.unknown_bytes(&compared) >= MUCH;
        if is_much && let Some(again) = self.pen.begin_early(|db| compare(db, KnownFolders::default(), self.sites)) {
            compared = again;
        }
        let mut doubts = HashMap::new();
        let mut jobs = Vec::new();
        for (at, state) in compared.states.into_iter().enumerate() {
            let (light, known) = match state {
                State::Known(light) => (Some(light), None),
                State::Doubtful(doubt) => {
                    let hash = doubt.stamp.hash;
                    doubts.insert(at, doubt);
                    (None, Some(hash))
                }
                State::Unknown => (None, None),
            };
            if light.is_none() {
                jobs.push(Job { at, file: &self.sites.files[at], known });
            }
            self.filled.lights.push(light);
        }
        let mut done = 0;
        each_made(&jobs, is_much, |at, made| {
            self.take(at, made, doubts.remove(&at));
            done += 1;
            progress(Progress { done, all: jobs.len() });
        });
        for (folder, name) in &compared.gone {
            self.pen.with(|writing| writing.delete(*folder, name));
        }
    }

    /// How much there is to read.
    fn unknown_bytes(&self, compared: &IndexDiff) -> u64 {
        let unknown = compared.states.iter().enumerate().filter(|(_, state)| !matches!(state, State::Known(_)));
        unknown.map(|(at, _)| size(&self.sites.files[at])).sum()
    }

    fn take(&mut self, at: usize, made: Made, doubt: Option<Box<Doubt>>) {
        match (made, doubt) {
            (Made::Same, Some(doubt)) => {
                let Doubt { light, stamp: before, row } = *doubt;
                let stamp = self.stamp(at, before.hash);
                if let Some(stamp) = stamp.filter(|stamp| *stamp != before) {
                    let file = &self.sites.files[at];
                    self.pen.put_light(file, &Seal::of(file).close(&stamp.with(&row)));
                }
                self.filled.lights[at] = Some(light);
            }
            (Made::New(rows), _) => self.filled.lights[at] = self.put(at, rows),
            (Made::Unreadable(problem), _) => {
                self.filled.unreadable.insert(at, *problem);
            }
            // Nothing is the same as what is not known.
            (Made::Same, None) => {}
        }
    }

    fn put(&mut self, at: usize, rows: Rows) -> Option<Light> {
        let Rows { hash, light, heavy } = rows;
        let file = &self.sites.files[at];
        let row = self.stamp(at, hash).and_then(|stamp| {
            let seal = Seal::of(file);
            self.pen.put(file, &seal.close(&stamp.with(&light)), &seal.close(&heavy))
        });
        if row.is_none() {
            self.filled.heavy.insert(at, heavy);
        }
        Light::of(&light, hash, row).map(|light| light.found(at, file))
    }

    /// What the index says of a file from now on; none of one that could not be looked at before it was read.
    fn stamp(&self, at: usize, hash: u64) -> Option<Stamp> {
        let file = &self.sites.files[at];
        let is_builtin = file.builtin.is_some();
        let look = if is_builtin { FileStat::default() } else { file.stat? };
        Some(Stamp { look, hash, settled: is_builtin || look.is_settled(self.now) })
    }
}

/// A file to look into.
struct Job<'f> {
    at: usize,
    file: &'f DeckFile,
    /// The hash of its bytes as the index knows them.
    known: Option<u64>,
}

/// Looks into each file, on several threads where there is much to read. What becomes of them is handed over one by
/// one, so that no more of it is held than a few files.
fn each_made(jobs: &[Job], is_much: bool, mut take: impl FnMut(usize, Made)) {
    let threads = if is_much { threads().min(jobs.len()) } else { 1 };
    if threads < 2 {
        for job in jobs {
            take(job.at, make(job.file, job.known));
        }
        return;
    }
    let taken = AtomicUsize::new(0);
    let (sender, receiver) = sync_channel(2 * threads);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, taken) = (sender.clone(), &taken);
            scope.spawn(move || {
                while let Some(job) = jobs.get(taken.fetch_add(1, Ordering::Relaxed)) {
                    if sender.send((job.at, make(job.file, job.known))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (at, made) in receiver {
            take(at, made);
        }
    });
}

/// Writes to the index, from the first change on; where that can't be done, to nothing.
struct Pen<'d> {
    db: Option<&'d Db>,
    writing: Option<Writing<'d>>,
    folders: HashMap<Arc<Path>, i64>,
    is_damaged: bool,
}

impl<'d> Pen<'d> {
    fn new(db: Option<&'d Db>) -> Self {
        Self { db, writing: None, folders: HashMap::new(), is_damaged: false }
    }

    /// Begins before anything is to be written; compares again where another process has written meanwhile.
    fn begin_early(&mut self, again: impl FnOnce(&Db) -> Result<IndexDiff, Trouble>) -> Option<IndexDiff> {
        let db = self.db?;
        let before = self.check(db.state())?;
        self.with(|_| Ok(()))?;
        let after = self.check(db.state())?;
        if before == after { None } else { self.check(again(db)) }
    }

    fn put(&mut self, file: &DeckFile, light: &[u8], heavy: &[u8]) -> Option<Row> {
        let folder = self.folder(file)?;
        let body = self.with(|writing| writing.put(folder, file.name.as_encoded_bytes(), light, heavy))?;
        Some(Row { folder, body })
    }

    fn put_light(&mut self, file: &DeckFile, light: &[u8]) -> Option<()> {
        let folder = self.folder(file)?;
        self.with(|writing| writing.put_light(folder, file.name.as_encoded_bytes(), light))
    }

    fn folder(&mut self, file: &DeckFile) -> Option<i64> {
        if let Some(folder) = self.folders.get(&file.home) {
            return Some(*folder);
        }
        let folder = self.with(|writing| writing.folder(&file.home))?;
        self.folders.insert(Arc::clone(&file.home), folder);
        Some(folder)
    }

    fn with<T>(&mut self, write: impl FnOnce(&Writing) -> Result<T, Trouble>) -> Option<T> {
        let db = self.db?;
        let writing = match self.writing.take() {
            Some(writing) => writing,
            None => self.check(db.begin())?,
        };
        let written = write(&writing);
        self.writing = Some(writing);
        self.check(written)
    }

    /// Gives up at the first trouble: nothing is written then.
    fn check<T>(&mut self, result: Result<T, Trouble>) -> Option<T> {
        result
            .map_err(|trouble| {
                self.is_damaged |= matches!(trouble, Trouble::Damaged);
                self.writing = None;
                self.db = None;
            })
            .ok()
    }

    /// Makes what was written last; says whether the index was found damaged.
    fn finish(mut self) -> bool {
        if self.writing.is_some() {
            self.with(|writing| writing.prune().map(drop));
        }
        if let Some(writing) = self.writing.take() {
            let committed = writing.commit();
            self.check(committed);
        }
        self.is_damaged
    }
}
