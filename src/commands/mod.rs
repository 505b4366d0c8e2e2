//! The commands, one file each: load, compute, print. They may use every other module but decide nothing themselves.

mod accept;
#[cfg(test)]
mod accept_laws;
mod add;
mod add_many;
mod again;
mod backup;
mod changes;
mod check;
mod clock_ahead;
mod completion;
mod completions;
mod config;
mod day_check;
mod deck_identity;
mod deck_numbers;
mod decks;
mod doctor;
mod due;
mod edit;
mod exam;
mod export;
mod grade;
mod help;
mod import;
mod in_session;
mod interview;
mod item_json;
mod items;
#[cfg(all(test, unix))]
mod limits;
mod listing;
mod man;
mod mark;
mod new;
mod next;
mod open;
mod output;
mod overview;
mod paged;
mod requeue;
mod reread;
mod restore;
mod reviewed;
mod run;
mod schema;
mod selection;
mod session_report;
mod show;
mod standard_input;
mod startup;
mod stats;
mod tags;
mod ui;
mod undo;
mod user_copy;
mod written;
pub mod wrong_use;

use crate::app::error::{CliError, Outcome};
use crate::app::{App, unknown_name};
use crate::cli::{Cli, Command};
use crate::deck::{Decks, Item, ItemId};
use crate::schedule::PastDay;
use crate::session::no_card;
use crate::terminal::{EndOfInput, Interrupted};
pub use completion::completed;

/// Runs the command that the command line names.
///
/// # Errors
/// A [`CliError`], or an error of the store.
pub fn run(cli: &Cli, app: &mut App) -> anyhow::Result<Outcome> {
    let is_long = cli.command.as_ref().is_some_and(Command::is_long);
    let ran = if is_long { paged::paged(app, |app| command(cli, app)) } else { command(cli, app) };
    ran.or_else(|err| match err.downcast_ref::<Interrupted>() {
        Some(interrupted) => Ok(Outcome::Interrupted(interrupted.signal)),
        None if err.is::<EndOfInput>() => Err(CliError::usage(err.to_string()).into()),
        None => Err(app.naming_backup(err)),
    })
}

fn command(cli: &Cli, app: &mut App) -> anyhow::Result<Outcome> {
    match &cli.command {
        None => overview::run(app),
        Some(Command::Run(args)) => run::run(args, app),
        Some(Command::Exam(args)) => exam::run(args, app),
        Some(Command::Stats(args)) => stats::run(args, app),
        Some(Command::Due(args)) => due::run(args, app),
        Some(Command::Decks(args)) => decks::run(args, app),
        Some(Command::Show(args)) => show::run(args, app),
        Some(Command::Items(args)) => items::run(args, app),
        Some(Command::Tags(args)) => tags::run(args, app),
        Some(Command::New(args)) => new::run(args, app),
        Some(Command::Add(args)) => add::run(args, app),
        Some(Command::Edit(args)) => edit::run(args, app),
        Some(Command::Check(args)) => check::run(args, app),
        Some(Command::Undo(args)) => undo::run(args, app),
        Some(Command::Next(args)) => next::run(args, app),
        Some(Command::Grade(args)) => grade::run(args, app),
        Some(Command::Mark(args)) => mark::run(args, app),
        Some(Command::Backup(args)) => backup::run(args, app),
        Some(Command::Restore(args)) => restore::run(args, app),
        Some(Command::Doctor(args)) => doctor::run(args, app),
        Some(Command::Export(args)) => export::run(args, app),
        Some(Command::Import(args)) => import::run(args, app),
        Some(Command::Config(args)) => config::run(args, app),
        Some(Command::Help { topic }) => help::run(topic.as_deref(), app),
        Some(Command::Completions { shell }) => completions::completions(*shell, app),
        Some(Command::Schema { of }) => schema::run(*of, app),
        Some(Command::Man(args)) => man::run(args, app),
    }
}

/// The error for a day in the past.
fn past_day(past: PastDay) -> CliError {
    CliError::usage(past.to_string()).help("name a day still to come, like tomorrow, friday, +7d or 2026-12-24")
}

/// The item with this name, read from its deck.
fn item_of_name(name: &str, found: &dyn Decks) -> anyhow::Result<Item> {
    let id = name.parse::<ItemId>().map_err(|err| CliError::usage(err.to_string()))?;
    found.item(&id).ok_or_else(|| no_item(name, &id, found))
}

fn no_item(name: &str, item: &ItemId, found: &dyn Decks) -> anyhow::Error {
    if found.card(name).is_none() {
        return unknown_name(no_card(name, found)).into();
    }
    let of_deck = found.summaries().iter().position(|deck| deck.id.as_str() == item.deck());
    let entries = of_deck.map(|deck| found.entries(deck)).unwrap_or_default();
    let names: Vec<&str> =
        entries.iter().map(|entry| &entry.id).filter(|id| id.card() == name).map(ItemId::as_str).collect();
    let help = format!("its items are {}", names.join(", "));
    CliError::usage(format!("there is no item `{name}`")).help(help).into()
}
