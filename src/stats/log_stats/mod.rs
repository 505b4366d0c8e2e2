//! What only the log knows: predictions and outcomes, guesses, given answers.
//!
//! States and day sums don't hold this, so every event must be read. It is collected item by item, and only on
//! request or if the log is short: see [`SHORT_LOG`].

mod answered;
mod calibration;
mod tally;

pub use answered::{StandingAnswer, answers};
pub use calibration::{Bin, Calibration, Loss};
pub use tally::ItemTally;

use self::calibration::Calibrating;
use super::retention::RETENTION_DAYS;
use super::rounding::real;
use crate::deck::ItemId;
use crate::schedule::{Day, Event, History, Model, Verdict};

/// A log of at most this many reviews is read without being asked: that takes about 30 ms.
pub const SHORT_LOG: i64 = 20_000;

/// "I guessed".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Guesses {
    pub said: usize,
    /// How often the guess was right.
    pub right: usize,
}

/// The model's predictions for reviews that true retention counts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ExpectedKept {
    pub reviews: usize,
    sum: f64,
}

impl ExpectedKept {
    /// The mean chance of recall, 0.0 to 1.0; `None` without reviews.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.reviews > 0).then(|| self.sum / real(self.reviews))
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct LogStats {
    /// `None` if nothing was predicted yet.
    pub calibration: Option<Calibration>,
    pub guesses: Guesses,
    /// The predictions for true retention's reviews.
    pub expected_kept: ExpectedKept,
    /// Answers by item, sorted by id.
    pub items: Vec<ItemTally>,
}

/// Collects [`LogStats`], item by item.
#[derive(Debug)]
pub struct LogStatsReader<'a> {
    model: &'a Model,
    today: Day,
    log_stats: LogStats,
    calibrating: Calibrating,
}

impl<'a> LogStatsReader<'a> {
    #[must_use]
    pub fn new(model: &'a Model, today: Day) -> Self {
        Self { model, today, log_stats: LogStats::default(), calibrating: Calibrating::default() }
    }

    /// Adds the events of an item, including its earlier names, in any order.
    pub fn item<'e>(&mut self, item: &ItemId, events: impl IntoIterator<Item = &'e Event>) {
        let answers = answers(&History::of(events), item, self.model);
        for answered in answers.iter().filter(|answered| answered.own) {
            self.calibrating.add(answered);
            self.log_stats.guesses.said += usize::from(answered.guessed);
            self.log_stats.guesses.right += usize::from(answered.guessed && answered.verdict == Verdict::Right);
            self.count_kept(answered);
        }
        let tally = ItemTally::of(item, &answers);
        if tally.answers > 0 {
            self.log_stats.items.push(tally);
        }
    }

    fn count_kept(&mut self, answered: &StandingAnswer) {
        let recent = (0..RETENTION_DAYS).contains(&self.today.since(answered.day));
        if let (true, Some(_), Some(expected)) = (recent, answered.counted, answered.expected) {
            self.log_stats.expected_kept.reviews += 1;
            self.log_stats.expected_kept.sum += expected.recall;
        }
    }

    #[must_use]
    pub fn done(mut self) -> LogStats {
        self.log_stats.calibration = self.calibrating.done();
        self.log_stats.items.sort_by(|a, b| a.item.cmp(&b.item));
        self.log_stats
    }
}
