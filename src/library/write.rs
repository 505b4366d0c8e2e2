//! Writes deck files: a new file never overwrites another, a changed file is replaced atomically.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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

/// Writes a new file, and creates its folders.
///
/// # Errors
/// If the file exists, or the system refuses.
pub fn create(path: &Path, text: &str) -> Result<(), WriteError> {
    let failed = |err| WriteError::Io(path.into(), err);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match opened {
        Ok(file) => file,
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Err(WriteError::There(path.into())),
        Err(err) => return Err(failed(err)),
    };
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
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
    let beside = beside(&real);
    let written = write_beside(&real, &beside, after).and_then(|()| fs::rename(&beside, &real));
    if let Err(err) = written {
        // Don't leave a partial file behind.
        let _ = fs::remove_file(&beside);
        return Err(failed(err));
    }
    sync_folder(&real);
    Ok(())
}

/// A hidden name in the same folder, which is never taken for a deck.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

fn write_beside(real: &Path, beside: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(beside)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(fs::metadata(real)?.permissions())?;
    file.sync_all()
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
