//! Turns clap's errors into our own wording.

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::app::error::CliError;
use crate::cli::Cli;
use crate::deck::nearest;

/// The error with its help text.
#[must_use]
pub fn explained(err: &clap::Error) -> CliError {
    let command = of(err);
    let failure = |what: String, help: Option<String>| {
        let name = command.as_ref().map(|command| format!("`oss-quiz help {}` lists its options", command.get_name()));
        let all = name.unwrap_or_else(|| "`oss-quiz help` lists the commands".to_owned());
        CliError::usage(what).help(help.map_or_else(|| all.clone(), |help| format!("{help} {all}")))
    };
    let (arg, value) = (text(err, ContextKind::InvalidArg), text(err, ContextKind::InvalidValue));
    match err.kind() {
        ErrorKind::UnknownArgument => {
            let near = command.as_ref().and_then(|command| meant_option(&arg, command));
            let what = if arg.starts_with('-') { "there is no option" } else { "unexpected argument" };
            failure(format!("{what} `{arg}`"), near.map(|near| format!("did you mean `{near}`?")))
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(err, ContextKind::InvalidSubcommand);
            let cli = Cli::whole();
            let names: Vec<&str> = command.as_ref().unwrap_or(&cli).get_subcommands().map(Command::get_name).collect();
            let foreign = if command.is_none() { foreign(&name) } else { None };
            let near = || nearest(&name, &names).map(|near| format!("did you mean `{near}`?"));
            failure(format!("there is no command `{name}`"), foreign.or_else(near))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            CliError::usage(format!("`{}` needs a value", option(&arg))).help(format!("write it like `{arg}`"))
        }
        ErrorKind::InvalidValue => {
            let valid = list(err, ContextKind::ValidValue);
            let names: Vec<&str> = valid.iter().map(String::as_str).collect();
            let near = nearest(&value, &names).map(|near| format!("did you mean `{near}`? "));
            let help = format!("{}it can be {}", near.unwrap_or_default(), or(&valid));
            CliError::usage(format!("unknown value `{value}` for {}", option(&arg))).help(help)
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(err).map(ToString::to_string).unwrap_or_default();
            CliError::usage(if arg.starts_with("--") { format!("{}: {why}", option(&arg)) } else { why })
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = list(err, ContextKind::InvalidArg);
            failure(format!("{} is missing", missing.join(", ").replace(['<', '>'], "").replace('|', " or ")), None)
        }
        ErrorKind::ArgumentConflict => {
            let prior = list(err, ContextKind::PriorArg);
            let prior: Vec<String> = prior.iter().map(|prior| format!("`{}`", option(prior))).collect();
            match &prior[..] {
                [] => failure(format!("`{}` is given twice", option(&arg)), None),
                _ => failure(format!("`{}` does not go with {}", option(&arg), prior.join(", ")), None),
            }
        }
        _ => {
            let said = err.to_string();
            let said = said.lines().next().unwrap_or_default();
            failure(said.strip_prefix("error: ").unwrap_or(said).to_owned(), None)
        }
    }
}

/// The command that the error is about, taken from its usage line.
fn of(err: &clap::Error) -> Option<Command> {
    let usage = text(err, ContextKind::Usage);
    let mut words = usage.split_whitespace().skip_while(|word| *word != "oss-quiz").skip(1);
    let mut cli = Cli::whole();
    cli.build();
    words.next().and_then(|name| cli.find_subcommand(name).cloned())
}

/// Names of commands in other programs, and ours.
const FOREIGN: &[(&[&str], &str)] = &[
    (&["review", "study", "start", "quiz", "learn", "practice", "play"], "run"),
    (&["test", "mock"], "exam"),
    (&["search", "find", "grep"], "items --text WORDS"),
    (&["list", "ls"], "decks"),
    (&["tag"], "tags"),
    (&["cards"], "items"),
    (&["status", "progress", "report"], "stats"),
    (&["create", "init"], "new"),
    (&["lint", "validate"], "check"),
    (&["settings", "set"], "config"),
    (&["version"], "--version"),
];

/// A suggestion for a command name from another program.
fn foreign(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let (_, here) = FOREIGN.iter().find(|(names, _)| names.contains(&name.as_str()))?;
    Some(format!("did you mean `{here}`?"))
}

/// The option that `written` is probably a misspelling of, or another command's name for it.
fn meant_option(written: &str, command: &Command) -> Option<String> {
    let written = written.split('=').next().unwrap_or(written).trim_start_matches('-');
    let names: Vec<&str> = command.get_arguments().filter_map(clap::Arg::get_long).collect();
    let foreign = || {
        let here = if command.get_name() == "run" { "limit" } else { "count" };
        nearest(written, &["count", "limit"]).map(|_| here).filter(|here| names.contains(here))
    };
    nearest(written, &names).or_else(foreign).map(|near| format!("--{near}"))
}

