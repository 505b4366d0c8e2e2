//! What falls due: all that a start asks of thousands of items at once.

use std::collections::BTreeMap;

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Params, Row};

use super::log::{Code, ItemName};
use super::row::{needed, number};
use super::{Store, StoreResult};
use crate::deck::ItemId;
use crate::schedule::{Day, Rating};

/// An item that falls due, with what a start chooses it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueItem {
    /// Its name.
    pub item: ItemId,
    /// The study day it is due.
    pub due: Day,
    /// The study day of its last review, if that was Again.
    pub failed_on: Option<Day>,
    /// Its card's revision at its last review.
    pub revision: u32,
    /// The study day on which it is not asked.
    pub buried: Option<Day>,
    /// What the learner decided: `None` leaves it to the deck. Never `Some(true)`: such an item is not due.
    pub suspended: Option<bool>,
}

impl DueItem {
    /// One of which there is nothing else to say, as of most.
    const fn plain(item: ItemId, due: Day) -> Self {
        Self { item, due, failed_on: None, revision: 0, buried: None, suspended: None }
    }
}

/// What is asked of an item is answered from one index alone.
pub(super) const SOME: &str = "select asked_day, name, last_day, last_rating, revision, buried_day, suspended \
     from states where asked_day <= ?1 order by asked_day, name limit ?2";
/// Most have nothing to say but their names. Where all are wanted these are put together: to hand over a row takes
/// several times as long as to look at it.
pub(super) const PLAIN: &str = "select asked_day, group_concat(name, char(10)) from states where asked_day <= ?1 \
     and last_rating > 1 and revision = 0 and buried_day is null and suspended is null group by asked_day";
/// All others.
pub(super) const ODD: &str = "select asked_day, name, last_day, last_rating, revision, buried_day, suspended \
     from states where asked_day <= ?1 \
     and (last_rating = 1 or revision > 0 or buried_day is not null or suspended is not null) \
     order by asked_day, name";
pub(super) const BURIED: &str =
    "select asked_day, count(*) from states where buried_day = ?1 and asked_day <= ?1 group by asked_day";

#[expect(
    clippy::missing_errors_doc,
    reason = "all fail alike: the file is locked, damaged, gone, or holds what makes no sense"
)]
impl Store {
    /// What is due until `until`, this day included, the longest due first and those of a day by name; without what
    /// the learner suspended.
    pub fn due(&self, until: Day) -> StoreResult<Vec<DueItem>> {
        self.snapshot(|db| {
            let mut due = plain(db, until)?;
            let odd = items(db, ODD, [until.number()])?;
            if !odd.is_empty() {
                due.extend(odd);
                due.sort_by(|a, b| (a.due, &a.item).cmp(&(b.due, &b.item)));
            }
            Ok(due)
        })
    }

    /// The same, but no more than so many.
    pub fn some_due(&self, until: Day, most: usize) -> StoreResult<Vec<DueItem>> {
        match i64::try_from(most) {
            Ok(most) => self.read(|db| items(db, SOME, (until.number(), most))),
            Err(_) => self.due(until),
        }
    }

    /// How much is due on each day until `last`, this day included; without what the learner suspended.
    pub fn due_by_day(&self, last: Day) -> StoreResult<BTreeMap<Day, u32>> {
        self.read(|db| {
            // A day on which nothing falls due any more stays as one of nothing.
            let mut due = db.prepare_cached("select day, items from due_days where day <= ?1 and items > 0")?;
            let rows = due.query_map([last.number()], |row| Ok((Day::from_number(row.get(0)?), row.get(1)?)))?;
            rows.collect()
        })
    }

    /// How much of what is due until `day` is buried on that day, by the day it is due.
    pub fn buried_due(&self, day: Day) -> StoreResult<BTreeMap<Day, u32>> {
        self.read(|db| {
            let mut due = db.prepare_cached(BURIED)?;
            let rows = due.query_map([day.number()], |row| Ok((Day::from_number(row.get(0)?), row.get(1)?)))?;
            rows.collect()
        })
    }
}

fn plain(db: &Connection, until: Day) -> rusqlite::Result<Vec<DueItem>> {
    let mut days = db.prepare_cached(PLAIN)?;
    let mut days = days.query([until.number()])?;
    let mut due = Vec::new();
    while let Some(row) = days.next()? {
        let day = Day::from_number(needed(row, 0)?);
        // No name has a line break in it.
        let names = row.get_ref(1)?.as_str()?;
        due.reserve(names.bytes().filter(|byte| *byte == b'\n').count() + 1);
        for name in names.split('\n') {
            due.push(DueItem::plain(name.parse().map_err(FromSqlError::other)?, day));
        }
    }
    Ok(due)
}

fn items(db: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<DueItem>> {
    db.prepare_cached(sql)?.query_map(params, item)?.collect()
}

fn item(row: &Row<'_>) -> rusqlite::Result<DueItem> {
    let (last_day, Code(rating)): (_, Code<Rating>) = (Day::from_number(needed(row, 2)?), row.get(3)?);
    let ItemName(item) = row.get(1)?;
    Ok(DueItem {
        item,
        due: Day::from_number(needed(row, 0)?),
        failed_on: (rating == Rating::Again).then_some(last_day),
        revision: needed(row, 4)?,
        buried: number(row, 5)?.map(Day::from_number),
        suspended: number::<u8>(row, 6)?.map(|word| word != 0),
    })
}
