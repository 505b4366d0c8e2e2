//! Examines the file of a store and the log beside it.
//!
//! Nothing is changed, not even for a moment beside the store: to read a file together with a log that a killed process has
//! left would change the log's index, so both are copied to the folder for temporary files.

use std::fs::File;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::impossible::{self, ImpossibleEvent};
use super::schema::{self, SchemaFault};
use crate::store::disk::Disk;
use crate::store::migrate::{self, MIGRATIONS};
use crate::store::trial::Trial;
use crate::store::verify::{self, StoreFault};
use crate::store::whole_file::is_log_in_use;
use crate::store::{Store, StoreError, StoreResult, files, left_file, open, salvage};

/// What is in the write-ahead log beside a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogState {
    /// Nothing.
    Empty,
    /// Another process works with it.
    InUse,
    /// A killed process has left it; the next start takes it in.
    Left,
    /// It belongs to another state of the file; the next start sets it aside.
    Stray,
    /// Without a write-ahead log: a process was killed while it wrote, and the next start takes back what it wrote.
    HalfWritten,
}

/// What was found of a store.
#[derive(Debug)]
pub struct Examined {
    pub format: u32,
    pub log: LogState,
    /// Whether it is kept without a write-ahead log, for a disk that can't have one.
    pub lacks_log: bool,
    pub faults: Vec<StoreFault>,
    pub schema: Vec<SchemaFault>,
    pub impossible: Vec<ImpossibleEvent>,
    /// To be read; `None` if it is too damaged for that.
    pub store: Option<Store>,
    /// A copy that is read in its place.
    _copy: Option<Trial>,
}

impl Examined {
    /// Examines the store at a path; `None` if there is none.
    ///
    /// # Errors
    /// If it isn't a store that this program can read. One that is damaged is no error.
    pub fn of(path: &Path) -> StoreResult<Option<Self>> {
        let header = match open::read_header(path) {
            Err(StoreError::Damaged { why, .. }) => return Ok(Some(Self::damaged(why))),
            Err(StoreError::Emptied { .. }) => {
                return Ok(Some(Self::damaged("it is empty, so what it held is lost".to_owned())));
            }
            header => header?,
        };
        let Some(header) = header else { return Ok(None) };
        let real = files::real(path)?;
        let (log, copy) = if open::is_half_written(&real) {
            let copy = trial(path, &real)?;
            open::roll_back(&copy.copy, Disk::Able)?;
            (LogState::HalfWritten, Some(copy))
        } else if !header.keeps_log || is_log_in_use(&real) {
            (if header.keeps_log { LogState::InUse } else { LogState::Empty }, None)
        } else if open::has_log(&real) {
            // Without room for a copy, both are read where they are.
            copied(path, &real).map_or((LogState::Left, None), |(log, copy)| (log, Some(copy)))
        } else {
            (LogState::Empty, None)
        };
        let db = connect(path, copy.as_ref(), log, header.keeps_log);
        let mut found = match db.and_then(|db| Self::read(db, path)) {
            Err(StoreError::Damaged { why, .. }) => Self::damaged(why),
            found => found.map_err(|error| error.about(path))?,
        };
        if let (LogState::Left, Some(copy)) = (log, &copy)
            && salvage::is_log_damaged(&copy.copy)?
        {
            found
                .faults
                .push(StoreFault::Pages("the log beside it is damaged, and answers stand behind that".to_owned()));
        }
        Ok(Some(Self { log, lacks_log: !header.keeps_log, _copy: copy, ..found }))
    }

    fn damaged(why: String) -> Self {
        Self {
            format: 0,
            log: LogState::Empty,
            lacks_log: false,
            faults: vec![StoreFault::Pages(why)],
            schema: Vec::new(),
            impossible: Vec::new(),
            store: None,
            _copy: None,
        }
    }

    fn read(db: Connection, path: &Path) -> StoreResult<Self> {
        let failed = |e| StoreError::sqlite(path, e);
        let format = migrate::version(&db).map_err(failed)?;
        let mut faults = Vec::new();
        let schema = schema::faults(&db, format)?.map_err(failed)?;
        if format < migrate::last_of(MIGRATIONS) {
            faults.extend(verify::pages(&db, "integrity_check").map_err(failed)?);
        }
        let db = open::in_present_format(db, path)?;
        if faults.is_empty() {
            faults = verify::faults(&db).map_err(failed)?;
        }
        let impossible = if faults.iter().any(|fault| matches!(fault, StoreFault::Pages(_))) {
            Vec::new()
        } else {
            impossible::events(&db).map_err(failed)?
        };
        let store = match Store::with(db, path, "") {
            Err(StoreError::Damaged { .. }) if !faults.is_empty() => None,
            store => Some(store?),
        };
        Ok(Self { format, log: LogState::Empty, lacks_log: false, faults, schema, impossible, store, _copy: None })
    }

    /// The newest format that this program knows.
    #[must_use]
    pub fn present_format() -> u32 {
        migrate::last_of(MIGRATIONS)
    }

    /// Whether the log itself, or the file that holds it, is damaged. Views can be made anew; a log can't.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.faults.iter().any(|fault| !fault.is_of_views())
            || self.impossible.iter().any(|event| !event.is_readable)
            || self.store.is_none()
    }
}

/// The file and its log on a copy, and whether they belong together.
fn copied(path: &Path, real: &Path) -> StoreResult<(LogState, Trial)> {
    let trial = trial(path, real)?;
    let is_stray =
        !left_file::is_as_left(real) && !trial.faults_together()?.is_empty() && trial.faults_alone()?.is_empty();
    Ok((if is_stray { LogState::Stray } else { LogState::Left }, trial))
}

fn trial(path: &Path, real: &Path) -> StoreResult<Trial> {
    let scratch = std::env::temp_dir().join(real.file_name().unwrap_or_default());
    Trial::of(File::open(real).map_err(|e| StoreError::file(path, e))?, real, &scratch)
}

fn connect(path: &Path, copy: Option<&Trial>, log: LogState, keeps_log: bool) -> StoreResult<Connection> {
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let immutable = |path: &Path| open::connect(&open::immutable(path), read_only | OpenFlags::SQLITE_OPEN_URI);
    match (copy, log) {
        (Some(copy), LogState::Stray) => immutable(&copy.copy),
        (Some(copy), _) => open::connect(&copy.copy, read_only),
        (None, LogState::InUse | LogState::Left | LogState::HalfWritten) => open::connect(path, read_only),
        // With a log, even an empty one, to open it would make files.
        (None, _) if keeps_log => immutable(path),
        (None, _) => open::connect(path, read_only),
    }
}
