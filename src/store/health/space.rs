//! How much room the disk of a store has.

use std::fs;
use std::path::Path;

use crate::store::backup::free_space;
use crate::store::files;

/// An upgrade and a restore need room for a copy, and the log and a backup for something beside it.
const COPIES: u64 = 2;
const LEAST: u64 = 10_000_000;

/// In bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiskSpace {
    pub free: u64,
    /// The store and its log.
    pub used: u64,
}

impl DiskSpace {
    /// That of the disk of a store, which need not be there yet; `None` if the system doesn't say.
    #[must_use]
    pub fn of(store: &Path) -> Option<Self> {
        let folder = store.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(files::folder(store));
        let size = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
        Some(Self { free: free_space(folder)?, used: size(store) + size(&files::log_path(store)) })
    }

    /// Whether it is too little for what a store may need.
    #[must_use]
    pub const fn is_short(&self) -> bool {
        let needed = self.used.saturating_mul(COPIES);
        self.free < LEAST || self.free < needed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_ten_megabytes_and_two_copies() {
        let short = |free, used| DiskSpace { free, used }.is_short();
        assert!(!short(10_000_000, 5_000_000));
        assert!(short(9_999_999, 0));
        assert!(short(19_999_999, 10_000_000) && !short(20_000_000, 10_000_000));
    }
}
