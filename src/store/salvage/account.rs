//! What of a damaged store is missing, as far as that can be known.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// Answers that neither the damaged store nor the backup has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// All of the log could be read.
    Nothing,
    /// Part of the log could not be read, so there may be more.
    AtLeast(u64),
}

/// What a store's own tables say of its answers; `None` where they can't be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CountedAnswers {
    /// Those that stand and feed memory, by study day.
    by_day: Option<BTreeMap<i32, i64>>,
    /// Those that stand, by the states of items, in which some count twice.
    by_item: Option<i64>,
    /// Those that feed no memory, by study day.
    without_memory: BTreeMap<i32, i64>,
}

impl CountedAnswers {
    pub(super) fn of(db: &Connection) -> Self {
        let days = |sql: &str| -> rusqlite::Result<BTreeMap<i32, i64>> {
            let mut days = db.prepare(sql)?;
            let days = days.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            days.collect()
        };
        Self {
            by_day: days("select day, reviews from day_sums").ok(),
            by_item: db.query_row("select coalesce(sum(attempts), 0) from states", [], |row| row.get(0)).ok(),
            without_memory: days("select day, count(*) from reviews where purpose in (1, 2) group by day")
                .unwrap_or_default(),
        }
    }

    /// How many of these are not among those of the store that was made of them, at least. A bit that was turned in one of
    /// the numbers, or in what an answer was for, makes none missing.
    pub(super) fn missing_in(&self, salvaged: &Self) -> u64 {
        let (Some(all), Some(kept)) = (&self.by_day, &salvaged.by_day) else { return 0 };
        let sum = |days: &BTreeMap<i32, i64>| days.values().fold(0, |sum: i64, day| sum.saturating_add(*day));
        let mut by_day = sum(all).saturating_sub(sum(kept));
        for (day, all) in all {
            let missing = all.saturating_sub(kept.get(day).copied().unwrap_or(0)).max(0);
            by_day = by_day.saturating_sub(missing.min(salvaged.without_memory.get(day).copied().unwrap_or(0)));
        }
        let by_item = self.by_item.zip(salvaged.by_item).map(|(all, kept)| all.saturating_sub(kept));
        u64::try_from(by_item.map_or(by_day, |by_item| by_day.min(by_item))).unwrap_or(0)
    }
}

/// What `SQLite` can tell of a copy of a damaged store.
pub(super) struct Inspection {
    pub(super) counted: CountedAnswers,
    /// The rows of reviews and acts, if all tables of the log are sound.
    pub(super) log_rows: Option<i64>,
}

impl Inspection {
    pub(super) fn of(copy: &Path) -> Self {
        let Ok(db) = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY) else {
            return Self { counted: CountedAnswers::default(), log_rows: None };
        };
        let is_sound = |table: &str| {
            let check = format!("pragma integrity_check({table})");
            db.query_row(&check, [], |row| row.get::<_, String>(0)).is_ok_and(|words| words == "ok")
        };
        let rows = || {
            let sql = "select (select count(*) from reviews) + (select count(*) from acts)";
            db.query_row(sql, [], |row| row.get(0)).ok()
        };
        let is_log_sound = ["items", "writers", "reviews", "acts"].into_iter().all(is_sound);
        Self { counted: CountedAnswers::of(&db), log_rows: is_log_sound.then(rows).flatten() }
    }
}
