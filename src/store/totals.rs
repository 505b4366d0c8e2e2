//! Totals by day and by deck, and due items by day. A transaction collects its changes and then adds them to the
//! tables.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row::{needed, number};
use super::{Store, StoreResult};
use crate::deck::{ItemId, name_hash};
use crate::schedule::{Day, DaySums, Event, ItemState, study_hours, sums};

/// Totals of a deck.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SeenDeck {
    /// Its items with a review that counts for memory.
    pub items: usize,
    /// The sum of the hashes of their names, computed like [`DeckSums::names`](crate::deck::DeckSums::names).
    pub names: u64,
    /// [`DeckSums::prompts`](crate::deck::DeckSums::prompts) of the prompts stored.
    pub prompts: Option<u64>,
}

/// What an item's state adds to the totals, besides its history.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ReviewTotals {
    /// Whether it has a review that counts for memory.
    pub(super) seen: bool,
    /// Its due day; `None` if it is new or suspended by the learner.
    pub(super) due: Option<Day>,
}

impl ReviewTotals {
    pub(super) fn of(state: &ItemState) -> Self {
        let due = state.seen.map(|seen| seen.due);
        Self { seen: state.seen.is_some(), due: due.filter(|_| state.suspended != Some(true)) }
    }
}

/// The changes of one transaction.
#[derive(Default)]
pub(super) struct TotalsChange {
    days: BTreeMap<Day, DaySums>,
    /// Reviews that feed memory by study day and hour.
    hours: BTreeMap<(Day, i64), i64>,
    /// Items by due day.
    due: BTreeMap<Day, i64>,
    /// By deck: the number of items and the sum of the hashes of their names.
    decks: BTreeMap<String, (i64, u64)>,
}

impl TotalsChange {
    /// Subtracts what an item adds to the totals, before its history changes.
    pub(super) fn take(&mut self, item: &ItemId, history: &[Event], review: ReviewTotals) {
        for (day, sums) in sums(history, item) {
            *self.days.entry(day).or_default() -= sums;
        }
        for (hour, reviews) in study_hours(history, item) {
            *self.hours.entry(hour).or_default() -= reviews;
        }
        if let Some(day) = review.due {
            *self.due.entry(day).or_default() -= 1;
        }
        if review.seen {
            self.deck(item, |(items, names), hash| (items - 1, names.wrapping_sub(hash)));
        }
    }

    /// Adds it again, after its history has changed.
    pub(super) fn add(&mut self, item: &ItemId, history: &[Event], review: ReviewTotals) {
        for (day, sums) in sums(history, item) {
            *self.days.entry(day).or_default() += sums;
        }
        for (hour, reviews) in study_hours(history, item) {
            *self.hours.entry(hour).or_default() += reviews;
        }
        if let Some(day) = review.due {
            *self.due.entry(day).or_default() += 1;
        }
        if review.seen {
            self.deck(item, |(items, names), hash| (items + 1, names.wrapping_add(hash)));
        }
    }

    /// Adds one item with a review that counts for memory.
    pub(super) fn add_seen(&mut self, item: &ItemId) {
        self.add(item, &[], ReviewTotals { seen: true, due: None });
    }

    fn deck(&mut self, item: &ItemId, change: impl Fn((i64, u64), u64) -> (i64, u64)) {
        let hash = name_hash(item);
        match self.decks.get_mut(item.deck()) {
            Some(sums) => *sums = change(*sums, hash),
            None => {
                self.decks.insert(item.deck().to_owned(), change((0, 0), hash));
            }
        }
    }

