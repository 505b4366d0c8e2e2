//! Computes an item's state from its events. State is a function of the log alone.

use std::collections::{HashMap, HashSet};

use super::{
    Act, Day, Event, EventId, EventKind, MemoryState, Model, NextStates, Rating, Review, SchedulingParams, Sm2, Verdict,
};
use crate::deck::ItemId;
use crate::rng::Rng;

/// How many lapses make a leech, and how many more make it one again.
const LEECH_AT: u32 = 8;
const LEECH_AGAIN: u32 = 4;

/// How far an item is in learning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Never reviewed.
    New,
    /// The last review was Again.
    Learning,
    /// The last review was not Again.
    Review,
}

impl Phase {
    /// Its name in JSON and arguments.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Learning => "learning",
            Self::Review => "review",
        }
    }
}

/// What the log says of an item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ItemState {
    /// What its reviews add up to; `None` for a new item.
    pub seen: Option<Memory>,
    /// How many of its reviews count, of any purpose: decides the order of its choices.
    pub attempts: u32,
    /// What the learner decided; `None` leaves it to the deck.
    pub suspended: Option<bool>,
    /// The study day on which it is not asked.
    pub buried: Option<Day>,
    pub flag: Option<Flag>,
}

/// A mark for the learner or the author to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flag {
    pub note: Option<String>,
}

/// What the reviews that feed memory add up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// What FSRS knows.
    pub fsrs: MemoryState,
    /// The study day it is due.
    pub due: Day,
    /// The study day of its first review.
    pub introduced: Day,
    pub last_day: Day,
    /// The moment of its last review, in milliseconds since 1970, UTC.
    pub last_at_ms: i64,
    /// Decides which of two reviews at the same moment is later.
    pub last_id: EventId,
    pub last_rating: Rating,
    /// The card's revision at its last review.
    pub revision: u32,
    /// How many reviews feed its memory.
    pub reviews: u32,
    /// How often it was Again while out of learning.
    pub lapses: u32,
}

impl Memory {
    /// Learning or review.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self.last_rating == Rating::Again { Phase::Learning } else { Phase::Review }
    }

    /// Study days from the last review to `today`; 0 if a clock was set back.
    #[must_use]
    pub fn elapsed(&self, today: Day) -> u32 {
        today.since(self.last_day).max(0).unsigned_abs()
    }
}

/// Whether an item with that many lapses is a leech: from 8 on.
#[must_use]
pub const fn is_leech(lapses: u32) -> bool {
    lapses >= LEECH_AT
}

impl ItemState {
    /// The state of an item that is not in the log.
    pub const NEW: Self = Self { seen: None, attempts: 0, suspended: None, buried: None, flag: None };

    #[must_use]
    pub fn phase(&self) -> Phase {
        self.seen.as_ref().map_or(Phase::New, Memory::phase)
    }

    #[must_use]
    pub fn is_leech(&self) -> bool {
        self.seen.is_some_and(|seen| is_leech(seen.lapses))
    }

    /// Whether its latest lapse is one to tell the learner about: the 8th, the 12th, the 16th, …
    #[must_use]
    pub fn just_became_leech(&self) -> bool {
        self.seen.is_some_and(|seen| {
            seen.phase() == Phase::Learning
                && seen.lapses >= LEECH_AT
                && (seen.lapses - LEECH_AT).is_multiple_of(LEECH_AGAIN)
        })
    }
}

/// A review that counts, with its amends applied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectiveReview<'a> {
    pub event: &'a Event,
    /// The review as it was written.
    pub review: &'a Review,
    /// The rating it counts as.
    pub rating: Rating,
    /// The program's verdict, reversed if the learner overruled it.
    pub verdict: Verdict,
    /// The study day chosen for the next review.
    pub due: Day,
    /// "I guessed".
    pub guessed: bool,
}

/// A thing that changes an item's memory, or a review that could.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MemoryStep<'a> {
    /// Of any purpose.
    Review(EffectiveReview<'a>),
    /// See [`Act::Forget`].
    Forget,
    /// See [`Act::Sm2`].
    Sm2(Sm2),
}

