//! The scripts in `examples/`, run as they stand.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::World;

const GOOD: &str = "title: Good\ncards:\n  - id: a\n    kind: flip\n    question: Who wrote it?\n    answer: Ada did\n";

fn example(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn in_world(world: &World, program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(world.path("")).args(args).envs(world.variables());
    command.env("OSS_QUIZ", env!("CARGO_BIN_EXE_oss-quiz")).env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
}

fn git(world: &World, args: &[&str]) -> Output {
    let named = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    in_world(world, "git", &[&named[..], args].concat()).output().unwrap()
}

#[test]
fn the_hook_looks_at_what_is_staged() {
    let world = World::new().file("my decks/good.yaml", GOOD).file(".github/workflows/ci.yaml", "on: push\n");
    assert!(git(&world, &["init", "-q"]).status.success());
    std::fs::copy(example("pre-commit"), world.path(".git/hooks/pre-commit")).unwrap();
    assert!(git(&world, &["add", "."]).status.success());
    // What stands in the working tree alone has no part in it.
    world.write("my decks/good.yaml", "- no deck\n");
    let good = git(&world, &["commit", "-qm", "good"]);
    assert!(good.status.success(), "{good:?}");
    assert!(git(&world, &["add", "."]).status.success());
    world.write("my decks/good.yaml", GOOD);
    let bad = git(&world, &["commit", "-qm", "bad"]);
    let said = String::from_utf8_lossy(&[bad.stdout, bad.stderr].concat()).into_owned();
    assert!(
        !bad.status.success() && said.contains("my decks/good.yaml:1:1: error: a deck must be a file of fields"),
        "{said}"
    );
    // Nothing of decks is staged.
    assert!(git(&world, &["reset", "-q", "--hard"]).status.success());
    assert!(git(&world, &["commit", "-q", "--allow-empty", "-m", "none"]).status.success());
}

#[test]
fn a_plugin_gets_ranges() {
    let world = World::new();
    let has_python = Command::new("python3").arg("-c").arg("").status().is_ok_and(|status| status.success());
    if !has_python {
        return;
    }
    let script = example("diagnostics.py");
    let mut command = in_world(&world, "python3", &[&script, "decks/a.yaml"]);
    world.write("in", &GOOD.replace("Who wrote it?", "Is it 𝄞?"));
    command.env_remove("HOME");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let input = Stdio::from(std::fs::File::open(world.path("in")).unwrap());
    let output = command.stdin(input).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "4:14-4:23 3 a/a yes or no would answer this question [yes-no-question]\n");
}

#[test]
fn vims_format_fits_the_lines() {
    let text = std::fs::read_to_string(example("oss-quiz.vim")).unwrap();
    assert!(text.contains("setlocal errorformat=%f:%l:%c:\\ %t%*[a-z]:\\ %m\n"));
    let world = World::new().deck("weak", &GOOD.replace("Who wrote it?", "Is it so?"));
    let lines = world.run(&["check", "--format", "line", "decks/weak.yaml"]).success().stdout();
    // `file:line:column: word: text`, which is what that format reads.
    let parts: Vec<&str> = lines.splitn(5, ':').collect();
    assert!(
        Path::new(parts[0]).extension().is_some() && parts[1].parse::<u32>().is_ok() && parts[2].parse::<u32>().is_ok()
    );
    assert_eq!(parts[3], " warning");
}

