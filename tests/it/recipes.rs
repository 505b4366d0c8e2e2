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
        !bad.status.success() && said.contains("my decks/good.yaml:1:1: error: a deck is a file of fields"),
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
