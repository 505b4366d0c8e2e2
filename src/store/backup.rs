//! Backups: whole copies of a store in a folder of their own, one a day of use.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rusqlite::{Connection, OpenFlags, ffi};
use uuid::Uuid;

use super::open::{self, StoreHeader};
use super::thinning::{self, Dated};
use super::{Store, StoreError, StoreResult, disk, files, migrate, verify, views};
use crate::parallel::both;
use crate::schedule::Day;

/// How the name of a backup begins. The folder may hold other files.
const PREFIX: &str = "oss-quiz-";
const SUFFIX: &str = ".db";

/// An unfinished backup of this age was left behind by a process that was killed.
const LEFT_BEHIND: Duration = Duration::from_hours(1);

/// The name of a backup: `oss-quiz-2026-11-24-4f1c2a.db`, a second one of the day `oss-quiz-2026-11-24-4f1c2a-2.db`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupName {
    /// The study day.
    pub day: Day,
    /// From 1.
    pub number: u32,
    /// The end of the learner's id: stores may share a folder.
    pub learner: String,
}

impl BackupName {
    fn parse(name: &str) -> Option<Self> {
        let name = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
        let (date, rest) = name.split_at_checked("2026-11-24".len())?;
        let mut parts = rest.strip_prefix('-')?.split('-');
        let learner = parts.next().filter(|learner| !learner.is_empty())?.to_owned();
        let number = parts.next().map_or(Some(1), |number| number.parse().ok())?;
        let name = Self { day: Day::from(date.parse::<jiff::civil::Date>().ok()?), number, learner };
        // Nothing that is written otherwise, such as a copy of a copy.
        (parts.next().is_none() && number > 0 && name.day.to_string() == date).then_some(name)
    }

    fn file(&self) -> String {
        let Self { day, learner, number } = self;
        let number = if *number > 1 { format!("-{number}") } else { String::new() };
        format!("{PREFIX}{day}-{learner}{number}{SUFFIX}")
    }
}

/// A backup in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub name: BackupName,
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
}

/// What came of a day's backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayBackup {
    Made(Backup),
    /// There is one of that day.
    There,
    /// It would take more than half of the free space.
    NoRoom,
}

/// What a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreContents {
    pub learner: Uuid,
    /// Reviews that stand.
    pub answers: u64,
}

/// A folder of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    folder: PathBuf,
}

impl Backups {
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder beside a store: `progress.db.backups`.
    #[must_use]
    pub fn beside(store: &Path) -> PathBuf {
        files::with_ending(store, ".backups")
    }

    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The backups of all learners, the newest first; none if there is no folder.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn list(&self) -> StoreResult<Vec<Backup>> {
        let mut backups = Vec::new();
        for (name, entry) in self.entries()? {
            let Some(name) = BackupName::parse(&name) else { continue };
            let Ok(meta) = fs::metadata(entry.path()) else { continue };
            if meta.is_file() {
                backups.push(Backup { name, path: entry.path(), size: meta.len() });
            }
        }
        backups.sort_by(|a, b| b.name.cmp(&a.name));
        Ok(backups)
    }

    /// The files of the folder.
    fn entries(&self) -> StoreResult<Vec<(String, fs::DirEntry)>> {
        let failed = |err| StoreError::file(&self.folder, err);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(err) => return Err(failed(err)),
        };
        let named = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.map_err(failed)?;
            Ok((entry.file_name().to_string_lossy().into_owned(), entry))
        };
        entries.map(named).collect()
    }

    /// Backs a store up, whatever there is already.
    ///
    /// # Errors
    /// Any [`StoreError`]; then there is no new backup.
    pub fn make(&self, store: &Store, day: Day) -> StoreResult<Backup> {
        loop {
            let names = self.list()?.into_iter().map(|backup| backup.name);
            let last = names.filter(|name| name.day == day && name.learner == tag(store)).map(|name| name.number).max();
            // Another process may take the same name first.
            if let Some(backup) = self.write(store, day, last.unwrap_or(0) + 1)? {
                return Ok(backup);
            }
        }
    }

    /// Backs a store up unless there is a backup of that day.
    ///
    /// # Errors
    /// Any [`StoreError`]; then there is no new backup.
    pub fn make_for_day(&self, store: &Store, day: Day) -> StoreResult<DayBackup> {
        let learner = tag(store);
        let is_there =
            |name: &str| BackupName::parse(name).is_some_and(|name| name.day == day && name.learner == learner);
        if self.entries()?.iter().any(|(name, _)| is_there(name)) {
            return Ok(DayBackup::There);
        }
        files::make_folder(&self.folder)?;
        if free_space(&self.folder).is_some_and(|free| store.size().is_ok_and(|size| size > free / 2)) {
            return Ok(DayBackup::NoRoom);
        }
        Ok(self.write(store, day, 1)?.map_or(DayBackup::There, DayBackup::Made))
    }

    /// `None` if the name is taken.
    fn write(&self, store: &Store, day: Day, number: u32) -> StoreResult<Option<Backup>> {
        files::make_folder(&self.folder)?;
        let name = BackupName { day, number, learner: tag(store) };
        let path = self.folder.join(name.file());
        let size = store.back_up(&path)?;
        Ok(size.map(|size| Backup { name, path, size }))
    }

    /// Removes a learner's backups that are more than needed, and what a killed process left behind. `now` is the time
    /// of the disk.
    ///
    /// # Errors
    /// If the folder can't be read. What can't be removed stays.
    pub fn thin(&self, learner: Uuid, today: Day, now: SystemTime) -> StoreResult<()> {
        let learner = tag_of(learner);
        let own: Vec<Backup> = self.list()?.into_iter().filter(|backup| backup.name.learner == learner).collect();
        let dated = |backup: &Backup| Dated { day: backup.name.day, number: backup.name.number, size: backup.size };
        let dated: Vec<Dated> = own.iter().map(dated).collect();
        for at in thinning::surplus(&dated, today, free_space(&self.folder)) {
            let _ = fs::remove_file(&own[at].path);
        }
        let unfinished = format!("{SUFFIX}{}", files::UNFINISHED);
        for (name, entry) in self.entries()? {
            let changed = entry.metadata().and_then(|meta| meta.modified());
            let is_old = changed.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|age| age > LEFT_BEHIND));
            if name.starts_with(PREFIX) && name.contains(&unfinished) && is_old {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }

    /// What is wrong with a backup; reads all of it.
    ///
    /// # Errors
    /// Any [`StoreError`], unless it is about damage.
    pub fn faults(path: &Path) -> StoreResult<Vec<verify::StoreFault>> {
        let opened = Store::open_to_read(path).and_then(|store| store.ok_or_else(|| StoreError::gone(path)));
        match opened.and_then(|store| store.faults()) {
            Err(StoreError::Damaged { why, .. }) => Ok(vec![verify::StoreFault::Pages(why)]),
            faults => faults,
        }
    }

    /// What a backup holds.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn contents(path: &Path) -> StoreResult<StoreContents> {
        let store = Store::open_to_read(path)?.ok_or_else(|| StoreError::gone(path))?;
        store.contents()
    }
}

