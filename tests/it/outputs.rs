//! What commands write where, what they open, and what they leave alone.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use crate::support::World;

const RIVERS: &str = "title: Rivers
cards:
  - {id: france, kind: typed, question: Longest river of France?, answer: Loire}
";

fn answered() -> World {
    let world = World::new().deck("rivers", RIVERS);
    world.run(&["grade", "rivers/france", "--answer", "Loire"]).success();
    world
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_page_never_takes_the_place_of_the_store_or_a_deck_and_follows_no_link() {
    let world = answered().file("precious.txt", "precious");
    let path = |name: &str| world.path(name).to_string_lossy().into_owned();
    symlink(path("precious.txt"), path("link.html")).unwrap();
    symlink(path("nowhere"), path("dangling.html")).unwrap();
    fifo(&world.path("fifo.html"));
    fs::create_dir(world.path("folder.html")).unwrap();
    let store = fs::read(world.store()).unwrap();
    let targets = [
        "progress.db",
        "progress.db-wal",
        "decks/rivers.yaml",
        "link.html",
        "dangling.html",
        "fifo.html",
        "folder.html",
    ];
    for target in targets {
        world.run(&["stats", "--html", &path(target), "--force"]).exits(2);
        world.run(&["stats", "--html", &path(target)]).exits(2);
        if target.contains(".html") {
            world.run(&["exam", "--paper", &path(target), "--force"]).exits(2);
        }
    }
    assert_eq!(fs::read(world.store()).unwrap(), store);
    assert_eq!(fs::read_to_string(world.path("decks/rivers.yaml")).unwrap(), RIVERS);
    assert_eq!(fs::read_to_string(world.path("precious.txt")).unwrap(), "precious");
    assert!(!world.path("nowhere").exists());
    for command in [&["stats", "--html"][..], &["exam", "--paper"]] {
        let page = path("page.html");
        world.run(&[command, &[&page]].concat()).success();
        fs::write(&page, "precious").unwrap();
        let refused = world.run(&[command, &[&page]].concat()).exits(2);
        assert!(refused.stderr().contains("name another file, or give --force"), "{}", refused.stderr());
        world.run(&[command, &[&page, "--force"]].concat()).success();
        assert!(fs::read_to_string(&page).unwrap().contains("Content-Security-Policy"));
        fs::remove_file(page).unwrap();
    }
}

#[test]
fn a_page_is_not_put_where_the_store_would_be() {
    let world = World::new().deck("rivers", RIVERS);
    world.run(&["stats", "--html", "progress.db"]).exits(2);
    world.run(&["stats", "--html", "nowhere/page.html"]).exits(2);
    assert!(!world.store().exists() && !world.path("nowhere").exists());
}

#[test]
fn manuals_and_exported_decks_take_nobodys_place() {
    let world = World::new().file("man/oss-quiz-run.1", "precious").file("out/x", "");
    world.run(&["man", "--dir", "man"]).exits(2);
    assert_eq!(fs::read_to_string(world.path("man/oss-quiz-run.1")).unwrap(), "precious");
    for _ in ["first", "again"] {
        world.run(&["man", "--dir", "pages"]).success();
    }
    symlink(world.path("elsewhere"), world.path("out/rise.yaml")).unwrap();
    world.run(&["decks", "--export", "out"]).exits(2);
    assert!(!world.path("elsewhere").exists());
}

#[test]
fn what_is_no_file_is_refused_before_it_is_read() {
    let world = World::new().deck("rivers", RIVERS);
    fifo(&world.path("fifo"));
    fifo(&world.path("decks/fifo.yaml"));
    fs::create_dir(world.path("folder")).unwrap();
    for no_file in ["fifo", "/dev/zero", "folder"] {
        for args in [&["due"][..], &["stats"], &["grade", "rivers/france", "--answer", "Loire"], &["undo"], &["next"]] {
            let refused = world.run(args).env("OSS_QUIZ_STORE", no_file).exits(4);
            assert!(refused.stderr().contains("is not a regular file"), "{}", refused.stderr());
        }
        for args in [&["due"][..], &["config"], &["config", "set", "new_per_day", "3"]] {
            assert_ne!(world.run(args).env("OSS_QUIZ_CONFIG", no_file).output().code(), Some(0), "{no_file} {args:?}");
        }
        world.run(&["check", "--text", no_file]).exits(2);
    }
    let said = world.run(&["check"]).exits(1).stderr() + &world.run(&["check"]).exits(1).stdout();
    assert!(said.contains("not a regular file"), "{said}");
}

#[test]
fn a_link_to_a_store_that_is_not_there_is_told_and_stays() {
    let world = World::new().deck("rivers", RIVERS);
    symlink(world.path("drive/progress.db"), world.path("link.db")).unwrap();
    symlink(world.path("drive"), world.path("folder")).unwrap();
    for place in ["link.db", "folder/progress.db"] {
        for args in [&["grade", "rivers/france", "--answer", "Loire"][..], &["stats"], &["due"], &["undo"]] {
            let refused = world.run(args).env("OSS_QUIZ_STORE", place).exits(4);
            assert!(refused.stderr().contains("which is not there"), "{}", refused.stderr());
        }
    }
    assert!(world.path("link.db").is_symlink() && world.path("folder").is_symlink());
    fs::create_dir(world.path("drive")).unwrap();
    world.run(&["grade", "rivers/france", "--answer", "Loire"]).env("OSS_QUIZ_STORE", "folder/progress.db").success();
    assert!(world.path("drive/progress.db").exists());
}

#[test]
fn a_home_that_is_no_folder_has_no_settings_and_no_answers() {
    let world = World::new().deck("rivers", RIVERS);
    for args in [&["due"][..], &["stats"], &["decks"], &["undo"]] {
        let ran = world.run(args).env("HOME", "/dev/null").without("OSS_QUIZ_STORE").without("OSS_QUIZ_NOW").output();
        assert_eq!(ran.code(), Some(i32::from(args == ["undo"])), "{args:?}: {}", ran.stderr());
        assert!(!ran.stderr().contains("directory"), "{}", ran.stderr());
    }
}

#[test]
fn a_folder_that_cannot_be_entered_is_no_empty_store() {
    let world = answered();
    symlink("loop.db", world.path("loop.db")).unwrap();
    let refused = world.run(&["undo"]).env("OSS_QUIZ_STORE", "loop.db").exits(4);
    assert!(refused.stderr().contains("loop.db"), "{}", refused.stderr());
}

#[test]
fn the_catalogue_is_for_the_user_alone() {
    let world = World::new().deck("rivers", RIVERS);
    world.run(&["due"]).success();
    let folder = world.path("home/.cache/oss-quiz");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for entry in fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}

#[test]
fn a_deck_is_called_so_that_it_is_found_everywhere() {
    let world = World::new();
    for name in [".", "..", ".x", "-x", "_x", "con", "NUL", "aux.b", "com1", "LPT9", "con.yaml"] {
        let ran = world.run(&["new", "--", name]).exits(2);
        assert!(ran.stderr().contains("help: "), "{name}: {}", ran.stderr());
    }
    for name in ["console", "com0", "com10", "é", "1"] {
        world.run(&["new", name]).success();
    }
}

#[test]
fn what_is_told_back_of_an_argument_is_safe() {
    let evil = "x\u{1b}[31m\u{9b}1m\u{202e}y";
    let world = answered();
    for args in [
        &["stats", "--on", evil][..],
        &["run", "--plain", "--by", evil],
        &["grade", "rivers/france", "--amend", evil, "--rating", "good"],
        &["check", "--explain", evil],
        &[evil],
        &["run", "--seed", evil],
        &["show", evil],
        &["new", evil],
        &["config", "get", evil],
        &["config", "set", "new_per_day", evil],
        &["due", &format!("--{evil}")],
        &["stats", "--only", evil],
        &["man", evil],
        &["help", evil],
        &["grade", "rivers/france", "--answer", evil],
        &["--decks", evil, "due"],
        &["--store", evil, "stats"],
        &["mark", "rivers/france", evil],
        &["mark", evil, "flag"],
        &["completions", evil],
        &["exam", "--history", evil],
        &["show", &format!("tag:{evil}")],
        &["show", &format!("is:{evil}")],
        &["show", &format!("due:{evil}")],
        &["exam", "--paper", evil],
        &["check", "--json", evil],
        &["check", "--text", evil],
        &["show", "--json", evil],
    ] {
        let ran = world.run(args).output();
        let said = ran.stdout() + &ran.stderr();
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{args:?}: {said:?}");
    }
}

#[test]
fn json_escapes_what_a_terminal_obeys() {
    let deck = "title: T\ncards:\n  - {id: a, kind: flip, question: q, answer: b, \"field\\u009b31m\\u202e\": x}\n";
    let world = World::new().deck("evil", deck);
    let ran = world.run(&["check", "--json"]).exits(1);
    assert!(
        ran.stdout().contains("field\\u009b31m\\u202e") || ran.stdout().contains("field\\\\u{9b}"),
        "{}",
        ran.stdout()
    );
    assert!(!ran.stdout().contains(['\u{9b}', '\u{202e}']));
}
