//! What is told while a store of an older program is brought up to date: that may take seconds.

use std::path::Path;

/// What opening a store is at. Each is told several times, often enough to show how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upgrade<'a> {
    /// A copy of the store as it is is put beside it.
    Copying {
        /// The format it has.
        from: u32,
        /// The format it is to have.
        to: u32,
        /// Where the copy will lie.
        copy: &'a Path,
        /// How many of its pages are copied.
        done: u64,
        /// How many it has.
        all: u64,
    },
    /// Its tables are brought into the present format.
    Migrating {
        /// The format it has.
        from: u32,
        /// The format it is to have.
        to: u32,
    },
    /// What is known of each item is made anew from the log.
    Rebuilding {
        /// For how many items that is done.
        done: u64,
        /// How many there are.
        all: u64,
    },
}

/// Whoever is told.
pub type UpgradeListener<'t> = &'t mut dyn FnMut(Upgrade<'_>);

/// Nobody.
pub(super) const fn nobody(_: Upgrade<'_>) {}
