//! Mends what was found, one thing after another.

use std::io::{IsTerminal as _, stdin};
use std::path::Path;

use super::check::{Act, Fix, FixedOut, Report};
use super::salvage;
use crate::app::App;
use crate::app::error::{CliError, ErrorReport};
use crate::cli::DoctorArgs;
use crate::commands::{clock_ahead, ui};
use crate::schedule::{self, EventDraft, EventKind};
use crate::store::{Store, StoreError, health};
use crate::terminal::{Dialog, EndOfInput, silent_dialog};

/// Asks before each act, unless that is not wanted, and does it. The end of the input is a no to all that is left.
pub(super) fn all(report: &Report, store: &Path, args: &DoctorArgs, app: &mut App) -> anyhow::Result<Vec<FixedOut>> {
    if report.fixes().next().is_none() {
        return Ok(Vec::new());
    }
    app.may_write()?;
    let mut dialog = if args.yes { None } else { Some(asked(args, app)?) };
    let mut fixed = Vec::new();
    let mut is_over = false;
    for fix in report.fixes() {
        let agreed = match &mut dialog {
            None => true,
            Some(_) if is_over => false,
            Some(dialog) => match dialog.confirm(&format!("{}?", capital(&fix.words))) {
                Err(err) if err.is::<EndOfInput>() => {
                    is_over = true;
                    false
                }
                answer => answer?,
            },
        };
        let said = if agreed { Some(done(fix, store, app)) } else { None };
        if let Some(said) = &said {
            let words = said.as_ref().unwrap_or_else(|why| why);
            match &mut dialog {
                Some(dialog) => dialog.say(words)?,
                None if args.json || app.global.quiet => {}
                None => writeln!(app.out, "{}: {words}", fix.words)?,
            }
        }
        let is_done = matches!(said, Some(Ok(_)));
        let said = said.map(|said| said.unwrap_or_else(|why| why));
        fixed.push(FixedOut { fix: fix.words.clone(), done: is_done, said });
    }
    Ok(fixed)
}

fn asked(args: &DoctorArgs, app: &mut App) -> anyhow::Result<Box<dyn Dialog>> {
    if !args.json {
        return ui::dialog(app);
    }
    if stdin().is_terminal() {
        return Err(CliError::usage("--json asks nothing").help("--yes mends all that can be mended").into());
    }
    Ok(silent_dialog())
}

/// What came of an act, or why it failed.
fn done(fix: &Fix, store: &Path, app: &mut App) -> Result<String, String> {
    let why = |err: anyhow::Error| format!("that failed: {}", ErrorReport::of(&err).what);
    perform(&fix.act, store, app).map_err(why)
}

fn perform(act: &Act, path: &Path, app: &mut App) -> anyhow::Result<String> {
    match act {
        Act::Remove(draft) => health::remove(draft)?,
        Act::Close(paths) => paths.iter().try_for_each(|path| health::close(path))?,
        Act::RetractAhead => {
            let store = opened(app)?;
            let put = clock_ahead::retract(&store, app)?;
            store.checkpoint()?;
            return Ok(clock_ahead::summary(&put));
        }
        Act::Retract(events) => {
            let (store, moment) = (opened(app)?, app.by_the_clock());
            let draft = |(item, target): &(crate::deck::ItemId, schedule::EventId)| EventDraft {
                moment,
                item: Some(item.clone()),
                what: EventKind::Act(schedule::Act::Retract { target: *target }),
            };
            store.append(&events.iter().map(draft).collect::<Vec<_>>())?;
            store.checkpoint()?;
        }
        Act::Salvage => return salvage::salvage(path, app),
        Act::BackUp => {
            let store = opened(app)?;
            return backed_up(&store, path, app);
        }
        Act::CompleteSchema => {
            let store = opened(app)?;
            store.complete_schema()?;
            store.checkpoint()?;
        }
        Act::RebuildViews => {
            return match views_rebuilt(path, app) {
                // Pages of two tables may be in each other's place: only a new file is without them.
                Err(err) if matches!(err.downcast_ref(), Some(StoreError::Damaged { .. })) => {
                    salvage::salvage(path, app)
                }
                done => done,
            };
        }
    }
    Ok("Done.".to_owned())
}

fn views_rebuilt(path: &Path, app: &mut App) -> anyhow::Result<String> {
    let store = opened(app)?;
    let made = backed_up(&store, path, app)?;
    store.rebuild_views()?;
    store.checkpoint()?;
    Ok(format!("{made} The views are what the log comes to."))
}

fn backed_up(store: &Store, path: &Path, app: &App) -> anyhow::Result<String> {
    let backups = app.backups(path);
    let made = backups.make(store, app.now().day)?;
    app.thin(&backups, store)?;
    Ok(format!("Made {}.", app.shown(&made.path)))
}

fn opened(app: &mut App) -> anyhow::Result<Store> {
    app.store_if_there()?.ok_or_else(|| anyhow::anyhow!("the store is gone"))
}

/// A help as a sentence.
pub(super) fn sentence(help: &str) -> String {
    format!("{}.", capital(help))
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}
