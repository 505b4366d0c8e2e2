//! The file under a session: moved, replaced, deleted, written over, locked, on a full disk. No answer is lost.

#![expect(clippy::disallowed_methods, reason = "a test waits by the real clock, and not for ever")]

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::screen::Screen;
use crate::support::World;

/// A world with a home, a deck of typed cards, one of them answered, and a copy of the store from before a second one.
fn world() -> World {
    let card = |n| format!("  - {{id: c{n}, kind: typed, question: \"Number {n}?\", answer: n{n}}}\n");
    let deck = format!("title: Numbers\ncards:\n{}", (0..9).map(card).collect::<String>());
    let world = World::new().deck("numbers", &deck).file("home/.local/share/oss-quiz/x", "");
    world.run(&["grade", "numbers/c8", "--answer", "n8"]).success();
    fs::copy(world.store(), world.path("copy.db")).unwrap();
    world.run(&["grade", "numbers/c7", "--answer", "n7"]).success();
    world
}

fn quiz(world: &World) -> Screen {
    Screen::run(world, &["--decks", "decks", "run"], 80, 24)
}

/// Answers the first cards, up to the question with this number.
fn answer(screen: &mut Screen, until: usize) {
    for n in 0..until {
        screen.until(&format!("Number {n}?")).keys(&format!("n{n}\r")).until("Right.").keys("\r");
    }
    screen.until(&format!("Number {until}?"));
}

/// The cards that have a review.
fn answered(store: &Path) -> Vec<String> {
    let db = Connection::open(store).unwrap();
    let sound: String = db.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let mut names =
        db.prepare("select distinct name from reviews join items on items.id = item order by name").unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    names.map(|name| name.unwrap().replace("numbers/", "")).collect()
}

fn rescued(world: &World) -> Vec<PathBuf> {
    let folder = world.path("home/.local/share/oss-quiz/rescue");
    fs::read_dir(folder).map_or_else(|_| Vec::new(), |files| files.map(|file| file.unwrap().path()).collect())
}

/// One more answer, which takes in what was kept.
fn grade(world: &World, card: &str) -> String {
    world.run(&["grade", &format!("numbers/{card}"), "--dont-know"]).success().stderr()
}

#[test]
fn a_file_that_is_replaced_under_a_session_costs_no_answer() {
    let replaced = |world: &World| fs::rename(world.path("copy.db"), world.store()).unwrap();
    let overwritten = |world: &World| assert!(fs::copy(world.path("copy.db"), world.store()).is_ok());
    for words in ["was replaced by another file", "was written over while"] {
        let world = world();
        let mut screen = quiz(&world);
        answer(&mut screen, 3);
        if words.contains("replaced") {
            replaced(&world);
        } else {
            overwritten(&world);
        }
        screen.keys("n3\r");
        assert_eq!(screen.exit(), 4, "{}", screen.text());
        screen.assert_as_found();
        assert!(screen.text().contains(words), "{}", screen.text());
        assert!(screen.text().contains("\nerror: "), "on a line of its own: {}", screen.text());
        assert_eq!(answered(&world.store()), ["c8"], "{words}: the file that came is whole");
        let kept = rescued(&world);
        assert_eq!(kept.len(), 1, "{}", screen.text());
        assert_eq!(fs::read_to_string(&kept[0]).unwrap().lines().count(), 5, "a first line and four answers");

        let said = grade(&world, "c6");
        assert!(said.starts_with("added 4 answers kept in ~/.local/share/oss-quiz/rescue/"), "{said}");
        assert_eq!(answered(&world.store()), ["c0", "c1", "c2", "c3", "c6", "c8"]);
        assert_eq!(rescued(&world), [] as [PathBuf; 0]);
        assert_eq!(grade(&world, "c5"), "", "it is said once");
    }
}

#[test]
fn a_file_that_is_moved_keeps_what_was_written_and_gets_the_rest_later() {
    let world = world();
    let mut screen = quiz(&world);
    answer(&mut screen, 3);
    fs::rename(world.store(), world.path("moved.db")).unwrap();
    screen.keys("n3\r");
    assert_eq!(screen.exit(), 4);
    assert!(screen.text().contains("was moved or deleted"), "{}", screen.text());
    assert_eq!(answered(&world.path("moved.db")), ["c0", "c1", "c2", "c7", "c8"]);

    grade(&world, "c4");
    assert_eq!(answered(&world.store()), ["c4"], "a new learner's store takes nothing of another's");
    let moved = world.run(&["--store", "moved.db", "grade", "numbers/c6", "--dont-know"]).success().stderr();
    assert!(moved.starts_with("added 1 answer kept in "), "{moved}");
    assert_eq!(answered(&world.path("moved.db")), ["c0", "c1", "c2", "c3", "c6", "c7", "c8"]);
}

