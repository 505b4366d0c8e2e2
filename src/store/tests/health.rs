//! What an examination finds, and that it changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::upgrade::{of_format_1, varied};
use super::{answered, moment, place};
use crate::schedule::Rating;
use crate::store::health::{Examined, LeftoverKind, LogState, leftovers};
use crate::store::{Store, StoreError, files};

fn examined(path: &Path) -> Examined {
    Examined::of(path).unwrap().expect("a store")
}

/// The bytes and times of all files of a store's folder.
fn folder(path: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let entries = fs::read_dir(files::folder(path)).unwrap().map(Result::unwrap);
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().modified().unwrap()))
    };
    entries.map(file).collect()
}

/// A changed copy of a sound store, without its log.
fn changed(sql: &str) -> Examined {
    let (_folder, path) = place();
    varied(&path);
    let db = Connection::open(&path).unwrap();
    db.execute_batch(&format!("pragma foreign_keys = off; {sql}; pragma journal_mode = delete")).unwrap();
    drop(db);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("pragma journal_mode = wal").unwrap();
    drop(db);
    examined(&path)
}

#[test]
fn a_sound_store_is_looked_at_and_left() {
    let (_folder, path) = place();
    assert!(Examined::of(&path).unwrap().is_none());
    assert!(!files::folder(&path).exists());
    varied(&path);
    let before = folder(&path);
    let found = examined(&path);
    assert_eq!((found.format, found.log, found.lacks_log), (Examined::present_format(), LogState::Empty, false));
    assert!(found.faults.is_empty() && found.schema.is_empty() && found.impossible.is_empty() && !found.is_damaged());
    assert_eq!(found.store.as_ref().unwrap().contents().unwrap().answers, 5);
    drop(found);
    assert_eq!(folder(&path), before);
}

#[test]
fn an_older_store_is_not_upgraded() {
    let (_folder, path) = place();
    of_format_1(&path);
    let before = folder(&path);
    let found = examined(&path);
    assert_eq!((found.format, found.schema.as_slice(), found.is_damaged()), (1, &[][..], false));
    assert_eq!(found.store.as_ref().unwrap().contents().unwrap().answers, 5);
    drop(found);
    assert_eq!(folder(&path), before);
}

#[test]
fn a_log_that_was_left_counts_and_is_not_touched() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    // As a kill leaves them.
    let (_left, left) = place();
    fs::create_dir_all(files::folder(&left)).unwrap();
    for ending in ["", "-wal"] {
        fs::copy(files::with_ending(&path, ending), files::with_ending(&left, ending)).unwrap();
    }
    let before = folder(&left);
    let found = examined(&left);
    assert_eq!((found.log, found.is_damaged()), (LogState::Left, false));
    assert_eq!(found.store.as_ref().unwrap().contents().unwrap().answers, 1);
    drop(found);
    assert_eq!(folder(&left), before);
    // The log of another state of the file.
    drop(store);
    let (_other, other) = place();
    varied(&other);
    fs::copy(files::with_ending(&left, "-wal"), files::with_ending(&other, "-wal")).unwrap();
    let found = examined(&other);
    let answers = found.store.as_ref().map(|store| store.contents().unwrap().answers);
    assert_eq!((found.log, found.is_damaged(), answers), (LogState::Stray, false, Some(5)));
}

#[test]
fn what_a_store_lacks_or_has_too_much_is_named() {
    let told = |sql: &str| changed(sql).schema.iter().map(|fault| format!("{fault:?}")).collect::<Vec<_>>();
    assert_eq!(told("drop index states_by_last_day"), ["Missing(\"index states_by_last_day\")"]);
    assert_eq!(told("drop trigger acts_are_not_removed"), ["Missing(\"trigger acts_are_not_removed\")"]);
    assert_eq!(told("alter table due_days add column x integer"), ["Changed(\"table due_days\")"]);
    assert_eq!(told("create table mine (x)"), ["Added(\"table mine\")"]);
    assert_eq!(told("analyze"), [""; 0], "what SQLite keeps for itself");
}

