//! `show`: a card as the quiz would show it and what the log knows of it, a deck from end to end, or a line for each
//! item that WHAT names.

use serde::Serialize;

use super::face;
use super::grade::Memory;
use super::next::ItemOut;
use crate::app::App;
use crate::cli::ShowArgs;
use crate::deck::{Collection, Contents as _, Item, RightAnswer};
use crate::outcome::{Failure, Outcome};
use crate::schedule::{Day, Event, History, ItemState, NextStates, What, preview};
use crate::session::{Filter, Question, Wanted, carry_on};
use crate::store::Store;
use crate::terminal::{Reading, count};

/// An item and its life. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct Shown {
    schema: u8,
    item: ItemOut,
    /// Of each text that is to be typed all that counts as right, as it is shown first.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Vec<Vec<String>>>,
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
    if let ([Wanted::Deck(name)], false) = (args.what.as_slice(), args.json)
        && let Some(deck) = found.deck(name)
    {
        let page = Reading::of_deck(deck, &found, face::look(app));
        write!(app.out, "{}", face::reading(&page, app))?;
        return Ok(Outcome::found_if(!deck.cards.is_empty()));
    }
    let store = app.store_to_read()?;
    let items = wanted_items(&args.what, &found, &store, app.now().day)?;
    if args.json {
        let life = Life::of(only(&items)?, &found, &store, app)?;
        app.print_json(&life.json(&found))?;
    } else if items.len() == 1 || matches!(args.what.as_slice(), [Wanted::Card(_)]) {
        for (nth, item) in items.iter().enumerate() {
            if nth > 0 {
                writeln!(app.out)?;
            }
            Life::of(item, &found, &store, app)?.print(&found, app)?;
        }
    } else {
        lines(&items, &found, app)?;
    }
    Ok(Outcome::found_if(!items.is_empty()))
}

/// The one item there is.
fn only<'a>(items: &[&'a Item]) -> anyhow::Result<&'a Item> {
    if let [item] = items {
        return Ok(item);
    }
    let names: Vec<&str> = items.iter().map(|item| item.id.as_str()).take(3).collect();
    Err(Failure::usage(format!("WHAT names {} items, and --json shows one", items.len()))
        .help(format!("name one: {}", names.join(", ")))
        .into())
}

fn lines(items: &[&Item], found: &Collection, app: &mut App) -> anyhow::Result<()> {
    for item in items {
        let place = found.deck(item.id.deck()).and_then(|deck| deck.path.as_ref());
        let line = item.card.place.line;
        let place = place.map_or_else(String::new, |path| format!("  ({}:{line})", app.shown(path)));
        let prompt = Question::new(item, 0).plain_prompt().split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(app.out, "{}  {prompt}{place}", item.id)?;
    }
    Ok(())
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
    let entries = (0..found.headings().len()).flat_map(|deck| found.entries(deck));
    let wanted = entries.map(|entry| filter.wants(&entry, states.get(&entry.id).unwrap_or(&unseen), found, today));
    Ok(found.items().iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(item, _)| item).collect())
}

/// An item, what the log knows of it, and what each rating would lead to.
struct Life<'a> {
    item: &'a Item,
    state: ItemState,
    events: Vec<Event>,
    next: NextStates,
}

impl<'a> Life<'a> {
    fn of(item: &'a Item, found: &Collection, store: &Store, app: &App) -> anyhow::Result<Self> {
        let settings = app.settings(&[], found)?;
        let mut states = store.states()?;
        carry_on(found, &mut states);
        let state = states.remove(&item.id).unwrap_or_default();
        let spacing = settings.spacing_of(item.id.deck());
        let next = preview(&item.id, &state, app.now().day, &store.model()?, &spacing);
        let mut events = store.history(&item.id)?;
        // An item that was renamed and not answered since has the history of its earlier name.
        if !events.iter().any(|event| matches!(event.what, What::Review(_))) {
            for from in found.carried_from(&item.id) {
                events.extend(store.history(&from)?);
            }
        }
        Ok(Self { item, state, events, next })
    }

    fn question(&self) -> Question {
        Question::new(self.item, self.state.attempts)
    }

    fn suspended(&self) -> bool {
        self.state.suspended.unwrap_or(self.item.card.suspended)
    }

    fn json(&self, found: &Collection) -> Shown {
        let question = self.question();
        let synonyms = found.synonyms(question.id.deck());
        let forms = |answer: &RightAnswer| question.all_right(answer, &synonyms);
        Shown {
            schema: 1,
            item: ItemOut::of(self.state.phase(), &question, &self.next),
            accepted: question.asks.typed().then(|| question.wanted().iter().map(forms).collect()),
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

    fn print(&self, found: &Collection, app: &mut App) -> anyhow::Result<()> {
        let page = Reading::of_question(&self.question(), found, face::look(app));
        writeln!(app.out, "{}", face::reading(&page, app))?;
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
                "State: {}{flag}; due {}; stability {:.1} days, difficulty {:.1}; {}, {}",
                self.state_word(),
                seen.due,
                seen.memory.stability.0,
                seen.memory.difficulty.0,
                count(seen.reviews as usize, "review"),
                count(seen.lapses as usize, "lapse"),
            )?,
        }
        Ok(())
    }
}
