//! Properties of every history, whatever is in it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Act, Day, DaySums, Difficulty, EffectiveReview, Event, EventId, EventKind, History, ItemState, MemoryState, Model,
    Moment, Phase, Purpose, Rating, Review, SchedulingParams, Sm2, Stability, Verdict, replay, state_before,
    state_through, study_hours, sums,
};
use crate::deck::ItemId;
use crate::rng::Rng;

/// A scheduled review of the item; its number on the day decides its place in the log.
pub(super) fn answered(number: usize, day: Day, rating: Rating) -> Event {
    let at_ms = i64::from(day.number()) * 86_400_000 + i64::try_from(number).expect("a few thousand");
    let review = Review {
        purpose: Purpose::Scheduled,
        verdict: Verdict::None,
        suggested: None,
        rating,
        due: day + 10,
        hints: 0,
        revision: 0,
        ms: 100_000,
        answer: None,
    };
    event(number, Moment { at_ms, offset_minutes: 0, day }, EventKind::Review(review))
}

pub(super) fn event(number: usize, moment: Moment, what: EventKind) -> Event {
    let id = EventId(Uuid::from_u128(number as u128));
    Event { id, moment, item: Some(item()), device: Uuid::nil(), version: String::new(), what }
}

fn item() -> ItemId {
    "d/a".parse().expect("a name of an item")
}

fn day(number: i32) -> Day {
    Day::from_number(20_000 + number)
}

#[test]
fn the_state_before_a_review_and_right_after_it_are_as_if_nothing_had_come_since() {
    let model = Model::default();
    let all =
        [answered(0, day(0), Rating::Good), answered(1, day(2), Rating::Again), answered(2, day(5), Rating::Hard)];
    let history = History::of(&all);
    for (number, event) in all.iter().enumerate() {
        assert_eq!(state_before(&history, event.id, &model), replay(&all[..number], &model));
        assert_eq!(state_through(&history, event.id, &model), replay(&all[..=number], &model));
    }
    // Amends take effect at once; what was taken back doesn't count.
    let amend = Act::Amend { target: all[1].id, rating: Rating::Easy, due: day(20), guessed: false, overruled: true };
    let retract = Act::Retract { target: all[0].id };
    let since = [event(8, all[2].moment, EventKind::Act(amend)), event(9, all[2].moment, EventKind::Act(retract))];
    let history = History::of(all.iter().chain(&since));
    let through = state_through(&history, all[1].id, &model);
    assert_eq!((through.attempts, through.seen.expect("a review").last_rating), (1, Rating::Easy));
    assert_eq!(state_before(&history, all[1].id, &model), ItemState::default());
}

#[test]
fn an_undone_review_and_an_amended_one_count_as_if_they_had_been_so_from_the_start() {
    let good = [answered(0, day(0), Rating::Good), answered(1, day(2), Rating::Good)];
    let plain = replay(&good, &Model::default());
    let (wrong, again) = (answered(2, day(2), Rating::Again), answered(1, day(2), Rating::Again));
    let retract = event(9, wrong.moment, EventKind::Act(Act::Retract { target: wrong.id }));
    let rating = Rating::Good;
    let amend = Act::Amend { target: again.id, rating, due: day(12), guessed: false, overruled: true };
    let amend = event(9, again.moment, EventKind::Act(amend));
    assert_eq!(replay([&retract, &good[0], &good[1], &wrong], &Model::default()), plain);
    assert_eq!(replay([&amend, &good[0], &again], &Model::default()), plain);
    // Taking back an amend restores the first answer or the earlier amend.
    let undone = event(10, again.moment, EventKind::Act(Act::Retract { target: amend.id }));
    let state = replay([&undone, &amend, &good[0], &again], &Model::default());
    assert_eq!(state.phase(), Phase::Learning);
}

