//! `due`: what is due, in one line.

use std::io::Write as _;
use std::rc::Rc;

use super::clock_ahead;
use super::selection;
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::DueArgs;
use crate::library::DeckRoot;
use crate::schedule::Day;
use crate::session::{FilterTerm, Load, Outlook, Settings};
use crate::stats::{DueJson, due_line};
use crate::store::Store;
use crate::study::StudyContext;
use crate::study::outlook;

/// Prints one line or JSON; exit 1 if nothing is due.
pub(super) fn run(args: &DueArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let due = Due::of(&args.what, app)?;
    let nothing = match due.left.all() {
        0 => selection::nothing(&due.settings.filter, &*due.context.found, &due.context.store, due.today)?,
        _ => None,
    };
    if args.json {
        let (outlook, streak) = due.outlook_and_streak(app)?;
        let forecast = outlook::forecast(due.left, &due.context, &due.settings, due.today)?;
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
    Ok(Outcome::found_if(due.left.all() > 0))
}

struct Due {
    context: Rc<StudyContext>,
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
        let found = if app.global.verbose { app.find(what)? } else { app.find_quietly(what)? };
        let store = app.store_as_it_is()?.map_or_else(Store::in_memory, Ok)?;
        let context = StudyContext::new(found.contents, store);
        clock_ahead::warn(&context.store, app)?;
        let settings = selection::settings(what, &*context.found, &context.store, app)?;
        let today = app.now().day;
        let left = outlook::asked(&context, &settings, today)?;
        let counts_local = app.is_local(&found.roots_used);
        Ok(Self { context, settings, today, left, roots: found.roots_used, counts_local })
    }

    /// The absolute paths that decks were read from.
    fn folders(&self) -> Vec<String> {
        let paths = self.roots.iter().filter_map(|root| std::path::absolute(root.path.as_ref()?).ok());
        paths.map(|path| path.to_string_lossy().into_owned()).collect()
    }

    /// The outlook and the streak of study days.
    fn outlook_and_streak(&self, app: &App) -> anyhow::Result<(Outlook, u32)> {
        let store = &self.context.store;
        let streak = outlook::streak(store, &store.day_sums()?, app.now())?;
        Ok((self.outlook()?, streak.now))
    }

    fn outlook(&self) -> anyhow::Result<Outlook> {
        Ok(outlook::outlook_from(self.left, &self.context, &self.settings, self.today)?)
    }
}
