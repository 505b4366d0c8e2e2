//! Calibration: predicted and actual recall.

use super::page_form::PageForm;
use super::sheet::PageBuilder;
use crate::stats::count::{counted, grouped, percent};
use crate::stats::log_stats::{Bin, Calibration, Guesses};
use crate::stats::rounding::{real, whole};
use crate::stats::summary::Stats;
use crate::styled::line::{Line, Style};

/// Columns of a full bar.
const CELLS: usize = 30;

pub(super) fn draw(page: &mut PageBuilder, stats: &Stats) {
    let Some(log) = &stats.log else { return };
    let Some(calibration) = &log.calibration else {
        page.sentence(Style::Ask, NOTHING);
        return;
    };
    page.sentence(Style::Ask, &verdict(calibration));
    page.sentence(Style::Plain, &losses(calibration));
    page.blank();
    let cells = CELLS.min(page.form.text_columns().saturating_sub(24));
    let shares = calibration.bins.iter().map(|bin| percent(bin.recalled).len()).max().unwrap_or(0);
    for bin in &calibration.bins {
        let line = Line::of(Style::Plain, format!("{:<10}  ", range(bin)));
        page.row(
            line.joined(bar(bin, cells, page.form))
                .with(Style::Plain, format!("  {:>shares$} of {}", percent(bin.recalled), grouped(bin.reviews))),
        );
    }
    let form = page.form;
    page.row(
        Line::of(Style::Plain, " ".repeat(12))
            .with(Style::Right, form.known())
            .with(Style::Quiet, " recalled   ")
            .with(Style::Near, form.mark())
            .with(Style::Quiet, " predicted"),
    );
    if let Some(guesses) = guesses(&log.guesses) {
        page.blank();
        page.sentence(Style::Plain, &guesses);
    }
}

/// Shown before the first prediction.
pub(super) const NOTHING: &str = "Nothing has been predicted yet: no item was asked again after a day.";

/// Filled up to the actual recall, with a mark at the predicted one.
fn bar(bin: &Bin, cells: usize, form: PageForm) -> Line {
    let at = |share: f64| whole(share * real(cells)).min(cells);
    let (recalled, predicted) = (at(bin.recalled), at(bin.predicted).min(cells.saturating_sub(1)));
    let cell = |at: usize| match at {
        at if at == predicted => (Style::Near, form.mark()),
        at if at < recalled => (Style::Right, form.known()),
        _ => (Style::Quiet, form.nothing()),
    };
    (0..cells).map(cell).fold(Line::blank(), |line, (style, sign)| line.with(style, sign))
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
