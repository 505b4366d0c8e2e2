//! How decks and what a log has seen of them differ, kept from one sitting to the next: all that is known of a folder in
//! one row, since a start asks for nearly all of it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::db::{Db, Trouble, Writing};
use super::light::{IndexRef, Row};
use super::rows::{encode, narrow};
use crate::deck::{ItemId, Split};
use crate::library::fnv::{stamp, stamp_on};

/// A split as bytes.
#[derive(Debug, Serialize, Deserialize)]
struct SplitRow<'a> {
    #[serde(borrow)]
    gone: Vec<&'a str>,
    /// The first place, and how far each next one is from the one before.
    fresh: Vec<u32>,
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
    known: RefCell<Vec<(i64, KnownSplits)>>,
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
    pub(super) fn recall(&self, db: Option<&Db>, kept: &IndexRef, seen: u64) -> Option<Split> {
        if let Some(new) = self.new.borrow().get(&kept.file) {
            return (new.seen == seen).then(|| new.split.clone());
        }
        self.row(db, kept, seen, read)
    }

    /// Of that, how many places are fresh, and whether an item is gone.
    pub(super) fn recall_briefly(&self, db: Option<&Db>, kept: &IndexRef, seen: u64) -> Option<(usize, bool)> {
        if let Some(new) = self.new.borrow().get(&kept.file) {
            let split = &new.split;
            return (new.seen == seen).then_some((split.fresh.len(), !split.gone.is_empty()));
        }
        self.row(db, kept, seen, |row| {
            let (gone, rest): (Vec<&str>, &[u8]) = postcard::take_from_bytes(row).ok()?;
            // A list begins with its length.
            let (fresh, _) = postcard::take_from_bytes(rest).ok()?;
            Some((fresh, !gone.is_empty()))
        })
    }

    /// What is read of the row that was kept of a deck for this sum.
    fn row<T>(&self, db: Option<&Db>, kept: &IndexRef, seen: u64, read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let Row { folder, body } = kept.row?;
        let mut all = self.known.borrow_mut();
        let at = all.iter().position(|(known, _)| *known == folder).unwrap_or_else(|| {
            let bytes = db.and_then(|db| db.splits(folder).ok().flatten());
            all.push((folder, bytes.and_then(KnownSplits::of).unwrap_or_default()));
            all.len() - 1
        });
        let (_, known) = all.get(at)?;
        known.find(&Head { body, hash: kept.hash, seen }).and_then(read)
    }

    pub(super) fn remember(&self, kept: &IndexRef, seen: u64, split: &Split) {
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
    let known = writing.splits(folder)?.and_then(KnownSplits::of).unwrap_or_default();
    let mut all: BTreeMap<i64, (u64, &[u8])> = BTreeMap::new();
    all.extend(known.all().map(|(key, body, row)| (body, (key, row))));
    all.extend(rows.iter().map(|(head, row)| (head.body, (head.key(), row.as_slice()))));
    let there = writing.bodies(folder)?;
    all.retain(|body, _| there.contains(body));
    writing.put_splits(folder, &KnownSplits::bytes(all.iter().map(|(body, (key, row))| (*key, *body, *row))))
}

impl Head {
    /// A number that another head has by chance alone.
    fn key(&self) -> u64 {
        let numbers = [self.body.cast_unsigned(), self.hash, self.seen];
        numbers.into_iter().fold(0, |key, number| stamp_on(key, &number.to_le_bytes()))
    }
}

/// All that is kept of a folder, as it lies in the index, since a start reads it through: a checksum, the count of
/// splits, the keys of their heads, which rise, where each ends, and each with the number of its body.
#[derive(Debug, Default)]
struct KnownSplits(Vec<u8>);

impl KnownSplits {
    /// Of the checksum; and of that and of the count.
    const HEAD: [usize; 2] = [8, 12];

    /// None where it is damaged.
    fn of(bytes: Vec<u8>) -> Option<Self> {
        let (checksum, rest) = bytes.split_first_chunk()?;
        (stamp(rest) == u64::from_le_bytes(*checksum)).then_some(Self(bytes))
    }

    fn bytes<'r>(splits: impl Iterator<Item = (u64, i64, &'r [u8])>) -> Vec<u8> {
        let mut splits: Vec<_> = splits.collect();
        splits.sort_unstable();
        let mut bytes = vec![0; Self::HEAD[0]];
        bytes.extend(narrow(splits.len()).to_le_bytes());
        bytes.extend(splits.iter().flat_map(|(key, _, _)| key.to_le_bytes()));
        let mut rows = Vec::new();
        for (_, body, row) in splits {
            rows = encode(&body, rows);
            rows.extend(row);
            bytes.extend(narrow(rows.len()).to_le_bytes());
        }
        bytes.extend(rows);
        let checksum = stamp(&bytes[Self::HEAD[0]..]).to_le_bytes();
        bytes[..Self::HEAD[0]].copy_from_slice(&checksum);
        bytes
    }

    fn number<const BYTES: usize>(&self, at: usize) -> Option<[u8; BYTES]> {
        self.0.get(at..)?.first_chunk().copied()
    }

    fn count(&self) -> usize {
        self.number(Self::HEAD[0]).map_or(0, |count| u32::from_le_bytes(count) as usize)
    }

    fn key(&self, at: usize) -> Option<u64> {
        self.number(Self::HEAD[1] + 8 * at).map(u64::from_le_bytes)
    }

    /// The number of the body of the split at a place, and its bytes.
    fn row(&self, at: usize) -> Option<(i64, &[u8])> {
        let ends = Self::HEAD[1] + 8 * self.count();
        let rows = self.0.get(ends + 4 * self.count()..)?;
        let end = |at: usize| self.number(ends + 4 * at).map(|end| u32::from_le_bytes(end) as usize);
        let start = at.checked_sub(1).map_or(Some(0), end)?;
        postcard::take_from_bytes(rows.get(start..end(at)?)?).ok()
    }

    fn all(&self) -> impl Iterator<Item = (u64, i64, &[u8])> {
        (0..self.count()).filter_map(|at| {
            let (body, row) = self.row(at)?;
            Some((self.key(at)?, body, row))
        })
    }

    /// The split of exactly this deck and log.
    fn find(&self, head: &Head) -> Option<&[u8]> {
        let (key, mut from, mut to) = (head.key(), 0, self.count());
        while from < to {
            let middle = from.midpoint(to);
            if self.key(middle)? < key { from = middle + 1 } else { to = middle }
        }
        let (body, row) = self.row(from)?;
        (self.key(from)? == key && body == head.body).then_some(row)
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
    let SplitRow { gone, mut fresh } = postcard::from_bytes(bytes).ok()?;
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
        let bytes = KnownSplits::bytes(rows.iter().map(|(head, row)| (head.key(), head.body, row.as_slice())));
        let known = KnownSplits::of(bytes.clone()).unwrap();
        for (head, _) in rows {
            assert_eq!(known.find(&head).and_then(read), Some(split.clone()));
            for other in [Head { hash: 8, ..head }, Head { seen: 2, ..head }, Head { body: 5, ..head }] {
                assert_eq!(known.find(&other), None);
            }
        }
        assert_eq!(known.all().count(), 2);
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 16;
            assert!(KnownSplits::of(bytes).is_none(), "byte {at}");
        }
        assert!(KnownSplits::of(bytes[..bytes.len() - 1].to_vec()).is_none());
        assert!(KnownSplits::of(Vec::new()).is_none());
        assert_eq!(row(&Split { fresh: vec![2, 1], gone: Vec::new() }), None);
    }
}
