//! `due`: what is due, in one line.

use std::io::Write as _;
use std::rc::Rc;

use super::clock_ahead;
use super::desk::{Desk, Glance};
use super::{outlook, selection};
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::DueArgs;
use crate::library::DeckRoot;
use crate::schedule::Day;
use crate::session::{FilterTerm, Load, Outlook, Settings};
use crate::stats::{DueJson, due_line};
use crate::store::Store;

/// Prints one line or JSON; exit 1 if nothing is due.
pub(super) fn run(args: &DueArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let due = Due::of(&args.what, app)?;
    let nothing = match due.left.all() {
        0 => selection::nothing(&due.settings.filter, &*due.desk.found, &due.desk.store, due.today)?,
        _ => None,
    };
    if args.json {
        let (outlook, streak) = due.outlook_and_streak(app)?;
        let forecast = outlook::forecast(due.left, &due.desk, &due.settings, due.today)?;
        app.print_json(&DueJson::new(&outlook, streak, forecast.fortnight(), due.folders()))?;
    } else if let Some(format) = &args.format {
        let (outlook, streak) = due.outlook_and_streak(app)?;
        let text = format.filled(&outlook, streak);
        if !text.is_empty() {
            writeln!(app.out, "{text}")?;
        }
    } else if !app.global.quiet {
        match nothing {
            Some(said) => writeln!(app.out, "{}", selection::phrase(&said))?,
            None if due.counts_local => {
                writeln!(app.out, "{} (with ./decks of this folder)", due_line(&due.outlook()?))?;
            }
            None => writeln!(app.out, "{}", due_line(&due.outlook()?))?,
        }
    }
    due.desk.found.settle();
    Ok(Outcome::found_if(due.left.all() > 0))
}

struct Due {
    desk: Rc<Desk>,
    settings: Settings,
    today: Day,
    left: Load,
    roots: Vec<DeckRoot>,
    /// Whether `./decks` of the current folder counts, so that the number differs elsewhere.
    counts_local: bool,
}

impl Due {
    /// Reports faulty decks only with `-v`.
    fn of(what: &[FilterTerm], app: &mut App) -> anyhow::Result<Self> {
        let search = app.search(what);
        // While the search runs. Deck problems are reported before store errors.
        let store = app.store_as_it_is();
        let today = app.now().day;
        let most = outlook::enough(app.config.reviews_per_day);
        let glance = Glance::ahead_of_all(&store, today, most);
        let found = if app.global.verbose { app.found(search)? } else { app.found_quietly(search)? };
        let desk = Desk::new(found.contents, store?.map_or_else(Store::in_memory, Ok)?).knowing(glance);
        clock_ahead::warn(&desk.store, app)?;
        let settings = selection::settings(what, &*desk.found, &desk.store, app)?;
        let left = outlook::asked(&desk, &settings, today)?;
        let counts_local = app.is_local(&found.roots_used);
        Ok(Self { desk, settings, today, left, roots: found.roots_used, counts_local })
    }

    /// The absolute paths that decks were read from.
    fn folders(&self) -> Vec<String> {
        let paths = self.roots.iter().filter_map(|root| std::path::absolute(root.path.as_ref()?).ok());
        paths.map(|path| path.to_string_lossy().into_owned()).collect()
    }

    /// The outlook and the streak of study days.
    fn outlook_and_streak(&self, app: &App) -> anyhow::Result<(Outlook, u32)> {
        let store = &self.desk.store;
        let streak = outlook::streak(store, &store.day_sums()?, app.now())?;
        Ok((self.outlook()?, streak.now))
    }

    fn outlook(&self) -> anyhow::Result<Outlook> {
        Ok(outlook::outlook_from(self.left, &self.desk, &self.settings, self.today)?)
    }
}
