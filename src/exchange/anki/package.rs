//! The archive: which version it is, and what lies where in it.

use std::io::{Read, Seek};

use ruzstd::decoding::StreamingDecoder;
use sha1::{Digest as _, Sha1};
use zip::ZipArchive;
use zip::result::ZipError;

use super::collection::Collection;
use super::database::Database;
use super::limits::{MAX_COLLECTION, MAX_ENTRIES, MAX_MEDIA_FILE, MAX_MEDIA_LIST, MAX_RATIO, RATIO_FROM};
use super::media::{self, MediaFile};
use super::proto::Fields;
use super::{PackageError, tables};

/// How much `meta` may have: it is a number.
const MAX_META: u64 = 1_024;

/// Whether a file may be a package: by how it begins.
#[must_use]
pub fn is_package(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// `collection.anki2`.
    One,
    /// `collection.anki21`.
    Two,
    /// `collection.anki21b`, compressed once more, as are all files but `meta`.
    Three,
}

/// A package that is open. Nothing in it is written anywhere.
pub struct Package<R> {
    archive: ZipArchive<R>,
    version: Version,
}

impl<R: Read + Seek> Package<R> {
    /// # Errors
    /// If it is no package, a newer one, or has more than a package may.
    pub fn open(from: R) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(from)?;
        if archive.len() > MAX_ENTRIES {
            return Err(PackageError::TooMuch("it has".to_owned(), format!("{MAX_ENTRIES} files")));
        }
        for name in archive.file_names() {
            let name = name?;
            if leads_out(&name) {
                return Err(PackageError::Name(name.into_owned()));
            }
        }
        let mut package = Self { archive, version: Version::One };
        package.version = package.find_version()?;
        Ok(package)
    }

    fn find_version(&mut self) -> Result<Version, PackageError> {
        if self.archive.index_for_name("meta").is_some() {
            let meta = self.entry("meta", false, MAX_META)?;
            let number = Fields(&meta).last(1).map_or(0, super::proto::Value::number);
            return match number {
                1 => Ok(Version::One),
                2 => Ok(Version::Two),
                3 => Ok(Version::Three),
                other => Err(PackageError::Version(other)),
            };
        }
        let has_two = self.archive.index_for_name("collection.anki21").is_some();
        Ok(if has_two { Version::Two } else { Version::One })
    }

    /// What its collection holds, and what was left out of it: a sentence each.
    ///
    /// # Errors
    /// If it can't be read, or is not as Anki makes it.
    pub fn collection(&mut self) -> Result<(Collection, Vec<String>), PackageError> {
        let name = match self.version {
            Version::One => "collection.anki2",
            Version::Two => "collection.anki21",
            Version::Three => "collection.anki21b",
        };
        let bytes = self.entry(name, self.version == Version::Three, MAX_COLLECTION).map_err(|err| match err {
            PackageError::Zip(ZipError::FileNotFound) => PackageError::NoCollection,
            err => err,
        })?;
        read_collection(bytes)
    }

    /// The files it has beside its collection.
    ///
    /// # Errors
    /// If the list of them can't be read, or names what is no plain file.
    pub fn media(&mut self) -> Result<Vec<MediaFile>, PackageError> {
        if self.archive.index_for_name("media").is_none() {
            return Ok(Vec::new());
        }
        let is_new = self.version == Version::Three;
        let list = self.entry("media", is_new, MAX_MEDIA_LIST)?;
        if is_new { media::from_proto(&list) } else { media::from_json(&list) }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// If it is missing, too large, or not what was packed.
    pub fn read_media(&mut self, file: &MediaFile) -> Result<Vec<u8>, PackageError> {
        let bytes =
            self.entry(&file.entry, self.version == Version::Three, MAX_MEDIA_FILE).map_err(|err| match err {
                PackageError::Zip(ZipError::FileNotFound) => PackageError::NoMedia(file.name.clone()),
                err => err,
            })?;
        let is_sound = file.size.is_none_or(|size| size == bytes.len() as u64)
            && file.sha1.is_none_or(|sha1| <[u8; 20]>::from(Sha1::digest(&bytes)) == sha1);
        if is_sound { Ok(bytes) } else { Err(PackageError::Sha1(file.name.clone())) }
    }

    /// The bytes of an entry, at most so many.
    fn entry(&mut self, name: &str, is_zstd: bool, most: u64) -> Result<Vec<u8>, PackageError> {
        let entry = self.archive.by_name(name)?;
        let packed = entry.compressed_size();
        let allowed = most.min(packed.saturating_mul(MAX_RATIO).max(RATIO_FROM));
        let mut bytes = Vec::new();
        if is_zstd {
            let decoder = StreamingDecoder::new(entry).map_err(|err| PackageError::Read(std::io::Error::other(err)))?;
            decoder.take(allowed + 1).read_to_end(&mut bytes)?;
        } else {
            entry.take(allowed + 1).read_to_end(&mut bytes)?;
        }
        if bytes.len() as u64 <= allowed {
            return Ok(bytes);
        }
        Err(if allowed < most {
            PackageError::Ratio(name.to_owned())
        } else {
            PackageError::TooMuch(format!("`{name}` in it has"), format!("{} MiB", most >> 20))
        })
    }
}

/// What a database of Anki holds, and what was left out of it: a sentence each.
///
/// # Errors
/// If it can't be read, or is not as Anki makes it.
pub fn read_collection(database: Vec<u8>) -> Result<(Collection, Vec<String>), PackageError> {
    tables::read(&mut Database::open(database)?)
}

/// Whether a name in the archive would lead out of the folder it is unpacked in.
fn leads_out(name: &str) -> bool {
    name.contains('\\')
        || name.starts_with('/')
        || name.as_bytes().get(1) == Some(&b':')
        || name.split('/').any(|part| part == "..")
}
