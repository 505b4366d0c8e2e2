//! A coming day as people write it: `tomorrow`, `friday`, `+7d`, `2026-12-24`.

use std::str::FromStr;

use jiff::civil::{Date, Weekday};

use super::Day;

/// A day as it was written. Its date depends on the day on which it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Days from today; 0 is `today`, 1 `tomorrow`.
    In(u16),
    /// The next such weekday, never today.
    Next(Weekday),
    On(Date),
}

/// A text that is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day; write it like tomorrow, friday, +7d or 2026-12-24")]
pub struct NoDay(String);

/// A day before today, where only a coming one makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} is in the past", .0.date().strftime("%-d %b %Y"))]
pub struct PastDay(Day);

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The shortest abbreviation of a weekday.
const SHORTEST: usize = 3;

/// The weekday of a lower-case word, perhaps abbreviated.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let named = WEEKDAYS.iter().find(|(name, _)| word.len() >= SHORTEST && name.starts_with(word));
    named.map(|&(_, weekday)| weekday)
}

impl FromStr for When {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let word = text.trim().to_lowercase();
        match word.as_str() {
            "today" => return Ok(Self::In(0)),
            "tomorrow" => return Ok(Self::In(1)),
            _ => {}
        }
        if let Some(days) = word.strip_prefix('+') {
            let days = days.strip_suffix('d').unwrap_or(days);
            return days.parse().map(Self::In).map_err(|_| NoDay(text.to_owned()));
        }
        if let Some(weekday) = weekday(&word) {
            return Ok(Self::Next(weekday));
        }
        // `Date` would parse the beginning of a longer text.
        let is_date = word.len() == "2026-12-24".len();
        word.parse().ok().filter(|_| is_date).map(Self::On).ok_or_else(|| NoDay(text.to_owned()))
    }
}

impl When {
    #[must_use]
    pub fn day(self, today: Day) -> Day {
        match self {
            Self::In(days) => today + i32::from(days),
            Self::Next(weekday) => {
                let ahead = today.date().weekday().until(weekday);
                today + if ahead == 0 { 7 } else { i32::from(ahead) }
            }
            Self::On(date) => Day::from(date),
        }
    }

    /// The day, if it is not over.
    ///
    /// # Errors
    /// When it is before `today`.
    pub fn coming(self, today: Day) -> Result<Day, PastDay> {
        let day = self.day(today);
        if day < today { Err(PastDay(day)) } else { Ok(day) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn tuesday() -> Day {
        Day::from(date(2026, 11, 24))
    }

    fn on(text: &str) -> String {
        text.parse::<When>().map_or_else(|err| err.to_string(), |when| when.day(tuesday()).to_string())
    }

    #[test]
    fn a_day_is_written_as_one_says_it() {
        for (text, day) in [
            ("today", "2026-11-24"),
            ("tomorrow", "2026-11-25"),
            ("Friday", "2026-11-27"),
            ("fri", "2026-11-27"),
            ("monday", "2026-11-30"),
            ("tuesday", "2026-12-01"),
            ("+7d", "2026-12-01"),
            ("+0", "2026-11-24"),
            ("2026-12-24", "2026-12-24"),
            (" 2026-12-24 ", "2026-12-24"),
        ] {
            assert_eq!(on(text), day, "{text}");
        }
    }

    #[test]
    fn what_names_no_day_is_refused() {
        for text in [
            "",
            "t",
            "fr",
            "fridays",
            "+",
            "+d",
            "+99999d",
            "-1d",
            "7d",
            "24.12.2026",
            "2026-02-30",
            "2026-12-24T10:00",
        ] {
            assert!(on(text).contains("is not a day"), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_over_is_none_to_come() {
        let coming = |text: &str| text.parse::<When>().expect("a day").coming(tuesday()).map_err(|err| err.to_string());
        assert_eq!(coming("2026-11-23"), Err("23 Nov 2026 is in the past".to_owned()));
        assert_eq!(coming("today"), Ok(tuesday()));
    }
}
