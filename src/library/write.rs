//! Writes deck files: a new file never overwrites another, a changed file is replaced atomically.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{} already exists and is not overwritten", .0.display())]
    There(PathBuf),
    #[error("{} was changed by another program meanwhile", .0.display())]
    Changed(PathBuf),
    #[error("could not write {}", .0.display())]
    Io(PathBuf, #[source] io::Error),
}

/// Writes a new file whole, and creates its folders.
///
/// # Errors
/// If the file exists, or the system refuses.
pub fn create(path: &Path, text: &str) -> Result<(), WriteError> {
    let failed = |err| WriteError::Io(path.into(), err);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let file = temporary(path, text).map_err(failed)?;
    file.persist_noclobber(path).map_err(|err| match err.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::There(path.into()),
        _ => failed(err.error),
    })?;
    sync_folder(path);
    Ok(())
}

/// Replaces a file's text: writes a temporary file, syncs it, renames it. Follows links.
///
/// # Errors
/// If the file is no longer `before`, or the system refuses; then it is unchanged.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), WriteError> {
    let failed = |err| WriteError::Io(path.into(), err);
    let real = fs::canonicalize(path).map_err(failed)?;
    if fs::read(&real).map_err(failed)? != before.as_bytes() {
        return Err(WriteError::Changed(path.into()));
    }
    let permissions = fs::metadata(&real).map_err(failed)?.permissions();
    let file = temporary(&real, after).map_err(failed)?;
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.persist(&real).map_err(|err| failed(err.error))?;
    sync_folder(&real);
    Ok(())
}

/// A file with the text, on disk, in the same folder, under a hidden name that is never taken for a deck. It is gone if
/// it is not put in place.
fn temporary(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut options = tempfile::Builder::new();
    options.suffix(".tmp");
    #[cfg(unix)]
    options.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = options.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Makes the rename durable. If the folder can't be synced, nothing more can be done.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_never_takes_anothers_place() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a/b/deck.yaml");
        create(&path, "one").expect("a new file");
        assert!(matches!(create(&path, "two"), Err(WriteError::There(_))));
        assert_eq!(fs::read_to_string(&path).expect("the file"), "one");
    }

    #[test]
    fn a_file_is_replaced_whole_or_left_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("deck.yaml");
        fs::write(&path, "one").expect("a file");
        assert!(matches!(replace(&path, "other", "two"), Err(WriteError::Changed(_))));
        assert_eq!(fs::read_to_string(&path).expect("the file"), "one");
        replace(&path, "one", "two").expect("a change");
        assert_eq!(fs::read_to_string(&path).expect("the file"), "two");
        assert_eq!(fs::read_dir(dir.path()).expect("the folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_rights_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let dir = tempfile::tempdir().expect("a folder");
        let (real, link) = (dir.path().join("real.yaml"), dir.path().join("link.yaml"));
        fs::write(&real, "one").expect("a file");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("its rights");
        symlink(&real, &link).expect("a link");
        replace(&link, "one", "two").expect("a change");
        assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
        assert_eq!(fs::read_to_string(&real).expect("the file"), "two");
        assert_eq!(fs::metadata(&real).expect("the file").permissions().mode() & 0o777, 0o640);
    }
}
