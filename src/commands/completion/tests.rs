//! The engine asked as the shells ask it: words in, offers out.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

const KINDS: &str = include_str!("../../../tests/data/decks/every-kind.yaml");
const TAGGED: &str = "title: Rivers\ntags: [geo]\ncards:\n  - {id: a, kind: flip, question: Who?, answer: I, \
                      tags: [open source, \"a:b\"]}\n";

/// A home with two decks of its own and none besides.
fn home() -> (TempDir, Env) {
    let home = TempDir::new().unwrap();
    let decks = home.path().join("decks");
    fs::create_dir(&decks).unwrap();
    fs::write(decks.join("kinds.yaml"), KINDS).unwrap();
    fs::write(decks.join("rivers.yaml"), TAGGED).unwrap();
    let path = |name: &str| Some(home.path().join(name));
    let (data_home, config_home, cache_home) = (path("data"), path("config"), path("cache"));
    let env = Env { decks: vec![decks], data_home, config_home, cache_home, ..Env::default() };
    (home, env)
}

fn words(line: &str) -> Vec<OsString> {
    line.split(' ').map(OsString::from).collect()
}

/// What is offered at the end of a line, between single blanks.
fn at(env: &Env, line: &str) -> String {
    let offers = offered(env, words(line));
    offers.iter().map(|offer| offer.get_value().to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_place_of_a_line_is_offered_what_may_stand_there() {
    let (_home, env) = home();
    for (line, offered) in [
        ("ru", "run"),
        ("run k", "kinds"),
        ("run kinds r", "rivers"),
        ("run kinds/a", "kinds/all-that-apply"),
        ("run kinds/gaps", "kinds/gaps"),
        ("run kinds/gaps#", "kinds/gaps#c1 kinds/gaps#c2"),
        ("run is:le", "is:learning is:leech"),
        ("run is", "is:"),
        ("stats tag:g", "tag:geo"),
        ("next tag:o", "tag:open source"),
        ("due due:", "due:0d due:1d due:7d due:30d"),
        ("run --cr", "--cram"),
        ("run --cram k", "kinds"),
        ("show kinds/typed-in r", "rivers"),
        ("exam --count 3 k", "kinds"),
        ("edit kinds/ty", "kinds/typed-in"),
        ("add r", "rivers"),
        ("new r", ""),
        ("grade k", "kinds/"),
        ("grade kinds/ga", "kinds/gaps#c1 kinds/gaps#c2"),
        ("mark k", "kinds"),
        ("mark kinds/ga", "kinds/gaps"),
        ("mark is:le", "is:learning is:leech"),
        ("mark kinds/picked su", "suspend"),
        ("grade kinds/picked --rating h", "hard"),
        ("stats --only k", "knowledge"),
        ("stats --only knowledge,re", "knowledge,retention"),
        ("stats --only=kn", "--only=knowledge"),
        ("config ", "get set unset edit path"),
        ("config set new", "new_per_day new_order"),
        ("config set keys.un", "keys.undo"),
        ("config get decks.r", "decks.rivers.desired_retention decks.rivers.new_per_day"),
        ("config set color ", "auto always never"),
        ("config set fuzz t", "true"),
        ("config set new_per_day 5", ""),
        ("help sta", "stats"),
        ("help ke", "keys"),
        ("completions z", "zsh"),
        ("schema so", "source"),
        ("run --seed ", ""),
        ("nonsense/", ""),
        ("run nonsense/", ""),
        ("run text:ri", ""),
    ] {
        assert_eq!(at(&env, &format!("oss-quiz {line}")), offered, "{line}");
    }
}

#[test]
fn options_come_where_they_are_begun_or_where_there_is_nothing_else() {
    let (_home, env) = home();
    assert_eq!(at(&env, "oss-quiz run "), "kinds rivers is: tag: due: text:");
    assert!(at(&env, "oss-quiz undo ").starts_with("--last"));
    assert!(!at(&env, "oss-quiz undo ").contains(" -q"));
    assert!(at(&env, "oss-quiz undo -").contains("-q"));
    assert!(!at(&env, "oss-quiz ").contains("--"));
}

#[test]
fn whatever_takes_words_of_what_is_offered_decks() {
    let (_home, env) = home();
    let mut command = command(&env, &[]);
    command.build();
    let takes_what = |command: &&clap::Command| {
        let mut args = command.get_positionals();
        args.any(|arg| arg.get_value_parser().type_id() == std::any::TypeId::of::<crate::session::FilterTerm>())
    };
    let names: Vec<&str> = command.get_subcommands().filter(takes_what).map(clap::Command::get_name).collect();
    assert!(names.len() >= 6, "{names:?}");
    for name in names {
        assert_eq!(at(&env, &format!("oss-quiz {name} riv")), "rivers", "{name}");
    }
}

#[test]
fn every_rule_is_offered_with_what_it_finds() {
    let (_home, env) = home();
    let offers = offered(&env, words("oss-quiz check --explain "));
    for rule in crate::lint::all_rules() {
        let offer = offers.iter().find(|offer| offer.get_value() == rule.id.name());
        assert_eq!(offer.and_then(CompletionCandidate::get_help).map(ToString::to_string).as_deref(), Some(rule.what));
    }
}

#[test]
fn files_are_offered_where_a_path_is_wanted_or_begun() {
    let (home, env) = home();
    fs::write(home.path().join("note.txt"), "").unwrap();
    let path = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    let (folder, deck) = (path("deck"), path("decks/k"));
    for command in ["run", "add", "edit", "check"] {
        assert_eq!(at(&env, &format!("oss-quiz {command} {folder}")), path("decks/"), "{command}");
        assert_eq!(at(&env, &format!("oss-quiz {command} {deck}")), path("decks/kinds.yaml"), "{command}");
    }
    assert_eq!(at(&env, &format!("oss-quiz run {}", path("no"))), "");
    assert_eq!(at(&env, &format!("oss-quiz check {}", path("no"))), path("note.txt"));
    assert_eq!(at(&env, &format!("oss-quiz check --text {}", path("no"))), path("note.txt"));
}

#[test]
fn decks_are_those_that_the_line_names() {
    let (home, env) = home();
    let other = home.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("seas.yaml"), TAGGED).unwrap();
    let other = other.to_string_lossy().into_owned();
    for line in [format!("--decks {other} run "), format!("run --decks={other} ")] {
        assert_eq!(at(&env, &format!("oss-quiz {line}")), "seas is: tag: due: text:", "{line}");
    }
    let env = Env { decks: Vec::new(), home: Some(home.path().to_owned()), ..env };
    assert_eq!(at(&env, "oss-quiz --decks ~/other run s"), "seas");
    assert_eq!(at(&env, "oss-quiz run chal"), "challenges", "those built in are decks too");
}

#[test]
fn what_is_broken_is_passed_over_in_silence() {
    let (home, env) = home();
    fs::create_dir_all(home.path().join("config/oss-quiz")).unwrap();
    fs::write(home.path().join("config/oss-quiz/config.toml"), "new_per_dya = [").unwrap();
    fs::write(home.path().join("decks/kinds.yaml"), "title: [\n").unwrap();
    let env = Env { now: Some("no moment".to_owned()), tz: Some("Nowhere/No".to_owned()), ..env };
    assert_eq!(at(&env, "oss-quiz run "), "rivers is: tag: due: text:");
    fs::remove_dir_all(home.path().join("decks")).unwrap();
    assert_eq!(at(&env, "oss-quiz run r"), "");
    assert_eq!(at(&env, "oss-quiz run r/"), "");
    assert!(!home.path().join("data").exists(), "nothing is written but what is known of decks");
}

fn answer_of(shell: &str, env: &Env, line: &[&str]) -> String {
    let env = Env { complete: Some(shell.to_owned()), ..env.clone() };
    let args = ["--", "oss-quiz"].iter().chain(line).map(OsString::from);
    completed(&env, args).expect("a shell that is known")
}

#[test]
fn each_shell_is_answered_in_its_own_way() {
    let (_home, env) = home();
    assert_eq!(answer_of("bash", &env, &["run", "tag:o"]), "tag:open\\ source\n");
    assert_eq!(answer_of("bash", &env, &["run", "'tag:o"]), "tag:open source\n");
    assert_eq!(answer_of("bash", &env, &["stats", "tag:a"]), "tag:a:b\n");
    assert_eq!(answer_of("zsh", &env, &["stats", "tag:a"]), "=tag\\:a\\:b\n");
    assert_eq!(answer_of("zsh", &env, &["run", "r"]), "+rivers:Rivers\n");
    assert_eq!(answer_of("zsh", &env, &["add", "r"]), "=rivers:Rivers\n");
    assert_eq!(answer_of("zsh", &env, &["grade", "r"]), "+rivers/:Rivers\n");
    assert_eq!(answer_of("fish", &env, &["run", "r"]), "rivers\tRivers\n");
    assert_eq!(answer_of("fish", &env, &["run", "'tag:op"]), "tag:open source\n");
    assert_eq!(answer_of("elvish", &env, &["run", "tag:o"]), "tag:open source\n");
    assert_eq!(answer_of("powershell", &env, &["run", "r"]), "rivers\tRivers\n");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(answer_of(shell, &env, &["config", "set", "col"]).contains("color"), "{shell}");
    }
}

