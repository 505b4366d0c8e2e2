//! Notes, cards and the log of answers, whose tables are the same in all versions.

use std::collections::{HashMap, HashSet};

use rusqlite::Row;
use serde::Deserialize;

use super::collection::{AnkiCard, CardState, Collection, DueIn, Note, RevlogRow};
use super::database::{Database, bytes, number, text};
use super::{PackageError, note_types};

/// From here on a due number is a second since 1970 and no day.
const FIRST_SECOND: i64 = 1_000_000_000;

/// What a card's `data` has, for FSRS.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Data {
    s: Option<f32>,
    d: Option<f32>,
}

/// Reads a collection. What belongs to nothing is left, and told of.
pub(super) fn read(database: &mut Database) -> Result<(Collection, Vec<String>), PackageError> {
    for table in ["col", "notes", "cards", "revlog"] {
        if !database.has_table(table)? {
            return Err(PackageError::Schema(format!("the table `{table}` is missing")));
        }
    }
    let mut collection = Collection::default();
    let mut remarks = Vec::new();
    database.each("select crt from col limit 1", |row| {
        collection.created = number(row, 0)?;
        Ok(())
    })?;
    if database.has_table("notetypes")? {
        note_types::read_tables(database, &mut collection)?;
    } else {
        note_types::read_json(database, &mut collection)?;
    }
    database.each("select id, guid, mid, mod, tags, flds from notes", |row| {
        collection.notes.push(note(row)?);
        Ok(())
    })?;
    let types: HashSet<i64> = collection.note_types.iter().map(|it| it.id).collect();
    drop_lost(&mut collection.notes, |note| types.contains(&note.note_type), "note", "note type", &mut remarks);
    collection.notes.sort_by_key(|note| note.id);
    let place: HashMap<i64, usize> = (0..).zip(&collection.notes).map(|(place, note)| (note.id, place)).collect();
    let cards =
        "select id, nid, did, ord, type, queue, due, ivl, factor, lapses, odue, odid, flags, data, mod from cards";
    database.each(cards, |row| {
        collection.cards.push(card(row)?);
        Ok(())
    })?;
    drop_lost(&mut collection.cards, |card| place.contains_key(&card.note), "card", "note", &mut remarks);
    collection.cards.sort_by_key(|card| (place.get(&card.note).copied(), card.ord, card.id));
    let cards: HashSet<i64> = collection.cards.iter().map(|card| card.id).collect();
    database.each("select id, cid, ease, ivl, factor, time, type from revlog", |row| {
        let review = review(row)?;
        if cards.contains(&review.card) {
            collection.reviews.push(review);
        }
        Ok(())
    })?;
    collection.reviews.sort_unstable_by_key(|review| (review.card, review.id));
    Ok((collection, remarks))
}

fn drop_lost<T>(all: &mut Vec<T>, is_sound: impl Fn(&T) -> bool, what: &str, of: &str, remarks: &mut Vec<String>) {
    let before = all.len();
    all.retain(is_sound);
    match before - all.len() {
        0 => {}
        1 => remarks.push(format!("a {what} whose {of} is missing was left out")),
        lost => remarks.push(format!("{lost} {what}s whose {of} is missing were left out")),
    }
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: number(row, 0)?,
        guid: text(row, 1)?,
        note_type: number(row, 2)?,
        changed: number(row, 3)?,
        tags: text(row, 4)?.split_whitespace().map(str::to_owned).collect(),
        fields: text(row, 5)?.split('\u{1f}').map(str::to_owned).collect(),
    })
}

fn at_least_0(row: &Row<'_>, column: usize) -> rusqlite::Result<u32> {
    Ok(u32::try_from(number(row, column)?.max(0)).unwrap_or(u32::MAX))
}

fn card(row: &Row<'_>) -> rusqlite::Result<AnkiCard> {
    let (queue, due, odue, odid) = (number(row, 5)?, number(row, 6)?, number(row, 10)?, number(row, 11)?);
    let is_away = odid != 0;
    let due = if is_away && odue != 0 { odue } else { due };
    let state = match number(row, 4)? {
        1 => CardState::Learning,
        2 => CardState::Review,
        3 => CardState::Relearning,
        _ => CardState::New,
    };
    let due = match state {
        CardState::New => DueIn::Never,
        CardState::Learning | CardState::Relearning if due >= FIRST_SECOND => DueIn::Second(due),
        CardState::Review | CardState::Learning | CardState::Relearning => DueIn::Day(due),
    };
    let data: Data = serde_json::from_slice(bytes(row, 13)?).unwrap_or_default();
    Ok(AnkiCard {
        id: number(row, 0)?,
        note: number(row, 1)?,
        deck: if is_away { odid } else { number(row, 2)? },
        ord: at_least_0(row, 3)?,
        changed: number(row, 14)?,
        state,
        due,
        interval: at_least_0(row, 7)?,
        ease: at_least_0(row, 8)?,
        lapses: at_least_0(row, 9)?,
        is_suspended: queue == -1,
        is_buried: matches!(queue, -3 | -2),
        flag: u8::try_from(number(row, 12)? & 7).unwrap_or(0),
        memory: data.s.zip(data.d).filter(|(s, d)| s.is_finite() && d.is_finite()),
    })
}

fn review(row: &Row<'_>) -> rusqlite::Result<RevlogRow> {
    let small = |column| Ok::<u8, rusqlite::Error>(u8::try_from(number(row, column)?).unwrap_or(u8::MAX));
    Ok(RevlogRow {
        id: number(row, 0)?,
        card: number(row, 1)?,
        button: small(2)?,
        interval: number(row, 3)?,
        factor: at_least_0(row, 4)?,
        ms: at_least_0(row, 5)?,
        kind: small(6)?,
    })
}
