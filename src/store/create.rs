//! Making the file of a store, so that it is never seen half made.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use uuid::{NoContext, Timestamp, Uuid};

use super::error::{StoreError, StoreResult};
use super::migrate::{self, MIGRATIONS};
use super::{upgrade, views};

/// "ossq": what `file` and we know a store by.
pub(super) const APPLICATION_ID: u32 = 0x6f73_7371;

/// Makes a store at `path`, unless another process makes one there first.
///
/// It is made whole under another name and then given its own, which fails where something has that name
/// already. So whoever finds a file of no bytes knows that it was not just about to be made.
pub(super) fn create(path: &Path) -> StoreResult<()> {
    make_folder(path)?;
    let draft = TemporaryFile::beside(path)?;
    let mut db = Connection::open_with_flags(draft.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)
        .map_err(|e| StoreError::sqlite(path, e))?;
    fill(&mut db, path)?;
    // Last, for it is kept in the file: from here on it is written through a log.
    db.pragma_update(None, "journal_mode", "wal").map_err(|e| StoreError::sqlite(path, e))?;
    db.close().map_err(|(_, e)| StoreError::sqlite(path, e))?;
    draft.sync()?;
    if fs::hard_link(draft.path(), path).is_err() && !path.exists() {
        // A file system without hard links.
        fs::rename(draft.path(), path).map_err(|e| StoreError::file(path, e))?;
    }
    sync_folder(path)
}

/// Makes the tables of a new store, and the names of its learner and device.
pub(super) fn fill(db: &mut Connection, path: &Path) -> StoreResult<()> {
    let told = |e| StoreError::sqlite(path, e);
    // Nobody sees the file before it is complete, and it is synced then.
    db.pragma_update(None, "journal_mode", "off").map_err(told)?;
    db.pragma_update(None, "synchronous", "off").map_err(told)?;
    db.pragma_update(None, "application_id", APPLICATION_ID).map_err(told)?;
    migrate::migrate(db, path, MIGRATIONS, &mut upgrade::nobody)?;
    let mut put = db.prepare("insert into meta (key, value) values (?1, ?2)").map_err(told)?;
    // The device's name is kept in the store until stores are synchronised: then a copied file would make two
    // devices of one name, and it has to move out.
    for key in ["learner", "device"] {
        put.execute((key, random_name().as_bytes())).map_err(told)?;
    }
    put.execute(("views", views::REPLAY)).map_err(told)?;
    Ok(())
}

/// 74 random bits in the form of a `UUIDv7` of no particular time.
fn random_name() -> Uuid {
    Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0))
}

/// The folder of a store, for its owner alone; one that is there already stays as it is.
fn make_folder(path: &Path) -> StoreResult<()> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| StoreError::file(folder, e))
}

/// Makes sure that the name of a new file outlives a power cut.
fn sync_folder(path: &Path) -> StoreResult<()> {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
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

/// An empty file for its owner alone, gone when it is dropped unless it was given another name.
pub(super) struct TemporaryFile(PathBuf);

impl TemporaryFile {
    pub(super) fn beside(path: &Path) -> StoreResult<Self> {
        let name = beside(path, &format!("new-{}", random_name().simple()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&name).map_err(|e| StoreError::file(path, e))?;
        Ok(Self(name))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn sync(&self) -> StoreResult<()> {
        // Windows flushes only what it may write.
        let file = OpenOptions::new().write(true).open(&self.0);
        file.and_then(|file| file.sync_all()).map_err(|e| StoreError::file(&self.0, e))
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // It may have been renamed; and what can't be removed does no harm.
        let _ = fs::remove_file(&self.0);
    }
}
