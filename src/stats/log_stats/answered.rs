//! One item's answers in order, with the model's predictions.

use crate::deck::ItemId;
use crate::schedule::{Day, EffectiveReview, History, MemoryState, MemoryStep, Model, Purpose, Rating, Verdict};
use crate::stats::rounding::days;

/// An answer that isn't undone.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingAnswer {
    pub day: Day,
    /// Whether it was given to this item, not to an earlier name of it.
    pub own: bool,
    pub purpose: Purpose,
    pub rating: Rating,
    pub verdict: Verdict,
    /// "I guessed".
    pub guessed: bool,
    /// Answer time in milliseconds.
    pub ms: u32,
    pub answer: Option<String>,
    /// The study day chosen for the next review.
    pub due: Day,
    /// The prediction, if the answer feeds memory and the previous one that did was on an earlier day.
    pub expected: Option<Expected>,
    /// If true retention counts the review: whether the item was mature.
    pub counted: Option<bool>,
    /// The memory after the answer.
    pub memory: Option<MemoryState>,
}

/// What the model predicted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The chance of recall, 0.0 to 1.0.
    pub recall: f64,
    /// Days since the last answer that fed memory, at least 1.
    pub elapsed: u32,
    /// Answers at least a day apart, including this one.
    pub reviews: u32,
    /// How many of the earlier ones were Again.
    pub lapses: u32,
}

impl StandingAnswer {
    #[must_use]
    pub fn recalled(&self) -> bool {
        self.rating != Rating::Again
    }

    /// Whether it was right: by the verdict, or else by the learner's rating.
    #[must_use]
    pub fn right(&self) -> bool {
        match self.verdict {
            Verdict::Right => true,
            Verdict::Wrong => false,
            Verdict::None => self.recalled(),
        }
    }
}

/// From this interval on an item is mature, as in the day sums.
const MATURE_DAYS: i32 = 21;

/// The state before an answer.
#[derive(Clone, Copy)]
struct BeforeAnswer {
    memory: MemoryState,
    day: Day,
    due: Day,
    again: bool,
    reviews: u32,
    lapses: u32,
}

/// All answers to an item that aren't undone, in order. `history` includes events under earlier names.
#[must_use]
pub fn answers(history: &History<'_>, item: &ItemId, model: &Model) -> Vec<StandingAnswer> {
    let mut before: Option<BeforeAnswer> = None;
    let mut answers: Vec<StandingAnswer> = Vec::new();
    for step in history.steps() {
        let standing = match step {
            MemoryStep::Review(standing) => standing,
            MemoryStep::Forget => {
                before = None;
                continue;
            }
            MemoryStep::Sm2(sm2) => {
                if let Some(before) = &mut before {
                    before.memory = model.memory_from_sm2(sm2);
                }
                if let Some(last) = answers.last_mut() {
                    last.memory = before.map(|before| before.memory);
                }
                continue;
            }
        };
        let day = standing.event.moment.day;
        let purpose = standing.review.purpose;
        let expected = before.filter(|_| purpose.feeds_memory()).and_then(|b| expected(&b, day, model));
        let counted = before.filter(|b| expected.is_some() && !b.again).map(|b| b.is_mature());
        if purpose.feeds_memory() {
            before = Some(BeforeAnswer::after(before, &standing, expected, model));
        }
        answers.push(StandingAnswer {
            day,
            own: standing.event.item.as_ref() == Some(item),
            purpose,
            rating: standing.rating,
            verdict: standing.verdict,
            guessed: standing.guessed,
            ms: standing.review.ms,
            answer: standing.review.answer.clone(),
            due: standing.due,
            expected,
            counted,
            memory: before.map(|b| b.memory),
        });
    }
    answers
}

fn expected(before: &BeforeAnswer, day: Day, model: &Model) -> Option<Expected> {
    let elapsed = day.since(before.day).max(0).unsigned_abs();
    let recall = f64::from(model.retrievability(before.memory, days(elapsed)).0);
    (elapsed > 0).then_some(Expected { recall, elapsed, reviews: before.reviews + 1, lapses: before.lapses })
}

impl BeforeAnswer {
    fn after(before: Option<Self>, standing: &EffectiveReview<'_>, expected: Option<Expected>, model: &Model) -> Self {
        let (day, rating) = (standing.event.moment.day, standing.rating);
        let again = rating == Rating::Again;
        let elapsed = before.map_or(0, |b| day.since(b.day).max(0).unsigned_abs());
        let apart = u32::from(expected.is_some());
        Self {
            memory: model.memory_after(before.map(|b| b.memory), elapsed, rating),
            day,
            due: standing.due,
            again,
            reviews: before.map_or(0, |b| b.reviews) + apart,
            lapses: before.map_or(0, |b| b.lapses) + if again { apart } else { 0 },
        }
    }

    fn is_mature(&self) -> bool {
        self.due.since(self.day) >= MATURE_DAYS
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::schedule::{Act, Event, EventId, EventKind, Moment, Review, Sm2, replay};

    #[test]
    fn memory_follows_what_was_forgotten_and_what_sm2_knew() {
        let item: ItemId = "d/a".parse().expect("an item");
        let event = |on: i32, what: EventKind| {
            let at_ms = i64::from(on) * 86_400_000;
            let moment = Moment { at_ms, offset_minutes: 0, day: Day::from_number(on / 10) };
            let id = EventId(Uuid::from_u128(on.unsigned_abs().into()));
            Event { id, moment, item: Some(item.clone()), device: Uuid::nil(), version: String::new(), what }
        };
        let review = |on: i32| {
            let (purpose, verdict, rating) = (Purpose::Imported, Verdict::None, Rating::Good);
            let due = Day::from_number(on / 10 + 30);
            let (suggested, hints, revision, ms, answer) = (None, 0, 0, 1_000, None);
            let review = Review { purpose, verdict, suggested, rating, due, hints, revision, ms, answer };
            event(on, EventKind::Review(review))
        };
        let sm2 = event(11, EventKind::Act(Act::Sm2(Sm2 { interval: 30, ease: 2500 })));
        let forget = event(301, EventKind::Act(Act::Forget));
        let events = [review(10), sm2, review(300), forget, review(400), review(500)];
        let model = Model::default();
        let answers = answers(&History::of(&events), &item, &model);
        let replayed = [2, 3, 5, 6].map(|until| replay(&events[..until], &model).seen.map(|seen| seen.fsrs));
        assert_eq!(answers.iter().map(|answer| answer.memory).collect::<Vec<_>>(), replayed);
        let expected: Vec<Option<u32>> = answers.iter().map(|answer| answer.expected.map(|it| it.elapsed)).collect();
        assert_eq!(expected, [None, Some(29), None, Some(10)], "what is new again is not expected");
    }
}
