//! What became of one item's answers.

use std::collections::BTreeMap;

use super::answered::StandingAnswer;
use crate::deck::ItemId;
use crate::schedule::Purpose;

/// The answers that one item was given.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemTally {
    /// The item.
    pub item: ItemId,
    /// Answers to it of any purpose but imported ones, of which nothing but the rating is known.
    pub answers: usize,
    /// Those that were right: by the program's verdict, else by the learner's rating.
    pub right: usize,
    /// Those of which the learner said that he guessed.
    pub guessed: usize,
    /// Each line that was answered, and how often; a choice that several were picked with counts for itself.
    pub given: BTreeMap<String, usize>,
    /// Of wrong answers alone: each line, and how often.
    pub wrong: BTreeMap<String, usize>,
    /// How long each took, in milliseconds, in order of length.
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

    /// Milliseconds that half of the answers took less than; `None` where there is none.
    #[must_use]
    pub fn median_ms(&self) -> Option<u32> {
        self.times.get(self.times.len().checked_sub(1)? / 2).copied()
    }

    /// The share that was right, 0.0 to 1.0; `None` where there is none.
    #[must_use]
    pub fn share_right(&self) -> Option<f64> {
        use crate::stats::rounding::real;
        (self.answers > 0).then(|| real(self.right) / real(self.answers))
    }
}
