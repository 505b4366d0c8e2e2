//! The one reader of the time.

use std::fs;
use std::time::SystemTime;

use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// Tells the time, with the local clock's offset.
pub trait Clock: std::fmt::Debug {
    /// The present moment where the learner is.
    fn now(&self) -> Zoned;
}

/// The system's clock, in the local time zone.
#[derive(Debug)]
pub struct SystemClock {
    zone: TimeZone,
}

impl SystemClock {
    /// Reads the local time zone: that of `tz` (the variable `TZ`) if it is set, else the system's.
    ///
    /// Where no zone can be found out the clock is in UTC, and the returned word says so.
    #[must_use]
    pub fn new(tz: Option<&str>) -> (Self, Option<String>) {
        match local_zone(tz) {
            Ok(zone) => (Self { zone }, None),
            Err(why) => {
                let word = format!("the local time zone could not be found out ({why}); days are counted in UTC");
                (Self { zone: TimeZone::UTC }, Some(word))
            }
        }
    }
}

/// Reading the one file is 140 system calls less than listing all zones to learn a name that nobody asks for.
fn local_zone(tz: Option<&str>) -> Result<TimeZone, jiff::Error> {
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
        Timestamp::now().to_zoned(self.zone.clone())
    }
}

/// The time that file systems stamp files with. Never frozen: a file that was changed just now was changed just now.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one reader of the time")]
pub fn file_time() -> SystemTime {
    SystemTime::now()
}

/// A clock that stands still: `OSS_QUIZ_NOW`, for tests and for "what if it were Friday".
#[derive(Debug)]
pub struct FixedClock(Zoned);

impl FixedClock {
    /// Reads RFC 3339 with an offset: `2026-11-24T20:00:00+01:00`.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no moment with an offset; write it like 2026-11-24T20:00:00+01:00");
        let pieces = Pieces::parse(text).map_err(|_| wrong())?;
        let time = pieces.time().ok_or_else(wrong)?;
        let offset = pieces.to_numeric_offset().or(text.ends_with(['Z', 'z']).then_some(Offset::UTC));
        let zone = TimeZone::fixed(offset.ok_or_else(wrong)?);
        pieces.date().to_datetime(time).to_zoned(zone).map(Self).map_err(|_| wrong())
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Zoned {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_keeps_its_offset() {
        let clock = FixedClock::parse("2026-11-24T20:00:00+01:00").expect("a moment");
        assert_eq!(clock.now().to_string(), "2026-11-24T20:00:00+01:00[+01:00]");
        assert!(FixedClock::parse("2026-11-24T20:00:00Z").is_ok());
    }

    #[test]
    fn a_moment_without_offset_is_refused() {
        for text in ["2026-11-24", "2026-11-24T20:00:00", "now", ""] {
            assert!(FixedClock::parse(text).is_err(), "{text}");
        }
    }
}
