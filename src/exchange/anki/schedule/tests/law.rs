//! Whatever the log there: nothing comes twice, and what is due is due on Anki's day.

use super::*;

/// Minutes since the row before, what it is, the button, the interval, days until it is due.
type Seed = (i64, u8, u8, i64, u8);

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec((2..6_000_i64, 0..16_u8, 1..5_u8, -90_000..40_i64, 0..60_u8), 0..9)
}

fn rows(seeds: &[Seed]) -> Vec<RevlogRow> {
    let mut at_ms = at(1, 0);
    let mut rows = Vec::new();
    for &(minutes, what, button, interval, _) in seeds {
        at_ms += minutes * MINUTE + i64::from(button);
        let plain = |kind| row(at_ms, button, interval, kind);
        rows.push(match what {
            0..4 => plain(0),
            4..9 => plain(1),
            9 | 10 => plain(2),
            11 => plain(3),
            12 => RevlogRow { factor: 0, ..plain(3) },
            13 => row(at_ms, 0, 7, 4),
            14 => row(at_ms, 0, 7, 5),
            _ => RevlogRow { factor: 0, ..row(at_ms, 0, 0, 4) },
        });
    }
    rows
}

/// The card that those rows have led to.
fn led_to(rows: &[RevlogRow], seeds: &[Seed], is_scheduled: bool) -> AnkiCard {
    let is_reset = |row: &RevlogRow| row.kind == 4 && row.factor == 0;
    let practice = |row: &RevlogRow| row.kind == 3 && row.factor == 0;
    let last = rows.iter().rfind(|row| !practice(row));
    let is_new = last.map_or(!is_scheduled, is_reset);
    let changed = rows.last().map_or(at(1, 0), |row| row.id) / 1000 + 1;
    if is_new {
        return AnkiCard { state: CardState::New, due: DueIn::Never, interval: 0, changed, ..card() };
    }
    // Without an answer, its interval began before all rows.
    let since = rows.iter().rposition(is_reset).map_or(rows, |reset| &rows[reset..]);
    let is_first = !since.iter().any(|row| row.button > 0 && !practice(row));
    let after = seeds.last().map_or(9, |seed| seed.4);
    let due = if is_first { 9 } else { 20 + i64::from(after) };
    let state = if after.is_multiple_of(3) && !is_first { CardState::Relearning } else { CardState::Review };
    let due = if after.is_multiple_of(5) && !is_first { DueIn::Second(at(20, 600) / 1000) } else { DueIn::Day(due) };
    AnkiCard { state, due, changed, is_suspended: after.is_multiple_of(4), flag: after % 8, ..card() }
}

fn agrees(events: &[Event], card: &AnkiCard) -> Result<(), TestCaseError> {
    let expected = match card.due {
        DueIn::Never => None,
        DueIn::Day(number) => Some(day(i32::try_from(number).expect("a small number"))),
        DueIn::Second(second) => Some(moment(second * 1000).day),
    };
    let state = state(events);
    prop_assert_eq!(state.seen.map(|seen| seen.due), expected);
    prop_assert_eq!(state.suspended.unwrap_or(false), card.is_suspended);
    prop_assert_eq!(state.flag.is_some(), card.flag > 0);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn two_packages_come_to_what_the_later_says_and_to_nothing_more(
        seeds in seeds(),
        until in any::<prop::sample::Index>(),
        is_scheduled in any::<bool>(),
    ) {
        let all = rows(&seeds);
        let until = until.index(seeds.len() + 1);
        let earlier = led_to(&all[..until], &seeds[..until], is_scheduled);
        let mut log = brought(&collection(earlier.clone(), &all[..until]), &[]);
        agrees(&log, &earlier)?;
        prop_assert_eq!(brought(&collection(earlier, &all[..until]), &log), vec![]);
        let later = led_to(&all, &seeds, is_scheduled);
        let new = progress(&collection(later.clone(), &all), &log);
        let answered = |rows: &[RevlogRow]| rows.iter().filter(|row| row.button > 0 && (row.kind, row.factor) != (3, 0)).count();
        prop_assert_eq!(new.counts.answers - new.counts.made_up, answered(&all[until..]));
        log.extend(new.events);
        agrees(&log, &later)?;
        prop_assert_eq!(brought(&collection(later, &all), &log), vec![]);
        // No event is there twice.
        let ids: std::collections::HashSet<EventId> = log.iter().map(|event| event.id).collect();
        prop_assert_eq!(ids.len(), log.len());
    }
}
