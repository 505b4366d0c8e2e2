//! Days side by side: what is coming, and what was answered.

use super::line::{Line, Tone};
use super::sheet::Sheet;
use super::words;
use crate::stats::dates::{days_since_monday, shorter, weekday};
use crate::stats::number::{real_sum, whole};
use crate::stats::picture::Picture;

/// Weeks of answers at most.
const MOST_WEEKS: usize = 8;

/// What falls due on the coming days: weekdays, and counts below them.
pub(super) fn coming(sheet: &mut Sheet, picture: &Picture) {
    let coming = picture.forecast.coming();
    let counts: Vec<String> = coming
        .iter()
        .map(|on| if on.due == 0 { sheet.look.nothing().to_owned() } else { on.due.to_string() })
        .collect();
    let column = counts.iter().map(|count| count.chars().count()).max().unwrap_or(0).max(2);
    let room = (sheet.columns() + 1) / (column + 1);
    let row = |texts: Vec<String>| {
        let texts: Vec<String> = texts.iter().take(room).map(|text| format!("{text:>column$}")).collect();
        texts.join(" ")
    };
    let days = coming.iter().map(|on| weekday(on.day)).collect();
    sheet.labelled_row("Coming", Line::of(Tone::Quiet, row(days)));
    sheet.labelled_row("", Line::of(Tone::Plain, row(counts)));
}

/// Answers of each day, week by week, as heights.
pub(super) fn answers(sheet: &mut Sheet, picture: &Picture) {
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
    sheet.labelled_row("Answers", Line::of(Tone::Plain, row));
    let studied = counts.iter().filter(|&&count| count > 0).count();
    let since = shorter(first, today);
    sheet.labelled("", Tone::Quiet, &words::study(&since, studied, picture));
}
