//! Several processes, and processes that are killed: the test program starts itself.

use std::collections::HashSet;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{acted, answered, item, moment, place, upgrade};
use crate::rng::Rng;
use crate::schedule::{Act, EventId, Rating};
use crate::store::tests::law::views;
use crate::store::{Store, StoreError};

/// The variable that names the store for a process started by a test.
const STORE: &str = "OSS_QUIZ_TEST_STORE";
/// The variable that says how much to write.
const COUNT: &str = "OSS_QUIZ_TEST_COUNT";

/// Not a test of its own: the processes started below run it. Waits for a line, opens the store, writes answers, some
/// of them undone, and prints the id of each event once it is written. Between two events it does the idle work.
#[test]
fn child() {
    let Some(path) = env::var_os(STORE) else { return };
    let count: u32 = env::var(COUNT).unwrap().parse().unwrap();
    let mut told = std::io::stderr();
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let store = Store::open(Path::new(&path), "1").unwrap();
    for n in 0..count {
        let name = format!("d/{}", n % 7);
        let now = moment(i32::try_from(n / 7).unwrap(), i64::from(n));
        let rating = Rating::ALL[(n % 4) as usize];
        let mut written = store.append(&[answered(&name, now, rating, 40)]).unwrap().events;
        if n % 5 == 4 {
            let undo = Act::Retract { target: written[0].id };
            written.extend(store.append(&[acted(&name, now, undo)]).unwrap().events);
        }
        let ids: Vec<String> = written.iter().map(|event| event.id.to_string()).collect();
        told.write_all(format!("{}\n", ids.join("\n")).as_bytes()).unwrap();
        store.checkpoint_now_and_then().unwrap();
    }
    if count == 1 {
        store.checkpoint().unwrap();
    }
}

fn start(path: &Path, count: u32) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "store::tests::processes::child", "--nocapture", "--test-threads=1"])
        .env(STORE, path)
        .env(COUNT, count.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn go(child: &mut Child) {
    child.stdin.take().unwrap().write_all(b"go\n").unwrap();
}

fn ids(lines: impl Iterator<Item = std::io::Result<String>>) -> Vec<EventId> {
    lines.map(|line| line.unwrap()).map(|line| line.parse().unwrap_or_else(|_| panic!("{line}"))).collect()
}

fn logged(store: &Store) -> HashSet<EventId> {
    let mut ids = HashSet::new();
    store
        .each_event(|event| {
            ids.insert(event.id);
            Ok::<(), StoreError>(())
        })
        .unwrap();
    ids
}

fn assert_sound(store: &Store) {
    let integrity: String = store.db.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
    assert_eq!(integrity, "ok");
    let before = views(store);
    store.rebuild_views().unwrap();
    assert_eq!(views(store), before);
}

#[test]
fn of_100_processes_killed_at_random_none_takes_an_acknowledged_answer_with_it() {
    let mut rng = Rng::of("kill", 0);
    let (mut folder, mut path) = place();
    let (mut acknowledged, mut total) = (HashSet::new(), 0);
    for run in 0..100 {
        if run % 10 == 0 {
            total += acknowledged.len();
            (folder, path) = place();
            acknowledged.clear();
        }
        let mut child = start(&path, u32::MAX);
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        go(&mut child);
        // In every fourth run while it opens or creates the store, else somewhere in an answer.
        if run % 4 == 0 {
            thread::sleep(Duration::from_micros(unit(&mut rng, 6_000)));
        } else {
            let answers = usize::try_from(unit(&mut rng, 12)).unwrap();
            acknowledged.extend(ids(lines.by_ref().take(1 + answers)));
            thread::sleep(Duration::from_micros(unit(&mut rng, 1_000)));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(ids(lines));

        let store = Store::open(&path, "1").unwrap();
        let logged = logged(&store);
        assert!(acknowledged.is_subset(&logged), "run {run} lost {:?}", acknowledged.difference(&logged));
        assert_sound(&store);
    }
    assert!(total > 300, "only {total} answers were written");
    drop(folder);
}

/// A number below `most`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small")]
fn unit(rng: &mut Rng, most: u64) -> u64 {
    (rng.unit() * most as f64) as u64
}

#[test]
fn of_40_processes_killed_while_they_bring_a_store_up_to_date_each_leaves_it_whole() {
    let mut rng = Rng::of("kill", 1);
    let (_folder, older) = place();
    upgrade::of_format_1(&older);
    let (_other_folder, fresh) = place();
    let expected = (logged(&Store::open_to_read(&older).unwrap().unwrap()), {
        std::fs::create_dir_all(fresh.parent().unwrap()).unwrap();
        std::fs::copy(&older, &fresh).unwrap();
        views(&Store::open(&fresh, "1").unwrap())
    });
    for _ in 0..40 {
        let (_folder, path) = place();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(&older, &path).unwrap();
        let mut child = start(&path, 0);
        go(&mut child);
        thread::sleep(Duration::from_micros(unit(&mut rng, 9_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(&path, "1").unwrap();
        assert_eq!((logged(&store), views(&store)), expected);
        assert_sound(&store);
    }
}

#[test]
fn of_four_processes_that_answer_at_once_none_loses_an_answer_and_none_is_refused() {
    for _ in 0..5 {
        let (_folder, path) = place();
        let mut children = [(); 4].map(|()| start(&path, 25));
        children.iter_mut().for_each(go);
        let mut acknowledged = HashSet::new();
        for child in &mut children {
            acknowledged.extend(ids(BufReader::new(child.stderr.take().unwrap()).lines()));
            assert!(child.wait().unwrap().success());
        }
        let store = Store::open(&path, "1").unwrap();
        assert_eq!(acknowledged.len(), 4 * (25 + 5));
        assert_eq!(acknowledged, logged(&store));
        assert_eq!(store.state(&item("d/0")).unwrap().attempts, 4 * 3);
        assert_sound(&store);
        let files: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert!(files.len() <= 4, "something was left behind: {files:?}");
    }
}

#[test]
fn of_many_that_open_a_new_store_and_write_once_none_is_refused() {
    for _ in 0..5 {
        let (_folder, path) = place();
        let mut children = [(); 8].map(|()| start(&path, 1));
        children.iter_mut().for_each(go);
        for child in &mut children {
            let acknowledged = ids(BufReader::new(child.stderr.take().unwrap()).lines());
            assert!(child.wait().unwrap().success());
            assert_eq!(acknowledged.len(), 1);
        }
        assert_eq!(logged(&Store::open(&path, "1").unwrap()).len(), 8);
    }
}
