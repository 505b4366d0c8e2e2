//! Files that are refused: the messages, and that they stay untouched.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::{answered, item, moment, place};
use crate::schedule::{EventKind, Rating};
use crate::store::{Store, StoreError, create, files, left_file, open, views};

/// A store with one answer, closed.
fn one_answer(path: &Path) {
    let store = Store::open(path, "1").unwrap();
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
}

/// The error of opening a store, with `{path}` for its path. All ways of opening give the same, and leave the file as
/// it is.
fn refusal(path: &Path) -> String {
    let before = fs::read(path).unwrap();
    let said = |error: StoreError| error.to_string().replace(&path.display().to_string(), "{path}");
    let refused = said(Store::open(path, "1").unwrap_err());
    assert_eq!(said(Store::open_existing(path, "1").unwrap_err()), refused);
    assert_eq!(said(Store::open_to_read(path).unwrap_err()), refused);
    assert!(fs::read(path).unwrap() == before, "the file was changed");
    refused
}

#[test]
fn sqlite_has_no_bug_that_damages_its_log() {
    // https://www.sqlite.org/wal.html#walresetbug
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[test]
fn a_store_is_durable_and_waits_for_others() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let pragma = |name: &str| -> String {
        let value = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
        match store.db.pragma_query_value(None, name, value).unwrap() {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{other:?}"),
        }
    };
    let expected = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("busy_timeout", "5000"),
        ("foreign_keys", "1"),
        ("wal_autocheckpoint", "0"),
        ("locking_mode", "normal"),
        ("user_version", "5"),
        ("application_id", "1869837169"),
    ];
    assert_eq!(expected.map(|(name, _)| (name, pragma(name))), expected.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn a_large_log_is_written_back_and_cut_off() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let length = || fs::metadata(files::log_path(&path)).unwrap().len();
    let append = |store: &Store, at: i32| {
        let mut draft = answered("d/a", moment(at, 0), Rating::Good, at + 1);
        if let EventKind::Review(review) = &mut draft.what {
            review.answer = Some("x".repeat(1_000_000));
        }
        store.append(&[draft]).unwrap();
    };
    append(&store, 0);
    store.checkpoint_now_and_then().unwrap();
    assert!(length() > 1_000_000);
    (1..17).for_each(|at| append(&store, at));
    // Another process may read as long as it likes; we don't wait for it.
    let other = Connection::open(&path).unwrap();
    let tx = other.unchecked_transaction().unwrap();
    let events = |db: &Connection| db.query_row("select count(*) from reviews", [], |r| r.get::<_, i64>(0));
    assert_eq!(events(&tx).unwrap(), 17);
    store.checkpoint_now_and_then().unwrap();
    assert!(length() > 16_000_000);
    assert_eq!(events(&tx).unwrap(), 17);
    tx.commit().unwrap();
    store.checkpoint_now_and_then().unwrap();
    assert_eq!(length(), 0);
    append(&store, 17);
    assert_eq!(events(&other).unwrap(), 18);
    let patience: i64 = store.db.pragma_query_value(None, "busy_timeout", |row| row.get(0)).unwrap();
    assert_eq!(patience, 5_000);
}

#[test]
fn a_log_is_written_over_and_does_not_grow() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let length = || fs::metadata(files::log_path(&path)).unwrap().len();
    let mut lengths = Vec::new();
    for at in 0..200 {
        store.append(&[answered("d/a", moment(at, 0), Rating::Good, at + 1)]).unwrap();
        store.checkpoint_now_and_then().unwrap();
        lengths.push(length());
    }
    // A grown store has more pages.
    assert!(lengths[15] > lengths[0] && lengths[199] < 2 * lengths[15], "{lengths:?}");
    let kept: i64 = store.db.query_row("select count(*) from reviews", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 200);
}

#[cfg(unix)]
#[test]
fn a_new_store_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    let _store = Store::open(&path, "1").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert_eq!(mode(&files::log_path(&path)), 0o600);
}

