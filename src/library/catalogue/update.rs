//! Brings the tables up to date: reads files that are new or have changed, on all cores if there is much to read.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::SystemTime;

use rusqlite::Connection;

use super::file::{CatalogueFile, Result, Trouble};
use super::rows::{self, FileRows, Stamp, bytes_hash, names};
use super::summaries::{Content, FileRef, KnownFile, KnownFolder, content, folder_id, is_known, known_files};
use super::{Cache, Progress, bytes};
use crate::deck::Diagnostic;
use crate::library::discover::DeckFile;
use crate::library::file_stat::FileStat;
use crate::library::read::{MUCH, bytes_of, size, threads};

/// The catalogue, up to date.
#[derive(Debug)]
pub(super) struct Updated {
    pub(super) file: CatalogueFile,
    /// For each file, its id in the tables and what it holds, or why it can't be read.
    pub(super) files: FileContents,
}

type FileContents = Vec<std::result::Result<(FileRef, Content), Box<Diagnostic>>>;

/// Reads what is new. `folders` are the ones that were scanned as a whole. Works in memory if nothing can be stored.
pub(super) fn update(
    found: &[DeckFile],
    folders: &[Arc<Path>],
    cache: &Cache,
    progress: &mut dyn FnMut(Progress),
) -> Updated {
    let mut run =
        |file: &mut CatalogueFile| Updating { found, folders, now: cache.now, files: Vec::new() }.run(file, progress);
    if let Some(mut file) = cache.folder.as_deref().and_then(CatalogueFile::open) {
        match run(&mut file) {
            Ok(files) => return Updated::of(file, files),
            Err(Trouble::OutOfReach) => {}
            Err(Trouble::Overtaken) => {
                if let Ok(files) = run(&mut file) {
                    return Updated::of(file, files);
                }
            }
            Err(Trouble::Damaged) => {
                if let Some(mut file) = file.replaced()
                    && let Ok(files) = run(&mut file)
                {
                    return Updated::of(file, files);
                }
            }
        }
    }
    let mut file = CatalogueFile::in_memory().expect("tables can be made in memory");
    let files = run(&mut file).expect("tables in memory can be read and written");
    Updated::of(file, files)
}

impl Updated {
    fn of(file: CatalogueFile, files: FileContents) -> Self {
        file.hurry();
        Self { file, files }
    }
}

struct Updating<'f> {
    found: &'f [DeckFile],
    folders: &'f [Arc<Path>],
    now: SystemTime,
    files: Vec<std::result::Result<FileRef, Box<Diagnostic>>>,
}

/// A file to read.
struct Job<'f> {
    at: usize,
    file: &'f DeckFile,
    /// The file as the tables know it.
    known: Option<KnownFile>,
}

impl Job<'_> {
    const fn file_ref(&self, known: &KnownFile) -> FileRef {
        FileRef { at: self.at, id: known.id, has_diagnostics: known.diagnostics > 0 }
    }
}

/// The result of reading a file.
enum Made {
    /// Its bytes have not changed.
    Same,
    New {
        hash: u64,
        rows: FileRows,
    },
    Unreadable(Box<Diagnostic>),
}

/// What has to change in the tables.
#[derive(Default)]
struct FileChanges<'f> {
    jobs: Vec<Job<'f>>,
    /// Ids of files that are gone.
    gone: Vec<i64>,
}

impl<'f> Updating<'f> {
    fn run(&mut self, file: &mut CatalogueFile, progress: &mut dyn FnMut(Progress)) -> Result<FileContents> {
        let (jobs, is_any_gone) = {
            // One transaction, or each query would lock and unlock the file.
            let tx = file.db().unchecked_transaction()?;
            let FileChanges { jobs, gone } = self.compare(&tx)?;
            if jobs.is_empty() && gone.is_empty() {
                return self.contents(&tx);
            }
            (jobs, !gone.is_empty())
        };
        if !is_any_gone && self.are_all_the_same(&jobs) {
            (1..=jobs.len()).for_each(|done| progress(Progress { done, all: jobs.len() }));
            let tx = file.db().unchecked_transaction()?;
            return self.contents(&tx);
        }
        let tx = file.write()?;
        // Another process may have read some of them while this one was waiting.
        let FileChanges { jobs, gone } = self.compare(&tx)?;
        for id in gone {
            rows::delete(id, &tx)?;
        }
        let is_much = jobs.iter().map(|job| size(job.file)).sum::<u64>() >= MUCH;
        let mut folders = HashMap::new();
        let (mut trouble, mut done) = (None, 0);
        each_made(&jobs, is_much, |job, made| {
            // After an error, SQLite may have ended the transaction, and nothing may be written outside one.
            if trouble.is_none() {
                trouble = self.take(job, made, &mut folders, &tx).err();
            }
            done += 1;
            progress(Progress { done, all: jobs.len() });
        });
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        let contents = self.contents(&tx)?;
        forget_folders(&tx)?;
        tx.commit()?;
        Ok(contents)
    }

