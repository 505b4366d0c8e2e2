//! One item: what its cards in Anki bring to its events here.

use std::collections::{HashMap, HashSet};

use super::super::{AnkiCard, CardState, RevlogRow};
use super::card_log::{CardLog, Start};
use super::ids::{ANKI_DEVICE, CardName, Rank};
use super::{Here, ProgressCounts, Source, thousand};
use crate::deck::ItemId;
use crate::schedule::{
    Act, Day, Event, EventId, EventKind, History, Model, Moment, Purpose, Rating, Review, Sm2, Verdict, replay_history,
};

/// Two answers within this time may be the same one: our own package moves those that fall on one millisecond.
const SAME_MS: u64 = 1_000;

/// What Anki takes for the ease of an answer that has none.
const DEFAULT_EASE: u32 = 2500;

/// Up to here a number is FSRS's difficulty and no ease.
const LAST_DIFFICULTY: u32 = 1100;

const DAY_MS: i64 = 86_400_000;

pub(super) struct Weaver<'w, E> {
    item: &'w ItemId,
    revision: u32,
    pub(super) here: &'w Here<'w, E>,
    pub(super) counts: &'w mut ProgressCounts,
    /// Those that were here, then the new ones.
    pub(super) events: Vec<Event>,
    known: usize,
    ids: HashSet<EventId>,
    /// Answers that a row was found to be.
    taken: HashSet<EventId>,
}

/// An answer that is here already.
struct PresentAnswer {
    id: EventId,
    at_ms: i64,
    /// As it was given, and as it counts.
    ratings: [Rating; 2],
}

/// The answers of one card there, as events.
struct CardAnswers {
    /// Those it brought or will have brought before.
    ids: HashSet<EventId>,
    /// The rows that are new here.
    new: HashSet<i64>,
}

impl<'w, E> Weaver<'w, E> {
    pub(super) fn new(
        item: &'w ItemId,
        events: Vec<Event>,
        here: &'w Here<'w, E>,
        counts: &'w mut ProgressCounts,
    ) -> Self {
        let ids = events.iter().map(|event| event.id).collect();
        let (known, revision) = (events.len(), (here.revision)(item));
        Self { item, revision, here, counts, events, known, ids, taken: HashSet::new() }
    }

    /// The new events, in the order of time.
    pub(super) fn finish(mut self) -> Vec<Event> {
        let mut new = self.events.split_off(self.known);
        new.sort_by_key(|event| (event.moment.at_ms, event.id));
        new
    }

    pub(super) fn card(&mut self, source: &Source<'_>) {
        let here = self.here;
        let log = CardLog::read(source.rows, |at_ms| here.is_late(at_ms), self.counts);
        let name = CardName { guid: source.guid, ord: source.card.ord };
        let answers = self.answers(source, &log, name);
        for row in &log.forgotten {
            if self.is_answered_before(row.id) {
                let id = name.event(row.id, Rank::Before, "forget", row.id);
                self.counts.forgotten += usize::from(self.act(row.id, id, Act::Forget));
            }
        }
        self.start(source, &log, name, &answers);
        let last = log.answers.last();
        if let (CardState::New, Some(last), false) = (source.card.state, last, log.ends_new) {
            // Versions of Anki that wrote no row for it.
            let id = name.event(last.id, Rank::After, "forget", last.id);
            let at_ms = self.changed(source.card).max(last.id);
            self.counts.forgotten += usize::from(self.act(at_ms, id, Act::Forget));
        }
        // The latest answer has brought its day.
        if !last.is_some_and(|last| answers.new.contains(&last.id)) {
            self.day(source, &log, name);
        }
        self.marks(source.card, name);
    }

    /// When a card was last changed there, in milliseconds since 1970, but not later than now.
    pub(super) fn changed(&self, card: &AnkiCard) -> i64 {
        thousand(card.changed).clamp(0, self.here.now.at_ms)
    }

    /// Adds an event, unless it is here.
    fn add(&mut self, at_ms: i64, id: EventId, what: EventKind) -> bool {
        let moment = self.here.moment_at(at_ms);
        self.add_at(moment, id, what)
    }

    fn add_at(&mut self, moment: Moment, id: EventId, what: EventKind) -> bool {
        if !self.ids.insert(id) {
            return false;
        }
        let (item, version) = (Some(self.item.clone()), self.here.version.to_owned());
        self.events.push(Event { id, moment, item, device: ANKI_DEVICE, version, what });
        true
    }

    pub(super) fn act(&mut self, at_ms: i64, id: EventId, act: Act) -> bool {
        self.add(at_ms, id, EventKind::Act(act))
    }

