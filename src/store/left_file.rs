//! How we left the file of a store: its size, times and inode, noted beside it.
//!
//! A write-ahead log that a killed process leaves belongs to the file as it was then. If somebody puts another file in
//! its place, the next start must not write the log into it. Only a checkpoint changes the file, so only then is the note
//! written anew; a note that is lost or late costs a start some time, see `stray_log.rs`.

use std::cell::Cell;
use std::fs::{self, Metadata, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::files;

/// What tells a file from another in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileStamp {
    size: u64,
    /// Nanoseconds since 1970.
    modified: i128,
    /// The same for name, permissions or content; when it was made, where the system doesn't know that. Can't be set back.
    changed: i128,
    /// 0 if the system has none.
    inode: u64,
}

impl FileStamp {
    /// That of the file at a path; `None` if there is none.
    pub(super) fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().as_ref().map(Self::of)
    }

    fn of(meta: &Metadata) -> Self {
        let modified = meta.modified().map_or(0, nanoseconds);
        #[cfg(unix)]
        let (changed, inode) = {
            use std::os::unix::fs::MetadataExt as _;
            (i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec()), meta.ino())
        };
        #[cfg(not(unix))]
        let (changed, inode) = (meta.created().map_or(0, nanoseconds), 0);
        Self { size: meta.len(), modified, changed, inode }
    }

    /// What was noted last of the store at a path.
    fn noted(store: &Path) -> Option<Self> {
        let text = fs::read_to_string(note(store)).ok()?;
        let mut numbers = text.split_whitespace();
        let mut next = || numbers.next().and_then(|number| number.parse::<i128>().ok());
        let (size, modified, changed, inode) = (next()?, next()?, next()?, next()?);
        Some(Self { size: u64::try_from(size).ok()?, modified, changed, inode: u64::try_from(inode).ok()? })
    }

    /// Notes it. A failure is no harm: see above.
    fn write(&self, store: &Path) {
        let Self { size, modified, changed, inode } = self;
        // Always of one length, so that the file need not be cut off first, which some file systems then sync.
        let text = format!("{size:>20} {modified:>24} {changed:>24} {inode:>20}\n");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let _ = options.open(note(store)).and_then(|mut file| file.write_all(text.as_bytes()));
    }

    /// Whether it is the same file, though its content may have changed.
    pub(super) const fn is_same_file(&self, other: &Self) -> bool {
        self.inode == other.inode
    }
}

fn nanoseconds(time: SystemTime) -> i128 {
    let narrow = |nanoseconds: u128| i128::try_from(nanoseconds).unwrap_or(i128::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => narrow(since.as_nanos()),
        Err(before) => -narrow(before.duration().as_nanos()),
    }
}

/// Where it is noted.
pub(super) fn note(store: &Path) -> PathBuf {
    files::with_ending(store, ".stamp")
}

/// Whether the file of a store is as we left it.
pub(super) fn is_as_left(store: &Path) -> bool {
    let noted = FileStamp::noted(store);
    noted.is_some() && noted == FileStamp::at(store)
}

/// Notes the file of a store as it is.
pub(super) fn note_present(store: &Path) {
    if let Some(stamp) = FileStamp::at(store) {
        stamp.write(store);
    }
}

/// The file of an open store.
#[derive(Debug)]
pub(super) struct LeftFile {
    /// Without links, since the log lies beside the file that a link leads to.
    path: PathBuf,
    /// As it was opened, or left by our last checkpoint.
    stamp: Cell<Option<FileStamp>>,
    is_noted: Cell<bool>,
}

impl LeftFile {
    /// The file at a path, just opened.
    pub(super) fn opened(path: PathBuf) -> Self {
        let stamp = Cell::new(FileStamp::at(&path));
        Self { path, stamp, is_noted: Cell::new(false) }
    }

    /// Called before each write: from the first on there is a log.
    pub(super) fn before_write(&self) {
        if self.is_noted.replace(true) {
            return;
        }
        let now = FileStamp::at(&self.path);
        // If it differs, another process has written it back and noted it, or it was replaced.
        if let Some(stamp) = now.filter(|_| now == self.stamp.get()) {
            stamp.write(&self.path);
        }
    }

    /// Called after the log was written back into the file.
    pub(super) fn after_checkpoint(&self) {
        let (now, before) = (FileStamp::at(&self.path), self.stamp.get());
        // Another file in its place must not pass for ours.
        if let Some(stamp) = now.filter(|now| before.is_some_and(|before| now.is_same_file(&before)))
            && now != before
        {
            stamp.write(&self.path);
            self.stamp.set(Some(stamp));
        }
    }
}
