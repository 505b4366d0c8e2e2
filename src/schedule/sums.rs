//! What an item's events add to the sums of each day.
//!
//! Integers only, so that adding the new and subtracting the old gives the same as recounting.

use std::collections::BTreeMap;
use std::ops::{AddAssign, SubAssign};

use super::replay::{EffectiveReview, History};
use super::{Day, Event, Phase, Purpose, Rating};
use crate::deck::ItemId;

/// A review counts for at most two minutes, in case the learner took a break.
pub const LONGEST_MS: u32 = 120_000;

/// An item is mature from an interval of 21 days on, as in Anki.
const MATURE_DAYS: i32 = 21;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DaySums {
    /// Effective scheduled and imported reviews.
    pub reviews: i64,
    /// Effective scheduled reviews.
    pub scheduled: i64,
    /// Items whose first effective scheduled review is on this day.
    pub introduced: i64,
    /// Milliseconds of scheduled reviews, each counted for at most two minutes.
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
        add(&mut self.scheduled, other.scheduled);
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
    let mut introduced = false;
    for standing in history.reviews().filter(|standing| standing.review.purpose.feeds_memory()) {
        let own = standing.event.item.as_ref() == Some(item);
        let scheduled = standing.review.purpose == Purpose::Scheduled;
        if own {
            let day = days.entry(standing.event.moment.day).or_default();
            *day += of_review(&standing, before, scheduled && !introduced);
        }
        introduced |= scheduled;
        before = Some(PriorReview::after(&standing, before));
    }
    days
}

/// The hours (since 1970, UTC) in which an item had effective scheduled reviews, by study day, with their number.
///
/// `events` as for [`sums`].
#[must_use]
pub fn study_hours<'a>(events: impl IntoIterator<Item = &'a Event>, item: &ItemId) -> BTreeMap<(Day, i64), i64> {
    let history = History::of(events);
    let scheduled = |standing: &EffectiveReview<'_>| standing.review.purpose == Purpose::Scheduled;
    let mut hours = BTreeMap::new();
    for EffectiveReview { event, .. } in history.reviews().filter(scheduled) {
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
    last_scheduled: Option<Day>,
}

impl PriorReview {
    fn after(standing: &EffectiveReview<'_>, before: Option<Self>) -> Self {
        let day = standing.event.moment.day;
        let scheduled = (standing.review.purpose == Purpose::Scheduled).then_some(day);
        Self {
            day,
            due: standing.due,
            phase: if standing.rating == Rating::Again { Phase::Learning } else { Phase::Review },
            last_scheduled: scheduled.or(before.and_then(|b| b.last_scheduled)),
        }
    }
}

fn of_review(standing: &EffectiveReview<'_>, before: Option<PriorReview>, introduces: bool) -> DaySums {
    let mut sums = DaySums { reviews: 1, ..DaySums::default() };
    if standing.review.purpose != Purpose::Scheduled {
        return sums;
    }
    sums.scheduled = 1;
    sums.introduced = i64::from(introduces);
    sums.ms = i64::from(standing.review.ms.min(LONGEST_MS));
    let day = standing.event.moment.day;
    let kept = i64::from(standing.rating != Rating::Again);
    if let Some(before) = before
        && before.phase == Phase::Review
        && day.since(before.day) >= 1
        && before.last_scheduled != Some(day)
    {
        if before.due.since(before.day) >= MATURE_DAYS {
            (sums.mature, sums.mature_kept) = (1, kept);
        } else {
            (sums.young, sums.young_kept) = (1, kept);
        }
    }
    sums
}
