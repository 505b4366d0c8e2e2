//! How each shell asks and is answered. For bash, zsh and fish the scripts are ours; for the others the engine's.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

use clap_complete::Shell;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::Shells;

use super::VARIABLE;
use super::spelling::{escaped, in_quotes, unquoted};

/// The name of the program, which the shell completes.
const NAME: &str = "oss-quiz";

/// The shell of that name.
pub(super) fn named(name: &str) -> Option<Shell> {
    clap::ValueEnum::from_str(name, false).ok()
}

/// The script that has a shell ask this program.
///
/// # Errors
/// When the engine can't write it.
pub(in crate::commands) fn script(shell: Shell, program: &Path) -> std::io::Result<String> {
    let program = program.to_string_lossy();
    let quoted = match shell {
        Shell::Fish => format!("'{}'", program.replace('\\', r"\\").replace('\'', r"\'")),
        _ => in_quotes(&program),
    };
    let ours = match shell {
        Shell::Bash => include_str!("oss-quiz.bash"),
        Shell::Zsh => include_str!("oss-quiz.zsh"),
        Shell::Fish => include_str!("oss-quiz.fish"),
        other => {
            let mut script = Vec::new();
            if let Some(engine) = Shells::builtins().completer(&other.to_string()) {
                engine.write_registration(VARIABLE, NAME, NAME, &program, &mut script)?;
            }
            return Ok(String::from_utf8_lossy(&script).into_owned());
        }
    };
    Ok(ours.replace("PROGRAM", &quoted))
}

/// What a shell reads: `offered` tells what may stand at the end of a line, `command` is what the engine itself asks.
pub(super) fn answer(
    shell: Shell,
    mut line: Vec<OsString>,
    offered: impl FnOnce(Vec<OsString>) -> Vec<CompletionCandidate>,
    command: impl FnOnce() -> clap::Command,
) -> Vec<u8> {
    let mut answer = String::new();
    match shell {
        Shell::Bash => {
            let words: Vec<(OsString, bool)> = line.iter().map(|word| unquoted(word)).collect();
            let in_quote = words.last().is_some_and(|(_, open)| *open);
            for offer in offered(words.into_iter().map(|(word, _)| word).collect()) {
                let value = offer.get_value().to_string_lossy();
                line_of(&mut answer, &if in_quote { value.into_owned() } else { escaped(&value) });
            }
        }
        Shell::Zsh => {
            for offer in offered(line) {
                let value = offer.get_value().to_string_lossy();
                // Whether more may follow in the same word; a colon would begin what it is about.
                let open = if value.ends_with(['/', ':', '.', '=']) { '+' } else { '=' };
                let value = value.replace('\\', r"\\").replace(':', r"\:");
                let about = about(&offer).map_or_else(String::new, |about| format!(":{}", about.replace('\\', r"\\")));
                line_of(&mut answer, &format!("{open}{value}{about}"));
            }
        }
        Shell::Fish => {
            // All but the last are handed over as the program would see them.
            if let Some(word) = line.last_mut() {
                *word = unquoted(word).0;
            }
            for offer in offered(line) {
                let about = about(&offer).map_or_else(String::new, |about| format!("\t{about}"));
                line_of(&mut answer, &format!("{}{about}", offer.get_value().to_string_lossy()));
            }
        }
        other => return of_engine(&other.to_string(), line, command()),
    }
    answer.into_bytes()
}

/// As the engine itself answers a shell.
fn of_engine(shell: &str, line: Vec<OsString>, mut command: clap::Command) -> Vec<u8> {
    let mut answer = Vec::new();
    if let Some(engine) = Shells::builtins().completer(shell)
        && !line.is_empty()
        && engine.write_complete(&mut command, line, None, &mut answer).is_err()
    {
        // A line for which it has nothing.
        answer.clear();
    }
    answer
}

/// What an offer is about, in one line.
fn about(offer: &CompletionCandidate) -> Option<String> {
    let text = offer.get_help()?.to_string();
    let line = text.lines().next().unwrap_or_default().trim();
    (!line.is_empty()).then(|| line.replace('\t', " "))
}

/// A line of its own; what is none is left out, since a shell would take it for several.
fn line_of(answer: &mut String, line: &str) {
    if !line.chars().any(|sign| matches!(sign, '\n' | '\r' | '\0')) {
        // Writing to a string can't fail.
        let _ = writeln!(answer, "{line}");
    }
}