#[test]
fn the_word_against_a_verdict_of_an_exam_changes_no_state() {
    let model = Model::default();
    let scheduled = [answered(0, day(0), Rating::Good), answered(1, day(2), Rating::Again)];
    for purpose in [Purpose::Exam, Purpose::Cram] {
        let mut exam = answered(2, day(3), Rating::Again);
        if let EventKind::Review(review) = &mut exam.what {
            (review.purpose, review.verdict) = (purpose, Verdict::Wrong);
        }
        let before = replay(scheduled.iter().chain([&exam]), &model);
        for due in [day(13), day(3), day(400)] {
            let act = Act::Amend { target: exam.id, rating: Rating::Good, due, guessed: false, overruled: true };
            let amend = event(3, exam.moment, EventKind::Act(act));
            let events: Vec<&Event> = scheduled.iter().chain([&exam, &amend]).collect();
            assert_eq!(replay(events.iter().copied(), &model), before);
            let verdicts: Vec<Verdict> = History::of(events).reviews().map(|standing| standing.verdict).collect();
            assert_eq!(verdicts.last(), Some(&Verdict::Right));
        }
    }
}

#[test]
fn a_clock_that_was_set_back_makes_no_time_pass() {
    let model = Model::default();
    let mut back = answered(1, day(3), Rating::Good);
    back.moment.day = day(-4);
    let same_day = [answered(0, day(3), Rating::Good), answered(1, day(3), Rating::Good)];
    let seen = replay([&same_day[0], &back], &model).seen.expect("it was reviewed");
    assert_eq!(seen.fsrs, replay(&same_day, &model).seen.expect("it was reviewed").fsrs);
    assert_eq!((seen.elapsed(day(-9)), seen.elapsed(day(-4)), seen.elapsed(day(-1))), (0, 0, 3));
}

#[test]
fn eight_lapses_make_a_leech_and_each_fourth_more_makes_it_one_again() {
    let mut events = Vec::new();
    let mut became = Vec::new();
    for lapse in 1..=17_i32 {
        for (rating, place) in [(Rating::Good, 0), (Rating::Again, 1), (Rating::Again, 1)] {
            events.push(answered(events.len(), day(2 * lapse + place), rating));
        }
        let state = replay(&events, &Model::default());
        assert_eq!(state.seen.map(|seen| seen.lapses), Some(lapse.unsigned_abs()));
        assert_eq!(state.is_leech(), lapse >= 8);
        if state.just_became_leech() {
            became.push(lapse);
        }
    }
    assert_eq!(became, [8, 12, 16]);
}

/// A week on the phone, and the same week here.
#[test]
fn an_imported_review_counts_as_a_scheduled_one() {
    let here: Vec<Event> = (0_i32..7)
        .zip([Rating::Good, Rating::Again].into_iter().cycle())
        .map(|(on, rating)| {
            let mut event = answered(on.unsigned_abs() as usize, day(on), rating);
            if let EventKind::Review(review) = &mut event.what {
                review.ms = 130_000;
            }
            event
        })
        .collect();
    let there: Vec<Event> = here.iter().cloned().map(imported).collect();
    assert_eq!(sums(&there, &item()), sums(&here, &item()));
    assert_eq!(study_hours(&there, &item()), study_hours(&here, &item()));
    assert_eq!(replay(&there, &Model::default()), replay(&here, &Model::default()));
    let days = sums(&there, &item());
    let first = DaySums { reviews: 1, introduced: 1, ms: 120_000, ..DaySums::default() };
    let second = DaySums { reviews: 1, ms: 120_000, young: 1, ..DaySums::default() };
    let third = DaySums { reviews: 1, ms: 120_000, ..DaySums::default() };
    assert_eq!([days[&day(0)], days[&day(1)], days[&day(2)]], [first, second, third]);
}

fn imported(mut event: Event) -> Event {
    if let EventKind::Review(review) = &mut event.what {
        review.purpose = Purpose::Imported;
    }
    event
}

