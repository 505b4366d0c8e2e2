//! Calibration: whether the model's predictions come true.

use std::collections::BTreeMap;

use super::answered::{Expected, StandingAnswer};
use crate::stats::rounding::{real, whole};

/// Lower bounds of the bins of predicted recall; the last bin ends at 1.0.
const BIN_STARTS: [f64; 9] = [0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

/// Clamps predictions: a failed prediction of 0 or 1 would cost infinitely much.
const SUREST: f64 = 1e-6;

/// Predictions and outcomes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct CalibrationTally {
    count: usize,
    predicted: f64,
    recalled: usize,
}

impl CalibrationTally {
    fn add(&mut self, predicted: f64, recalled: bool) {
        self.count += 1;
        self.predicted += predicted;
        self.recalled += usize::from(recalled);
    }
}

/// Reviews whose predicted recall is in a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Inclusive.
    pub from: f64,
    /// Exclusive, except for 1.0.
    pub to: f64,
    pub reviews: usize,
    /// Mean prediction.
    pub predicted: f64,
    /// Share recalled.
    pub recalled: f64,
}

/// The distance between predictions and outcomes; the lower the better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss {
    /// Mean of `−ln` of the probability given to the outcome.
    pub log_loss: f64,
    /// Root mean square of predicted minus actual recall, over bins of interval, reviews and lapses.
    pub rmse: f64,
}

/// How well the model predicted this learner's reviews.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Predicted reviews: those at least a day after the previous one.
    pub reviews: usize,
    /// Share recalled.
    pub recalled: f64,
    /// Mean prediction.
    pub predicted: f64,
    /// By predicted recall; without empty bins.
    pub bins: Vec<Bin>,
    /// The model's loss.
    pub model: Loss,
    /// The loss of a trivial predictor that always predicts the learner's mean.
    pub trivial: Loss,
}

/// Collects predictions, review by review.
#[derive(Debug, Clone, Default)]
pub(super) struct Calibrating {
    all: CalibrationTally,
    bins: [CalibrationTally; BIN_STARTS.len()],
    /// By interval, reviews and lapses.
    cells: BTreeMap<(usize, usize, usize), CalibrationTally>,
    loss: f64,
}

impl Calibrating {
    pub(super) fn add(&mut self, answered: &StandingAnswer) {
        let Some(expected) = answered.expected else { return };
        let recalled = answered.recalled();
        self.all.add(expected.recall, recalled);
        let bin = BIN_STARTS.iter().rposition(|&start| expected.recall >= start).unwrap_or(0);
        self.bins[bin].add(expected.recall, recalled);
        self.cells.entry(cell(&expected)).or_default().add(expected.recall, recalled);
        self.loss += log_loss(expected.recall, recalled);
    }

    /// `None` if nothing was predicted.
    pub(super) fn done(&self) -> Option<Calibration> {
        if self.all.count == 0 {
            return None;
        }
        let count = real(self.all.count);
        let recalled = real(self.all.recalled) / count;
        let trivial = recalled * log_loss(recalled, true) + (1.0 - recalled) * log_loss(recalled, false);
        Some(Calibration {
            reviews: self.all.count,
            recalled,
            predicted: self.all.predicted / count,
            bins: self.bins(),
            model: Loss { log_loss: self.loss / count, rmse: self.rmse(|cell| cell.predicted / real(cell.count)) },
            trivial: Loss { log_loss: trivial, rmse: self.rmse(|_| recalled) },
        })
    }

    fn bins(&self) -> Vec<Bin> {
        let ends = BIN_STARTS.iter().skip(1).copied().chain([1.0]);
        let ranges = BIN_STARTS.iter().copied().zip(ends).zip(&self.bins);
        ranges
            .filter(|(_, tally)| tally.count > 0)
            .map(|((from, to), tally)| Bin {
                from,
                to,
                reviews: tally.count,
                predicted: tally.predicted / real(tally.count),
                recalled: real(tally.recalled) / real(tally.count),
            })
            .collect()
    }

    /// RMSE (bins) of the FSRS benchmark, each cell weighted by its reviews.
    fn rmse(&self, predicted: impl Fn(&CalibrationTally) -> f64) -> f64 {
        let squares = self.cells.values().map(|cell| {
            let actual = real(cell.recalled) / real(cell.count);
            (predicted(cell) - actual).powi(2) * real(cell.count)
        });
        (squares.sum::<f64>() / real(self.all.count)).sqrt()
    }
}

fn log_loss(predicted: f64, recalled: bool) -> f64 {
    let predicted = predicted.clamp(SUREST, 1.0 - SUREST);
    -(if recalled { predicted } else { 1.0 - predicted }).ln()
}

/// The cell of a review, as in the FSRS benchmark: powers of 3.62 in days, of 1.89 in reviews, of 1.73 in lapses.
fn cell(expected: &Expected) -> (usize, usize, usize) {
    let step = |n: f64, first: f64, base: f64| first * base.powf(n.log(base).floor());
    let lapses = match expected.lapses {
        0 => 0,
        lapses => whole(step(f64::from(lapses), 1.65, 1.73)),
    };
    (
        whole(step(f64::from(expected.elapsed), 2.48, 3.62) * 100.0),
        whole(step(f64::from(expected.reviews + 1), 1.99, 1.89)),
        lapses,
    )
}
