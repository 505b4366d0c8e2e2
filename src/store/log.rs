//! Converts between rows of the log and events.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::event_row::ActRow;
use crate::deck::ItemId;
use crate::schedule::{Day, Event, EventId, EventKind, Moment, Purpose, Rating, Review, Verdict};

/// The row id of an item in this store.
pub(super) type ItemKey = i64;

/// Stands for the whole log.
pub(super) const WHOLE_LOG: ItemKey = 0;

/// Adds an event; `false` if the log already has it.
pub(super) fn insert(db: &Connection, key: ItemKey, event: &Event) -> rusqlite::Result<bool> {
    let writer = intern_writer(db, event.device, &event.version)?;
    let rows = match &event.what {
        EventKind::Review(review) => insert_review(db, key, writer, event, review)?,
        EventKind::Act(act) => ActRow::of(db, act)?.insert(db, key, writer, event)?,
    };
    Ok(rows > 0)
}

fn insert_review(
    db: &Connection,
    key: ItemKey,
    writer: i64,
    event: &Event,
    review: &Review,
) -> rusqlite::Result<usize> {
    db.prepare_cached(
        "insert into reviews values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
         on conflict do nothing",
    )?
    .execute(params![
        key,
        event.moment.at_ms,
        Blob(event.id.0),
        writer,
        event.moment.offset_minutes,
        event.moment.day.number(),
        review.due.number(),
        Code(review.purpose),
        verdict_code(review.verdict),
        review.suggested.map(Code),
        Code(review.rating),
        review.hints,
        review.revision,
        review.ms,
        review.answer,
    ])
}

/// Whether the log has this event.
pub(super) fn has(db: &Connection, event: &Event) -> rusqlite::Result<bool> {
    let key = match &event.item {
        None => WHOLE_LOG,
        Some(item) => match key_of(db, item)? {
            Some(key) => key,
            None => return Ok(false),
        },
    };
    let table = if matches!(event.what, EventKind::Review(_)) { "reviews" } else { "acts" };
    let sql = format!("select exists (select 1 from {table} where item = ?1 and at_ms = ?2 and id = ?3)");
    db.prepare_cached(&sql)?.query_row(params![key, event.moment.at_ms, Blob(event.id.0)], |row| row.get(0))
}

/// The events of one item, without those of its earlier names, or those about the whole log. Reviews come first.
pub(super) fn own_events(db: &Connection, key: ItemKey, item: Option<&ItemId>) -> rusqlite::Result<Vec<Event>> {
    let mut events = Vec::new();
    let mut reviews = db.prepare_cached(&format!("{REVIEWS} where item = ?1 order by at_ms"))?;
    let mut reviews = reviews.query([key])?;
    while let Some(row) = reviews.next()? {
        events.push(review_event(row, item)?);
    }
    let mut acts = db.prepare_cached(&format!("{ACTS} where item = ?1 order by at_ms"))?;
    let mut acts = acts.query([key])?;
    while let Some(row) = acts.next()? {
        events.push(act_event(row, item)?);
    }
    Ok(events)
}

/// Acts of a kind about the whole log, and their retractions.
pub(super) fn whole_log(db: &Connection, kind: &str) -> rusqlite::Result<Vec<Event>> {
    let mut rows = db.prepare_cached(&format!("{ACTS} where item = ?1 and kind in (?2, 'retract')"))?;
    rows.query_map(params![WHOLE_LOG, kind], |row| act_event(row, None))?.collect()
}

/// The highest id among the few events about the whole log.
pub(super) fn newest_of_whole_log(db: &Connection) -> rusqlite::Result<Option<EventId>> {
    let mut newest = db.prepare_cached("select max(id) from acts where item = ?1")?;
    Ok(newest.query_row([WHOLE_LOG], |row| row.get::<_, Option<Blob>>(0))?.map(|id| EventId(id.0)))
}

/// The latest moment of an item's events that are no later than `until` or on the study day.
pub(super) fn latest_until(db: &Connection, key: ItemKey, until: i64, day: Day) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "select max(at_ms) from \
         (select max(at_ms) as at_ms from reviews where item = ?1 and (at_ms <= ?2 or day = ?3) \
         union all select max(at_ms) from acts where item = ?1 and (at_ms <= ?2 or day = ?3))",
    )?
    .query_row(params![key, until, day.number()], |row| row.get(0))
}

/// Prefix of a query; append a `where`. The columns are those that [`event`] and [`review`] read.
pub(super) const REVIEWS: &str = "select at_ms, reviews.id, offset_minutes, day, device, version, \
                       due_day, purpose, verdict, suggested, rating, hints, revision, ms, answer \
                       from reviews cross join writers on writers.id = writer";

/// The same for acts.
pub(super) const ACTS: &str = "select at_ms, acts.id, offset_minutes, day, device, version, \
                    kind, target, due_day, rating, guessed, overruled, body, source, name \
                    from acts cross join writers on writers.id = writer left join items on items.id = source";

/// The columns of a row, be it of a query or found in a damaged file.
pub(super) trait Columns {
    fn get<T: FromSql>(&self, column: usize) -> rusqlite::Result<T>;
}

