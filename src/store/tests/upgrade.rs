//! Stores of older versions are upgraded without losing anything.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::{acted, answered, item, moment, place};
use crate::schedule::{Act, EventDraft, EventKind, Rating};
use crate::store::migrate::{self, MIGRATIONS, Migration};
use crate::store::tests::law::{events, views};
use crate::store::{Store, StoreError, Upgrade, create, upgrade};

/// A closed store with some of everything, in the present format.
pub(super) fn varied(path: &Path) {
    let store = Store::open(path, "1").unwrap();
    store
        .append(&["d/a", "d/b#c1", "d/c", "e-f/a", "é/a"].map(|name| answered(name, moment(0, 0), Rating::Good, 2)))
        .unwrap();
    let failed = store.append(&[answered("d/a", moment(2, 0), Rating::Again, 3)]).unwrap().events[0].id;
    let acts = [
        acted("d/a", moment(2, 9), Act::Retract { target: failed }),
        acted("d/b#c1", moment(2, 9), Act::Suspend),
        acted("d/c", moment(2, 9), Act::Bury),
        acted("d/new", moment(2, 9), Act::Flag { note: Some("a typo".to_owned()) }),
        acted("g/a", moment(2, 9), Act::Carry { from: item("d/a") }),
        EventDraft { moment: moment(2, 9), item: None, what: EventKind::Act(Act::Exam { body: "{}".to_owned() }) },
    ];
    store.append(&acts).unwrap();
    store.remember_prompts(&[(item("d/a"), "Why?", 0)]).unwrap();
}

/// The same in format 1, as the first release wrote it.
pub(super) fn of_format_1(path: &Path) {
    let (_folder, present) = place();
    varied(&present);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut db = Connection::open(path).unwrap();
    db.pragma_update(None, "application_id", create::APPLICATION_ID).unwrap();
    migrate::migrate(&mut db, path, &MIGRATIONS[..1], &mut upgrade::nobody).unwrap();
    db.execute("attach ?1 as present", [present.to_str()]).unwrap();
    for table in ["meta", "writers", "items", "reviews", "acts", "carries"] {
        db.execute_batch(&format!("insert or ignore into {table} select * from present.{table}")).unwrap();
    }
    db.execute_batch(
        "insert into states select item, newest_id, attempts, suspended, buried_day, flagged, note, asked_day, stability, \
         difficulty, due_day, introduced_day, last_day, last_at_ms, last_id, last_rating, revision, reviews, lapses \
         from present.states; \
         insert into day_sums select day, reviews, reviews, introduced, ms, young, young_kept, mature, mature_kept \
         from present.day_sums; \
         detach present; pragma journal_mode = wal",
    )
    .unwrap();
}

fn format(path: &Path) -> u32 {
    migrate::version(&Connection::open(path).unwrap()).unwrap()
}

#[test]
fn the_store_of_the_first_release_is_brought_up_to_date() {
    let ((_folder, path), (_other_folder, present)) = (place(), place());
    of_format_1(&path);
    varied(&present);
    assert_eq!(format(&path), 1);
    let read = Store::open_to_read(&path).unwrap().unwrap();
    assert_eq!(format(&path), 1, "what only reads does not migrate");
    let store = Store::open(&path, "2").unwrap();
    assert_eq!((format(&path), format(&migrate::copy_path(&path, 1))), (migrate::last_of(MIGRATIONS), 1));

    assert_eq!(views(&read), views(&store));
    assert_eq!(events(&store).unwrap().len(), 12);
    let (mut migrated, expected) = (views(&store), views(&Store::open(&present, "1").unwrap()));
    // The ids of events differ from run to run.
    for (item, state) in &mut migrated.states {
        if let (Some(seen), Some(expected)) = (&mut state.seen, expected.states[item].seen) {
            seen.last_id = expected.last_id;
        }
    }
    assert_eq!(migrated, expected);
    assert_eq!(store.prompts_of_deck("d").unwrap().len(), 1);

    let before = views(&store);
    store.rebuild_views().unwrap();
    assert_eq!(views(&store), before, "as if made anew from the log");
}

