//! A check finds what is wrong with a store, and nothing in a sound one.

use std::fs;
use std::path::Path;

use super::upgrade::varied;
use super::{answered, moment, place};
use crate::schedule::Rating;
use crate::store::Store;
use crate::store::verify::StoreFault;

/// What a check says after a change of the database. What is of views is then mended.
fn faults_after(sql: &str) -> Vec<String> {
    let (_folder, path) = place();
    varied(&path);
    let store = Store::open(&path, "1").unwrap();
    let sound = store.states().unwrap();
    store.db.execute_batch(&format!("pragma foreign_keys = off; pragma ignore_check_constraints = on; {sql}")).unwrap();
    let faults = store.faults().unwrap();
    if faults.iter().all(StoreFault::is_of_views) {
        store.rebuild_views().unwrap();
        assert_eq!((store.faults().unwrap(), store.states().unwrap()), (vec![], sound), "{sql}");
    }
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_store_has_no_fault() {
    assert_eq!(faults_after(""), [""; 0]);
    let store = Store::in_memory().unwrap();
    assert_eq!(store.faults().unwrap(), []);
    let answers: Vec<_> =
        (0..50).map(|n| answered(&format!("d/{}", n % 7), moment(n, 0), Rating::Good, n + 1)).collect();
    store.append(&answers).unwrap();
    assert_eq!(store.faults().unwrap(), []);
}

#[test]
fn each_view_is_compared_with_the_log() {
    for (sql, fault) in [
        (
            "update states set stability = stability * 1.01 where name = 'd/a'",
            "items whose state differs from the log: 1",
        ),
        ("update states set asked_day = 3 where name = 'd/a'", "items whose state differs from the log: 1"),
        ("update states set newest_id = last_id where name = 'd/b#c1'", "items whose state differs from the log: 1"),
        ("update states set note = 'another'", "items whose state differs from the log: 1"),
        ("delete from states where name = 'd/c'", "items whose state differs from the log: 1"),
        ("update states set name = 'd/none' where name = 'd/c'", "items whose state differs from the log: 2"),
        ("delete from carries", "items whose state differs from the log: 1"),
        ("update day_sums set ms = ms + 1", "sums of days that differ from the log"),
        ("delete from day_hours", "hours of study that differ from the log"),
        ("update due_days set items = 9", "items due by day that differ from the log"),
        ("update decks set names = 9 where deck = 'd'", "sums of decks that differ from the log"),
        ("delete from items where name = 'd/c'", "rows of `acts` that refer to nothing: 1"),
    ] {
        let faults = faults_after(sql);
        assert!(faults.iter().any(|found| found == fault), "{sql}: {faults:?}");
    }
}

#[test]
fn the_last_digits_of_a_memory_and_views_of_an_earlier_replay_are_no_fault() {
    assert_eq!(faults_after("update states set stability = stability * 1.0001"), [""; 0]);
    assert_eq!(faults_after("update meta set value = 0 where key = 'views'; delete from states"), [""; 0]);
}

/// Makes an index as if it were of other rows.
fn faults_of_index(name: &str, is: &str, as_if: &str, before: &str) -> Vec<String> {
    let change = |sql: &str| {
        format!(
            "pragma writable_schema = on; update sqlite_schema set sql = 'create index {name} on states {sql}' \
             where name = '{name}'; pragma writable_schema = reset;"
        )
    };
    faults_after(&format!("{before} {} reindex {name}; {}", change(as_if), change(is)))
}

#[test]
fn an_index_that_lacks_rows_is_found_and_mended() {
    let faults = faults_of_index("states_by_last_day", "(last_day)", "(last_day) where last_day < 0", "");
    assert!(faults.len() > 1 && faults.iter().all(|fault| fault.contains("states_by_last_day")), "{faults:?}");
}

#[test]
fn an_index_that_has_rows_of_others_is_found_and_mended() {
    let is = "(buried_day, asked_day) where buried_day is not null";
    let as_if = "(last_day, asked_day) where last_day is not null";
    let faults = faults_of_index("states_by_buried_day", is, as_if, "update states set buried_day = null;");
    assert!(faults.contains(&"wrong # of entries in index states_by_buried_day".to_owned()), "{faults:?}");
}

#[test]
fn a_damaged_page_is_a_fault_and_no_error() {
    let (_folder, path) = place();
    varied(&path);
    let store = Store::open(&path, "1").unwrap();
    let answers: Vec<_> = (0..500).map(|n| answered(&format!("d/{n}"), moment(0, n), Rating::Good, 2)).collect();
    store.append(&answers).unwrap();
    drop(store);
    let whole = fs::read(&path).unwrap();
    let broken = |page: usize, path: &Path| {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0);
        fs::write(path, bytes).unwrap();
    };
    let mut found = 0;
    for page in 1..whole.len() / 4096 {
        broken(page, &path);
        // Where it can't be opened at all, that says it.
        let Ok(Some(store)) = Store::open_to_read(&path) else { continue };
        assert!(!store.faults().unwrap().is_empty(), "page {page}");
        found += 1;
    }
    assert!(found > 10, "{found}");
}