#[test]
fn a_file_that_is_deleted_after_the_last_answer_is_noticed_at_the_end() {
    let world = world();
    let mut screen = quiz(&world);
    answer(&mut screen, 2);
    fs::remove_file(world.store()).unwrap();
    fs::remove_dir_all(world.path("home/.local")).unwrap();
    screen.keys(":q\r");
    assert_eq!(screen.exit(), 4, "{}", screen.text());
    let text = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("2 answers of this session are kept in ~/oss-quiz-rescue/"), "{text}");
}

#[test]
fn a_lock_of_another_program_holds_an_answer_up_and_loses_none() {
    let world = world();
    let other = Connection::open(world.store()).unwrap();
    let mut screen = quiz(&world);
    answer(&mut screen, 0);
    other.execute_batch("begin immediate").unwrap();
    screen.keys("n0\r").until("Another program is writing to").until("> n0");
    other.execute_batch("rollback").unwrap();
    screen.until("Right.").keys("\r").until("Number 1?");
    assert!(answered(&world.store()).contains(&"c0".to_owned()));

    other.execute_batch("begin immediate").unwrap();
    screen.keys("n1\r").until("waiting").keys("\u{1b}");
    assert_eq!(screen.exit(), 4, "{}", screen.text());
    other.execute_batch("rollback").unwrap();
    let text = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("help: 1 answer of this session is kept in ~/"), "{text}");
    assert!(grade(&world, "c6").starts_with("added 1 answer kept in "));
    assert_eq!(answered(&world.store()), ["c0", "c1", "c6", "c7", "c8"]);
}

#[test]
fn one_answer_of_a_script_is_refused_while_another_program_has_the_lock() {
    let world = world();
    let other = Connection::open(world.store()).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let refused = world.run(&["grade", "numbers/c0", "--answer", "n0"]).exits(4).stderr();
    assert!(refused.contains("has been locked by another program for over 5 seconds"), "{refused}");
    assert!(refused.contains("nothing was written"), "{refused}");
    assert_eq!(rescued(&world), [] as [PathBuf; 0]);
}

/// Waits for a file that a script makes.
fn wait_for(path: &Path) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !path.exists() {
        assert!(Instant::now() < deadline, "{} did not come", path.display());
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn on_a_full_disk_the_answer_is_asked_for_again() {
    let mounts = "mkdir -p small && mount -t tmpfs -o size=512k tmpfs small";
    let can = std::process::Command::new("unshare").args(["-rm", "sh", "-c", mounts]).current_dir("/tmp").status();
    if !can.is_ok_and(|status| status.success()) {
        // No small disk can be mounted here.
        return;
    }
    let world = world();
    let program = env!("CARGO_BIN_EXE_oss-quiz");
    let script = format!(
        "{mounts} && cp progress.db small/s.db && {{ \
         (while [ ! -e fill ]; do sleep 0.02; done; cat /dev/zero >small/zeros 2>/dev/null; : >filled; \
          while [ ! -e free ]; do sleep 0.02; done; rm small/zeros; : >freed) & \
         {program} --store small/s.db --decks decks run; code=$?; cp small/s.db after.db; exit $code; }}"
    );
    let mut screen = Screen::script(&world, &format!("exec unshare -rm sh -c '{script}'"), 80, 24);
    answer(&mut screen, 1);
    world.write("fill", "");
    wait_for(&world.path("filled"));
    // The log has room for some more, perhaps.
    let mut n = 1;
    while screen.keys(&format!("n{n}\r")).until_any(&["Right.", "nothing is written yet"]) == Some("Right.") {
        n += 1;
        screen.keys("\r").until(&format!("Number {n}?"));
    }
    screen.until(&format!("> n{n}"));
    world.write("free", "");
    wait_for(&world.path("freed"));
    screen.keys("\r").until("Right.").keys("q");
    assert_eq!(screen.exit(), 0, "{}", screen.text());
    assert!(answered(&world.path("after.db")).contains(&format!("c{n}")));
}
