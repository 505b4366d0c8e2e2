//! Says once what the disk of the store can't do.

use super::App;
use crate::store::{Disk, Store, StoreResult};

impl App {
    /// Says it if it wasn't said of this store before.
    pub(super) fn tell_of_disk(&mut self, store: &Store) -> StoreResult<()> {
        let path = self.shown(store.path());
        let (key, words) = match store.disk() {
            Disk::Able => return Ok(()),
            Disk::NoSharedMemory => (
                "no shared memory",
                format!(
                    "the disk of {path} has no memory that programs can share: each answer takes a little longer to \
                     write, and nothing else changes"
                ),
            ),
            Disk::NoLocks => (
                "no locks",
                format!(
                    "the disk of {path} has no locks: a folder `{path}.lock` stands in for one while oss-quiz reads or \
                     writes. It works only between programs that see that folder"
                ),
            ),
        };
        if store.disk_told()?.as_deref() != Some(key) {
            store.tell_disk(key)?;
            // A failed message is no reason to stop.
            let _ = writeln!(self.err, "{words}");
        }
        Ok(())
    }
}
