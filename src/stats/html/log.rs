//! What only the log knows: calibration, hard items, confusions, doubtful cards.

use super::markup::{TableCell, dot, escaped, figure, label, line, section, table};
use crate::stats::count::{counted, grouped, percent};
use crate::stats::log_stats::Calibration;
use crate::stats::rounding::{real, whole};
use crate::stats::screen;
use crate::stats::summary::{LogReport, Stats};

const SIDE: f64 = 300.0;
const LEFT: f64 = 46.0;
const HEAD: f64 = 26.0;

/// Predicted and actual recall.
pub(super) fn calibration(log: &LogReport) -> String {
    let Some(calibration) = &log.calibration else { return String::new() };
    let place = |share: f64| share * SIDE;
    let at = |predicted: f64, recalled: f64| (LEFT + place(predicted), HEAD + SIDE - place(recalled));
    let mut drawing = String::new();
    for mark in [0.0, 0.25, 0.5, 0.75, 1.0] {
        drawing += &line("axis", at(0.0, mark), at(1.0, mark));
        drawing += &line("axis", at(mark, 0.0), at(mark, 1.0));
        let (x, y) = at(0.0, mark);
        drawing += &label("", "end", (x - 6.0, y + 4.0), &percent(mark));
        let (x, y) = at(mark, 0.0);
        drawing += &label("", "middle", (x, y + 16.0), &percent(mark));
    }
    drawing += &line("aim", at(0.0, 0.0), at(1.0, 1.0));
    for bin in &calibration.bins {
        let radius = 3.0 + 15.0 * (real(bin.reviews) / real(calibration.reviews)).sqrt();
        let (predicted, recalled) = (percent(bin.predicted), percent(bin.recalled));
        let title = format!("predicted {predicted}, recalled {recalled}, {} reviews", bin.reviews);
        drawing += &dot(at(bin.predicted, bin.recalled), radius, &title);
    }
    drawing += &label("", "start", (0.0, 11.0), "recalled");
    drawing += &label("", "end", (LEFT + SIDE, HEAD + SIDE + 34.0), "predicted");
    let drawn = figure("Predicted and actual recall", (LEFT + SIDE + 16.0, HEAD + SIDE + 40.0), &drawing, "");
    let body =
        format!("<div class=\"split\">{drawn}<div>{}{}</div></div>", bins(calibration), losses(log, calibration));
    let note =
        format!("{} On the dashed line a prediction comes true; a larger dot has more reviews.", told(calibration));
    section("wide", "Is the prediction any good?", &note, &body)
}

fn told(calibration: &Calibration) -> String {
    format!(
        "Of {} the model expected {} to be recalled; it was {}.",
        counted(calibration.reviews, "review", "reviews"),
        percent(calibration.predicted),
        percent(calibration.recalled)
    )
}

fn bins(calibration: &Calibration) -> String {
    let row = |bin: &crate::stats::log_stats::Bin| {
        // Non-breaking spaces.
        let range = format!("{}\u{a0}to\u{a0}{}\u{a0}%", whole(bin.from * 100.0), whole(bin.to * 100.0));
        let (predicted, recalled) = (percent(bin.predicted), percent(bin.recalled));
        vec![
            TableCell::text(range),
            TableCell::number(bin.reviews),
            TableCell::number(predicted),
            TableCell::number(recalled),
        ]
    };
    table(&["Predicted", "Reviews#", "Mean#", "Recalled#"], calibration.bins.iter().map(row))
}

fn losses(log: &LogReport, calibration: &Calibration) -> String {
    let text = screen::losses(calibration);
    let times = counted(log.guesses.said, "time", "times");
    let guesses = match log.guesses.said {
        0 => String::new(),
        _ => format!(" You said {times} that you guessed; {} of those were right.", log.guesses.right),
    };
    format!("<p class=\"note\">{}</p>", escaped(&(text + &guesses)))
}

/// Hard items and the reasons.
pub(super) fn hard(stats: &Stats) -> String {
    if stats.hardest.is_empty() {
        return String::new();
    }
    let rows = stats.hardest.iter().map(|hard| {
        let leech = if hard.leech { " (leech)" } else { "" };
        let what = TableCell::pair(format!("{}{leech}", hard.prompt), hard.item.as_str());
        vec![TableCell::number(hard.lapses), TableCell::number(screen::now(hard)), what]
    });
    let mut body = table(&["Lapses#", "Now#", "Question"], rows);
    if let Some(log) = &stats.log {
        body += &confusions(log);
        body += &faults(log);
    }
    section("wide", "What is hard", "What you forget most often, and how likely you would recall it now.", &body)
}

fn confusions(log: &LogReport) -> String {
    if log.confusions.is_empty() {
        return String::new();
    }
    let rows = log.confusions.iter().map(|confusion| {
        let right_of = confusion.right_of.as_ref().map(|item| format!("answers {item}")).unwrap_or_default();
        let given = TableCell::pair(confusion.given.as_str(), right_of);
        vec![
            TableCell::number(confusion.times),
            given,
            TableCell::pair(confusion.wanted.as_str(), confusion.item.as_str()),
        ]
    });
    format!("<h3>What you confuse</h3>{}", table(&["Times#", "Your answer", "Right"], rows))
}

fn faults(log: &LogReport) -> String {
    let at_fault: Vec<_> = log.items.iter().filter_map(|item| item.fault.map(|fault| (item, fault))).collect();
    if at_fault.is_empty() {
        return String::new();
    }
    let rows = at_fault.into_iter().map(|(item, fault)| {
        let right = format!("{} of {}", item.right, grouped(item.answers));
        vec![TableCell::pair(fault.words(), item.item.as_str()), TableCell::number(right)]
    });
    format!("<h3>These cards may be at fault</h3>{}", table(&["Why", "Right#"], rows))
}
