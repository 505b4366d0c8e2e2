//! `doctor`: each thing that may be wrong, and its mending.

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use rusqlite::Connection;
use serde_json::Value;

use crate::screen::Screen;
use crate::support::{RIVERS, Ran, World};

/// A world with an answer to each of three cards, and a backup.
fn world() -> World {
    let world = World::new().deck("rivers", RIVERS);
    for card in ["france", "spain", "poland"] {
        grade(&world, card);
    }
    world
}

fn grade(world: &World, card: &str) -> Ran {
    world.run(&["grade", &format!("rivers/{card}"), "--answer", "Loire"]).success()
}

fn doctor(world: &World, args: &[&str]) -> Ran {
    world.run(&[&["--decks", "decks", "doctor"], args].concat()).output()
}

fn report(world: &World) -> Value {
    serde_json::from_str(&doctor(world, &["--json"]).stdout()).unwrap()
}

/// The check of that name.
fn check(report: &Value, name: &str) -> Value {
    let checks = report["checks"].as_array().unwrap();
    checks.iter().find(|check| check["name"] == name).unwrap_or_else(|| panic!("{name}: {report:#}")).clone()
}

/// The level and words of a check.
fn told(world: &World, name: &str) -> (String, String) {
    let check = check(&report(world), name);
    let text = |field: &str| check[field].as_str().unwrap().to_owned();
    (text("level"), text("what"))
}

/// Each file below a folder, with all that can be changed of it.
fn everything(folder: &Path) -> BTreeMap<String, (Vec<u8>, u32, SystemTime)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let found = fs::symlink_metadata(&path).unwrap();
        let bytes = if found.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
        all.insert(path.display().to_string(), (bytes, found.permissions().mode(), found.modified().unwrap()));
        if found.is_dir() {
            all.extend(everything(&path));
        }
    }
    all
}

fn age(path: &Path, hours: u64) {
    let before = File::open(path).unwrap().metadata().unwrap().modified().unwrap() - Duration::from_hours(hours);
    File::open(path).unwrap().set_modified(before).unwrap();
}

fn sql(world: &World, sql: &str) {
    let db = Connection::open(world.store()).unwrap();
    db.execute_batch(&format!("pragma foreign_keys = off; {sql}; pragma wal_checkpoint(truncate)")).unwrap();
}

#[test]
fn where_there_is_no_store_none_is_made() {
    let world = World::new().deck("rivers", RIVERS);
    let before = everything(&world.path("."));
    let ran = doctor(&world, &[]);
    assert_eq!(ran.code(), Some(0), "{}", ran.stderr());
    assert!(ran.stdout().contains("fine: file: there is none yet"), "{}", ran.stdout());
    assert_eq!(doctor(&world, &["--fix", "--yes"]).code(), Some(0));
    assert_eq!(everything(&world.path(".")), before);
    assert!(world.run(&["--store", ":memory:", "doctor"]).exits(2).stderr().contains("keeps no answers"));
}

#[test]
fn a_sound_store_is_fine_and_left_as_it_is() {
    let world = world();
    let before = everything(&world.path("."));
    let ran = doctor(&world, &[]);
    assert_eq!((ran.code(), ran.stderr().as_str()), (Some(0), ""), "{}", ran.stdout());
    let said = ran.stdout();
    assert!(said.starts_with("answers: ") && said.ends_with("\nAll is fine.\n"), "{said}");
    let checks = [
        "disk space",
        "file system",
        "permissions",
        "file",
        "tables",
        "views",
        "answers",
        "clock",
        "decks",
        "backups",
        "leftovers",
    ];
    let lines: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("fine: ")).collect();
    let names: Vec<&str> = lines.iter().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    assert_eq!(names, checks, "in this order");
    for line in [
        "answers: 3 answers, with no impossible value",
        "views: 3 items, each as a replay of its answers has it",
        "backups: 1, the newest of today, which is sound",
    ] {
        assert!(lines.contains(&line), "{line}: {said}");
    }
    assert_eq!(report(&world)["usable"], true);
    assert_eq!(doctor(&world, &["-q"]).stdout(), "All is fine.\n");
    assert_eq!(everything(&world.path(".")), before);
    assert_eq!(doctor(&world, &["--fix", "--yes"]).stdout(), "All is fine.\n");
    assert_eq!(everything(&world.path(".")), before, "nothing to mend");
}

