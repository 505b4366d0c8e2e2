//! Writes files whole or not at all: a new file never overwrites another, a changed file is replaced atomically.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::discover::kind_of;
use super::open::{MAX_TEXT_BYTES, open_regular, read_regular};
use crate::deck::MAX_BYTES;

/// How much of a file is looked at to tell what it is.
const HEAD: u64 = 4_096;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{} already exists and is not overwritten", .0.display())]
    There(PathBuf),
    #[error("{} is a link, and nothing is written through links", .0.display())]
    Link(PathBuf),
    #[error("{} is not a regular file", .0.display())]
    NotAFile(PathBuf),
    #[error("{} is {what}, which no page may replace", path.display())]
    Kept { path: PathBuf, what: &'static str },
    #[error("{} was changed by another program meanwhile", .0.display())]
    Changed(PathBuf),
    #[error("could not write {}", .0.display())]
    Io(PathBuf, #[source] io::Error),
}

/// Writes a new file whole, and creates its folders.
///
/// # Errors
/// If the file exists, or the system refuses.
pub fn create(path: &Path, text: impl AsRef<[u8]>) -> Result<(), WriteError> {
    let failed = |err| WriteError::Io(path.into(), err);
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = path.ancestors().skip(1).take_while(is_missing).collect();
    if let Some(folder) = missing.first() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let file = temporary(path, text.as_ref()).map_err(failed)?;
    put_new(file, path)?;
    missing.into_iter().for_each(sync_folder);
    Ok(())
}

/// The same for what is private and may be long: `write` writes it bit by bit, and only its owner may read it. Makes no
/// folders.
///
/// # Errors
/// As [`create`], and what `write` returns; then there is no file.
pub fn create_private<E: From<WriteError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |err| WriteError::Io(path.into(), err);
    if path.symlink_metadata().is_ok() {
        return Err(WriteError::There(path.into()).into());
    }
    let file = draft(path, 0o600).map_err(failed)?;
    let mut out = io::BufWriter::new(file);
    write(&mut out)?;
    let file = out.into_inner().map_err(|err| failed(err.into_error()))?;
    file.as_file().sync_all().map_err(failed)?;
    Ok(put_new(file, path)?)
}

/// Gives a draft its name, unless there is such a file.
fn put_new(draft: NamedTempFile, path: &Path) -> Result<(), WriteError> {
    draft.persist_noclobber(path).map_err(|err| match err.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::There(path.into()),
        _ => WriteError::Io(path.into(), err.error),
    })?;
    sync_folder(path);
    Ok(())
}

/// Writes a page, such as statistics as HTML: a new file, or in place of a regular file whose head `may_replace`
/// accepts. Never replaces a deck, a database or its logs, and never writes through a link.
///
/// # Errors
/// If what is there is kept, or the system refuses; then it is unchanged.
pub fn write_page(path: &Path, page: &[u8], may_replace: impl Fn(&[u8]) -> bool) -> Result<(), WriteError> {
    let failed = |err| WriteError::Io(path.into(), err);
    let there = match fs::symlink_metadata(path) {
        Ok(there) => there,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return create(path, page),
        Err(err) => return Err(failed(err)),
    };
    if there.is_symlink() {
        return Err(WriteError::Link(path.into()));
    }
    if !there.is_file() {
        return Err(WriteError::NotAFile(path.into()));
    }
    let mut head = Vec::new();
    open_regular(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).map_err(failed)?;
    if let Some(what) = never_replaced(path, &head) {
        return Err(WriteError::Kept { path: path.into(), what });
    }
    if !may_replace(&head) {
        return Err(WriteError::There(path.into()));
    }
    put_in_place(path, page, there.permissions()).map_err(failed)
}

/// What a file is that no page may replace.
fn never_replaced(path: &Path, head: &[u8]) -> Option<&'static str> {
    let name = path.file_name().unwrap_or_default();
    let is_log = |ending: &str| name.as_encoded_bytes().ends_with(ending.as_bytes());
    if head.starts_with(b"SQLite format 3\0") {
        Some("a database")
    } else if ["-wal", "-shm", "-journal"].into_iter().any(is_log) {
        Some("a part of a database")
    } else if kind_of(name).is_some() {
        Some("a deck or goes with decks")
    } else {
        None
    }
}

/// Replaces a file's text: writes a temporary file, syncs it, renames it. Follows links.
///
/// # Errors
/// If the file is no longer `before`, or the system refuses; then it is unchanged.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), WriteError> {
    let failed = |err| WriteError::Io(path.into(), err);
    let real = fs::canonicalize(path).map_err(failed)?;
    if read_regular(&real, MAX_BYTES.max(MAX_TEXT_BYTES)).map_err(failed)? != before.as_bytes() {
        return Err(WriteError::Changed(path.into()));
    }
    let permissions = fs::metadata(&real).map_err(failed)?.permissions();
    put_in_place(&real, after.as_bytes(), permissions).map_err(failed)
}

/// Puts a new file in place of another, with its permissions.
fn put_in_place(path: &Path, content: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    let file = temporary(path, content)?;
    file.as_file().set_permissions(permissions)?;
    file.persist(path).map_err(|err| err.error)?;
    sync_folder(path);
    Ok(())
}

/// A file with this content, on disk, that is gone if it is not put in place.
fn temporary(path: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = draft(path, 0o666)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// An empty file in the same folder, under a hidden name that is never taken for a deck. It is gone if it is not put in
/// place.
fn draft(path: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut options = tempfile::Builder::new();
    options.suffix(".tmp");
    #[cfg(unix)]
    options.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    options.tempfile_in(folder)
}

/// Makes a folder, and those above it, that only the user may enter. An existing one stays as it is.
///
/// # Errors
/// If the system refuses.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
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

    #[test]
    fn a_page_replaces_what_it_may_and_never_a_deck_or_a_database() {
        let dir = tempfile::tempdir().expect("a folder");
        let is_page = |head: &[u8]| head.starts_with(b"<page>");
        let page = dir.path().join("page.html");
        write_page(&page, b"<page>1", is_page).expect("a new page");
        write_page(&page, b"<page>2", is_page).expect("a page again");
        assert_eq!(fs::read_to_string(&page).expect("the page"), "<page>2");
        fs::write(&page, "precious").expect("a file");
        assert!(matches!(write_page(&page, b"<page>3", is_page), Err(WriteError::There(_))));
        for (name, text) in
            [("a.yaml", "title: A"), ("s.source.yml", "x"), ("any.db", "SQLite format 3\0x"), ("any-wal", "x")]
        {
            let path = dir.path().join(name);
            fs::write(&path, text).expect("a file");
            assert!(matches!(write_page(&path, b"<page>", |_| true), Err(WriteError::Kept { .. })), "{name}");
            assert_eq!(fs::read_to_string(&path).expect("the file"), text);
        }
        assert!(matches!(write_page(dir.path(), b"<page>", |_| true), Err(WriteError::NotAFile(_))));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_new_is_written_through_a_link() {
        let dir = tempfile::tempdir().expect("a folder");
        let (real, link) = (dir.path().join("real"), dir.path().join("link.html"));
        std::os::unix::fs::symlink(&real, &link).expect("a dangling link");
        assert!(matches!(create(&link, "page"), Err(WriteError::There(_))));
        assert!(matches!(write_page(&link, b"page", |_| true), Err(WriteError::Link(_))));
        assert!(!real.exists());
        fs::write(&real, "precious").expect("a file");
        assert!(matches!(write_page(&link, b"page", |_| true), Err(WriteError::Link(_))));
        assert_eq!(fs::read_to_string(&real).expect("the file"), "precious");
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
