//! How decks and what a log has seen of them differ, kept from one sitting to the next.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::db::{Db, Trouble};
use super::light::Kept;
use super::rows::{Seal, encode};
use crate::deck::{ItemId, Split};
use crate::library::discover::Found;

/// A split as bytes, behind the hash of its file and what was seen.
#[derive(Debug, Serialize, Deserialize)]
struct SplitRow<'a> {
    /// The first place, and how far each next one is from the one before.
    fresh: Vec<u32>,
    #[serde(borrow)]
    gone: Vec<&'a str>,
}

/// What is remembered of decks, by the numbers of their bodies and the places of their files.
#[derive(Debug, Default)]
pub(super) struct Splits {
    /// Read when the first one is asked for.
    known: OnceCell<HashMap<i64, Vec<u8>>>,
    new: RefCell<HashMap<usize, New>>,
}

#[derive(Debug)]
struct New {
    body: Option<i64>,
    seen: u64,
    split: Split,
    sealed: Option<Vec<u8>>,
}

impl Splits {
    /// What was kept of a deck while the log had seen this of it.
    pub(super) fn recall(&self, db: Option<&Db>, kept: &Kept, file: &Found, seen: u64) -> Option<Split> {
        if let Some(new) = self.new.borrow().get(&kept.file) {
            return (new.seen == seen).then(|| new.split.clone());
        }
        let known = self.known.get_or_init(|| db.and_then(|db| db.splits().ok()).unwrap_or_default());
        let bytes = Seal::of(file).open(known.get(&kept.body?)?)?;
        let (hash, rest) = bytes.split_first_chunk()?;
        let (then, rest) = rest.split_first_chunk()?;
        let holds = u64::from_le_bytes(*hash) == kept.hash && u64::from_le_bytes(*then) == seen;
        holds.then(|| read(rest)).flatten()
    }

    pub(super) fn remember(&self, kept: &Kept, file: &Found, seen: u64, split: &Split) {
        let sealed = row(kept.hash, seen, split).map(|bytes| Seal::of(file).close(&bytes));
        let new = New { body: kept.body, seen, split: split.clone(), sealed };
        self.new.borrow_mut().insert(kept.file, new);
    }

    /// Writes down what is new.
    pub(super) fn settle(&self, db: &Db) {
        // What could not be written is found out again next time.
        let _ = self.write(db);
    }

    fn write(&self, db: &Db) -> Result<(), Trouble> {
        let mut new = self.new.borrow_mut();
        let rows = new.values_mut().filter_map(|new| Some((new.body?, new.sealed.take()?)));
        let rows: Vec<(i64, Vec<u8>)> = rows.collect();
        if rows.is_empty() {
            return Ok(());
        }
        let writing = db.begin()?;
        for (body, row) in rows {
            writing.put_split(body, &row)?;
        }
        writing.commit()
    }
}

/// The bytes of a split; none of one whose places do not rise.
fn row(hash: u64, seen: u64, split: &Split) -> Option<Vec<u8>> {
    let mut before = 0;
    let steps = split.fresh.iter().map(|&place| {
        let step = place.checked_sub(before)?;
        before = place;
        Some(step)
    });
    let row = SplitRow { fresh: steps.collect::<Option<_>>()?, gone: split.gone.iter().map(ItemId::as_str).collect() };
    let mut bytes = hash.to_le_bytes().to_vec();
    bytes.extend(seen.to_le_bytes());
    Some(encode(&row, bytes))
}

fn read(bytes: &[u8]) -> Option<Split> {
    let SplitRow { fresh, gone } = postcard::from_bytes(bytes).ok()?;
    let mut place = 0_u32;
    let places = fresh.into_iter().map(|step| {
        place = place.checked_add(step)?;
        Some(place)
    });
    let gone = gone.into_iter().map(|id| id.parse().ok()).collect::<Option<_>>()?;
    Some(Split { fresh: places.collect::<Option<_>>()?, gone })
}