/// Only where there is a Vim; what the lines look like is held above in any case.
#[test]
fn vim_lists_what_is_weak_in_a_text_that_is_not_saved() {
    let world = World::new().deck("weak", &GOOD.replace("Who wrote it?", "Is it so?"));
    let program = Path::new(env!("CARGO_BIN_EXE_oss-quiz")).parent().unwrap().to_path_buf();
    let path = std::env::join_paths(
        std::iter::once(program).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let list = "call writefile(map(getqflist(), {_, e -> bufname(e.bufnr).':'.e.lnum.':'.e.col.' '.e.text}), 'listed')";
    let source = format!("source {}", example("oss-quiz.vim"));
    for (act, listed) in [
        ("OssQuizCheck", "decks/weak.yaml:1:1 the deck has no `title` [missing-field]\n"),
        ("silent make!", "decks/weak.yaml:5:15 yes or no would answer this question [yes-no-question]\n"),
    ] {
        let commands = ["edit decks/weak.yaml", &source, "call setline(1, 'about: x')", act, list, "qa!"];
        let args: Vec<&str> = commands.iter().flat_map(|command| ["-c", *command]).collect();
        let mut vim = in_world(&world, "vim", &[&["-es", "-u", "NONE"][..], &args].concat());
        let Ok(ran) = vim.env("PATH", path.as_ref().unwrap()).env("TERM", "dumb").stdin(Stdio::null()).output() else {
            return;
        };
        let found = std::fs::read_to_string(world.path("listed")).unwrap_or_default();
        assert!(found.starts_with(listed), "{act}: {found}{ran:?}");
    }
}

#[test]
fn a_batch_that_is_sent_again_counts_once() {
    let card =
        |nth: u32| format!("  - {{id: c{nth}, kind: typed, question: Which is number {nth}?, answer: n{nth}}}\n");
    let cards: String = (0..1000).map(card).collect();
    let world = World::new().deck("d", &format!("title: D\ncards:\n{cards}"));
    let key = |nth: u32| format!("2f1c7f0e-8d0b-4f3e-9b1c-{nth:012x}");
    let line = |nth: u32| format!("{{\"item\":\"d/c{nth}\",\"answer\":\"n{nth}\",\"key\":\"{}\"}}\n", key(nth));
    let lines = |count: u32| (0..count).map(line).collect::<String>();
    let send = || {
        let sent = in_world(&world, &example("batch"), &["a.jsonl", "--decks", "decks"]).output().unwrap();
        let graded = std::fs::read_to_string(world.path("a.jsonl.graded")).unwrap();
        (sent.status.code(), [sent.stdout, sent.stderr].map(|said| String::from_utf8(said).unwrap()), graded)
    };
    // It broke off after some.
    world.write("a.jsonl", &lines(300));
    let (_, _, first) = send();
    world.write("a.jsonl", &lines(1000));
    let (code, said, all) = send();
    assert_eq!((code, said), (Some(0), [String::new(), "1000 of 1000 answers graded\n".to_owned()]));
    assert!(all.starts_with(&first) && send().2 == all);
    let picture = world.run(&["--decks", "decks", "stats", "--json"]).json();
    assert_eq!(picture["reviews"], 1000);
    world.write("a.jsonl", "nonsense\n");
    let (code, [refused, count], _) = send();
    assert_eq!((code, count.as_str()), (Some(1), "0 of 1 answers graded\n"));
    assert!(refused.contains("\"line\":1") && refused.contains("this is not an answer"), "{refused}");
}

/// What stands in the docs between two pieces of text.
fn in_docs(file: &str, before: &str, after: &str) -> String {
    let text = std::fs::read_to_string(format!("{}/docs/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{file} has no {before}"));
    rest.split_once(after).unwrap().0.to_owned()
}

/// A shell that finds `oss-quiz`.
fn shell(world: &World, script: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_oss-quiz")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths(std::iter::once(program.to_path_buf()).chain(std::env::split_paths(&path))).unwrap();
    let mut command = in_world(world, "sh", &["-ec", script]);
    command.env("PATH", path);
    command
}

#[test]
fn the_lines_of_tmux_tell_what_is_due() {
    let world = World::new().deck("good", GOOD).file("oss-quiz/config.yaml", "builtin: false\n");
    for (file, expected) in [("stats.md", "1 due, 1 min"), ("authoring.md", "0 due")] {
        // tmux gives what stands in `#(...)` to the shell.
        let line = in_docs(file, "set -g status-right '#(", ")");
        let told = shell(&world, &line).env("OSS_QUIZ_CONFIG", world.path("oss-quiz/config.yaml")).output().unwrap();
        assert_eq!(String::from_utf8(told.stdout).unwrap().trim_end(), expected, "{line}");
    }
}

/// A deck in which `check --strict` finds nothing.
const FINE: &str = "title: Fine\ncards:\n  - id: a\n    kind: flip\n    question: Who wrote the first program for the \
                    Analytical Engine?\n    answer: Ada Lovelace\n    because: Her notes of 1843 have a table of steps by \
                    which the engine would find Bernoulli numbers.\n";

/// A clone as GitHub's checkout makes it: one commit, of a merge, on no branch.
#[test]
fn the_workflow_of_the_docs_runs_in_a_shallow_clone() {
    let world = World::new().file("origin/decks/good.yaml", FINE);
    let at = |folder: &str, args: &[&str]| {
        let done = git(&world, &[&["-C", folder], args].concat());
        assert!(done.status.success(), "{args:?}: {done:?}");
    };
    at("origin", &["init", "-q", "-b", "main"]);
    let commit = |what: &str| {
        at("origin", &["add", "."]);
        at("origin", &["commit", "-qm", what]);
    };
    commit("one");
    world.write("origin/README", "decks\n");
    commit("two");
    at("origin", &["checkout", "-q", "-b", "change"]);
    world.write("origin/decks/good.yaml", &FINE.replace("id: a", "id: b"));
    commit("three");
    std::fs::create_dir(world.path("clone")).unwrap();
    at("clone", &["init", "-q"]);
    let origin = format!("file://{}", world.path("origin").display());
    at("clone", &["remote", "add", "origin", &origin]);
    let merge = "+refs/heads/change:refs/remotes/pull/1/merge";
    at("clone", &["fetch", "-q", "--no-tags", "--depth=1", "origin", merge]);
    at("clone", &["checkout", "-q", "refs/remotes/pull/1/merge"]);
    let steps = in_docs("authoring.md", "A workflow of three lines, once the program is installed:\n\n```sh\n", "```");
    assert_eq!(steps.lines().count(), 3);
    let run = || shell(&world, &steps).current_dir(world.path("clone")).env("base", "main").output().unwrap();
    let ran = run();
    let said = String::from_utf8(ran.stdout.clone()).unwrap();
    assert!(ran.status.success(), "{ran:?}");
    assert!(said.contains("::warning file=decks/good.yaml,line=3,col=5,title=progress::"), "{said}");
    assert!(said.contains("add `was: a` to keep its progress"), "{said}");
}