    fn answers(&mut self, source: &Source<'_>, log: &CardLog<'_>, name: CardName<'_>) -> CardAnswers {
        let id_of = |row: &RevlogRow| name.event(row.id, Rank::Answer, "answer", row.id);
        let mut found = CardAnswers { ids: log.answers.iter().map(|row| id_of(row)).collect(), new: HashSet::new() };
        let present = self.present_answers(&found.ids);
        for row in &log.answers {
            let id = id_of(row);
            let Some(rating) = Rating::from_number(row.button) else { continue };
            if self.ids.contains(&id) || self.takes(&present, row.id, rating) {
                self.counts.known += 1;
                continue;
            }
            let is_last = log.answers.last().is_some_and(|last| last.id == row.id);
            let due = source.due.filter(|_| is_last).unwrap_or_else(|| self.day_after(row));
            let review = self.review(rating, due, row.ms);
            self.add(row.id, id, EventKind::Review(review));
            self.counts.answers += 1;
            found.new.insert(row.id);
        }
        found
    }

    /// The answers here that `except` doesn't have, be they taken back.
    fn present_answers(&self, except: &HashSet<EventId>) -> Vec<PresentAnswer> {
        let history = History::of(&self.events);
        let counting: HashMap<EventId, Rating> = history.reviews().map(|it| (it.event.id, it.rating)).collect();
        let answer = |event: &Event| match &event.what {
            EventKind::Review(review) if review.purpose.feeds_memory() && !except.contains(&event.id) => {
                let counts_as = counting.get(&event.id).copied().unwrap_or(review.rating);
                let ratings = [review.rating, counts_as];
                Some(PresentAnswer { id: event.id, at_ms: event.moment.at_ms, ratings })
            }
            EventKind::Review(_) | EventKind::Act(_) => None,
        };
        self.events.iter().filter_map(answer).collect()
    }

    /// Whether a row is an answer that is here: ours went there and comes back. Each is one row at most.
    fn takes(&mut self, present: &[PresentAnswer], at_ms: i64, rating: Rating) -> bool {
        let is_same = |answer: &&PresentAnswer| {
            let apart = answer.at_ms.abs_diff(at_ms);
            apart < SAME_MS && answer.ratings.contains(&rating) && !self.taken.contains(&answer.id)
        };
        let nearest = present.iter().filter(is_same).min_by_key(|answer| answer.at_ms.abs_diff(at_ms));
        nearest.is_some_and(|answer| self.taken.insert(answer.id))
    }

    const fn review(&self, rating: Rating, due: Day, ms: u32) -> Review {
        Review {
            purpose: Purpose::Imported,
            verdict: Verdict::None,
            suggested: None,
            rating,
            due,
            hints: 0,
            revision: self.revision,
            ms,
            answer: None,
        }
    }

    /// The study day that an answer led to.
    fn day_after(&self, row: &RevlogRow) -> Day {
        if row.interval > 0 {
            return self.here.moment_at(row.id).day + super::clamped(row.interval);
        }
        self.here.moment_at(row.id.saturating_sub(thousand(row.interval))).day
    }

    /// What memory starts with, if the first answers don't say it.
    fn start(&mut self, source: &Source<'_>, log: &CardLog<'_>, name: CardName<'_>, answers: &CardAnswers) {
        let card = source.card;
        self.retract_guesses(log.start, name);
        match log.start {
            Start::New(_) => {}
            Start::After(row) => {
                if answers.new.contains(&row.id) && !self.is_remembered(row.id, &answers.ids) {
                    let ease = if row.factor == 0 { DEFAULT_EASE } else { row.factor };
                    let sm2 = Sm2 { interval: u32::try_from(row.interval.max(1)).unwrap_or(u32::MAX), ease };
                    self.start_with(row.id, sm2, name);
                }
            }
            Start::Unknown if card.state == CardState::New || card.interval == 0 => {}
            Start::Unknown if self.is_remembered(i64::MAX, &answers.ids) => {}
            Start::Unknown => {
                // A card has an ease of SM-2 or none.
                let ease = if card.ease <= LAST_DIFFICULTY { 0 } else { card.ease };
                let sm2 = Sm2 { interval: card.interval, ease };
                let is_kept = log.answers.last().filter(|_| !log.ends_new);
                let at_ms = is_kept.map_or_else(|| self.stand_in(source, name), |last| Some(last.id));
                if let Some(at_ms) = at_ms {
                    self.start_with(at_ms, sm2, name);
                }
            }
        }
    }

