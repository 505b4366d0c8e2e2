//! Sample learners for tests: decks, logs, and what a store would derive from them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use super::input::{StatsInput, StudiedItem, known};
use super::streak::Streak;
use super::time_per_item::Pace;
use crate::deck::kinds::FlipCard;
use crate::deck::{
    Body, Card, CardId, CardIdentity, Collection, Deck, DeckId, Decks, ItemId, ItemPart, ItemSummary, Judging, Place,
    Text,
};
use crate::rng::Rng;
use crate::schedule::{
    Act, Day, DaySums, DesiredRetention, Event, EventId, EventKind, ItemState, Model, Moment, Purpose, Rating, Review,
    SchedulingParams, Verdict, preview, replay, sums,
};
use crate::session::Load;

/// Tuesday, 24 November 2026.
pub(super) fn today() -> Day {
    Day::from(jiff::civil::date(2026, 11, 24))
}

/// A deck of flip cards named `c0`, `c1`, ….
pub(super) fn deck(name: &str, cards: usize) -> Deck {
    let id = DeckId::new(name).expect("an id");
    let cards = (0..cards).map(|at| card(&id, &format!("c{at}"), flip(at))).collect();
    deck_of(id, cards)
}

pub(super) fn deck_of(id: DeckId, cards: Vec<Arc<Card>>) -> Deck {
    Deck {
        title: Text::new(id.as_str()),
        id,
        path: None,
        about: None,
        author: None,
        licence: None,
        language: None,
        judging: Judging::default(),
        source: None,
        after: Vec::new(),
        tags: Vec::new(),
        synonyms: Vec::new(),
        beside: Vec::new(),
        was: Vec::new(),
        cards,
        diagnostics: Vec::new(),
        untold: 0,
        allowed: Vec::new(),
        fields: Vec::new(),
        left_out: Vec::new(),
    }
}

pub(super) fn card(deck: &DeckId, id: &str, body: Body) -> Arc<Card> {
    Arc::new(Card {
        id: CardId::new(deck, id).expect("an id"),
        identity: CardIdentity::Written,
        body,
        hints: Vec::new(),
        because: None,
        claims: Vec::new(),
        mentions: Vec::new(),
        tags: Vec::new(),
        was: Vec::new(),
        revision: 0,
        suspended: false,
        judging: Judging::default(),
        place: Place::default(),
        fields: Vec::new(),
    })
}

pub(super) fn flip(at: usize) -> Body {
    Body::Flip(FlipCard { question: Text::new(&format!("question {at}")), answer: Text::new("answer") })
}

/// A log and what is derived from it.
#[derive(Debug, Default)]
pub(super) struct Learner {
    pub(super) found: Collection,
    pub(super) items: Vec<ItemSummary>,
    pub(super) log: HashMap<ItemId, Vec<Event>>,
    pub(super) states: HashMap<ItemId, ItemState>,
    pub(super) days: BTreeMap<Day, DaySums>,
    pub(super) model: Model,
    pub(super) events: u128,
}

impl Learner {
    pub(super) fn new(decks: Vec<Deck>) -> Self {
        let found = Collection::new(decks);
        let items = (0..found.summaries().len()).flat_map(|deck| found.entries(deck)).collect();
        Self { found, items, ..Self::default() }
    }

    /// Appends an event. [`Learner::settle`] updates what follows from it.
    pub(super) fn write(&mut self, item: &ItemId, moment: Moment, what: EventKind) -> EventId {
        self.events += 1;
        let id = EventId(Uuid::from_u128(self.events));
        let event = Event { id, moment, item: Some(item.clone()), device: Uuid::nil(), version: String::new(), what };
        self.log.entry(item.clone()).or_default().push(event);
        let state = replay(&self.log[item], &self.model);
        self.states.insert(item.clone(), state);
        id
    }

    /// Answers an item; schedules the next review as the program does.
    pub(super) fn answer(&mut self, item: &ItemId, moment: Moment, rating: Rating, ms: u32) -> EventId {
        self.answer_for(Purpose::Scheduled, item, moment, rating, ms)
    }

    pub(super) fn answer_for(
        &mut self,
        purpose: Purpose,
        item: &ItemId,
        moment: Moment,
        rating: Rating,
        ms: u32,
    ) -> EventId {
        let state = self.states.get(item).cloned().unwrap_or_default();
        let next = preview(item, &state, moment.day, &self.model, &SchedulingParams::default()).after(rating);
        let review = Review {
            purpose,
            verdict: if rating == Rating::Again { Verdict::Wrong } else { Verdict::Right },
            suggested: Some(rating),
            rating,
            due: moment.day + i32::from(next.interval),
            hints: 0,
            revision: 0,
            ms,
            answer: None,
        };
        self.write(item, moment, EventKind::Review(review))
    }