#[test]
fn what_was_forgotten_is_new_again_and_memory_may_start_with_what_sm2_knew() {
    let model = Model::default();
    let act = |number: usize, on: Day, act: Act| {
        let at_ms = i64::from(on.number()) * 86_400_000 + i64::try_from(number).expect("a few");
        event(number, Moment { at_ms, offset_minutes: 0, day: on }, EventKind::Act(act))
    };
    let sm2 = Sm2 { interval: 40, ease: 1850 };
    let mut events = vec![answered(0, day(0), Rating::Good), act(1, day(0), Act::Sm2(sm2))];
    let seen = replay(&events, &model).seen.expect("it was reviewed");
    assert_eq!((seen.fsrs, seen.due, seen.reviews), (model.memory_from_sm2(sm2), day(10), 1));
    assert!((seen.fsrs.stability.0 - 40.0).abs() < 0.01, "{:?}", seen.fsrs);
    events.push(answered(2, day(30), Rating::Again));
    assert_eq!(
        replay(&events, &model).seen.map(|seen| seen.fsrs),
        Some(model.memory_after(Some(seen.fsrs), 30, Rating::Again))
    );
    let forget = act(3, day(31), Act::Forget);
    let forget_id = forget.id;
    events.push(forget);
    let state = replay(&events, &model);
    assert_eq!((state.seen, state.phase(), state.attempts), (None, Phase::New, 2));
    events.push(act(4, day(31), Act::Sm2(sm2)));
    assert_eq!(replay(&events, &model).seen, None, "what was never reviewed has no memory");
    events.push(answered(5, day(32), Rating::Good));
    let again = replay(&events, &model).seen.expect("it was reviewed");
    assert_eq!((again.fsrs, again.introduced), (model.memory_after(None, 0, Rating::Good), day(32)));
    // It is introduced once more, and its first review says nothing about what was kept.
    let sums = sums(&events, &item());
    assert_eq!(sums[&day(30)], DaySums { reviews: 1, ms: 100_000, young: 1, ..DaySums::default() });
    assert_eq!(sums[&day(32)], DaySums { reviews: 1, introduced: 1, ms: 100_000, ..DaySums::default() });
    // Taken back, it was never forgotten.
    events.push(act(6, day(33), Act::Retract { target: forget_id }));
    assert_eq!(replay(&events, &model).seen.map(|seen| seen.reviews), Some(3));
}

fn histories() -> impl Strategy<Value = Vec<Event>> {
    let rating = prop::sample::select(Rating::ALL.to_vec());
    let purposes = [Purpose::Scheduled, Purpose::Scheduled, Purpose::Imported, Purpose::Cram];
    let purpose = prop::sample::select(purposes.to_vec());
    let one = (0_i32..40, rating, purpose, any::<prop::sample::Index>(), 0_u8..5);
    prop::collection::vec(one, 0..40).prop_map(|seeds| {
        let place = |(number, (on, rating, purpose, target, kind)): (_, (_, _, _, prop::sample::Index, _))| {
            let mut event = answered(number, day(on), rating);
            if kind == 0 {
                let target = EventId(Uuid::from_u128(target.index(40) as u128));
                event.what = EventKind::Act(Act::Retract { target });
            } else if let EventKind::Review(review) = &mut event.what {
                review.purpose = purpose;
                review.due = day(on + i32::from(rating.number()) * 8 - 8);
            }
            event
        };
        seeds.into_iter().enumerate().map(place).collect()
    })
}

