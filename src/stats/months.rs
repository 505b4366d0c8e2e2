//! Study by month: how much, and how fast.

use std::collections::BTreeMap;

use super::retention::Kept;
use super::rounding::real_sum;
use crate::schedule::{Day, DaySums};

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    pub first: Day,
    /// The sums of its days.
    pub sums: DaySums,
}

impl Month {
    /// Seconds per answer, capped at two minutes each; `None` without answers.
    #[must_use]
    pub fn seconds(&self) -> Option<f64> {
        (self.sums.reviews > 0).then(|| real_sum(self.sums.ms) / 1_000.0 / real_sum(self.sums.reviews))
    }

    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept { reviews: self.sums.young + self.sums.mature, kept: self.sums.young_kept + self.sums.mature_kept }
    }
}

/// The months with any study, in order.
#[must_use]
pub(super) fn months(days: &BTreeMap<Day, DaySums>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (&day, &sums) in days {
        let first = day - (i32::from(day.date().day()) - 1);
        match months.last_mut() {
            Some(last) if last.first == first => last.sums += sums,
            _ => months.push(Month { first, sums }),
        }
    }
    months
}
