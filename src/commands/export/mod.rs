//! `export`: writes what is here for other machines and programs.

mod anki;
mod csv;
mod log;

use std::rc::Rc;

use super::selection::{self, OfDeck};
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::ExportArgs;
use crate::deck::Decks;
use crate::schedule::EventKind;
use crate::session::Settings;
use crate::store::Store;
use crate::terminal::count;

pub(super) fn run(args: &ExportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    match (&args.reviews, &args.anki, &args.csv) {
        (Some(file), ..) => log::run(file, app),
        (None, Some(file), _) => anki::run(file, args, app),
        (None, None, Some(file)) => csv::run(file, args, app),
        (None, None, None) => Err(CliError::usage("say what to export")
            .help("`oss-quiz export --reviews FILE` writes your answers, `--anki FILE` cards for Anki, `--csv FILE` a table")
            .into()),
    }
}

/// The cards that WHAT selects.
struct Selected {
    found: Rc<dyn Decks>,
    store: Store,
    settings: Settings,
    decks: Vec<OfDeck>,
}

impl Selected {
    /// `None` if there are none, which is said.
    fn of(args: &ExportArgs, app: &mut App) -> anyhow::Result<Option<Self>> {
        let found = app.find(&args.what)?.contents;
        let store = app.store_to_read()?;
        let settings = selection::settings(&args.what, &*found, &store, app)?;
        let today = app.now().day;
        let decks = selection::items(&settings.filter, &*found, &store, today)?;
        if decks.is_empty() {
            let said = selection::nothing(&settings.filter, &*found, &store, today)?;
            writeln!(app.err, "{}", said.as_deref().unwrap_or("There are no cards to export."))?;
            return Ok(None);
        }
        Ok(Some(Self { found, store, settings, decks }))
    }
}

/// How many events there are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) answers: usize,
    /// Acts.
    pub(super) changes: usize,
}

impl Tally {
    pub(super) const fn add(&mut self, what: &EventKind) {
        match what {
            EventKind::Review(_) => self.answers += 1,
            EventKind::Act(_) => self.changes += 1,
        }
    }

    pub(super) const fn all(self) -> usize {
        self.answers + self.changes
    }

    /// `214 answers and 3 other changes`, `3 changes`
    pub(super) fn in_words(self) -> String {
        let answers = count(self.answers, "answer");
        match (self.answers, self.changes) {
            (_, 0) => answers,
            (0, changes) => count(changes, "change"),
            (_, changes) => format!("{answers} and {}", count(changes, "other change")),
        }
    }
}
