//! The detailed parts of `stats --json`: months, stability, hard items, and what only the log knows.

use serde::Serialize;

use super::{KeptJson, seconds, share};
use crate::stats::by_stability::Lasting;
use crate::stats::confusion::Confusion;
use crate::stats::deck_quality::{AuthorItem, CardFault};
use crate::stats::hard::HardItem;
use crate::stats::log_stats::{Bin, Calibration, Loss};
use crate::stats::months::Month;
use crate::stats::rounding::rounded;
use crate::stats::summary::LogReport;

#[derive(Debug, Serialize)]
pub(super) struct StabilityJson {
    from_days: f32,
    name: &'static str,
    items: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct MonthJson {
    month: String,
    reviews: i64,
    scheduled: i64,
    seconds: f64,
    kept: KeptJson,
}

#[derive(Debug, Serialize)]
pub(super) struct HardJson<'a> {
    item: &'a str,
    lapses: u32,
    difficulty: f64,
    recall: f64,
    leech: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct LogJson<'a> {
    calibration: Option<CalibrationJson>,
    guesses: GuessesJson,
    confusions: Vec<ConfusionJson<'a>>,
    items: Vec<AuthorJson<'a>>,
}

#[derive(Debug, Serialize)]
struct CalibrationJson {
    reviews: usize,
    predicted: f64,
    recalled: f64,
    log_loss: f64,
    rmse_bins: f64,
    trivial: LossJson,
    bins: Vec<BinJson>,
}

#[derive(Debug, Serialize)]
struct LossJson {
    log_loss: f64,
    rmse_bins: f64,
}

#[derive(Debug, Serialize)]
struct BinJson {
    from: f64,
    to: f64,
    reviews: usize,
    predicted: f64,
    recalled: f64,
}

#[derive(Debug, Serialize)]
struct GuessesJson {
    said: usize,
    right: usize,
}

#[derive(Debug, Serialize)]
struct ConfusionJson<'a> {
    item: &'a str,
    answer: &'a str,
    times: usize,
    right_of: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct AuthorJson<'a> {
    item: &'a str,
    kind: &'static str,
    answers: usize,
    right: usize,
    guessed: usize,
    median_seconds: Option<f64>,
    unpicked: &'a [String],
    fault: Option<&'static str>,
}

impl From<&Lasting> for StabilityJson {
    fn from(of: &Lasting) -> Self {
        Self { from_days: of.from_days, name: of.name, items: of.items }
    }
}

impl From<&Month> for MonthJson {
    fn from(month: &Month) -> Self {
        Self {
            month: month.first.date().strftime("%Y-%m").to_string(),
            reviews: month.sums.reviews,
            scheduled: month.sums.reviews,
            seconds: seconds(month.sums.ms),
            kept: month.kept().into(),
        }
    }
}

impl<'a> From<&'a HardItem> for HardJson<'a> {
    fn from(hard: &'a HardItem) -> Self {
        Self {
            item: hard.item.as_str(),
            lapses: hard.lapses,
            difficulty: rounded(f64::from(hard.difficulty), 2),
            recall: share(hard.recall),
            leech: hard.leech,
        }
    }
}

impl<'a> From<&'a LogReport> for LogJson<'a> {
    fn from(log: &'a LogReport) -> Self {
        Self {
            calibration: log.calibration.as_ref().map(CalibrationJson::from),
            guesses: GuessesJson { said: log.guesses.said, right: log.guesses.right },
            confusions: log.confusions.iter().map(ConfusionJson::from).collect(),
            items: log.items.iter().map(AuthorJson::from).collect(),
        }
    }
}

impl From<&Calibration> for CalibrationJson {
    fn from(of: &Calibration) -> Self {
        let LossJson { log_loss, rmse_bins } = of.model.into();
        Self {
            reviews: of.reviews,
            predicted: share(of.predicted),
            recalled: share(of.recalled),
            log_loss,
            rmse_bins,
            trivial: of.trivial.into(),
            bins: of.bins.iter().map(BinJson::from).collect(),
        }
    }
}

impl From<Loss> for LossJson {
    fn from(loss: Loss) -> Self {
        Self { log_loss: rounded(loss.log_loss, 4), rmse_bins: rounded(loss.rmse, 4) }
    }
}

impl From<&Bin> for BinJson {
    fn from(bin: &Bin) -> Self {
        let Bin { from, to, reviews, predicted, recalled } = *bin;
        Self { from, to, reviews, predicted: share(predicted), recalled: share(recalled) }
    }
}

impl<'a> From<&'a Confusion> for ConfusionJson<'a> {
    fn from(of: &'a Confusion) -> Self {
        let right_of = of.right_of.as_ref().map(crate::deck::ItemId::as_str);
        Self { item: of.item.as_str(), answer: &of.given, times: of.times, right_of }
    }
}

impl<'a> From<&'a AuthorItem> for AuthorJson<'a> {
    fn from(of: &'a AuthorItem) -> Self {
        Self {
            item: of.item.as_str(),
            kind: of.kind,
            answers: of.answers,
            right: of.right,
            guessed: of.guessed,
            median_seconds: of.median_ms.map(|ms| rounded(f64::from(ms) / 1_000.0, 1)),
            unpicked: &of.unpicked,
            fault: of.fault.map(CardFault::word),
        }
    }
}
