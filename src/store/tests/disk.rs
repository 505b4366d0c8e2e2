use std::fs;
use std::time::SystemTime;

use super::{answered, moment, place};
use crate::schedule::Rating;
use crate::store::disk::{self, Disk};
use crate::store::health::{Examined, LogState};
use crate::store::{Restorable, Store, StoreError, files, open};
use rusqlite::OpenFlags;

/// Whether the file is one with a write-ahead log.
fn has_log(path: &std::path::Path) -> bool {
    fs::read(path).expect("a file")[18] == 2
}

fn store_with_one(path: &std::path::Path) -> Store {
    let store = Store::open(path, "1").expect("a store");
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 3)]).expect("written");
    store
}

#[test]
fn a_disk_like_this_one_can_do_all() {
    let (_folder, path) = place();
    let store = store_with_one(&path);
    assert_eq!((Disk::of(&path), store.disk(), has_log(&path)), (Disk::Able, Disk::Able, true));
    let left: Vec<_> = fs::read_dir(path.parent().expect("a folder")).expect("a folder").flatten().collect();
    assert!(left.iter().all(|file| !file.file_name().to_string_lossy().contains(".new-")), "{left:?}");
}

#[test]
fn a_store_that_comes_back_from_a_disk_without_shared_memory_has_a_log_again() {
    let (_folder, path) = place();
    drop(store_with_one(&path));
    disk::without_log(&path, Disk::NoSharedMemory).expect("no log");
    assert!(!has_log(&path));
    let store = Store::open(&path, "1").expect("a store");
    assert_eq!(store.states().expect("states").len(), 1);
    drop(store);
    assert!(has_log(&path));
}

#[test]
#[cfg(unix)]
fn without_locks_two_that_write_at_once_don_t_meet() {
    let (_folder, path) = place();
    drop(store_with_one(&path));
    disk::without_log(&path, Disk::NoLocks).expect("no log");
    let open = || disk::connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE, Disk::NoLocks).expect("a connection");
    let (one, two) = (open(), open());
    two.busy_timeout(std::time::Duration::ZERO).expect("set");
    one.execute_batch("begin immediate; update meta set value = value").expect("a lock");
    let refused = two.execute_batch("begin immediate").map_err(|e| StoreError::sqlite(&path, e));
    assert!(matches!(refused, Err(StoreError::Locked { .. })), "{refused:?}");
    one.execute_batch("commit").expect("written");
    two.execute_batch("begin immediate; rollback").expect("the lock is free");
    drop((one, two));
    assert!(open::read_only(&path).expect("read").is_some());
}

/// A store without a log, as a kill leaves it that comes while pages are written.
fn half_written(path: &std::path::Path) {
    let (_folder, killed) = place();
    drop(store_with_one(&killed));
    disk::without_log(&killed, Disk::NoSharedMemory).expect("no log");
    let db = disk::connect(&killed, OpenFlags::SQLITE_OPEN_READ_WRITE, Disk::Able).expect("a connection");
    db.execute_batch(
        "pragma cache_size = 2; pragma cache_spill = 1; begin immediate; update states set note = hex(zeroblob(9000)); \
         create table more (text); insert into more values (hex(zeroblob(90000)))",
    )
    .expect("written in part");
    fs::create_dir_all(files::folder(path)).expect("a folder");
    for ending in ["", "-journal"] {
        fs::copy(files::with_ending(&killed, ending), files::with_ending(path, ending)).expect("a copy");
    }
    assert!(open::is_half_written(path));
}

#[test]
fn what_was_half_written_without_a_log_is_taken_back() {
    let answers = |path: &std::path::Path| Store::open_to_read(path).map(|store| store.expect("a store").states());
    let (_folder, path) = place();
    half_written(&path);
    assert_eq!(answers(&path).expect("read").expect("states").len(), 1);
    assert!(!open::has_journal(&path));

    let (_folder, path) = place();
    half_written(&path);
    let before = fs::read(&path).expect("the file");
    let found = Examined::of(&path).expect("looked at").expect("a store");
    assert_eq!((found.log, found.is_damaged()), (LogState::HalfWritten, false));
    assert_eq!(
        (fs::read(&path).expect("the file"), open::has_journal(&path)),
        (before, true),
        "only a copy is changed"
    );

    // A backup that takes its place has nothing taken back.
    let (_backup_folder, backup) = place();
    let copied = store_with_one(&backup).back_up(&backup.with_extension("copy")).expect("a backup");
    assert!(copied.is_some());
    let restorable = Restorable::check(&backup.with_extension("copy"), &path).expect("a backup");
    let aside = restorable.put(SystemTime::UNIX_EPOCH).expect("restored").expect("the store before");
    for path in [&path, &aside] {
        assert!(!open::has_journal(path));
        assert_eq!(answers(path).expect("read").expect("states").len(), 1);
    }
}
