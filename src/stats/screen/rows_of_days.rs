//! Days side by side: the forecast, and past answers.

use super::sheet::PageBuilder;
use super::words;
use crate::stats::dates::{days_since_monday, shorter, weekday};
use crate::stats::rounding::{real_sum, whole};
use crate::stats::summary::Stats;
use crate::styled::line::{Line, Style};

/// What is left today.
const NOW: &str = "now";

const MOST_WEEKS: usize = 8;

/// What is left now and on the coming days: weekdays, with counts below.
pub(super) fn coming(page: &mut PageBuilder, stats: &Stats) {
    let days = &stats.forecast.days;
    let counts: Vec<String> =
        days.iter().map(|on| if on.due == 0 { page.form.nothing().to_owned() } else { on.due.to_string() }).collect();
    let column = counts.iter().map(|count| count.chars().count()).max().unwrap_or(0).max(2);
    // The first column is wide enough for its name.
    let first = column.max(NOW.len());
    let room = (page.columns() - first) / (column + 1);
    let row = |texts: Vec<String>| {
        let widths = std::iter::once(first).chain(std::iter::repeat(column));
        let texts = texts.iter().zip(widths).take(1 + room).map(|(text, width)| format!("{text:>width$}"));
        texts.collect::<Vec<_>>().join(" ")
    };
    let names = std::iter::once(NOW.to_owned()).chain(stats.forecast.coming().iter().map(|on| weekday(on.day)));
    page.labelled_row("Coming", Line::of(Style::Quiet, row(names.collect())));
    page.labelled_row("", Line::of(Style::Plain, row(counts)));
}

/// Answers by day and week, as bars.
pub(super) fn answers(page: &mut PageBuilder, stats: &Stats) {
    let today = stats.today.day;
    let weeks = ((page.columns() + 1) / 8).clamp(1, MOST_WEEKS);
    let weeks = i32::try_from(weeks).unwrap_or(1);
    let first = today - days_since_monday(today) - 7 * (weeks - 1);
    let counts: Vec<i64> = (0..=today.since(first)).map(|ahead| stats.reviews_on(first + ahead)).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut row = String::new();
    for (at, &count) in counts.iter().enumerate() {
        if at > 0 && at % 7 == 0 {
            row.push(' ');
        }
        match count {
            0 => row.push_str(page.form.nothing()),
            count => row.push_str(&page.form.height(whole((real_sum(count) / real_sum(most) * 8.0).ceil()))),
        }
    }
    page.labelled_row("Answers", Line::of(Style::Plain, row));
    let studied = counts.iter().filter(|&&count| count > 0).count();
    let since = shorter(first, today);
    page.labelled("", Style::Quiet, &words::study(&since, studied, stats));
}