/// What counts of an item's history: without retracted events and their amends, and with amends applied.
#[derive(Debug)]
pub struct History<'a> {
    events: Vec<&'a Event>,
    retracted: HashSet<EventId>,
    /// The latest effective amend of each review.
    amends: HashMap<EventId, &'a Act>,
}

impl<'a> History<'a> {
    /// The history of one item: its events and those of the items it continues, in any order. Duplicate events count
    /// once.
    pub fn of(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut events: Vec<&Event> = events.into_iter().collect();
        events.sort_by_key(|event| (event.moment.at_ms, event.id));
        events.dedup_by_key(|event| event.id);
        let retracted = acts(&events).filter_map(|(_, act)| match act {
            Act::Retract { target } => Some(*target),
            _ => None,
        });
        let mut history = Self { retracted: retracted.collect(), amends: HashMap::new(), events };
        history.amends = acts(&history.events)
            .filter(|(event, _)| history.stands(event))
            .filter_map(|(_, act)| match act {
                Act::Amend { target, .. } => Some((*target, act)),
                _ => None,
            })
            .collect();
        history
    }

    /// Whether an event was not taken back. A retraction itself can't be.
    #[must_use]
    pub fn stands(&self, event: &Event) -> bool {
        matches!(event.what, EventKind::Act(Act::Retract { .. })) || !self.retracted.contains(&event.id)
    }

    /// The effective events, in the order of the log.
    pub fn events(&self) -> impl Iterator<Item = &'a Event> {
        self.events.iter().copied().filter(|event| self.stands(event))
    }

    /// The effective reviews, in the order of the log.
    pub fn reviews(&self) -> impl Iterator<Item = EffectiveReview<'a>> {
        self.events().filter_map(|event| match &event.what {
            EventKind::Review(review) => Some(self.amended(event, review)),
            EventKind::Act(_) => None,
        })
    }

    /// Those that feed memory.
    pub fn feeding_reviews(&self) -> impl Iterator<Item = EffectiveReview<'a>> {
        self.reviews().filter(|standing| standing.review.purpose.feeds_memory())
    }

    /// What its memory goes by, in the order of the log.
    pub fn steps(&self) -> impl Iterator<Item = MemoryStep<'a>> {
        self.events().filter_map(|event| match &event.what {
            EventKind::Review(review) => Some(MemoryStep::Review(self.amended(event, review))),
            EventKind::Act(Act::Forget) => Some(MemoryStep::Forget),
            EventKind::Act(Act::Sm2(sm2)) => Some(MemoryStep::Sm2(*sm2)),
            EventKind::Act(_) => None,
        })
    }

    /// The earlier names whose histories it continues.
    pub fn carried_from(&self) -> impl Iterator<Item = &'a ItemId> {
        acts(&self.events).filter(|(event, _)| self.stands(event)).filter_map(|(_, act)| match act {
            Act::Carry { from } => Some(from),
            _ => None,
        })
    }

    /// A review with its latest effective amend.
    fn amended(&self, event: &'a Event, review: &'a Review) -> EffectiveReview<'a> {
        let mut standing = EffectiveReview {
            event,
            review,
            rating: review.rating,
            verdict: review.verdict,
            due: review.due,
            guessed: false,
        };
        if let Some(Act::Amend { rating, due, guessed, overruled, .. }) = self.amends.get(&event.id) {
            standing.rating = *rating;
            standing.due = *due;
            standing.guessed = *guessed;
            standing.verdict = match (review.verdict, overruled) {
                (Verdict::Right, true) => Verdict::Wrong,
                (Verdict::Wrong, true) => Verdict::Right,
                (verdict, _) => verdict,
            };
        }
        standing
    }
}

fn acts<'a>(events: &[&'a Event]) -> impl Iterator<Item = (&'a Event, &'a Act)> {
    events.iter().filter_map(|event| match &event.what {
        EventKind::Act(act) => Some((*event, act)),
        EventKind::Review(_) => None,
    })
}

