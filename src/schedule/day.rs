//! Moments and study days.

use std::fmt;
use std::ops::{Add, Sub};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// A study day: the local date at the moment of study, where the day starts at the [`Rollover`].
///
/// Counted in days from 1 January 1970. A study day is fixed when an answer is
/// given and never computed anew, so a learner who travels keeps his history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(i32);

impl Day {
    /// The day with that number, counted from 1 January 1970. Kept within the years that dates can show.
    #[must_use]
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(-719_162, 2_932_896))
    }

    /// Days since 1 January 1970.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The study day of a moment with its local time.
    #[must_use]
    pub fn of(now: &Zoned, rollover: Rollover) -> Self {
        let local = now.datetime();
        let day = Self::from(local.date());
        // The clock on the wall decides, so a day with 23 or 25 hours starts at 04:00 as well.
        let minutes = u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
        if minutes < rollover.0 { day - 1 } else { day }
    }

    /// The calendar date.
    #[must_use]
    pub fn date(self) -> Date {
        let epoch = Date::constant(1970, 1, 1);
        epoch.saturating_add(i64::from(self.0).days())
    }

    /// Whole days from `earlier` to this day; negative where `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        Self(epoch.until(date).map_or(0, |span| span.get_days()))
    }
}

impl Add<i32> for Day {
    type Output = Self;
    fn add(self, days: i32) -> Self {
        Self::from_number(self.0.saturating_add(days))
    }
}

impl Sub<i32> for Day {
    type Output = Self;
    fn sub(self, days: i32) -> Self {
        Self::from_number(self.0.saturating_sub(days))
    }
}

/// ISO 8601: `2026-11-24`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

/// When a study day starts, in minutes after local midnight: 0 to 1439. 04:00 unless told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rollover(u16);

impl Default for Rollover {
    fn default() -> Self {
        Self(4 * 60)
    }
}

impl std::str::FromStr for Rollover {
    type Err = String;

    /// Reads `"04:00"`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no time of day; write it like \"04:00\"");
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(hour) || !two_digits(minute) {
            return Err(wrong());
        }
        let (hour, minute): (u16, u16) = (hour.parse().map_err(|_| wrong())?, minute.parse().map_err(|_| wrong())?);
        if hour > 23 || minute > 59 {
            return Err(wrong());
        }
        Ok(Self(hour * 60 + minute))
    }
}

/// A moment as the log keeps it: UTC milliseconds, the local clock's offset, and the study day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1 January 1970, UTC.
    pub at_ms: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
    /// The study day.
    pub day: Day,
}

impl Moment {
    /// What the log keeps of a moment with its local time.
    #[must_use]
    pub fn of(now: &Zoned, rollover: Rollover) -> Self {
        Self {
            at_ms: now.timestamp().as_millisecond(),
            offset_minutes: now.offset().seconds() / 60,
            day: Day::of(now, rollover),
        }
    }

    /// The local date and time it was, whatever zone the reader is in.
    #[must_use]
    pub fn local(&self) -> Zoned {
        let at = Timestamp::from_millisecond(self.at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        let offset = jiff::tz::Offset::from_seconds(self.offset_minutes.clamp(-1_500, 1_500) * 60)
            .unwrap_or(jiff::tz::Offset::UTC);
        at.to_zoned(TimeZone::fixed(offset))
    }
}