/// An option without its value name.
fn option(shown: &str) -> &str {
    shown.split_whitespace().next().unwrap_or(shown).trim_matches(['[', ']'])
}

fn text(err: &clap::Error, kind: ContextKind) -> String {
    match err.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

fn list(err: &clap::Error, kind: ContextKind) -> Vec<String> {
    match err.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// "auto, always or never"
fn or(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::error::ErrorReport;

    fn said(args: &[&str]) -> String {
        let err = Cli::whole().try_get_matches_from(std::iter::once(&"oss-quiz").chain(args)).expect_err("wrong use");
        ErrorReport::of(&explained(&err).into()).text()
    }

    #[test]
    fn each_wrong_use_is_said_in_plain_words() {
        let all: Vec<String> = [
            &["run", "--nwe", "5"][..],
            &["run", "--new", "five"],
            &["run", "--minutes", "0"],
            &["run", "--by", "soon"],
            &["run", "--cram", "--by", "friday"],
            &["run", "is:fine"],
            &["rnu"],
            &["--color", "blue", "run"],
            &["run", "--limit"],
            &["add"],
            &["completions", "bsh"],
            &["undo", "all"],
            &["config", "sett", "x", "y"],
            &["exam", "--pass", "120"],
            &["exam", "--history", "x"],
            &["exam", "--cout", "3"],
            &["run", "--cout", "3"],
            &["search", "X"],
            &["review"],
            &["version"],
            &["export"],
            &["import"],
        ]
        .into_iter()
        .map(|args| format!("$ oss-quiz {}\n{}\n", args.join(" "), said(args)))
        .collect();
        insta::assert_snapshot!(all.concat(), @r"
        $ oss-quiz run --nwe 5
        error: there is no option `--nwe`
          help: did you mean `--new`? `oss-quiz help run` lists its options
        $ oss-quiz run --new five
        error: --new: `five` is not a whole number
        $ oss-quiz run --minutes 0
        error: --minutes: `0` is not a whole number from 1
        $ oss-quiz run --by soon
        error: --by: `soon` is not a day; write it like tomorrow, friday, +7d or 2026-12-24
        $ oss-quiz run --cram --by friday
        error: `--cram` does not go with `--by`
          help: `oss-quiz help run` lists its options
        $ oss-quiz run is:fine
        error: `is:fine` is not a state; the states are is:new, is:learning, is:review, is:due, is:missed, is:suspended, is:buried, is:flagged, is:leech
        $ oss-quiz rnu
        error: there is no command `rnu`
          help: did you mean `run`? `oss-quiz help` lists the commands
        $ oss-quiz --color blue run
        error: unknown value `blue` for --color
          help: it can be auto, always or never
        $ oss-quiz run --limit
        error: `--limit` needs a value
          help: write it like `--limit <N>`
        $ oss-quiz add
        error: DECK is missing
          help: `oss-quiz help add` lists its options
        $ oss-quiz completions bsh
        error: unknown value `bsh` for <SHELL>
          help: did you mean `bash`? it can be bash, elvish, fish, powershell or zsh
        $ oss-quiz undo all
        error: `all` is not the id of a review
        $ oss-quiz config sett x y
        error: there is no command `sett`
          help: did you mean `set`? `oss-quiz help config` lists its options
        $ oss-quiz exam --pass 120
        error: --pass: `120` is not a whole number from 0 to 100
        $ oss-quiz exam --history x
        error: --history: `x` is not a whole number
        $ oss-quiz exam --cout 3
        error: there is no option `--cout`
          help: did you mean `--count`? `oss-quiz help exam` lists its options
        $ oss-quiz run --cout 3
        error: there is no option `--cout`
          help: did you mean `--limit`? `oss-quiz help run` lists its options
        $ oss-quiz search X
        error: there is no command `search`
          help: did you mean `items --text WORDS`? `oss-quiz help` lists the commands
        $ oss-quiz review
        error: there is no command `review`
          help: did you mean `run`? `oss-quiz help` lists the commands
        $ oss-quiz version
        error: there is no command `version`
          help: did you mean `--version`? `oss-quiz help` lists the commands
        $ oss-quiz export
        error: --reviews FILE or --anki FILE or --csv FILE is missing
          help: `oss-quiz help export` lists its options
        $ oss-quiz import
        error: FILE... is missing
          help: `oss-quiz help import` lists its options
        ");
    }

    #[test]
    fn what_other_programs_call_a_command_leads_to_one_that_there_is() {
        for (names, here) in FOREIGN {
            let first = here.split(' ').next().unwrap_or_default();
            let is_there = Cli::whole().find_subcommand(first).is_some() || first == "--version";
            assert!(is_there, "{here}");
            for name in *names {
                assert!(Cli::whole().find_subcommand(name).is_none(), "{name} is a command");
            }
        }
    }
}
