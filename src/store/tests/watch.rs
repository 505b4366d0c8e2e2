use std::fs;

use super::{answered, moment, place};
use crate::schedule::Rating;
use crate::store::error::FileSwap;
use crate::store::{Store, StoreError};

fn swapped(store: &Store) -> Option<FileSwap> {
    match store.append(&[answered("d/z", moment(9, 0), Rating::Good, 12)]) {
        Err(StoreError::Swapped { how, .. }) => Some(how),
        Ok(_) => None,
        Err(err) => panic!("{err}"),
    }
}

#[test]
fn what_others_write_and_checkpoint_is_no_swap() {
    let (_folder, path) = place();
    let (one, two) = (Store::open(&path, "1").expect("a store"), Store::open(&path, "1").expect("a store"));
    for round in 0..40 {
        for store in [&one, &two] {
            store.append(&[answered("d/a", moment(round, 0), Rating::Good, round + 1)]).expect("written");
        }
        if round % 3 == 0 {
            one.checkpoint().expect("done");
        }
        if round % 5 == 0 {
            two.checkpoint().expect("done");
        }
    }
    assert_eq!(one.history(&super::item("d/a")).expect("events").len(), 80);
}

#[test]
fn each_kind_of_swap_is_told_from_the_others() {
    let (folder, path) = place();
    let copy = folder.path().join("copy.db");
    let begun = || {
        let store = Store::open(&path, "1").expect("a store");
        store.append(&[answered("d/a", moment(0, 0), Rating::Good, 3)]).expect("written");
        store.checkpoint().expect("done");
        store
    };
    let first = begun();
    fs::copy(&path, &copy).expect("a copy");
    first.append(&[answered("d/b", moment(1, 0), Rating::Good, 3)]).expect("written");
    first.checkpoint().expect("done");
    assert_eq!(swapped(&first), None);
    fs::copy(&copy, &path).expect("written over");
    assert_eq!(swapped(&first), Some(FileSwap::Overwritten));
    first.abandon(&FileSwap::Overwritten);
    drop(first);

    let second = begun();
    fs::rename(&copy, &path).expect("replaced");
    assert_eq!(swapped(&second), Some(FileSwap::Replaced));
    second.abandon(&FileSwap::Replaced);
    let kept = second.events_appended();
    assert_eq!(second.lacking(kept.clone()), kept);
    drop(second);

    let third = begun();
    fs::remove_file(&path).expect("deleted");
    assert_eq!(swapped(&third), Some(FileSwap::Gone));
    third.abandon(&FileSwap::Gone);
    assert_eq!(third.lacking(third.events_appended()).len(), 1);
    drop(third);
    assert!(Store::open(&path, "1").expect("a new store").is_empty().expect("read"));
}