#[test]
fn the_log_of_a_killed_session_counts_and_is_left_to_the_next_start() {
    let world = World::new().deck("rivers", RIVERS);
    let mut child = world
        .command(["--decks", "decks", "run"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.as_mut().unwrap().write_all(b"Loire\n\n").unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.find(|line| line.as_ref().unwrap().starts_with("Question 2")).expect("the quiz goes on").unwrap();
    assert_eq!(told(&world, "log").1, "another oss-quiz works with it now");
    child.kill().unwrap();
    child.wait().unwrap();
    let before = everything(&world.path("."));
    assert_eq!(told(&world, "log").1, "left by a session that was killed; all in it counts");
    assert_eq!(told(&world, "answers").1, "1 answer, with no impossible value");
    assert_eq!(everything(&world.path(".")), before);
    // Where there is no folder for a copy, it is read where it is.
    let ran = world.run(&["--decks", "decks", "doctor"]).env("TMPDIR", "/dev/null").success();
    assert!(ran.stdout().contains("fine: answers: 1 answer, "), "{}", ran.stdout());
}

#[test]
fn answers_ahead_of_now_are_named_and_taken_back_if_wanted() {
    let mut world = world();
    world.set_now("2027-05-01T10:00:00+00:00");
    grade(&world, "france");
    grade(&world, "spain");
    world.set_now("2026-11-25T20:00:00+01:00");
    let before = everything(&world.path("."));
    let ran = doctor(&world, &[]);
    let said = ran.stdout();
    assert_eq!(ran.code(), Some(1), "{said}");
    for line in [
        "fault: clock: 2 events are dated ahead of now, 25 November 2026",
        "  rivers/france: 1 May 2027",
        "  rivers/spain: 1 May 2027",
        "  --fix: take them back, so that new answers count",
        "1 thing wants mending.",
    ] {
        assert!(said.lines().any(|found| found == line), "{line}: {said}");
    }
    assert_eq!(everything(&world.path(".")), before);
    // A no, nothing, and the end of the input change nothing.
    for input in ["n\n", "\n", ""] {
        let ran = world.run(&["--decks", "decks", "doctor", "--fix"]).input(input).exits(1);
        assert!(ran.stdout().contains("Take them back, so that new answers count? y or n: "), "{}", ran.stdout());
        assert_eq!(everything(&world.path(".")), before);
    }
    let ran = world.run(&["--decks", "decks", "doctor", "--fix"]).input("y\n").success();
    let said = ran.stdout();
    assert!(said.contains("2 answers dated ahead of now were taken back.\n"), "{said}");
    assert!(said.ends_with("All is fine.\n"), "{said}");
    assert_eq!(told(&world, "clock").0, "fine");
    grade(&world, "france");
    assert_eq!(world.shown("rivers/france")["reviews"].as_array().unwrap().len(), 3);
    // Where the time stands still, a store has to be named.
    let frozen = world.run(&["doctor", "--fix", "--yes"]).without("OSS_QUIZ_STORE").success();
    assert_eq!(frozen.stdout(), "All is fine.\n", "there is nothing to write");
}

#[test]
fn an_impossible_event_is_named_and_taken_back() {
    let world = world();
    sql(
        &world,
        "insert into reviews select item, at_ms + 9, x'0193594e6b00700080000000000000ff', writer, offset_minutes, day, \
         day - 1, purpose, verdict, suggested, rating, hints, revision, ms, answer from reviews \
         where item = (select id from items where name = 'rivers/france')",
    );
    let check = check(&report(&world), "answers");
    assert_eq!(check["level"], "fault");
    assert_eq!(check["details"], serde_json::json!(["rivers/france: it is due before its day"]));
    let fixed: Value = serde_json::from_str(&doctor(&world, &["--fix", "--yes", "--json"]).stdout()).unwrap();
    assert!(fixed["fixed"].as_array().unwrap().iter().any(|fix| fix["fix"] == "take that event back"), "{fixed:#}");
    assert_eq!((told(&world, "answers").0, told(&world, "views").0), ("fine".to_owned(), "fine".to_owned()));
}

#[test]
fn items_without_a_deck_are_told_and_kept() {
    let world = world();
    let cards = RIVERS.replace("id: france", "id: frances").replace("id: spain", "was: spain, id: iberia");
    world.write("decks/rivers.yaml", &cards);
    let check = check(&report(&world), "decks");
    assert_eq!(
        (check["level"].as_str(), check["what"].as_str()),
        (Some("advice"), Some("1 item that you have answered is in no deck found"))
    );
    let near = "there is no card `rivers/france`; did you mean `rivers/frances`?";
    assert_eq!(check["details"], serde_json::json!([near]));
    fs::rename(world.path("decks/rivers.yaml"), world.path("decks/lakes.yaml")).unwrap();
    world.write("decks/faulty.yaml", "title: [");
    let ran = doctor(&world, &["--fix", "--yes"]);
    let said = ran.stdout();
    assert_eq!(ran.code(), Some(0), "advice only: {said}");
    assert!(
        said.contains("deck `rivers` is not found: 3 items") && said.contains("decks/faulty.yaml can't be read"),
        "{said}"
    );
    assert_eq!(world.shown("lakes/iberia")["reviews"].as_array().map(Vec::len), Some(0), "{said}");
}

#[test]
fn drafts_of_a_day_ago_are_removed_and_what_was_set_aside_is_named() {
    let world = world();
    let draft = world.path("progress.db.new-Xa4");
    let backup = world.path("progress.db.backups/oss-quiz-2026-11-23-4f1c2a.db.new-b");
    for path in
        [&draft, &backup, &world.path("progress.db.new-fresh"), &world.path("progress.db.aside-20261124-190000")]
    {
        fs::write(path, "a draft").unwrap();
    }
    for path in [&draft, &backup, &world.path("progress.db.aside-20261124-190000")] {
        age(path, 25);
    }
    let check = check(&report(&world), "leftovers");
    assert_eq!(check["what"], "2 drafts that killed programs left");
    assert_eq!(check["fixes"].as_array().unwrap().len(), 2);
    let kept = check["details"].as_array().unwrap();
    assert!(kept.len() == 2 && kept[0].as_str().unwrap().contains("was set aside"), "{kept:?}");
    // One is kept, the other goes.
    let asked = world.run(&["--decks", "decks", "doctor", "--fix"]).input("n\ny\n").success().stdout();
    assert!(asked.contains("Remove ") && asked.contains("progress.db.new-Xa4 (1 kB, from "), "{asked}");
    assert_eq!((draft.exists(), backup.exists()), (false, true));
    assert!(doctor(&world, &["--fix", "--yes"]).stdout().contains("b (1 kB, from "));
    assert!(!backup.exists() && world.path("progress.db.new-fresh").exists());
    assert!(world.path("progress.db.aside-20261124-190000").exists());
}

#[test]
fn a_draft_of_answers_that_could_not_be_written_is_named_and_removed() {
    let world = world();
    let draft = world.path("home/.local/share/oss-quiz/rescue/.tmpXa4");
    world.write("home/.local/share/oss-quiz/rescue/.tmpXa4", "{");
    assert!(check(&report(&world), "leftovers")["details"][0].as_str().unwrap().contains("rescue/.tmpXa4"));
    age(&draft, 25);
    assert_eq!(told(&world, "leftovers").1, "1 draft that a killed program left");
    doctor(&world, &["--fix", "--yes"]);
    assert!(!draft.exists());
}

#[test]
fn what_others_can_read_is_closed() {
    let world = world();
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    mode(&world.store(), 0o644);
    assert_eq!(told(&world, "permissions"), ("advice".to_owned(), "others can read your answers".to_owned()));
    mode(&world.path("progress.db.backups"), 0o777);
    assert_eq!(told(&world, "permissions"), ("fault".to_owned(), "others can change your answers".to_owned()));
    let ran = doctor(&world, &["--fix", "--yes"]);
    assert!(ran.stdout().contains("let nobody but you use these 2: Done."), "{}", ran.stdout());
    let modes = [world.store(), world.path("progress.db.backups")]
        .map(|path| fs::metadata(path).unwrap().permissions().mode() & 0o777);
    assert_eq!(modes, [0o600, 0o700]);
}

#[test]
fn a_backup_is_missed_and_one_that_is_damaged_is_found() {
    let mut world = world();
    let of = |world: &World| {
        let mut paths: Vec<_> =
            fs::read_dir(world.path("progress.db.backups")).unwrap().map(|e| e.unwrap().path()).collect();
        paths.sort();
        paths
    };
    fs::remove_file(&of(&world)[0]).unwrap();
    assert_eq!(told(&world, "backups"), ("advice".to_owned(), "none yet".to_owned()));
    assert!(doctor(&world, &["--fix", "--yes"]).stdout().contains("make a backup: Made "));
    assert_eq!(of(&world).len(), 1);
    let whole = fs::read(&of(&world)[0]).unwrap();
    fs::write(&of(&world)[0], &whole[..whole.len() / 2]).unwrap();
    let (level, what) = told(&world, "backups");
    assert_eq!((level.as_str(), what.as_str()), ("fault", "1, the newest of today, which is damaged"));
    assert_eq!(doctor(&world, &["--fix", "--yes"]).code(), Some(0));
    assert_eq!(told(&world, "backups").1, "2, the newest of today, which is sound");
    world.set_now("2026-11-26T20:00:00+01:00");
    world.write("home/.config/oss-quiz/config.toml", "backups = false\n");
    grade(&world, "france");
    world.set_now("2026-11-27T20:00:00+01:00");
    let (level, what) = told(&world, "backups");
    assert_eq!(level, "advice");
    assert!(what.ends_with("older than your last answers; the settings turn them off"), "{what}");
}

#[test]
fn answers_that_could_not_be_written_are_told() {
    let world = world().file("home/oss-quiz-rescue/2026-11-24-abc.jsonl", "{}\n");
    let check = check(&report(&world), "rescued");
    assert_eq!(check["level"], "advice");
    assert!(check["details"][0].as_str().unwrap().ends_with("2026-11-24-abc.jsonl"), "{check}");
}

#[test]
fn what_is_no_store_or_a_damaged_one_can_t_be_used() {
    let world = world();
    let whole = fs::read(world.store()).unwrap();
    let foreign = [&whole[..68], b"else", &whole[72..]].concat();
    let torn = [&whole[..4096], &[0; 8192], &whole[12_288..]].concat();
    for (bytes, words) in [
        (&whole[..whole.len() / 2], "fault: file: damaged"),
        (&torn, "fault: file: damaged"),
        (b"nonsense", "fault: file: damaged"),
        (&[], "fault: file: damaged"),
        (&foreign, "is a database, but not one from oss-quiz"),
    ] {
        fs::write(world.store(), bytes).unwrap();
        let before = everything(&world.path("."));
        let ran = doctor(&world, &[]);
        assert_eq!(ran.code(), Some(4), "{}", ran.stdout());
        assert!(ran.stdout().contains(words), "{}", ran.stdout());
        assert_eq!(report(&world)["usable"], false);
        assert_eq!(everything(&world.path(".")), before);
    }
    fs::remove_file(world.store()).unwrap();
    symlink(world.path("away/progress.db"), world.store()).unwrap();
    let ran = doctor(&world, &["--fix", "--yes"]);
    assert_eq!(ran.code(), Some(4), "{}", ran.stdout());
    assert!(ran.stdout().contains("which is not there"), "{}", ran.stdout());
    assert!(fs::read_link(world.store()).is_ok());
}

#[test]
fn a_schema_that_is_no_text_is_damage_that_is_salvaged() {
    let world = world();
    let mut bytes = fs::read(world.store()).unwrap();
    // In the text of a trigger.
    let words = b"the log is only added to";
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(words)).collect();
    for at in places {
        bytes[at] = 0xff;
    }
    fs::write(world.store(), &bytes).unwrap();
    let (level, what) = told(&world, "file");
    assert_eq!((level.as_str(), what.as_str()), ("fault", "damaged"));
    let said = doctor(&world, &["--fix", "--yes"]).stdout();
    assert!(said.contains("None is missing."), "{said}");
}

#[test]
fn a_damaged_store_is_salvaged_and_the_account_is_told() {
    let world = world();
    let whole = fs::read(world.store()).unwrap();
    let answers = |world: &World| told(world, "answers").1;
    // The first two answers are in no page that can be read, the backup has the first.
    let torn = [&whole[..4096], &vec![0; whole.len() - 4096]].concat();
    fs::write(world.store(), &torn).unwrap();
    let refused = world.run(&["stats"]).exits(4).stderr();
    assert!(refused.contains("`oss-quiz doctor --fix` saves what can be read"), "{refused}");
    let no = world.run(&["--decks", "decks", "doctor", "--fix"]).input("n\n").exits(4).stdout();
    assert!(no.contains("Make a new store of what can be read of it and of the newest backup?"), "{no}");
    assert!(fs::read(world.store()).unwrap() == torn);
    let said = world.run(&["--decks", "decks", "doctor", "--fix"]).input("y\n").success().stdout();
    assert!(said.contains("0 answers were read, and 1 more from the backup of today."), "{said}");
    assert!(said.contains(" The damaged store is kept as ") && said.ends_with("All is fine.\n"), "{said}");
    assert_eq!(answers(&world), "1 answer, with no impossible value");
    let aside: Vec<_> = fs::read_dir(world.path("."))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|path| path.display().to_string().contains(".aside-"))
        .collect();
    assert!(aside.len() == 1 && fs::read(&aside[0]).unwrap() == torn, "{aside:?}");
    // Without a backup, and with all of the log.
    fs::remove_dir_all(world.path("progress.db.backups")).unwrap();
    fs::write(world.store(), &whole).unwrap();
    let page: u32 = Connection::open(world.store())
        .unwrap()
        .query_row("select rootpage from sqlite_schema where name = 'states'", [], |row| row.get(0))
        .unwrap();
    let mut bytes = fs::read(world.store()).unwrap();
    bytes[(page as usize - 1) * 4096..page as usize * 4096].fill(7);
    fs::write(world.store(), bytes).unwrap();
    let ran = doctor(&world, &["--fix", "--yes"]);
    let said = ran.stdout();
    assert!(said.contains("3 answers were read; there is no backup. None is missing."), "{said}");
    assert_eq!((ran.code(), answers(&world).as_str()), (Some(0), "3 answers, with no impossible value"));
    // Nothing can be read, and there is nothing to put in its place.
    fs::remove_dir_all(world.path("progress.db.backups")).unwrap();
    fs::write(world.store(), "nonsense").unwrap();
    let ran = doctor(&world, &["--fix", "--yes"]);
    assert_eq!(ran.code(), Some(4), "{}", ran.stdout());
    assert!(ran.stdout().contains("that failed: "), "{}", ran.stdout());
    assert_eq!(fs::read(world.store()).unwrap(), b"nonsense");
}

