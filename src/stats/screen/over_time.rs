//! By month: retention and time per answer. Also items by stability.

use super::sheet::PageBuilder;
use super::words;
use crate::stats::count::{grouped, percent};
use crate::stats::months::Month;
use crate::stats::summary::Stats;
use crate::styled::line::{Line, Style, width};

/// Months at most.
const MOST_MONTHS: usize = 12;

/// Items by stability: names, with counts below.
pub(super) fn stability(page: &mut PageBuilder, stats: &Stats) {
    let columns: Vec<(String, String)> = stats
        .stability
        .iter()
        .map(|bucket| (bucket.name.to_owned(), nothing_or(page, bucket.items, &grouped(bucket.items))))
        .collect();
    let mut rest = &columns[..];
    while !rest.is_empty() {
        let fitting = fitting(page, rest.iter());
        table(page, if rest.len() == columns.len() { "Lasts" } else { "" }, &rest[..fitting]);
        rest = &rest[fitting..];
    }
    page.labelled("", Style::Quiet, "items by the time until their recall falls to 90 %");
}

/// True retention of the last 30 days, and by month if there is more than one.
pub(super) fn retention(page: &mut PageBuilder, stats: &Stats) {
    kept(page, stats);
    let nothing = page.form.nothing();
    let months = by_month(stats, |month| Some(month.kept().share().map_or(nothing.to_owned(), percent)));
    if months.len() > 1 {
        page.blank();
        table(page, "By month", &months);
    }
}

/// True retention of the last 30 days.
pub(super) fn kept(page: &mut PageBuilder, stats: &Stats) {
    for (at, text) in words::kept(stats).iter().enumerate() {
        page.labelled(if at == 0 { "Kept" } else { "" }, Style::Plain, text);
    }
}

/// Time per answer: now, and by month.
pub(super) fn time(page: &mut PageBuilder, stats: &Stats) {
    let months = by_month(stats, |month| Some(format!("{:.1} s", month.seconds()?)));
    if months.is_empty() {
        page.labelled("Time", Style::Plain, "nothing has been answered yet");
    } else {
        table(page, "Time", &months);
        page.labelled("", Style::Quiet, "an answer on average, month by month");
    }
}

pub(super) fn last(stats: &Stats) -> &[Month] {
    let skipped = stats.months.len().saturating_sub(MOST_MONTHS);
    &stats.months[skipped..]
}

/// The last months with a value, as `Nov`; the first month of a year as `Jan 26`.
fn by_month(stats: &Stats, value: impl Fn(&Month) -> Option<String>) -> Vec<(String, String)> {
    let mut year = None;
    let column = |month: &Month| {
        let (value, date) = (value(month)?, month.first.date());
        let another = year.replace(date.year()).is_some_and(|year| year != date.year());
        Some((date.strftime(if another { "%b %y" } else { "%b" }).to_string(), value))
    };
    last(stats).iter().filter_map(column).collect()
}

fn nothing_or(page: &PageBuilder, count: usize, text: &str) -> String {
    if count == 0 { page.form.nothing().to_owned() } else { text.to_owned() }
}

fn wide((name, value): &(String, String)) -> usize {
    width(name).max(width(value))
}

/// How many columns fit; at least one.
fn fitting<'a>(page: &PageBuilder, columns: impl Iterator<Item = &'a (String, String)>) -> usize {
    let mut taken = 0;
    let fitting = columns.take_while(|column| {
        taken += wide(column) + 2;
        taken <= page.columns() + 2
    });
    fitting.count().max(1)
}

/// Names with values below, right-aligned; only the last ones if not all fit.
fn table(page: &mut PageBuilder, label: &str, columns: &[(String, String)]) {
    let shown = &columns[columns.len() - fitting(page, columns.iter().rev()).min(columns.len())..];
    let row = |of: fn(&(String, String)) -> &String| {
        let cells = shown.iter().map(|column| format!("{:>width$}", of(column), width = wide(column)));
        cells.collect::<Vec<_>>().join("  ")
    };
    let (names, values) = (row(|column| &column.0), row(|column| &column.1));
    page.labelled_row(label, Line::of(Style::Quiet, names));
    page.labelled_row("", Line::of(Style::Plain, values));
}
