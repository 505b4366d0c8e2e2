//! Moments and study days.

use std::fmt;
use std::ops::{Add, Sub};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// A study day: the local date at the time of study, where the day starts at the [`DayStart`].
///
/// Counted in days from 1 January 1970. It is fixed when an answer is given and never recomputed, so learners who
/// travel keep their history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(i32);

impl Day {
    /// Takes days since 1 January 1970, clamped to the years that dates can show.
    #[must_use]
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(-719_162, 2_932_896))
    }

    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    #[must_use]
    pub fn of(now: &Zoned, day_start: DayStart) -> Self {
        let local = now.datetime();
        let day = Self::from(local.date());
        // Goes by the clock on the wall, so a day with 23 or 25 hours also starts at 04:00.
        let minutes = u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
        if minutes < day_start.0 { day - 1 } else { day }
    }

    /// The study day of a learner who last answered on `last`, while the clock says it is this day. It never goes
    /// back: after a journey west, in the hour that comes twice, or when the day starts later than before, `last`
    /// continues until the clock has caught up. Only if they are one day apart: if further, one of the two clocks was
    /// wrong.
    #[must_use]
    pub fn not_before(self, last: Option<Self>) -> Self {
        last.filter(|last| last.since(self) == 1).unwrap_or(self)
    }

    #[must_use]
    pub fn date(self) -> Date {
        let epoch = Date::constant(1970, 1, 1);
        epoch.saturating_add(i64::from(self.0).days())
    }

    /// Whole days since `earlier`; negative if that is later.
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

/// When a study day starts, in minutes after local midnight: 0 to 1439. 04:00 by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStart(u16);

impl Default for DayStart {
    fn default() -> Self {
        Self(4 * 60)
    }
}

impl DayStart {
    /// The hour that it falls into.
    #[must_use]
    pub const fn hour(self) -> u16 {
        self.0 / 60
    }
}

impl std::str::FromStr for DayStart {
    type Err = String;

    /// Parses `"04:00"`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a time of day; write it like \"04:00\"");
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
    pub day: Day,
}

impl Moment {
    #[must_use]
    pub fn of(now: &Zoned, day_start: DayStart) -> Self {
        Self {
            at_ms: now.timestamp().as_millisecond(),
            offset_minutes: now.offset().seconds() / 60,
            day: Day::of(now, day_start),
        }
    }

    /// Whole hours since 1 January 1970, UTC.
    #[must_use]
    pub const fn hour(&self) -> i64 {
        self.at_ms / 3_600_000
    }

