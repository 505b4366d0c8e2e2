//! Completion as a person at a shell has it: bash on a pseudo-terminal, with the script that the program prints.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

const TAGGED: &str =
    "title: Two\ntags: [x]\ncards:\n  - {id: a, kind: flip, question: Who?, answer: I, tags: [open source]}\n";

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND).deck("two", TAGGED).file("home/.inputrc", "set bell-style none\n")
}

/// Where bash is found.
fn path() -> String {
    std::env::var("PATH").unwrap()
}

/// Runs a script in bash, which knows only the decks of the world; what it prints.
fn bash(world: &World, script: &str) -> String {
    let mut command = Command::new("bash");
    command.env_clear().current_dir(world.path(".")).args(["--norc", "-c", script]);
    command.env("PATH", path()).env("OSS_QUIZ_DECKS", "decks");
    for (name, value) in world.variables() {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "nothing is said into the line");
    String::from_utf8(output.stdout).unwrap()
}

/// What bash would offer for these words, when Tab is pressed behind the last one.
fn offered(world: &World, words: &str) -> String {
    let program = env!("CARGO_BIN_EXE_oss-quiz");
    bash(
        world,
        &format!(
            "eval \"$('{program}' completions bash)\"; set -- {words}
            COMP_WORDS=(oss-quiz \"$@\"); COMP_CWORD=$#
            _oss_quiz oss-quiz \"${{!#}}\" x; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        ),
    )
}

#[test]
fn bash_offers_commands_options_and_decks_in_spite_of_the_hyphen() {
    let world = world();
    for (words, offers) in [
        ("ru", "run\n"),
        ("run --cr", "--cram\n"),
        ("config s", "set\n"),
        ("config set plain f", "false\n"),
        ("mark kinds/biggest su", "suspend\n"),
        ("completions z", "zsh\n"),
        ("run k", "kinds\n"),
        ("add k", "kinds\n"),
        ("run kinds/ri", "kinds/rivers\n"),
        ("--decks decks/two.yaml run ''", "two\nis:\ntag:\ndue:\ntext:\n"),
        ("nonsense x", "\n"),
    ] {
        assert_eq!(offered(&world, words), offers, "{words}");
    }
    assert!(!world.store().exists(), "a store is made by nobody who presses Tab");
}

#[test]
fn nothing_is_said_or_written_where_all_is_broken() {
    let world = world().file("config.yaml", "colour: [").file("progress.db", "no store");
    fs::write(world.path("decks/two.yaml"), "cards: [").unwrap();
    let ran = world
        .run(&["--", "oss-quiz", "run", ""])
        .env("OSS_QUIZ_COMPLETE", "bash")
        .env("OSS_QUIZ_CONFIG", "config.yaml")
        .env("OSS_QUIZ_DECKS", "decks")
        .env("OSS_QUIZ_NOW", "never")
        .success();
    assert_eq!((ran.stdout().as_str(), ran.stderr().as_str()), ("kinds\t\nis:\t\ntag:\t\ndue:\t\ntext:\t\n", ""));
    assert_eq!(fs::read_to_string(world.store()).unwrap(), "no store");
}

#[test]
fn tab_in_bash_completes_what_stands_behind_a_colon() {
    let world = world();
    let mut screen = Screen::bash(&world, &[("PATH", &path()), ("OSS_QUIZ_DECKS", "decks")], 200, 24);
    let program = env!("CARGO_BIN_EXE_oss-quiz");
    screen.keys(&format!("eval \"$('{program}' completions bash)\"; echo re''ady\r")).until("ready");
    for (typed, completed) in [
        ("oss-quiz ru", "<oss-quiz><run><.>"),
        ("oss-quiz run k", "<oss-quiz><run><kinds.>"),
        ("oss-quiz run is:n", "<oss-quiz><run><is:new><.>"),
        ("oss-quiz run ta", "<oss-quiz><run><tag:.>"),
        ("oss-quiz run tag:o", "<oss-quiz><run><tag:open source><.>"),
        ("oss-quiz stats 'tag:o", "<oss-quiz><stats><tag:open source><.>"),
        ("oss-quiz run is:new tag:x two/", "<oss-quiz><run><is:new><tag:x><two/a><.>"),
        ("oss-quiz grade k", "<oss-quiz><grade><kinds/.>"),
        ("oss-quiz --decks=decks/two.yaml show tw", "<oss-quiz><--decks=decks/two.yaml><show><two.>"),
        ("oss-quiz add k", "<oss-quiz><add><kinds><.>"),
        ("oss-quiz stats --only k", "<oss-quiz><stats><--only><knowledge><.>"),
        ("oss-quiz run ./decks/t", "<oss-quiz><run><./decks/two.yaml><.>"),
    ] {
        // Ctrl-A, and what prints the words that the program would be handed.
        screen.keys(&format!("{typed}\t.\u{1}clear; printf '<%s>' \r")).until(completed);
    }
}

#[test]
fn the_readme_says_how_it_is_installed_as_the_help_does() {
    let help = world().run(&["completions", "--help"]).success().stdout();
    let (_, lines) = help.split_once("bash:").unwrap();
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let commands: Vec<&str> = lines.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    assert_eq!(commands.len(), 10, "two for each shell");
    for command in commands {
        assert!(readme.contains(&format!("\n{command}\n")), "{command}");
    }
    for shell in ["elvish", "PowerShell"] {
        assert!(help.contains(&format!("{shell} (untried):")) && readme.contains(&format!("# {shell}, untried\n")));
    }
}
