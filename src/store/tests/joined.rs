//! The log joined with a catalogue: only what the wanted decks have is due or new.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::reads::plan;
use super::{acted, answered, day, item, moment, place};
use crate::schedule::{Act, Rating};
use crate::store::joined::{IS_WANTED, NEW_OF_FILE};
use crate::store::{Store, views};

/// A catalogue of decks `d` (items a, b, c) and `e` (items a, b), as far as it is joined with.
fn catalogue(folder: &Path) -> PathBuf {
    let path = folder.join("a catalogue #1?.db");
    let db = Connection::open(&path).unwrap();
    db.execute_batch(
        "pragma application_id = 7;
         create table decks (file integer primary key, id text not null);
         create table items (name text not null, file integer not null, place integer not null,
             primary key (name, file)) without rowid;
         create index items_by_place on items (file, place);
         insert into decks values (1, 'd'), (2, 'e');
         insert into items values ('d/a', 1, 0), ('d/b', 1, 1), ('d/c', 1, 2), ('e/a', 2, 0), ('e/b', 2, 1);",
    )
    .unwrap();
    path
}

fn names(due: &[(crate::deck::ItemId, crate::schedule::ItemState)]) -> Vec<&str> {
    due.iter().map(|(item, _)| item.as_str()).collect()
}

#[test]
fn only_items_of_wanted_decks_are_due_or_new() {
    let (folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let catalogue = catalogue(folder.path());
    let joined = |wanted: &[(i64, &'static str)], test: &dyn Fn()| {
        let run = || store.want(wanted.iter().copied()).map(|()| test());
        store.with_catalogue((&catalogue, 7), run).unwrap();
    };
    let due = [("d/a", 1), ("d/gone", 1), ("e/a", 3), ("f/a", 1), ("d/b", 5)];
    for (nth, (name, due)) in (0..).zip(due) {
        store.append(&[answered(name, moment(0, nth), Rating::Good, due)]).unwrap();
    }
    joined(&[(1, "d"), (2, "e")], &|| {
        assert_eq!(names(&store.due_of_wanted(day(4), 9).unwrap()), ["d/a", "e/a"]);
        assert_eq!(names(&store.due_of_wanted(day(4), 1).unwrap()), ["d/a"]);
        assert_eq!(store.new_of_file(1, 0, 9).unwrap(), (vec![item("d/c")], 3));
        assert_eq!(store.new_of_file(1, 3, 9).unwrap(), (Vec::new(), 3));
        let days = store.due_days_of_wanted(day(1), day(4)).unwrap();
        assert_eq!(days.into_iter().collect::<Vec<_>>(), [(day(1), 1), (day(3), 1)]);
        assert_eq!(store.due_of_wanted_after(day(3)).unwrap(), Some(day(5)));
        assert_eq!(store.due_of_wanted_after(day(5)).unwrap(), None);
        assert_eq!(
            ["d/a", "d/gone", "e/b", "f/a"].map(|name| store.is_wanted(&item(name)).unwrap()),
            [true, false, true, false]
        );
    });
    joined(&[(2, "e")], &|| assert_eq!(names(&store.due_of_wanted(day(9), 9).unwrap()), ["e/a"]));
    store.append(&[acted("e/a", moment(0, 9), Act::Suspend)]).unwrap();
    joined(&[(2, "e")], &|| assert_eq!(store.due_of_wanted(day(9), 9).unwrap(), []));
}

#[test]
fn a_deck_that_another_process_read_anew_is_missed() {
    let (folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let catalogue = catalogue(folder.path());
    let has_all = |wanted: &[(i64, &'static str)]| {
        store
            .with_catalogue((&catalogue, 7), || {
                store.want(wanted.iter().copied()).and_then(|()| store.has_all_wanted())
            })
            .unwrap()
    };
    let both = [(1, "d"), (2, "e")];
    assert!(has_all(&both));
    let db = Connection::open(&catalogue).unwrap();
    db.execute("update decks set id = 'other' where file = 2", []).unwrap();
    assert!(!has_all(&both));
    db.execute_batch("update decks set id = 'e' where file = 2; delete from decks where file = 1").unwrap();
    assert!(!has_all(&both) && has_all(&both[1..]));
}

#[test]
fn a_catalogue_is_only_read_and_delays_no_answer() {
    let (folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let catalogue = catalogue(folder.path());
    let write = || Ok(store.db.execute("delete from catalogue.items", []).is_err());
    assert!(store.with_catalogue((&catalogue, 7), write).unwrap());
    // Another process fills it.
    let other = Connection::open(&catalogue).unwrap();
    other.execute_batch("begin exclusive").unwrap();
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 1)]).unwrap();
    assert!(store.with_catalogue((&folder.path().join("none.db"), 7), || Ok(())).is_err());
    assert!(store.due_of_wanted(day(9), 9).is_err());
    other.execute_batch("rollback").unwrap();
    assert!(store.with_catalogue((&catalogue, 7), || Ok(())).is_ok());
    assert!(store.with_catalogue((&catalogue, 8), || Ok(())).is_err(), "it is another one");
    let within = store.at_once(|| store.with_catalogue((&catalogue, 7), || Ok(())));
    assert!(within.is_err() && store.with_catalogue((&catalogue, 7), || Ok(())).is_ok());
}

#[test]
fn what_is_due_and_new_is_found_by_indexes() {
    let (folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let catalogue = catalogue(folder.path());
    let due = format!("{} where asked_day <= 1 and {IS_WANTED} order by asked_day, name limit 9", views::STATES);
    let plans = || Ok([plan(&store, &due), plan(&store, NEW_OF_FILE)]);
    let [due, new] = store.with_catalogue((&catalogue, 7), plans).unwrap();
    assert_eq!(
        due,
        [
            "SEARCH states USING INDEX states_by_asked_day (asked_day<?)",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH catalogue.items USING PRIMARY KEY (name=?)",
            "SEARCH temp.wanted USING INTEGER PRIMARY KEY (rowid=?)",
        ]
    );
    assert_eq!(
        new,
        [
            "SEARCH item USING COVERING INDEX items_by_place (file=? AND place>?)",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH main.states USING PRIMARY KEY (name=?)",
        ]
    );
}
