//! `due`: what is due, in one line.

use std::io::Write as _;
use std::rc::Rc;

use super::ahead;
use super::desk::{Desk, Glance};
use super::{outlook, selection};
use crate::app::App;
use crate::cli::DueArgs;
use crate::outcome::Outcome;
use crate::schedule::Day;
use crate::session::{Settings, Wanted};
use crate::stats::{Asked, DueJson, DueLine, Next, Pace, RETENTION_DAYS};
use crate::store::Store;

/// Prints the line, or JSON; exit 1 if nothing is due.
pub(super) fn run(args: &DueArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let due = Due::of(&args.what, app)?;
    let nothing = match due.asked.all() {
        0 => selection::nothing(&due.settings.filter, &*due.desk.found, &due.desk.store, due.today)?,
        _ => None,
    };
    if args.json {
        app.print_json(&DueJson::new(due.asked, outlook::forecast(&due.desk, &due.settings, due.today)?.fortnight()))?;
    } else if let Some(format) = &args.format {
        let store = &due.desk.store;
        let text = format.filled(&due.line()?, outlook::streak(store, &store.day_sums()?, app.now())?.now);
        if !text.is_empty() {
            writeln!(app.out, "{text}")?;
        }
    } else if !app.global.quiet {
        match nothing {
            Some(said) => writeln!(app.out, "{}", selection::phrase(&said))?,
            None => writeln!(app.out, "{}", due.line()?)?,
        }
    }
    due.desk.found.settle();
    let outcome = Outcome::found_if(due.asked.all() > 0);
    // The process ends: what was read of thousands of items need not be given back one by one.
    std::mem::forget(due);
    Ok(outcome)
}

/// The line of `due` for everything.
pub(super) fn line_of_all(app: &mut App) -> anyhow::Result<DueLine> {
    Due::of(&[], app)?.line()
}

/// What is due.
struct Due {
    desk: Rc<Desk>,
    settings: Settings,
    today: Day,
    asked: Asked,
}

impl Due {
    /// Without a word about faulty decks but under `-v`.
    fn of(what: &[Wanted], app: &mut App) -> anyhow::Result<Self> {
        let search = app.search(what);
        // Meanwhile; what is wrong with decks is said first.
        let store = app.store_as_it_is();
        let today = app.now().day;
        let most = outlook::enough(app.config.reviews_per_day);
        let glance = Glance::ahead_of_all(&store, today, most);
        let found = if app.global.verbose { app.found(search)? } else { app.found_quietly(search)? };
        let desk = Desk::new(found.contents, store?.map_or_else(Store::in_memory, Ok)?).knowing(glance);
        ahead::warn(&desk.store, app)?;
        let settings = selection::settings(what, &*desk.found, &desk.store, app)?;
        let asked = outlook::asked(&desk, &settings, today)?;
        Ok(Self { desk, settings, today, asked })
    }

    fn line(&self) -> anyhow::Result<DueLine> {
        let Self { desk, settings, today, asked } = self;
        let minutes = Pace::of(&desk.store.day_sums_since(*today - RETENTION_DAYS)?, *today).minutes(*asked);
        // Told only when nothing is left today.
        let next = if asked.all() == 0 {
            let tomorrow = outlook::asked(desk, settings, *today + 1)?;
            Next::of(&outlook::forecast(desk, settings, *today)?, tomorrow, *today)
        } else {
            None
        };
        Ok(DueLine { today: *today, asked: *asked, minutes, next })
    }
}
