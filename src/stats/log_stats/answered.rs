//! One item's answers in order, with the model's predictions.

use crate::deck::ItemId;
use crate::schedule::{Day, EffectiveReview, History, MemoryState, Model, Purpose, Rating, Verdict};
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
    history
        .reviews()
        .map(|standing| {
            let day = standing.event.moment.day;
            let purpose = standing.review.purpose;
            let expected = before.filter(|_| purpose.feeds_memory()).and_then(|b| expected(&b, day, model));
            let counted = before.filter(|b| expected.is_some() && !b.again).map(|b| b.is_mature());
            if purpose.feeds_memory() {
                before = Some(BeforeAnswer::after(before, &standing, expected, model));
            }
            StandingAnswer {
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
            }
        })
        .collect()
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
