//! Over time: retention and its target, time per answer, stability.

use super::bars::{Bar, bars};
use super::markup::{TableCell, dot, figure, label, line, path, section, table};
use crate::stats::count::{grouped, percent};
use crate::stats::months::Month;
use crate::stats::rounding::real;
use crate::stats::summary::Stats;

/// Months at most.
const MOST: usize = 12;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 138.0;

/// The left margin for the percentages.
const LEFT: f64 = 38.0;
/// The top margin.
const HEAD: f64 = 18.0;

fn last(months: &[Month]) -> &[Month] {
    &months[months.len().saturating_sub(MOST)..]
}

fn short(month: &Month) -> String {
    month.first.date().strftime("%b").to_string()
}

fn full(month: &Month) -> String {
    month.first.date().strftime("%B %Y").to_string()
}

/// Items by stability.
pub(super) fn stability(stats: &Stats) -> String {
    let buckets: Vec<Bar> = stats
        .stability
        .iter()
        .map(|bucket| Bar {
            below: bucket.name.to_owned(),
            name: bucket.name.to_owned(),
            value: real(bucket.items),
            shown: if bucket.items == 0 { String::new() } else { grouped(bucket.items) },
        })
        .collect();
    if stats.stability.iter().all(|bucket| bucket.items == 0) {
        return section("", "How long it lasts", "Nothing has been learnt yet.", "");
    }
    let body = bars("Items by the time until recall falls to 90 %", ["Lasts", "Items"], &buckets);
    section("", "How long it lasts", "Items by the time until recall falls to 90 %.", &body)
}

pub(super) fn time(stats: &Stats) -> String {
    let months: Vec<Bar> = last(&stats.months)
        .iter()
        .filter_map(|month| {
            let seconds = month.seconds()?;
            Some(Bar { below: short(month), name: full(month), value: seconds, shown: format!("{seconds:.1}") })
        })
        .collect();
    if months.is_empty() {
        return String::new();
    }
    let body = bars("Seconds per answer, by month", ["Month", "Seconds"], &months);
    section("", "Time per answer", "Seconds per answer, capped at two minutes.", &body)
}

/// True retention by month.
pub(super) fn retention(stats: &Stats) -> String {
    let months: Vec<(&Month, f64)> =
        last(&stats.months).iter().filter_map(|month| Some((month, month.kept().share()?))).collect();
    let aim = f64::from(stats.retention.desired.get());
    if months.is_empty() {
        let note = format!("Nothing to tell yet: no item was asked again after a day. You aim at {}.", percent(aim));
        return section("", "Kept", &note, "");
    }
    let lowest = months.iter().map(|(_, share)| *share).fold(aim, f64::min);
    let floor = if lowest < 0.5 { 0.0 } else { 0.5 };
    let y = |share: f64| HEAD + (1.0 - share) / (1.0 - floor) * (HEIGHT - HEAD - 22.0);
    let column = (WIDTH - LEFT) / real(months.len());
    let x = |at: usize| LEFT + column * (real(at) + 0.5);
    let mut drawing = String::new();
    for mark in [floor, f64::midpoint(floor, 1.0), 1.0] {
        drawing += &line("axis", (LEFT, y(mark)), (WIDTH, y(mark)));
        drawing += &label("", "end", (LEFT - 4.0, y(mark) + 4.0), &percent(mark));
    }
    drawing += &line("aim", (LEFT, y(aim)), (WIDTH, y(aim)));
    let points: Vec<(f64, f64)> = months.iter().enumerate().map(|(at, (_, share))| (x(at), y(*share))).collect();
    drawing += &path(&points);
    for (at, ((month, share), (cx, cy))) in months.iter().zip(points).enumerate() {
        let title = format!("{}: {} of {}", full(month), percent(*share), month.kept().reviews);
        drawing += &dot((cx, cy), 5.0, &title);
        // Percentages at both would overlap.
        let lower = |other: Option<&(&Month, f64)>| other.is_none_or(|(_, other)| share < other);
        let in_a_valley =
            months.len() > 1 && lower(months.get(at + 1)) && lower(at.checked_sub(1).and_then(|at| months.get(at)));
        let above = if in_a_valley { -16.0 } else { 9.0 };
        drawing += &label("value", "middle", (cx, cy - above), percent(*share).trim_end_matches(" %"));
        drawing += &label("", "middle", (cx, HEIGHT - 5.0), &short(month));
    }
    let row = |(month, share): &(&Month, f64)| {
        vec![TableCell::text(full(month)), TableCell::number(percent(*share)), TableCell::number(month.kept().reviews)]
    };
    let numbers = table(&["Month", "Kept#", "Reviews#"], months.iter().map(row));
    let body = figure("True retention by month", (WIDTH, HEIGHT), &drawing, &numbers);
    let note =
        format!("How much you still knew at the next review; the dashed line is the {} you aim at.", percent(aim));
    section("", "Kept", &note, &body)
}
