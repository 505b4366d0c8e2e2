//! A copy put back by hand beside a log of another state, and folders copied whole.

use std::fs;
use std::path::Path;

use super::law::{events, views};
use super::{answered, moment, place};
use crate::schedule::Rating;
use crate::store::{SetAside, Store, StoreError, files, left_file, open};

fn answer(store: &Store, range: std::ops::Range<i32>) {
    for n in range {
        store.append(&[answered(&format!("d/{}", n % 300), moment(n, 0), Rating::Good, n + 2)]).unwrap();
        store.checkpoint_now_and_then().unwrap();
    }
}

/// Copies a store and its log as a kill leaves them, which another process can't tell from a copied folder.
fn killed(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    for path in [files::with_ending, |path: &Path, _: &str| path.to_owned()].map(|of| of(from, "-wal")) {
        let name = path.file_name().unwrap().to_string_lossy().replace("progress.db", "");
        fs::copy(&path, files::with_ending(to, &name)).unwrap();
    }
    assert!(open::has_log(to));
}

#[test]
fn the_file_is_noted_as_it_is_left() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    for n in 0..40 {
        answer(&store, n..n + 1);
        assert!(left_file::is_as_left(&path), "{n}");
    }
    store.checkpoint().unwrap();
    answer(&store, 40..41);
    assert!(open::has_log(&path) && left_file::is_as_left(&path));
    let copy = path.with_file_name("copy");
    fs::copy(&path, &copy).unwrap();
    fs::rename(&copy, &path).unwrap();
    assert!(!left_file::is_as_left(&path), "another file of the same size");
    assert!(store.checkpoint().is_err(), "nothing is written into it");
    assert!(!left_file::is_as_left(&path));
}

#[test]
fn a_copy_put_back_counts_and_the_log_is_kept() {
    let ((_folder, path), (_running, running)) = (place(), place());
    let store = Store::open(&running, "1").unwrap();
    answer(&store, 0..320);
    store.checkpoint().unwrap();
    let backup = running.with_file_name("copy.db");
    store.back_up(&backup).unwrap().unwrap();
    let (then, log_then) = (views(&store), events(&store).unwrap());
    answer(&store, 320..365);
    killed(&running, &path);
    fs::copy(&backup, &path).unwrap();

    // To read does not change anything.
    let read = Store::open_to_read(&path).unwrap().unwrap();
    assert_eq!(views(&read), then);
    drop(read);
    assert!(fs::read(&path).unwrap() == fs::read(&backup).unwrap());

    let log = fs::read(files::log_path(&path)).unwrap();
    let opened = Store::open(&path, "1").unwrap();
    let Some(SetAside::Log(aside)) = opened.aside() else { panic!("{:?}", opened.aside()) };
    assert!(fs::read(aside).unwrap() == log);
    assert_eq!((views(&opened), events(&opened).unwrap()), (then, log_then));
    answer(&opened, 400..420);
    drop(opened);
    let again = Store::open(&path, "1").unwrap();
    assert_eq!((again.aside(), again.faults().unwrap().len()), (None, 0));
}

#[test]
fn a_folder_copied_whole_counts_with_its_log() {
    let ((_folder, path), (_running, running)) = (place(), place());
    let store = Store::open(&running, "1").unwrap();
    answer(&store, 0..37);
    killed(&running, &path);
    assert!(!left_file::is_as_left(&path));
    assert_eq!(views(&Store::open_to_read(&path).unwrap().unwrap()), views(&store));
    let opened = Store::open(&path, "1").unwrap();
    assert_eq!((opened.aside(), views(&opened)), (None, views(&store)));
    drop(opened);
    let left: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("aside")), "{left:?}");
}

#[test]
fn views_that_were_wrong_before_are_no_reason_to_refuse_a_log() {
    let ((_folder, path), (_running, running)) = (place(), place());
    let store = Store::open(&running, "1").unwrap();
    answer(&store, 0..37);
    store.db.execute_batch("update day_sums set reviews = reviews + 1").unwrap();
    store.checkpoint().unwrap();
    answer(&store, 37..41);
    killed(&running, &path);
    assert_eq!(events(&Store::open_to_read(&path).unwrap().unwrap()).unwrap(), events(&store).unwrap());
    let opened = Store::open(&path, "1").unwrap();
    assert_eq!((opened.aside(), events(&opened).unwrap()), (None, events(&store).unwrap()));
    opened.rebuild_views().unwrap();
    assert!(opened.faults().unwrap().is_empty());
}

#[test]
fn a_log_of_another_learner_that_has_every_page_hides_no_answer_for_good() {
    let ((_folder, path), (_running, running), (_mine, mine)) = (place(), place(), place());
    let theirs = Store::open(&running, "1").unwrap();
    answer(&theirs, 0..9);
    killed(&running, &path);
    let store = Store::open(&mine, "1").unwrap();
    answer(&store, 0..200);
    store.checkpoint().unwrap();
    let (expected, log) = (views(&store), events(&store).unwrap());
    drop(store);
    fs::copy(&mine, &path).unwrap();
    let opened = Store::open(&path, "1").unwrap();
    match opened.aside().expect("something was set aside") {
        SetAside::Log(_) => assert_eq!((views(&opened), events(&opened).unwrap()), (expected, log)),
        SetAside::File(file) => {
            let kept = Store::open(file, "1").unwrap();
            assert_eq!((views(&kept), events(&kept).unwrap()), (expected, log));
            assert_eq!(views(&opened), views(&theirs));
        }
    }
    assert_eq!(opened.faults().unwrap(), []);
}

#[test]
fn where_neither_is_whole_both_stay_as_they_are() {
    let ((_folder, path), (_running, running)) = (place(), place());
    let store = Store::open(&running, "1").unwrap();
    answer(&store, 0..320);
    store.checkpoint().unwrap();
    answer(&store, 320..330);
    killed(&running, &path);
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    bytes[4096 * 4..4096 * (pages - 1)].fill(0xff);
    fs::write(&path, &bytes).unwrap();
    let log = fs::read(files::log_path(&path)).unwrap();
    for refused in [Store::open(&path, "1").unwrap_err(), Store::open_to_read(&path).unwrap_err()] {
        assert!(matches!(&refused, StoreError::Damaged { why, .. } if why.contains("neither")), "{refused}");
    }
    assert!(fs::read(&path).unwrap() == bytes && fs::read(files::log_path(&path)).unwrap() == log);
}