impl Columns for Row<'_> {
    fn get<T: FromSql>(&self, column: usize) -> rusqlite::Result<T> {
        Row::get(self, column)
    }
}

/// Reads the columns that reviews and acts have in common.
fn event(row: &impl Columns, item: Option<&ItemId>, what: EventKind) -> rusqlite::Result<Event> {
    Ok(Event {
        moment: Moment { at_ms: row.get(0)?, offset_minutes: row.get(2)?, day: Day::from_number(row.get(3)?) },
        id: EventId(row.get::<Blob>(1)?.0),
        item: item.cloned(),
        device: row.get::<Blob>(4)?.0,
        version: row.get(5)?,
        what,
    })
}

/// Reads a row of [`REVIEWS`].
pub(super) fn review_event(row: &impl Columns, item: Option<&ItemId>) -> rusqlite::Result<Event> {
    event(row, item, EventKind::Review(review(row)?))
}

/// Reads a row of [`ACTS`].
pub(super) fn act_event(row: &impl Columns, item: Option<&ItemId>) -> rusqlite::Result<Event> {
    event(row, item, EventKind::Act(ActRow::read(row)?.act()))
}

fn review(row: &impl Columns) -> rusqlite::Result<Review> {
    Ok(Review {
        due: Day::from_number(row.get(6)?),
        purpose: row.get::<Code<Purpose>>(7)?.0,
        verdict: verdict_of(row.get(8)?),
        suggested: row.get::<Option<Code<Rating>>>(9)?.map(|code| code.0),
        rating: row.get::<Code<Rating>>(10)?.0,
        hints: row.get(11)?,
        revision: row.get(12)?,
        ms: row.get(13)?,
        answer: row.get(14)?,
    })
}

/// The key of an item, if the store knows it.
pub(super) fn key_of(db: &Connection, item: &ItemId) -> rusqlite::Result<Option<ItemKey>> {
    db.prepare_cached("select id from items where name = ?1")?.query_row([item.as_str()], |row| row.get(0)).optional()
}

/// The key of an item; inserts the item if needed.
pub(super) fn intern(db: &Connection, item: &ItemId) -> rusqlite::Result<ItemKey> {
    if let Some(key) = key_of(db, item)? {
        return Ok(key);
    }
    db.prepare_cached("insert into items (name) values (?1)")?.execute([item.as_str()])?;
    Ok(db.last_insert_rowid())
}

/// The key for an event: its item's, or [`WHOLE_LOG`].
pub(super) fn key_for(db: &Connection, item: Option<&ItemId>) -> rusqlite::Result<ItemKey> {
    item.map_or(Ok(WHOLE_LOG), |item| intern(db, item))
}

/// The item with this key.
pub(super) fn item_of(db: &Connection, key: ItemKey) -> rusqlite::Result<ItemId> {
    db.prepare_cached("select name from items where id = ?1")?
        .query_row([key], |row| row.get::<_, ItemName>(0))
        .map(|n| n.0)
}

fn intern_writer(db: &Connection, device: Uuid, version: &str) -> rusqlite::Result<i64> {
    let mut find = db.prepare_cached("select id from writers where device = ?1 and version = ?2")?;
    if let Some(writer) = find.query_row(params![Blob(device), version], |row| row.get(0)).optional()? {
        return Ok(writer);
    }
    db.execute("insert into writers (device, version) values (?1, ?2)", params![Blob(device), version])?;
    Ok(db.last_insert_rowid())
}

/// A UUID as its 16 bytes.
#[derive(Clone, Copy)]
pub(super) struct Blob(pub(super) Uuid);

impl ToSql for Blob {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
    }
}

impl FromSql for Blob {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::from_slice(value.as_blob()?).map(Self).map_err(FromSqlError::other)
    }
}

pub(super) struct ItemName(pub(super) ItemId);

impl FromSql for ItemName {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

/// A rating or purpose as its number in the log. The numbers never change.
#[derive(Clone, Copy)]
pub(super) struct Code<T>(pub(super) T);

impl ToSql for Code<Rating> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(i64::from(self.0.number()).into())
    }
}

impl FromSql for Code<Rating> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        let rating = u8::try_from(number).ok().and_then(Rating::from_number);
        rating.map(Self).ok_or(FromSqlError::OutOfRange(number))
    }
}

impl ToSql for Code<Purpose> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let number: i64 = match self.0 {
            Purpose::Scheduled => 0,
            Purpose::Cram => 1,
            Purpose::Exam => 2,
            Purpose::Imported => 3,
        };
        Ok(number.into())
    }
}

impl FromSql for Code<Purpose> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            0 => Ok(Self(Purpose::Scheduled)),
            1 => Ok(Self(Purpose::Cram)),
            2 => Ok(Self(Purpose::Exam)),
            3 => Ok(Self(Purpose::Imported)),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}

fn verdict_code(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Right => Some(true),
        Verdict::Wrong => Some(false),
        Verdict::None => None,
    }
}

fn verdict_of(code: Option<bool>) -> Verdict {
    code.map_or(Verdict::None, |right| if right { Verdict::Right } else { Verdict::Wrong })
}