#[test]
fn tables_are_compared_with_those_of_a_fresh_store() {
    let world = world();
    sql(&world, "drop trigger reviews_are_not_changed");
    let ran = doctor(&world, &[]);
    assert_eq!(ran.code(), Some(1));
    assert!(ran.stdout().contains("trigger reviews_are_not_changed is missing"), "{}", ran.stdout());
    sql(&world, "drop index states_by_last_day");
    let ran = world.run(&["--decks", "decks", "doctor", "--fix"]).input("y\n").success();
    assert!(ran.stdout().contains("Make again what is missing? y or n: y\nDone.\n"), "{}", ran.stdout());
    assert_eq!(told(&world, "tables").0, "fine");
    let changed = Connection::open(world.store()).unwrap().execute("update reviews set day = 0", []);
    assert!(changed.unwrap_err().to_string().contains("only added to"));
}

#[test]
fn views_are_made_anew_after_a_backup() {
    let world = world();
    sql(&world, "update states set lapses = 7 where name = 'rivers/france'; update day_sums set ms = 9");
    let ran = doctor(&world, &[]);
    assert_eq!(ran.code(), Some(1), "{}", ran.stdout());
    assert!(ran.stdout().contains("items whose state differs from the log: 1"), "{}", ran.stdout());
    let said = doctor(&world, &["--fix", "--yes"]).stdout();
    assert!(said.contains("Made ") && said.contains(" The views are what the log comes to.\n"), "{said}");
    assert!(said.ends_with("All is fine.\n"), "{said}");
    assert_eq!(fs::read_dir(world.path("progress.db.backups")).unwrap().count(), 2);
}

