//! Which backups to keep: one of each of the last days, weeks and months with a backup, and not too many bytes.

use std::collections::BTreeSet;

use crate::schedule::Day;

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// However old or large, the newest two stay.
const ALWAYS: usize = 2;

/// All but the newest two may take this part of the free space.
const PART_OF_FREE_SPACE: u64 = 100;

/// A backup: its place in time, and its size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) day: Day,
    /// Tells those of one day apart; the latest has the highest.
    pub(super) number: u32,
    pub(super) size: u64,
}

/// Which of the backups to remove. Those dated after `today` come from a clock that was wrong, and count for no day.
/// `free` is the free space in bytes, if known.
pub(super) fn surplus(backups: &[Dated], today: Day, free: Option<u64>) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..backups.len()).collect();
    newest_first.sort_by_key(|&at| std::cmp::Reverse((backups[at].day, backups[at].number)));
    let (ahead, past): (Vec<usize>, Vec<usize>) = newest_first.into_iter().partition(|&at| backups[at].day > today);

    let mut kept: BTreeSet<usize> = past.iter().copied().take(ALWAYS).collect();
    let of = |period: fn(Day) -> i32, most: usize| latest_of_each(backups, &past, period, most);
    kept.extend(of(Day::number, DAYS));
    kept.extend(of(week, WEEKS));
    kept.extend(of(month, MONTHS));

    let room = free.map_or(u64::MAX, |free| free / PART_OF_FREE_SPACE);
    let mut taken: u64 = 0;
    for at in past.into_iter().skip(ALWAYS).filter(|at| kept.contains(at)).chain(ahead).collect::<Vec<_>>() {
        taken = taken.saturating_add(backups[at].size);
        if taken > room {
            kept.remove(&at);
        } else {
            kept.insert(at);
        }
    }
    (0..backups.len()).filter(|at| !kept.contains(at)).collect()
}

/// The latest backup of each of the last periods that have one.
fn latest_of_each(backups: &[Dated], newest_first: &[usize], period: fn(Day) -> i32, most: usize) -> Vec<usize> {
    let mut latest = newest_first.to_vec();
    latest.dedup_by_key(|at| period(backups[*at].day));
    latest.truncate(most);
    latest
}

/// The Monday of its week.
fn week(day: Day) -> i32 {
    (day - i32::from(day.date().weekday().to_monday_zero_offset())).number()
}

fn month(day: Day) -> i32 {
    let date = day.date();
    i32::from(date.year()) * 12 + i32::from(date.month())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn today() -> Day {
        Day::from(date(2026, 11, 24))
    }

    /// The days ago that stay, if there is a backup of each of these.
    fn kept(ago: impl IntoIterator<Item = i32>, free: Option<u64>) -> Vec<i32> {
        let ago: Vec<i32> = ago.into_iter().collect();
        let backups: Vec<Dated> = ago.iter().map(|&ago| Dated { day: today() - ago, number: 1, size: 1_000 }).collect();
        let gone = surplus(&backups, today(), free);
        ago.into_iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, ago)| ago).collect()
    }

    #[test]
    fn a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months() {
        // Tuesday 24 November: this week's Sundays are 2, 9, 16 days ago, the last of October 24 days ago.
        let expected = [0, 1, 2, 3, 4, 5, 6, 9, 16, 24, 55, 85, 116, 147, 177, 208, 238, 269, 297, 328];
        assert_eq!(kept(0..400, None), expected);
        assert_eq!(kept(0..400, Some(u64::MAX)), expected);
    }

    #[test]
    fn who_studies_once_a_week_keeps_seven_weeks() {
        assert_eq!(kept((0..10).map(|week| week * 7), None), [0, 7, 14, 21, 28, 35, 42, 56]);
    }

    #[test]
    fn on_a_small_disk_the_oldest_go_first_and_two_stay() {
        assert_eq!(kept(0..7, Some(200_000)), [0, 1, 2, 3]);
        assert_eq!(kept(0..7, Some(0)), [0, 1]);
    }

    #[test]
    fn what_a_clock_ahead_dated_takes_no_day_from_the_others() {
        assert_eq!(kept(-30..7, None), (-30..7).collect::<Vec<_>>());
        assert_eq!(kept(-30..7, Some(0)), [0, 1]);
    }

    fn backups() -> impl Strategy<Value = Vec<Dated>> {
        let one = (0_i32..900, 1_u32..4, 0_u64..10_000);
        proptest::collection::vec(one, 0..60).prop_map(|all| {
            let mut all: Vec<Dated> =
                all.into_iter().map(|(ago, number, size)| Dated { day: today() - ago, number, size }).collect();
            all.sort_by_key(|backup| (backup.day, backup.number));
            all.dedup_by_key(|backup| (backup.day, backup.number));
            all
        })
    }

    proptest! {
        #[test]
        fn the_newest_two_stay_and_the_rest_keeps_to_its_room(
            backups in backups(), free in proptest::option::of(0_u64..2_000_000)
        ) {
            let gone = surplus(&backups, today(), free);
            let kept: Vec<&Dated> =
                backups.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, backup)| backup).collect();
            prop_assert!(kept.iter().rev().take(2).eq(backups.iter().rev().take(2).collect::<Vec<_>>().iter()));
            let rest: u64 = kept.iter().rev().skip(2).map(|backup| backup.size).sum();
            prop_assert!(free.is_none_or(|free| rest <= free / 100));
            prop_assert!(kept.len() <= 7 + 4 + 12 + 2);
        }

        #[test]
        fn with_room_each_day_each_week_and_each_month_keeps_its_last(backups in backups()) {
            let gone = surplus(&backups, today(), None);
            let kept = |at: usize| !gone.contains(&at);
            for (period, most) in [(Day::number as fn(Day) -> i32, 7), (week, 4), (month, 12)] {
                let mut periods: Vec<i32> = backups.iter().map(|backup| period(backup.day)).collect();
                periods.dedup();
                for recent in periods.iter().rev().take(most) {
                    let last = backups.iter().rposition(|backup| period(backup.day) == *recent);
                    prop_assert!(last.is_some_and(kept));
                }
            }
        }

        #[test]
        fn thinning_again_removes_nothing(backups in backups()) {
            let gone = surplus(&backups, today(), None);
            let left: Vec<Dated> =
                backups.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, backup)| *backup).collect();
            prop_assert_eq!(surplus(&left, today(), None), [0_usize; 0]);
        }
    }

    proptest! {
        // Each case is a year and more of days.
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn day_after_day_the_months_stay(start in 0_i32..400) {
            // Each day a backup is made and the others are thinned, so what is kept must not depend on what was removed.
            let mut left: Vec<Dated> = Vec::new();
            for ago in (0..start + 400).rev() {
                left.push(Dated { day: today() - ago, number: 1, size: 1 });
                let gone = surplus(&left, today() - ago, None);
                let mut at = 0;
                left.retain(|_| { at += 1; !gone.contains(&(at - 1)) });
            }
            let ago: Vec<i32> = left.iter().rev().map(|backup| today().since(backup.day)).collect();
            prop_assert_eq!(ago, kept(0..400, None));
        }
    }
}
