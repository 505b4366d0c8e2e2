//! A random learner with everything that can happen: travel, clock changes, undo, amendments, suspensions, practice,
//! imports.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::deck::ItemId;
use crate::rng::Rng;
use crate::schedule::{
    Act, Day, DayStart, EventId, EventKind, Moment, Purpose, Rating, Review, SchedulingParams, Verdict, preview,
};
use crate::stats::rounding::whole;
use crate::stats::sample::{Learner, deck};

/// Central Europe, Japan, New York; two of them change their clocks.
const ZONES: [&str; 3] = ["CET-1CEST,M3.5.0,M10.5.0/3", "JST-9", "EST5EDT,M3.2.0,M11.1.0"];

/// 1 January 2025, 00:00 UTC, in milliseconds.
const START_MS: i64 = 1_735_689_600_000;

const DAY_MS: i64 = 86_400_000;

/// A learner with so many reviews in two years, and the last day of study.
pub(super) fn wild(seed: u64, reviews: usize) -> (Learner, Day) {
    let mut rng = Rng::seeded(seed);
    let items = reviews / 12;
    let mut learner = Learner::new(vec![deck("a", items / 2), deck("b", items / 3), deck("c", 10)]);
    let names: Vec<ItemId> = learner.found.items().iter().map(|item| item.id.clone()).chain(gone()).collect();
    // Some items start late, some never.
    let mut met = 20.min(names.len());
    let mut last = Day::default();
    let step = 730 * DAY_MS / i64::try_from(reviews).unwrap_or(1);
    let mut written = 0;
    let mut at_ms = START_MS;
    while written < reviews {
        at_ms += whole_ms(&mut rng, 2 * step);
        // For one answer in a hundred, the clock is wrong by up to two days.
        let wrong = if rng.unit() < 0.01 { whole_ms(&mut rng, 4 * DAY_MS) - 2 * DAY_MS } else { 0 };
        let zone = usize::try_from((at_ms - START_MS) / (243 * DAY_MS)).unwrap_or(0).min(2);
        let moment = Moment::of(&local(at_ms + wrong, ZONES[zone]), DayStart::default());
        if rng.unit() < 0.1 && met + 5 < names.len() {
            met += 1;
        }
        let item = names[whole(rng.unit() * super::real(met - 1))].clone();
        written += happen(&mut learner, &item, moment, &mut rng);
        if wrong == 0 {
            last = last.max(moment.day);
        }
    }
    learner.settle();
    (learner, last)
}

/// Items that are in no deck.
fn gone() -> impl Iterator<Item = ItemId> {
    (0..4).map(|at| format!("gone/c{at}").parse().expect("an item"))
}

fn whole_ms(rng: &mut Rng, most: i64) -> i64 {
    i64::try_from(whole(rng.unit() * crate::stats::rounding::real_sum(most))).unwrap_or(0)
}

fn local(at_ms: i64, zone: &str) -> Zoned {
    let zone = TimeZone::posix(zone).expect("a zone");
    Timestamp::from_millisecond(at_ms).expect("a moment").to_zoned(zone)
}

/// Something happens to an item; returns how many reviews that wrote.
fn happen(learner: &mut Learner, item: &ItemId, moment: Moment, rng: &mut Rng) -> usize {
    let act = match whole(rng.unit() * 60.0) {
        0 => Act::Suspend,
        1 | 2 => Act::Resume,
        3 => Act::Bury,
        4 => Act::Flag { note: None },
        5 => Act::Due { day: moment.day + 3 },
        _ => {
            let review = answer(learner, item, moment, rng);
            afterwards(learner, item, moment, review, rng);
            return 1;
        }
    };
    learner.write(item, moment, EventKind::Act(act));
    0
}

fn answer(learner: &mut Learner, item: &ItemId, moment: Moment, rng: &mut Rng) -> EventId {
    let state = learner.states.get(item).cloned().unwrap_or_default();
    let rating =
        [Rating::Again, Rating::Hard, Rating::Good, Rating::Good, Rating::Good, Rating::Easy][whole(rng.unit() * 5.0)];
    let purpose = match whole(rng.unit() * 30.0) {
        0 => Purpose::Cram,
        1 => Purpose::Exam,
        2 => Purpose::Imported,
        _ => Purpose::Scheduled,
    };
    let verdict = match (rating, whole(rng.unit() * 3.0)) {
        (_, 0) => Verdict::None,
        (Rating::Again, _) => Verdict::Wrong,
        _ => Verdict::Right,
    };
    let next = preview(item, &state, moment.day, &learner.model, &SchedulingParams::default()).after(rating);
    let review = Review {
        purpose,
        verdict,
        suggested: None,
        rating,
        due: moment.day + i32::from(next.interval),
        hints: 0,
        revision: 0,
        ms: u32::try_from(whole(rng.unit() * 150_000.0)).unwrap_or(0),
        answer: None,
    };
    learner.write(item, moment, EventKind::Review(review))
}

/// What can happen to an answer afterwards.
fn afterwards(learner: &mut Learner, item: &ItemId, moment: Moment, target: EventId, rng: &mut Rng) {
    let later = Moment { at_ms: moment.at_ms + 1_000, ..moment };
    let act = match whole(rng.unit() * 40.0) {
        0 => Act::Retract { target },
        1 => Act::Amend { target, rating: Rating::Again, due: moment.day, guessed: true, overruled: false },
        2 => Act::Amend { target, rating: Rating::Good, due: moment.day + 4, guessed: false, overruled: true },
        _ => return,
    };
    learner.write(item, later, EventKind::Act(act));
}