    /// Computes the day sums, as the store keeps them.
    pub(super) fn settle(&mut self) {
        self.days.clear();
        for (item, events) in &self.log {
            for (day, sums) in sums(events, item) {
                *self.days.entry(day).or_default() += sums;
            }
        }
        self.days.retain(|_, sums| *sums != DaySums::default());
    }

    /// Studies each day from `first` to `last`: due items and `new` new ones, remembering as the model predicts.
    pub(super) fn study(&mut self, first: Day, last: Day, new: usize, rng: &mut Rng) {
        let items: Vec<ItemId> = self.found.items().iter().map(|item| item.id.clone()).collect();
        for number in first.number()..=last.number() {
            let day = Day::from_number(number);
            // A day off now and then, and every Sunday.
            if number % 7 == 3 || rng.unit() < 0.1 {
                continue;
            }
            let seen = |id: &ItemId| self.states.get(id).and_then(|state| state.seen);
            let due: Vec<ItemId> = items.iter().filter(|id| seen(id).is_some_and(|s| s.due <= day)).cloned().collect();
            let fresh: Vec<ItemId> = items.iter().filter(|id| seen(id).is_none()).take(new).cloned().collect();
            for (at, item) in (0..).zip(due.into_iter().chain(fresh)) {
                self.ask(&item, noon(day, at), rng);
            }
        }
        self.settle();
    }

    /// Asks an item until the rating isn't Again.
    fn ask(&mut self, item: &ItemId, moment: Moment, rng: &mut Rng) {
        let seen = self.states.get(item).and_then(|state| state.seen);
        let elapsed = |seen: &crate::schedule::Memory| super::rounding::days(seen.elapsed(moment.day));
        let recall = seen.map_or(0.4, |seen| f64::from(self.model.retrievability(seen.fsrs, elapsed(&seen)).0));
        if rng.unit() < recall {
            self.answer(item, moment, Rating::Good, 4_000 + u32::from(moment.offset_minutes == 0) * 500);
        } else {
            self.answer(item, moment, Rating::Again, 9_000);
            let later = Moment { at_ms: moment.at_ms + 600_000, ..moment };
            self.answer(item, later, Rating::Good, 3_000);
        }
    }

    pub(super) fn history(&self, item: &ItemId) -> Vec<&Event> {
        self.log.get(item).into_iter().flatten().collect()
    }

    pub(super) fn known(&self) -> Vec<StudiedItem<'_>> {
        known(&self.items, &self.states)
    }

    pub(super) fn stats_input<'a>(&'a self, known: &'a [StudiedItem<'a>], today: Day, left: Load) -> StatsInput<'a> {
        StatsInput {
            found: &self.found,
            known,
            elsewhere: elsewhere(&self.items, &self.found, &self.states),
            days: &self.days,
            streak: Streak::of(&self.days, &BTreeMap::new(), (today, i64::MAX)),
            model: &self.model,
            desired: DesiredRetention::default(),
            today,
            outlook: Pace::of(&self.days, today).outlook(today, left, None),
            reviews_per_day: 200,
            on: today,
            log_stats: None,
            of_items: true,
        }
    }

    pub(super) fn act(&mut self, item: &str, day: Day, act: Act) {
        let item: ItemId = item.parse().expect("an item");
        self.write(&item, noon(day, 500), EventKind::Act(act));
    }
}

/// The moment `minutes` after noon, UTC.
pub(super) fn noon(day: Day, minutes: i64) -> Moment {
    Moment { at_ms: i64::from(day.number()) * 86_400_000 + 43_200_000 + minutes * 60_000, offset_minutes: 0, day }
}

pub(super) fn item_of(deck: &str, card: &str) -> ItemId {
    CardId::new(&DeckId::new(deck).expect("an id"), card).expect("an id").item(ItemPart::Whole)
}

/// How many items of the log are in no loaded deck, not even under another name.
fn elsewhere(items: &[ItemSummary], found: &dyn Decks, states: &HashMap<ItemId, ItemState>) -> usize {
    let here: HashSet<&ItemId> = items.iter().map(|item| &item.id).collect();
    let earlier: HashSet<ItemId> =
        items.iter().filter(|item| item.renamed).flat_map(|item| found.carried_from(&item.id)).collect();
    let gone = |id: &ItemId| !here.contains(id) && !earlier.contains(id);
    states.iter().filter(|(id, state)| state.attempts > 0 && gone(id)).count()
}
