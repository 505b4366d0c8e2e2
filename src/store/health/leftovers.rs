//! What lies beside a store: drafts that a killed process left, and what was set aside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::store::place::DRAFT_AGE;
use crate::store::{StoreResult, files};

/// What a leftover is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftoverKind {
    /// An unfinished copy, or a folder with one. It may be removed once it is a day old.
    Draft { is_old: bool },
    /// A store or a log that was moved out of the way; it may be all that is left of some answers.
    Aside,
    /// The store as it was before an upgrade.
    BeforeUpgrade,
}

/// A file or folder beside a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    pub path: PathBuf,
    pub kind: LeftoverKind,
    /// In bytes, with all that a folder holds.
    pub size: u64,
    pub modified: SystemTime,
}

/// What lies beside a store, and unfinished backups and rescue files, by name. `now` is the time of the disk.
///
/// # Errors
/// If a folder can't be read.
pub fn leftovers(store: &Path, backups: &Path, rescues: &[PathBuf], now: SystemTime) -> StoreResult<Vec<Leftover>> {
    let name = store.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = |found: &str| {
        let rest = found.strip_prefix(&name)?;
        if rest.starts_with(files::UNFINISHED) {
            Some(LeftoverKind::Draft { is_old: false })
        } else if rest.starts_with(".aside-") {
            Some(LeftoverKind::Aside)
        } else {
            rest.starts_with(".format-").then_some(LeftoverKind::BeforeUpgrade)
        }
    };
    let unfinished = format!(".db{}", files::UNFINISHED);
    let of_backup = |found: &str| found.contains(&unfinished).then_some(LeftoverKind::Draft { is_old: false });
    let mut all = entries(files::folder(store), beside, now)?;
    all.extend(entries(backups, of_backup, now)?);
    let of_rescue = |found: &str| found.starts_with(".tmp").then_some(LeftoverKind::Draft { is_old: false });
    for folder in rescues {
        all.extend(entries(folder, of_rescue, now)?);
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

fn entries(folder: &Path, kind: impl Fn(&str) -> Option<LeftoverKind>, now: SystemTime) -> StoreResult<Vec<Leftover>> {
    let found = match fs::read_dir(folder) {
        Ok(found) => found,
        Err(err) if matches!(err.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(err) => return Err(crate::store::StoreError::file(folder, err)),
    };
    let leftover = |entry: fs::DirEntry| {
        let kind = kind(&entry.file_name().to_string_lossy())?;
        let modified = entry.metadata().and_then(|found| found.modified()).ok()?;
        let kind = match kind {
            LeftoverKind::Draft { .. } => {
                LeftoverKind::Draft { is_old: now.duration_since(modified).is_ok_and(|age| age > DRAFT_AGE) }
            }
            other => other,
        };
        Some(Leftover { kind, size: size(&entry.path()), modified, path: entry.path() })
    };
    Ok(found.filter_map(Result::ok).filter_map(leftover).collect())
}

fn size(path: &Path) -> u64 {
    let Ok(found) = path.symlink_metadata() else { return 0 };
    if found.is_dir() {
        fs::read_dir(path).into_iter().flatten().filter_map(Result::ok).map(|entry| size(&entry.path())).sum()
    } else {
        found.len()
    }
}

/// Removes a draft.
///
/// # Errors
/// If the system refuses.
pub fn remove(draft: &Path) -> io::Result<()> {
    match fs::remove_file(draft) {
        Err(_) if draft.symlink_metadata()?.is_dir() => fs::remove_dir_all(draft),
        removed => removed,
    }
}
