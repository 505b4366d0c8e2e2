//! Estimates how long a day's questions take.

use std::collections::BTreeMap;

use super::retention::RETENTION_DAYS;
use super::rounding::{real, real_sum, whole};
use crate::schedule::{Day, DaySums};
use crate::session::{Load, NextDay, Outlook};

/// Seconds for a review and for a new item, until the learner's pace is known.
const SECONDS: Pace = Pace { review: 8.0, new: 15.0 };

/// From this many reviews on, the learner's own pace is used.
const ENOUGH: i64 = 20;

/// Seconds per answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// For an item answered before.
    pub review: f64,
    /// For a new item.
    pub new: f64,
}

impl Pace {
    /// The learner's pace over the last 30 days, or a default if there are too few reviews.
    ///
    /// The day sums don't separate new items, so a new one is assumed to take 15/8 of the time of another.
    #[must_use]
    pub fn of(days: &BTreeMap<Day, DaySums>, today: Day) -> Self {
        let mut sum = DaySums::default();
        for day in days.range(today - (RETENTION_DAYS - 1)..=today).map(|(_, day)| *day) {
            sum += day;
        }
        if sum.reviews < ENOUGH || sum.ms <= 0 {
            return SECONDS;
        }
        let ratio = SECONDS.new / SECONDS.review;
        let parts = real_sum(sum.reviews - sum.introduced) + ratio * real_sum(sum.introduced);
        let review = real_sum(sum.ms) / 1_000.0 / parts;
        Self { review, new: review * ratio }
    }

    /// Whole minutes for this load; at least 1 if there is anything.
    #[must_use]
    pub fn minutes(&self, load: Load) -> usize {
        if load.all() == 0 {
            return 0;
        }
        whole((real(load.due) * self.review + real(load.new) * self.new) / 60.0).max(1)
    }

    /// What is left today and what comes next, with the time for each. The next day is only given if nothing is left
    /// today.
    #[must_use]
    pub fn outlook(&self, today: Day, left: Load, next: Option<(Day, Load)>) -> Outlook {
        let next = next.filter(|(_, load)| left.all() == 0 && load.all() > 0);
        let next = next.map(|(day, load)| NextDay { day, load, minutes: self.minutes(load) });
        Outlook { today, left, minutes: self.minutes(left), next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(sums: DaySums) -> Pace {
        Pace::of(&[(Day::from_number(5), sums)].into(), Day::from_number(5))
    }

    #[test]
    fn a_learner_who_is_not_known_yet_has_the_usual_pace() {
        assert_eq!(pace(DaySums { reviews: 19, ms: 1_000_000, ..DaySums::default() }), SECONDS);
        assert_eq!(SECONDS.minutes(Load { due: 57, new: 10 }), 10);
        assert_eq!(SECONDS.minutes(Load { due: 1, new: 0 }), 1);
        assert_eq!(SECONDS.minutes(Load::default()), 0);
    }

    #[test]
    fn his_own_pace_counts_once_it_is_known() {
        // 80 reviews at 4 s and 8 new items at 7.5 s.
        let own = pace(DaySums { reviews: 88, introduced: 8, ms: 380_000, ..DaySums::default() });
        assert!((own.review - 4.0).abs() < 1e-9 && (own.new - 7.5).abs() < 1e-9, "{own:?}");
    }
}
