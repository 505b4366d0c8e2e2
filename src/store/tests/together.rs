//! Several appends in one transaction, and reviews with ids chosen by the caller.

use uuid::Uuid;

use super::law::events;
use super::{acted, answered, item, moment, place};
use crate::schedule::{Act, EventId, Rating};
use crate::store::{LAP, Store, StoreError, StoreResult};

/// An id without a time.
fn key(number: u8) -> EventId {
    EventId(uuid::Builder::from_random_bytes([number; 16]).into_uuid())
}

fn append(store: &Store, name: &str, key: Option<EventId>) -> StoreResult<EventId> {
    let written = store.append_as(&[answered(name, moment(0, 0), Rating::Good, 2)], key)?;
    Ok(written.events[0].id)
}

fn failure() -> StoreError {
    StoreError::gone("nowhere".as_ref())
}

#[test]
fn what_is_done_at_once_is_done_wholly_or_not_at_all() {
    let (_folder, path) = place();
    let (store, other) = (Store::open(&path, "1").unwrap(), Store::open(&path, "1").unwrap());
    let names = |store: &Store| {
        let mut names: Vec<String> = store.states().unwrap().keys().map(ToString::to_string).collect();
        names.sort();
        names
    };
    let failed: StoreResult<()> = store.at_once(|| {
        append(&store, "d/a", None)?;
        append(&store, "d/b", None)?;
        Err(failure())
    });
    assert!(failed.is_err());
    assert!(names(&store).is_empty() && events(&store).unwrap().is_empty());
    store
        .at_once(|| {
            append(&store, "d/a", None)?;
            // A failure within is rolled back alone.
            let failed = store.write(|tx| {
                store.append_within(tx, &[answered("d/c", moment(0, 0), Rating::Good, 2)], None)?;
                Err::<(), _>(rusqlite::Error::ExecuteReturnedResults)
            });
            assert!(failed.is_err());
            append(&store, "d/b", None)?;
            assert_eq!(names(&store), ["d/a", "d/b"]);
            assert!(names(&other).is_empty(), "nobody sees it before it is done");
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(names(&other), ["d/a", "d/b"]);
    assert_eq!(events(&store).unwrap().len(), 2);
}

#[test]
fn what_is_done_at_once_counts_as_one_thing_to_be_written_back() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    store.checkpoint().unwrap();
    for lap in 1..=LAP {
        store
            .at_once(|| {
                append(&store, "d/a", None)?;
                append(&store, "d/b", None)
            })
            .unwrap();
        assert_eq!(store.written.get(), lap);
    }
    assert!(store.at_once(|| Err::<(), _>(failure())).is_err());
    assert_eq!(store.written.get(), LAP);
    store.checkpoint_now_and_then().unwrap();
    assert_eq!(store.written.get(), 0);
}

#[test]
fn a_review_may_have_an_id_from_elsewhere_and_is_the_last_one_all_the_same() {
    let store = Store::in_memory().unwrap();
    let written =
        [Some(key(0xf0)), None, Some(key(1)), None, Some(key(2))].map(|key| append(&store, "d/a", key).unwrap());
    assert_eq!((written[0], written[2]), (key(0xf0), key(1)));
    let things = store.latest_actions(9).unwrap();
    let latest: Vec<EventId> = things.into_iter().flatten().map(|event| event.id).collect();
    assert_eq!(latest, written.iter().rev().copied().collect::<Vec<_>>());
    assert_eq!(store.state(&item("d/a")).unwrap().seen.unwrap().last_id, key(2));
}

#[test]
fn it_is_known_what_an_id_stands_for() {
    let store = Store::in_memory().unwrap();
    append(&store, "d/a", Some(key(1))).unwrap();
    let review = append(&store, "d/b#c1", None).unwrap();
    let mark = store.append(&[acted("d/a", moment(0, 0), Act::Bury)]).unwrap().events[0].id;
    let known = store.items_of(&[key(1), review, mark, key(9), EventId(Uuid::nil())]).unwrap();
    assert_eq!(known.len(), 3);
    assert_eq!((&known[&key(1)], &known[&review]), (&Some(item("d/a")), &Some(item("d/b#c1"))));
    assert_eq!(known[&mark], None);
    assert!(store.items_of(&[]).unwrap().is_empty());
}