#[test]
fn each_impossible_value_is_found_while_it_counts() {
    let copy = |at: &str, id: &str, day: &str, due: &str, rating: &str| {
        format!(
            "insert into reviews select item, {at}, {id}, writer, offset_minutes, {day}, {due}, purpose, verdict, \
             suggested, {rating}, hints, revision, ms, answer from reviews where item = (select id from items where \
             name = 'd/c') limit 1"
        )
    };
    let id = "x'0193594e6b00700080000000000000ff'";
    for (sql, why, is_readable) in [
        (copy("at_ms + 9", id, "day", "day - 1", "rating"), "it is due before its day", true),
        (copy("-1", id, "day", "due_day", "rating"), "its moment is not between 1970 and 9999", true),
        (copy("at_ms + 9", id, "-1", "due_day", "rating"), "its day is not between 1970 and 9999", true),
        (copy("at_ms + 9", "x'00'", "day", "due_day", "rating"), "its id is not a UUID", false),
        (copy("at_ms + 9", id, "day", "due_day", "7"), "its rating is none of the four", false),
        ("update items set name = 'no name' where name = 'd/c'".to_owned(), "", false),
    ] {
        let found = changed(&sql);
        let [event] = found.impossible.as_slice() else { panic!("{sql}: {:?}", found.impossible) };
        assert!(event.why.contains(why) && event.is_readable == is_readable, "{sql}: {event:?}");
        assert_eq!(found.is_damaged(), !is_readable, "{sql}");
        let retract = format!(
            "{sql}; insert into acts (item, at_ms, id, writer, offset_minutes, day, kind, target) select item, abs(at_ms), \
             randomblob(16), writer, 0, abs(day), 'retract', id from reviews where id = {id}"
        );
        assert!(!is_readable || changed(&retract).impossible.is_empty(), "{sql}");
    }
}

#[test]
fn damage_is_found_whatever_it_is_and_other_files_are_refused() {
    let (_folder, path) = place();
    varied(&path);
    let whole = fs::read(&path).unwrap();
    for damaged in [
        &whole[..whole.len() / 2],
        &[],
        b"not a database at all",
        &[&whole[..4096], &[0; 8192], &whole[12288..]].concat(),
    ] {
        fs::write(&path, damaged).unwrap();
        let before = folder(&path);
        assert!(examined(&path).is_damaged());
        assert_eq!(folder(&path), before);
    }
    fs::write(&path, [&whole[..68], b"else", &whole[72..]].concat()).unwrap();
    assert!(matches!(Examined::of(&path), Err(StoreError::Foreign { .. })));
}

#[test]
fn what_lies_beside_a_store_is_told_apart() {
    let (_folder, path) = place();
    varied(&path);
    let backups = files::with_ending(&path, ".backups");
    fs::create_dir(&backups).unwrap();
    fs::create_dir(files::with_ending(&path, ".new-b")).unwrap();
    fs::write(files::with_ending(&path, ".new-b/progress.db"), "1234").unwrap();
    for name in [".new-a", ".aside-20261124-190000", ".aside-20261124-190000-wal", ".format-3", ".stamp", "x"] {
        fs::write(files::with_ending(&path, name), "123").unwrap();
    }
    fs::write(backups.join("oss-quiz-2026-11-24-4f1c2a.db.new-x"), "12").unwrap();
    fs::write(backups.join("oss-quiz-2026-11-24-4f1c2a.db"), "12").unwrap();
    let made = fs::metadata(files::with_ending(&path, ".new-a")).unwrap().modified().unwrap();
    let hours = |hours: u64| {
        let now = made + std::time::Duration::from_hours(hours);
        let found = leftovers(&path, &backups, &[], now).unwrap();
        found.into_iter().map(|found| (found.kind, found.size)).collect::<Vec<_>>()
    };
    let kinds = |is_old| {
        let draft = LeftoverKind::Draft { is_old };
        [
            (LeftoverKind::Aside, 3),
            (LeftoverKind::Aside, 3),
            (draft, 2),
            (LeftoverKind::BeforeUpgrade, 3),
            (draft, 3),
            (draft, 4),
        ]
    };
    assert_eq!((hours(1), hours(25)), (kinds(false).to_vec(), kinds(true).to_vec()));
}