    /// Whether all these files were merely saved or dated anew: their bytes are those that the tables know, and their
    /// stamps are no better.
    fn are_all_the_same(&mut self, jobs: &[Job]) -> bool {
        jobs.iter().all(|job| {
            let Some(known) = &job.known else { return false };
            let is_same = matches!(has_hash(job.file, known.stamp.hash), Ok(true))
                && self.stamp(job.file, known.stamp.hash).is_none_or(|stamp| stamp == known.stamp);
            if is_same {
                self.files[job.at] = Ok(job.file_ref(known));
            }
            is_same
        })
    }

    /// Compares the files found with the tables.
    fn compare(&mut self, db: &Connection) -> Result<FileChanges<'f>> {
        let whole: HashSet<&Path> = self.folders.iter().map(|folder| &**folder).collect();
        let mut homes: HashMap<&Path, KnownFolder> = HashMap::new();
        for home in self.found.iter().map(|file| &*file.home).chain(whole.iter().copied()) {
            if !homes.contains_key(home) {
                let files = folder_id(home, db)?.map(|id| known_files(id, db)).transpose()?.unwrap_or_default();
                homes.insert(home, files);
            }
        }
        let mut changes = FileChanges::default();
        self.files.clear();
        for (at, file) in self.found.iter().enumerate() {
            let (name, link) = names(file);
            let known = homes.get_mut(&*file.home).and_then(|known| known.remove(&(name.to_vec(), link.to_vec())));
            let is_same = known.as_ref().is_some_and(|known| is_same(file, &known.stamp));
            let same = known.as_ref().filter(|_| is_same).map(|known| FileRef {
                at,
                id: known.id,
                has_diagnostics: known.diagnostics > 0,
            });
            // A file with id 0 gets its real entry when it is read.
            self.files.push(Ok(same.unwrap_or(FileRef { at, id: 0, has_diagnostics: false })));
            if !is_same {
                changes.jobs.push(Job { at, file, known });
            }
        }
        // All built-in files are always found.
        let is_whole = |home: &Path| whole.contains(home) || home.as_os_str().is_empty();
        let gone = homes.into_iter().filter(|(home, _)| is_whole(home)).flat_map(|(_, left)| left.into_values());
        changes.gone = gone.map(|file| file.id).collect();
        Ok(changes)
    }

    /// Reads what each file holds.
    fn contents(&mut self, db: &Connection) -> Result<FileContents> {
        let files = self.found.iter().zip(std::mem::take(&mut self.files)).map(|(file, row)| match row {
            Ok(row) => match content(row, file, db)? {
                Content::Nothing if !is_known(row, db)? => Err(Trouble::Overtaken),
                // A file that holds nothing has at least one diagnostic.
                Content::Nothing if !row.has_diagnostics => Err(Trouble::Damaged),
                content => Ok(Ok((row, content))),
            },
            Err(diagnostic) => Ok(Err(diagnostic)),
        });
        files.collect()
    }

    /// Writes the result of reading a file.
    fn take(&mut self, job: &Job, made: Made, folders: &mut HashMap<Arc<Path>, i64>, db: &Connection) -> Result<()> {
        let &Job { at, file, ref known } = job;
        let (hash, rows) = match made {
            Made::New { hash, rows } => (hash, rows),
            Made::Same => {
                if let Some(known) = known {
                    self.stamp(file, known.stamp.hash).map_or(Ok(()), |stamp| restamp(known.id, stamp, db))?;
                    self.files[at] = Ok(job.file_ref(known));
                }
                return Ok(());
            }
            Made::Unreadable(diagnostic) => {
                self.files[at] = Err(diagnostic);
                return Ok(());
            }
        };
        let folder = if let Some(&folder) = folders.get(&file.home) {
            folder
        } else {
            let sql = "insert into folders (path) values (?1) on conflict do update set path = path returning id";
            let folder = db.prepare_cached(sql)?.query_row([bytes(&file.home)], |row| row.get(0))?;
            folders.insert(Arc::clone(&file.home), folder);
            folder
        };
        // A file without a stat, one that couldn't be taken before reading, is read again next time.
        let stamp = self.stamp(file, hash).unwrap_or(Stamp { stat: FileStat::default(), hash, settled: false });
        if let Some(known) = known {
            rows::delete(known.id, db)?;
        }
        let id = rows.write(folder, file, stamp, db)?;
        self.files[at] = Ok(FileRef { at, id, has_diagnostics: !rows.diagnostics.is_empty() });
        Ok(())
    }

    fn stamp(&self, file: &DeckFile, hash: u64) -> Option<Stamp> {
        let is_builtin = file.builtin.is_some();
        let stat = if is_builtin { FileStat::default() } else { file.stat? };
        Some(Stamp { stat, hash, settled: is_builtin || stat.is_settled(self.now) })
    }
}

