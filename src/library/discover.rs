//! Finds the decks, sources and synonyms in a folder.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file_stat::FileStat;
use crate::deck::{Diagnostic, RuleId, Site};

/// How many levels of folders are searched.
pub const MAX_FOLDERS: usize = 32;

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DiscoveredKind {
    Deck,
    Source,
    Synonyms,
}

impl DiscoveredKind {
    /// The part of the name before `.yaml`; `None` for a deck.
    const fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Deck => None,
            Self::Source => Some(".source"),
            Self::Synonyms => Some(".synonyms"),
        }
    }
}

/// The text of a built-in file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BuiltIn {
    pub(super) text: &'static str,
    /// A hash of the text, computed at compile time.
    pub(super) stamp: u64,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeckFile {
    /// As found; for a built-in file its name.
    pub(super) path: Arc<Path>,
    /// The canonical path of its folder; empty for a built-in file.
    pub(super) home: Arc<Path>,
    /// Its name there, links resolved.
    pub(super) name: OsString,
    pub(super) kind: DiscoveredKind,
    /// Its size and times when it was found; `None` if it isn't a regular file, can't be examined, or is built in.
    pub(super) stat: Option<FileStat>,
    /// The text, for a built-in file.
    pub(super) builtin: Option<&'static BuiltIn>,
    /// The index of the place it was found in.
    pub(super) root: usize,
    /// Whether it was reached by a link, to the file itself or to a folder above it.
    pub(super) by_link: bool,
}

impl DeckFile {
    /// A file that was not found as an entry of its folder. `real` is its canonical path, if known.
    pub(super) fn at(path: &Path, real: Option<&Path>, kind: DiscoveredKind, root: usize) -> Self {
        let real = real.unwrap_or(path);
        let home = real.parent().unwrap_or(Path::new("")).into();
        let name = real.file_name().unwrap_or_default().to_owned();
        Self { path: path.into(), home, name, kind, stat: None, builtin: None, root, by_link: false }
    }

    /// Its position for deciding which of two decks counts.
    pub(super) fn site(&self) -> Site {
        // Counts separators instead of splitting the path: this runs for every file.
        let path = self.path.as_os_str().as_encoded_bytes();
        let depth = path.iter().filter(|&&byte| std::path::is_separator(char::from(byte))).count();
        Site { root: self.root, by_link: self.by_link, depth }
    }

    /// Its path; `None` for a built-in file.
    pub(super) fn on_disk(&self) -> Option<&Path> {
        self.shared_path().map(|path| &**path)
    }

    /// The same as an `Arc`.
    pub(super) fn shared_path(&self) -> Option<&Arc<Path>> {
        if self.builtin.is_some() { None } else { Some(&self.path) }
    }

    /// Whether it was found under its own name, not that of a link.
    pub(super) fn has_its_own_name(&self) -> bool {
        // Compares bytes instead of splitting the path: this runs for every file.
        let folder = self.path.as_os_str().as_encoded_bytes().strip_suffix(self.name.as_encoded_bytes());
        folder.is_some_and(|folder| folder.last().is_none_or(|&byte| std::path::is_separator(char::from(byte))))
    }

    /// The name it was found under, without `.yaml`, `.source.yaml` or `.synonyms.yaml`.
    pub(super) fn stem(&self) -> String {
        named(&self.path).map(|(_, stem)| stem).unwrap_or_default()
    }
}

/// What was found at a path.
#[derive(Debug, Default)]
pub(super) struct Discovered {
    /// Sorted by path.
    pub(super) files: Vec<DeckFile>,
    /// The canonical paths of the folders scanned.
    pub(super) folders: Vec<Arc<Path>>,
    /// Whether a file was found by a link or by its own path, not as an entry of one of these folders.
    pub(super) has_loose: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The decks, sources and synonyms at a path, a folder or a file. `root` is the index of this place.
///
/// Skips hidden files and folders and all but `*.yaml` and `*.yml`. Each folder is read once, and links are followed
/// last, so that a file is found by a link only if it can't be found without.
pub(super) fn discover(path: &Path, root: usize) -> Discovered {
    let mut walk = Walk::new(root);
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => walk.folder(path, 0),
        Ok(meta) => match path.file_name().and_then(kind_of) {
            Some(kind) => walk.loose(path, kind, FileStat::of(&meta)),
            None => walk.diagnostic(path, RuleId::NotADeck, "a deck is a `*.yaml` file".to_owned()),
        },
        Err(error) => walk.unreadable(path, &error),
    }
    walk.follow_links();
    debug_assert!(walk.found.files.is_sorted_by(|a, b| a.path <= b.path), "folders are gone through by name");
    walk.found
}

