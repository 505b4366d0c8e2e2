//! Checks a store: its pages, its references, and its views against a replay of its log.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rusqlite::{Connection, ErrorCode, OptionalExtension as _};

use super::log::{self, Blob, ItemKey, ItemName, WHOLE_LOG};
use super::totals::{ReviewTotals, TotalsChange};
use super::views::{self, REPLAY, Replayed};
use super::{Store, StoreResult};
use crate::deck::ItemId;
use crate::schedule::{Day, ItemState, Memory};

/// What is wrong with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreFault {
    /// `SQLite`'s words about a page or table.
    Pages(String),
    /// `SQLite`'s words about an index of a view that isn't what its table says.
    Index(String),
    /// Rows that refer to an item or a program's version that isn't there.
    References { table: String, rows: u64 },
    /// The log has a value that can't be.
    Log(String),
    /// Items whose state is not what their history comes to.
    States { items: u64 },
    /// Totals that are not what the log adds up to.
    Totals(&'static str),
}

impl StoreFault {
    /// Whether the log is sound all the same: [`Store::rebuild_views`] mends it.
    #[must_use]
    pub const fn is_of_views(&self) -> bool {
        matches!(self, Self::Index(_) | Self::States { .. } | Self::Totals(_))
    }

    fn of_words(words: &str) -> Self {
        let words = words.trim_start_matches("*** in database main ***\n").replace('\n', "; ");
        let of_index = ["missing from index ", "wrong # of entries in index ", "values differ from index "];
        // The names of items and writers are the log's: the index may be right, and the table wrong.
        let of_log = ["sqlite_autoindex_items_1", "sqlite_autoindex_writers_1"];
        let is_of_view = of_index.iter().any(|beginning| words.contains(beginning))
            && !of_log.iter().any(|index| words.ends_with(index));
        if is_of_view { Self::Index(words) } else { Self::Pages(words) }
    }
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages(words) | Self::Index(words) => f.write_str(words),
            Self::References { table, rows } => write!(f, "rows of `{table}` that refer to nothing: {rows}"),
            Self::Log(words) => write!(f, "the log can't be read: {words}"),
            Self::States { items } => write!(f, "items whose state differs from the log: {items}"),
            Self::Totals(which) => write!(f, "{which} that differ from the log"),
        }
    }
}

impl Store {
    /// What is wrong with it; reads all of it. Other processes may write meanwhile.
    ///
    /// # Errors
    /// Any [`StoreError`](super::StoreError), unless it is about damage.
    pub fn faults(&self) -> StoreResult<Vec<StoreFault>> {
        self.snapshot(faults)
    }
}

/// How many words of `SQLite` are wanted.
const MOST_WORDS: u32 = 20;

/// All that is wrong with a store in the present format. Views that are to be made anew anyway are not compared.
pub(super) fn faults(db: &Connection) -> rusqlite::Result<Vec<StoreFault>> {
    let mut found = pages(db, "integrity_check")?;
    let of_some = or_fault(index_of_some(db))?.into_iter().filter(|fault| !found.contains(fault));
    found.extend(of_some.collect::<Vec<_>>());
    found.extend(or_fault(references(db))?);
    if is_log_sound(&found) {
        found.extend(or_fault(views(db))?);
    }
    Ok(found)
}

/// Whether a log is sound, whatever its views are.
pub(super) fn is_log_sound(faults: &[StoreFault]) -> bool {
    faults.iter().all(StoreFault::is_of_views)
}

/// What `SQLite` finds with one of its checks, `quick_check` or `integrity_check`.
pub(super) fn pages(db: &Connection, check: &str) -> rusqlite::Result<Vec<StoreFault>> {
    or_fault(db.prepare(&format!("pragma {check}({MOST_WORDS})")).and_then(|mut check| {
        let words: Vec<String> = check.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(words.into_iter().filter(|words| words != "ok").map(|words| StoreFault::of_words(&words)).collect())
    }))
}

/// Counts the entries of the one index that has not every row of its table: `integrity_check` of some versions of `SQLite`
/// doesn't.
fn index_of_some(db: &Connection) -> rusqlite::Result<Vec<StoreFault>> {
    let count = |of: &str| db.query_row(&format!("select count(*) from states {of}"), [], |row| row.get::<_, i64>(0));
    // With the plus, SQLite doesn't see that the index would do, as it would even where it is told not to use one.
    let (indexed, all) =
        ("indexed by states_by_buried_day where buried_day is not null", "where +buried_day is not null");
    let is_sound = count(indexed)? == count(all)?;
    let fault = (!is_sound).then(|| StoreFault::Index("wrong # of entries in index states_by_buried_day".to_owned()));
    Ok(fault.into_iter().collect())
}

