//! Acts as rows of the log.

use rusqlite::{Connection, params};

use super::log::{self, Blob, Code, Columns, ItemKey, ItemName};
use crate::deck::ItemId;
use crate::schedule::{Act, Day, Event, EventId, Rating, Sm2};

/// The columns of an act; each kind uses some of them.
#[derive(Default)]
pub(super) struct ActRow {
    kind: String,
    target: Option<EventId>,
    source: Option<ItemKey>,
    from: Option<ItemId>,
    due: Option<Day>,
    rating: Option<Rating>,
    guessed: Option<bool>,
    overruled: Option<bool>,
    body: Option<String>,
}

impl ActRow {
    /// The row of an act. Interns the earlier name that a carry refers to.
    pub(super) fn of(db: &Connection, act: &Act) -> rusqlite::Result<Self> {
        let row = Self { kind: act.word().to_owned(), ..Self::default() };
        Ok(match act.clone() {
            Act::Retract { target } => Self { target: Some(target), ..row },
            Act::Amend { target, rating, due, guessed, overruled } => Self {
                target: Some(target),
                rating: Some(rating),
                due: Some(due),
                guessed: Some(guessed),
                overruled: Some(overruled),
                ..row
            },
            Act::Flag { note } => Self { body: note, ..row },
            Act::Carry { from } => Self { source: Some(log::intern(db, &from)?), from: Some(from), ..row },
            Act::Due { day } => Self { due: Some(day), ..row },
            Act::Params { weights } => Self { body: Some(weights_text(&weights)), ..row },
            Act::Exam { body } | Act::Unknown { body, .. } => Self { body: Some(body), ..row },
            Act::Sm2(Sm2 { interval, ease }) => Self { body: Some(format!("{interval} {ease}")), ..row },
            Act::Suspend | Act::Resume | Act::Bury | Act::Unbury | Act::Unflag | Act::Forget => row,
        })
    }

    /// Adds it to the log. Returns the number of rows added: 0 if it was already there.
    pub(super) fn insert(&self, db: &Connection, key: ItemKey, writer: i64, event: &Event) -> rusqlite::Result<usize> {
        db.prepare_cached(
            "insert into acts values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) \
             on conflict do nothing",
        )?
        .execute(params![
            key,
            event.moment.at_ms,
            Blob(event.id.0),
            writer,
            event.moment.offset_minutes,
            event.moment.day.number(),
            self.kind,
            self.target.map(|id| Blob(id.0)),
            self.source,
            self.due.map(Day::number),
            self.rating.map(Code),
            self.guessed,
            self.overruled,
            self.body,
        ])
    }

    /// Reads a row selected by [`log::ACTS`].
    pub(super) fn read(row: &impl Columns) -> rusqlite::Result<Self> {
        Ok(Self {
            kind: row.get(6)?,
            target: row.get::<Option<Blob>>(7)?.map(|blob| EventId(blob.0)),
            due: row.get::<Option<i32>>(8)?.map(Day::from_number),
            rating: row.get::<Option<Code<Rating>>>(9)?.map(|code| code.0),
            guessed: row.get(10)?,
            overruled: row.get(11)?,
            body: row.get(12)?,
            source: row.get(13)?,
            from: row.get::<Option<ItemName>>(14)?.map(|name| name.0),
        })
    }

    /// The act of a row. A kind or columns that we don't know come from a newer program.
    pub(super) fn act(self) -> Act {
        self.known().unwrap_or_else(|| Act::Unknown { kind: self.kind, body: self.body.unwrap_or_default() })
    }

    fn known(&self) -> Option<Act> {
        Some(match self.kind.as_str() {
            "retract" => Act::Retract { target: self.target? },
            "amend" => Act::Amend {
                target: self.target?,
                rating: self.rating?,
                due: self.due?,
                guessed: self.guessed?,
                overruled: self.overruled?,
            },
            "suspend" => Act::Suspend,
            "resume" => Act::Resume,
            "bury" => Act::Bury,
            "unbury" => Act::Unbury,
            "flag" => Act::Flag { note: self.body.clone() },
            "unflag" => Act::Unflag,
            "carry" => Act::Carry { from: self.from.clone()? },
            "due" => Act::Due { day: self.due? },
            "forget" => Act::Forget,
            "sm2" => Act::Sm2(sm2_of(self.body.as_deref()?)?),
            "params" => Act::Params { weights: weights_of(self.body.as_deref()?)? },
            "exam" => Act::Exam { body: self.body.clone()? },
            _ => return None,
        })
    }
}

/// Numbers separated by spaces, each in the fewest digits that round-trip.
fn weights_text(weights: &[f32]) -> String {
    weights.iter().map(f32::to_string).collect::<Vec<_>>().join(" ")
}

fn weights_of(text: &str) -> Option<Vec<f32>> {
    text.split_whitespace().map(|number| number.parse().ok()).collect()
}

/// The interval and the ease.
fn sm2_of(text: &str) -> Option<Sm2> {
    let (interval, ease) = text.split_once(' ')?;
    Some(Sm2 { interval: interval.parse().ok()?, ease: ease.parse().ok()? })
}
