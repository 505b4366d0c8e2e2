//! How decks and what a log has seen of them differ, kept from one sitting to the next: all that is known of a folder in
//! one row, since a start asks for nearly all of it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::db::{Db, Trouble, Writing};
use super::light::{Kept, Row};
use super::rows::encode;
use crate::deck::{ItemId, Split};
use crate::library::stamp::stamp;

/// A split as bytes, behind its [`Head`].
#[derive(Debug, Serialize, Deserialize)]
struct SplitRow<'a> {
    /// The first place, and how far each next one is from the one before.
    fresh: Vec<u32>,
    #[serde(borrow)]
    gone: Vec<&'a str>,
}

/// What a split holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    /// The number of the deck's body in the index.
    body: i64,
    /// The hash of its file.
    hash: u64,
    /// What the log has seen of it.
    seen: u64,
}

/// What is remembered of decks.
#[derive(Debug, Default)]
pub(super) struct Splits {
    /// By the numbers of folders; each is read when the first one of it is asked for.
    known: RefCell<Vec<(i64, Known)>>,
    /// By the places of the files.
    new: RefCell<HashMap<usize, New>>,
}

#[derive(Debug)]
struct New {
    /// The number of its folder, and what it holds for.
    place: Option<(i64, Head)>,
    seen: u64,
    split: Split,
    /// Its bytes, until they are written down.
    row: Option<Vec<u8>>,
}

impl Splits {
    /// What was kept of a deck while the log had seen this of it.
    pub(super) fn recall(&self, db: Option<&Db>, kept: &Kept, seen: u64) -> Option<Split> {
        if let Some(new) = self.new.borrow().get(&kept.file) {
            return (new.seen == seen).then(|| new.split.clone());
        }
        let Row { folder, body } = kept.row?;
        let mut all = self.known.borrow_mut();
        let at = all.iter().position(|(known, _)| *known == folder).unwrap_or_else(|| {
            let bytes = db.and_then(|db| db.splits(folder).ok().flatten());
            all.push((folder, bytes.and_then(Known::of).unwrap_or_default()));
            all.len() - 1
        });
        let (_, known) = all.get(at)?;
        known.row(&Head { body, hash: kept.hash, seen }).and_then(read)
    }

    pub(super) fn remember(&self, kept: &Kept, seen: u64, split: &Split) {
        let place = kept.row.map(|row| (row.folder, Head { body: row.body, hash: kept.hash, seen }));
        let new = New { place, seen, split: split.clone(), row: row(split) };
        self.new.borrow_mut().insert(kept.file, new);
    }

    /// Writes down what is new.
    pub(super) fn settle(&self, db: &Db) {
        // What could not be written is found out again next time.
        let _ = self.write(db);
    }

    fn write(&self, db: &Db) -> Result<(), Trouble> {
        let mut new = self.new.borrow_mut();
        let mut rows: BTreeMap<i64, Vec<(Head, Vec<u8>)>> = BTreeMap::new();
        for ((folder, head), row) in new.values_mut().filter_map(|new| Some((new.place?, new.row.take()?))) {
            rows.entry(folder).or_default().push((head, row));
        }
        if rows.is_empty() {
            return Ok(());
        }
        let writing = db.begin()?;
        rows.iter().try_for_each(|(folder, rows)| put(&writing, *folder, rows))?;
        writing.commit()
    }
}

/// Puts splits of a folder beside those that other processes have kept. Those of decks that are there no more go.
fn put(writing: &Writing, folder: i64, rows: &[(Head, Vec<u8>)]) -> Result<(), Trouble> {
    let known = writing.splits(folder)?.and_then(Known::of).unwrap_or_default();
    let mut all: BTreeMap<i64, (Head, &[u8])> = BTreeMap::new();
    let before = known.places.iter().filter_map(|(head, at)| Some((head.body, (*head, known.bytes.get(at.clone())?))));
    all.extend(before);
    all.extend(rows.iter().map(|(head, row)| (head.body, (*head, row.as_slice()))));
    let there = writing.bodies(folder)?;
    all.retain(|body, _| there.contains(body));
    writing.put_splits(folder, &Known::bytes(all.values().copied()))
}

