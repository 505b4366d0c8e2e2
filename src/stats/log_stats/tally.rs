//! The results of one item's answers.

use std::collections::BTreeMap;

use super::answered::StandingAnswer;
use crate::deck::ItemId;
use crate::schedule::Purpose;

#[derive(Debug, Clone, PartialEq)]
pub struct ItemTally {
    pub item: ItemId,
    /// Answers of any purpose, except imported ones, of which neither the text nor a verdict is known.
    pub answers: usize,
    /// Right ones: by the verdict, or else by the learner's rating.
    pub right: usize,
    /// Those where the learner said "I guessed".
    pub guessed: usize,
    /// Each given answer with its count; each of several picked choices counts for itself.
    pub given: BTreeMap<String, usize>,
    /// The same for wrong answers only.
    pub wrong: BTreeMap<String, usize>,
    /// Answer times in milliseconds, sorted.
    times: Vec<u32>,
}

impl ItemTally {
    pub(super) fn of(item: &ItemId, answers: &[StandingAnswer]) -> Self {
        let mut tally = Self {
            item: item.clone(),
            answers: 0,
            right: 0,
            guessed: 0,
            given: BTreeMap::new(),
            wrong: BTreeMap::new(),
            times: Vec::new(),
        };
        for answered in answers.iter().filter(|a| a.own && a.purpose != Purpose::Imported) {
            tally.add(answered);
        }
        tally.times.sort_unstable();
        tally
    }

    fn add(&mut self, answered: &StandingAnswer) {
        self.answers += 1;
        self.right += usize::from(answered.right());
        self.guessed += usize::from(answered.guessed);
        self.times.push(answered.ms);
        for line in answered.answer.iter().flat_map(|answer| answer.lines()) {
            *self.given.entry(line.to_owned()).or_default() += 1;
            if !answered.right() {
                *self.wrong.entry(line.to_owned()).or_default() += 1;
            }
        }
    }

    /// Median answer time in milliseconds; `None` without answers.
    #[must_use]
    pub fn median_ms(&self) -> Option<u32> {
        self.times.get(self.times.len().checked_sub(1)? / 2).copied()
    }

    /// The share of right answers, 0.0 to 1.0; `None` without answers.
    #[must_use]
    pub fn share_right(&self) -> Option<f64> {
        use crate::stats::rounding::real;
        (self.answers > 0).then(|| real(self.right) / real(self.answers))
    }
}