#[test]
fn what_only_reads_makes_nothing() {
    let (folder, path) = place();
    assert!(Store::open_existing(&path, "1").unwrap().is_none());
    assert!(Store::open_to_read(&path).unwrap().is_none());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn an_empty_file_is_a_loss_and_not_a_new_store() {
    let (_folder, path) = place();
    one_answer(&path);
    fs::write(&path, "").unwrap();
    assert_eq!(refusal(&path), "`{path}` is empty, so what it held is lost");
}

#[test]
fn what_is_no_database_is_damaged() {
    let (_folder, path) = place();
    one_answer(&path);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, "{\"cards\": []}").unwrap();
    assert_eq!(refusal(&path), "`{path}` is damaged: it is not a database");
    fs::write(&path, &whole[..50]).unwrap();
    assert_eq!(refusal(&path), "`{path}` is damaged: it ends after its first bytes");
    fs::write(&path, &whole[..6_000]).unwrap();
    assert_eq!(refusal(&path), "`{path}` is damaged: its pages are inconsistent");
}

#[test]
fn values_that_make_no_sense_are_damage() {
    let (_folder, path) = place();
    one_answer(&path);
    Connection::open(&path).unwrap().execute_batch("update states set last_rating = 9").unwrap();
    let store = Store::open(&path, "1").unwrap();
    let said = store.states().unwrap_err().to_string();
    assert!(said.starts_with(&format!("`{}` is damaged: ", path.display())), "{said}");
}

#[test]
fn another_programs_database_is_left_alone() {
    let (_folder, path) = place();
    fs::create_dir(path.parent().unwrap()).unwrap();
    Connection::open(&path).unwrap().execute_batch("create table cards (id)").unwrap();
    assert_eq!(refusal(&path), "`{path}` is a database, but not one from oss-quiz");
}

#[test]
fn a_newer_programs_store_is_left_alone() {
    let (_folder, path) = place();
    one_answer(&path);
    Connection::open(&path).unwrap().execute_batch("pragma user_version = 7").unwrap();
    assert_eq!(refusal(&path), "`{path}` comes from a newer oss-quiz: its format is 7, this program knows up to 5");
    let beside = || fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let others: Vec<_> = beside().filter(|beside| *beside != path && *beside != left_file::note(&path)).collect();
    assert!(others.is_empty(), "something was put beside it: {others:?}");
}

#[test]
fn views_of_an_earlier_replay_are_made_anew() {
    let (_folder, path) = place();
    one_answer(&path);
    let db = Connection::open(&path).unwrap();
    let older = views::REPLAY - 1;
    db.execute_batch(&format!("update meta set value = {older} where key = 'views'; delete from states")).unwrap();
    assert_eq!(Store::open(&path, "1").unwrap().states().unwrap().len(), 1);
}

#[test]
fn what_another_process_holds_is_waited_for_and_then_said() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    store.db.busy_timeout(Duration::from_millis(1)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let refused = store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap_err();
    let expected = format!("`{}` has been locked by another program for over 5 seconds", path.display());
    assert_eq!(refused.to_string(), expected);
    // Reading still works.
    assert!(store.states().unwrap().is_empty());
    other.execute_batch("commit").unwrap();
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
}

#[test]
fn a_full_disk_loses_nothing_that_was_written() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    store.db.execute_batch("pragma max_page_count = 40").unwrap();
    let mut written = 0;
    let refused = loop {
        match store.append(&[answered(&format!("d/{written}"), moment(0, 0), Rating::Good, 2)]) {
            Ok(_) => written += 1,
            Err(refused) => break refused,
        }
    };
    assert_eq!(refused.to_string(), format!("the disk that holds `{}` is full", path.display()));
    assert!(written > 50);
    drop(store);
    let store = Store::open(&path, "1").unwrap();
    assert_eq!(store.states().unwrap().len(), written);
    store.append(&[answered("d/next", moment(0, 0), Rating::Good, 2)]).unwrap();
}