proptest! {
    #[test]
    fn the_sums_of_all_days_count_what_stands(events in histories()) {
        let mut total = DaySums::default();
        let days = sums(&events, &item());
        for day in days.values() {
            total += *day;
        }
        let history = History::of(&events);
        let is_study = |standing: &EffectiveReview<'_>| standing.review.purpose != Purpose::Cram;
        let reviews = i64::try_from(history.reviews().filter(is_study).count()).expect("a few");
        prop_assert_eq!(total.reviews, reviews);
        prop_assert_eq!(total.introduced, reviews.min(1));
        prop_assert_eq!(total.ms, reviews * 100_000);
        prop_assert_eq!(study_hours(&events, &item()).values().sum::<i64>(), reviews);
        let introduced = replay(&events, &Model::default()).seen.map(|seen| seen.introduced);
        let first = days.iter().find(|(_, sums)| sums.introduced > 0).map(|(day, _)| *day);
        prop_assert_eq!(introduced, first);
        for sums in days.values() {
            prop_assert!(sums.young + sums.mature <= 1, "true retention counts an item once a day: {sums:?}");
            prop_assert!(sums.young_kept <= sums.young && sums.mature_kept <= sums.mature);
        }
    }

    /// True retention by its definition: the share of not Again among the first reviews of an item on a day that feed
    /// memory, with the item in review and at least 1 day elapsed.
    #[test]
    fn true_retention_is_what_its_definition_says(events in histories()) {
        let history = History::of(&events);
        let fed: Vec<_> = history.reviews().filter(|standing| standing.review.purpose != Purpose::Cram).collect();
        let (mut days, mut counted, mut kept) = (BTreeSet::new(), 0, 0);
        for (n, standing) in fed.iter().enumerate() {
            let today = standing.event.moment.day;
            let first = days.insert(today);
            let before = n.checked_sub(1).map(|before| &fed[before]);
            let in_review = before.is_some_and(|before| before.rating != Rating::Again);
            if first && in_review && before.is_some_and(|before| today.since(before.event.moment.day) >= 1) {
                counted += 1;
                kept += i64::from(standing.rating != Rating::Again);
            }
        }
        let mut total = DaySums::default();
        for day in sums(&events, &item()).values() {
            total += *day;
        }
        prop_assert_eq!((total.young + total.mature, total.young_kept + total.mature_kept), (counted, kept));
    }

    #[test]
    fn fuzz_stays_within_its_bounds_and_is_fixed_for_an_item_and_its_count(
        stability in 0.001_f32..36_500.0,
        difficulty in 1.0_f32..10.0,
        elapsed in 0_u32..2_000,
        maximum_interval in 1_u16..=36_500,
        name in "[a-z]{1,8}/[a-z]{1,8}",
        count in 0_u32..1_000,
    ) {
        let model = Model::default();
        let memory = Some(MemoryState { stability: Stability(stability), difficulty: Difficulty(difficulty) });
        let next = |fuzz| {
            let scheduling = SchedulingParams { maximum_interval, fuzz, ..SchedulingParams::default() };
            model.next_states(memory, elapsed, &scheduling, Rng::of(&name, count))
        };
        let (plain, fuzzed) = (next(false), next(true));
        prop_assert_eq!(fuzzed, next(true));
        for rating in Rating::ALL {
            let (exact, drawn) = (f64::from(plain.after(rating).interval), f64::from(fuzzed.after(rating).interval));
            prop_assert_eq!(plain.after(rating).memory, fuzzed.after(rating).memory);
            prop_assert!(drawn <= f64::from(maximum_interval));
            // Anki's ranges: a day, plus 15, 10 and 5 % of the parts in 2.5 to 7, 7 to 20 and above 20 days.
            let share = |low: f64, high: f64| (exact.clamp(low, high) - low).max(0.0);
            let most = 1.0 + 0.15 * share(2.5, 7.0) + 0.1 * share(7.0, 20.0) + 0.05 * share(20.0, 1e9);
            let most = if exact < 2.5 { 0.0 } else { most + 0.5 };
            prop_assert!((drawn - exact).abs() <= most, "{rating}: {exact} became {drawn}");
            prop_assert!(drawn >= 1.0 || rating == Rating::Again);
        }
        let [_, hard, good, easy] = Rating::ALL.map(|rating| fuzzed.after(rating).interval);
        prop_assert!(hard <= good && good <= easy, "{hard}, {good}, {easy}");
    }
}