    /// The local date and time of that moment, whatever the reader's time zone.
    #[must_use]
    pub fn local(&self) -> Zoned {
        let at = Timestamp::from_millisecond(self.at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        let offset = jiff::tz::Offset::from_seconds(self.offset_minutes.clamp(-1_500, 1_500) * 60)
            .unwrap_or(jiff::tz::Offset::UTC);
        at.to_zoned(TimeZone::fixed(offset))
    }

    /// ISO 8601 with the offset: `2026-11-24T20:00:00+01:00`.
    #[must_use]
    pub fn with_offset(&self) -> String {
        self.local().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Berlin: clocks go forward on 29 March 2026 and back on 25 October 2026.
    const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
    const NEW_YORK: &str = "EST5EDT,M3.2.0,M11.1.0";
    const TOKYO: &str = "JST-9";
    const KIRITIMATI: &str = "<+14>-14";
    const PAGO_PAGO: &str = "SST11";

    /// The local time somewhere, from the wall clock there.
    fn at(zone: &str, wall: &str) -> Zoned {
        let zone = TimeZone::posix(zone).expect(zone);
        wall.parse::<jiff::civil::DateTime>().expect(wall).to_zoned(zone).expect(wall)
    }

    fn day(zone: &str, wall: &str) -> String {
        Day::of(&at(zone, wall), DayStart::default()).to_string()
    }

    #[test]
    fn a_study_day_starts_at_four_in_the_morning() {
        for (wall, expected) in [
            ("2026-01-02T03:59:59", "2026-01-01"),
            ("2026-01-02T04:00", "2026-01-02"),
            ("2026-01-02T04:01", "2026-01-02"),
            ("2026-01-02T23:59", "2026-01-02"),
            ("2026-01-03T00:00", "2026-01-02"),
            ("2026-03-01T01:00", "2026-02-28"),
            ("2024-03-01T01:00", "2024-02-29"),
            ("2026-01-01T00:30", "2025-12-31"),
            ("1969-12-31T12:00", "1969-12-31"),
        ] {
            assert_eq!(day(BERLIN, wall), expected, "{wall}");
        }
    }

    #[test]
    fn a_study_day_starts_when_the_learner_says() {
        let of = |day_start: &str, wall| Day::of(&at(BERLIN, wall), day_start.parse().expect(day_start)).to_string();
        assert_eq!(of("00:00", "2026-01-02T00:00"), "2026-01-02");
        assert_eq!(of("05:30", "2026-01-02T05:29:59"), "2026-01-01");
        assert_eq!(of("05:30", "2026-01-02T05:30"), "2026-01-02");
        assert_eq!(of("23:59", "2026-01-02T23:58"), "2026-01-01");
    }

    #[test]
    fn what_is_no_time_of_day_is_refused() {
        for text in ["", "4", "4:00", "24:00", "04:60", "04:00:00", "-1:00", "+4:00", "04-00", "０4:00"] {
            assert!(text.parse::<DayStart>().is_err(), "{text:?} was taken for a time of day");
        }
    }

    #[test]
    fn days_of_23_and_25_hours_start_at_four_as_well() {
        assert_eq!(day(BERLIN, "2026-03-29T01:59"), "2026-03-28");
        assert_eq!(day(BERLIN, "2026-03-29T03:01"), "2026-03-28");
        assert_eq!(day(BERLIN, "2026-03-29T04:00"), "2026-03-29");
        // From 02:00 to 03:00 twice; neither is the new day.
        let first = at(BERLIN, "2026-10-25T02:30");
        let again = &first + jiff::SignedDuration::from_hours(1);
        assert_eq!(again.datetime(), first.datetime());
        for now in [first, again] {
            assert_eq!(Day::of(&now, DayStart::default()).to_string(), "2026-10-24");
        }
        assert_eq!(day(BERLIN, "2026-10-25T03:59"), "2026-10-24");
        assert_eq!(day(BERLIN, "2026-10-25T04:00"), "2026-10-25");
    }

    #[test]
    fn every_study_day_of_two_years_follows_the_one_before() {
        for zone in [BERLIN, NEW_YORK, TOKYO] {
            let mut now = at(zone, "2026-01-01T12:00");
            let mut before = Day::of(&now, DayStart::default());
            // In steps that meet each hour of the day, those that clocks skip and repeat among them.
            for _ in 0..(2 * 365 * 24 * 4) {
                now = &now + jiff::SignedDuration::from_mins(15);
                let today = Day::of(&now, DayStart::default());
                assert!((0..=1).contains(&today.since(before)), "{now}");
                before = today;
            }
        }
    }

    #[test]
    fn the_day_of_a_traveller_is_that_of_the_clock_on_the_wall() {
        for (from, wall, to, arrival, passed) in [
            // Berlin to New York: dinner there, and dinner once more.
            (BERLIN, "2026-06-01T20:00", NEW_YORK, "2026-06-01T20:00", 0),
            // Tokyo to New York, against the date.
            (TOKYO, "2026-06-02T09:00", NEW_YORK, "2026-06-01T21:00", -1),
            (NEW_YORK, "2026-06-01T21:00", TOKYO, "2026-06-03T10:00", 2),
            // Over the date line, an hour later.
            (KIRITIMATI, "2026-06-02T10:00", PAGO_PAGO, "2026-06-01T10:00", -1),
            (PAGO_PAGO, "2026-06-01T10:00", KIRITIMATI, "2026-06-02T12:00", 1),
        ] {
            let (left, arrived) = (at(from, wall), at(to, arrival));
            let days = [&left, &arrived].map(|now| Day::of(now, DayStart::default()));
            assert_eq!(days[1].since(days[0]), passed, "{left} to {arrived}");
        }
    }

    #[test]
    fn a_study_day_never_goes_back_unless_a_clock_was_wrong() {
        let day = Day::from_number;
        for (wall, last, expected) in
            [(9, None, 9), (9, Some(8), 9), (9, Some(9), 9), (9, Some(10), 10), (9, Some(11), 9)]
        {
            assert_eq!(day(wall).not_before(last.map(day)), day(expected), "{wall} after {last:?}");
        }
    }

    proptest! {
        /// Journeys of up to half the world, answers at any time, and a start of the day that is moved: the study day of
        /// each answer is that of the one before or a later one, and at most one ahead of the clock.
        #[test]
        fn a_study_day_never_goes_back(steps in prop::collection::vec((0_i64..40, -11_i8..=12, 0_u16..720), 1..60)) {
            let mut at = Timestamp::from_second(1_790_000_000).expect("a moment");
            let mut last: Option<Day> = None;
            for (hours, offset, day_start) in steps {
                at += jiff::SignedDuration::from_hours(hours);
                let now = at.to_zoned(TimeZone::fixed(jiff::tz::offset(offset)));
                let wall = Day::of(&now, DayStart(day_start));
                // Half the world and half a day are more than a day together.
                prop_assume!(last.is_none_or(|last| last.since(wall) <= 1));
                let day = wall.not_before(last);
                prop_assert!(last.is_none_or(|last| day >= last));
                prop_assert!((0..=1).contains(&day.since(wall)));
                last = Some(day);
            }
        }
    }

    #[test]
    fn a_moment_is_shown_as_the_clock_on_the_wall_was() {
        let now = at(NEW_YORK, "2026-06-01T21:30");
        let moment = Moment::of(&now, DayStart::default());
        assert_eq!((moment.offset_minutes, moment.day.to_string().as_str()), (-240, "2026-06-01"));
        assert_eq!(moment.local().datetime(), now.datetime());
        assert_eq!(moment.local().timestamp(), now.timestamp());
    }

    #[test]
    fn a_day_counts_from_1970_and_stays_within_the_calendar() {
        assert_eq!(Day::from_number(0).to_string(), "1970-01-01");
        assert_eq!(Day::from_number(20_000).to_string(), "2024-10-04");
        for number in [i32::MIN, -1, 0, 1, 20_000, i32::MAX] {
            let day = Day::from_number(number);
            assert_eq!(Day::from(day.date()), day);
        }
        assert_eq!(Day::from_number(5) + i32::MAX, Day::from_number(i32::MAX));
        assert_eq!((Day::from_number(9) - 4).number(), 5);
    }
}
