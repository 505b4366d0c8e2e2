//! Days side by side: what is coming, and what was answered.

use super::line::{PageLine, Tone};
use super::sheet::PageBuilder;
use super::words;
use crate::stats::dates::{days_since_monday, shorter, weekday};
use crate::stats::rounding::{real_sum, whole};
use crate::stats::summary::Stats;

/// What is left today.
const NOW: &str = "now";

/// Weeks of answers at most.
const MOST_WEEKS: usize = 8;

/// What is left now and what the coming days ask: weekdays, and counts below them.
pub(super) fn coming(sheet: &mut PageBuilder, picture: &Stats) {
    let days = &picture.forecast.days;
    let counts: Vec<String> =
        days.iter().map(|on| if on.due == 0 { sheet.look.nothing().to_owned() } else { on.due.to_string() }).collect();
    let column = counts.iter().map(|count| count.chars().count()).max().unwrap_or(0).max(2);
    // The first is a little wider, for its name.
    let first = column.max(NOW.len());
    let room = (sheet.columns() - first) / (column + 1);
    let row = |texts: Vec<String>| {
        let widths = std::iter::once(first).chain(std::iter::repeat(column));
        let texts = texts.iter().zip(widths).take(1 + room).map(|(text, width)| format!("{text:>width$}"));
        texts.collect::<Vec<_>>().join(" ")
    };
    let names = std::iter::once(NOW.to_owned()).chain(picture.forecast.coming().iter().map(|on| weekday(on.day)));
    sheet.labelled_row("Coming", PageLine::of(Tone::Quiet, row(names.collect())));
    sheet.labelled_row("", PageLine::of(Tone::Plain, row(counts)));
}

/// Answers of each day, week by week, as heights.
pub(super) fn answers(sheet: &mut PageBuilder, picture: &Stats) {
    let today = picture.today.day;
    let weeks = ((sheet.columns() + 1) / 8).clamp(1, MOST_WEEKS);
    let weeks = i32::try_from(weeks).unwrap_or(1);
    let first = today - days_since_monday(today) - 7 * (weeks - 1);
    let counts: Vec<i64> = (0..=today.since(first)).map(|ahead| picture.scheduled_on(first + ahead)).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut row = String::new();
    for (at, &count) in counts.iter().enumerate() {
        if at > 0 && at % 7 == 0 {
            row.push(' ');
        }
        match count {
            0 => row.push_str(sheet.look.nothing()),
            count => row.push_str(&sheet.look.height(whole((real_sum(count) / real_sum(most) * 8.0).ceil()))),
        }
    }
    sheet.labelled_row("Answers", PageLine::of(Tone::Plain, row));
    let studied = counts.iter().filter(|&&count| count > 0).count();
    let since = shorter(first, today);
    sheet.labelled("", Tone::Quiet, &words::study(&since, studied, picture));
}
