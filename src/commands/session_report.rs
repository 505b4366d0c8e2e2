//! The pages before and after the questions of a session.

use std::collections::HashSet;

use super::deck_identity::{self, ChangedDeck};
use super::selection;
use crate::app::{App, StorePlace};
use crate::deck::{DeckId, ItemSummary};
use crate::schedule::{Day, ItemState};
use crate::session::{Ending, Limits, Mode, Outlook, Session, Settings, Welcome};
use crate::study::StudyContext;
use crate::study::outlook;
use crate::terminal::{HeldBack, NothingDue, Page, nothing_due};

/// The facts of a session for the pages around it.
pub(super) struct SessionReport {
    /// The settings of an ordinary day, whatever the mode of this session.
    settings: Settings,
}

impl SessionReport {
    pub(super) fn new(settings: &Settings) -> Self {
        let limits = Limits { new_anyway: None, ..settings.limits.clone() };
        Self { settings: Settings { limits, mode: Mode::Today, ..settings.clone() } }
    }

    /// The limit of due items per day.
    pub(super) fn reviews_per_day(&self) -> u32 {
        self.settings.limits.reviews
    }

    /// The page for a new learner.
    pub(super) fn welcome(&self, session: &Session, app: &App) -> Welcome {
        let found = session.found();
        let only_built_in = found.summaries().iter().all(|deck| deck.path.is_none());
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

    /// The page that says why nothing is asked and what to do instead.
    pub(super) fn nothing_due(&self, session: &Session, context: &StudyContext, app: &mut App) -> anyhow::Result<Page> {
        let today = app.now().day;
        let new_left = session.has_new();
        let what = selection::typed(self.settings.filter.words());
        // As many as the command offered below would ask; 0 if something other than the limit holds them back.
        let more = if self.is_narrowed() && new_left { self.new_beyond_limit(FEW, context, today)? } else { 0 };
        let new = if more > 0 { self.new_in_selection(context, today)? } else { 0 };
        let facts = NothingDue {
            new_done: session.introduced(),
            new_left,
            outlook: outlook::outlook(context, &self.settings, today)?,
            in_all: if self.is_narrowed() { self.in_all(context, app)? } else { None },
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

    /// How many new items of this selection `--new MOST` would ask.
    fn new_beyond_limit(&self, most: u32, context: &StudyContext, today: Day) -> anyhow::Result<usize> {
        let limits = Limits { new_anyway: Some(most), ..self.settings.limits.clone() };
        let settings = Settings { limits, ..self.settings.clone() };
        Ok(outlook::asked(context, &settings, today)?.new)
    }

    /// How many new items of this selection could be asked.
    fn new_in_selection(&self, context: &StudyContext, today: Day) -> anyhow::Result<usize> {
        let decks = selection::items(&self.settings.filter, &*context.found, &context.store, today)?;
        let items = decks.iter().flat_map(|(_, items)| items);
        let waits = |(entry, state): &&(ItemSummary, ItemState)| {
            state.seen.is_none() && !state.suspended.unwrap_or(entry.suspended) && state.buried != Some(today)
        };
        Ok(items.filter(waits).count())
    }

    /// Whether WHAT narrowed the selection.
    fn is_narrowed(&self) -> bool {
        !self.settings.filter.names_nothing()
    }

    /// The outlook over all decks, as `run` without WHAT finds them; `None` if it finds no deck.
    fn in_all(&self, context: &StudyContext, app: &mut App) -> anyhow::Result<Option<Outlook>> {
        let today = app.now().day;
        let settings = Settings { filter: self.settings.filter.without_names(), ..self.settings.clone() };
        if !self.settings.filter.names_path() {
            return Ok(Some(outlook::outlook(context, &settings, today)?));
        }
        // A path in WHAT may name decks that are not found otherwise.
        let Ok(found) = app.find_quietly(&[]) else { return Ok(None) };
        let outlook = outlook::outlook(&context.with(found.contents), &settings, today)?;
        Ok(Some(outlook))
    }

    /// The page at the end of a session.
    pub(super) fn ending(&self, session: &Session, context: &StudyContext, app: &mut App) -> anyhow::Result<Ending> {
        let today = app.now().day;
        let days = context.store.day_sums()?;
        Ok(Ending {
            summary: session.summary(),
            // Another start knows nothing of a store in memory.
            outlook: if self.settings.is_lost { None } else { self.in_all(context, app)? },
            of_some: self.is_narrowed(),
            // After midnight the study day is still yesterday, and "tomorrow" would mislead.
            tomorrow_is_next: Day::from(app.clock.now().date()) == today,
            streak: outlook::streak(&context.store, &days, app.now())?.now,
            ms_today: days.get(&today).map_or(0, |sums| sums.ms.max(0).unsigned_abs()),
            more_known: session.more_known(),
            make_due: 0,
        })
    }

    /// Acknowledges the decks that were asked and those that have changed, so that their next changes can be reported.
    pub(super) fn remember(session: &Session, changed: &[ChangedDeck], context: &StudyContext) -> anyhow::Result<()> {
        let known = context.seen()?;
        let asked = session.decks_answered();
        let told: HashSet<&DeckId> = changed.iter().map(|changed| &changed.deck).collect();
        // A deck that was left out as a stranger is not acknowledged.
        let decks = context.found.summaries().iter().enumerate();
        let decks = decks.filter(|(_, deck)| {
            let id = deck.id.as_str();
            let remembered = known.get(id).and_then(|seen| seen.prompts);
            let was_remembered = told.contains(&deck.id) || (remembered.is_some() && session.has_begun(id));
            session.settings().filter.may_want(deck)
                && remembered != Some(deck.sums.prompts)
                && (was_remembered || asked.contains(id))
        });
        let decks: Vec<usize> = decks.map(|(at, _)| at).collect();
        decks.chunks(AT_ONCE).try_for_each(|some| deck_identity::acknowledge(some, &*context.found, &context.store))
    }
}

/// How many new items to offer beyond the day's limit.
const FEW: u32 = 5;

/// How many decks to acknowledge at a time, to limit memory.
const AT_ONCE: usize = 32;
