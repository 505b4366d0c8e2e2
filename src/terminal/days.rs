//! Days in words.

use crate::schedule::Day;

/// A date with its weekday: `Tue 24 Nov`, or `Tue 24 Nov 2026` in another year.
#[must_use]
pub fn date(day: Day, today: Day) -> String {
    let date = day.date();
    let same_year = date.year() == today.date().year();
    date.strftime(if same_year { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string()
}

/// The interval and the day of the next review: `in 2 days, Thursday`, `in 11 days, Sat 5 Dec`.
///
/// Never says "tomorrow": after midnight that would mislead.
pub(super) fn when(interval: u16, today: Day) -> String {
    if interval == 0 {
        return "again today".to_owned();
    }
    let day = today + i32::from(interval);
    let name = if interval < 7 { day.date().strftime("%A").to_string() } else { date(day, today) };
    format!("in {}, {name}", days(interval))
}

/// An interval in words: `today`, `1 day`, `8 days`.
pub(super) fn days(interval: u16) -> String {
    match interval {
        0 => "today".to_owned(),
        interval => super::count(usize::from(interval), "day"),
    }
}

/// An interval in five columns: `today`, ` 2 d `, `11 d `, `2.7 y`.
pub(super) fn short(interval: u16) -> String {
    match interval {
        0 => "today".to_owned(),
        1..=99 => format!("{interval:>2} d "),
        100..=999 => format!("{interval} d"),
        1000..=3649 => format!("{:.1} y", f64::from(interval) / 365.25),
        _ => format!("{:>2.0} y ", f64::from(interval) / 365.25),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuesday() -> Day {
        Day::from(jiff::civil::date(2026, 11, 24))
    }

    #[test]
    fn days_are_named_by_their_weekday_within_a_week() {
        for (interval, words) in [
            (0, "again today"),
            (1, "in 1 day, Wednesday"),
            (2, "in 2 days, Thursday"),
            (11, "in 11 days, Sat 5 Dec"),
            (60, "in 60 days, Sat 23 Jan 2027"),
        ] {
            assert_eq!(when(interval, tuesday()), words);
        }
    }

    #[test]
    fn short_intervals_stand_under_one_another() {
        let all: Vec<String> = [0, 2, 11, 365, 1000, 36_500].into_iter().map(short).collect();
        assert_eq!(all, ["today", " 2 d ", "11 d ", "365 d", "2.7 y", "100 y "]);
    }
}