/// Whether a file is unchanged, as far as can be told without reading it.
fn is_same(file: &DeckFile, stamp: &Stamp) -> bool {
    match file.builtin {
        Some(builtin) => builtin.stamp == stamp.hash,
        None => stamp.settled && file.stat == Some(stamp.stat),
    }
}

fn restamp(id: i64, stamp: Stamp, db: &Connection) -> rusqlite::Result<()> {
    let Stamp { stat, settled, .. } = stamp;
    let [size, inode] = [stat.size, stat.inode].map(u64::cast_signed);
    db.prepare_cached("update files set size = ?2, mtime = ?3, ctime = ?4, inode = ?5, settled = ?6 where id = ?1")?
        .execute((id, size, stat.mtime, stat.ctime, inode, settled))?;
    Ok(())
}

/// Deletes the rows of folders that are gone.
fn forget_folders(db: &Connection) -> rusqlite::Result<()> {
    let mut all = db.prepare_cached("select id, path from folders where path <> x''")?;
    let folders = all.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    let gone: Vec<i64> =
        folders.filter_map(|row| row.ok().filter(|(_, path)| is_gone(path)).map(|(id, _)| id)).collect();
    for folder in gone {
        let mut files = db.prepare_cached("select id from files where folder = ?1")?;
        let files: Vec<i64> = files.query_map([folder], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        files.into_iter().try_for_each(|file| rows::delete(file, db))?;
        db.prepare_cached("delete from folders where id = ?1")?.execute([folder])?;
    }
    Ok(())
}

#[cfg(unix)]
fn is_gone(path: &[u8]) -> bool {
    use std::os::unix::ffi::OsStrExt as _;
    !Path::new(std::ffi::OsStr::from_bytes(path)).is_dir()
}

#[cfg(not(unix))]
fn is_gone(path: &[u8]) -> bool {
    std::str::from_utf8(path).is_ok_and(|path| !Path::new(path).is_dir())
}

fn make(job: &Job) -> Made {
    let file = job.file;
    if let Some(builtin) = file.builtin {
        return Made::New { hash: builtin.stamp, rows: FileRows::of(file, builtin.text.as_bytes()) };
    }
    match bytes_of(&file.path) {
        Ok(bytes) => {
            let hash = bytes_hash(&bytes);
            let is_known = job.known.as_ref().is_some_and(|known| known.stamp.hash == hash);
            if is_known { Made::Same } else { Made::New { hash, rows: FileRows::of(file, &bytes) } }
        }
        Err(diagnostic) => Made::Unreadable(diagnostic),
    }
}

/// Whether the bytes of a file have this hash.
fn has_hash(file: &DeckFile, hash: u64) -> std::result::Result<bool, Box<Diagnostic>> {
    match file.builtin {
        Some(builtin) => Ok(builtin.stamp == hash),
        None => Ok(bytes_hash(&bytes_of(&file.path)?) == hash),
    }
}

/// Reads files, on several threads if there is much to read. Passes them on one at a time, so that few are in memory
/// at once.
fn each_made<'j>(jobs: &'j [Job], is_much: bool, mut take: impl FnMut(&'j Job<'j>, Made)) {
    let threads = if is_much { threads().min(jobs.len()) } else { 1 };
    if threads < 2 {
        for job in jobs {
            take(job, make(job));
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
                    if sender.send((job, make(job))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (job, made) in receiver {
            take(job, made);
        }
    });
}
