//! Compares the files found with what the index says of them.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::db::{Db, Trouble};
use super::known::KnownFolders;
use super::light::{Light, Row};
use super::rows::{Seal, Stamp};
use crate::library::deck_paths::ScanResult;
use crate::library::discover::DeckFile;

/// What the index knows of a file that was found.
#[derive(Debug)]
pub(super) enum State {
    /// All there is to know.
    Known(Light),
    /// That, if its bytes still have this hash.
    Doubtful(Box<Doubt>),
    /// Nothing.
    Unknown,
}

/// What the index says of a file that may have changed.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) light: Light,
    pub(super) stamp: Stamp,
    /// The light row.
    pub(super) row: Vec<u8>,
}

/// What came of comparing.
#[derive(Debug, Default)]
pub(super) struct IndexDiff {
    /// By the places of the files.
    pub(super) states: Vec<State>,
    /// Files that the index knows and that are there no more: the numbers of their folders and their names.
    pub(super) gone: Vec<(i64, Vec<u8>)>,
}

impl IndexDiff {
    /// What comes of it where there is no index.
    pub(super) fn with_nothing(sites: &ScanResult) -> Self {
        Self { states: sites.files.iter().map(|_| State::Unknown).collect(), gone: Vec::new() }
    }
}

/// Compares with what is known already, and with what else the index says.
pub(super) fn compare(db: &Db, mut known: KnownFolders, sites: &ScanResult) -> Result<IndexDiff, Trouble> {
    let _reading = db.reading();
    let mut compared = IndexDiff::with_nothing(sites);
    let whole: HashSet<&Path> = sites.folders.iter().map(|folder| &**folder).collect();
    for (home, files) in by_home(sites) {
        let Some(folder) = known.take(home, db)? else { continue };
        let id = folder.id;
        // Those built into the program are always all there.
        let is_whole = whole.contains(home) || home.as_os_str().is_empty();
        let mut files = files.into_iter().peekable();
        folder.each(|name, body, what| {
            let named = |at: usize| sites.files[at].name.as_encoded_bytes();
            while files.next_if(|&at| named(at) < name).is_some() {}
            match files.next_if(|&at| named(at) == name) {
                Some(at) => compared.states[at] = state(at, sites, what, Row { folder: id, body }, db)?,
                None if is_whole => compared.gone.push((id, name.to_vec())),
                None => {}
            }
            Ok(())
        })?;
    }
    Ok(compared)
}

/// The places of the files of each folder, by name; folders without any file too.
fn by_home(sites: &ScanResult) -> Vec<(&Path, Vec<usize>)> {
    let mut places: HashMap<&Path, usize> = HashMap::new();
    let mut homes: Vec<(&Arc<Path>, Vec<usize>)> = Vec::new();
    let mut last: Option<usize> = None;
    for (at, file) in sites.files.iter().enumerate() {
        let home = match last.filter(|&last| Arc::ptr_eq(homes[last].0, &file.home)) {
            Some(home) => home,
            None => *places.entry(&file.home).or_insert_with(|| {
                homes.push((&file.home, Vec::new()));
                homes.len() - 1
            }),
        };
        homes[home].1.push(at);
        last = Some(home);
    }
    let empty =
        sites.folders.iter().filter(|folder| !places.contains_key(&***folder)).map(|folder| (folder, Vec::new()));
    homes.extend(empty.collect::<Vec<_>>());
    let name = |at: usize| sites.files[at].name.as_encoded_bytes();
    for (_, files) in &mut homes {
        files.sort_by(|a, b| name(*a).cmp(name(*b)));
    }
    homes.into_iter().map(|(home, files)| (&**home, files)).collect()
}

/// What the index says of the file at a place.
fn state(at: usize, sites: &ScanResult, what: Option<(Stamp, Light)>, place: Row, db: &Db) -> Result<State, Trouble> {
    let file = &sites.files[at];
    match what {
        Some((stamp, light)) if file.has_its_own_name() && is_same(file, &stamp) => {
            Ok(State::Known(light.found(at, file)))
        }
        _ => {
            let row = db.file(place.folder, file.name.as_encoded_bytes())?;
            Ok(row.and_then(|row| state_of(at, sites, place, &row)).unwrap_or(State::Unknown))
        }
    }
}

/// What a sealed row says of it; none where it says nothing that can be read.
fn state_of(at: usize, sites: &ScanResult, place: Row, row: &[u8]) -> Option<State> {
    let file = &sites.files[at];
    let (stamp, row) = Stamp::split(Seal::of(file).open(row)?)?;
    let light = Light::of(row, stamp.hash, Some(place))?.found(at, file);
    Some(if is_same(file, &stamp) {
        State::Known(light)
    } else {
        State::Doubtful(Box::new(Doubt { light, stamp, row: row.to_vec() }))
    })
}

/// Whether a file is what it was, as far as can be seen.
fn is_same(file: &DeckFile, stamp: &Stamp) -> bool {
    match file.builtin {
        Some(builtin) => builtin.stamp == stamp.hash,
        None => stamp.settled && file.stat == Some(stamp.look),
    }
}
