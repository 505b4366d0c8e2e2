//! A backup is put back, by the command and by hand.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;

use oss_quiz::{ItemId, ItemState, Store};

use crate::support::World;

/// So many cards that are true.
fn deck(cards: usize) -> String {
    let card = |n| format!("  - {{id: c{n}, kind: true-false, statement: \"{n} is a number.\", answer: true}}\n");
    format!("title: Truths\ncards:\n{}", (0..cards).map(card).collect::<String>())
}

fn world(answers: usize) -> World {
    let world = World::new().deck("truths", &deck(600));
    answer(&world, answers);
    world
}

fn answer(world: &World, answers: usize) {
    world.run(&["--decks", "decks", "run", "--new", "600"]).input(&("t\n\n".repeat(answers) + ":quit\n")).success();
}

fn states(store: &Path) -> Vec<(ItemId, ItemState)> {
    let mut states: Vec<_> = Store::open_to_read(store).unwrap().unwrap().states().unwrap().into_iter().collect();
    states.sort_by(|(a, _), (b, _)| a.cmp(b));
    states
}

/// Answers so many questions, and is killed at the next.
fn answer_and_be_killed(world: &World, answers: usize) {
    let mut child = world
        .command(["--decks", "decks", "run", "--new", "600"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..answers {
        lines.find(|line| line.as_ref().unwrap().starts_with("Question ")).expect("the quiz goes on").unwrap();
        input.write_all(b"t\n\n").unwrap();
    }
    lines.find(|line| line.as_ref().unwrap().starts_with("Question ")).expect("the quiz goes on").unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(fs::metadata(world.path("progress.db-wal")).unwrap().len() > 0);
}

#[test]
fn a_copy_put_back_after_a_kill_counts_and_the_log_is_kept() {
    for damage in [false, true] {
        let world = world(250);
        fs::copy(world.store(), world.path("copy.db")).unwrap();
        let expected = states(&world.path("copy.db"));
        answer_and_be_killed(&world, 45);
        if damage {
            let mut bytes = fs::read(world.store()).unwrap();
            bytes[..4096].fill(0);
            fs::write(world.store(), bytes).unwrap();
            let help = world.run(&["stats"]).exits(4).stderr();
            assert!(help.contains("`oss-quiz restore` puts a backup in its place, the newest of 2026-11-24"), "{help}");
        }
        fs::copy(world.path("copy.db"), world.store()).unwrap();
        let due = world.run(&["due"]).output();
        assert_eq!(due.stderr(), "", "to read changes nothing");
        let ran = world.run(&["stats", "--json"]).success();
        assert!(ran.stderr().contains("the log is kept as"), "{}", ran.stderr());
        assert_eq!(states(&world.store()), expected);
        answer(&world, 5);
        assert_eq!(world.run(&["stats", "--json"]).success().stderr(), "");
        let names = fs::read_dir(world.path("")).unwrap().map(|entry| entry.unwrap().file_name());
        let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        let is_log = |name: &&String| name.contains(".aside-") && name.ends_with("-wal");
        assert_eq!(names.iter().filter(is_log).count(), 1, "{names:?}");
    }
}

#[test]
fn a_start_after_a_kill_keeps_every_answer_also_in_a_folder_copied_whole() {
    let world = world(0);
    answer_and_be_killed(&world, 37);
    let copied = World::new().deck("truths", &deck(600));
    for name in ["progress.db", "progress.db-wal", "progress.db.stamp"] {
        fs::copy(world.path(name), copied.path(name)).unwrap();
    }
    for world in [&world, &copied] {
        let ran = world.run(&["stats", "--json"]).success();
        let stats: serde_json::Value = serde_json::from_str(&ran.stdout()).unwrap();
        assert_eq!((&stats["reviews"], ran.stderr()), (&37.into(), String::new()));
        assert!(
            !fs::read_dir(world.path(""))
                .unwrap()
                .any(|entry| { entry.unwrap().file_name().to_string_lossy().contains("aside") })
        );
    }
}

#[test]
fn the_log_of_another_learner_is_not_written_into_a_store() {
    let (world, other) = (world(60), world(90));
    let expected = states(&world.store());
    answer_and_be_killed(&other, 20);
    fs::copy(world.store(), other.store()).unwrap();
    let said = other.run(&["stats", "--json"]).success().stderr();
    assert!(said.contains("is kept as"), "{said}");
    let kept: Vec<_> = fs::read_dir(other.path("")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_kept = |path: &Path| {
        !path.to_string_lossy().ends_with("-wal")
            && !path.to_string_lossy().ends_with("-shm")
            && states(path) == expected
    };
    let aside = kept.iter().filter(|path| path.to_string_lossy().contains(".aside-")).any(|path| is_kept(path));
    assert!(states(&other.store()) == expected || aside, "{kept:?}");
}

#[test]
fn the_backup_of_a_day_is_put_back_as_it_was() {
    let mut world = world(12);
    let expected = states(&world.store());
    world.set_now("2026-11-27T20:00:00+01:00");
    world.run(&["grade", "truths/c590", "--answer", "false"]).success();
    let later = states(&world.store());
    let refused = world.run(&["restore", "--at", "3d"]).exits(2).stderr();
    assert!(refused.contains("--yes"), "{refused}");
    assert!(world.run(&["restore", "--at", "4d", "--yes"]).exits(4).stderr().contains("the oldest is of 2026-11-24"));
    assert_eq!(states(&world.store()), later);
    let ran = world.run(&["restore", "--at", "yesterday", "--yes"]).success();
    assert!(ran.stderr().contains("The present store has 13 answers, 1 not in this copy."), "{}", ran.stderr());
    assert!(ran.stdout().starts_with("restored 12 answers from "), "{}", ran.stdout());
    assert_eq!(states(&world.store()), expected);
    assert_eq!(states(&world.path("progress.db.aside-20261127-190000")), later);
    // The newest, unless told otherwise.
    world.run(&["restore", "--yes", "-q"]).success();
    assert_eq!(states(&world.store()), later);
    fs::remove_file(world.store()).unwrap();
    let json = world.run(&["restore", "--at", "2026-11-24", "--yes", "--json"]).json();
    assert_eq!((&json["answers"], &json["aside"]), (&12.into(), &serde_json::Value::Null));
    assert_eq!(states(&world.store()), expected);
}

#[test]
fn what_can_not_be_restored_changes_nothing() {
    let world = world(3);
    let before = fs::read(world.store()).unwrap();
    world.write("text.db", "no store");
    let mut cut = before.clone();
    cut.truncate(20_000);
    fs::write(world.path("cut.db"), cut).unwrap();
    for (file, what) in [("text.db", "not a database"), ("cut.db", "is damaged"), ("none.db", "could not be opened")] {
        let said = world.run(&["restore", file, "--yes"]).exits(4).stderr();
        assert!(said.contains(what) && said.contains("nothing was changed"), "{said}");
    }
    assert!(world.run(&["restore", "progress.db", "--yes"]).exits(4).stderr().contains("the store itself"));
    assert!(fs::read(world.store()).unwrap() == before);
    let empty = World::new();
    assert!(empty.run(&["restore", "--yes"]).exits(4).stderr().contains("there is no backup in"));
}

#[test]
fn a_store_that_is_open_elsewhere_is_not_replaced() {
    let world = world(3);
    let mut child = world
        .command(["--decks", "decks", "run", "--new", "9"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.find(|line| line.as_ref().unwrap().starts_with("Question ")).unwrap().unwrap();
    let said = world.run(&["restore", "--yes"]).exits(4).stderr();
    assert!(said.contains("is open in another program"), "{said}");
    input.write_all(b"t\n\n:quit\n").unwrap();
    drop(lines);
    child.wait().unwrap();
    world.run(&["restore", "--yes"]).success();
}

#[test]
fn a_store_of_another_learner_is_named_as_such() {
    let (world, other) = (world(2), world(5));
    fs::copy(other.store(), world.path("other.db")).unwrap();
    let said = world.run(&["restore", "other.db", "--yes"]).success().stderr();
    assert!(said.starts_with("It is of another learner than the present store.\n"), "{said}");
    assert_eq!(states(&world.store()), states(&other.store()));
}