/// All that is kept of a folder: a checksum, and each split behind its head and its length, by the numbers of the bodies.
#[derive(Debug, Default)]
struct Known {
    bytes: Vec<u8>,
    places: Vec<(Head, std::ops::Range<usize>)>,
}

impl Known {
    /// None where it is damaged.
    fn of(bytes: Vec<u8>) -> Option<Self> {
        let (checksum, mut rest) = bytes.split_first_chunk()?;
        if stamp(rest) != u64::from_le_bytes(*checksum) {
            return None;
        }
        let mut places = Vec::new();
        while !rest.is_empty() {
            let (body, behind) = rest.split_first_chunk()?;
            let (hash, behind) = behind.split_first_chunk()?;
            let (seen, behind) = behind.split_first_chunk()?;
            let (length, behind) = behind.split_first_chunk()?;
            let head = Head {
                body: i64::from_le_bytes(*body),
                hash: u64::from_le_bytes(*hash),
                seen: u64::from_le_bytes(*seen),
            };
            let start = bytes.len() - behind.len();
            let length = u32::from_le_bytes(*length) as usize;
            rest = behind.get(length..)?;
            places.push((head, start..start + length));
        }
        Some(Self { bytes, places })
    }

    fn bytes<'r>(rows: impl Iterator<Item = (Head, &'r [u8])>) -> Vec<u8> {
        let mut bytes = vec![0; 8];
        for (head, row) in rows {
            let Ok(length) = u32::try_from(row.len()) else { continue };
            bytes.extend(head.body.to_le_bytes());
            bytes.extend(head.hash.to_le_bytes());
            bytes.extend(head.seen.to_le_bytes());
            bytes.extend(length.to_le_bytes());
            bytes.extend(row);
        }
        let checksum = stamp(&bytes[8..]).to_le_bytes();
        bytes[..8].copy_from_slice(&checksum);
        bytes
    }

    /// The split of exactly this deck and log.
    fn row(&self, head: &Head) -> Option<&[u8]> {
        let at = self.places.binary_search_by_key(&head.body, |(known, _)| known.body).ok()?;
        let (known, place) = self.places.get(at)?;
        if known == head { self.bytes.get(place.clone()) } else { None }
    }
}

/// The bytes of a split; none of one whose places do not rise.
fn row(split: &Split) -> Option<Vec<u8>> {
    let mut before = 0;
    let steps = split.fresh.iter().map(|&place| {
        let step = place.checked_sub(before)?;
        before = place;
        Some(step)
    });
    let row = SplitRow { fresh: steps.collect::<Option<_>>()?, gone: split.gone.iter().map(ItemId::as_str).collect() };
    Some(encode(&row, Vec::new()))
}

fn read(bytes: &[u8]) -> Option<Split> {
    let SplitRow { mut fresh, gone } = postcard::from_bytes(bytes).ok()?;
    let mut place = 0_u32;
    for step in &mut fresh {
        place = place.checked_add(*step)?;
        *step = place;
    }
    let gone = gone.into_iter().map(|id| id.parse().ok()).collect::<Option<_>>()?;
    Some(Split { fresh, gone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_together_is_found_again_and_what_is_damaged_is_not() {
        let split = Split { fresh: vec![0, 3, 40_000], gone: vec!["d/a".parse().unwrap(), "d/b#c1".parse().unwrap()] };
        let rows = [(-4, 1), (7, u64::MAX)].map(|(body, seen)| (Head { body, hash: 9, seen }, row(&split).unwrap()));
        let bytes = Known::bytes(rows.iter().map(|(head, row)| (*head, row.as_slice())));
        let known = Known::of(bytes.clone()).unwrap();
        for (head, _) in rows {
            assert_eq!(known.row(&head).and_then(read), Some(split.clone()));
            for other in [Head { hash: 8, ..head }, Head { seen: 2, ..head }, Head { body: 5, ..head }] {
                assert_eq!(known.row(&other), None);
            }
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 16;
            assert!(Known::of(bytes).is_none(), "byte {at}");
        }
        assert!(Known::of(bytes[..bytes.len() - 1].to_vec()).is_none());
        assert!(Known::of(Vec::new()).is_none());
        assert_eq!(row(&Split { fresh: vec![2, 1], gone: Vec::new() }), None);
    }
}
