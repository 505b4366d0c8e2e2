//! The page that `oss-quiz` prints without a command: what is left today, the decks, what to do next.

use std::rc::Rc;

use super::deck_numbers::{DeckNumbers, rows};
use super::{clock_ahead, ui};
use crate::app::error::{ErrorReport, ExitKind, Outcome};
use crate::app::{App, FoundDecks};
use crate::schedule::Day;
use crate::session::Settings;
use crate::store::Store;
use crate::study::StudyContext;
use crate::study::outlook;
use crate::terminal::Overview;

/// Prints the page. If the store can't be read, the page says why.
pub(super) fn run(app: &mut App) -> anyhow::Result<Outcome> {
    let found = if app.global.verbose { app.find(&[])? } else { app.find_quietly(&[])? };
    let store = app.store_as_it_is();
    let read = store.and_then(|store| with_progress(&found, store.map_or_else(Store::in_memory, Ok)?, app));
    let (page, outcome) = match read {
        Ok(page) => (page, Outcome::Done),
        Err(err) => {
            let err = app.naming_backup(err);
            let report = ErrorReport::of(&err);
            if report.exit != ExitKind::Store.code() {
                return Err(err);
            }
            (without_progress(&found, &report, app), Outcome::Failed(ExitKind::Store))
        }
    };
    ui::print_overview(&page, app)?;
    Ok(outcome)
}

fn with_progress(found: &FoundDecks, store: Store, app: &mut App) -> anyhow::Result<Overview> {
    clock_ahead::warn(&store, app)?;
    let today = app.now().day;
    let context = StudyContext::new(Rc::clone(&found.contents), store);
    let settings: Settings = app.settings(&[], &*context.found)?;
    let days = context.store.day_sums()?;
    let standing = DeckNumbers::of(&context, app)?;
    Ok(Overview {
        trouble: None,
        outlook: outlook::outlook(&context, &settings, today)?,
        tomorrow_is_next: Day::from(app.clock.now().date()) == today,
        streak: outlook::streak(&context.store, &days, app.now())?.now,
        ms_today: days.get(&today).map_or(0, |sums| sums.ms.max(0).unsigned_abs()),
        decks: rows(found, Some(&standing), app),
    })
}

/// The page without progress, with the reason why.
fn without_progress(found: &FoundDecks, report: &ErrorReport, app: &App) -> Overview {
    let what = match &report.help {
        Some(help) => format!("{}: {help}.", report.what),
        None => format!("{}.", report.what),
    };
    Overview { trouble: Some(what), decks: rows(found, None, app), ..Overview::default() }
}
