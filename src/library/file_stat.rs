//! How a file looks from outside, and when that is enough to know that it has not changed.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::fnv::stamp_on;

/// Times of files come in steps of up to this: what is older than that shows every later change.
const STEP: Duration = Duration::from_secs(2);

/// Size and times of a file; the times in nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FileStat {
    pub(super) size: u64,
    pub(super) changed: i64,
    /// When its name, rights or content changed: nobody can set it back. 0 where there is no such time.
    pub(super) touched: i64,
}

impl FileStat {
    /// That of a file; none of what is something else.
    pub(super) fn of(meta: &Metadata) -> Option<Self> {
        if !meta.is_file() {
            return None;
        }
        let changed = meta.modified().map_or(0, nanoseconds);
        #[cfg(unix)]
        let touched = {
            use std::os::unix::fs::MetadataExt as _;
            meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec())
        };
        #[cfg(not(unix))]
        let touched = 0;
        Some(Self { size: meta.len(), changed, touched })
    }

    /// How the file at a path looks now.
    pub(super) fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().and_then(|meta| Self::of(&meta))
    }

    /// A number that another look has by chance alone.
    pub(super) fn number(self) -> u64 {
        let Self { size, changed, touched } = self;
        let numbers = [size, changed.cast_unsigned(), touched.cast_unsigned()];
        numbers.into_iter().fold(0, |hash, number| stamp_on(hash, &number.to_le_bytes()))
    }

    /// Whether a file that looked like this before `now` looks different after every later change.
    pub(super) fn is_settled(&self, now: SystemTime) -> bool {
        let limit = now.checked_sub(STEP).map_or(i64::MIN, nanoseconds);
        self.changed <= limit && self.touched <= limit
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
        let look = |changed: i64, touched: i64| FileStat { size: 1, changed, touched }.is_settled(now);
        assert!(look(998_000_000_000, 0));
        assert!(!look(998_000_000_001, 0));
        assert!(!look(0, 999_000_000_000));
        assert!(!look(2_000_000_000_000, 0));
        assert!(look(-5, -5));
    }
}
