//! Queries.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::log::{self, Blob, ItemKey, ItemName, WHOLE_LOG};
use super::{Store, StoreError, StoreResult, totals, views};
use crate::deck::ItemId;
use crate::schedule::{Act, Day, DaySums, Event, EventId, EventKind, History, ItemState, Model, Purpose};

pub(super) const LATEST: &str = "select item, name, newest_id from states order by newest_id desc";
pub(super) const NEWEST: &str = "select max(newest_id) from states";

#[expect(clippy::missing_errors_doc, reason = "all fail alike: the file is locked, damaged or gone")]
impl Store {
    /// The states of all items in the log.
    pub fn states(&self) -> StoreResult<HashMap<ItemId, ItemState>> {
        self.read(|db| views::states_where(db, "", []))
    }

    /// Whether the log has no item.
    pub fn is_empty(&self) -> StoreResult<bool> {
        self.read(|db| db.query_row("select not exists (select 1 from states)", [], |row| row.get(0)))
    }

    /// The state of one item; the default for a new one.
    pub fn state(&self, item: &ItemId) -> StoreResult<ItemState> {
        self.read(|db| Ok(views::read_state(db, item)?.unwrap_or_default()))
    }

    /// The events of an item and of those it was carried over from, in order.
    pub fn history(&self, item: &ItemId) -> StoreResult<Vec<Event>> {
        let mut events = self.read(|db| match log::key_of(db, item)? {
            Some(key) => views::history(db, key, item),
            None => Ok(Vec::new()),
        })?;
        events.sort_by_key(|event| (event.moment.at_ms, event.id));
        Ok(events)
    }

    /// The event with this id. Scans the whole log; if the item is known, use [`history`](Self::history).
    pub fn event(&self, id: EventId) -> StoreResult<Option<Event>> {
        self.read(|db| {
            let mut find = db.prepare_cached(
                "select item from reviews where id = ?1 union all select item from acts where id = ?1 limit 1",
            )?;
            let Some(key) = find.query_row([Blob(id.0)], |row| row.get::<_, ItemKey>(0)).optional()? else {
                return Ok(None);
            };
            let item = if key == WHOLE_LOG { None } else { Some(log::item_of(db, key)?) };
            Ok(log::own_events(db, key, item.as_ref())?.into_iter().find(|event| event.id == id))
        })
    }

