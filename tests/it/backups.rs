//! The backup of a day, and those made by hand.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;

use oss_quiz::Store;

use crate::support::{RIVERS, Ran, World};

fn world() -> World {
    World::new().deck("rivers", RIVERS)
}

fn grade(world: &World, card: &str) -> Ran {
    world.run(&["grade", &format!("rivers/{card}"), "--answer", "Loire", "-v"]).success()
}

/// The backups in a folder, by name.
fn backups(folder: PathBuf) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn beside(world: &World) -> Vec<PathBuf> {
    backups(world.path("progress.db.backups"))
}

fn reviews(store: &std::path::Path) -> usize {
    let store = Store::open_to_read(store).unwrap().unwrap();
    store.states().unwrap().values().map(|state| state.attempts as usize).sum()
}

fn config(world: &World, text: &str) {
    world.write("home/.config/oss-quiz/config.toml", text);
}

#[test]
fn the_first_answer_of_a_day_makes_the_backup_of_that_day() {
    let mut world = world();
    world.run(&["due"]).success();
    world.run(&["stats"]).success();
    assert!(beside(&world).is_empty(), "nothing was written");
    let first = grade(&world, "france");
    assert!(first.stderr().starts_with("backup: "), "{}", first.stderr());
    assert_eq!(grade(&world, "spain").stderr(), "", "one a day");
    let made = beside(&world);
    assert_eq!((made.len(), reviews(&made[0])), (1, 1));
    assert!(made[0].file_name().unwrap().to_string_lossy().starts_with("oss-quiz-2026-11-24-"), "{made:?}");
    assert_eq!(fs::metadata(&made[0]).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(world.path("progress.db.backups")).unwrap().permissions().mode() & 0o777, 0o700);
    // After midnight it is the same study day.
    world.set_now("2026-11-25T02:00:00+01:00");
    grade(&world, "poland");
    assert_eq!(beside(&world).len(), 1);
    world.set_now("2026-11-25T20:00:00+01:00");
    world.run(&["mark", "rivers/france", "flag"]).success();
    world.set_now("2026-11-26T20:00:00+01:00");
    world.run(&["undo"]).success();
    let made: Vec<usize> = beside(&world).iter().map(|path| reviews(path)).collect();
    assert_eq!(made, [1, 3, 3]);
}

#[test]
fn a_session_and_an_exam_make_it_at_their_end() {
    let world = world();
    world.run(&["--decks", "decks", "run"]).input(":quit\n").success();
    assert!(beside(&world).is_empty(), "nothing was answered");
    let ran = world.run(&["--decks", "decks", "-v", "run"]).input("Loire\n\n:quit\n").success();
    assert!(ran.stderr().contains("backup: ") && beside(&world).len() == 1, "{}", ran.stderr());
    let mut world = world;
    world.set_now("2026-11-25T20:00:00+01:00");
    let ran = world.run(&["--decks", "decks", "-v", "exam"]).input("Loire\nTagus\nVistula\n").output();
    assert_eq!(beside(&world).len(), 2, "{}{}", ran.stdout(), ran.stderr());
}

#[test]
fn thinning_leaves_what_the_rule_says() {
    let mut world = world();
    for day in 1..=30 {
        world.set_now(&format!("2026-11-{day:02}T20:00:00+01:00"));
        grade(&world, "france");
    }
    let days: Vec<String> = beside(&world)
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy()["oss-quiz-2026-11-".len()..][..2].to_owned())
        .collect();
    assert_eq!(days, ["15", "22", "24", "25", "26", "27", "28", "29", "30"]);
}

#[test]
fn the_config_names_another_folder_or_none() {
    let world = world();
    config(&world, "backups = false\n");
    grade(&world, "france");
    assert!(beside(&world).is_empty());
    config(&world, "backups = \"~/safe\"\n");
    grade(&world, "france");
    assert_eq!((beside(&world).len(), backups(world.path("home/safe")).len()), (0, 1));
    config(&world, "backups = \"old\"\n");
    let made = grade(&world, "france");
    assert_eq!(backups(world.path("old")).len(), 1, "{}: relative to the store's folder", made.stderr());
    // Two stores in one folder.
    let other = world.path("other.db");
    world.run(&["--store", other.to_str().unwrap(), "grade", "rivers/spain", "--answer", "Tagus"]).success();
    assert_eq!(backups(world.path("old")).len(), 2);
    let own = world.run(&["backup", "--list", "--json"]).json();
    let own: Vec<bool> =
        own["backups"].as_array().unwrap().iter().map(|backup| backup["own"].as_bool().unwrap()).collect();
    assert_eq!(own.iter().filter(|own| **own).count(), 1, "{own:?}");
    let memory = world.run(&["--store", ":memory:", "grade", "rivers/spain", "--answer", "Tagus", "-v"]).success();
    assert_eq!(memory.stderr(), "");
}

#[test]
fn a_backup_that_fails_is_one_warning() {
    let world = world().file("progress.db.backups", "a file");
    let ran = world.run(&["grade", "rivers/france", "--answer", "Loire"]).success();
    assert!(
        ran.stdout().contains("right") && ran.stderr().starts_with("warning: no backup was made: "),
        "{}",
        ran.stderr()
    );
    assert_eq!(ran.stderr().lines().count(), 1);
    let ran = world.run(&["grade", "rivers/france", "--answer", "Loire", "--json"]).success();
    let said: serde_json::Value = serde_json::from_str(&ran.stderr()).unwrap();
    assert!(said["warning"].as_str().unwrap().starts_with("no backup was made"), "{said}");
    assert_eq!(fs::read_to_string(world.path("progress.db.backups")).unwrap(), "a file");
    fs::remove_file(world.path("progress.db.backups")).unwrap();
    symlink("elsewhere", world.path("progress.db.backups")).unwrap();
    grade(&world, "france");
    fs::create_dir(world.path("elsewhere")).unwrap();
    grade(&world, "france");
    assert_eq!(backups(world.path("elsewhere")).len(), 1, "a link to a folder is that folder");
}

#[test]
fn a_backup_is_made_by_hand_and_never_over_a_file() {
    let world = world();
    assert!(world.run(&["backup"]).exits(1).stderr().contains("nothing to back up"));
    assert!(world.run(&["backup", "--list"]).exits(1).stderr().contains("no backups"));
    grade(&world, "france");
    let said = world.run(&["backup", "copy.db"]).success().stdout();
    assert!(said.starts_with("backed up 1 answer (") && said.ends_with(" kB) to copy.db\n"), "{said}");
    assert_eq!(reviews(&world.path("copy.db")), 1);
    let before = fs::read(world.path("copy.db")).unwrap();
    assert!(world.run(&["backup", "copy.db"]).exits(2).stderr().contains("exists already"));
    assert!(world.run(&["backup", "progress.db"]).exits(2).stderr().contains("exists already"));
    assert!(fs::read(world.path("copy.db")).unwrap() == before);
    world.run(&["backup", "-q"]).success();
    assert_eq!(beside(&world).len(), 2);
    let mut world = world;
    world.set_now("2026-11-27T20:00:00+01:00");
    let listed = world.run(&["backup", "--list"]).success().stdout();
    assert_eq!(listed.lines().count(), 2);
    assert!(listed.starts_with("Tue 24 Nov  3 days ago  1 answer  "), "{listed}");
    assert!(world.run(&["--store", ":memory:", "backup"]).exits(2).stderr().contains("keeps no answers"));
}
