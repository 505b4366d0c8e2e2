//! True retention: how much is still recalled at its next review.

use std::collections::BTreeMap;

use super::rounding::share;
use crate::schedule::{Day, DaySums, DesiredRetention};

/// The period of true retention in study days, including today.
pub const RETENTION_DAYS: i32 = 30;

/// Reviews that true retention counts, and how many of them were recalled.
///
/// It counts an item's first review of a day, if the item is in review and its last review was on an earlier day.
/// Practice and exams aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    pub reviews: i64,
    /// How many of them were not Again.
    pub kept: i64,
}

impl Kept {
    /// The share recalled, 0.0 to 1.0; `None` without reviews.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        share(self.kept, self.reviews)
    }
}

/// True retention and the learner's target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retention {
    /// Items with an interval below 21 days.
    pub young: Kept,
    /// Items with an interval of at least 21 days.
    pub mature: Kept,
    /// The target, 0.70 to 0.99.
    pub desired: DesiredRetention,
}

impl Retention {
    /// Over the [`RETENTION_DAYS`] that end with `today`.
    #[must_use]
    pub fn of(days: &BTreeMap<Day, DaySums>, today: Day, desired: DesiredRetention) -> Self {
        let mut sum = DaySums::default();
        for day in days.range(today - (RETENTION_DAYS - 1)..=today).map(|(_, day)| *day) {
            sum += day;
        }
        Self {
            young: Kept { reviews: sum.young, kept: sum.young_kept },
            mature: Kept { reviews: sum.mature, kept: sum.mature_kept },
            desired,
        }
    }

    /// Young and mature together.
    #[must_use]
    pub fn all(&self) -> Kept {
        Kept { reviews: self.young.reviews + self.mature.reviews, kept: self.young.kept + self.mature.kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_back_30_days_and_no_further() {
        let sums = DaySums { young: 4, young_kept: 3, mature: 2, mature_kept: 2, ..DaySums::default() };
        let days = [0, 1, 30, 31].map(|day| (Day::from_number(day), sums)).into();
        let retention = Retention::of(&days, Day::from_number(30), DesiredRetention::default());
        assert_eq!(retention.all(), Kept { reviews: 12, kept: 10 });
        assert_eq!(retention.young.share(), Some(0.75));
        assert_eq!(retention.mature.share(), Some(1.0));
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        let retention = Retention::of(&BTreeMap::new(), Day::from_number(30), DesiredRetention::default());
        assert_eq!(retention.all().share(), None);
    }
}
