//! Tests of the store.

mod backups;
mod basics;
mod disk;
mod health;
mod joined;
mod law;
mod opening;
mod processes;
mod reads;
mod salvage;
mod stray;
mod together;
mod upgrade;
mod verify;
mod watch;

use std::path::PathBuf;

use super::{DueItems, Store, views};
use crate::deck::ItemId;
use crate::schedule::{Act, Day, EventDraft, EventKind, Moment, Purpose, Rating, Review, Verdict};

/// The first study day of the tests.
const FIRST: i32 = 20_000;

fn item(name: &str) -> ItemId {
    name.parse().expect("a name of an item")
}

fn day(after: i32) -> Day {
    Day::from_number(FIRST + after)
}

/// Noon of a day plus some milliseconds.
fn moment(after: i32, ms: i64) -> Moment {
    let at_ms = i64::from(FIRST + after) * 86_400_000 + 43_200_000 + ms;
    Moment { at_ms, offset_minutes: 60, day: day(after) }
}

fn review(rating: Rating, due: i32) -> Review {
    let verdict = if rating == Rating::Again { Verdict::Wrong } else { Verdict::Right };
    Review {
        purpose: Purpose::Scheduled,
        verdict,
        suggested: Some(rating),
        rating,
        due: day(due),
        hints: 0,
        revision: 0,
        ms: 5_100,
        answer: Some("an answer".to_owned()),
    }
}

fn answered(name: &str, moment: Moment, rating: Rating, due: i32) -> EventDraft {
    EventDraft { moment, item: Some(item(name)), what: EventKind::Review(review(rating, due)) }
}

fn acted(name: &str, moment: Moment, act: Act) -> EventDraft {
    EventDraft { moment, item: Some(item(name)), what: EventKind::Act(act) }
}

/// A temporary folder, and the path of a store in it that doesn't exist yet.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("data").join("progress.db");
    (folder, path)
}

/// What is due until a day, the longest due first.
fn due(store: &Store, until: Day) -> DueItems {
    let condition = "where asked_day <= ?1 order by asked_day, name";
    store.read(|db| views::states_where(db, condition, [until.number()])).expect("states")
}
