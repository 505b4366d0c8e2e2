//! `show`: a card as the quiz would show it, with its history; a whole deck; or a list of the items that WHAT names.

use std::collections::HashMap;

use serde::Serialize;

use super::grade::MemoryOut;
use super::item_json::ItemOut;
use super::listing::{self, Listed};
use super::{reviewed, selection, ui};
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::ShowArgs;
use crate::deck::{Decks, Item, ItemId};
use crate::schedule::{EffectiveReview, Event, EventKind, History, ItemState, NextStates, Purpose, Review, preview};
use crate::session::{FilterTerm, Question, carry_states_of};
use crate::store::Store;
use crate::study::item_events;
use crate::terminal::{CardPage, count};

/// An item and its history. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct ShowOut {
    schema: u8,
    item: ItemOut,
    /// For each text to type, all that counts as right, the main answer first.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Vec<Vec<String>>>,
    state: &'static str,
    suspended: bool,
    flagged: bool,
    leech: bool,
    lapses: u32,
    memory: Option<MemoryOut>,
    due: Option<String>,
    reviews: Vec<ReviewOut>,
}

#[derive(Debug, Serialize)]
struct ReviewOut {
    id: String,
    at: String,
    purpose: &'static str,
    rating: &'static str,
    verdict: &'static str,
    answer: Option<String>,
    ms: u32,
    retracted: bool,
}

pub(super) fn run(args: &ShowArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let found = app.find(&args.what)?.contents;
    let found = &*found;
    if let ([FilterTerm::Deck(name)], false) = (args.what.as_slice(), args.json)
        && let Some(at) = found.summaries().iter().position(|deck| deck.id.as_str() == name)
    {
        let cards = found.cards(at);
        let page = CardPage::of_deck(&found.summaries()[at], &cards, found, ui::theme(app));
        write!(app.out, "{}", ui::reading(&page, app))?;
        return Ok(Outcome::found_if(!cards.is_empty()));
    }
    let (store, today) = (app.store_to_read()?, app.now().day);
    let filter = selection::settings(&args.what, found, &store, app)?.filter;
    let items = listing::of(&filter, found, &store, today)?;
    if items.is_empty() {
        let said = selection::nothing(&filter, found, &store, today)?;
        writeln!(app.err, "{}", said.as_deref().unwrap_or("There are no items."))?;
        return Ok(Outcome::No);
    }
    if args.json {
        let life = ShownItem::of(only(&items)?, found, &store, app)?;
        app.print_json(&life.json(found))?;
    } else if items.len() == 1 || matches!(args.what.as_slice(), [FilterTerm::Card(_)]) {
        for (nth, item) in items.iter().enumerate() {
            if nth > 0 {
                writeln!(app.out)?;
            }
            ShownItem::of(item.item(), found, &store, app)?.print(found, app)?;
        }
    } else {
        listing::print(&items, app)?;
    }
    Ok(Outcome::Done)
}

/// The only item, or an error.
fn only(items: &[Listed]) -> anyhow::Result<&Item> {
    if let [one] = items {
        return Ok(one.item());
    }
    let names: Vec<&str> = items.iter().map(|one| one.item().id.as_str()).take(3).collect();
    Err(CliError::usage(format!("WHAT names {} items, but --json shows one", items.len()))
        .help(format!("name one, like {}; `oss-quiz items --json` lists several", names.join(", ")))
        .into())
}

/// An item, its state and events, and what each rating would lead to.
struct ShownItem<'a> {
    item: &'a Item,
    state: ItemState,
    events: Vec<Event>,
    next: NextStates,
}

impl<'a> ShownItem<'a> {
    fn of(item: &'a Item, found: &dyn Decks, store: &Store, app: &App) -> anyhow::Result<Self> {
        let settings = app.settings(&[], found)?;
        let mut states: HashMap<ItemId, ItemState> = HashMap::new();
        for id in std::iter::once(item.id.clone()).chain(found.carried_from(&item.id)) {
            let state = store.state(&id)?;
            states.insert(id, state);
        }
        carry_states_of([&item.id], found, &mut states);
        let state = states.remove(&item.id).unwrap_or_default();
        let scheduling = settings.scheduling_in(item.id.deck());
        let next = preview(&item.id, &state, app.now().day, &store.model()?, &scheduling);
        let events = item_events(&item.id, found, store)?;
        Ok(Self { item, state, events, next })
    }

