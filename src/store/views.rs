//! The views of the log: states, carries, and totals by day and deck. Only [`add`] and [`rebuild`] change them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::log::{self, Blob, Code, ItemKey, ItemName, WHOLE_LOG};
use super::totals::{self, ReviewTotals, TotalsChange};
use crate::deck::ItemId;
use crate::schedule::{
    Act, Day, Difficulty, Event, EventId, EventKind, Flag, History, ItemState, Memory, MemoryState, Model, Stability,
    replay,
};

/// The version of the replay. Raise it whenever the same log would give other states, because of our code or a new
/// release of the memory model: all views are then rebuilt when a store is opened.
pub(super) const REPLAY: i64 = 1;

/// A rebuild reports progress after this many items.
const REPORT_EVERY: u64 = 500;

pub(super) struct AddedEvents {
    /// How many were new to the log.
    pub(super) new: usize,
    /// The new states of the items they are about, and of items carried over from them.
    pub(super) states: HashMap<ItemId, ItemState>,
}

/// Adds events to the log and updates the views. `keys` has the item key of each event. Call it inside a transaction.
pub(super) fn add(db: &Connection, events: &[Event], keys: &[ItemKey]) -> rusqlite::Result<AddedEvents> {
    let weights = standing_weights(db)?;
    let affected = affected_by(db, events, keys)?;
    let mut totals = TotalsChange::default();
    for (&key, item) in &affected {
        totals.take(item, &history(db, key, item)?, present_totals(db, item)?);
    }
    let mut new = 0;
    for (event, &key) in events.iter().zip(keys) {
        new += usize::from(log::insert(db, key, event)?);
    }
    let mut added = AddedEvents { new, states: HashMap::new() };
    if events.iter().any(|event| event.item.is_none()) && standing_weights(db)? != weights {
        rebuild(db, &mut |_, _| ())?;
        for item in affected.into_values() {
            let state = read_state(db, &item)?.unwrap_or_default();
            added.states.insert(item, state);
        }
        return Ok(added);
    }
    let model = model_of(weights.as_deref());
    for (key, item) in affected {
        let state = refresh(db, key, &item, &model, &mut totals)?;
        added.states.insert(item, state);
    }
    totals.write(db)?;
    Ok(added)
}

/// Whether an earlier version of the replay made the views, or a migration says so. A new store has none yet.
pub(super) fn are_outdated(db: &Connection) -> rusqlite::Result<bool> {
    let made_by = db.query_row("select value from meta where key = 'views'", [], |row| row.get::<_, i64>(0));
    Ok(made_by.optional()?.is_some_and(|replay| replay < REPLAY))
}

/// Rebuilds all indexes first, by which the log is read, too.
pub(super) fn rebuild_with_indexes(db: &Connection, report: &mut dyn FnMut(u64, u64)) -> rusqlite::Result<()> {
    db.execute_batch("reindex")?;
    rebuild(db, report)
}

/// Rebuilds all views. Reports the items done and all items. Call it inside a transaction.
pub(super) fn rebuild(db: &Connection, report: &mut dyn FnMut(u64, u64)) -> rusqlite::Result<()> {
    let all: u32 = db.query_row("select count(*) from items where id <> ?1", [WHOLE_LOG], |row| row.get(0))?;
    db.execute_batch("delete from states; delete from carries")?;
    totals::clear(db)?;
    let model = model(db)?;
    let mut totals = TotalsChange::default();
    let mut items = db.prepare("select id, name from items where id <> ?1 order by id")?;
    let mut items = items.query([WHOLE_LOG])?;
    for done in 0.. {
        let Some(row) = items.next()? else { break };
        if done % REPORT_EVERY == 0 {
            report(done, all.into());
        }
        let ItemName(item) = row.get(1)?;
        refresh(db, row.get(0)?, &item, &model, &mut totals)?;
    }
    totals.write(db)?;
    db.execute("update meta set value = ?1 where key = 'views'", [REPLAY])?;
    Ok(())
}

/// Replays one item, writes its state and carries, and adds it to the totals.
fn refresh(
    db: &Connection,
    key: ItemKey,
    item: &ItemId,
    model: &Model,
    totals: &mut TotalsChange,
) -> rusqlite::Result<ItemState> {
    let Some(replayed) = replayed(db, key, item, model)? else { return Ok(ItemState::default()) };
    let Replayed { newest, from, carries, events, state } = replayed;
    if carries {
        write_carries(db, key, &from)?;
    }
    write_state(db, key, item, newest, &state)?;
    totals.add(item, &events, ReviewTotals::of(&state));
    Ok(state)
}