/// The synonyms files in a folder. `root` is the index of this place.
pub(super) fn synonyms_in(folder: &Path, root: usize) -> Vec<DeckFile> {
    let mut walk = Walk::new(root);
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let is_wanted = |name: &OsString| !is_hidden(name) && kind_of(name) == Some(DiscoveredKind::Synonyms);
    let mut names: Vec<OsString> = entries.map(|entry| entry.file_name()).filter(is_wanted).collect();
    names.sort_unstable();
    for path in names.into_iter().map(|name| folder.join(name)) {
        let stat = FileStat::at(&path);
        if stat.is_some() {
            walk.loose(&path, DiscoveredKind::Synonyms, stat);
        }
    }
    walk.found.files
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

struct Walk {
    root: usize,
    found: Discovered,
    /// Canonical paths of folders.
    seen: HashSet<Arc<Path>>,
    /// Links not yet followed, each with the depth of its folder.
    links: Vec<(Lead, usize)>,
    /// Whether the folder being read was reached by a link.
    by_link: bool,
}

impl Walk {
    fn new(root: usize) -> Self {
        Self { root, found: Discovered::default(), seen: HashSet::new(), links: Vec::new(), by_link: false }
    }

    /// Follows the links, and those found on the lead.
    fn follow_links(&mut self) {
        if self.links.is_empty() {
            return;
        }
        self.by_link = true;
        while !self.links.is_empty() {
            // The shallowest first, so that their targets get the shortest path.
            let mut links = std::mem::take(&mut self.links);
            links.sort_by(|(a, a_depth), (b, b_depth)| (a_depth, &a.path).cmp(&(b_depth, &b.path)));
            for (Lead { name, path, .. }, depth) in links {
                self.link(&path, kind_of(&name), depth);
            }
        }
        self.found.files.sort_by(|a, b| a.path.cmp(&b.path));
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        let real: Arc<Path> = match fs::canonicalize(path) {
            Ok(real) if depth <= MAX_FOLDERS => real.into(),
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
        let (mut files, mut leads) = (Vec::new(), Vec::new());
        for entry in entries.filter_map(Result::ok) {
            self.entry(&entry, (path, &real), &mut files, &mut leads);
        }
        // By name, so that the order is the same on every machine.
        files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        if leads.is_empty() && self.found.files.is_empty() {
            self.found.files = files;
            return;
        }
        leads.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        let mut files = files.into_iter().peekable();
        for lead in leads {
            while let Some(file) = files.next_if(|file| file.name < lead.name) {
                self.found.files.push(file);
            }
            if lead.is_link { self.links.push((lead, depth)) } else { self.folder(&lead.path, depth + 1) }
        }
        self.found.files.extend(files);
    }

    /// Sorts an entry into files, or folders and links to visit later. `folder` is the path and the canonical path.
    fn entry(
        &self,
        entry: &fs::DirEntry,
        folder: (&Path, &Arc<Path>),
        files: &mut Vec<DeckFile>,
        leads: &mut Vec<Lead>,
    ) {
        let name = entry.file_name();
        if is_hidden(&name) {
            return;
        }
        let (kind, is) = (kind_of(&name), entry.file_type().ok());
        let (is_link, is_dir) = (is.is_some_and(|is| is.is_symlink()), is.is_some_and(|is| is.is_dir()));
        if is_link || is_dir {
            leads.push(Lead { name, path: entry.path(), is_link });
        } else if let Some(kind) = kind {
            let meta = if is.is_some_and(|is| is.is_file()) { entry.metadata().ok() } else { None };
            let stat = meta.and_then(|meta| FileStat::of(&meta));
            let mut path = PathBuf::with_capacity(folder.0.as_os_str().len() + 1 + name.len());
            path.push(folder.0);
            path.push(&name);
            let (path, home) = (path.into(), Arc::clone(folder.1));
            files.push(DeckFile {
                path,
                home,
                name,
                kind,
                stat,
                builtin: None,
                root: self.root,
                by_link: self.by_link,
            });
        }
    }

    /// Adds the target of a link.
    fn link(&mut self, path: &Path, kind: Option<DiscoveredKind>, depth: usize) {
        let meta = fs::metadata(path).ok();
        if meta.as_ref().is_some_and(fs::Metadata::is_dir) {
            self.folder(path, depth + 1);
        } else if let Some(kind) = kind {
            self.loose(path, kind, meta.and_then(|meta| FileStat::of(&meta)));
        }
    }

    /// Adds a file whose canonical path is unknown. Canonicalising every file would take longer than scanning.
    fn loose(&mut self, path: &Path, kind: DiscoveredKind, stat: Option<FileStat>) {
        let real = fs::canonicalize(path).ok();
        self.found.has_loose = true;
        let by_link = self.by_link;
        self.found.files.push(DeckFile { stat, by_link, ..DeckFile::at(path, real.as_deref(), kind, self.root) });
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.diagnostic(path, RuleId::Unreadable, format!("can't read it: {}", reason(error)));
    }

    fn diagnostic(&mut self, path: &Path, rule: RuleId, what: String) {
        let help = "check that it exists and that you may read it".to_owned();
        self.found.diagnostics.push(Diagnostic::of_file(path.into(), rule, what, Some(help)));
    }
}

/// A folder or a link found in a folder.
struct Lead {
    name: OsString,
    path: PathBuf,
    is_link: bool,
}

/// The system's message without its error number, in lower case.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect()
}

/// The kind of a file by its name; `None` if it isn't YAML.
pub(super) fn kind_of(name: &OsStr) -> Option<DiscoveredKind> {
    let name = name.as_encoded_bytes();
    let end = name.iter().rposition(|&byte| byte == b'.')?;
    let (stem, ending) = name.split_at(end);
    if !ending.eq_ignore_ascii_case(b".yaml") && !ending.eq_ignore_ascii_case(b".yml") {
        return None;
    }
    if stem.is_empty() {
        return None;
    }
    let is = |kind: &&DiscoveredKind| kind.suffix().is_some_and(|suffix| stem.ends_with(suffix.as_bytes()));
    Some([DiscoveredKind::Source, DiscoveredKind::Synonyms].iter().find(is).copied().unwrap_or(DiscoveredKind::Deck))
}

/// The kind of a file and its name without its endings; `None` if it isn't YAML.
pub(super) fn named(path: &Path) -> Option<(DiscoveredKind, String)> {
    let kind = path.file_name().and_then(kind_of)?;
    let stem = path.file_stem()?.to_string_lossy();
    let name = kind.suffix().and_then(|suffix| stem.strip_suffix(suffix)).unwrap_or(&stem);
    Some((kind, name.to_owned()))
}
