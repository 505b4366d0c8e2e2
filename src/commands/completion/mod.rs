//! What a shell offers for a word that is half typed: `OSS_QUIZ_COMPLETE=bash oss-quiz -- oss-quiz run ch`.
//!
//! The engine is clap's; which decks, cards and tags there are is told here. A shell asks at a press of a key, so the
//! store is never opened, nothing is said of what is broken, and where nothing is known nothing is offered.

mod attach;
mod offers;
mod shells;
mod spelling;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::CommandFactory as _;
use clap_complete::engine::{CompletionCandidate, complete};

use crate::app::{App, Env};
use crate::cli::{Cli, Global};
use offers::Offers;
pub(super) use shells::script;

/// The variable that names the shell that asks.
const VARIABLE: &str = "OSS_QUIZ_COMPLETE";

/// What the shell that asks is to offer, as it reads it; `None` where no shell asks.
///
/// `words` are the program's arguments: what stands behind `--` is the line up to the cursor, as the shell has it.
#[must_use]
pub fn completed(env: &Env, words: impl IntoIterator<Item = OsString>) -> Option<String> {
    let shell = shells::named(env.complete.as_deref()?)?;
    let line: Vec<OsString> = words.into_iter().skip_while(|word| word != "--").skip(1).collect();
    Some(shells::answer(shell, line, |line| offered(env, line)))
}

/// The words that may stand at the end of a line, the best first.
fn offered(env: &Env, line: Vec<OsString>) -> Vec<CompletionCandidate> {
    let Some((word, before)) = line.split_last() else { return Vec::new() };
    let mut command = command(env, before);
    let (word, at) = (word.to_string_lossy().into_owned(), before.len());
    // An error is a line for which the engine has nothing.
    let mut offered = complete(&mut command, line, at, None).unwrap_or_default();
    let starts = |offer: &CompletionCandidate, with: &str| offer.get_value().to_string_lossy().starts_with(with);
    if !word.starts_with('-') {
        // Options would hide what is meant, unless there is nothing else.
        let all_are_options = offered.iter().all(|offer| starts(offer, "-"));
        offered.retain(|offer| if all_are_options { starts(offer, "--") } else { !starts(offer, "-") });
    }
    offered
}

/// The program's commands, which know what may stand where behind these words.
fn command(env: &Env, before: &[OsString]) -> clap::Command {
    let decks = decks_on(before).iter().map(|path| env.in_full(path)).collect();
    let global = Global { decks, ..Global::default() };
    let app = App::silent(env.clone(), global);
    let previous = before.last().map(|word| word.to_string_lossy().into_owned());
    let offers = Offers { places: app.places(&[]), cache: app.cache(), previous: previous.unwrap_or_default() };
    attach::with_offers(Cli::command(), &Arc::new(offers))
}

/// The places that `--decks` names on the line.
fn decks_on(line: &[OsString]) -> Vec<PathBuf> {
    const FLAG: &str = "--decks";
    let mut decks = Vec::new();
    let mut words = line.iter();
    while let Some(word) = words.next() {
        if word == FLAG {
            decks.extend(words.next().map(PathBuf::from));
        } else if let Some(path) = word.to_str().and_then(|word| word.strip_prefix(FLAG)?.strip_prefix('=')) {
            decks.push(PathBuf::from(path));
        }
    }
    decks
}