/// What the log comes to for an item.
pub(super) struct Replayed {
    /// The highest id among its own events.
    pub(super) newest: EventId,
    /// Its earlier names.
    pub(super) from: Vec<ItemId>,
    /// Whether it was ever carried over, be it taken back.
    carries: bool,
    /// Its events and those of its earlier names.
    pub(super) events: Vec<Event>,
    pub(super) state: ItemState,
}

/// Replays one item; `None` if it has no events: only its prompt is stored, or it is an earlier name.
pub(super) fn replayed(
    db: &Connection,
    key: ItemKey,
    item: &ItemId,
    model: &Model,
) -> rusqlite::Result<Option<Replayed>> {
    let mut events = log::own_events(db, key, Some(item))?;
    let Some(newest) = events.iter().map(Event::written).max() else { return Ok(None) };
    let from: Vec<ItemId> = History::of(&events).carried_from().cloned().collect();
    let carries = events.iter().any(|event| matches!(event.what, EventKind::Act(Act::Carry { .. })));
    add_earlier(db, item, from.clone(), &mut events)?;
    let state = replay(&events, model);
    Ok(Some(Replayed { newest, from, carries, events, state }))
}

/// The events of an item and of all its earlier names.
pub(super) fn history(db: &Connection, key: ItemKey, item: &ItemId) -> rusqlite::Result<Vec<Event>> {
    let mut events = log::own_events(db, key, Some(item))?;
    let from = History::of(&events).carried_from().cloned().collect();
    add_earlier(db, item, from, &mut events)?;
    Ok(events)
}

/// Adds the events of earlier names, recursively. Names in a cycle are added once.
fn add_earlier(db: &Connection, item: &ItemId, from: Vec<ItemId>, events: &mut Vec<Event>) -> rusqlite::Result<()> {
    let mut met = BTreeSet::from([item.clone()]);
    let mut open = from;
    while let Some(name) = open.pop() {
        if !met.insert(name.clone()) {
            continue;
        }
        let Some(key) = log::key_of(db, &name)? else { continue };
        let earlier = log::own_events(db, key, Some(&name))?;
        open.extend(History::of(&earlier).carried_from().cloned());
        events.extend(earlier);
    }
    Ok(())
}

/// The items that events are about, and all carried over from them. The events don't change this set, since they only
/// change what their own items are carried over from.
fn affected_by(db: &Connection, events: &[Event], keys: &[ItemKey]) -> rusqlite::Result<BTreeMap<ItemKey, ItemId>> {
    let items = keys.iter().zip(events).filter_map(|(&key, event)| Some((key, event.item.clone()?)));
    let mut affected: BTreeMap<ItemKey, ItemId> = items.collect();
    let mut heirs = db.prepare_cached("select item from carries where source = ?1")?;
    let mut open: Vec<ItemKey> = affected.keys().copied().collect();
    while let Some(key) = open.pop() {
        for heir in heirs.query_map([key], |row| row.get(0))? {
            let heir = heir?;
            if let Entry::Vacant(place) = affected.entry(heir) {
                place.insert(log::item_of(db, heir)?);
                open.push(heir);
            }
        }
    }
    Ok(affected)
}

fn write_carries(db: &Connection, key: ItemKey, from: &[ItemId]) -> rusqlite::Result<()> {
    db.prepare_cached("delete from carries where item = ?1")?.execute([key])?;
    for name in from {
        let source = log::intern(db, name)?;
        db.prepare_cached("insert or ignore into carries (item, source) values (?1, ?2)")?.execute([key, source])?;
    }
    Ok(())
}

fn write_state(
    db: &Connection,
    key: ItemKey,
    item: &ItemId,
    newest: EventId,
    state: &ItemState,
) -> rusqlite::Result<()> {
    let seen = state.seen.as_ref();
    let due = seen.map(|seen| seen.due.number());
    db.prepare_cached(
        "insert or replace into states values \
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
    )?
    .execute(params![
        item.as_str(),
        state.attempts,
        state.suspended,
        state.buried.map(Day::number),
        state.flag.is_some(),
        seen.map(|seen| seen.fsrs.stability.0),
        seen.map(|seen| seen.fsrs.difficulty.0),
        due,
        seen.map(|seen| seen.introduced.number()),
        seen.map(|seen| seen.last_day.number()),
        seen.map(|seen| Code(seen.last_rating)),
        seen.map(|seen| seen.revision),
        seen.map(|seen| seen.reviews),
        seen.map(|seen| seen.lapses),
        seen.map(|seen| seen.last_at_ms),
        seen.map(|seen| Blob(seen.last_id.0)),
        ReviewTotals::of(state).due.map(Day::number),
        key,
        Blob(newest.0),
        state.flag.as_ref().and_then(|flag| flag.note.as_deref()),
    ])?;
    Ok(())
}

