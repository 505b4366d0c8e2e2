//! What only the log can tell: predictions and what came of them, guesses, and what was answered.
//!
//! States and sums of days don't hold it, so it costs a look at every event. It is gathered item by item, and only
//! for whoever asks or where the log is short: see [`SHORT_LOG`].

mod answered;
mod calibration;
mod tally;

#[cfg(test)]
mod tests;

pub use answered::{Expected, StandingAnswer, answers};
pub use calibration::{Bin, Calibration, Loss};
pub use tally::ItemTally;

use self::calibration::Calibrating;
use super::retention::RETENTION_DAYS;
use super::rounding::real;
use crate::deck::ItemId;
use crate::schedule::{Day, Event, History, Model, Verdict};

/// A log of so many reviews at most is looked through without being asked: that takes some 30 ms.
pub const SHORT_LOG: i64 = 20_000;

/// "I guessed".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Guesses {
    /// How often it was said.
    pub said: usize,
    /// How often the guess was right.
    pub right: usize,
}

/// What the model expected of reviews that true retention counts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ExpectedKept {
    /// How many.
    pub reviews: usize,
    sum: f64,
}

impl ExpectedKept {
    /// The mean chance of recall, 0.0 to 1.0; `None` where there is none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.reviews > 0).then(|| self.sum / real(self.reviews))
    }
}

/// What the log tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LogStats {
    /// How good the model's predictions were; `None` where nothing was predicted yet.
    pub calibration: Option<Calibration>,
    /// "I guessed".
    pub guesses: Guesses,
    /// What the model expected of true retention's reviews.
    pub expected_kept: ExpectedKept,
    /// The answers of each item that has any, by name.
    pub items: Vec<ItemTally>,
}

/// Gathers it, item by item.
#[derive(Debug)]
pub struct LogStatsReader<'a> {
    model: &'a Model,
    today: Day,
    past: LogStats,
    calibrating: Calibrating,
}

impl<'a> LogStatsReader<'a> {
    /// Begins.
    #[must_use]
    pub fn new(model: &'a Model, today: Day) -> Self {
        Self { model, today, past: LogStats::default(), calibrating: Calibrating::default() }
    }

    /// Takes the events of one item and of those it carries on from, in any order.
    pub fn item<'e>(&mut self, item: &ItemId, events: impl IntoIterator<Item = &'e Event>) {
        let answers = answers(&History::of(events), item, self.model);
        for answered in answers.iter().filter(|answered| answered.own) {
            self.calibrating.add(answered);
            self.past.guesses.said += usize::from(answered.guessed);
            self.past.guesses.right += usize::from(answered.guessed && answered.verdict == Verdict::Right);
            self.count_kept(answered);
        }
        let tally = ItemTally::of(item, &answers);
        if tally.answers > 0 {
            self.past.items.push(tally);
        }
    }

    fn count_kept(&mut self, answered: &StandingAnswer) {
        let recent = (0..RETENTION_DAYS).contains(&self.today.since(answered.day));
        if let (true, Some(_), Some(expected)) = (recent, answered.counted, answered.expected) {
            self.past.expected_kept.reviews += 1;
            self.past.expected_kept.sum += expected.recall;
        }
    }

    /// Ends.
    #[must_use]
    pub fn done(mut self) -> LogStats {
        self.past.calibration = self.calibrating.done();
        self.past.items.sort_by(|a, b| a.item.cmp(&b.item));
        self.past
    }
}