#[test]
fn pages_in_each_other_s_place_are_mended_or_salvaged() {
    let world = world();
    let whole = fs::read(world.store()).unwrap();
    let page_of = |name: &str| -> usize {
        let root = "select rootpage from sqlite_schema where name = ?1";
        let page: u32 = Connection::open(world.store()).unwrap().query_row(root, [name], |row| row.get(0)).unwrap();
        (page as usize - 1) * 4096
    };
    for (one, other) in [
        ("meta", "sqlite_autoindex_items_1"),
        ("meta", "carries_by_source"),
        ("states_by_newest_id", "carries_by_source"),
        ("states_by_newest_id", "states_by_last_day"),
        ("carries", "day_sums"),
    ] {
        let (one_at, other_at) = (page_of(one), page_of(other));
        let mut swapped = whole.clone();
        swapped[one_at..one_at + 4096].copy_from_slice(&whole[other_at..other_at + 4096]);
        swapped[other_at..other_at + 4096].copy_from_slice(&whole[one_at..one_at + 4096]);
        fs::write(world.store(), &swapped).unwrap();
        let said = doctor(&world, &["--fix", "--yes"]).stdout();
        assert!(!said.contains("failed"), "{one}, {other}: {said}");
        for name in ["file", "tables", "views"] {
            assert_eq!(told(&world, name).0, "fine", "{one}, {other}: {said}");
        }
        assert_eq!(told(&world, "answers").1, "3 answers, with no impossible value");
        fs::write(world.store(), &whole).unwrap();
    }
}

