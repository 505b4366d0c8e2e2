//! Months side by side: retention, time per answer; and how long what was learnt will last.

use super::line::{PageLine, Tone, width};
use super::sheet::PageBuilder;
use super::words;
use crate::stats::count::{grouped, percent};
use crate::stats::months::Month;
use crate::stats::summary::Stats;

/// Months at most.
const MOST_MONTHS: usize = 12;

/// Items by stability: names, and counts below them.
pub(super) fn lasting(sheet: &mut PageBuilder, picture: &Stats) {
    let columns: Vec<(String, String)> = picture
        .lasting
        .iter()
        .map(|bucket| (bucket.name.to_owned(), nothing_or(sheet, bucket.items, &grouped(bucket.items))))
        .collect();
    let mut rest = &columns[..];
    while !rest.is_empty() {
        let fitting = fitting(sheet, rest.iter());
        table(sheet, if rest.len() == columns.len() { "Lasts" } else { "" }, &rest[..fitting]);
        rest = &rest[fitting..];
    }
    sheet.labelled("", Tone::Quiet, "items by the time until their recall falls to 90 %");
}

/// True retention of the last 30 days, and month by month where there is more than one.
pub(super) fn retention(sheet: &mut PageBuilder, picture: &Stats) {
    kept(sheet, picture);
    let nothing = sheet.look.nothing();
    let months = by_month(picture, |month| Some(month.kept().share().map_or(nothing.to_owned(), percent)));
    if months.len() > 1 {
        sheet.blank();
        table(sheet, "By month", &months);
    }
}

/// True retention of the last 30 days.
pub(super) fn kept(sheet: &mut PageBuilder, picture: &Stats) {
    for (at, text) in words::kept(picture).iter().enumerate() {
        sheet.labelled(if at == 0 { "Kept" } else { "" }, Tone::Plain, text);
    }
}

/// Time per answer: now, and month by month.
pub(super) fn time(sheet: &mut PageBuilder, picture: &Stats) {
    let months = by_month(picture, |month| Some(format!("{:.1} s", month.seconds()?)));
    if months.is_empty() {
        sheet.labelled("Time", Tone::Plain, "nothing was answered yet");
    } else {
        table(sheet, "Time", &months);
        sheet.labelled("", Tone::Quiet, "an answer on average, month by month");
    }
}

/// The last months.
pub(super) fn last(picture: &Stats) -> &[Month] {
    let skipped = picture.months.len().saturating_sub(MOST_MONTHS);
    &picture.months[skipped..]
}

/// The last months that have a value, as `Nov`; the first of another year than the one before it as `Jan 26`.
fn by_month(picture: &Stats, value: impl Fn(&Month) -> Option<String>) -> Vec<(String, String)> {
    let mut year = None;
    let column = |month: &Month| {
        let (value, date) = (value(month)?, month.first.date());
        let another = year.replace(date.year()).is_some_and(|year| year != date.year());
        Some((date.strftime(if another { "%b %y" } else { "%b" }).to_string(), value))
    };
    last(picture).iter().filter_map(column).collect()
}

fn nothing_or(sheet: &PageBuilder, count: usize, text: &str) -> String {
    if count == 0 { sheet.look.nothing().to_owned() } else { text.to_owned() }
}

fn wide((name, value): &(String, String)) -> usize {
    width(name).max(width(value))
}

/// How many columns there is room for, the first at least.
fn fitting<'a>(sheet: &PageBuilder, columns: impl Iterator<Item = &'a (String, String)>) -> usize {
    let mut taken = 0;
    let fitting = columns.take_while(|column| {
        taken += wide(column) + 2;
        taken <= sheet.columns() + 2
    });
    fitting.count().max(1)
}

/// Names and values below them, right-aligned; where there is no room for all, the last ones.
fn table(sheet: &mut PageBuilder, label: &str, columns: &[(String, String)]) {
    let shown = &columns[columns.len() - fitting(sheet, columns.iter().rev()).min(columns.len())..];
    let row = |of: fn(&(String, String)) -> &String| {
        let cells = shown.iter().map(|column| format!("{:>width$}", of(column), width = wide(column)));
        cells.collect::<Vec<_>>().join("  ")
    };
    let (names, values) = (row(|column| &column.0), row(|column| &column.1));
    sheet.labelled_row(label, PageLine::of(Tone::Quiet, names));
    sheet.labelled_row("", PageLine::of(Tone::Plain, values));
}
