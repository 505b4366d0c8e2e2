//! What an item's events add to the sums of each day.
//!
//! Integers only, so that adding the new and subtracting the old gives the same as recounting.

use std::collections::BTreeMap;
use std::ops::{AddAssign, SubAssign};

use super::replay::{EffectiveReview, History, MemoryStep};
use super::{Day, Event, Phase, Rating};
use crate::deck::ItemId;

/// A review counts for at most two minutes, in case the learner took a break.
pub const LONGEST_MS: u32 = 120_000;

/// An item is mature from an interval of 21 days on, as in Anki.
const MATURE_DAYS: i32 = 21;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DaySums {
    /// Effective reviews that feed memory: scheduled and imported ones. All below are about these.
    pub reviews: i64,
    /// Items whose first review is on this day.
    pub introduced: i64,
    /// Milliseconds, each review counted for at most two minutes.
    pub ms: i64,
    /// Reviews that count for true retention, of items with an interval below 21 days.
    pub young: i64,
    /// Those of `young` that were not Again.
    pub young_kept: i64,
    /// Reviews that count for true retention, of items with an interval of 21 days or more.
    pub mature: i64,
    /// Those of `mature` that were not Again.
    pub mature_kept: i64,
}

impl DaySums {
    fn each(&mut self, other: Self, add: impl Fn(&mut i64, i64)) {
        add(&mut self.reviews, other.reviews);
        add(&mut self.introduced, other.introduced);
        add(&mut self.ms, other.ms);
        add(&mut self.young, other.young);
        add(&mut self.young_kept, other.young_kept);
        add(&mut self.mature, other.mature);
        add(&mut self.mature_kept, other.mature_kept);
    }
}

impl AddAssign for DaySums {
    fn add_assign(&mut self, other: Self) {
        self.each(other, |sum, n| *sum += n);
    }
}

impl SubAssign for DaySums {
    fn sub_assign(&mut self, other: Self) {
        self.each(other, |sum, n| *sum -= n);
    }
}

/// What one item adds to the sums of each day.
///
/// `events` are its own and those of the items whose history it continues, as for `replay`; only its own are counted,
/// because those items count theirs.
#[must_use]
pub fn sums<'a>(events: impl IntoIterator<Item = &'a Event>, item: &ItemId) -> BTreeMap<Day, DaySums> {
    let history = History::of(events);
    let mut days: BTreeMap<Day, DaySums> = BTreeMap::new();
    let mut before: Option<PriorReview> = None;
    for step in history.steps() {
        let standing = match step {
            MemoryStep::Review(standing) if standing.review.purpose.feeds_memory() => standing,
            MemoryStep::Forget => {
                before = None;
                continue;
            }
            MemoryStep::Review(_) | MemoryStep::Sm2(_) => continue,
        };
        if standing.event.item.as_ref() == Some(item) {
            *days.entry(standing.event.moment.day).or_default() += of_review(&standing, before);
        }
        before = Some(PriorReview::from(&standing));
    }
    days
}

/// The hours (since 1970, UTC) in which an item had effective reviews that feed memory, by study day, with their number.
///
/// `events` as for [`sums`].
#[must_use]
pub fn study_hours<'a>(events: impl IntoIterator<Item = &'a Event>, item: &ItemId) -> BTreeMap<(Day, i64), i64> {
    let history = History::of(events);
    let mut hours = BTreeMap::new();
    for EffectiveReview { event, .. } in history.feeding_reviews() {
        if event.item.as_ref() == Some(item) {
            *hours.entry((event.moment.day, event.moment.hour())).or_default() += 1;
        }
    }
    hours
}

/// What true retention needs to know of an item before a review.
#[derive(Clone, Copy)]
struct PriorReview {
    day: Day,
    due: Day,
    phase: Phase,
}

impl From<&EffectiveReview<'_>> for PriorReview {
    fn from(standing: &EffectiveReview<'_>) -> Self {
        let phase = if standing.rating == Rating::Again { Phase::Learning } else { Phase::Review };
        Self { day: standing.event.moment.day, due: standing.due, phase }
    }
}

fn of_review(standing: &EffectiveReview<'_>, before: Option<PriorReview>) -> DaySums {
    let mut sums = DaySums {
        reviews: 1,
        introduced: i64::from(before.is_none()),
        ms: i64::from(standing.review.ms.min(LONGEST_MS)),
        ..DaySums::default()
    };
    let day = standing.event.moment.day;
    let kept = i64::from(standing.rating != Rating::Again);
    if let Some(before) = before
        && before.phase == Phase::Review
        && day.since(before.day) >= 1
    {
        if before.due.since(before.day) >= MATURE_DAYS {
            (sums.mature, sums.mature_kept) = (1, kept);
        } else {
            (sums.young, sums.young_kept) = (1, kept);
        }
    }
    sums
}
