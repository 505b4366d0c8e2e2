//! Chooses the completer of each argument by the type and name of its value, so that a new command needs no entry here.

use std::any::TypeId;
use std::ffi::OsStr;
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::offers::{self, Offers};
use crate::session::FilterTerm;

type Completer = fn(&Offers, &str) -> Vec<CompletionCandidate>;

/// Attaches a completer to the arguments of a command and its subcommands.
pub(super) fn with_offers(command: Command, offers: &Arc<Offers>) -> Command {
    let name = command.get_name().to_owned();
    command
        .mut_args(|arg| match offer(&name, &arg) {
            Some(offer) => arg.add(completer(offer, Arc::clone(offers))),
            None => arg,
        })
        .mut_subcommands(|within| with_offers(within, offers))
}

fn completer(offer: Completer, offers: Arc<Offers>) -> ArgValueCompleter {
    ArgValueCompleter::new(move |word: &OsStr| word.to_str().map_or_else(Vec::new, |word| offer(&offers, word)))
}

/// The completer for an argument; `None` if the engine has its own or nothing can be offered.
fn offer(command: &str, arg: &Arg) -> Option<Completer> {
    if arg.get_value_parser().type_id() == TypeId::of::<FilterTerm>() {
        return Some(Offers::what);
    }
    let value = arg.get_value_names()?.first()?;
    Some(match (command, value.as_str()) {
        // Names a deck that doesn't exist yet.
        ("new", _) => return None,
        ("mark", "WHAT") => Offers::marked,
        (_, "ITEM") => Offers::item,
        (_, "CARD") => Offers::card,
        (_, "DECK") => Offers::deck,
        (_, "KEY") => Offers::key,
        (_, "VALUE") => Offers::value,
        (_, "SECTIONS") => offers::part,
        (_, "RATING") => offers::rating,
        (_, "RULE") => offers::rule,
        (_, "TOPIC" | "COMMAND") => offers::topic,
        _ => return None,
    })
}
