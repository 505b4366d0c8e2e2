//! The only code that reads the time.

use std::fs;
use std::ops::RangeInclusive;
use std::time::SystemTime;

use jiff::civil::Time;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::App;
use crate::schedule::Moment;
use crate::store::{Store, StoreResult};

/// A clock that knows the local UTC offset.
pub trait Clock: std::fmt::Debug {
    fn now(&self) -> Zoned;
}

#[derive(Debug)]
pub struct SystemClock {
    zone: TimeZone,
}

impl SystemClock {
    /// Uses the time zone `tz` (the variable `TZ`), or else the system's.
    ///
    /// If no time zone can be determined, uses UTC and returns a warning.
    #[must_use]
    pub fn new(tz: Option<&str>) -> (Self, Option<String>) {
        let (zone, word) = local_zone(tz);
        (Self { zone }, word)
    }
}

/// The local time zone; UTC with a warning if it can't be determined.
#[must_use]
pub fn local_zone(tz: Option<&str>) -> (TimeZone, Option<String>) {
    match find_local_zone(tz) {
        Ok(zone) => (zone, None),
        Err(why) => {
            let word = format!("the local time zone could not be determined ({why}); days are counted in UTC");
            (TimeZone::UTC, Some(word))
        }
    }
}

/// Reads only the zone's own file. Listing all zones to learn a name would take 140 more system calls.
fn find_local_zone(tz: Option<&str>) -> Result<TimeZone, jiff::Error> {
    if tz.is_none_or(str::is_empty)
        && let Ok(bytes) = fs::read("/etc/localtime")
        && let Ok(zone) = TimeZone::tzif("Local", &bytes)
    {
        return Ok(zone);
    }
    TimeZone::try_system()
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the time")]
    fn now(&self) -> Zoned {
        Timestamp::now().max(Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone())
    }
}

/// The years in which there are study days.
pub(crate) const YEARS: RangeInclusive<i16> = 1970..=9999;

/// The time for comparing with file timestamps. Never frozen: files really change.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one reader of the time")]
pub fn file_time() -> SystemTime {
    SystemTime::now()
}

/// A clock that stands still: `OSS_QUIZ_NOW`, for tests and for "what if it were Friday".
#[derive(Debug)]
pub struct FixedClock(Zoned);

impl FixedClock {
    /// Parses a time such as `2026-11-24T20:00:00+01:00`; without an offset it is local time in `local`, and a date
    /// alone means noon there.
    ///
    /// # Errors
    /// If the text is anything else.
    pub fn parse(text: &str, local: &TimeZone) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not a date or time; write it like 2026-12-24, 2026-12-24T20:00 or 2026-12-24T20:00:00+01:00"
            )
        };
        let pieces = Pieces::parse(text).map_err(|_| wrong())?;
        if !YEARS.contains(&pieces.date().year()) {
            return Err(format!("`{text}` is not in the years {} to {}", YEARS.start(), YEARS.end()));
        }
        let offset = pieces.to_numeric_offset().or(text.ends_with(['Z', 'z']).then_some(Offset::UTC));
        let zone = offset.map_or_else(|| local.clone(), TimeZone::fixed);
        let time = pieces.time().unwrap_or_else(|| Time::constant(12, 0, 0, 0));
        pieces.date().to_datetime(time).to_zoned(zone).map(Self).map_err(|_| wrong())
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Zoned {
        self.0.clone()
    }
}

impl App {
    /// Now, as the log records it. Once a store is open, the study day is never before that of the last answer,
    /// unless one of the two clocks was wrong.
    #[must_use]
    pub fn now(&self) -> Moment {
        let now = self.by_the_clock();
        Moment { day: now.day.not_before(self.last_day.get()), ..now }
    }

    /// Now, by the clock alone.
    #[must_use]
    pub fn by_the_clock(&self) -> Moment {
        Moment::of(&self.clock.now(), self.config.day_starts_at)
    }

    /// A moment by its milliseconds since 1970, in the present time zone.
    #[must_use]
    pub fn moment_at(&self, at_ms: i64) -> Moment {
        let now = self.clock.now();
        let at =
            Timestamp::from_millisecond(at_ms).map_or_else(|_| now.clone(), |at| at.to_zoned(now.time_zone().clone()));
        Moment::of(&at, self.config.day_starts_at)
    }

    /// Reads the day of the last answer, which affects the study day.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn look_at_last_day(&self, store: &Store) -> StoreResult<()> {
        self.last_day.set(store.last_day(self.by_the_clock().day + 1)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frozen(text: &str) -> Result<String, String> {
        let berlin = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
        FixedClock::parse(text, &berlin).map(|clock| clock.now().strftime("%F %T %:z").to_string())
    }

    #[test]
    fn a_fixed_clock_keeps_its_offset() {
        for (text, expected) in [
            ("2026-11-24T20:00:00+01:00", "2026-11-24 20:00:00 +01:00"),
            ("2026-11-24T20:00:00-10:00", "2026-11-24 20:00:00 -10:00"),
            ("2026-11-24T20:00:00Z", "2026-11-24 20:00:00 +00:00"),
        ] {
            assert_eq!(frozen(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn without_an_offset_it_is_local_time_and_a_date_is_its_noon() {
        for (text, expected) in [
            ("2026-12-24", "2026-12-24 12:00:00 +01:00"),
            ("2026-07-01", "2026-07-01 12:00:00 +02:00"),
            ("2026-12-24T20:00", "2026-12-24 20:00:00 +01:00"),
            ("2026-12-24 20:00:30", "2026-12-24 20:00:30 +01:00"),
            ("2026-07-01T08:15", "2026-07-01 08:15:00 +02:00"),
        ] {
            assert_eq!(frozen(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn only_years_with_study_days_are_taken() {
        for text in ["1970-01-01", "1970-01-01T00:00:00+14:00", "9999-12-30T20:00:00Z"] {
            assert!(frozen(text).is_ok(), "{text}");
        }
        for text in ["0000-01-01T00:00:00Z", "0001-01-01", "1969-12-31T23:59:59Z", "-009999-01-02T00:00:00Z"] {
            let refused = frozen(text).expect_err("an early year");
            assert!(refused.ends_with("is not in the years 1970 to 9999"), "{refused}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["now", "", "20:00", "2026-13-01", "2026-12-24T25:00", "tomorrow"] {
            assert!(frozen(text).is_err(), "{text}");
        }
    }
}
