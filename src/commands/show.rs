//! `show`: one item whole, or a line for each item that WHAT names.

use serde::Serialize;

use super::grade::Memory;
use super::next::ItemOut;
use crate::app::App;
use crate::cli::ShowArgs;
use crate::deck::{Collection, Item, Text};
use crate::outcome::{Failure, Outcome};
use crate::schedule::{Day, Event, History, ItemState, NextStates, What, preview};
use crate::session::{Filter, Question, Wanted, carry_on};
use crate::store::Store;

/// An item and its life. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct Shown {
    schema: u8,
    item: ItemOut,
    state: &'static str,
    suspended: bool,
    flagged: bool,
    memory: Option<Memory>,
    due: Option<String>,
    reviews: Vec<ReviewOut>,
}

/// A review as other programs see it.
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

/// Prints what WHAT names.
pub(super) fn run(args: &ShowArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let loaded = app.load(&args.what)?;
    let found = loaded.collection;
    let store = app.store_to_read()?;
    let today = app.now().day;
    let items = wanted_items(&args.what, &found, &store, today)?;
    if let [item] = items.as_slice() {
        let settings = app.settings(&[], &found)?;
        let mut states = store.states()?;
        carry_on(&found, &mut states);
        let state = states.remove(&item.id).unwrap_or_default();
        let next = preview(&item.id, &state, today, &store.model()?, &settings.spacing_of(item.id.deck()));
        let mut events = store.history(&item.id)?;
        // An item that was renamed and not answered since has the history of its earlier name.
        if !events.iter().any(|event| matches!(event.what, What::Review(_))) {
            for from in found.carried_from(&item.id) {
                events.extend(store.history(&from)?);
            }
        }
        let life = Life { item, state, events, next };
        if args.json {
            app.print_json(&life.json())?;
        } else {
            life.print(app)?;
        }
        return Ok(Outcome::Done);
    }
    if args.json {
        let names: Vec<&str> = items.iter().map(|item| item.id.as_str()).take(3).collect();
        return Err(Failure::usage(format!("WHAT names {} items, and --json shows one", items.len()))
            .help(format!("name one: {}", names.join(", ")))
            .into());
    }
    for item in &items {
        let place = found.deck(item.id.deck()).and_then(|deck| deck.path.as_ref());
        let line = item.card.place.line;
        let place = place.map_or_else(String::new, |path| format!("  ({}:{line})", app.shown(path)));
        let prompt = Question::new(item, 0).plain_prompt().split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(app.out, "{}  {prompt}{place}", item.id)?;
    }
    Ok(Outcome::found_if(!items.is_empty()))
}

fn wanted_items<'a>(
    what: &[Wanted],
    found: &'a Collection,
    store: &Store,
    today: Day,
) -> anyhow::Result<Vec<&'a Item>> {
    let filter = Filter::new(what, found)
        .map_err(|err| Failure::usage(err.to_string()).help("`oss-quiz decks` lists the decks found"))?;
    let states = store.states()?;
    let unseen = ItemState::default();
    let wanted = |item: &&Item| filter.wants(item, states.get(&item.id).unwrap_or(&unseen), found, today);
    Ok(found.items().iter().filter(wanted).collect())
}

/// An item, what the log knows of it, and what each rating would lead to.
struct Life<'a> {
    item: &'a Item,
    state: ItemState,
    events: Vec<Event>,
    next: NextStates,
}

impl Life<'_> {
    fn question(&self) -> Question {
        Question::new(self.item, self.state.attempts)
    }

    fn suspended(&self) -> bool {
        self.state.suspended.unwrap_or(self.item.card.suspended)
    }

    fn json(&self) -> Shown {
        Shown {
            schema: 1,
            item: ItemOut::of(self.state.phase(), &self.question(), &self.next),
            state: self.state_word(),
            suspended: self.suspended(),
            flagged: self.state.flag.is_some(),
            memory: Memory::of(&self.state),
            due: self.state.seen.map(|seen| seen.due.to_string()),
            reviews: self.reviews(),
        }
    }

    fn state_word(&self) -> &'static str {
        if self.suspended() { "suspended" } else { self.state.phase().word() }
    }

    /// All reviews, those that were taken back too.
    fn reviews(&self) -> Vec<ReviewOut> {
        let history = History::of(&self.events);
        let standing: Vec<_> = history.reviews().collect();
        let all = self.events.iter().filter_map(|event| match &event.what {
            What::Review(review) => Some((event, review)),
            What::Act(_) => None,
        });
        all.map(|(event, review)| {
            let now = standing.iter().find(|s| s.event.id == event.id);
            ReviewOut {
                id: event.id.to_string(),
                at: event.moment.local().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
                purpose: review.purpose.word(),
                rating: now.map_or(review.rating, |s| s.rating).word(),
                verdict: now.map_or(review.verdict, |s| s.verdict).word(),
                answer: review.answer.clone(),
                ms: review.ms,
                retracted: now.is_none(),
            }
        })
        .collect()
    }

    fn print(&self, app: &mut App) -> anyhow::Result<()> {
        let question = self.question();
        writeln!(app.out, "{}  ({})", self.item.id, question.kind().word())?;
        if let Some(lead) = question.lead {
            writeln!(app.out, "{lead}")?;
        }
        writeln!(app.out, "{}", question.plain_prompt())?;
        for (number, choice) in (1..).zip(&question.choices) {
            writeln!(app.out, "  {number}. {}", choice.text.plain())?;
        }
        let right: Vec<String> = question.right().iter().map(Text::plain).collect();
        writeln!(app.out, "Answer: {}", right.join("; "))?;
        if let Some(because) = &self.item.card.because {
            writeln!(app.out, "{}", because.plain())?;
        }
        self.print_state(app)?;
        for review in self.reviews() {
            let taken_back = if review.retracted { ", taken back" } else { "" };
            let answer = review.answer.map_or_else(String::new, |answer| format!(": {}", answer.replace('\n', "; ")));
            writeln!(app.out, "  {}  {}{taken_back}{answer}", review.at, review.rating)?;
        }
        Ok(())
    }

    fn print_state(&self, app: &mut App) -> anyhow::Result<()> {
        let flag = self.state.flag.as_ref().map(|flag| match &flag.note {
            Some(note) => format!(", flagged: {}", crate::deck::text::safe_line(note)),
            None => ", flagged".to_owned(),
        });
        let flag = flag.unwrap_or_default();
        match self.state.seen {
            None => writeln!(app.out, "State: {}{flag}", self.state_word())?,
            Some(seen) => writeln!(
                app.out,
                "State: {}{flag}; due {}; stability {:.1} days, difficulty {:.1}; {} reviews, {} lapses",
                self.state_word(),
                seen.due,
                seen.memory.stability.0,
                seen.memory.difficulty.0,
                seen.reviews,
                seen.lapses,
            )?,
        }
        Ok(())
    }
}
