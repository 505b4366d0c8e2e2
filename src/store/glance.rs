//! What is asked of many items at once: what was answered on a day, what was put away, and every state in passing.

use rusqlite::types::{FromSqlError, ValueRef};
use rusqlite::{Connection, Row};

use super::log::ItemName;
use super::row::{needed, number};
use super::{Store, StoreError, StoreResult, open, views};
use crate::deck::ItemId;
use crate::parallel::both;
use crate::schedule::{Day, Difficulty, ItemState, MemoryState, Phase, Rating, Stability};

/// A state in passing: what is counted, without what only one item is asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StateBrief<'a> {
    /// The name of the item.
    pub name: &'a str,
    /// How many of its reviews stand, of any purpose.
    pub attempts: u32,
    /// What the learner decided: `None` leaves it to the deck.
    pub suspended: Option<bool>,
    /// The study day on which it is not asked.
    pub buried: Option<Day>,
    /// What its reviews have left; `None` for a new item.
    pub seen: Option<SeenBrief>,
}

/// What the reviews that feed memory have left: [`Memory`](crate::schedule::Memory) without the moment and id of the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeenBrief {
    /// What FSRS knows.
    pub memory: MemoryState,
    /// The study day it is due.
    pub due: Day,
    /// The study day of its last review.
    pub last_day: Day,
    /// The rating of its last review.
    pub last_rating: Rating,
    /// The card's revision at its last review.
    pub revision: u32,
    /// How often it was Again while out of learning.
    pub lapses: u32,
}

impl SeenBrief {
    /// Learning or review.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self.last_rating == Rating::Again { Phase::Learning } else { Phase::Review }
    }
}

/// What a start asks beside what is due, mostly little.
pub(super) const ANSWERED_ON: &str = "where last_day = ?1";
pub(super) const PUT_AWAY: &str =
    "where last_day is null and (suspended is not null or buried_day is not null or flagged)";
pub(super) const SEEN_OF_DECK: &str =
    "select name from states where name >= ?1 || '/' and name < ?1 || '0' and last_day is not null";
/// Every state, or those of some names. To take a value out of a row takes longer than to put two of them together, so
/// that is done: days by their 32 bits; 2 is for what the learner has not decided.
const BRIEFS: &str = "select name, (attempts << 8) | (ifnull(suspended, 2) << 4) | ifnull(last_rating, 0), buried_day, \
                      stability, difficulty, (due_day << 32) | (last_day & 4294967295), (revision << 32) | lapses \
                      from states where name >= ?1 and name < ?2 order by name";

#[expect(
    clippy::missing_errors_doc,
    reason = "all fail alike: the file is locked, damaged, gone, or holds what makes no sense"
)]
impl Store {
    /// The items whose last review is of that study day.
    pub fn answered_on(&self, day: Day) -> StoreResult<Vec<(ItemId, ItemState)>> {
        self.read(|db| views::states_where(db, ANSWERED_ON, [day.number()]))
    }

    /// The items without a review that feeds memory which the learner suspended, resumed, buried or flagged.
    pub fn put_away(&self) -> StoreResult<Vec<(ItemId, ItemState)>> {
        self.read(|db| views::states_where(db, PUT_AWAY, []))
    }

    /// The items of a deck that have a review which feeds memory, by their names.
    pub fn seen_of_deck(&self, deck: &str) -> StoreResult<Vec<ItemId>> {
        self.read(|db| {
            let mut seen = db.prepare_cached(SEEN_OF_DECK)?;
            let rows = seen.query_map([deck], |row| row.get::<_, ItemName>(0))?;
            rows.map(|name| name.map(|ItemName(item)| item)).collect()
        })
    }

