//! Tab completion: a shell runs `OSS_QUIZ_COMPLETE=bash oss-quiz -- oss-quiz run ch`.
//!
//! The engine is clap's; this module adds decks, cards and tags. It must be quick and silent: the store is never opened
//! and errors are not reported, they only yield fewer candidates.

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

/// Environment variable that names the shell and switches completion on.
const VARIABLE: &str = "OSS_QUIZ_COMPLETE";

/// The candidates in the format that the shell reads; `None` if no shell asked for completion.
///
/// `words` are the program's arguments; after `--` comes the command line up to the cursor.
#[must_use]
pub fn completed(env: &Env, words: impl IntoIterator<Item = OsString>) -> Option<String> {
    let shell = shells::named(env.complete.as_deref()?)?;
    let line: Vec<OsString> = words.into_iter().skip_while(|word| word != "--").skip(1).collect();
    Some(shells::answer(shell, line, |line| offered(env, line)))
}

/// The candidates for the last word of a line, best first.
fn offered(env: &Env, line: Vec<OsString>) -> Vec<CompletionCandidate> {
    let Some((word, before)) = line.split_last() else { return Vec::new() };
    let mut command = command(env, before);
    let (word, at) = (word.to_string_lossy().into_owned(), before.len());
    // The engine fails on lines it can't make sense of.
    let mut offered = complete(&mut command, line, at, None).unwrap_or_default();
    let starts = |offer: &CompletionCandidate, with: &str| offer.get_value().to_string_lossy().starts_with(with);
    if !word.starts_with('-') {
        // Leave options out unless there is nothing else: they would crowd out the rest.
        let all_are_options = offered.iter().all(|offer| starts(offer, "-"));
        offered.retain(|offer| if all_are_options { starts(offer, "--") } else { !starts(offer, "-") });
    }
    offered
}

/// The program's commands with completers, given the words before the cursor.
fn command(env: &Env, before: &[OsString]) -> clap::Command {
    let decks = decks_on(before).iter().map(|path| env.in_full(path)).collect();
    let global = Global { decks, ..Global::default() };
    let app = App::silent(env.clone(), global);
    let previous = before.last().map(|word| word.to_string_lossy().into_owned());
    let offers = Offers { places: app.places(&[]), cache: app.cache(), previous: previous.unwrap_or_default() };
    attach::with_offers(Cli::command(), &Arc::new(offers))
}

/// The paths given with `--decks` on the line.
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
