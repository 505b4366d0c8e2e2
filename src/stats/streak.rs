//! Days of study in a row.

use std::collections::BTreeMap;

use crate::schedule::{Day, DaySums};

/// Consecutive study days with a scheduled review.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streak {
    /// Those that end today, or yesterday: a day that is not over breaks nothing.
    pub now: u32,
    /// The most there ever were.
    pub longest: u32,
    /// All study days.
    pub days: u32,
}

impl Streak {
    /// From the sums of each day. Days after `today` (a clock was wrong) count for `longest` and `days`.
    #[must_use]
    pub fn of(sums: &BTreeMap<Day, DaySums>, today: Day) -> Self {
        let mut streak = Self::default();
        let mut run = 0;
        let mut last: Option<Day> = None;
        for &day in sums.iter().filter(|(_, sums)| sums.scheduled > 0).map(|(day, _)| day) {
            run = if last == Some(day - 1) { run + 1 } else { 1 };
            last = Some(day);
            streak.days += 1;
            streak.longest = streak.longest.max(run);
            if day == today || day == today - 1 {
                streak.now = run;
            }
        }
        streak
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn streak(studied: &[i32], today: i32) -> (u32, u32, u32) {
        let sums = DaySums { scheduled: 1, ..DaySums::default() };
        let days = studied.iter().map(|&day| (Day::from_number(day), sums)).collect();
        let streak = Streak::of(&days, Day::from_number(today));
        (streak.now, streak.longest, streak.days)
    }

    #[test]
    fn days_in_a_row_are_counted() {
        for (what, studied, today, expected) in [
            ("never studied", vec![], 10, (0, 0, 0)),
            ("today", vec![10], 10, (1, 1, 1)),
            ("today is not over", vec![8, 9], 10, (2, 2, 2)),
            ("today is studied as well", vec![8, 9, 10], 10, (3, 3, 3)),
            ("a day was left out", vec![7, 8], 10, (0, 2, 2)),
            ("begun again", vec![1, 2, 3, 9, 10], 10, (2, 3, 5)),
            ("a clock was ahead", vec![9, 10, 11, 12], 10, (2, 4, 4)),
        ] {
            assert_eq!(streak(&studied, today), expected, "{what}");
        }
    }

    #[test]
    fn a_day_of_imported_reviews_alone_is_no_day_of_study() {
        let sums = DaySums { reviews: 5, ..DaySums::default() };
        assert_eq!(Streak::of(&[(Day::from_number(1), sums)].into(), Day::from_number(1)), Streak::default());
    }
}
