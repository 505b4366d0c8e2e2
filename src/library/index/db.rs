//! The file of the index.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::reader::READER;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, TransactionBehavior};

/// The number of the tables, and the name of the file with it.
const FORMAT: u32 = 1;
/// How long another process is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// The same once the decks are found.
const HURRY: Duration = Duration::from_millis(50);

/// How much of the file `SQLite` keeps in memory while it is read, and from when it is written, in KiB.
const CACHE_KIB: [i32; 2] = [64, 512];

/// How large the file's pages are.
const PAGE_BYTES: u32 = 16_384;

const TABLES: &str = "
create table folders (id integer primary key, path blob not null unique) strict;
-- `row`: how the file looked, the hash of its bytes, and what is read of it at every start; sealed.
create table files (folder integer not null, name blob not null, body integer not null, row blob not null,
    primary key (folder, name)) strict, without rowid;
-- The cards and problems of a file; sealed.
create table bodies (id integer primary key, row blob not null) strict;
-- How the decks of a folder and a log differ; sealed.
create table splits (folder integer primary key, row blob not null) strict;
";

/// Why the index is of no use just now.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It holds what it should not, and another one has to be made.
    Damaged,
    /// It can't be read or written, whatever the reason.
    OutOfReach,
}

type Result<T> = std::result::Result<T, Trouble>;

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        let system = [
            ErrorCode::DatabaseBusy,
            ErrorCode::DatabaseLocked,
            ErrorCode::PermissionDenied,
            ErrorCode::ReadOnly,
            ErrorCode::CannotOpen,
            ErrorCode::DiskFull,
            ErrorCode::SystemIoFailure,
            ErrorCode::OutOfMemory,
            ErrorCode::NoLargeFileSupport,
            ErrorCode::FileLockingProtocolFailed,
        ];
        match error.sqlite_error_code() {
            Some(code) if system.contains(&code) => Self::OutOfReach,
            _ => Self::Damaged,
        }
    }
}

/// The index, open.
#[derive(Debug)]
pub(super) struct Db {
    db: Connection,
    path: PathBuf,
}

impl Db {
    /// How large the index in a folder is, in bytes; 0 where there is none.
    pub(super) fn size(folder: &Path) -> u64 {
        fs::metadata(path(folder)).map_or(0, |meta| meta.len())
    }

    /// Opens the index in a folder, and makes both if need be; none where that can't be done.
    pub(super) fn open(folder: &Path) -> Option<Self> {
        let path = path(folder);
        match Self::try_open(&path) {
            Ok(db) => Some(db),
            Err(Trouble::Damaged) => Self::anew(&path),
            Err(Trouble::OutOfReach) if folder.exists() => None,
            Err(Trouble::OutOfReach) => {
                fs::create_dir_all(folder).ok()?;
                Self::try_open(&path).ok()
            }
        }
    }

    /// Another one in the place of this.
    pub(super) fn replaced(self) -> Option<Self> {
        let Self { db, path } = self;
        drop(db);
        Self::anew(&path)
    }

    /// Takes a damaged one away, so that the next process makes another.
    pub(super) fn discard(self) {
        let Self { db, path } = self;
        drop(db);
        remove(&path);
    }

    fn anew(path: &Path) -> Option<Self> {
        remove(path);
        Self::try_open(path).ok()
    }

    fn try_open(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(PATIENCE)?;
        // What a power cut spoils is made again.
        db.pragma_update(None, "synchronous", "off")?;
        // Rows are read one after another and not again. Memory that was used before is had sooner than other.
        db.pragma_update(None, "cache_size", -CACHE_KIB[0])?;
        if version(&db)? != READER {
            // A row of cards fills several of the usual pages, and each is asked for by itself. It is settled with the
            // first table.
            db.pragma_update(None, "page_size", PAGE_BYTES)?;
            create(&mut db)?;
        }
        Ok(Self { db, path: path.to_path_buf() })
    }

    /// Changes when another process has written.
    pub(super) fn state(&self) -> Result<i64> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// The number of a folder.
    pub(super) fn folder(&self, home: &Path) -> Result<Option<i64>> {
        let mut find = self.db.prepare_cached("select id from folders where path = ?1")?;
        Ok(find.query_row([bytes(home)], |row| row.get(0)).optional()?)
    }

