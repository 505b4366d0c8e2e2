//! A past day as people write it: `yesterday`, `friday`, `3d`, `2026-11-20`.

use std::str::FromStr;

use jiff::civil::{Date, Weekday};

use super::Day;
use super::when::weekday;

/// A day as it was written. Its date depends on the day on which it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayAgo {
    /// Days before today; 0 is `today`, 1 `yesterday`.
    Days(u16),
    /// The last such weekday, never today.
    Last(Weekday),
    On(Date),
}

/// A text that is not a past day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day; write it like yesterday, friday, 3d or 2026-11-20")]
pub struct NoDayAgo(String);

impl FromStr for DayAgo {
    type Err = NoDayAgo;

    fn from_str(text: &str) -> Result<Self, NoDayAgo> {
        let word = text.trim().to_lowercase();
        match word.as_str() {
            "today" => return Ok(Self::Days(0)),
            "yesterday" => return Ok(Self::Days(1)),
            _ => {}
        }
        if let Some(days) = word.strip_suffix('d').and_then(|days| days.parse().ok()) {
            return Ok(Self::Days(days));
        }
        if let Some(weekday) = weekday(&word) {
            return Ok(Self::Last(weekday));
        }
        // `Date` would parse the beginning of a longer text.
        let is_date = word.len() == "2026-11-20".len();
        word.parse().ok().filter(|_| is_date).map(Self::On).ok_or_else(|| NoDayAgo(text.to_owned()))
    }
}

impl DayAgo {
    #[must_use]
    pub fn day(self, today: Day) -> Day {
        match self {
            Self::Days(days) => today - i32::from(days),
            Self::Last(weekday) => {
                let ago = today.date().weekday().since(weekday);
                today - if ago == 0 { 7 } else { i32::from(ago) }
            }
            Self::On(date) => Day::from(date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_day_is_written_as_one_says_it() {
        let tuesday = Day::from(jiff::civil::date(2026, 11, 24));
        let on = |text: &str| text.parse::<DayAgo>().map(|ago| ago.day(tuesday).to_string());
        for (text, day) in [
            ("today", "2026-11-24"),
            ("yesterday", "2026-11-23"),
            ("0d", "2026-11-24"),
            ("3d", "2026-11-21"),
            ("Friday", "2026-11-20"),
            ("mon", "2026-11-23"),
            ("tuesday", "2026-11-17"),
            (" 2026-11-20 ", "2026-11-20"),
        ] {
            assert_eq!(on(text).as_deref(), Ok(day), "{text}");
        }
        for text in ["", "fr", "tomorrow", "3", "d", "-3d", "99999d", "2026-11-20T10:00", "2026-13-01"] {
            assert!(on(text).is_err_and(|err| err.to_string().contains("is not a day")), "{text}");
        }
    }
}