/// The state that results from the history of one item: its own events and those of the items it continues.
#[must_use]
pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>, model: &Model) -> ItemState {
    replay_history(&History::of(events), model)
}

/// [`replay`] for a history that is sorted already.
#[must_use]
pub fn replay_history(history: &History<'_>, model: &Model) -> ItemState {
    state_after(history, history.events(), model)
}

fn state_after<'a>(history: &History<'a>, events: impl Iterator<Item = &'a Event>, model: &Model) -> ItemState {
    let mut state = ItemState::default();
    for event in events {
        match &event.what {
            EventKind::Review(review) => apply_review(&mut state, &history.amended(event, review), model),
            EventKind::Act(act) => apply_act(&mut state, event, act, model),
        }
    }
    state
}

fn apply_review(state: &mut ItemState, standing: &EffectiveReview<'_>, model: &Model) {
    state.attempts += 1;
    if !standing.review.purpose.feeds_memory() {
        return;
    }
    let moment = standing.event.moment;
    let before = state.seen;
    let elapsed = before.map_or(0, |seen| seen.elapsed(moment.day));
    let lapsed = standing.rating == Rating::Again && state.phase() == Phase::Review;
    state.seen = Some(Memory {
        fsrs: model.memory_after(before.map(|seen| seen.fsrs), elapsed, standing.rating),
        due: standing.due,
        introduced: before.map_or(moment.day, |seen| seen.introduced),
        last_day: moment.day,
        last_at_ms: moment.at_ms,
        last_id: standing.event.id,
        last_rating: standing.rating,
        revision: standing.review.revision,
        reviews: before.map_or(0, |seen| seen.reviews) + 1,
        lapses: before.map_or(0, |seen| seen.lapses) + u32::from(lapsed),
    });
}

fn apply_act(state: &mut ItemState, event: &Event, act: &Act, model: &Model) {
    match act {
        Act::Suspend => state.suspended = Some(true),
        Act::Resume => state.suspended = Some(false),
        Act::Bury => state.buried = Some(event.moment.day),
        Act::Unbury => state.buried = None,
        Act::Flag { note } => state.flag = Some(Flag { note: note.clone() }),
        Act::Unflag => state.flag = None,
        Act::Due { day } => {
            if let Some(seen) = &mut state.seen {
                seen.due = *day;
            }
        }
        Act::Forget => state.seen = None,
        Act::Sm2(sm2) => {
            if let Some(seen) = &mut state.seen {
                seen.fsrs = model.memory_from_sm2(*sm2);
            }
        }
        Act::Retract { .. }
        | Act::Amend { .. }
        | Act::Carry { .. }
        | Act::Params { .. }
        | Act::Exam { .. }
        | Act::Unknown { .. } => {}
    }
}

/// The result of each rating of an item on a study day.
#[must_use]
pub fn preview(
    item: &ItemId,
    state: &ItemState,
    today: Day,
    model: &Model,
    scheduling: &SchedulingParams,
) -> NextStates {
    let (memory, elapsed, reviews) =
        state.seen.map_or((None, 0, 0), |seen| (Some(seen.fsrs), seen.elapsed(today), seen.reviews));
    // A generator of its own: the one for the order of choices would correlate with it.
    model.next_states(memory, elapsed, scheduling, Rng::of(&format!("fuzz {item}"), reviews))
}

/// The state of an item before one of its events, by the events that count now.
#[must_use]
pub fn state_before(history: &History<'_>, id: EventId, model: &Model) -> ItemState {
    state_after(history, history.events().take_while(|event| event.id != id), model)
}

/// The state of an item right after one of its events, by the events that count now.
#[must_use]
pub fn state_through(history: &History<'_>, id: EventId, model: &Model) -> ItemState {
    let after = history.events().skip_while(|event| event.id != id).nth(1).map(|event| event.id);
    state_after(history, history.events().take_while(|event| Some(event.id) != after), model)
}