    /// The numbers and true paths of all folders.
    pub(super) fn folders(&self) -> Result<Vec<(i64, Vec<u8>)>> {
        folders(&self.db)
    }

    /// The sealed row of a file.
    pub(super) fn file(&self, folder: i64, name: &[u8]) -> Result<Option<Vec<u8>>> {
        let mut find = self.db.prepare_cached("select row from files where folder = ?1 and name = ?2")?;
        Ok(find.query_row((folder, name), |row| row.get(0)).optional()?)
    }

    /// Hands over name, number of the body and row of each file of a folder, by name.
    pub(super) fn each_file(&self, folder: i64, mut each: impl FnMut(&[u8], i64, &[u8])) -> Result<()> {
        let mut find = self.db.prepare_cached("select name, body, row from files where folder = ?1 order by name")?;
        let mut rows = find.query([folder])?;
        while let Some(row) = rows.next()? {
            let blob = |at| row.get_ref(at)?.as_blob().map_err(|_| rusqlite::Error::InvalidQuery);
            each(blob(0)?, row.get(1)?, blob(2)?);
        }
        Ok(())
    }

    /// The sealed row of a body.
    pub(super) fn body(&self, id: i64) -> Option<Vec<u8>> {
        let mut find = self.db.prepare_cached("select row from bodies where id = ?1").ok()?;
        find.query_row([id], |row| row.get(0)).ok()
    }

    /// Puts the row of a body back that got lost.
    pub(super) fn mend(&self, id: i64, row: &[u8]) {
        // It will be read again otherwise.
        let _ = self.db.execute("insert or replace into bodies (id, row) values (?1, ?2)", (id, row));
    }

    /// All that is kept of how the decks of a folder and a log differ.
    pub(super) fn splits(&self, folder: i64) -> Result<Option<Vec<u8>>> {
        splits(&self.db, folder)
    }

    /// From here on nobody is waited for long: whoever asks for a card sees it sooner from its file.
    pub(super) fn hurry(&self) {
        // Without it all is as right, and slower.
        let _ = self.db.busy_timeout(HURRY);
    }

    /// One look at many rows: they are read without asking each time whether somebody writes. While it lasts nobody
    /// else can finish writing.
    pub(super) fn reading(&self) -> Reading<'_> {
        // Where it can't be had the rows are read one by one.
        let begun = self.db.is_autocommit() && self.db.execute_batch("begin").is_ok();
        Reading { db: &self.db, begun }
    }

    /// Begins to write; waits for others.
    pub(super) fn begin(&self) -> Result<Writing<'_>> {
        self.db.pragma_update(None, "cache_size", -CACHE_KIB[1])?;
        self.db.execute_batch("begin immediate")?;
        Ok(Writing { db: &self.db, done: false })
    }
}

/// Many rows are read until this goes.
#[derive(Debug)]
pub(super) struct Reading<'d> {
    db: &'d Connection,
    begun: bool,
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        if self.begun {
            // What was mended meanwhile is kept where it can be.
            if self.db.execute_batch("commit").is_err() {
                let _ = self.db.execute_batch("rollback");
            }
        }
    }
}

/// What changes of an index at one opening: all of it or nothing.
#[derive(Debug)]
pub(super) struct Writing<'d> {
    db: &'d Connection,
    done: bool,
}