    /// Which totals a database has otherwise than these, as what the whole log adds up to.
    pub(super) fn missed_by(&self, db: &Connection) -> rusqlite::Result<Vec<&'static str>> {
        let mut wrong = Vec::new();
        let mut days = BTreeMap::new();
        each_row(
            db,
            "select day, reviews, introduced, ms, young, young_kept, mature, mature_kept from day_sums",
            |row| {
                days.insert(Day::from_number(row.get(0)?), day_sums(row)?);
                Ok(())
            },
        )?;
        let mut hours = BTreeMap::new();
        each_row(db, "select day, hour, reviews from day_hours", |row| {
            hours.insert((Day::from_number(row.get(0)?), row.get(1)?), row.get(2)?);
            Ok(())
        })?;
        let mut due = BTreeMap::new();
        each_row(db, "select day, items from due_days", |row| {
            due.insert(Day::from_number(row.get(0)?), row.get(1)?);
            Ok(())
        })?;
        let mut decks = BTreeMap::new();
        each_row(db, "select deck, items, names from decks", |row| {
            decks.insert(row.get(0)?, (row.get(1)?, row.get::<_, i64>(2)?.cast_unsigned()));
            Ok(())
        })?;
        for (same, name) in [
            (without_zeros(&self.days) == without_zeros(&days), "sums of days"),
            (without_zeros(&self.hours) == without_zeros(&hours), "hours of study"),
            (without_zeros(&self.due) == without_zeros(&due), "items due by day"),
            (without_zeros(&self.decks) == without_zeros(&decks), "sums of decks"),
        ] {
            if !same {
                wrong.push(name);
            }
        }
        Ok(wrong)
    }

    /// Writes the changes.
    pub(super) fn write(&self, db: &Connection) -> rusqlite::Result<()> {
        write_days(db, &self.days)?;
        write_hours(db, &self.hours)?;
        write_due(db, &self.due)?;
        write_decks(db, &self.decks)
    }
}

fn each_row(
    db: &Connection,
    sql: &str,
    mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut rows = db.prepare(sql)?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}

/// What was undone leaves zeros behind.
fn without_zeros<K: Ord, V: Default + PartialEq>(totals: &BTreeMap<K, V>) -> Vec<(&K, &V)> {
    totals.iter().filter(|(_, total)| **total != V::default()).collect()
}

/// Reads the sums of a day, from the second column on.
pub(super) fn day_sums(row: &Row<'_>) -> rusqlite::Result<DaySums> {
    Ok(DaySums {
        reviews: row.get(1)?,
        introduced: row.get(2)?,
        ms: row.get(3)?,
        young: row.get(4)?,
        young_kept: row.get(5)?,
        mature: row.get(6)?,
        mature_kept: row.get(7)?,
    })
}

fn write_days(db: &Connection, days: &BTreeMap<Day, DaySums>) -> rusqlite::Result<()> {
    let mut add = db.prepare_cached(
        "insert into day_sums values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (day) do update set \
         reviews = reviews + ?2, introduced = introduced + ?3, ms = ms + ?4, \
         young = young + ?5, young_kept = young_kept + ?6, mature = mature + ?7, mature_kept = mature_kept + ?8",
    )?;
    for (day, sums) in days.iter().filter(|(_, sums)| **sums != DaySums::default()) {
        add.execute(params![
            day.number(),
            sums.reviews,
            sums.introduced,
            sums.ms,
            sums.young,
            sums.young_kept,
            sums.mature,
            sums.mature_kept,
        ])?;
    }
    Ok(())
}

fn write_hours(db: &Connection, hours: &BTreeMap<(Day, i64), i64>) -> rusqlite::Result<()> {
    for ((day, hour), reviews) in hours.iter().filter(|(_, reviews)| **reviews != 0) {
        db.prepare_cached(
            "insert into day_hours values (?1, ?2, ?3) on conflict (day, hour) do update set reviews = reviews + ?3",
        )?
        .execute(params![day.number(), hour, reviews])?;
    }
    Ok(())
}

fn write_due(db: &Connection, due: &BTreeMap<Day, i64>) -> rusqlite::Result<()> {
    for (day, items) in due.iter().filter(|(_, items)| **items != 0) {
        db.prepare_cached("insert into due_days values (?1, ?2) on conflict (day) do update set items = items + ?2")?
            .execute(params![day.number(), items])?;
    }
    Ok(())
}