#[test]
fn a_copy_that_is_opened_to_read_is_never_written() {
    let (_folder, path) = place();
    one_answer(&path);
    let store = Store::open_to_read(&path).unwrap().unwrap();
    assert_eq!(store.states().unwrap().len(), 1);
    let refused = store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap_err();
    assert_eq!(refused.to_string(), format!("`{}` can't be written", path.display()));
}

/// Needs an ordinary user: the superuser may write anywhere.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    one_answer(&path);
    let folder = path.parent().unwrap();
    let allow = |mode| fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o500);
    let refused = Store::open(&path, "1").map(|_| ());
    let read = Store::open_to_read(&path).unwrap().unwrap().states().unwrap().len();
    allow(0o700);
    assert_eq!(read, 1);
    if let Err(refused) = refused {
        assert_eq!(refused.to_string(), format!("`{}` can't be written", path.display()));
    }
}

#[test]
fn a_path_with_signs_that_mean_something_to_sqlite_is_read_without_a_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a?b#c%20d.db");
    one_answer(&path);
    let uri = open::immutable(&path);
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(uri, flags).unwrap();
    assert_eq!(db.query_row("select count(*) from reviews", [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn a_store_is_made_whole_or_not_at_all() {
    let (folder, path) = place();
    fs::write(folder.path().join("data"), "no folder").unwrap();
    let refused = Store::open(&path, "1").unwrap_err();
    assert!(matches!(refused, StoreError::File { .. }), "{refused}");
    let second = folder.path().join("second.db");
    create::create(&second, None).unwrap();
    create::create(&second, None).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");
}

#[test]
fn the_log_is_only_added_to() {
    let (_folder, path) = place();
    one_answer(&path);
    let db = Connection::open(&path).unwrap();
    for sql in ["update reviews set rating = 4", "delete from reviews"] {
        assert_eq!(db.execute_batch(sql).unwrap_err().to_string(), "the log is only added to");
    }
    let store = Store::open(&path, "1").unwrap();
    let target = store.history(&item("d/a")).unwrap()[0].id;
    store.append(&[super::acted("d/a", moment(0, 0), crate::schedule::Act::Retract { target })]).unwrap();
    for sql in ["update acts set kind = 'flag'", "delete from acts"] {
        assert_eq!(db.execute_batch(sql).unwrap_err().to_string(), "the log is only added to");
    }
}

/// Needs an ordinary user: the superuser may read anything.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_said_to_be_forbidden() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    one_answer(&path);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if let Err(refused) = Store::open(&path, "1") {
        assert_eq!(refused.to_string(), format!("no permission to open `{}`", path.display()));
    }
}

#[test]
fn every_refusal_says_what_is_wrong_and_what_to_do() {
    let path = || Path::new("p.db").to_owned();
    let full = || StoreError::Full { path: path() };
    let other = StoreError::sqlite(&path(), rusqlite::Error::InvalidQuery);
    for (error, what) in [
        (
            StoreError::Locked { path: path(), seconds: 5 },
            "`p.db` has been locked by another program for over 5 seconds",
        ),
        (full(), "the disk that holds `p.db` is full"),
        (StoreError::ReadOnly { path: path() }, "`p.db` can't be written"),
        (StoreError::Denied { path: path() }, "no permission to open `p.db`"),
        (StoreError::gone(&path()), "`p.db` could not be opened: entity not found"),
        (other, "`p.db` failed: Query is not read-only"),
        (
            StoreError::Backup { path: path(), source: Box::new(full()) },
            "`p.db` comes from an older oss-quiz and could not be backed up before the upgrade",
        ),
    ] {
        assert_eq!(error.to_string(), what);
        assert!(!error.help().ends_with('.') && error.help().starts_with(char::is_lowercase), "{}", error.help());
    }
}