/// Damage as a fault; other errors stay errors.
fn or_fault(found: rusqlite::Result<Vec<StoreFault>>) -> rusqlite::Result<Vec<StoreFault>> {
    use rusqlite::Error::{
        FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, SqliteFailure, Utf8Error,
    };
    match found {
        Err(FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..)) => {
            Ok(vec![StoreFault::Log("it has values that can't be".to_owned())])
        }
        // A schema that was overwritten gives an error of its SQL, without a code of its own.
        Err(SqliteFailure(error, _))
            if matches!(
                error.code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TooBig | ErrorCode::Unknown
            ) =>
        {
            Ok(vec![StoreFault::Pages("its pages are inconsistent".to_owned())])
        }
        Err(rusqlite::Error::QueryReturnedNoRows) => {
            Ok(vec![StoreFault::Pages("a row is missing that each store has".to_owned())])
        }
        Err(rusqlite::Error::SqlInputError { .. }) => {
            Ok(vec![StoreFault::Pages("its tables are not those of a store".to_owned())])
        }
        other => other,
    }
}

fn references(db: &Connection) -> rusqlite::Result<Vec<StoreFault>> {
    let mut tables: BTreeMap<String, u64> = BTreeMap::new();
    let mut check = db.prepare("pragma foreign_key_check")?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        *tables.entry(row.get(0)?).or_default() += 1;
    }
    Ok(tables.into_iter().map(|(table, rows)| StoreFault::References { table, rows }).collect())
}

/// Compares every state and all totals with what the log comes to.
fn views(db: &Connection) -> rusqlite::Result<Vec<StoreFault>> {
    let replay: i64 = db.query_row("select value from meta where key = 'views'", [], |row| row.get(0))?;
    if replay != REPLAY {
        return Ok(Vec::new());
    }
    let model = views::model(db)?;
    let mut totals = TotalsChange::default();
    let (mut wrong, mut known) = (0, 0);
    let mut items = db.prepare("select id, name from items where id <> ?1 order by id")?;
    let mut items = items.query([WHOLE_LOG])?;
    while let Some(row) = items.next()? {
        let (key, ItemName(item)) = (row.get(0)?, row.get(1)?);
        let kept = kept_state(db, &item)?;
        known += u64::from(kept.is_some());
        let replayed = views::replayed(db, key, &item, &model)?;
        let agrees = match (&replayed, &kept) {
            (Some(replayed), Some(kept)) => kept.is(key, replayed) && carries_agree(db, key, replayed)?,
            (None, None) => true,
            _ => false,
        };
        wrong += u64::from(!agrees);
        if let Some(Replayed { events, state, .. }) = replayed {
            totals.add(&item, &events, ReviewTotals::of(&state));
        }
    }
    // States of names that are no item's.
    let states: u32 = db.query_row("select count(*) from states", [], |row| row.get(0))?;
    wrong += u64::from(states).saturating_sub(known);
    let states = (wrong > 0).then_some(StoreFault::States { items: wrong });
    Ok(states.into_iter().chain(totals.missed_by(db)?.into_iter().map(StoreFault::Totals)).collect())
}

/// A row of the table of states.
struct KeptState {
    key: ItemKey,
    newest: Blob,
    asked: Option<Day>,
    state: ItemState,
}

fn kept_state(db: &Connection, item: &ItemId) -> rusqlite::Result<Option<KeptState>> {
    let columns = views::STATES.replacen(", name from", ", name, item, newest_id, asked_day from", 1);
    let mut kept = db.prepare_cached(&format!("{columns} where name = ?1"))?;
    kept.query_row([item.as_str()], |row| {
        Ok(KeptState {
            key: row.get(17)?,
            newest: row.get(18)?,
            asked: views::day(row, 19)?,
            state: views::state(row)?,
        })
    })
    .optional()
}

impl KeptState {
    fn is(&self, key: ItemKey, replayed: &Replayed) -> bool {
        self.key == key
            && self.newest.0 == replayed.newest.0
            && self.asked == ReviewTotals::of(&replayed.state).due
            && about_equal(&self.state, &replayed.state)
    }
}

/// Whether two states agree. Another processor may round the last digits of a memory otherwise.
fn about_equal(kept: &ItemState, replayed: &ItemState) -> bool {
    const TOLERANCE: f32 = 0.001;
    let near = |a: f32, b: f32| (a - b).abs() <= TOLERANCE * a.abs().max(b.abs());
    let seen = match (&kept.seen, &replayed.seen) {
        (Some(kept), Some(replayed)) => {
            near(kept.fsrs.stability.0, replayed.fsrs.stability.0)
                && near(kept.fsrs.difficulty.0, replayed.fsrs.difficulty.0)
                && Memory { fsrs: replayed.fsrs, ..*kept } == *replayed
        }
        (None, None) => true,
        _ => false,
    };
    seen && ItemState { seen: None, ..kept.clone() } == ItemState { seen: None, ..replayed.clone() }
}

fn carries_agree(db: &Connection, key: ItemKey, replayed: &Replayed) -> rusqlite::Result<bool> {
    let mut kept = db.prepare_cached("select source from carries where item = ?1")?;
    let kept: BTreeSet<ItemKey> = kept.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut expected = BTreeSet::new();
    for name in &replayed.from {
        expected.extend(log::key_of(db, name)?);
    }
    Ok(kept == expected)
}
