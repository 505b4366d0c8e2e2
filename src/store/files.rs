//! Files and folders of a store: their names, and how they are written for good.

use std::fs::{DirBuilder, File, OpenOptions};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::error::{StoreError, StoreResult};

/// What a file that is not yet whole has in its name.
pub(super) const UNFINISHED: &str = ".new-";

/// Creates a folder, and those above it, readable by their owner only, so that they survive a power cut. An existing
/// folder stays as it is.
pub(super) fn make_folder(folder: &Path) -> StoreResult<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| StoreError::file(folder, e))?;
    for made in missing {
        match sync_folder(made) {
            // A folder can be writable and not readable.
            Err(StoreError::Denied { .. }) => {}
            done => done?,
        }
    }
    Ok(())
}

/// The folder that a file lies in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Syncs the folder of a file, so that a new name in it survives a power cut.
pub(super) fn sync_folder(path: &Path) -> StoreResult<()> {
    #[cfg(unix)]
    {
        let folder = folder(path);
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| StoreError::file(folder, e))?;
    }
    Ok(())
}

/// Makes sure that the file's content is on disk.
pub(super) fn sync(path: &Path) -> StoreResult<()> {
    // Windows can only flush a file opened for writing.
    let file = OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(|e| StoreError::file(path, e))
}

/// `progress.db` and `.format-1` give `progress.db.format-1`.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The path of a store's file without links, beside which its log lies. It need not be there, unless a link leads to it.
pub(super) fn real(path: &Path) -> StoreResult<PathBuf> {
    if path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
        return path.canonicalize().map_err(|e| StoreError::file(path, e));
    }
    Ok(path.to_owned())
}

/// Removes a file.
pub(super) fn remove_if_there(path: &Path) -> StoreResult<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::file(path, e)),
        _ => Ok(()),
    }
}

/// The path of a store's write-ahead log.
pub(super) fn log_path(path: &Path) -> PathBuf {
    with_ending(path, "-wal")
}

/// The path of the rollback journal of a store without a write-ahead log.
pub(super) fn journal_path(path: &Path) -> PathBuf {
    with_ending(path, "-journal")
}

/// An empty file in the folder of `path`, readable by its owner only; deleted on drop unless it was renamed.
pub(super) fn temporary(path: &Path) -> StoreResult<TempPath> {
    let mut prefix = path.file_name().unwrap_or_default().to_owned();
    prefix.push(UNFINISHED);
    let file = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder(path));
    file.map(NamedTempFile::into_temp_path).map_err(|e| StoreError::file(path, e))
}

/// Gives a synced file its name, unless another has it: then `false`, and the file is gone.
pub(super) fn put_new(draft: TempPath, path: &Path) -> StoreResult<bool> {
    if let Err(err) = draft.persist_noclobber(path) {
        if path.symlink_metadata().is_ok() {
            return Ok(false);
        }
        // A file system that can't rename so.
        err.path.persist(path).map_err(|err| StoreError::file(path, err.error))?;
    }
    sync_folder(path)?;
    Ok(true)
}
