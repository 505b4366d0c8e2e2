//! Progress reports while an older store is upgraded, which may take seconds.

use std::path::Path;

/// A step of an upgrade. Each is reported many times, often enough for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upgrade<'a> {
    /// Backing the store up beside it.
    Copying {
        from: u32,
        to: u32,
        /// The path of the backup.
        copy: &'a Path,
        /// Pages copied.
        done: u64,
        /// All pages.
        all: u64,
    },
    /// Migrating its tables to the present format.
    Migrating { from: u32, to: u32 },
    /// Rebuilding the views from the log.
    Rebuilding {
        /// Items done.
        done: u64,
        /// All items.
        all: u64,
    },
}

/// Receives progress reports.
pub type UpgradeListener<'t> = &'t mut dyn FnMut(Upgrade<'_>);

/// Ignores progress reports.
pub(super) const fn nobody(_: Upgrade<'_>) {}
