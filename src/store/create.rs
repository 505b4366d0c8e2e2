//! Creates the file of a store, so that no other process sees it half made.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use uuid::{NoContext, Timestamp, Uuid};

use super::disk::{self, Disk};
use super::error::{StoreError, StoreResult};
use super::migrate::{self, MIGRATIONS};
use super::{files, place, upgrade, views};

/// "ossq": the application id of `SQLite` files, by which `file` and we recognise a store.
pub(super) const APPLICATION_ID: u32 = 0x6f73_7371;

/// Creates a store at `path`, unless another process creates one there first.
///
/// It is written under a temporary name and then renamed, which fails if the path exists. So an empty file is never a
/// store that is just being created. Its learner is a new one, unless named.
pub(super) fn create(path: &Path, learner: Option<Uuid>) -> StoreResult<()> {
    place::refuse_dangling(path)?;
    files::make_folder(files::folder(path))?;
    let draft = files::temporary(path)?;
    let filled = |disk| {
        let mut db = disk::connect(&draft, OpenFlags::SQLITE_OPEN_READ_WRITE, disk)?;
        fill(&mut db, path, learner)?;
        // Last, since WAL mode is stored in the file.
        let with_log = db.pragma_update(None, "journal_mode", "wal").map_err(|e| StoreError::sqlite(path, e));
        // Where it can't be had, the store is opened without.
        with_log.or_else(|e| if e.lacks_shared_memory() { Ok(()) } else { Err(e) })?;
        db.close().map_err(|(_, e)| StoreError::sqlite(path, e))
    };
    match filled(Disk::Able) {
        // Nobody else knows of this file: the disk has no locks.
        Err(e) if e.is_busy() => filled(Disk::NoLocks)?,
        done => done?,
    }
    files::sync(&draft)?;
    // Another process may have been first.
    files::put_new(draft, path).map(|_| ())
}

/// Creates the tables of a new store, and the ids of its learner and device.
pub(super) fn fill(db: &mut Connection, path: &Path, learner: Option<Uuid>) -> StoreResult<()> {
    let failed = |e| StoreError::sqlite(path, e);
    // No journal needed: nobody sees the file before it is complete and synced.
    db.pragma_update(None, "journal_mode", "off").map_err(failed)?;
    db.pragma_update(None, "synchronous", "off").map_err(failed)?;
    db.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
    migrate::migrate(db, path, MIGRATIONS, &mut upgrade::nobody)?;
    let mut put = db.prepare("insert into meta (key, value) values (?1, ?2)").map_err(failed)?;
    // Once stores are synchronised, the device id has to move elsewhere: a copied file would give two devices one id.
    for (key, id) in [("learner", learner), ("device", None)] {
        put.execute((key, id.unwrap_or_else(random_name).as_bytes())).map_err(failed)?;
    }
    put.execute(("views", views::REPLAY)).map_err(failed)?;
    Ok(())
}

/// 74 random bits in the form of a `UUIDv7` with time 0.
fn random_name() -> Uuid {
    Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0))
}