    /// Takes back what stood for a log that is here now.
    fn retract_guesses(&mut self, start: Start<'_>, name: CardName<'_>) {
        let is_stand_in = |id, at_ms| id == stand_in_id(name, at_ms);
        let is_guess = |event: &Event| {
            let (id, at_ms) = (event.id, event.moment.at_ms);
            match start {
                Start::Unknown => false,
                Start::After(_) => is_stand_in(id, at_ms),
                Start::New(row) => is_stand_in(id, at_ms) || (at_ms >= row.id && id == sm2_id(name, at_ms)),
            }
        };
        let guesses: Vec<(i64, EventId)> = History::of(&self.events)
            .events()
            .filter(|event| is_guess(event))
            .map(|event| (event.moment.at_ms, event.id))
            .collect();
        for (at_ms, target) in guesses {
            let what = if is_stand_in(target, at_ms) { "no stand-in" } else { "no sm2" };
            self.act(at_ms, name.event(at_ms, Rank::After, what, at_ms), Act::Retract { target });
        }
    }

    fn start_with(&mut self, at_ms: i64, sm2: Sm2, name: CardName<'_>) {
        let id = sm2_id(name, at_ms);
        self.counts.from_sm2 += usize::from(self.act(at_ms, id, Act::Sm2(sm2)));
    }

    /// Whether there is something to forget.
    fn is_answered_before(&self, at_ms: i64) -> bool {
        let is_answer = |event: &Event| matches!(&event.what, EventKind::Review(it) if it.purpose.feeds_memory());
        self.events.iter().any(|event| event.moment.at_ms < at_ms && is_answer(event))
    }

    /// Whether answers of others than this card, before `at_ms`, have left a memory.
    fn is_remembered(&self, at_ms: i64, own: &HashSet<EventId>) -> bool {
        let mut is_remembered = false;
        for event in History::of(&self.events).events().filter(|event| event.moment.at_ms < at_ms) {
            match &event.what {
                EventKind::Review(review) if review.purpose.feeds_memory() && !own.contains(&event.id) => {
                    is_remembered = true;
                }
                EventKind::Act(Act::Forget) => is_remembered = false,
                EventKind::Review(_) | EventKind::Act(_) => {}
            }
        }
        is_remembered
    }

    /// An answer in the place of those that aren't in the log, on the day that its interval began. Returns when that
    /// was; `None` if it is here already.
    fn stand_in(&mut self, source: &Source<'_>, name: CardName<'_>) -> Option<i64> {
        let (card, now) = (source.card, self.here.now);
        let due = source.due.unwrap_or(now.day);
        let day = (due - i32::try_from(card.interval).unwrap_or(i32::MAX)).min(now.day);
        let noon = i64::from(day.number()) * DAY_MS + DAY_MS / 2 - i64::from(source.offset_minutes) * 60_000;
        let latest = source.rows.iter().map(|row| row.id).filter(|&id| !self.here.is_late(id)).max();
        let changed = self.changed(card);
        let moment = match latest.map_or(0, |latest| latest.saturating_add(1)) {
            after if (after..=now.at_ms).contains(&noon) => Moment { day, ..self.here.moment_at(noon) },
            after => self.here.moment_at(changed.max(after)),
        };
        let rating = if card.state == CardState::Review { Rating::Good } else { Rating::Again };
        let id = stand_in_id(name, moment.at_ms);
        let review = self.review(rating, due, 0);
        let is_new = self.add_at(moment, id, EventKind::Review(review));
        self.counts.answers += usize::from(is_new);
        self.counts.made_up += usize::from(is_new);
        is_new.then_some(moment.at_ms)
    }

    /// Another day, chosen there since.
    fn day(&mut self, source: &Source<'_>, log: &CardLog<'_>, name: CardName<'_>) {
        let Some(due) = source.due else { return };
        let history = History::of(&self.events);
        let mut latest: Option<&Event> = None;
        for event in history.events() {
            match &event.what {
                EventKind::Review(review) if review.purpose.feeds_memory() => latest = Some(event),
                EventKind::Act(Act::Due { .. }) if latest.is_some() => latest = Some(event),
                EventKind::Act(Act::Forget) => latest = None,
                EventKind::Review(_) | EventKind::Act(_) => {}
            }
        }
        let Some(latest) = latest else { return };
        let is_moved = log.moved.is_some() || latest.device == ANKI_DEVICE;
        let at_ms = self.changed(source.card).max(log.moved.unwrap_or(0)).min(self.here.now.at_ms);
        let present = replay_history(&history, &Model::default()).seen.map(|seen| seen.due);
        if is_moved && at_ms > latest.moment.at_ms && present != Some(due) {
            let id = name.event(at_ms, Rank::After, "due", i64::from(due.number()));
            self.counts.marks += usize::from(self.act(at_ms, id, Act::Due { day: due }));
        }
    }
}

fn stand_in_id(name: CardName<'_>, at_ms: i64) -> EventId {
    name.event(at_ms, Rank::Answer, "stand-in", 0)
}

fn sm2_id(name: CardName<'_>, at_ms: i64) -> EventId {
    name.event(at_ms, Rank::After, "sm2", 0)
}