    fn question(&self) -> Question {
        Question::new(self.item, self.state.attempts)
    }

    fn suspended(&self) -> bool {
        self.state.suspended.unwrap_or(self.item.card.suspended)
    }

    fn json(&self, found: &dyn Decks) -> ShowOut {
        let question = self.question();
        let synonyms = found.synonyms(question.id.deck());
        ShowOut {
            schema: 1,
            item: ItemOut::with_answer(self.state.phase(), &question, &self.next, found),
            accepted: question.accepted(&synonyms),
            state: self.state_word(),
            suspended: self.suspended(),
            flagged: self.state.flag.is_some(),
            leech: self.state.is_leech(),
            lapses: self.state.seen.map_or(0, |seen| seen.lapses),
            memory: MemoryOut::of(&self.state),
            due: self.state.seen.map(|seen| seen.due.to_string()),
            reviews: self.reviews(),
        }
    }

    fn state_word(&self) -> &'static str {
        if self.suspended() { "suspended" } else { self.state.phase().word() }
    }

    /// All reviews, with their effect; `None` for those taken back.
    fn all_reviews(&self) -> Vec<(&Event, &Review, Option<EffectiveReview<'_>>)> {
        let history = History::of(&self.events);
        let standing: Vec<EffectiveReview<'_>> = history.reviews().collect();
        let all = self.events.iter().filter_map(|event| match &event.what {
            EventKind::Review(review) => Some((event, review)),
            EventKind::Act(_) => None,
        });
        all.map(|(event, review)| (event, review, standing.iter().find(|s| s.event.id == event.id).copied())).collect()
    }

    fn reviews(&self) -> Vec<ReviewOut> {
        let out = |(event, review, now): (&Event, &Review, Option<EffectiveReview<'_>>)| ReviewOut {
            id: event.id.to_string(),
            at: event.moment.with_offset(),
            purpose: review.purpose.word(),
            rating: now.map_or(review.rating, |s| s.rating).word(),
            verdict: now.map_or(review.verdict, |s| s.verdict).word(),
            answer: review.answer.clone(),
            ms: review.ms,
            retracted: now.is_none(),
        };
        self.all_reviews().into_iter().map(out).collect()
    }

    fn print(&self, found: &dyn Decks, app: &mut App) -> anyhow::Result<()> {
        let mut page = CardPage::of_question(&self.question(), found, ui::theme(app));
        page.below(Some(self.state_line(app)).into_iter().chain(self.answers(app)));
        write!(app.out, "{}", ui::reading(&page, app))?;
        Ok(())
    }

    /// Its state in one line.
    fn state_line(&self, app: &App) -> String {
        let flag = self.state.flag.as_ref().map(|flag| format!(", {}", listing::flagged(flag))).unwrap_or_default();
        let state = format!("State: {}{flag}", self.state_word());
        self.state.seen.map_or_else(
            || state.clone(),
            |seen| {
                format!(
                    "{state}; due {}; stability {:.1} days, difficulty {:.1}; {}, {}",
                    listing::due_word_of(seen.due, app),
                    seen.fsrs.stability.0,
                    seen.fsrs.difficulty.0,
                    count(seen.reviews as usize, "review"),
                    count(seen.lapses as usize, "lapse"),
                )
            },
        )
    }

    /// Its answers, one per line.
    fn answers(&self, app: &App) -> Vec<String> {
        let today = app.now().day;
        let line = |(event, review, standing): (&Event, &Review, Option<EffectiveReview<'_>>)| {
            let rating = standing.map_or(review.rating, |standing| standing.rating);
            let mut notes: Vec<&str> = of_purpose(review.purpose).into_iter().collect();
            notes.extend(standing.is_none().then_some("taken back"));
            let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
            format!("{}  {rating}{notes}{}", reviewed::when(event, today), reviewed::said(review))
        };
        self.all_reviews().into_iter().map(line).collect()
    }
}

/// The name of a review's purpose; `None` for ordinary study.
pub(super) const fn of_purpose(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Scheduled => None,
        Purpose::Cram => Some("practice"),
        Purpose::Exam => Some("exam"),
        Purpose::Imported => Some("imported"),
    }
}
