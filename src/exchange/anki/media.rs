//! The list of the media files in a package.

use std::collections::BTreeMap;

use super::PackageError;
use super::limits::{MAX_ENTRIES, MAX_MEDIA, MAX_NAME};
use super::proto::Fields;

/// A picture or a sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// A plain name, safe to be joined to the path of a folder.
    pub name: String,
    /// In bytes; `None` in packages of older versions.
    pub size: Option<u64>,
    pub sha1: Option<[u8; 20]>,
    /// What it is called in the archive.
    pub(super) entry: String,
}

/// Reads the list of version 3.
pub(super) fn from_proto(bytes: &[u8]) -> Result<Vec<MediaFile>, PackageError> {
    let mut files = Vec::new();
    for (field, value) in Fields(bytes) {
        if field != 1 {
            return Err(PackageError::MediaList);
        }
        let mut file = MediaFile { name: String::new(), size: None, sha1: None, entry: files.len().to_string() };
        for (field, value) in Fields(value.bytes()) {
            match field {
                1 => file.name = value.text(),
                2 => file.size = u64::try_from(value.number()).ok(),
                3 => file.sha1 = value.bytes().try_into().ok(),
                255 => file.entry = value.number().to_string(),
                _ => {}
            }
        }
        files.push(file);
    }
    checked(files)
}

/// Reads the list of versions 1 and 2: names in the archive to names of files.
pub(super) fn from_json(bytes: &[u8]) -> Result<Vec<MediaFile>, PackageError> {
    let names: BTreeMap<String, String> = serde_json::from_slice(bytes).map_err(|_| PackageError::MediaList)?;
    let file = |(entry, name)| MediaFile { name, size: None, sha1: None, entry };
    checked(names.into_iter().map(file).collect())
}

fn checked(files: Vec<MediaFile>) -> Result<Vec<MediaFile>, PackageError> {
    if files.len() > MAX_ENTRIES {
        return Err(PackageError::TooMuch("it lists".to_owned(), format!("{MAX_ENTRIES} media files")));
    }
    if let Some(file) = files.iter().find(|file| !is_plain(&file.name)) {
        return Err(PackageError::Name(file.name.clone()));
    }
    let size = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.size.unwrap_or(0)));
    if size > MAX_MEDIA {
        return Err(PackageError::TooMuch("its media have".to_owned(), format!("{} GiB", MAX_MEDIA >> 30)));
    }
    Ok(files)
}

/// Whether a name, joined to the path of a folder, is a file in that folder on any system.
fn is_plain(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    let is_path = name.contains(['/', '\\']) || matches!(name, "" | "." | "..") || is_drive;
    !is_path && name.len() <= MAX_NAME && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_name_leads_nowhere() {
        for name in ["", ".", "..", "../x", "/x", "a/b", "a\\b", "..\\x", "c:x", "a\0", "a\nb", &"x".repeat(256)] {
            assert!(!is_plain(name), "{name:?}");
        }
        for name in ["a.png", "paste-1a.jpg", "..a", "Ångström: b.png", "_x.css"] {
            assert!(is_plain(name), "{name:?}");
        }
    }
}
