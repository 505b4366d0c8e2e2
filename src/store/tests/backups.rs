//! Backups have all that was written, and are restored as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use super::law::{events, views};
use super::upgrade::of_format_1;
use super::{answered, day, moment, place};
use crate::schedule::Rating;
use crate::store::{Backups, DayBackup, Present, Restorable, Store, StoreError, files, open};

fn answer(store: &Store, name: &str, after: i32) {
    store.append(&[answered(name, moment(after, 0), Rating::Good, after + 2)]).unwrap();
}

/// A store with so many answers.
fn store_with(path: &Path, answers: i32) -> Store {
    let store = Store::open(path, "1").unwrap();
    (0..answers).for_each(|n| answer(&store, &format!("d/{n}"), 0));
    store
}

fn backups(path: &Path) -> Backups {
    Backups::new(Backups::beside(path))
}

/// When the tests run, by the clock of the disk.
fn later() -> SystemTime {
    tempfile::tempfile().unwrap().metadata().unwrap().modified().unwrap()
}

/// The names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_has_what_only_the_log_has_and_nothing_lies_beside_it() {
    let (folder, path) = place();
    let store = store_with(&path, 30);
    assert!(open::has_log(&path));
    let to = folder.path().join("copy.db");
    let size = store.back_up(&to).unwrap().unwrap();
    let copy = Store::open_to_read(&to).unwrap().unwrap();
    assert_eq!((views(&copy), events(&copy).unwrap()), (views(&store), events(&store).unwrap()));
    assert_eq!(copy.contents().unwrap(), store.contents().unwrap());
    assert_eq!((copy.contents().unwrap().answers, size), (30, fs::metadata(&to).unwrap().len()));
    drop(copy);
    assert_eq!(names(folder.path()), ["copy.db", "data"], "reading it made files");
    let before = fs::read(&to).unwrap();
    assert_eq!(store.back_up(&to).unwrap(), None, "nothing is overwritten");
    assert!(fs::read(&to).unwrap() == before);
}

#[cfg(unix)]
#[test]
fn backups_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    let backup = backups(&path).make(&store_with(&path, 1), day(0)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&backup.path), mode(backups(&path).folder())), (0o600, 0o700));
}

#[test]
fn there_is_one_a_day_and_more_if_wanted() {
    let (_folder, path) = place();
    let (store, backups) = (store_with(&path, 1), backups(&path));
    assert!(backups.list().unwrap().is_empty());
    assert!(matches!(backups.make_for_day(&store, day(0)).unwrap(), DayBackup::Made(_)));
    assert_eq!(backups.make_for_day(&store, day(0)).unwrap(), DayBackup::There);
    answer(&store, "d/b", 1);
    assert!(matches!(backups.make_for_day(&store, day(1)).unwrap(), DayBackup::Made(_)));
    backups.make(&store, day(1)).unwrap();
    let listed = backups.list().unwrap();
    let found: Vec<_> = listed.iter().map(|backup| (backup.name.day, backup.name.number)).collect();
    assert_eq!(found, [(day(1), 2), (day(1), 1), (day(0), 1)]);
    assert!(listed.iter().all(|backup| backup.name.is_of(store.learner())));
    assert_eq!(Backups::contents(&listed[2].path).unwrap().answers, 1);

    // Another learner's in the same folder.
    let (_other_folder, other) = place();
    let other = store_with(&other, 1);
    assert!(matches!(backups.make_for_day(&other, day(1)).unwrap(), DayBackup::Made(_)));
    assert_eq!(backups.list().unwrap().len(), 4);
    backups.thin(other.learner(), day(900), later()).unwrap();
    assert_eq!(backups.list().unwrap().len(), 4);
}

