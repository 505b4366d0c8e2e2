//! Study days in a row.

use std::collections::BTreeMap;

use crate::schedule::{Day, DaySums};

/// The first and last hour of study of each day, in hours since 1970 (UTC).
type Hours = BTreeMap<Day, (i64, i64)>;

/// Consecutive study days with a review that feeds memory. A day without one is no gap if less than 24 hours lie between the
/// answers before and after it, as on a flight east.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streak {
    /// The streak that ends today or yesterday: an unfinished day breaks nothing.
    pub now: u32,
    /// The longest streak ever.
    pub longest: u32,
    /// All study days.
    pub days: u32,
}

impl Streak {
    /// Takes the sums and hours of each day, and the present study day and hour. Days after today (a clock was wrong)
    /// count for `longest` and `days`.
    #[must_use]
    pub fn of(sums: &BTreeMap<Day, DaySums>, hours: &Hours, (today, hour): (Day, i64)) -> Self {
        let follows = |last: Day, day: Day, first: Option<i64>| {
            let until = hours.get(&last).map(|(_, until)| *until);
            day == last + 1 || first.zip(until).is_some_and(|(first, until)| first.saturating_sub(until) <= DAY_HOURS)
        };
        let mut streak = Self::default();
        let mut run = 0;
        let mut last: Option<Day> = None;
        for &day in sums.iter().filter(|(_, sums)| sums.reviews > 0).map(|(day, _)| day) {
            let first = hours.get(&day).map(|(first, _)| *first);
            run = if last.is_some_and(|last| follows(last, day, first)) { run + 1 } else { 1 };
            last = Some(day);
            streak.days += 1;
            streak.longest = streak.longest.max(run);
            if day == today || (day < today && follows(day, today, Some(hour))) {
                streak.now = run;
            }
        }
        streak
    }
}

/// Two of these hours are less than a day apart, or hardly more.
const DAY_HOURS: i64 = 24;

#[cfg(test)]
mod tests {
    use jiff::tz::{TimeZone, offset};
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::{DayStart, Moment, Purpose, Rating};
    use crate::stats::sample::{Learner, deck, noon, today};

    fn streak(studied: &[i32], today: i32) -> (u32, u32, u32) {
        let sums = DaySums { reviews: 1, ..DaySums::default() };
        let days = studied.iter().map(|&day| (Day::from_number(day), sums)).collect();
        let noon = |day: i32| i64::from(day) * 24 + 12;
        let hours = studied.iter().map(|&day| (Day::from_number(day), (noon(day), noon(day)))).collect();
        let streak = Streak::of(&days, &hours, (Day::from_number(today), noon(today)));
        (streak.now, streak.longest, streak.days)
    }

    #[test]
    fn days_in_a_row_are_counted() {
        for (what, studied, today, expected) in [
            ("never studied", vec![], 10, (0, 0, 0)),
            ("today", vec![10], 10, (1, 1, 1)),
            ("today is not over", vec![8, 9], 10, (2, 2, 2)),
            ("today is studied as well", vec![8, 9, 10], 10, (3, 3, 3)),
            ("a day was left out", vec![7, 8], 10, (0, 2, 2)),
            ("begun again", vec![1, 2, 3, 9, 10], 10, (2, 3, 5)),
            ("a clock was ahead", vec![9, 10, 11, 12], 10, (2, 4, 4)),
        ] {
            assert_eq!(streak(&studied, today), expected, "{what}");
        }
    }

    /// The sums and hours of these answers, and the last day and hour.
    fn studied(moments: &[Moment]) -> (BTreeMap<Day, DaySums>, Hours, (Day, i64)) {
        let (mut sums, mut hours) = (BTreeMap::<Day, DaySums>::new(), Hours::new());
        for moment in moments {
            sums.entry(moment.day).or_default().reviews += 1;
            let (first, last) = hours.entry(moment.day).or_insert((moment.hour(), moment.hour()));
            (*first, *last) = (moment.hour().min(*first), moment.hour().max(*last));
        }
        let now = moments.last().map(|last| (last.day, last.hour())).unwrap_or_default();
        (sums, hours, now)
    }

    #[test]
    fn a_flight_east_is_no_gap_and_a_day_left_out_is_one() {
        let at = |text: &str| Moment::of(&text.parse().expect("a time"), DayStart::default());
        let home = ["2026-11-01T21:00-08:00[-08:00]", "2026-11-02T20:00-08:00[-08:00]"].map(at);
        for (arrival, expected) in [
            // 20 hours later.
            ("2026-11-04T09:00+09:00[+09:00]", 3),
            // 33 hours later.
            ("2026-11-04T22:00+09:00[+09:00]", 1),
            ("2026-11-04T09:00-08:00[-08:00]", 1),
        ] {
            let (sums, hours, now) = studied(&[&home[..], &[at(arrival)]].concat());
            assert_eq!(Streak::of(&sums, &hours, now).now, expected, "{arrival}");
            // Just landed, with nothing answered yet.
            let (sums, hours, _) = studied(&home);
            let streak = Streak::of(&sums, &hours, (at(arrival).day, at(arrival).hour()));
            assert_eq!(streak.now, if expected == 3 { 2 } else { 0 }, "{arrival}");
        }
    }

    proptest! {
        /// Answers less than 24 hours apart never break the streak, wherever they are given; at home, a skipped day
        /// does.
        #[test]
        fn answers_less_than_a_day_apart_are_no_gap(
            steps in prop::collection::vec((1_i64..24 * 60, -11_i8..=13), 1..40),
            at_home in any::<bool>(),
        ) {
            let (mut at, mut last) = (Timestamp::from_second(1_790_000_000).expect("a moment"), None);
            let mut moments = Vec::new();
            for (minutes, hours) in steps {
                at += SignedDuration::from_mins(if at_home { 2 * minutes } else { minutes });
                let zone = TimeZone::fixed(if at_home { offset(0) } else { offset(hours) });
                let moment = Moment::of(&at.to_zoned(zone), DayStart::default());
                let moment = Moment { day: moment.day.not_before(last), ..moment };
                last = Some(moment.day);
                moments.push(moment);
            }
            let (sums, hours, now) = studied(&moments);
            let streak = Streak::of(&sums, &hours, now);
            if at_home {
                let mut days: Vec<Day> = sums.keys().copied().collect();
                days.reverse();
                let row = 1 + days.windows(2).take_while(|pair| pair[0].since(pair[1]) == 1).count();
                prop_assert_eq!(streak.now as usize, row);
            } else {
                prop_assert_eq!(streak.now as usize, sums.len());
            }
        }
    }

    #[test]
    fn a_week_of_imported_reviews_is_no_gap() {
        let mut learner = Learner::new(vec![deck("a", 1)]);
        let item = learner.items[0].id.clone();
        for ago in (0..9).rev() {
            let purpose = if (1..8).contains(&ago) { Purpose::Imported } else { Purpose::Scheduled };
            learner.answer_for(purpose, &item, noon(today() - ago, 0), Rating::Good, 5_000);
        }
        // Practice is no study.
        learner.answer_for(Purpose::Cram, &item, noon(today() - 20, 0), Rating::Good, 5_000);
        learner.settle();
        let streak = Streak::of(&learner.days, &Hours::new(), (today(), noon(today(), 0).hour()));
        assert_eq!(streak, Streak { now: 9, longest: 9, days: 9 });
    }
}