impl Writing<'_> {
    /// The number of a folder, which it gets if it has none.
    pub(super) fn folder(&self, home: &Path) -> Result<i64> {
        let sql = "insert into folders (path) values (?1) on conflict do update set path = path returning id";
        Ok(self.db.prepare_cached(sql)?.query_row([bytes(home)], |row| row.get(0))?)
    }

    /// Puts the rows of a file in the place of those it had; gives the number of its body.
    pub(super) fn put(&self, folder: i64, name: &[u8], light: &[u8], heavy: &[u8]) -> Result<i64> {
        let body = self.body_of(folder, name)?;
        let mut put = self.db.prepare_cached("insert or replace into bodies (id, row) values (?1, ?2)")?;
        put.execute((body, heavy))?;
        let body = self.db.last_insert_rowid();
        let sql = "insert or replace into files (folder, name, body, row) values (?1, ?2, ?3, ?4)";
        self.db.prepare_cached(sql)?.execute((folder, name, body, light))?;
        Ok(body)
    }

    /// Gives a file another light row and leaves its body.
    pub(super) fn put_light(&self, folder: i64, name: &[u8], light: &[u8]) -> Result<()> {
        let mut put = self.db.prepare_cached("update files set row = ?3 where folder = ?1 and name = ?2")?;
        put.execute((folder, name, light))?;
        Ok(())
    }

    /// Forgets a file.
    pub(super) fn delete(&self, folder: i64, name: &[u8]) -> Result<()> {
        if let Some(body) = self.body_of(folder, name)? {
            self.db.prepare_cached("delete from bodies where id = ?1")?.execute([body])?;
        }
        self.db.prepare_cached("delete from files where folder = ?1 and name = ?2")?.execute((folder, name))?;
        Ok(())
    }

    /// What is kept of how the decks of a folder and a log differ.
    pub(super) fn splits(&self, folder: i64) -> Result<Option<Vec<u8>>> {
        splits(self.db, folder)
    }

    /// Keeps this in its place.
    pub(super) fn put_splits(&self, folder: i64, row: &[u8]) -> Result<()> {
        self.db.execute("insert or replace into splits (folder, row) values (?1, ?2)", (folder, row))?;
        Ok(())
    }

    /// The numbers of all bodies of a folder.
    pub(super) fn bodies(&self, folder: i64) -> Result<HashSet<i64>> {
        let mut all = self.db.prepare_cached("select body from files where folder = ?1")?;
        Ok(all.query_map([folder], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets folders that are there no more.
    pub(super) fn prune(&self) -> Result<()> {
        // What is built into the program lies in no folder.
        for (id, _) in folders(self.db)?.into_iter().filter(|(_, path)| !path.is_empty() && is_gone(path)) {
            self.db.execute("delete from bodies where id in (select body from files where folder = ?1)", [id])?;
            self.db.execute("delete from splits where folder = ?1", [id])?;
            self.db.execute("delete from files where folder = ?1", [id])?;
            self.db.execute("delete from folders where id = ?1", [id])?;
        }
        Ok(())
    }

    pub(super) fn commit(mut self) -> Result<()> {
        self.db.execute_batch("commit")?;
        self.done = true;
        Ok(())
    }

    fn body_of(&self, folder: i64, name: &[u8]) -> Result<Option<i64>> {
        let mut find = self.db.prepare_cached("select body from files where folder = ?1 and name = ?2")?;
        Ok(find.query_row((folder, name), |row| row.get(0)).optional()?)
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if !self.done {
            // What was not committed is gone in any case when the connection is.
            let _ = self.db.execute_batch("rollback");
        }
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join(format!("decks-{FORMAT}.db"))
}

fn splits(db: &Connection, folder: i64) -> Result<Option<Vec<u8>>> {
    let mut find = db.prepare_cached("select row from splits where folder = ?1")?;
    Ok(find.query_row([folder], |row| row.get(0)).optional()?)
}

fn folders(db: &Connection) -> Result<Vec<(i64, Vec<u8>)>> {
    let mut all = db.prepare_cached("select id, path from folders")?;
    Ok(all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

fn version(db: &Connection) -> Result<i32> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Makes the tables, unless another process has made them meanwhile.
fn create(db: &mut Connection) -> Result<()> {
    let making = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&making)?;
    let tables: u32 = making.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if found == READER {
        return Ok(());
    }
    if found != 0 || tables > 0 {
        return Err(Trouble::Damaged);
    }
    making.execute_batch(TABLES)?;
    making.pragma_update(None, "user_version", READER)?;
    Ok(making.commit()?)
}

/// Removes an index and what was half written of it, which would be taken for a part of the next one.
fn remove(path: &Path) {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    let _ = fs::remove_file(path);
    let _ = fs::remove_file(journal);
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
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
