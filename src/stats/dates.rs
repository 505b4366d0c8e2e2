//! Days in words.

use crate::schedule::Day;

/// `Tue 24 Nov`; with the year if it isn't this year.
#[must_use]
pub fn short(day: Day, today: Day) -> String {
    let date = day.date();
    let format = if date.year() == today.date().year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    date.strftime(format).to_string()
}

/// `24 Nov`; with the year if it isn't this year.
#[must_use]
pub fn shorter(day: Day, today: Day) -> String {
    let date = day.date();
    let format = if date.year() == today.date().year() { "%-d %b" } else { "%-d %b %Y" };
    date.strftime(format).to_string()
}

/// A past day: `today`, `yesterday`, `Friday`, `Tue 3 Nov`.
#[must_use]
pub fn past(day: Day, today: Day) -> String {
    match today.since(day) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => day.date().strftime("%A").to_string(),
        _ => short(day, today),
    }
}

/// The first two letters of the weekday: `Tu`.
#[must_use]
pub fn weekday(day: Day) -> String {
    day.date().strftime("%a").to_string().chars().take(2).collect()
}

/// Monday is 0, Sunday 6.
#[must_use]
pub fn days_since_monday(day: Day) -> i32 {
    i32::from(day.date().weekday().to_monday_zero_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_as_near_as_they_lie() {
        let today = Day::from(jiff::civil::date(2026, 11, 24));
        assert_eq!(short(today, today), "Tue 24 Nov");
        assert_eq!(short(today + 100, today), "Thu 4 Mar 2027");
        let words = [0, 1, 4, 6, 7].map(|ago| past(today - ago, today));
        assert_eq!(words, ["today", "yesterday", "Friday", "Wednesday", "Tue 17 Nov"]);
        assert_eq!((weekday(today), days_since_monday(today)), ("Tu".to_owned(), 1));
    }
}
