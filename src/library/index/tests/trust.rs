//! When a file is read again, and when it is not.

use std::fs::{self, File, FileTimes};
use std::time::Duration;

use super::*;
use crate::deck::Split;

#[test]
fn what_has_not_changed_is_not_read_again() {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("b.yaml", &deck("b")), ("s.source.yaml", "sections: []\n")]);
    assert_eq!(desk.agree(), 3);
    assert_eq!(desk.agree(), 0);
    desk.write("b.yaml", &deck("another"));
    assert_eq!(desk.agree(), 1);
    assert_eq!(desk.agree(), 0);
    // The same text under another date.
    desk.write("b.yaml", &deck("another"));
    assert_eq!((desk.agree(), desk.agree()), (1, 0));
}

#[test]
fn synonyms_that_changed_are_seen_at_once() {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("sub/b.yaml", &deck("b"))]);
    let seen = || {
        let (shelf, read) = desk.open();
        (shelf.synonyms("a").of("x").map(str::to_owned).collect::<Vec<_>>().concat(), read)
    };
    assert_eq!(seen(), (String::new(), 2));
    for (text, found) in [("[[x, y]]", "y"), ("[[x, z]]", "z"), ("[[v, w]]", "")] {
        desk.write("s.synonyms.yaml", &format!("synonyms: {text}\n"));
        assert_eq!((seen(), seen()), ((found.to_owned(), 1), (found.to_owned(), 0)));
        assert_eq!(desk.agree(), 0);
    }
    // What was read once stays, whatever becomes of the file.
    desk.write("s.synonyms.yaml", "synonyms: [[x, y]]\n");
    let (shelf, _) = desk.open();
    let before = shelf.synonyms("a");
    fs::remove_file(desk.path("s.synonyms.yaml")).expect("a file");
    assert_eq!(shelf.synonyms("a"), before);
    assert_eq!(seen(), (String::new(), 0));
    desk.write("a.yaml", &deck("a").replace("cards:", "synonyms: [[x, y]]\ncards:"));
    assert_eq!(seen(), ("y".to_owned(), 1));
}

#[test]
fn what_cannot_be_read_as_a_deck_is_known_as_such() {
    let desk = Desk::with(&[("a.yaml", "- no\n- deck\n"), ("b.yaml", "title: T\ncards:\n  - kind: nothing\n")]);
    fs::write(desk.path("c.yaml"), b"title: \xff\n").expect("a file");
    assert_eq!((desk.agree(), desk.agree()), (3, 0));
}

#[test]
fn a_folder_of_many_files_is_looked_at_like_any_other() {
    let desk = Desk::new();
    for at in 0..2_100 {
        desk.write(&format!("d{at}.yaml"), "title: T\ncards: []\n");
    }
    assert_eq!((desk.open().1, desk.open().1), (2_100, 0));
    desk.write("d1999.yaml", &deck("changed"));
    fs::create_dir(desk.path("folder.yaml")).expect("a folder");
    assert_eq!((desk.agree(), desk.agree()), (1, 0));
}

#[test]
fn files_that_are_gone_are_forgotten() {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("sub/b.yaml", &deck("b")), ("sub/deep/c.yaml", &deck("c"))]);
    desk.agree();
    fs::remove_file(desk.path("sub/b.yaml")).expect("a file");
    assert_eq!(desk.agree(), 0);
    assert_eq!(rows(&desk), [3, 2, 2]);
    fs::remove_dir_all(desk.path("sub")).expect("a folder");
    assert_eq!(desk.agree(), 0);
    // Folders are forgotten when something is written next.
    desk.write("d.yaml", &deck("d"));
    assert_eq!(desk.agree(), 1);
    assert_eq!(rows(&desk), [1, 2, 2]);
    fs::rename(desk.path("d.yaml"), desk.path("e.yaml")).expect("a file");
    assert_eq!(desk.agree(), 1);
    assert_eq!(rows(&desk), [1, 2, 2]);
}

#[test]
fn one_file_alone_leaves_its_folder_as_it_is() {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("b.yaml", &deck("b"))]);
    desk.agree();
    let places = DeckPaths { given: vec![desk.path("a.yaml")], ..DeckPaths::default() };
    let (shelf, read) = opened(&places, &desk.cache(true));
    assert_agree(&shelf, &load(&places));
    assert_eq!((read, desk.agree()), (0, 0));
}

