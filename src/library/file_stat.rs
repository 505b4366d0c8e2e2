//! Size and times of files, and whether they suffice to see that a file has not changed.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::fnv::stamp_on;

/// The coarsest resolution of file times. A later change is certain to show in times that are older than this.
const STEP: Duration = Duration::from_secs(2);

/// Size and times of a file; the times in nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FileStat {
    pub(super) size: u64,
    pub(super) mtime: i64,
    /// The ctime: when name, permissions or content changed. Can't be set back. 0 if the system has none.
    pub(super) ctime: i64,
    /// A hash of device and inode: a folder that takes another's name may have files of the same size and times. 0 if the
    /// system has none.
    pub(super) inode: u64,
}

impl FileStat {
    /// `None` if it isn't a regular file.
    pub(super) fn of(meta: &Metadata) -> Option<Self> {
        if !meta.is_file() {
            return None;
        }
        let mtime = meta.modified().map_or(0, nanoseconds);
        #[cfg(unix)]
        let (ctime, inode) = {
            use std::os::unix::fs::MetadataExt as _;
            let ctime = meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec());
            (ctime, stamp_on(meta.dev(), &meta.ino().to_le_bytes()))
        };
        #[cfg(not(unix))]
        let (ctime, inode) = (0, 0);
        Some(Self { size: meta.len(), mtime, ctime, inode })
    }

    /// The present size and times of the file at a path.
    pub(super) fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().and_then(|meta| Self::of(&meta))
    }

    /// A hash of all of it.
    pub(super) fn number(self) -> u64 {
        let Self { size, mtime, ctime, inode } = self;
        let numbers = [size, mtime.cast_unsigned(), ctime.cast_unsigned(), inode];
        numbers.into_iter().fold(0, |hash, number| stamp_on(hash, &number.to_le_bytes()))
    }

    /// Whether every change after `now` is certain to show in size or times.
    pub(super) fn is_settled(&self, now: SystemTime) -> bool {
        let limit = now.checked_sub(STEP).map_or(i64::MIN, nanoseconds);
        self.mtime <= limit && self.ctime <= limit
    }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let narrow = |time: Duration| i64::try_from(time.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => narrow(since),
        Err(before) => -narrow(before.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_two_seconds_old_is_settled() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        let stat = |mtime: i64, ctime: i64| FileStat { size: 1, mtime, ctime, inode: 1 }.is_settled(now);
        assert!(stat(998_000_000_000, 0));
        assert!(!stat(998_000_000_001, 0));
        assert!(!stat(0, 999_000_000_000));
        assert!(!stat(2_000_000_000_000, 0));
        assert!(stat(-5, -5));
    }
}
