//! Reads and parses files.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::discover::{DeckFile, DiscoveredKind, named, reason};
use super::open::open_regular;
use crate::deck::{self, Deck, Diagnostic, RuleId, Source, SynonymsFile};

/// From this many bytes on, starting a second thread pays off.
pub(super) const MUCH: u64 = 64 << 10;

/// The content of a file. `D` is the deck, or what was made of it.
pub(super) enum ReadFile<D = Box<Deck>> {
    Deck(D),
    Source(Box<Source>, Vec<Diagnostic>),
    Synonyms(Box<SynonymsFile>, Vec<Diagnostic>),
    Nothing(Vec<Diagnostic>),
}

impl ReadFile {
    /// Converts the deck.
    pub(super) fn map<D>(self, make: impl FnOnce(Deck) -> D) -> ReadFile<D> {
        match self {
            Self::Deck(deck) => ReadFile::Deck(make(*deck)),
            Self::Source(source, diagnostics) => ReadFile::Source(source, diagnostics),
            Self::Synonyms(synonyms, diagnostics) => ReadFile::Synonyms(synonyms, diagnostics),
            Self::Nothing(diagnostics) => ReadFile::Nothing(diagnostics),
        }
    }
}

/// The size of a file in bytes.
pub(super) fn size(file: &DeckFile) -> u64 {
    match file.builtin {
        Some(builtin) => builtin.text.len() as u64,
        None => file.stat.map_or(0, |stat| stat.size),
    }
}

pub(super) fn read(file: &DeckFile) -> ReadFile {
    read_as(file, |read, _| read)
}

/// Reads a file, and calls `make` with its content and its bytes.
pub(super) fn read_as<R>(file: &DeckFile, make: impl FnOnce(ReadFile, &[u8]) -> R) -> R {
    match file.builtin {
        Some(builtin) => make(parse(file, builtin.text.as_bytes()), builtin.text.as_bytes()),
        None => match bytes_of(&file.path) {
            Ok(bytes) => make(parse(file, &bytes), &bytes),
            Err(diagnostic) => make(ReadFile::Nothing(vec![*diagnostic]), &[]),
        },
    }
}

/// Reads every file, on several threads if it pays off; the results are in the order of the files.
pub(super) fn read_all(files: &[&DeckFile]) -> Vec<ReadFile> {
    each(files, read)
}

/// Calls `make` with each file, on several threads if it pays off; the results are in the order of the files.
pub(super) fn each<R: Send>(files: &[&DeckFile], make: impl Fn(&DeckFile) -> R + Sync) -> Vec<R> {
    let threads = if files.iter().map(|file| size(file)).sum::<u64>() >= MUCH { threads() } else { 1 };
    let taken = AtomicUsize::new(0);
    // Each thread takes the next free file, since files differ much in length.
    let work = || {
        let mut all = Vec::new();
        loop {
            let at = taken.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(at) else { return all };
            all.push((at, make(file)));
        }
    };
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(files.len())).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            match other.join() {
                Ok(part) => all.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}

/// The number of threads that can run at once.
pub(super) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Parses a file's bytes.
pub(super) fn parse(file: &DeckFile, bytes: &[u8]) -> ReadFile {
    parse_as(file.kind, &file.stem(), file.on_disk(), bytes)
}

/// Parses bytes as a file of this kind and name.
pub(super) fn parse_as(kind: DiscoveredKind, stem: &str, path: Option<&Path>, bytes: &[u8]) -> ReadFile {
    match kind {
        DiscoveredKind::Deck => match deck::parse_deck(stem, path, bytes) {
            Ok(deck) => ReadFile::Deck(Box::new(deck)),
            Err(diagnostics) => ReadFile::Nothing(diagnostics),
        },
        DiscoveredKind::Source => match deck::parse_source(stem, path, bytes) {
            Ok((source, diagnostics)) => ReadFile::Source(Box::new(source), diagnostics),
            Err(diagnostics) => ReadFile::Nothing(diagnostics),
        },
        DiscoveredKind::Synonyms => match deck::parse_synonyms(stem, path, bytes) {
            Ok((synonyms, diagnostics)) => ReadFile::Synonyms(Box::new(synonyms), diagnostics),
            Err(diagnostics) => ReadFile::Nothing(diagnostics),
        },
    }
}

/// The text of a file; `None` if it can't be read.
#[must_use]
pub fn text_of(path: &Path) -> Option<String> {
    String::from_utf8(bytes_of(path).ok()?).ok()
}

/// The name of a deck's file without its ending; `None` if its name is not that of a deck.
#[must_use]
pub fn stem(path: &Path) -> Option<String> {
    named(path).filter(|(kind, _)| *kind == DiscoveredKind::Deck).map(|(_, stem)| stem)
}

/// Whether the name is that of a synonyms file.
#[must_use]
pub fn is_synonyms(path: &Path) -> bool {
    named(path).is_some_and(|(kind, _)| kind == DiscoveredKind::Synonyms)
}

/// The text of a deck's file.
///
/// # Errors
/// If it can't be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Box<Diagnostic>> {
    let bytes = bytes_of(path)?;
    String::from_utf8(bytes).map_err(|_| {
        let help = Some("save it as UTF-8".to_owned());
        Box::new(Diagnostic::of_file(path.into(), RuleId::NotUtf8, "not UTF-8".into(), help))
    })
}

/// Reads a file; refuses one that is larger than a deck may be.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let unreadable = |error: &std::io::Error| {
        let what = format!("can't read it: {}", reason(error));
        let help = "check that it exists and that you may read it".to_owned();
        Box::new(Diagnostic::of_file(path.into(), RuleId::Unreadable, what, Some(help)))
    };
    let meta = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !meta.is_file() {
        let help = Some("a deck is a text file".to_owned());
        return Err(Box::new(Diagnostic::of_file(path.into(), RuleId::Unreadable, "not a regular file".into(), help)));
    }
    if meta.len() > deck::MAX_BYTES as u64 {
        let of = match named(path) {
            Some((DiscoveredKind::Source, _)) => deck::FileKind::Source,
            Some((DiscoveredKind::Synonyms, _)) => deck::FileKind::Synonyms,
            Some((DiscoveredKind::Deck, _)) | None => deck::FileKind::Deck,
        };
        return Err(Box::new(deck::too_large(path, of)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    let file = open_regular(path).map_err(|error| unreadable(&error))?;
    // One byte more than allowed, so that a file that grows meanwhile is refused too.
    file.take(deck::MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}
