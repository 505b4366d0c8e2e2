//! The events of a damaged store.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;

use super::super::log::{self, Blob, Columns as _, ItemKey, WHOLE_LOG};
use super::backup_log::BackupLog;
use super::images::PageImages;
use super::keys::Keys;
use super::record::Record;
use super::rows::{self, FoundRow};
use crate::schedule::{Act, Event, EventId, EventKind};

/// Damage turns few bits of an id; two ids have half of them in common.
const MOST_TURNED: u32 = 16;

const DAY_MS: u64 = 86_400_000;

/// No answer is due later, in days.
const FURTHEST_DUE: i64 = 100_000;

/// No place is further from Greenwich, in minutes.
const FURTHEST_EAST: i32 = 26 * 60;

#[derive(Default)]
pub(super) struct SalvagedEvents {
    pub(super) events: Vec<Event>,
    /// Rows of the log that were seen, but can't be read.
    pub(super) unreadable: u64,
    /// Answers to items whose names can't be read, with their times.
    nameless: HashMap<EventId, i64>,
    ids: HashSet<EventId>,
    moments: HashMap<(ItemKey, i64), EventId>,
}

impl SalvagedEvents {
    pub(super) fn read(&mut self, pages: &PageImages<'_>, keys: &Keys) {
        self.unreadable += rows::each_row(pages, |row| self.add(row, keys).is_some());
    }

    /// How many answers are to items whose names can't be read, and are neither here nor in the backup. A row that was
    /// overwritten may be an older image of one that was read: it has no id of its own, or the time of another.
    pub(super) fn nameless(&self, backup: Option<&BackupLog>) -> u64 {
        let of_backup = backup.map_or(&[][..], |backup| &backup.events);
        let times: HashSet<i64> = self.events.iter().chain(of_backup).map(|event| event.moment.at_ms).collect();
        let is_lost = |&(id, at_ms): &(&EventId, &i64)| {
            let is_of_its_time = i64::try_from(id.at_ms()).is_ok_and(|made| made.abs_diff(*at_ms) < DAY_MS);
            let is_known = self.ids.contains(id) || backup.is_some_and(|backup| backup.event(*id).is_some());
            is_of_its_time && !is_known && !times.contains(at_ms)
        };
        self.nameless.iter().filter(is_lost).count() as u64
    }

    fn add(&mut self, FoundRow { shape, record, .. }: FoundRow, keys: &Keys) -> Option<()> {
        if !matches!(shape, rows::REVIEW | rows::ACT) {
            return None;
        }
        let (key, at_ms, Blob(id)) = (record.get(0).ok()?, record.get(1).ok()?, record.get(2).ok()?);
        let id = EventId(id);
        if self.ids.contains(&id) {
            return Some(());
        }
        let is_review = shape == rows::REVIEW;
        let event = if is_review { review(record, keys) } else { act(record, keys) };
        let event = match event {
            Err(Unreadable::Nameless) if is_review => {
                self.nameless.insert(id, at_ms);
                return None;
            }
            event => event.ok()?,
        };
        // The same row, with a bit turned in its id.
        if self.moments.get(&(key, at_ms)).is_some_and(|other| is_twin(*other, id)) {
            return Some(());
        }
        self.ids.insert(id);
        self.moments.insert((key, at_ms), id);
        self.events.push(event);
        Some(())
    }
}

/// Whether two ids of events of one item at one moment are one, damaged.
pub(super) const fn is_twin(one: EventId, other: EventId) -> bool {
    (one.0.as_u128() ^ other.0.as_u128()).count_ones() <= MOST_TURNED
}

enum Unreadable {
    Nameless,
    Impossible,
}

impl From<rusqlite::Error> for Unreadable {
    fn from(_: rusqlite::Error) -> Self {
        Self::Impossible
    }
}

fn review(mut row: Record, keys: &Keys) -> Result<Event, Unreadable> {
    let key = row.get(0)?;
    if key == WHOLE_LOG {
        return Err(Unreadable::Impossible);
    }
    let mut columns = common_columns(&mut row, keys)?;
    columns.extend((6..15).map(|column| row.take(column)));
    let item = keys.item(key).ok_or(Unreadable::Nameless)?;
    let event = log::review_event(&Record::of_columns(columns), Some(item))?;
    let is_possible = matches!(&event.what, EventKind::Review(review)
        if i64::from(review.due.number()).abs_diff(event.moment.day.number().into()) <= FURTHEST_DUE.unsigned_abs());
    if is_possible { possible(event) } else { Err(Unreadable::Impossible) }
}

fn act(mut row: Record, keys: &Keys) -> Result<Event, Unreadable> {
    // What an act says last is what it is about: an answer counts without its text, an act doesn't.
    if !row.is_whole {
        return Err(Unreadable::Impossible);
    }
    let key = row.get(0)?;
    let item = if key == WHOLE_LOG { None } else { Some(keys.item(key).ok_or(Unreadable::Nameless)?) };
    let source: Option<ItemKey> = row.get(8)?;
    let from = match source {
        Some(source) => Value::Text(keys.item(source).ok_or(Unreadable::Nameless)?.as_str().to_owned()),
        None => Value::Null,
    };
    let mut columns = common_columns(&mut row, keys)?;
    columns.extend([6, 7, 9, 10, 11, 12, 13, 8].map(|column| row.take(column)));
    columns.push(from);
    let event = log::act_event(&Record::of_columns(columns), item)?;
    let is_of_kind = |kind: &str| kind.bytes().all(|letter| letter.is_ascii_lowercase() || b"_-".contains(&letter));
    match &event.what {
        EventKind::Act(Act::Unknown { kind, .. }) if !is_of_kind(kind) => Err(Unreadable::Impossible),
        _ => possible(event),
    }
}

/// The columns that a query of events begins with.
fn common_columns(row: &mut Record, keys: &Keys) -> Result<Vec<Value>, Unreadable> {
    let (device, version) = keys.writer(row.get(3)?);
    let mut columns: Vec<Value> = [1, 2, 4, 5].map(|column| row.take(column)).into();
    columns.extend([Value::Blob(device.as_bytes().to_vec()), Value::Text(version)]);
    Ok(columns)
}

/// Refuses an event at a moment that can't be.
fn possible(event: Event) -> Result<Event, Unreadable> {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let moment = event.moment;
    let day = moment.at_ms.div_euclid(DAY_MS);
    let is_near = day.abs_diff(moment.day.number().into()) <= 2;
    let is_possible = is_near && moment.offset_minutes.abs() <= FURTHEST_EAST;
    if is_possible { Ok(event) } else { Err(Unreadable::Impossible) }
}
