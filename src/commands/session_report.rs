//! What stands before and after the questions of a session.

use std::collections::HashSet;

use super::deck_identity::{self, ChangedDeck};
use super::desk::{Desk, Finger};
use super::{outlook, selection};
use crate::app::{App, StorePlace};
use crate::deck::{DeckId, Entry};
use crate::schedule::{Day, ItemState};
use crate::session::{Ending, Limits, Mode, Outlook, Session, Settings, Welcome};
use crate::terminal::{HeldBack, NothingDue, Page, nothing_due};

/// What a session is about, for the pages around it.
pub(super) struct Sitting {
    /// What a day asks by itself, whatever this session is for.
    settings: Settings,
}

impl Sitting {
    pub(super) fn new(settings: &Settings) -> Self {
        let limits = Limits { new_anyway: None, ..settings.limits.clone() };
        Self { settings: Settings { limits, mode: Mode::Today, ..settings.clone() } }
    }

    /// How many due items a day allows.
    pub(super) fn reviews_per_day(&self) -> u32 {
        self.settings.limits.reviews
    }

    /// What one who comes for the first time should know.
    pub(super) fn welcome(&self, session: &Session, app: &App) -> Welcome {
        let found = session.found();
        let only_built_in = found.headings().iter().all(|deck| deck.path.is_none());
        Welcome {
            questions: found.count(),
            topic: only_built_in.then(|| "open-source AI".to_owned()),
            new_per_day: self.settings.limits.new,
            kept_in: match app.store_place() {
                Ok(StorePlace::File(path)) => Some(app.shown(&path)),
                Ok(StorePlace::Memory) | Err(_) => None,
            },
            first_deck: session.question().map(|question| question.id.deck().to_owned()),
        }
    }

    /// Why nothing is asked, and what there is to do instead.
    pub(super) fn nothing_due(&self, session: &Session, desk: &Desk, app: &mut App) -> anyhow::Result<Page> {
        let today = app.now().day;
        let new_left = session.has_new();
        let what = selection::typed(self.settings.filter.words());
        // As many as the offer below would ask; none where something else than the limit keeps them.
        let more = if self.is_of_some() && new_left { self.new_in_spite(FEW, desk, today)? } else { 0 };
        let new = if more > 0 { self.new_of_these(desk, today)? } else { 0 };
        let facts = NothingDue {
            new_done: session.introduced(),
            new_left,
            outlook: outlook::outlook(desk, &self.settings, today)?,
            in_all: if self.is_of_some() { self.in_all(desk, app)? } else { None },
            held_back: (new > 0).then_some(HeldBack { what: &what, new }),
        };
        let command = format!("oss-quiz run --new {more} {what}");
        let purpose = format!("{} of these today", if more == 1 { "a new one" } else { "new ones" });
        let mut offers = Vec::new();
        if new > 0 {
            offers.push((command.as_str(), purpose.as_str()));
        } else if new_left {
            offers.push(("oss-quiz run --new 5", "five more new ones today"));
        }
        offers.push(("oss-quiz stats", "what you know now"));
        Ok(nothing_due(&facts, &offers))
    }

    /// How many new ones would be asked of these if `most` were wanted whatever the day's limit.
    fn new_in_spite(&self, most: u32, desk: &Desk, today: Day) -> anyhow::Result<usize> {
        let limits = Limits { new_anyway: Some(most), ..self.settings.limits.clone() };
        let settings = Settings { limits, ..self.settings.clone() };
        Ok(outlook::asked(desk, &settings, today)?.new)
    }

    /// How many new ones of these there are that could be asked.
    fn new_of_these(&self, desk: &Desk, today: Day) -> anyhow::Result<usize> {
        let decks = selection::items(&self.settings.filter, &*desk.found, &desk.store, today)?;
        let items = decks.iter().flat_map(|(_, items)| items);
        let waits = |(entry, state): &&(Entry, ItemState)| {
            state.seen.is_none() && !state.suspended.unwrap_or(entry.suspended) && state.buried != Some(today)
        };
        Ok(items.filter(waits).count())
    }

    /// Whether WHAT narrowed what is asked.
    fn is_of_some(&self) -> bool {
        !self.settings.filter.names_nothing()
    }

    /// What is left today and what comes next in all decks, as `run` without WHAT would find them; `None` if it would
    /// find no deck.
    fn in_all(&self, desk: &Desk, app: &mut App) -> anyhow::Result<Option<Outlook>> {
        let today = app.now().day;
        let settings = Settings { filter: self.settings.filter.without_names(), ..self.settings.clone() };
        if !self.settings.filter.names_path() {
            return Ok(Some(outlook::outlook(desk, &settings, today)?));
        }
        // A path may lie where no deck is looked for otherwise.
        let Ok(found) = app.find_quietly(&[]) else { return Ok(None) };
        let outlook = outlook::outlook(&desk.with(found.contents), &settings, today)?;
        Ok(Some(outlook))
    }

    /// The end of a session, and what waits after it.
    pub(super) fn ending(&self, session: &Session, desk: &Desk, app: &mut App) -> anyhow::Result<Ending> {
        let today = app.now().day;
        let days = desk.store.day_sums()?;
        Ok(Ending {
            summary: session.summary(),
            outlook: self.in_all(desk, app)?,
            of_some: self.is_of_some(),
            // After midnight the study day is still yesterday's, and "tomorrow" would mislead.
            tomorrow_is_next: Day::from(app.clock.now().date()) == today,
            streak: outlook::streak(&desk.store, &days, app.now())?.now,
            ms_today: days.get(&today).map_or(0, |sums| sums.ms.max(0).unsigned_abs()),
            more_known: session.more_known(),
            make_due: 0,
        })
    }

    /// Keeps what decks say now, by which they are known again and their changes are told: those that were asked, and
    /// those that are not as they were.
    pub(super) fn remember(session: &Session, changed: &[ChangedDeck], desk: &Desk) -> anyhow::Result<()> {
        let known = desk.seen()?;
        let asked = session.decks_answered();
        let told: HashSet<&DeckId> = changed.iter().map(|changed| &changed.deck).collect();
        let mut finger = Finger::on(&known);
        // A deck that was left out, since it is probably another, is not taken for known.
        let decks = desk.found.headings().iter().enumerate();
        let decks = decks.filter(|(_, deck)| {
            let id = deck.id.as_str();
            let remembered = finger.find(id).and_then(|seen| seen.prompts);
            let was_remembered = told.contains(&deck.id) || (remembered.is_some() && session.has_begun(id));
            session.settings().filter.may_want(deck)
                && remembered != Some(deck.sums.prompts)
                && (was_remembered || asked.contains(id))
        });
        let decks: Vec<usize> = decks.map(|(at, _)| at).collect();
        decks.chunks(AT_ONCE).try_for_each(|some| deck_identity::acknowledge(some, &*desk.found, &desk.store))
    }
}

/// So many new ones are offered at a time beyond what a day allows.
const FEW: u32 = 5;

/// So many decks are written down at a time: as many as fit well into memory.
const AT_ONCE: usize = 32;
