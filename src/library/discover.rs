//! Which files of a folder are decks and sources.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::deck::Problem;

/// How deep folders are searched.
const MAX_DEPTH: usize = 32;

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Deck,
    Source,
}

/// The text of a file that is built into the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BuiltIn {
    pub(super) text: &'static str,
    /// A hash of the text, made when the program is built.
    pub(super) stamp: u64,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// As it was found; of a file built into the program its name.
    pub(super) path: PathBuf,
    /// The folder it lies in by its one true path, links resolved; empty for one built into the program.
    pub(super) home: Arc<Path>,
    /// Its true name there.
    pub(super) name: OsString,
    pub(super) kind: FileKind,
    /// The file itself, if it is built into the program.
    pub(super) builtin: Option<BuiltIn>,
}

impl Found {
    /// Its path; none of a file built into the program.
    pub(super) fn on_disk(&self) -> Option<&Path> {
        if self.builtin.is_some() { None } else { Some(&self.path) }
    }

    /// The name it was found under, without `.yaml` or `.source.yaml`.
    pub(super) fn stem(&self) -> String {
        named(&self.path).map(|(_, stem)| stem).unwrap_or_default()
    }
}

/// What was found at a path.
#[derive(Debug, Default)]
pub(super) struct Discovered {
    /// Ordered by path.
    pub(super) files: Vec<Found>,
    /// The folders that were looked through, by their true paths.
    pub(super) folders: Vec<Arc<Path>>,
    pub(super) problems: Vec<Problem>,
}

/// The decks and sources at a path, which is a folder or one file.
///
/// Hidden files and folders are passed over, as is all that is no `*.yaml` or
/// `*.yml`. A folder that links lead back to is read once.
pub(super) fn discover(path: &Path) -> Discovered {
    let mut walk = Walk { found: Discovered::default(), seen: HashSet::new() };
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => walk.folder(path, 0),
        Ok(_) => match named(path) {
            Some((kind, _)) => {
                let (home, name) = split(&fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()));
                walk.found.files.push(Found { path: path.to_path_buf(), home, name, kind, builtin: None });
            }
            None => walk.problem(path, "not-a-deck", "a deck is a file `*.yaml`".to_owned()),
        },
        Err(error) => walk.unreadable(path, &error),
    }
    walk.found.files.sort_by(|a, b| a.path.cmp(&b.path));
    walk.found
}

/// A true path as its folder and the name in it.
fn split(real: &Path) -> (Arc<Path>, OsString) {
    (real.parent().unwrap_or(Path::new("")).into(), real.file_name().unwrap_or_default().to_owned())
}

struct Walk {
    found: Discovered,
    /// Folders in their one true path.
    seen: HashSet<Arc<Path>>,
}

impl Walk {
    fn folder(&mut self, path: &Path, depth: usize) {
        let real: Arc<Path> = match fs::canonicalize(path) {
            Ok(real) if depth <= MAX_DEPTH => real.into(),
            Ok(_) => return,
            Err(error) => return self.unreadable(path, &error),
        };
        if !self.seen.insert(Arc::clone(&real)) {
            return;
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(path, &error),
        };
        self.found.folders.push(Arc::clone(&real));
        let entries = entries.filter_map(Result::ok).map(|entry| (entry.file_name(), entry));
        let mut entries: Vec<(OsString, fs::DirEntry)> =
            entries.filter(|(name, _)| !name.as_encoded_bytes().starts_with(b".")).collect();
        // By name, so that the same folder gives the same order on every machine.
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (name, entry) in entries {
            self.entry(name, &entry, &real, depth);
        }
    }

    /// Takes one entry of the folder whose true path is `real`.
    fn entry(&mut self, name: OsString, entry: &fs::DirEntry, real: &Arc<Path>, depth: usize) {
        let kind = named(Path::new(&name)).map(|(kind, _)| kind);
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let is_folder = match entry.file_type() {
            Ok(_) if is_link => fs::metadata(entry.path()).is_ok_and(|meta| meta.is_dir()),
            Ok(kind) => kind.is_dir(),
            Err(_) => false,
        };
        if is_folder {
            self.folder(&entry.path(), depth + 1);
        } else if let Some(kind) = kind {
            let path = entry.path();
            // Only a link need be resolved: to ask for each of ten thousand files takes longer than to look at them.
            let target = if is_link { fs::canonicalize(&path).ok() } else { None };
            let (home, name) = target.map_or_else(|| (Arc::clone(real), name), |target| split(&target));
            self.found.files.push(Found { path, home, name, kind, builtin: None });
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.problem(path, "unreadable", format!("it can't be read: {}", reason(error)));
    }

    fn problem(&mut self, path: &Path, rule: &'static str, what: String) {
        let help = "check that it is there and that you may read it".to_owned();
        self.found.problems.push(Problem::of_file(path.into(), rule, what, Some(help)));
    }
}

/// What the system says, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect()
}

/// What a file is and its stem, as its name says; none where it is no YAML.
pub(super) fn named(path: &Path) -> Option<(FileKind, String)> {
    let extension = path.extension().and_then(OsStr::to_str)?;
    if !matches!(extension, "yaml" | "yml") {
        return None;
    }
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    Some(match stem.strip_suffix(".source") {
        Some(name) => (FileKind::Source, name.to_owned()),
        None => (FileKind::Deck, stem),
    })
}
