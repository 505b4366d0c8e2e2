//! What stands before and after the questions of a session.

use std::collections::HashSet;

use super::desk::{Desk, Finger};
use super::namesake::{self, Changed};
use super::outlook;
use crate::app::{App, StorePlace};
use crate::deck::Contents;
use crate::schedule::Day;
use crate::session::{Aim, Ending, Forecast, Limits, Session, Settings, Welcome};
use crate::stats::{Asked, Next, Pace};
use crate::terminal::{NothingDue, Page, nothing_due};

/// What a session is about, for the pages around it.
pub(super) struct Sitting {
    /// What a day asks by itself, whatever this session is for.
    settings: Settings,
}

impl Sitting {
    pub(super) fn new(settings: &Settings) -> Self {
        let limits = Limits { new_anyway: None, ..settings.limits.clone() };
        Self { settings: Settings { limits, aim: Aim::Today, ..settings.clone() } }
    }

    /// How many due items a day allows.
    pub(super) fn reviews_per_day(&self) -> u32 {
        self.settings.limits.reviews
    }

    /// What one who comes for the first time should know.
    pub(super) fn welcome(&self, found: &dyn Contents, app: &App) -> Welcome {
        let only_built_in = found.headings().iter().all(|deck| deck.path.is_none());
        Welcome {
            questions: found.count(),
            topic: only_built_in.then(|| "open-source AI".to_owned()),
            new_per_day: self.settings.limits.new,
            kept_in: match app.store_place() {
                Ok(StorePlace::File(path)) => Some(app.shown(&path)),
                Ok(StorePlace::Memory) | Err(_) => None,
            },
            first_deck: found.headings().first().map(|deck| deck.id.to_string()),
        }
    }

    /// Why nothing is asked, and what there is to do instead.
    pub(super) fn nothing_due(&self, session: &Session, desk: &Desk) -> anyhow::Result<Page> {
        let today = session.today();
        let new_left = session.has_new();
        let facts = NothingDue {
            today,
            new_done: session.introduced(),
            new_left,
            next: self.next(desk, today)?.map(|(day, asked)| (day, asked.due + asked.new)),
        };
        let mut offers = Vec::new();
        if new_left {
            offers.push(("oss-quiz run --new 5", "five more new ones today"));
        }
        offers.push(("oss-quiz stats", "what you know now"));
        Ok(nothing_due(&facts, &offers))
    }

    /// The next study day on which something is asked, and what.
    fn next(&self, desk: &Desk, today: Day) -> anyhow::Result<Option<(Day, Asked)>> {
        let tomorrow = outlook::asked(desk, &self.settings, today + 1)?;
        if tomorrow.all() > 0 {
            return Ok(Some((today + 1, tomorrow)));
        }
        let forecast = outlook::forecast(desk, &self.settings, today)?;
        Ok(Next::of(&forecast, tomorrow, today).map(|next| match next {
            Next::Due(on) => (on.day, Asked { due: on.due, new: 0 }),
            Next::New(on) => (on.day, Asked { due: 0, new: on.due }),
        }))
    }

    /// The end of a session, and what waits after it.
    pub(super) fn ending(&self, session: &Session, desk: &Desk, app: &App) -> anyhow::Result<Ending> {
        let today = session.today();
        let pace = Pace::of(&desk.store.day_sums()?, today);
        // After midnight the study day is still yesterday's, and "tomorrow" would mislead.
        let same_date = Day::from(app.clock.now().date()) == today;
        let next = self.next(desk, today)?.map(|(day, asked)| Forecast {
            day,
            tomorrow: day == today + 1 && same_date,
            due: asked.due,
            new: asked.new,
            minutes: pace.minutes(asked) as u64,
        });
        Ok(Ending { summary: session.summary(), next, make_due: 0 })
    }

    /// Keeps what decks say now, by which they are known again and their changes are told: those that were asked, and
    /// those that are not as they were.
    pub(super) fn remember(session: &Session, changed: &[Changed], desk: &Desk) -> anyhow::Result<()> {
        let known = desk.seen()?;
        let asked = session.decks_answered();
        let told: HashSet<usize> = changed.iter().map(|changed| changed.at).collect();
        let mut finger = Finger::on(&known);
        // A deck that was left out, since it is probably another, is not taken for known.
        let decks = desk.found.headings().iter().enumerate();
        let decks = decks.filter(|(at, deck)| {
            let id = deck.id.as_str();
            let remembered = finger.find(id).and_then(|seen| seen.prompts);
            let was_remembered = told.contains(at) || (remembered.is_some() && session.has_begun(id));
            session.settings().filter.may_want(deck)
                && remembered != Some(deck.sums.prompts)
                && (was_remembered || asked.contains(id))
        });
        let decks: Vec<usize> = decks.map(|(at, _)| at).collect();
        decks.chunks(AT_ONCE).try_for_each(|some| namesake::acknowledge(some, &*desk.found, &desk.store))
    }
}

/// So many decks are written down at a time: as many as fit well into memory.
const AT_ONCE: usize = 32;
