//! Logs as text, and logs that are merged.

use std::collections::HashSet;

use uuid::Uuid;

use crate::deck::ItemId;
use crate::exchange::log as exchange;
use crate::schedule::{Act, Day, Event, EventId, EventKind, Moment, Purpose, Rating, Review, Sm2, Verdict};
use crate::store::Store;

/// A log as text.
pub fn log(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match exchange::read(&text) {
        Ok(log) => {
            let written = exchange::head(log.learner) + &log.events.iter().map(exchange::event).collect::<String>();
            assert_eq!(exchange::read(&written), Ok(log), "what is written reads back:\n{written}");
        }
        Err(error) => {
            assert!((1..=text.lines().count().max(1)).contains(&error.line), "no such line: {error}");
        }
    }
}

/// How many events are merged: each merge replays the items again.
const MOST: usize = 60;

/// A log, as text or in the form of [`events`], merged in several ways.
pub fn merge(bytes: &[u8]) {
    let written = std::str::from_utf8(bytes).ok().and_then(|text| exchange::read(text).ok());
    let mut events = written.map_or_else(|| events(bytes), |log| log.events);
    // An id is that of one event alone.
    let mut ids = HashSet::new();
    events.retain(|event| ids.insert(event.id));
    events.truncate(MOST);
    let once = stored(&mut events.chunks(MOST));
    let (states, totals) = (once.states().expect("its states"), once.day_sums().expect("its totals"));
    // From the end, a few at a time, with what was there before.
    let later: Vec<Event> = events.iter().rev().cloned().collect();
    let other = stored(&mut later.chunks(3).chain(events.chunks(7)));
    assert_eq!(other.states().expect("its states"), states, "in another order: {events:#?}");
    assert_eq!(other.day_sums().expect("its totals"), totals, "in another order: {events:#?}");
    for store in [&once, &other] {
        assert_eq!(store.faults().expect("its faults"), [], "the views are not what the log comes to: {events:#?}");
    }
    let known = once.merge(&events).expect("a merge");
    assert_eq!((known.new, known.known), (0, events.len()), "nothing is new any more");
}

fn stored(portions: &mut dyn Iterator<Item = &[Event]>) -> Store {
    let store = Store::in_memory().expect("a store");
    for some in portions {
        store.merge(some).expect("a merge");
    }
    store
}

const ITEMS: [&str; 6] = ["one/a", "one/b", "one/c#c1", "one/c#c2", "two/t#term", "two/gone"];

/// The study day on which these events begin.
pub(super) fn first_day() -> Day {
    Day::from_number(20_000)
}

/// Events of eight bytes each: kind, item, another event or item, moment, days until due, rating, device.
pub(super) fn events(bytes: &[u8]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (number, chunk) in (1_u128..).zip(bytes.chunks_exact(8)) {
        let [kind, item, other, quarters, more, days, rating, device] = chunk.try_into().unwrap_or_default();
        let at = i32::from(u16::from_be_bytes([more % 4, quarters]));
        let day = first_day() + at / 4 + i32::from(device % 3) - 1;
        let at_ms = i64::from(first_day().number()) * 86_400_000 + i64::from(at) * 21_600_000;
        let earlier = events.get(usize::from(other) % events.len().max(1));
        let (target, owner) = earlier.map_or((EventId(Uuid::nil()), None), |event| (event.id, event.item.clone()));
        let name =
            |number: u8| -> ItemId { ITEMS[usize::from(number) % ITEMS.len()].parse().expect("the name of an item") };
        let (item, due) = (Some(name(item)), day + i32::from(days));
        let rating = Rating::from_number(rating % 4 + 1).unwrap_or(Rating::Good);
        let act = |act: Act| (item.clone(), EventKind::Act(act));
        let (item, what) = match kind % 20 {
            0 => (owner, EventKind::Act(Act::Retract { target })),
            1 => {
                let (guessed, overruled) = (days % 2 == 0, days % 3 == 0);
                (owner, EventKind::Act(Act::Amend { target, rating, due, guessed, overruled }))
            }
            2 => act(Act::Suspend),
            3 => act(Act::Resume),
            4 => act(Act::Bury),
            5 => act(Act::Unbury),
            6 => act(Act::Flag { note: (days % 2 == 0).then(|| "why".to_owned()) }),
            7 => act(Act::Unflag),
            8 => act(Act::Carry { from: name(other) }),
            9 => act(Act::Due { day: due }),
            10 => (None, EventKind::Act(Act::Params { weights: weights(days) })),
            11 => (None, EventKind::Act(Act::Exam { body: "{}".to_owned() })),
            12 => act(Act::Unknown { kind: "dance".to_owned(), body: "{}".to_owned() }),
            18 => act(Act::Forget),
            19 => act(Act::Sm2(Sm2 { interval: days.into(), ease: 20 * u32::from(days) })),
            kind => {
                let purposes = [Purpose::Cram, Purpose::Exam, Purpose::Imported];
                let purpose = purposes.get(usize::from(kind) - 13).copied().unwrap_or(Purpose::Scheduled);
                (item.clone(), EventKind::Review(review(purpose, rating, due, days)))
            }
        };
        let id = EventId(Uuid::from_u128((u128::from(more) << 80) | number));
        let moment = Moment { at_ms, offset_minutes: 60, day };
        let device = Uuid::from_u128(u128::from(device % 3));
        events.push(Event { id, moment, item, device, version: "1".to_owned(), what });
    }
    events
}

fn review(purpose: Purpose, rating: Rating, due: Day, days: u8) -> Review {
    Review {
        purpose,
        verdict: if rating == Rating::Again { Verdict::Wrong } else { Verdict::Right },
        suggested: Some(rating),
        rating,
        due,
        hints: days % 3,
        revision: u32::from(days % 5 == 4),
        ms: u32::from(days) * 900,
        answer: Some("an answer".to_owned()),
    }
}

/// Weights of the memory model; some are none.
fn weights(of: u8) -> Vec<f32> {
    match of % 4 {
        0 => Vec::new(),
        1 => vec![f32::from(of); 21],
        2 => vec![f32::NAN],
        _ => vec![0.4, 1.2, 3.1, 15.7, 7.2, 0.5, 1.5, 0.0, 1.5, 0.1, 1.0, 1.9, 0.1, 0.3, 2.3, 0.2, 3.0],
    }
}