/// What the program of format 4 has written: a week of reviews was imported between days of study, one of them taken
/// back.
const FORMAT_4: &[u8] = include_bytes!("../../../tests/data/stores/format-4.db");

/// Before, imported reviews counted for memory alone.
#[test]
fn imported_reviews_in_a_store_of_format_4_count_from_now_on() {
    let (_folder, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, FORMAT_4).unwrap();
    let old = Connection::open(&path).unwrap();
    let sums = "select group_concat(scheduled || ' ' || introduced || ' ' || ms, ', ') from day_sums";
    let before: String = old.query_row(sums, [], |row| row.get(0)).unwrap();
    assert_eq!(before, "2 2 0, 0 0 0, 0 0 0, 0 0 0, 0 0 0, 0 0 0, 0 0 0, 0 0 0, 1 1 0, 1 0 0");
    drop(old);

    let read = views(&Store::open_to_read(&path).unwrap().unwrap());
    let mut rebuilt = false;
    let mut tell = |upgrade: Upgrade<'_>| rebuilt |= matches!(upgrade, Upgrade::Rebuilding { all: 3, .. });
    let store = Store::open_telling(&path, "2", &mut tell).unwrap();
    let upgraded = views(&store);
    assert!(rebuilt);
    assert_eq!(read, upgraded, "what only reads shows the same");
    assert_eq!(store.faults().unwrap(), []);
    let days = store.day_sums().unwrap();
    let after = days.values().map(|day| format!("{} {} {}", day.reviews, day.introduced, day.ms));
    let expected = "2 2 0, 1 0 6000, 1 0 7000, 1 1 9000, 2 0 124000, 1 0 5000, 1 0 8000, 1 0 3000, 1 0 0, 1 0 0";
    assert_eq!(after.collect::<Vec<_>>().join(", "), expected);
    assert_eq!(store.study_hours().unwrap().len(), 10);
    store.rebuild_views().unwrap();
    assert_eq!(views(&store), upgraded, "as if made anew from the log");
}

#[test]
fn a_migration_that_fails_leaves_all_as_it_was() {
    let (_folder, path) = place();
    of_format_1(&path);
    let broken = Migration { sql: "create table moods (id) strict", then: |_| Ok(()) };
    let mut db = Connection::open(&path).unwrap();
    let mut migrate = |steps: &[Migration]| migrate::migrate(&mut db, &path, steps, &mut upgrade::nobody).unwrap_err();
    migrate(&[MIGRATIONS, &[broken]].concat());
    let unfinished = Migration { then: |_| Err(rusqlite::Error::InvalidQuery), ..MIGRATIONS[1] };
    let refused = migrate(&[MIGRATIONS[0], unfinished]);
    assert_eq!(refused.to_string(), StoreError::sqlite(&path, rusqlite::Error::InvalidQuery).to_string());
    assert_eq!(migrate::version(&db).unwrap(), 1);
    drop(db);
    assert_eq!(events(&Store::open(&path, "1").unwrap()).unwrap().len(), 12);
}

#[test]
fn what_is_done_to_an_older_store_is_told_and_nothing_of_a_present_one() {
    let (_folder, path) = place();
    of_format_1(&path);
    let copy = migrate::copy_path(&path, 1);
    let mut told = Vec::new();
    let mut tell = |upgrade: Upgrade<'_>| {
        told.push(match upgrade {
            Upgrade::Copying { from: 1, to: 5, copy: place, done, all } if place == copy => {
                if done == all {
                    "copied"
                } else {
                    "copying"
                }
            }
            Upgrade::Migrating { from: 1, to: 5 } => "migrating",
            Upgrade::Rebuilding { done: 0, all: 7 } => "rebuilding",
            other => panic!("{other:?}"),
        });
    };
    drop(Store::open_telling(&path, "1", &mut tell).unwrap());
    drop(Store::open_telling(&path, "1", &mut tell).unwrap());
    Connection::open(&path).unwrap().execute_batch("update meta set value = 0 where key = 'views'").unwrap();
    drop(Store::open_telling(&path, "1", &mut tell).unwrap());
    told.dedup();
    assert_eq!(told, ["copied", "migrating", "rebuilding"]);
}
