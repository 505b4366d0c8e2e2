//! What is at the path of a store, looked at before `SQLite` does.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::error::{StoreError, StoreResult};
use super::files::{UNFINISHED, folder};

/// How old a draft has to be to be nobody's: an upgrade takes minutes at most.
pub(super) const DRAFT_AGE: Duration = Duration::from_hours(24);

/// Opens the file of a store; `None` if there is none.
pub(super) fn open(path: &Path) -> StoreResult<Option<File>> {
    let failed = |error| StoreError::file(path, error);
    let not_a_file = || StoreError::NotAFile { path: path.to_owned() };
    match fs::metadata(path) {
        Ok(there) if !there.is_file() => return Err(not_a_file()),
        Ok(_) => {}
        // Below a file, such as `/dev/null/oss-quiz`, there is nothing either.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return refuse_dangling(path).map(|()| None);
        }
        Err(error) => return Err(failed(error)),
    }
    let mut options = File::options();
    options.read(true);
    // If a FIFO took its place just now, opening it must not wait.
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_file() { Ok(Some(file)) } else { Err(not_a_file()) }
}

/// Fails if the path or a folder above it is a link that leads nowhere: a new store in its place would hide the one
/// that the link leads to once its drive is there again.
pub(super) fn refuse_dangling(path: &Path) -> StoreResult<()> {
    let dangles = |link: &&Path| fs::read_link(link).is_ok() && !link.exists();
    match path.ancestors().find(dangles) {
        Some(link) => {
            let target = fs::read_link(link).unwrap_or_default();
            Err(StoreError::DanglingLink { link: link.to_owned(), target })
        }
        None => Ok(()),
    }
}

/// Removes the drafts, files and folders, that a killed process left beside a store. Does what it can: they only take up space.
pub fn remove_old_drafts(path: &Path, now: SystemTime) {
    let mut prefix = path.file_name().unwrap_or_default().to_owned();
    prefix.push(UNFINISHED);
    let is_old = |entry: &fs::DirEntry| {
        let modified = entry.metadata().ok().and_then(|meta| meta.modified().ok());
        modified.and_then(|time| now.duration_since(time).ok()).is_some_and(|age| age > DRAFT_AGE)
    };
    for entry in fs::read_dir(folder(path)).into_iter().flatten().filter_map(Result::ok) {
        if entry.file_name().as_encoded_bytes().starts_with(prefix.as_encoded_bytes()) && is_old(&entry) {
            let _ = fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_drafts_of_this_store_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["p.db", "p.db.new-a1", "p.db.new-a1-wal", "p.db.format-1", "q.db.new-a1"] {
            fs::write(path(name), "x").expect("a file");
        }
        fs::create_dir(path("p.db.new-b2")).expect("a folder");
        fs::write(path("p.db.new-b2/p.db"), "x").expect("a file");
        let made = fs::metadata(path("p.db.new-a1")).and_then(|meta| meta.modified()).expect("a time");
        remove_old_drafts(&path("p.db"), made + Duration::from_hours(23));
        assert!(path("p.db.new-a1").exists());
        remove_old_drafts(&path("p.db"), made + Duration::from_hours(25));
        let left = ["p.db", "p.db.format-1", "q.db.new-a1"].map(|name| path(name).exists());
        assert!(!path("p.db.new-b2").exists());
        assert_eq!((left, path("p.db.new-a1").exists(), path("p.db.new-a1-wal").exists()), ([true; 3], false, false));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_told_and_left() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().expect("a folder");
        let (file, folder) = (dir.path().join("p.db"), dir.path().join("folder"));
        symlink(dir.path().join("away/p.db"), &file).expect("a link");
        symlink(dir.path().join("away"), &folder).expect("a link");
        for path in [file.clone(), folder.join("p.db"), folder.join("deep/p.db")] {
            assert!(matches!(open(&path), Err(StoreError::DanglingLink { .. })), "{}", path.display());
            assert!(matches!(super::super::create::create(&path, None), Err(StoreError::DanglingLink { .. })));
        }
        assert!(fs::read_link(&file).is_ok() && fs::read_link(&folder).is_ok());
        assert!(matches!(open(Path::new("/dev/null")), Err(StoreError::NotAFile { .. })));
        assert!(matches!(open(Path::new("/dev/null/p.db")), Ok(None)));
    }
}