#[test]
fn of_many_at_once_one_makes_the_backup_of_the_day() {
    let (_folder, path) = place();
    drop(store_with(&path, 3));
    let made: usize = thread::scope(|scope| {
        let one = || {
            let store = Store::open(&path, "1").unwrap();
            usize::from(matches!(backups(&path).make_for_day(&store, day(0)).unwrap(), DayBackup::Made(_)))
        };
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(one)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!((made, names(backups(&path).folder()).len()), (1, 1));
}

#[test]
fn what_is_more_than_needed_or_left_behind_is_removed_and_nothing_else() {
    let (_folder, path) = place();
    let (store, backups) = (store_with(&path, 1), backups(&path));
    (0..9).for_each(|after| drop(backups.make(&store, day(after)).unwrap()));
    let put = |name: &str, age: u64| {
        let path = backups.folder().join(name);
        fs::write(&path, "x").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(later() - Duration::from_secs(age)).unwrap();
    };
    let others =
        ["notes.txt", "oss-quiz-2024-10-04-abc123 (conflicted copy).db", "oss-quiz-2024-10-04.db", "x.db.new-abc"];
    for name in others {
        put(name, 1_000_000);
    }
    put("oss-quiz-2024-10-04-abc123.db.new-old", 7_200);
    put("oss-quiz-2024-10-04-abc123.db.new-young", 60);
    let before = names(backups.folder());
    backups.thin(store.learner(), day(8), later()).unwrap();
    let after = names(backups.folder());
    let gone: Vec<&String> = before.iter().filter(|name| !after.contains(name)).collect();
    // Days 0 and 1, a Friday and a Saturday, are neither of the last seven nor the last of their week or month.
    assert_eq!(gone.len(), 3, "{gone:?}");
    assert!(gone.iter().any(|name| name.ends_with(".new-old")), "{gone:?}");
    assert!(others.iter().all(|other| after.iter().any(|name| name == other)), "{after:?}");
}

#[test]
fn a_damaged_store_gives_no_backup() {
    let (folder, path) = place();
    drop(store_with(&path, 200));
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    bytes[4096 * (pages - 3)..4096 * (pages - 1)].fill(0xff);
    fs::write(&path, bytes).unwrap();
    let store = Store::open(&path, "1").unwrap();
    let refused = store.back_up(&folder.path().join("copy.db")).unwrap_err();
    assert!(matches!(&refused, StoreError::Damaged { path: of, .. } if *of == path), "{refused}");
    assert_eq!(names(folder.path()), ["data"]);
}

fn restored(from: &Path, store: &Path) -> Option<PathBuf> {
    Restorable::check(from, store).unwrap().put(SystemTime::UNIX_EPOCH).unwrap()
}

#[test]
fn a_restored_store_is_what_was_backed_up_and_the_present_one_is_kept() {
    let (folder, path) = place();
    let store = store_with(&path, 40);
    let (then, log_then) = (views(&store), events(&store).unwrap());
    let backup = backups(&path).make(&store, day(0)).unwrap().path;
    (0..9).for_each(|n| answer(&store, &format!("d/{n}"), 3));
    let (later, log_later) = (views(&store), events(&store).unwrap());
    drop(store);

    let restorable = Restorable::check(&backup, &path).unwrap();
    assert_eq!(restorable.contents.answers, 40);
    assert!(matches!(restorable.present(), Present::Sound { newer: 9, contents } if contents.answers == 49));
    let aside = restorable.put(SystemTime::UNIX_EPOCH).unwrap().unwrap();
    assert_eq!(aside, files::with_ending(&path, ".aside-19700101-000000"));
    let (now, old) = (Store::open(&path, "1").unwrap(), Store::open(&aside, "1").unwrap());
    assert_eq!((views(&now), events(&now).unwrap()), (then.clone(), log_then));
    assert_eq!((views(&old), events(&old).unwrap()), (later, log_later));
    now.rebuild_views().unwrap();
    assert_eq!(views(&now), then, "as a replay of its log says");
    drop((now, old));
    assert_eq!(restored(&backup, &path), Some(files::with_ending(&path, ".aside-19700101-000000-2")));
    let left = names(&folder.path().join("data"));
    assert!(left.iter().all(|name| !name.contains(files::UNFINISHED)), "{left:?}");
}

#[test]
fn where_there_is_no_store_or_a_damaged_one_a_backup_is_restored() {
    let (_folder, path) = place();
    let backup = backups(&path).make(&store_with(&path, 5), day(0)).unwrap().path;
    fs::remove_file(&path).unwrap();
    assert!(matches!(Restorable::check(&backup, &path).unwrap().present(), Present::Missing));
    assert_eq!(restored(&backup, &path), None);
    for damage in ["", "no database"] {
        fs::write(&path, damage).unwrap();
        assert!(matches!(Restorable::check(&backup, &path).unwrap().present(), Present::Unreadable(_)));
        let aside = restored(&backup, &path).unwrap();
        assert_eq!(fs::read_to_string(aside).unwrap(), damage);
        assert_eq!(Store::open(&path, "1").unwrap().contents().unwrap().answers, 5);
    }
}

#[test]
fn an_older_copy_is_restored_and_migrated_on_opening() {
    let ((folder, path), (_old_folder, old)) = (place(), place());
    of_format_1(&old);
    drop(store_with(&path, 1));
    restored(&old, &path).unwrap();
    assert_eq!(events(&Store::open(&path, "1").unwrap()).unwrap().len(), 12);
    assert!(folder.path().join("data/progress.db.format-1").exists());
}

#[test]
fn a_copy_with_its_log_beside_it_counts_with_it() {
    let ((_folder, path), (_other, other)) = (place(), place());
    let store = store_with(&other, 20);
    let copy = path.with_file_name("copy.db");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::copy(&other, &copy).unwrap();
    fs::copy(files::log_path(&other), files::log_path(&copy)).unwrap();
    restored(&copy, &path);
    assert_eq!(views(&Store::open(&path, "1").unwrap()), views(&store));
}

#[test]
fn a_copy_whose_views_are_wrong_is_restored_with_new_ones() {
    let ((_folder, path), (_other, other)) = (place(), place());
    let store = store_with(&other, 20);
    let expected = views(&store);
    store.db.execute_batch("delete from states where name = 'd/3'; update day_sums set reviews = 7").unwrap();
    drop(store);
    restored(&other, &path);
    assert_eq!(views(&Store::open(&path, "1").unwrap()), expected);
}

#[test]
fn what_is_no_sound_store_is_refused_and_nothing_changes() {
    let (folder, path) = place();
    drop(store_with(&path, 200));
    let from = folder.path().join("from.db");
    let whole = fs::read(&path).unwrap();
    let mut broken = whole.clone();
    let pages = broken.len() / 4096;
    broken[4096 * (pages - 3)..4096 * (pages - 1)].fill(0xff);
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("create table t (a)").unwrap();
    for bytes in [Vec::new(), b"text".to_vec(), whole[..9_000].to_vec(), broken, fs::read(foreign).unwrap()] {
        fs::write(&from, bytes).unwrap();
        let refused = Restorable::check(&from, &path).unwrap_err();
        assert!(refused.to_string().contains(&from.display().to_string()), "{refused}");
    }
    for from in [&path, &folder.path().join("none.db"), &folder.path().to_owned()] {
        assert!(Restorable::check(from, &path).is_err());
    }
    assert!(fs::read(&path).unwrap() == whole);
    assert_eq!(names(&folder.path().join("data")), ["progress.db", "progress.db.stamp"]);
}

#[cfg(unix)]
#[test]
fn a_store_on_a_link_is_restored_where_the_link_leads() {
    let (folder, path) = place();
    let backup = backups(&path).make(&store_with(&path, 5), day(0)).unwrap().path;
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    answer(&Store::open(&link, "1").unwrap(), "d/more", 1);
    let aside = restored(&backup, &link).unwrap();
    assert_eq!((aside.parent(), link.is_symlink()), (path.parent(), true));
    assert_eq!(Store::open(&link, "1").unwrap().contents().unwrap().answers, 5);
    fs::remove_file(&path).unwrap();
    assert!(Restorable::check(&backup, &link).is_err(), "what the link leads to may be on a disk that isn't there");
}