/// Says of a page that nobody reads that some of its bytes are wasted.
fn damage_a_page(world: &World) {
    let db = Connection::open(world.store()).unwrap();
    let root = "select rootpage from sqlite_schema where name = 'carries_by_source'";
    let page: u32 = db.query_row(root, [], |row| row.get(0)).unwrap();
    drop(db);
    let mut bytes = fs::read(world.store()).unwrap();
    bytes[(page as usize - 1) * 4096 + 7] = 50;
    fs::write(world.store(), bytes).unwrap();
}

const DAMAGED: &str = "the file of your answers is damaged: `oss-quiz doctor` says where";

/// What a session says on standard error while these lines are sent in turn, so many times at most. Each is answered by one
/// that begins so.
fn told_in_a_session(world: &World, command: &str, (sent, begin): ([&str; 2], &str), rounds: usize) -> String {
    let said = world.path("said");
    let mut child = world
        .command(["--decks", "decks", command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(File::create(&said).unwrap())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in sent.into_iter().cycle().take(rounds) {
        writeln!(input, "{line}").unwrap();
        lines.find(|line| line.as_ref().unwrap().starts_with(begin)).expect("the session goes on").unwrap();
        if fs::read_to_string(&said).unwrap().contains(DAMAGED) {
            break;
        }
    }
    drop(input);
    lines.for_each(drop);
    child.wait().unwrap();
    fs::read_to_string(&said).unwrap()
}

#[test]
fn the_first_session_of_a_day_finds_damage() {
    let mut world = world();
    damage_a_page(&world);
    let (looking_back, to_and_fro) = (([":history"; 2], "Reviews of "), ([":skip", ":back"], "Question "));
    assert_eq!(told_in_a_session(&world, "run", looking_back, 50), "", "today is not new");
    for (day, command, lines) in [(25, "exam", to_and_fro), (26, "run", looking_back)] {
        world.set_now(&format!("2026-11-{day}T20:00:00+01:00"));
        let said = told_in_a_session(&world, command, lines, 10_000);
        assert_eq!(said.matches(DAMAGED).count(), 1, "{command}: {said}");
        assert!(said.starts_with("warning: the file of your answers is damaged"), "{said}");
    }
    let mut screen = Screen::run(&world, &["--decks", "decks", "run"], 80, 24);
    screen.until(":help");
    for _ in 0..1000 {
        screen.keys(":history\r").until("Reviews of").keys(" ").until_gone("Reviews of");
        if screen.text().contains("oss-quiz doctor") {
            break;
        }
    }
    assert!(screen.text().contains("the file of your answers is damaged"), "{}", screen.text());
    screen.keys(":quit\r");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn on_a_screen_it_fits_and_asks() {
    let mut world = world();
    world.set_now("2027-05-01T10:00:00+00:00");
    grade(&world, "france");
    world.set_now("2026-11-25T20:00:00+01:00");
    for (columns, rows) in [(80, 24), (40, 15)] {
        let mut screen = Screen::run(&world, &["--decks", "decks", "doctor"], columns, rows);
        screen.until("1 thing wants mending.");
        assert_eq!(screen.exit(), 1);
        let text = screen.text();
        assert!(text.contains("fine    leftovers     none"), "{text}");
        screen.assert_as_found();
    }
    let mut screen = Screen::run(&world, &["--decks", "decks", "doctor", "--fix"], 80, 24);
    screen.until("Take it back, so that new answers count?").keys("y");
    screen.until("All is fine.");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
}