/// How the learner of a store is told in the names of backups.
fn tag(store: &Store) -> String {
    tag_of(store.learner())
}

fn tag_of(learner: Uuid) -> String {
    // The beginning is the same for all.
    let id = learner.simple().to_string();
    id[id.len() - 6..].to_owned()
}

impl BackupName {
    #[must_use]
    pub fn is_of(&self, learner: Uuid) -> bool {
        self.learner == tag_of(learner)
    }
}

impl Store {
    /// Copies all of it to a new file, checked, readable by its owner only, and returns its size in bytes; `None` if
    /// there is such a file. Other processes may write meanwhile.
    ///
    /// # Errors
    /// Any [`StoreError`]; then there is no new file.
    pub fn back_up(&self, to: &Path) -> StoreResult<Option<u64>> {
        if to.symlink_metadata().is_ok() {
            return Ok(None);
        }
        let draft = files::temporary(to)?;
        migrate::copy(&self.db, &draft, &mut |_, _| ()).map_err(|e| self.of_copy(e, to))?;
        without_log(&draft).map_err(|e| self.of_copy(e, to))?;
        // The disk writes while the processor checks.
        let (faults, synced) = both(|| page_faults(&draft), || files::sync(&draft));
        synced?;
        let mut faults = faults.map_err(|e| self.of_copy(e, to))?;
        if !faults.is_empty() && verify::is_log_sound(&faults) {
            faults = rebuilt(&draft).map_err(|e| self.of_copy(e, to))?;
            files::sync(&draft)?;
        }
        if let Some(fault) = faults.first() {
            return Err(StoreError::Damaged { path: self.path.clone(), why: fault.to_string() });
        }
        let size = fs::metadata(&draft).map_err(|e| StoreError::file(to, e))?.len();
        Ok(files::put_new(draft, to)?.then_some(size))
    }

    /// Whether it is the store that can't be read, or the copy that can't be written.
    fn of_copy(&self, error: rusqlite::Error, to: &Path) -> StoreError {
        match StoreError::sqlite(&self.path, error) {
            StoreError::Full { .. } => StoreError::Full { path: to.to_owned() },
            StoreError::ReadOnly { .. } => StoreError::ReadOnly { path: to.to_owned() },
            other => other,
        }
    }

    /// Its size in bytes.
    fn size(&self) -> StoreResult<u64> {
        let number = |db: &Connection, pragma| db.pragma_query_value(None, pragma, |row| row.get::<_, u32>(0));
        self.read(|db| Ok(u64::from(number(db, "page_count")?) * u64::from(number(db, "page_size")?)))
    }

    /// What it holds.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn contents(&self) -> StoreResult<StoreContents> {
        let answers = self.read(|db| {
            let answers: i64 = db.query_row("select coalesce(sum(reviews), 0) from day_sums", [], |row| row.get(0))?;
            Ok(u64::try_from(answers).unwrap_or(0))
        })?;
        Ok(StoreContents { learner: self.learner(), answers })
    }
}

/// Makes a copy a file without a log, so that to read it makes no files beside it.
pub(super) fn without_log(copy: &Path) -> rusqlite::Result<()> {
    let db = disk::connect_alone(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.pragma_update(None, "synchronous", "off")?;
    db.pragma_update(None, "journal_mode", "delete")?;
    db.close().map_err(|(_, e)| e)?;
    // Where the last write of it fails, SQLite takes it back and says nothing.
    match open::read_header(copy) {
        Ok(Some(StoreHeader { keeps_log: false })) => Ok(()),
        _ => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_IOERR_WRITE), None)),
    }
}

fn page_faults(copy: &Path) -> rusqlite::Result<Vec<verify::StoreFault>> {
    verify::pages(&disk::connect_alone(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?, "quick_check")
}

/// Makes the views of a copy anew from its log; returns what is wrong all the same.
fn rebuilt(copy: &Path) -> rusqlite::Result<Vec<verify::StoreFault>> {
    let mut db = disk::connect_alone(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let tx = db.transaction()?;
    views::rebuild_with_indexes(&tx, &mut |_, _| ())?;
    tx.commit()?;
    verify::faults(&db)
}

/// The space that is free on the disk of a folder, in bytes; `None` if the system doesn't say.
pub(super) fn free_space(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let disk = rustix::fs::statvfs(folder).ok()?;
        Some(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}
