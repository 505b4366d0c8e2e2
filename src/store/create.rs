//! Creates the file of a store, so that no other process sees it half made.

use std::fs::{DirBuilder, File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use tempfile::{NamedTempFile, TempPath};
use uuid::{NoContext, Timestamp, Uuid};

use super::error::{StoreError, StoreResult};
use super::migrate::{self, MIGRATIONS};
use super::{upgrade, views};

/// "ossq": the application id of `SQLite` files, by which `file` and we recognise a store.
pub(super) const APPLICATION_ID: u32 = 0x6f73_7371;

/// Creates a store at `path`, unless another process creates one there first.
///
/// It is written under a temporary name and then renamed, which fails if the path exists. So an empty file is never a
/// store that is just being created.
pub(super) fn create(path: &Path) -> StoreResult<()> {
    make_folder(path)?;
    let draft = temporary(path)?;
    let mut db = Connection::open_with_flags(&draft, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .map_err(|e| StoreError::sqlite(path, e))?;
    fill(&mut db, path)?;
    // Last, since WAL mode is stored in the file.
    db.pragma_update(None, "journal_mode", "wal").map_err(|e| StoreError::sqlite(path, e))?;
    db.close().map_err(|(_, e)| StoreError::sqlite(path, e))?;
    sync(&draft)?;
    if let Err(err) = draft.persist_noclobber(path)
        && !path.exists()
    {
        // A file system that can't rename so.
        err.path.persist(path).map_err(|err| StoreError::file(path, err.error))?;
    }
    sync_folder(path)
}

/// Creates the tables of a new store, and the ids of its learner and device.
pub(super) fn fill(db: &mut Connection, path: &Path) -> StoreResult<()> {
    let failed = |e| StoreError::sqlite(path, e);
    // No journal needed: nobody sees the file before it is complete and synced.
    db.pragma_update(None, "journal_mode", "off").map_err(failed)?;
    db.pragma_update(None, "synchronous", "off").map_err(failed)?;
    db.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
    migrate::migrate(db, path, MIGRATIONS, &mut upgrade::nobody)?;
    let mut put = db.prepare("insert into meta (key, value) values (?1, ?2)").map_err(failed)?;
    // Once stores are synchronised, the device id has to move elsewhere: a copied file would give two devices one id.
    for key in ["learner", "device"] {
        put.execute((key, random_name().as_bytes())).map_err(failed)?;
    }
    put.execute(("views", views::REPLAY)).map_err(failed)?;
    Ok(())
}

/// 74 random bits in the form of a `UUIDv7` with time 0.
fn random_name() -> Uuid {
    Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0))
}

/// Creates the folder of a store, readable by its owner only. An existing folder stays as it is.
fn make_folder(path: &Path) -> StoreResult<()> {
    let folder = folder(path);
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| StoreError::file(folder, e))
}

/// Syncs the folder, so that the new file survives a power cut.
fn sync_folder(path: &Path) -> StoreResult<()> {
    #[cfg(unix)]
    {
        let folder = folder(path);
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| StoreError::file(folder, e))?;
    }
    Ok(())
}

/// `progress.db` and `format-1` give `progress.db.format-1`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// An empty file beside the store, readable by its owner only; deleted on drop unless it was renamed.
pub(super) fn temporary(path: &Path) -> StoreResult<TempPath> {
    let mut prefix = path.file_name().unwrap_or_default().to_owned();
    prefix.push(".new-");
    let file = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder(path));
    file.map(NamedTempFile::into_temp_path).map_err(|e| StoreError::file(path, e))
}

/// Makes sure that the file's content is on disk.
pub(super) fn sync(path: &Path) -> StoreResult<()> {
    // Windows can only flush a file opened for writing.
    let file = OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(|e| StoreError::file(path, e))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
