//! The protocol of each shell. The scripts for bash, zsh and fish are ours, the others are the engine's.

use std::ffi::OsString;
use std::path::Path;

use clap_complete::Shell;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::Shells;

use super::VARIABLE;
use super::offers::goes_on;
use super::spelling::{escaped, in_quotes, is_plain, stays_in_quotes, unquoted};

const NAME: &str = "oss-quiz";

pub(super) fn named(name: &str) -> Option<Shell> {
    clap::ValueEnum::from_str(name, false).ok()
}

/// The script that makes a shell complete by running this program.
///
/// # Errors
/// If the engine can't write it.
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

/// Formats the candidates that `offered` returns for a line as the shell reads them.
pub(super) fn answer(
    shell: Shell,
    mut line: Vec<OsString>,
    offered: impl FnOnce(Vec<OsString>) -> Vec<CompletionCandidate>,
) -> String {
    let mut in_quote = false;
    match shell {
        // Bash passes the words as typed, quotes included.
        Shell::Bash => {
            for word in &mut line {
                (*word, in_quote) = unquoted(word);
            }
        }
        // Fish does so for the last word only.
        Shell::Fish => {
            if let Some(word) = line.last_mut() {
                *word = unquoted(word).0;
            }
        }
        _ => {}
    }
    let mut answer = String::new();
    for offer in offered(line) {
        let value = offer.get_value().to_string_lossy();
        let about = about(&offer);
        let spelled = match shell {
            Shell::Bash if in_quote => {
                stays_in_quotes(&value).then(|| value.to_string() + if goes_on(&offer) { "\t" } else { "" })
            }
            Shell::Bash => Some(escaped(&value) + if goes_on(&offer) { "\t" } else { "" }),
            Shell::Zsh => Some(in_zsh(&value, about.as_deref(), goes_on(&offer))),
            Shell::Fish => Some(with_tab(&value, about)),
            // PowerShell inserts the text into the line as is, and might run it.
            Shell::PowerShell => is_plain(&value).then(|| with_tab(&value, about)),
            _ => Some(value.to_string()),
        };
        // A tag may be any text, even one with line breaks or escape sequences.
        if let Some(spelled) = spelled.filter(|_| !value.chars().any(char::is_control)) {
            answer.extend([&spelled, "\n"]);
        }
    }
    answer
}

fn with_tab(value: &str, about: Option<String>) -> String {
    about.map_or_else(|| value.to_owned(), |about| format!("{value}\t{about}"))
}

/// `+` before a word that may be continued, else `=`; the description follows a colon.
fn in_zsh(value: &str, about: Option<&str>, goes_on: bool) -> String {
    let open = if goes_on { '+' } else { '=' };
    let value = value.replace('\\', r"\\").replace(':', r"\:");
    let about = about.map_or_else(String::new, |about| format!(":{}", about.replace('\\', r"\\")));
    format!("{open}{value}{about}")
}

/// The description of a candidate, one line.
fn about(offer: &CompletionCandidate) -> Option<String> {
    let text = offer.get_help()?.to_string();
    let line = text.lines().next().unwrap_or_default().trim();
    (!line.is_empty()).then(|| line.replace('\t', " "))
}
