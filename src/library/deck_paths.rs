//! Where decks come from, and which files lie there.

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

/// Where decks may be. Plain data: whoever calls knows about arguments, environment and config.
#[derive(Debug, Clone, Default)]
pub struct DeckPaths {
    /// `--decks` or `OSS_QUIZ_DECKS`: if there are any, these and nothing else but `named`.
    pub given: Vec<PathBuf>,
    /// Paths that a command was asked for; what lies in them counts before all else.
    pub named: Vec<PathBuf>,
    /// `./decks`, which counts if it holds a deck.
    pub local: PathBuf,
    /// `folders` of the config.
    pub folders: Vec<PathBuf>,
    /// The decks in the user's data folder, which need not be there.
    pub user: Option<PathBuf>,
    /// Whether the decks built into the program count.
    pub builtin: bool,
}

impl DeckPaths {
    /// The true paths of those that are there, whether they count or not.
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
    /// The folder or file, or `None` for the program itself.
    pub path: Option<PathBuf>,
    /// How many decks that count it has.
    pub decks: usize,
}

/// The files of all places that count.
#[derive(Debug, Default)]
pub(super) struct ScanResult {
    /// The places, the first one counting most; how many of their decks count is not known yet.
    pub(super) roots: Vec<DeckRoot>,
    /// Files to read, each once.
    pub(super) files: Vec<DeckFile>,
    /// The folders that were looked through, by their true paths.
    pub(super) folders: Vec<Arc<Path>>,
    /// What can't be read, or is no deck by its name.
    pub(super) problems: Vec<Diagnostic>,
}

/// Finds the files of all places.
pub(super) fn find(places: &DeckPaths) -> ScanResult {
    let mut sites = ScanResult::default();
    let mut has_loose = false;
    let mut look = |path: &Path, wanted: fn(&Discovered) -> bool| {
        let found = discover(path, sites.roots.len());
        if !wanted(&found) {
            return;
        }
        sites.roots.push(DeckRoot { path: Some(path.to_path_buf()), decks: 0 });
        if sites.files.is_empty() {
            sites.files = found.files;
        } else {
            sites.files.extend(found.files);
        }
        sites.folders.extend(found.folders);
        has_loose |= found.has_loose;
        sites.problems.extend(found.problems);
    };
    places.named.iter().for_each(|path| look(path, |_| true));
    if places.given.is_empty() {
        if places.local.is_dir() {
            look(&places.local, |found| found.files.iter().any(|file| file.kind == DiscoveredKind::Deck));
        }
        let user = places.user.iter().filter(|path| path.is_dir());
        places.folders.iter().chain(user).for_each(|path| look(path, |_| true));
    }
    places.given.iter().for_each(|path| look(path, |_| true));
    if has_loose {
        let beside = synonyms_beside(&sites);
        sites.files.extend(beside);
    }
    let folders: HashSet<&Path> = sites.folders.iter().map(|folder| &**folder).collect();
    // Entries of different folders are different files.
    if has_loose || folders.len() < sites.folders.len() {
        sites.files = once(sites.files);
    }
    let copies = leave_out_copies(&mut sites.files);
    sites.problems.extend(copies);
    if places.builtin && places.given.is_empty() {
        sites.files.extend(built_in(sites.roots.len()));
        sites.roots.push(DeckRoot { path: None, decks: 0 });
    }
    sites
}

/// The synonyms of the folders of decks that were found by themselves: they hold for these as for all others there.
fn synonyms_beside(sites: &ScanResult) -> Vec<DeckFile> {
    let mut seen: HashSet<&Path> = sites.folders.iter().map(|folder| &**folder).collect();
    let decks = sites.files.iter().filter(|file| file.kind == DiscoveredKind::Deck && seen.insert(&file.home));
    decks.flat_map(|deck| synonyms_in(&deck.home, deck.root)).collect()
}

/// Leaves each file once: a folder that is given twice, or lies in another, is one place, and a link to a deck is that
/// deck. It keeps its own name where it was found by it, in whichever place, and counts in the first place of all.
fn once(files: Vec<DeckFile>) -> Vec<DeckFile> {
    let mut ways: HashMap<(Arc<Path>, OsString), usize> = HashMap::with_capacity(files.len());
    let mut once: Vec<DeckFile> = Vec::with_capacity(files.len());
    for file in files {
        match ways.entry((Arc::clone(&file.home), file.name.clone())) {
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

/// Whether a file was found by a straighter way than by another one, which comes first. How long the two are counts in
/// one place alone: a path that was asked for stays as it was written.
fn is_straighter(file: &DeckFile, other: &DeckFile) -> bool {
    let [(way, site), (other_way, other_site)] = [file, other].map(|file| {
        let site = file.site();
        ((site.by_link, !file.has_its_own_name()), site)
    });
    way < other_way || (way == other_way && site.root == other_site.root && site.depth < other_site.depth)
}

/// The file that a link to one leads to, if it is found by itself as well: beside the link, or in one of the places.
#[must_use]
pub fn behind_link(path: &Path, places: &DeckPaths) -> Option<PathBuf> {
    let target = path.is_symlink().then(|| fs::canonicalize(path).ok()).flatten().filter(|target| target.is_file())?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if fs::canonicalize(folder).ok().as_deref() == target.parent() {
        return Some(path.with_file_name(target.file_name()?));
    }
    places.true_paths().iter().any(|place| target.starts_with(place)).then_some(target)
}

/// The decks, sources and synonyms that lie in the folder of a file, in no folder below it.
///
/// A deck alone does not say enough of itself: it cites the source beside it,
/// names other decks, and shares claims with them.
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