/// Query for states with the names of their items; append a `where`.
pub(super) const STATES: &str = "select attempts, suspended, buried_day, flagged, note, stability, difficulty, due_day, \
                                 introduced_day, last_day, last_at_ms, last_id, last_rating, revision, reviews, \
                                 lapses, name from states";

/// Reads a row of [`STATES`].
pub(super) fn state(row: &Row<'_>) -> rusqlite::Result<ItemState> {
    let flagged: bool = row.get(3)?;
    let note = row.get(4)?;
    Ok(ItemState {
        attempts: row.get(0)?,
        suspended: row.get(1)?,
        buried: day(row, 2)?,
        flag: flagged.then_some(Flag { note }),
        seen: seen(row)?,
    })
}

fn seen(row: &Row<'_>) -> rusqlite::Result<Option<Memory>> {
    let Some(stability) = row.get(5)? else { return Ok(None) };
    Ok(Some(Memory {
        fsrs: MemoryState { stability: Stability(stability), difficulty: Difficulty(row.get(6)?) },
        due: Day::from_number(row.get(7)?),
        introduced: Day::from_number(row.get(8)?),
        last_day: Day::from_number(row.get(9)?),
        last_at_ms: row.get(10)?,
        last_id: EventId(row.get::<_, Blob>(11)?.0),
        last_rating: row.get::<_, Code<_>>(12)?.0,
        revision: row.get(13)?,
        reviews: row.get(14)?,
        lapses: row.get(15)?,
    }))
}

pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Day>> {
    Ok(row.get::<_, Option<i32>>(column)?.map(Day::from_number))
}

/// The states that match a condition, with their items.
pub(super) fn states_where<C: FromIterator<(ItemId, ItemState)>>(
    db: &Connection,
    condition: &str,
    params: impl Params,
) -> rusqlite::Result<C> {
    let mut states = db.prepare_cached(&format!("{STATES} {condition}"))?;
    states.query_map(params, |row| Ok((row.get::<_, ItemName>(16)?.0, state(row)?)))?.collect()
}

/// Hands over every state and the name of its item, sorted by name.
pub(super) fn each_state(db: &Connection, mut each: impl FnMut(&str, ItemState)) -> rusqlite::Result<()> {
    let mut states = db.prepare_cached(&format!("{STATES} order by name"))?;
    let mut rows = states.query([])?;
    while let Some(row) = rows.next()? {
        each(row.get_ref(16)?.as_str()?, state(row)?);
    }
    Ok(())
}

/// The state of one item; `None` if it has no events.
pub(super) fn read_state(db: &Connection, item: &ItemId) -> rusqlite::Result<Option<ItemState>> {
    db.prepare_cached(&format!("{STATES} where name = ?1"))?.query_row([item.as_str()], state).optional()
}

/// What an item's present state adds to the totals.
fn present_totals(db: &Connection, item: &ItemId) -> rusqlite::Result<ReviewTotals> {
    let mut state = db.prepare_cached("select last_day is not null, asked_day from states where name = ?1")?;
    let totals = state.query_row([item.as_str()], |row| Ok(ReviewTotals { seen: row.get(0)?, due: day(row, 1)? }));
    Ok(totals.optional()?.unwrap_or_default())
}

/// The latest valid weights; `None` for FSRS's defaults.
pub(super) fn standing_weights(db: &Connection) -> rusqlite::Result<Option<Vec<f32>>> {
    let events = log::whole_log(db, "params")?;
    let history = History::of(&events);
    let weights = history.events().filter_map(|event| match &event.what {
        EventKind::Act(Act::Params { weights }) if Model::with_weights(weights).is_ok() => Some(weights.clone()),
        _ => None,
    });
    Ok(weights.last())
}

/// The memory model with the latest weights.
pub(super) fn model(db: &Connection) -> rusqlite::Result<Model> {
    Ok(model_of(standing_weights(db)?.as_deref()))
}

fn model_of(weights: Option<&[f32]>) -> Model {
    weights.and_then(|weights| Model::with_weights(weights).ok()).unwrap_or_default()
}
