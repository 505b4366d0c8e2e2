//! Answers by day over the last months: a column per week, a shade per day.

use super::sheet::PageBuilder;
use super::words;
use crate::schedule::Day;
use crate::stats::dates::{days_since_monday, shorter, weekday};
use crate::stats::rounding::{real_sum, sum_of, whole};
use crate::stats::summary::Stats;
use crate::styled::line::{Line, Style};

/// A year.
const MOST_WEEKS: usize = 53;

/// Columns for the names of weekdays.
const NAME: usize = 3;

/// The shade of a day, 0 (nothing) to 4 (the maximum of all days shown).
pub(in crate::stats) fn level(count: i64, most: i64) -> usize {
    if count <= 0 || most <= 0 { 0 } else { whole((real_sum(count) / real_sum(most) * 4.0).ceil()).clamp(1, 4) }
}

/// Draws as many weeks as fit.
pub(super) fn draw(page: &mut PageBuilder, stats: &Stats) {
    let today = stats.today.day;
    // The name of the last month is one column wider than its week.
    let weeks = (page.columns().saturating_sub(NAME + 1) / 2).clamp(1, MOST_WEEKS);
    let weeks = i32::try_from(weeks).unwrap_or(1);
    let first = today - days_since_monday(today) - 7 * (weeks - 1);
    let most = (0..=today.since(first)).map(|ahead| stats.reviews_on(first + ahead)).max().unwrap_or(0);
    page.labelled_row("Calendar", Line::of(Style::Quiet, format!("{:NAME$}{}", "", months(first, weeks))));
    for weekday_number in 0..7 {
        let days = (0..weeks).map(|week| first + 7 * week + weekday_number).filter(|day| *day <= today);
        let mut line = Line::of(Style::Quiet, format!("{:NAME$}", weekday(first + weekday_number)));
        for day in days {
            let level = level(stats.reviews_on(day), most);
            let style = if level == 0 { Style::Quiet } else { Style::Right };
            line = line.with(style, format!("{} ", page.form.shade(level)));
        }
        page.labelled_row("", line);
    }
    page.labelled_row("", legend(page, most));
    let studied = (0..=today.since(first)).filter(|&ahead| stats.reviews_on(first + ahead) > 0).count();
    let since = shorter(first, today);
    page.labelled("", Style::Quiet, &words::study(&since, studied, stats));
}

/// Month names above the weeks where they begin; also the month before them, if there is room.
fn months(first: Day, weeks: i32) -> String {
    let begins = |week: i32| (0..7).map(|ahead| (first + 7 * week + ahead).date()).find(|date| date.day() == 1);
    let mut row = String::new();
    // A name takes three columns plus a gap.
    if (0..2.min(weeks)).all(|week| begins(week).is_none()) {
        row = first.date().strftime("%b ").to_string();
    }
    for week in 0..weeks {
        let column = 2 * usize::try_from(week).unwrap_or(0);
        if let Some(date) = begins(week).filter(|_| column >= row.len()) {
            row.push_str(&" ".repeat(column - row.len()));
            row.push_str(&date.strftime("%b ").to_string());
        }
    }
    row
}

/// The shades in use if `most` is the daily maximum, each with its range of answers, such as `4-6`.
pub(in crate::stats) fn ranges(most: i64) -> Vec<(usize, String)> {
    let upto = |level: usize| most * sum_of(level) / 4;
    let ranges = (1..=4).map(|level| (level, upto(level - 1) + 1, upto(level))).filter(|(_, from, to)| from <= to);
    ranges.map(|(level, from, to)| (level, if from == to { to.to_string() } else { format!("{from}-{to}") })).collect()
}

/// The legend; on a narrow screen only for the darkest shade.
fn legend(page: &PageBuilder, most: i64) -> Line {
    let ranges = ranges(most);
    let mut ranges = ranges.iter().map(|(level, range)| format!("{} {range}", page.form.shade(*level)));
    let ranges: Vec<String> =
        if page.form.narrow() { ranges.next_back().into_iter().collect() } else { ranges.collect() };
    let none = format!("{} none", page.form.shade(0));
    Line::of(Style::Quiet, format!("{:NAME$}{}", "", [vec![none], ranges].concat().join("   ")))
}
