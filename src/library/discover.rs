//! Which files of a folder are decks and sources.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::deck::Problem;

/// How deep folders are searched.
const MAX_DEPTH: usize = 32;

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Deck,
    Source,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// The same file by its one true path, links resolved.
    pub(super) real: PathBuf,
    pub(super) kind: FileKind,
    /// The name without `.yaml` or `.source.yaml`.
    pub(super) stem: String,
}

/// The decks and sources at a path, which is a folder or one file, ordered by path.
///
/// Hidden files and folders are passed over, as is all that is no `*.yaml` or
/// `*.yml`. A folder that links lead back to is read once.
pub(super) fn discover(path: &Path, problems: &mut Vec<Problem>) -> Vec<Found> {
    let mut walk = Walk { found: Vec::new(), seen: HashSet::new(), problems };
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => walk.folder(path, 0),
        Ok(_) => match named(path) {
            Some(file) => {
                let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
                walk.found.push(Found { real, ..file });
            }
            None => walk.problem(path, "not-a-deck", "a deck is a file `*.yaml`".to_owned()),
        },
        Err(error) => walk.unreadable(path, &error),
    }
    let mut found = walk.found;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Whether a folder holds a deck, however deep.
pub(super) fn holds_a_deck(path: &Path) -> bool {
    path.is_dir() && discover(path, &mut Vec::new()).iter().any(|file| file.kind == FileKind::Deck)
}

struct Walk<'p> {
    found: Vec<Found>,
    /// Folders in their one true path.
    seen: HashSet<PathBuf>,
    problems: &'p mut Vec<Problem>,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, depth: usize) {
        let real = match fs::canonicalize(path) {
            Ok(real) if depth <= MAX_DEPTH && self.seen.insert(real.clone()) => real,
            Ok(_) => return,
            Err(error) => return self.unreadable(path, &error),
        };
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(path, &error),
        };
        // By name, so that the same folder gives the same order on every machine.
        let mut entries: Vec<fs::DirEntry> = entries.filter_map(Result::ok).collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            self.entry(&entry, &real, depth);
        }
    }

    /// Takes one entry of the folder whose true path is `real`.
    fn entry(&mut self, entry: &fs::DirEntry, real: &Path, depth: usize) {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            return;
        }
        let path = entry.path();
        let file = named(&path);
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let is_folder = match entry.file_type() {
            Ok(_) if is_link => fs::metadata(&path).is_ok_and(|meta| meta.is_dir()),
            Ok(kind) => kind.is_dir(),
            Err(_) => false,
        };
        if is_folder {
            self.folder(&path, depth + 1);
        } else if let Some(file) = file {
            // Only a link need be resolved: to ask for each of ten thousand files takes longer than to look at them.
            let at = if is_link { fs::canonicalize(&path).ok() } else { None };
            self.found.push(Found { real: at.unwrap_or_else(|| real.join(entry.file_name())), ..file });
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.problem(path, "unreadable", format!("it can't be read: {}", reason(error)));
    }

    fn problem(&mut self, path: &Path, rule: &'static str, what: String) {
        let help = "check that it is there and that you may read it".to_owned();
        self.problems.push(Problem::of_file(path.into(), rule, what, Some(help)));
    }
}

/// What the system says, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect()
}

/// A file as its name says; none where it is no YAML.
pub(super) fn named(path: &Path) -> Option<Found> {
    let extension = path.extension().and_then(OsStr::to_str)?;
    if !matches!(extension, "yaml" | "yml") {
        return None;
    }
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let (kind, stem) = match stem.strip_suffix(".source") {
        Some(name) => (FileKind::Source, name.to_owned()),
        None => (FileKind::Deck, stem),
    };
    Some(Found { path: path.to_path_buf(), real: path.to_path_buf(), kind, stem })
}
