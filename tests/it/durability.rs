//! What was acknowledged is on disk, whatever happens to the process.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::thread;

use oss_quiz::Store;

use crate::support::World;

/// A deck of flip cards, as many as that.
fn cards(count: usize) -> String {
    let card = |n| format!("  - {{id: c{n}, kind: flip, question: \"What is number {n}?\", answer: \"{n}\"}}\n");
    format!("title: Many\ncards:\n{}", (0..count).map(card).collect::<String>())
}

/// How many reviews stand in the store.
fn standing(world: &World) -> usize {
    let Some(store) = Store::open_existing(&world.store(), "test").unwrap() else { return 0 };
    store.states().unwrap().values().map(|state| state.attempts as usize).sum()
}

/// Answers questions through a pipe until `after` ratings were acknowledged by the next question, then kills.
fn answer_and_kill(world: &World, after: usize) -> usize {
    let mut child = world
        .command(["--decks", "decks", "run", "--new", "100"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut questions = 0;
    while questions <= after {
        let line = lines.next().expect("the quiz goes on").unwrap();
        if line.starts_with("Question ") {
            questions += 1;
            input.write_all(b"\n3\n").unwrap();
        }
    }
    // The rating just sent may or may not be written; those before it were acknowledged.
    child.kill().unwrap();
    child.wait().unwrap();
    questions - 1
}

#[test]
fn twenty_kills_lose_no_acknowledged_answer() {
    let world = World::new().deck("many", &cards(100));
    let mut acknowledged = 0;
    for run in 0..20 {
        let before = standing(&world);
        acknowledged += answer_and_kill(&world, run % 4);
        let after = standing(&world);
        assert!(after >= before + run % 4, "run {run}: {before} and {} became {after}", run % 4);
    }
    assert!(standing(&world) >= acknowledged);
    let list = world.run(&["--decks", "decks", "stats", "--json"]).json();
    assert_eq!(usize::try_from(list["reviews"].as_u64().unwrap()).unwrap(), standing(&world));
}

#[test]
fn four_processes_at_once_lose_nothing_and_are_refused_nothing() {
    let world = World::new().deck("many", &cards(24));
    thread::scope(|scope| {
        for process in 0..4 {
            let world = &world;
            scope.spawn(move || {
                for n in 0..6 {
                    let item = format!("many/c{}", process * 6 + n);
                    world.run(&["grade", &item, "--rating", "good"]).success();
                }
            });
        }
    });
    let store = Store::open_existing(&world.store(), "test").unwrap().unwrap();
    let states: HashMap<_, _> = store.states().unwrap();
    assert_eq!(states.len(), 24);
    assert!(states.values().all(|state| state.attempts == 1));
}

#[test]
fn a_running_session_hears_what_another_process_answers() {
    let world = World::new().deck("many", &cards(6));
    let mut child = world
        .command(["--decks", "decks", "run"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "What is number 0?"));
    world.run(&["grade", "many/c1", "--rating", "good"]).success();
    input.write_all(b"\n3\n").unwrap();
    let next = lines.find(|line| line.starts_with("What is number")).unwrap();
    assert_eq!(next, "What is number 2?", "number 1 was answered elsewhere");
    input.write_all(b":quit\n").unwrap();
    assert!(child.wait().unwrap().success());
}