    /// The ids that exist in the log; with the item if the event is a review. One scan of the whole log.
    pub fn items_of(&self, ids: &[EventId]) -> StoreResult<HashMap<EventId, Option<ItemId>>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        self.read(|db| {
            let places = (1..=ids.len()).map(|nth| format!("?{nth}")).collect::<Vec<_>>().join(", ");
            let mut find = db.prepare(&format!(
                "select reviews.id, name from reviews join items on items.id = item where reviews.id in ({places}) \
                 union all select id, null from acts where id in ({places})"
            ))?;
            let ids = rusqlite::params_from_iter(ids.iter().map(|id| Blob(id.0)));
            let rows = find.query_map(ids, |row| {
                let item: Option<ItemName> = row.get(1)?;
                Ok((EventId(row.get::<_, Blob>(0)?.0), item.map(|name| name.0)))
            })?;
            rows.collect()
        })
    }

    /// The latest actions on this device that can be undone, latest first, at most `count`: answers (not imported
    /// ones), marks, items brought forward, unless already taken back. Events written together are one action, in the
    /// order written. A review's amendments go with it.
    pub fn latest_actions(&self, count: usize) -> StoreResult<Vec<Vec<Event>>> {
        self.read(|db| {
            let mut items = db.prepare_cached(LATEST)?;
            let mut items = items.query([])?;
            let mut actions: Vec<Vec<Event>> = Vec::new();
            while let Some(row) = items.next()? {
                // Sorted by newest event: this item and the following have no later one.
                let newest = EventId(row.get::<_, Blob>(2)?.0);
                // Once an earlier action is known, all wanted ones are complete.
                if count == 0 || actions.get(count).is_some_and(|before| last_id(before) > Some(newest)) {
                    break;
                }
                let events = log::own_events(db, row.get(0)?, Some(&row.get::<_, ItemName>(1)?.0))?;
                for event in undoable(&events, self.device) {
                    match actions.iter_mut().find(|action| action[0].id.batch() == event.id.batch()) {
                        Some(action) => action.push(event.clone()),
                        None => actions.push(vec![event.clone()]),
                    }
                    actions.sort_by_key(|action| std::cmp::Reverse(last_id(action)));
                    actions.truncate(count.saturating_add(1));
                }
            }
            actions.truncate(count);
            for action in &mut actions {
                action.sort_by_key(Event::written);
            }
            Ok(actions)
        })
    }

    /// Calls `each` with every event of the log, item by item.
    ///
    /// # Errors
    /// What `each` returns, and any [`StoreError`].
    pub fn each_event<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(Event) -> StoreResult<(), E>,
    ) -> StoreResult<(), E> {
        let failed = |e| StoreError::sqlite(&self.path, e);
        // One snapshot of the log, whatever other processes write meanwhile.
        let tx = self.db.unchecked_transaction().map_err(failed)?;
        let mut items = tx.prepare("select id, name from items order by id").map_err(failed)?;
        let mut items = items.query([]).map_err(failed)?;
        while let Some(row) = items.next().map_err(failed)? {
            let events = item_events(&tx, row).map_err(failed)?;
            events.into_iter().try_for_each(&mut each)?;
        }
        Ok(())
    }

    /// The sums of all days with reviews.
    pub fn day_sums(&self) -> StoreResult<BTreeMap<Day, DaySums>> {
        self.day_sums_since(Day::from_number(i32::MIN))
    }

    /// The sums of the days with reviews from `first` on.
    pub fn day_sums_since(&self, first: Day) -> StoreResult<BTreeMap<Day, DaySums>> {
        self.read(|db| {
            let mut days = db.prepare_cached(
                "select day, reviews, introduced, ms, young, young_kept, mature, mature_kept \
                 from day_sums where day >= ?1 order by day",
            )?;
            let rows =
                days.query_map([first.number()], |row| Ok((Day::from_number(row.get(0)?), totals::day_sums(row)?)))?;
            // Undone reviews leave zeros behind.
            rows.filter(|row| !matches!(row, Ok((_, sums)) if *sums == DaySums::default())).collect()
        })
    }

    /// The first and last hour with a review that feeds memory of each study day, in hours since 1970, UTC.
    pub fn study_hours(&self) -> StoreResult<BTreeMap<Day, (i64, i64)>> {
        self.read(|db| {
            let mut hours = db.prepare_cached(
                "select day, min(hour), max(hour) from day_hours where reviews > 0 group by day order by day",
            )?;
            let rows = hours.query_map([], |row| Ok((Day::from_number(row.get(0)?), (row.get(1)?, row.get(2)?))))?;
            rows.collect()
        })
    }

    /// Changes whenever another process has written.
    pub fn data_version(&self) -> StoreResult<i64> {
        self.read(data_version)
    }

    /// The latest study day with an answer, no later than `until`.
    pub fn last_day(&self, until: Day) -> StoreResult<Option<Day>> {
        self.read(|db| {
            let mut last = db.prepare_cached("select max(last_day) from states where last_day <= ?1")?;
            last.query_row([until.number()], |row| views::day(row, 0))
        })
    }

    /// The study day and moment, in milliseconds since 1970, of the last answer that counts for the schedule, if that is
    /// later than a day.
    pub fn last_answer_after(&self, day: Day) -> StoreResult<Option<(Day, i64)>> {
        self.read(|db| {
            let mut last = db.prepare_cached(
                "select last_day, max(last_at_ms) from states \
                 where last_day = (select max(last_day) from states where last_day > ?1)",
            )?;
            last.query_row([day.number()], |row| Ok(views::day(row, 0)?.zip(row.get(1)?)))
        })
    }

    /// The items with events later than a moment, in milliseconds since 1970, and all their events. Scans the whole
    /// log.
    pub fn items_later_than(&self, at_ms: i64) -> StoreResult<Vec<(ItemId, Vec<Event>)>> {
        self.snapshot(|db| {
            let mut items = db.prepare_cached(
                "select id, name from items where id <> 0 and id in \
                 (select item from reviews where at_ms > ?1 union select item from acts where at_ms > ?1) order by id",
            )?;
            let items = items.query_map([at_ms], |row| Ok((row.get(0)?, row.get::<_, ItemName>(1)?.0)))?;
            let items: Vec<(ItemKey, ItemId)> = items.collect::<rusqlite::Result<_>>()?;
            let own = |(key, item): (ItemKey, ItemId)| {
                let events = log::own_events(db, key, Some(&item))?;
                Ok((item, events))
            };
            items.into_iter().map(own).collect()
        })
    }

    /// The acts that begin and end exams, and their retractions.
    pub fn exams(&self) -> StoreResult<Vec<Event>> {
        self.read(|db| log::whole_log(db, "exam"))
    }

    /// The latest weights of the memory model; `None` for FSRS's defaults.
    pub fn params(&self) -> StoreResult<Option<Vec<f32>>> {
        self.read(views::standing_weights)
    }

    /// The memory model with the latest weights.
    pub fn model(&self) -> StoreResult<Model> {
        self.read(views::model)
    }
}

/// The id of the event written last.
fn last_id(events: &[Event]) -> Option<EventId> {
    events.iter().map(Event::written).max()
}

/// The events of this device that can be undone: answers, marks, items brought forward, unless already taken back.
fn undoable(events: &[Event], device: Uuid) -> impl Iterator<Item = &Event> {
    let history = History::of(events);
    events.iter().filter(move |event| {
        let done = match &event.what {
            EventKind::Review(review) => review.purpose != Purpose::Imported,
            EventKind::Act(act) => act.is_mark() || matches!(act, Act::Due { .. }),
        };
        done && event.device == device && history.stands(event)
    })
}

fn item_events(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Vec<Event>> {
    let key = row.get(0)?;
    let item = if key == WHOLE_LOG { None } else { Some(row.get::<_, ItemName>(1)?.0) };
    log::own_events(db, key, item.as_ref())
}

/// See [`Store::data_version`].
pub(super) fn data_version(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("pragma data_version")?.query_row([], |row| row.get(0))
}

/// The highest id among the events of items.
pub(super) fn newest_id(db: &Connection) -> rusqlite::Result<Option<EventId>> {
    let mut newest = db.prepare_cached(NEWEST)?;
    Ok(newest.query_row([], |row| row.get::<_, Option<Blob>>(0))?.map(|blob| EventId(blob.0)))
}
