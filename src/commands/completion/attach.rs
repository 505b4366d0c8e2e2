//! Which argument is offered what. It goes by what an argument takes and by the name of its value, so that a new
//! command is completed as soon as it is there.

use std::any::TypeId;
use std::ffi::OsStr;
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::offers::{self, Offers};
use crate::session::FilterTerm;

/// What is offered for the word begun.
type Completer = fn(&Offers, &str) -> Vec<CompletionCandidate>;

/// The command, and those within it, with what may stand where.
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

/// What is offered for an argument; none where the engine knows it already, or nobody can.
fn offer(command: &str, arg: &Arg) -> Option<Completer> {
    if arg.get_value_parser().type_id() == TypeId::of::<FilterTerm>() {
        return Some(Offers::what);
    }
    let value = arg.get_value_names()?.first()?;
    Some(match (command, value.as_str()) {
        // Its deck is one that is not there yet.
        ("new", _) => return None,
        ("mark", "WHAT") => Offers::marked,
        (_, "ITEM") => Offers::item,
        (_, "CARD") => Offers::card,
        (_, "DECK") => Offers::deck,
        (_, "KEY") => Offers::key,
        (_, "VALUE") => Offers::value,
        (_, "PARTS") => offers::part,
        (_, "RATING") => offers::rating,
        (_, "RULE") => offers::rule,
        (_, "TOPIC" | "COMMAND") => offers::topic,
        _ => return None,
    })
}
