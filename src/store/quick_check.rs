//! Checks the pages of an open store on another thread, while the learner reads.

use std::fmt;
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, InterruptHandle, OpenFlags};

use super::{Disk, Store, open, verify};

/// A check that may still be running; it is broken off on drop.
pub struct QuickCheck {
    thread: Option<JoinHandle<bool>>,
    interrupt: InterruptHandle,
}

impl Store {
    /// Begins a check with a connection of its own, so that nothing waits for it. `None` for a store that is not in a file,
    /// or on a disk where readers hold up writers.
    #[must_use]
    pub fn check_quickly(&self) -> Option<QuickCheck> {
        if self.watch.is_none() || self.disk != Disk::Able {
            return None;
        }
        let db = open::connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
        let interrupt = db.get_interrupt_handle();
        let thread = thread::Builder::new().spawn(move || is_damaged(&db)).ok()?;
        Some(QuickCheck { thread: Some(thread), interrupt })
    }
}

fn is_damaged(db: &Connection) -> bool {
    verify::pages(db, "quick_check").is_ok_and(|faults| !faults.is_empty())
}

impl QuickCheck {
    /// Whether it has ended and found damage; `true` only once.
    pub fn has_found_damage(&mut self) -> bool {
        let ended = self.thread.take_if(|thread| thread.is_finished());
        ended.is_some_and(|thread| thread.join().unwrap_or(false))
    }
}

impl fmt::Debug for QuickCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuickCheck").field("thread", &self.thread).finish_non_exhaustive()
    }
}

impl Drop for QuickCheck {
    fn drop(&mut self) {
        self.interrupt.interrupt();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(store: &Store) -> bool {
        let mut check = store.check_quickly().expect("a store in a file");
        check.thread.take().expect("it was not asked for yet").join().expect("no panic")
    }

    #[test]
    fn damage_is_found_beside_an_open_store() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("progress.db");
        drop(Store::open(&path, "1").expect("a store"));
        let store = Store::open(&path, "1").expect("a store");
        assert!(!outcome(&store));
        let root = "select rootpage from sqlite_schema where name = 'carries_by_source'";
        let page: u32 = store.read(|db| db.query_row(root, [], |row| row.get(0))).expect("an index");
        let mut bytes = std::fs::read(&path).expect("a file");
        // So many bytes are wasted, the page says.
        bytes[(page as usize - 1) * 4096 + 7] = 50;
        std::fs::write(&path, bytes).expect("a file");
        assert!(outcome(&store));
        assert!(Store::in_memory().expect("a store").check_quickly().is_none());
    }

    #[test]
    fn it_is_broken_off_when_nobody_waits_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("progress.db"), "1").expect("a store");
        let mut check = store.check_quickly().expect("a store in a file");
        check.interrupt.interrupt();
        let _ = check.has_found_damage();
        drop(check);
        store.checkpoint().expect("nobody reads any more");
    }
}