#[test]
fn a_tag_is_never_run_by_a_shell_that_completes_it() {
    let (home, env) = home();
    let tags = r#"["x$(touch y)", "x'; touch y", "x\nx", "x y"]"#;
    let deck = TAGGED.replace("[geo]", tags);
    fs::write(home.path().join("decks/rivers.yaml"), deck).unwrap();
    assert_eq!(
        answer_of("bash", &env, &["run", "tag:x"]),
        "tag:x\\ y\ntag:x\\$\\(touch\\ y\\)\ntag:x\\'\\;\\ touch\\ y\n"
    );
    assert_eq!(answer_of("bash", &env, &["run", "\"tag:x"]), "tag:x y\n");
    assert_eq!(answer_of("powershell", &env, &["run", "tag:x"]), "");
}

#[test]
fn nobody_asks_unless_a_shell_does() {
    for complete in [None, Some("1"), Some("tcsh")] {
        let env = Env { complete: complete.map(str::to_owned), ..Env::default() };
        assert_eq!(completed(&env, words("-- oss-quiz ru")), None);
    }
    let env = Env { complete: Some("bash".to_owned()), ..Env::default() };
    assert_eq!(completed(&env, []).as_deref(), Some(""), "a line of no words");
}

#[test]
fn scripts_start_the_program_that_printed_them() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = script(named(shell), Path::new("/opt/it's here/oss-quiz")).expect("a script");
        assert!(script.contains(VARIABLE) && script.contains("s here/oss-quiz"), "{script}");
        assert!(!script.contains("PROGRAM"), "{script}");
    }
}

fn named(shell: &str) -> clap_complete::Shell {
    shells::named(shell).expect("a shell that is known")
}
