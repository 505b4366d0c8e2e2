//! What the index says of the files of a folder, as far as that can be read before one knows which of them are there.

use std::path::{Path, is_separator};

use super::db::{Db, Trouble};
use super::light::{Light, Row};
use super::rows::{Seal, Stamp, home_hash};

/// The folders that were read.
#[derive(Debug, Default)]
pub(super) struct KnownFolders(Vec<(Vec<u8>, Folder)>);

/// The files of a folder.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) id: i64,
    /// The names of all, one behind the other: they rise.
    names: Vec<u8>,
    files: Vec<File>,
}

/// A file of a folder.
#[derive(Debug)]
struct File {
    /// Where its name ends among all.
    end: usize,
    body: i64,
    /// How it looked and what is known of it; none where the row is damaged, or of a file found by a link.
    what: Option<(Stamp, Light)>,
}

impl KnownFolders {
    /// All folders that are one of these, or lie within one: true paths.
    pub(super) fn within(roots: &[impl AsRef<Path>], db: &Db) -> Result<Self, Trouble> {
        let _reading = db.reading();
        let mut known = Self::default();
        for (id, path) in db.folders()? {
            let is_within = |root: &Path| {
                let behind = path.strip_prefix(root.as_os_str().as_encoded_bytes());
                behind.is_some_and(|behind| behind.first().is_none_or(|&byte| is_separator(char::from(byte))))
            };
            if roots.iter().any(|root| is_within(root.as_ref())) {
                let folder = Folder::read(id, &path, db)?;
                known.0.push((path, folder));
            }
        }
        Ok(known)
    }

    /// The folder of this true path; it is read if it was not before. None where the index does not know it.
    pub(super) fn take(&mut self, home: &Path, db: &Db) -> Result<Option<Folder>, Trouble> {
        let path = home.as_os_str().as_encoded_bytes();
        if let Some(at) = self.0.iter().position(|(known, _)| known == path) {
            return Ok(Some(self.0.swap_remove(at).1));
        }
        db.folder(home)?.map(|id| Folder::read(id, path, db)).transpose()
    }
}

impl Folder {
    fn read(id: i64, path: &[u8], db: &Db) -> Result<Self, Trouble> {
        let home = home_hash(path);
        let mut folder = Self { id, names: Vec::new(), files: Vec::new() };
        db.each_file(id, |name, body, row| {
            folder.names.extend(name);
            let what = Seal::named(home, name).open(row).and_then(|row| {
                let (stamp, row) = Stamp::split(row)?;
                Some((stamp, Light::of(row, stamp.hash, Some(Row { folder: id, body }))?))
            });
            folder.files.push(File { end: folder.names.len(), body, what });
        })?;
        Ok(folder)
    }

    /// Hands over name, number of the body and what is known of each file, by name.
    pub(super) fn each(
        self,
        mut each: impl FnMut(&[u8], i64, Option<(Stamp, Light)>) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let mut start = 0;
        for File { end, body, what } in self.files {
            each(self.names.get(start..end).unwrap_or_default(), body, what)?;
            start = end;
        }
        Ok(())
    }
}