fn write_decks(db: &Connection, decks: &BTreeMap<String, (i64, u64)>) -> rusqlite::Result<()> {
    for (deck, &(items, names)) in decks.iter().filter(|(_, sums)| **sums != (0, 0)) {
        // Added up here, since SQLite turns an overflow of 64 bits into a float.
        let kept = db
            .prepare_cached("select items, names from decks where deck = ?1")?
            .query_row([deck], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))
            .optional()?
            .unwrap_or_default();
        let (items, names) = (kept.0 + items, kept.1.wrapping_add(names.cast_signed()));
        db.prepare_cached(
            "insert into decks (deck, items, names) values (?1, ?2, ?3) \
             on conflict (deck) do update set items = ?2, names = ?3",
        )?
        .execute(params![deck, items, names])?;
    }
    Ok(())
}

/// Clears all totals that come from the log; sums of prompts stay.
pub(super) fn clear(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(
        "delete from day_sums; delete from day_hours; delete from due_days; delete from decks where prompts is null; update decks set items = 0, names = 0",
    )
}

/// Counts the items of each deck, for the step from format 1 to 2. Uses the states as they are in format 2.
pub(super) fn count_decks(db: &Connection) -> rusqlite::Result<()> {
    let mut totals = TotalsChange::default();
    let mut seen = db.prepare("select name from states where stability is not null")?;
    let mut seen = seen.query([])?;
    while let Some(row) = seen.next()? {
        let super::log::ItemName(item) = row.get(0)?;
        totals.add_seen(&item);
    }
    write_decks(db, &totals.decks)
}

#[expect(clippy::missing_errors_doc, reason = "all fail alike: the file is locked, damaged, gone, or full")]
impl Store {
    /// The totals of all decks, sorted by id.
    pub fn deck_sums(&self) -> StoreResult<Vec<(String, SeenDeck)>> {
        self.read(|db| {
            let mut decks = db.prepare_cached("select deck, items, names, prompts from decks order by deck")?;
            let rows = decks.query_map([], |row| {
                let deck = row.get_ref(0)?.as_str()?.to_owned();
                let names = needed::<i64>(row, 2)?.cast_unsigned();
                let prompts = number::<i64>(row, 3)?.map(i64::cast_unsigned);
                Ok((deck, SeenDeck { items: needed::<u32>(row, 1)? as usize, names, prompts }))
            })?;
            // Undone reviews leave zeros behind.
            rows.filter(|row| !matches!(row, Ok((_, sums)) if *sums == SeenDeck::default())).collect()
        })
    }

    /// Stores, by deck, the sum of the prompts given to [`remember_prompts`](Self::remember_prompts): as long as a
    /// deck has this sum, its prompts need not be compared. Cleared when a prompt of the deck changes.
    pub fn set_prompts(&self, decks: &[(&str, u64)]) -> StoreResult<()> {
        // Usually nothing has changed; then don't take the write lock.
        let known = self.read(|db| {
            let mut find = db.prepare_cached("select prompts from decks where deck = ?1")?;
            for (deck, prompts) in decks {
                let known: Option<Option<i64>> = find.query_row([deck], |row| row.get(0)).optional()?;
                if known.flatten() != Some(prompts.cast_signed()) {
                    return Ok(false);
                }
            }
            Ok(true)
        })?;
        if known {
            return Ok(());
        }
        self.write(|tx| {
            let mut set = tx.prepare_cached(
                "insert into decks (deck, items, names, prompts) values (?1, 0, 0, ?2) \
                 on conflict (deck) do update set prompts = ?2 where prompts is not ?2",
            )?;
            decks.iter().try_for_each(|(deck, prompts)| set.execute(params![deck, prompts.cast_signed()]).map(|_| ()))
        })
    }
}
