//! When a file is read again, and when it isn't.

use std::fs::{self, File, FileTimes};
use std::time::Duration;

use super::*;

#[test]
fn what_has_not_changed_is_not_read_again() {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("b.yaml", &deck("b")), ("s.source.yaml", "sections: []\n")]);
    assert_eq!(desk.agree(), 3);
    assert_eq!(desk.agree(), 0);
    desk.write("b.yaml", &deck("another"));
    assert_eq!(desk.agree(), 1);
    assert_eq!(desk.agree(), 0);
    // The same text with a different date.
    desk.write("b.yaml", &deck("another"));
    assert_eq!((desk.agree(), desk.agree()), (1, 0));
}

#[test]
fn synonyms_that_changed_are_seen_at_once() {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("sub/b.yaml", &deck("b"))]);
    let seen = || {
        let (catalogued, read) = desk.open();
        (catalogued.synonyms("a").of("x").map(str::to_owned).collect::<Vec<_>>().concat(), read)
    };
    assert_eq!(seen(), (String::new(), 2));
    for (text, found) in [("[[x, y]]", "y"), ("[[x, z]]", "z"), ("[[v, w]]", "")] {
        desk.write("s.synonyms.yaml", &format!("synonyms: {text}\n"));
        assert_eq!((seen(), seen()), ((found.to_owned(), 1), (found.to_owned(), 0)));
        assert_eq!(desk.agree(), 0);
    }
    // What was read once stays, whatever happens to the file.
    desk.write("s.synonyms.yaml", "synonyms: [[x, y]]\n");
    let (catalogued, _) = desk.open();
    let before = catalogued.synonyms("a");
    fs::remove_file(desk.path("s.synonyms.yaml")).expect("a file");
    assert_eq!(catalogued.synonyms("a"), before);
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
    // Folders are forgotten the next time something is written.
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
    let (catalogued, read) = opened(&places, &desk.cache(true));
    assert_agree(&catalogued, &load(&places));
    assert_eq!((read, desk.agree()), (0, 0));
}

/// How many folders, files and decks the catalogue has.
fn rows(desk: &Desk) -> [u32; 3] {
    let db = rusqlite::Connection::open(desk.catalogue()).expect("the catalogue");
    ["folders", "files", "decks"]
        .map(|table| db.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).expect("a number"))
}

/// Changes a file without changing its size or date.
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
    // It might still change without a new date, so it is read each time.
    for (text, read) in [("x", 1), ("x", 1), ("y", 1), ("z", 1)] {
        change_in_secret(&desk, "a.yaml", &deck(text));
        let (catalogued, found) = opened(&places, &at(1));
        assert_agree(&catalogued, &load(&places));
        assert_eq!((catalogued.summaries()[0].title.source(), found), (text, read));
    }
    // Read long afterwards, it is settled.
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
fn an_unchanged_opening_writes_nothing() {
    let desk = Desk::with(&[("a.yaml", &deck("a"))]);
    desk.agree();
    let before = fs::read(desk.catalogue()).expect("the catalogue");
    // While another process writes, this one can't.
    let other = rusqlite::Connection::open(desk.catalogue()).expect("the catalogue");
    other.execute_batch("begin immediate").expect("a lock");
    assert_eq!(desk.agree(), 0);
    other.execute_batch("rollback").expect("an end");
    assert_eq!(fs::read(desk.catalogue()).expect("the catalogue"), before);
}
