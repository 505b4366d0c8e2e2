//! The arrows of ARCHITECTURE.md: which room may use which.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may use. `main` uses the library from outside.
const MAY_USE: &[(&str, &[&str])] = &[
    ("parallel", &[]),
    ("rng", &[]),
    ("styled", &[]),
    ("grading", &[]),
    ("deck", &["grading", "rng"]),
    ("schedule", &["deck", "rng"]),
    ("session", &["deck", "grading", "rng", "schedule"]),
    ("stats", &["parallel", "deck", "grading", "rng", "schedule", "session", "styled"]),
    ("exchange", &["deck", "rng", "schedule"]),
    ("lint", &["deck", "grading"]),
    ("library", &["parallel", "deck", "grading", "rng"]),
    ("store", &["parallel", "deck", "rng", "schedule"]),
    ("terminal", &["deck", "grading", "schedule", "session", "styled"]),
    ("study", &["deck", "library", "schedule", "session", "stats", "store"]),
    ("cli", &["deck", "schedule", "session", "stats"]),
    ("app", &["cli", "deck", "exchange", "library", "schedule", "session", "store", "terminal"]),
    (
        "commands",
        &[
            "app", "cli", "deck", "exchange", "grading", "library", "lint", "schedule", "session", "stats", "store",
            "study", "styled", "terminal",
        ],
    ),
    (
        "fuzzing",
        &[
            "app", "deck", "exchange", "grading", "library", "lint", "rng", "schedule", "session", "stats", "store",
            "study", "terminal",
        ],
    ),
];

#[test]
fn arrows_point_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in rust_files(&src) {
        let room = room_of(path.strip_prefix(&src).unwrap());
        if matches!(room.as_str(), "main" | "lib") {
            continue;
        }
        let allowed = MAY_USE.iter().find(|(name, _)| *name == room).map(|(_, rooms)| *rooms);
        let allowed = allowed.unwrap_or_else(|| panic!("`{room}` is no room of ARCHITECTURE.md"));
        for (number, used) in uses(&fs::read_to_string(&path).unwrap()) {
            seen += 1;
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}:{number}: `{room}` may not use `{used}`", path.display()));
            }
        }
    }
    assert!(seen > 20, "only {seen} uses were found: the test does not see the code");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_file_starts_programs() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let starts = |path: &PathBuf| fs::read_to_string(path).unwrap().contains("Command::new(");
    let tests = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "tests");
    let found: Vec<PathBuf> = rust_files(&src).into_iter().filter(|path| !tests(path) && starts(path)).collect();
    assert_eq!(found, [src.join("terminal/program.rs")]);
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

/// `session/queue.rs` is in `session`, `app.rs` is `app`.
fn room_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a file names: `crate::session::…`, and those within `crate::{a::…, b}`; comments aside.
fn uses(text: &str) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let code = line.split("//").next().unwrap_or_default();
        for rest in code.split("crate::").skip(1) {
            let room: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if room.chars().next().is_some_and(char::is_lowercase) {
                used.push((number, room));
            }
        }
    }
    used
}
