//! Calibration: predicted and actual recall.

use super::line::{PageLine, Tone};
use super::look::PageStyle;
use super::sheet::PageBuilder;
use crate::stats::count::{counted, grouped, percent};
use crate::stats::log_stats::{Bin, Calibration, Guesses};
use crate::stats::rounding::{real, whole};
use crate::stats::summary::Stats;

/// Columns of a full bar.
const CELLS: usize = 30;

pub(super) fn draw(page: &mut PageBuilder, stats: &Stats) {
    let Some(log) = &stats.log else { return };
    let Some(calibration) = &log.calibration else {
        page.sentence(Tone::Ask, NOTHING);
        return;
    };
    page.sentence(Tone::Ask, &verdict(calibration));
    page.sentence(Tone::Plain, &losses(calibration));
    page.blank();
    let cells = CELLS.min(page.style.text_columns().saturating_sub(24));
    let shares = calibration.bins.iter().map(|bin| percent(bin.recalled).len()).max().unwrap_or(0);
    for bin in &calibration.bins {
        let line = PageLine::of(Tone::Plain, format!("{:<10}  ", range(bin)));
        page.row(
            append(line, bar(bin, cells, page.style))
                .and(Tone::Plain, format!("  {:>shares$} of {}", percent(bin.recalled), grouped(bin.reviews))),
        );
    }
    let style = page.style;
    page.row(
        PageLine::of(Tone::Plain, " ".repeat(12))
            .and(Tone::Right, style.known())
            .and(Tone::Quiet, " recalled   ")
            .and(Tone::Near, style.mark())
            .and(Tone::Quiet, " predicted"),
    );
    if let Some(guesses) = guesses(&log.guesses) {
        page.blank();
        page.sentence(Tone::Plain, &guesses);
    }
}

/// Shown before the first prediction.
pub(super) const NOTHING: &str = "Nothing has been predicted yet: no item was asked again after a day.";

fn append(mut line: PageLine, other: PageLine) -> PageLine {
    line.spans.extend(other.spans);
    line
}

/// Filled up to the actual recall, with a mark at the predicted one.
fn bar(bin: &Bin, cells: usize, style: PageStyle) -> PageLine {
    let at = |share: f64| whole(share * real(cells)).min(cells);
    let (recalled, predicted) = (at(bin.recalled), at(bin.predicted).min(cells.saturating_sub(1)));
    let cell = |at: usize| match at {
        at if at == predicted => (Tone::Near, style.mark()),
        at if at < recalled => (Tone::Right, style.known()),
        _ => (Tone::Quiet, style.nothing()),
    };
    let mut line = PageLine::default();
    for (tone, sign) in (0..cells).map(cell) {
        match line.spans.last_mut() {
            Some(last) if last.tone == tone => last.text.push_str(sign),
            _ => line = line.and(tone, sign),
        }
    }
    line
}

/// `90 to 95 %`
pub(super) fn range(bin: &Bin) -> String {
    format!("{} to {} %", whole(bin.from * 100.0), whole(bin.to * 100.0))
}

/// The conclusion in a sentence.
pub(super) fn verdict(calibration: &Calibration) -> String {
    let Calibration { reviews, predicted, recalled, .. } = *calibration;
    format!(
        "Of {} the model expected you to recall {}; it was {}.",
        counted(reviews, "review", "reviews"),
        percent(predicted),
        percent(recalled)
    )
}

/// The losses, next to the trivial predictor's.
pub(in crate::stats) fn losses(calibration: &Calibration) -> String {
    let (model, trivial) = (calibration.model, calibration.trivial);
    let better = if model.log_loss < trivial.log_loss { "better than" } else { "no better than" };
    format!(
        "Its guess at what you will recall is {better} your average alone (log loss {:.3} against {:.3}, error {:.3} against \
         {:.3}; less is better).",
        model.log_loss, trivial.log_loss, model.rmse, trivial.rmse
    )
}

/// How the learner's guesses went, if there were any.
pub(super) fn guesses(guesses: &Guesses) -> Option<String> {
    let times = counted(guesses.said, "time", "times");
    (guesses.said > 0).then(|| format!("You said {times} that you guessed; {} of those were right.", guesses.right))
}

/// One range, in a sentence.
pub(super) fn sentence(bin: &Bin) -> String {
    let reviews = counted(bin.reviews, "review", "reviews");
    format!("Predicted {}: {reviews}, {} recalled.", range(bin), percent(bin.recalled))
}
