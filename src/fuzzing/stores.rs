//! The file of a store, damaged: it is read, refused or saved, and what it says is what its log says.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::SystemTime;

use rusqlite::Connection;
use uuid::Uuid;

use super::damage::{self, damaged};
use super::logs::{events, first_day};
use crate::schedule::{Act, Day, EventDraft, EventKind, Moment};
use crate::store::{Salvage, Store, StoreError, StoreResult};

/// A log of every kind of event.
fn sound() -> &'static [u8] {
    static SOUND: OnceLock<Vec<u8>> = OnceLock::new();
    SOUND.get_or_init(|| {
        let folder = damage::folder();
        let path = folder.path().join("progress.db");
        let store = Store::open(&path, "1").expect("a store");
        let seeds: Vec<u8> = (0..60_u8)
            .flat_map(|n| [n, n.wrapping_mul(7), n / 2, n.wrapping_mul(3), 0, n.wrapping_mul(11), n / 3, n])
            .collect();
        store.merge(&events(&seeds)).expect("a merge");
        drop(store);
        // The same bytes each time, as far as they are ours.
        let db = Connection::open(&path).expect("the store");
        for (key, name) in [("learner", 1), ("device", 2)] {
            let name = Uuid::from_u128(name);
            db.execute("update meta set value = ?2 where key = ?1", (key, name.as_bytes())).expect("a name");
        }
        db.close().expect("the end");
        fs::read(&path).expect("the file")
    })
}

/// Changes of a sound store, or a whole one.
pub fn store(bytes: &[u8]) {
    let folder = damage::folder();
    let path = folder.path().join("progress.db");
    let file = damaged(sound(), bytes);
    fs::write(&path, &file).expect("the file");
    let is_sound = Store::open_to_read(&path).is_ok_and(|store| store.is_some_and(|store| is_found_sound(&store)));
    assert_eq!(fs::read(&path).expect("the file"), file, "reading has changed it");
    let written =
        Store::open_existing(&path, "1").and_then(|store| store.map(|store| answer(&store, &path)).transpose());
    assert!(!is_sound || written.is_ok(), "it has no fault, but can't be written to: {written:?}");
    salvaged(&folder.path().join("damaged.db"), &file);
}

/// What is salvaged is a store without faults; the damaged file is kept.
fn salvaged(path: &Path, file: &[u8]) {
    fs::write(path, file).expect("the file");
    let Ok(salvage) = Salvage::of(path, None) else {
        assert_eq!(fs::read(path).expect("the file"), file, "a salvage that failed has changed it");
        return;
    };
    let aside = salvage.put(SystemTime::UNIX_EPOCH).expect("it is put in place").expect("the damaged file");
    assert_eq!(fs::read(aside).expect("the damaged file"), file, "a salvage has changed it");
    let store = Store::open_to_read(path).expect("a store").expect("a store");
    assert_eq!(store.faults().expect("its faults"), [], "what was salvaged is damaged");
    read_all(&store).expect("all of it can be read");
}

/// Whether no fault was found; then all of it can be read.
fn is_found_sound(store: &Store) -> bool {
    let found = store.faults();
    let read = read_all(store);
    match found {
        Ok(faults) if faults.is_empty() => {
            assert!(read.is_ok(), "no fault was found, but it can't be read: {read:?}");
            true
        }
        Ok(faults) => {
            assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
            false
        }
        Err(_) => false,
    }
}

fn read_all(store: &Store) -> StoreResult<()> {
    let states = store.states()?;
    for item in states.keys() {
        store.history(item)?;
    }
    let mut events = Vec::new();
    store.each_event(|event| {
        events.push(event);
        Ok::<(), StoreError>(())
    })?;
    for event in events.iter().take(3) {
        store.event(event.id)?;
    }
    store.day_sums()?;
    store.study_hours()?;
    store.deck_sums()?;
    store.exams()?;
    store.model()?;
    store.due_by_day(Day::from_number(i32::MAX))?;
    store.latest_actions(5)?;
    store.items_later_than(0)?;
    store.contents().map(|_| ())
}

/// An act that is written and stays.
fn answer(store: &Store, path: &Path) -> StoreResult<()> {
    let before = store.faults()?;
    let item = "one/a".parse().expect("the name of an item");
    let moment = Moment { at_ms: 1_800_000_000_000, offset_minutes: 0, day: first_day() + 800 };
    let act = EventKind::Act(Act::Flag { note: None });
    let appended = store.append(&[EventDraft { moment, item: Some(item), what: act }])?;
    store.checkpoint()?;
    if before.is_empty() {
        let read = Store::open_to_read(path)?.expect("the file is there");
        assert_eq!(read.faults()?, [], "a fault comes with the first event");
        assert_eq!(read.event(appended.events[0].id)?.as_ref(), appended.events.first(), "what was written is gone");
    }
    Ok(())
}