    /// Hands over every state that the log knows, in the order of the names.
    pub fn each_state(&self, mut each: impl FnMut(&StateBrief<'_>)) -> StoreResult<()> {
        self.read(|db| each_between(db, "", END, &mut each))
    }

    /// Folds every state that the log knows, in the order of the names: the whole in one part or, where there are many,
    /// in two at once. `begin` makes what a part begins with; the parts come in order.
    pub fn fold_states<T: Send>(
        &self,
        begin: impl Fn() -> T + Sync,
        fold: impl Fn(&mut T, &StateBrief<'_>) + Sync,
    ) -> StoreResult<Vec<T>> {
        self.folded(MANY, begin, fold)
    }

    /// The same, where so many are many.
    pub(super) fn folded<T: Send>(
        &self,
        many: i64,
        begin: impl Fn() -> T + Sync,
        fold: impl Fn(&mut T, &StateBrief<'_>) + Sync,
    ) -> StoreResult<Vec<T>> {
        let part = |db: &Connection, first: &str, end: &str| {
            let mut part = begin();
            each_between(db, first, end, &mut |state: &StateBrief<'_>| fold(&mut part, state))?;
            Ok(part)
        };
        if let Some(parts) = self.in_halves(many, &part)? {
            return Ok(parts);
        }
        self.read(|db| Ok(vec![part(db, "", END)?]))
    }

    /// Both halves of all states, each read by a thread of its own; `None` where that does not pay, or where the two
    /// would not see the same moment of the log.
    fn in_halves<T: Send>(
        &self,
        many: i64,
        part: &(impl Fn(&Connection, &str, &str) -> rusqlite::Result<T> + Sync),
    ) -> StoreResult<Option<Vec<T>>> {
        let told = |e| StoreError::sqlite(&self.path, e);
        let Some(middle) = self.read(|db| middle(db, many))? else { return Ok(None) };
        // What the other connection sees lies between these two looks, so it is the same where they are.
        let version = self.data_version()?;
        let Some(other) = open::beside(&self.db, &self.path) else { return Ok(None) };
        let tx = self.db.unchecked_transaction().map_err(told)?;
        if self.data_version()? != version {
            return Ok(None);
        }
        let middle = &middle;
        let (first, second) = both(|| part(&tx, "", middle), move || part(&other, middle, END));
        Ok(Some(vec![first.map_err(told)?, second.map_err(told)?]))
    }
}

/// With fewer states a second thread does not pay.
const MANY: i64 = 20_000;

/// Where the names fall into two parts of about one size, by whole decks; `None` where there are few or one is nearly all.
fn middle(db: &Connection, many: i64) -> rusqlite::Result<Option<String>> {
    let mut decks = db.prepare_cached("select deck || '/', items from decks order by deck || '/'")?;
    let decks: Vec<(String, i64)> =
        decks.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<StoreResult<_, _>>()?;
    let all: i64 = decks.iter().map(|(_, items)| items).sum();
    let mut before = 0;
    let nearest = decks.into_iter().map(|(deck, items)| {
        let at = before;
        before += items;
        (deck, at)
    });
    let nearest = nearest.min_by_key(|(_, before)| (all - 2 * before).abs());
    Ok(nearest.filter(|(_, before)| all >= many && before * 4 >= all).map(|(deck, _)| deck))
}

/// No name begins so: the highest character there is.
const END: &str = "\u{10ffff}";

fn each_between(
    db: &Connection,
    first: &str,
    end: &str,
    each: &mut impl FnMut(&StateBrief<'_>),
) -> rusqlite::Result<()> {
    let mut briefs = db.prepare_cached(BRIEFS)?;
    let mut briefs = briefs.query([first, end])?;
    while let Some(row) = briefs.next()? {
        each(&brief(row)?);
    }
    Ok(())
}

/// The state that stands in a row of [`BRIEFS`].
fn brief<'a>(row: &'a Row<'_>) -> rusqlite::Result<StateBrief<'a>> {
    let counts: i64 = needed(row, 1)?;
    let suspended = match counts >> 4 & 0xf {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    };
    let narrow = |number: i64| FromSqlError::OutOfRange(number);
    Ok(StateBrief {
        name: row.get_ref(0)?.as_str()?,
        attempts: u32::try_from(counts >> 8).map_err(|_| narrow(counts))?,
        suspended,
        buried: number(row, 2)?.map(Day::from_number),
        seen: seen(row, counts & 0xf)?,
    })
}

fn seen(row: &Row<'_>, rating: i64) -> rusqlite::Result<Option<SeenBrief>> {
    let (ValueRef::Real(stability), ValueRef::Real(difficulty)) = (row.get_ref(3)?, row.get_ref(4)?) else {
        return Ok(None);
    };
    #[expect(clippy::cast_possible_truncation, reason = "they were 32 bits wide when they were written")]
    let memory = MemoryState { stability: Stability(stability as f32), difficulty: Difficulty(difficulty as f32) };
    let rating = u8::try_from(rating).ok().and_then(Rating::from_number).ok_or(FromSqlError::OutOfRange(rating))?;
    let ([due, last_day], [revision, lapses]) = (halves(needed(row, 5)?), halves(needed(row, 6)?));
    Ok(Some(SeenBrief {
        memory,
        due: Day::from_number(due.cast_signed()),
        last_day: Day::from_number(last_day.cast_signed()),
        last_rating: rating,
        revision,
        lapses,
    }))
}

/// The upper and the lower 32 bits.
fn halves(number: i64) -> [u32; 2] {
    let number = number.cast_unsigned();
    [number >> 32, number & u64::from(u32::MAX)].map(|half| u32::try_from(half).unwrap_or_default())
}
