//! What stands before and after the questions of a session.

use std::sync::Arc;

use super::namesake;
use crate::app::{App, StorePlace};
use crate::deck::Collection;
use crate::schedule::Day;
use crate::session::{Ending, Filter, Forecast, Limits, Plan, Session, Settings, Welcome};
use crate::stats::{self, Asked, Next, Pace};
use crate::store::Store;
use crate::terminal::{NothingDue, Page, nothing_due};

/// What a session is about, for the pages around it.
pub(super) struct Sitting {
    found: Arc<Collection>,
    filter: Filter,
    limits: Limits,
}

impl Sitting {
    pub(super) fn new(found: &Arc<Collection>, settings: &Settings) -> Self {
        let limits = Limits { new_anyway: None, ..settings.limits.clone() };
        Self { found: Arc::clone(found), filter: settings.filter.clone(), limits }
    }

    /// How many due items a day allows.
    pub(super) fn reviews_per_day(&self) -> u32 {
        self.limits.reviews
    }

    /// What one who comes for the first time should know.
    pub(super) fn welcome(&self, app: &App) -> Welcome {
        let only_built_in = self.found.decks().iter().all(|deck| deck.path.is_none());
        Welcome {
            questions: self.found.items().len(),
            topic: only_built_in.then(|| "open-source AI".to_owned()),
            new_per_day: self.limits.new,
            kept_in: match app.store_place() {
                Ok(StorePlace::File(path)) => Some(app.shown(&path)),
                Ok(StorePlace::Memory) | Err(_) => None,
            },
            first_deck: self.found.decks().first().map(|deck| deck.id.to_string()),
        }
    }

    /// Why nothing is asked, and what there is to do instead.
    pub(super) fn nothing_due(&self, session: &Session) -> Page {
        let today = session.today();
        let introduced =
            |state: &&crate::schedule::ItemState| state.seen.is_some_and(|seen| seen.introduced == Some(today));
        let known = stats::known(&self.found, session.states());
        let new_left = known.iter().any(|one| one.seen().is_none());
        let facts = NothingDue {
            today,
            new_done: session.states().values().filter(introduced).count(),
            new_left,
            next: self.next(session, today).map(|(day, asked)| (day, asked.due + asked.new)),
        };
        let mut offers = Vec::new();
        if new_left {
            offers.push(("oss-quiz run --new 5", "five more new ones today"));
        }
        offers.push(("oss-quiz stats", "what you know now"));
        nothing_due(&facts, &offers)
    }

    /// The next study day on which something is asked, and what.
    fn next(&self, session: &Session, today: Day) -> Option<(Day, Asked)> {
        let plan = Plan::on(today + 1, &self.found, session.states(), &self.limits, &self.filter);
        let tomorrow = Asked { due: plan.due + plan.again.len(), new: plan.new };
        if tomorrow.all() > 0 {
            return Some((today + 1, tomorrow));
        }
        let forecast = stats::Forecast::of(&stats::known(&self.found, session.states()), today);
        match Next::of(&forecast, tomorrow, today)? {
            Next::Due(on) => Some((on.day, Asked { due: on.due, new: 0 })),
            Next::New(on) => Some((on.day, Asked { due: 0, new: on.due })),
        }
    }

    /// The end of a session, and what waits after it.
    pub(super) fn ending(&self, session: &Session, store: &Store, app: &App) -> anyhow::Result<Ending> {
        let today = session.today();
        let pace = Pace::of(&store.day_sums()?, today);
        // After midnight the study day is still yesterday's, and "tomorrow" would mislead.
        let same_date = Day::from(app.clock.now().date()) == today;
        let next = self.next(session, today).map(|(day, asked)| Forecast {
            day,
            tomorrow: day == today + 1 && same_date,
            due: asked.due,
            new: asked.new,
            minutes: pace.minutes(asked) as u64,
        });
        Ok(Ending { summary: session.summary(), next, make_due: 0 })
    }

    /// Keeps what the decks begun say now, by which they are known again and their changes are told.
    pub(super) fn remember(&self, session: &Session, store: &mut Store) -> anyhow::Result<()> {
        for deck in self.found.decks().iter().filter(|deck| session.has_begun(deck.id.as_str())) {
            namesake::acknowledge(deck, store)?;
        }
        Ok(())
    }
}