/// How many folders, files and bodies the index has.
fn rows(desk: &Desk) -> [u32; 3] {
    let db = rusqlite::Connection::open(desk.index()).expect("the index");
    ["folders", "files", "bodies"]
        .map(|table| db.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).expect("a number"))
}

/// Changes a file so that neither size nor date tell.
fn change_in_secret(desk: &Desk, name: &str, text: &str) {
    let path = desk.path(name);
    let before = fs::metadata(&path).expect("the file");
    assert_eq!(before.len(), text.len() as u64);
    fs::write(&path, text).expect("a file");
    let times = FileTimes::new().set_modified(before.modified().expect("a date"));
    File::options().write(true).open(&path).and_then(|file| file.set_times(times)).expect("the date");
}

#[test]
fn a_change_within_two_seconds_is_seen_whatever_the_dates_say() {
    let desk = Desk::with(&[("a.yaml", &deck("x"))]);
    let written = fs::metadata(desk.path("a.yaml")).and_then(|meta| meta.modified()).expect("a date");
    let places = desk.places();
    let at = |seconds| Cache { now: written + Duration::from_secs(seconds), ..desk.cache(true) };
    // It might change yet without another date, so it is looked into each time.
    for (text, read) in [("x", 1), ("x", 1), ("y", 1), ("z", 1)] {
        change_in_secret(&desk, "a.yaml", &deck(text));
        let (shelf, found) = opened(&places, &at(1));
        assert_agree(&shelf, &load(&places));
        assert_eq!((shelf.headings()[0].title.source(), found), (text, read));
    }
    // Looked into long after, it is settled.
    assert_eq!(opened(&places, &at(1_000)).1, 1);
    assert_eq!(opened(&places, &at(1_001)).1, 0);
}

#[cfg(unix)]
#[test]
fn a_date_set_back_does_not_hide_a_change() {
    let desk = Desk::with(&[("a.yaml", &deck("x"))]);
    desk.agree();
    change_in_secret(&desk, "a.yaml", &deck("y"));
    assert_eq!(desk.agree(), 1);
}

#[test]
fn how_a_deck_and_a_log_differ_is_remembered_until_either_changes() {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("b.yaml", &deck("b"))]);
    let split = |fresh: &[u32]| Split { fresh: fresh.to_vec(), gone: vec!["a/x#c1".parse().expect("an item")] };
    let (shelf, _) = desk.open();
    assert_eq!(shelf.recall(0, 7), None);
    shelf.remember(0, 7, &split(&[0, 3, 200]));
    shelf.remember(9, 7, &split(&[]));
    assert_eq!((shelf.recall(0, 7), shelf.recall(0, 8)), (Some(split(&[0, 3, 200])), None));
    assert_eq!(desk.open().0.recall(0, 7), None);
    shelf.settle();
    shelf.settle();
    let (shelf, _) = desk.open();
    assert_eq!((shelf.recall(0, 7), shelf.recall(0, 8)), (Some(split(&[0, 3, 200])), None));
    assert_eq!((shelf.recall(1, 7), shelf.recall(9, 7)), (None, None));
    // Places that do not rise are kept for this sitting alone.
    shelf.remember(1, 7, &split(&[3, 1]));
    shelf.remember(0, 8, &split(&[]));
    shelf.settle();
    assert_eq!((shelf.recall(0, 7), shelf.recall(1, 7)), (None, Some(split(&[3, 1]))));
    let (shelf, _) = desk.open();
    assert_eq!((shelf.recall(0, 8), shelf.recall(1, 7)), (Some(split(&[])), None));
    desk.write("a.yaml", &deck("c"));
    assert_eq!(desk.open().0.recall(0, 8), None);
    let (kept_nowhere, _) = opened(&desk.places(), &Cache { folder: None, now: late() });
    kept_nowhere.remember(0, 7, &split(&[1]));
    kept_nowhere.settle();
    assert_eq!(kept_nowhere.recall(0, 7), Some(split(&[1])));
}

#[test]
fn an_unchanged_opening_writes_nothing() {
    let desk = Desk::with(&[("a.yaml", &deck("a"))]);
    desk.agree();
    let before = fs::read(desk.index()).expect("the index");
    // Nobody can write while another process does.
    let other = rusqlite::Connection::open(desk.index()).expect("the index");
    other.execute_batch("begin immediate").expect("a lock");
    assert_eq!(desk.agree(), 0);
    other.execute_batch("rollback").expect("an end");
    assert_eq!(fs::read(desk.index()).expect("the index"), before);
}
