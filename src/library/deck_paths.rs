//! The places that decks come from, and the files in them.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::builtin::built_in;
use super::copies::leave_out_copies;
use super::discover::{DeckFile, Discovered, DiscoveredKind, discover, named, synonyms_in};
use crate::deck::Diagnostic;

/// Where decks may be. Plain data, filled by the caller from arguments, environment and config.
#[derive(Debug, Clone, Default)]
pub struct DeckPaths {
    /// `--decks` or `OSS_QUIZ_DECKS`: if there are any, only these and `named` count.
    pub given: Vec<PathBuf>,
    /// Paths named in a command's arguments; they take precedence over all others.
    pub named: Vec<PathBuf>,
    /// `./decks`; counts if it has a deck.
    pub local: PathBuf,
    /// `folders` of the config.
    pub folders: Vec<PathBuf>,
    /// `decks` in the user's data folder; need not exist.
    pub user: Option<PathBuf>,
    /// Whether the built-in decks count.
    pub builtin: bool,
}

impl DeckPaths {
    /// The canonical paths of all places that exist, whether or not they count.
    pub(super) fn true_paths(&self) -> Vec<PathBuf> {
        let named = self.named.iter().chain(&self.given);
        let usual = std::iter::once(&self.local).chain(&self.folders).chain(&self.user);
        let usual = usual.filter(|_| self.given.is_empty());
        named.chain(usual).filter_map(|path| fs::canonicalize(path).ok()).collect()
    }
}

/// A place that decks were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckRoot {
    /// The folder or file; `None` for the built-in decks.
    pub path: Option<PathBuf>,
    /// The number of its decks that count.
    pub decks: usize,
}

/// The files of all places that count.
#[derive(Debug, Default)]
pub(super) struct ScanResult {
    /// The places by precedence, highest first; their numbers of decks are not filled in yet.
    pub(super) roots: Vec<DeckRoot>,
    /// The files to read, each once.
    pub(super) files: Vec<DeckFile>,
    /// The canonical paths of the folders scanned.
    pub(super) folders: Vec<Arc<Path>>,
    /// Paths that can't be read or whose names are not those of decks.
    pub(super) diagnostics: Vec<Diagnostic>,
}

pub(super) fn find(places: &DeckPaths) -> ScanResult {
    let mut scan = ScanResult::default();
    let mut has_loose = false;
    let mut add = |path: &Path, wanted: fn(&Discovered) -> bool| {
        let found = discover(path, scan.roots.len());
        if !wanted(&found) {
            return;
        }
        scan.roots.push(DeckRoot { path: Some(path.to_path_buf()), decks: 0 });
        if scan.files.is_empty() {
            scan.files = found.files;
        } else {
            scan.files.extend(found.files);
        }
        scan.folders.extend(found.folders);
        has_loose |= found.has_loose;
        scan.diagnostics.extend(found.diagnostics);
    };
    places.named.iter().for_each(|path| add(path, |_| true));
    if places.given.is_empty() {
        if places.local.is_dir() {
            add(&places.local, |found| found.files.iter().any(|file| file.kind == DiscoveredKind::Deck));
        }
        let user = places.user.iter().filter(|path| path.is_dir());
        places.folders.iter().chain(user).for_each(|path| add(path, |_| true));
    }
    places.given.iter().for_each(|path| add(path, |_| true));
    if has_loose {
        let beside = synonyms_beside(&scan);
        scan.files.extend(beside);
    }
    let folders: HashSet<&Path> = scan.folders.iter().map(|folder| &**folder).collect();
    // Otherwise no file can have been found twice.
    if has_loose || folders.len() < scan.folders.len() {
        scan.files = once(scan.files);
    }
    let copies = leave_out_copies(&mut scan.files);
    scan.diagnostics.extend(copies);
    if places.builtin && places.given.is_empty() {
        scan.files.extend(built_in(scan.roots.len()));
        scan.roots.push(DeckRoot { path: None, decks: 0 });
    }
    scan
}

/// The synonyms files beside decks that were found as single files, since they apply to these decks too.
fn synonyms_beside(scan: &ScanResult) -> Vec<DeckFile> {
    let mut seen: HashSet<&Path> = scan.folders.iter().map(|folder| &**folder).collect();
    let decks = scan.files.iter().filter(|file| file.kind == DiscoveredKind::Deck && seen.insert(&file.home));
    decks.flat_map(|deck| synonyms_in(&deck.home, deck.root)).collect()
}

/// Removes duplicates: a folder may be given twice or lie in another, and a link to a deck is that deck. A file that
/// was found under its own name in any place keeps it, and belongs to the first place in which it was found.
fn once(files: Vec<DeckFile>) -> Vec<DeckFile> {
    let mut known: HashMap<(Arc<Path>, OsString), usize> = HashMap::with_capacity(files.len());
    let mut once: Vec<DeckFile> = Vec::with_capacity(files.len());
    for file in files {
        match known.entry((Arc::clone(&file.home), file.name.clone())) {
            Entry::Vacant(new) => {
                new.insert(once.len());
                once.push(file);
            }
            Entry::Occupied(at) => {
                let kept = &mut once[*at.get()];
                let root = kept.root;
                if is_straighter(&file, kept) {
                    *kept = DeckFile { root, ..file };
                }
            }
        }
    }
    once.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
    once
}

/// Whether the path of `file` is more direct than that of `other`, the same file found earlier. Depth is only compared
/// within one place, so that a path the user typed stays as it is.
fn is_straighter(file: &DeckFile, other: &DeckFile) -> bool {
    let [(way, site), (other_way, other_site)] = [file, other].map(|file| {
        let site = file.site();
        ((site.by_link, !file.has_its_own_name()), site)
    });
    way < other_way || (way == other_way && site.root == other_site.root && site.depth < other_site.depth)
}

/// The target of a link, if the target is found as well: beside the link, or in one of the places.
#[must_use]
pub fn behind_link(path: &Path, places: &DeckPaths) -> Option<PathBuf> {
    let target = path.is_symlink().then(|| fs::canonicalize(path).ok()).flatten().filter(|target| target.is_file())?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if fs::canonicalize(folder).ok().as_deref() == target.parent() {
        return Some(path.with_file_name(target.file_name()?));
    }
    places.true_paths().iter().any(|place| target.starts_with(place)).then_some(target)
}

/// The decks, sources and synonyms in the folder of a file, without subfolders.
///
/// A deck can't be checked without them: it cites a source, names other decks, and shares claims with them.
#[must_use]
pub fn beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let visible = entries.filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    let mut files: Vec<PathBuf> = visible.map(|entry| entry.path()).filter(|path| named(path).is_some()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}
