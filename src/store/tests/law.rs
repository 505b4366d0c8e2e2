//! The views are a function of the log, for any events in any order and any batches.

use std::collections::{BTreeMap, HashMap, HashSet};

use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

use super::{FIRST, day, item, moment, review};
use crate::deck::{ItemId, name_hash};
use crate::schedule::{
    Act, Day, DaySums, Event, EventDraft, EventId, EventKind, History, ItemState, Model, Moment, Purpose, Rating, Sm2,
    replay, study_hours, sums,
};
use crate::store::{SeenDeck, Store, StoreResult};

const ITEMS: [&str; 5] = ["d/a", "d/b", "d/c#c1", "e/a", "e/b#term"];

/// The ingredients of a random event.
#[derive(Debug, Clone)]
struct Seed {
    kind: u8,
    item: Index,
    /// An event to retract or amend, or another item to carry on from.
    other: Index,
    rating: Rating,
    /// Quarters of a day.
    at: i64,
    days: i32,
    device: u8,
}

fn seeds(most: usize) -> impl Strategy<Value = Vec<Seed>> {
    let rating = prop::sample::select(Rating::ALL.to_vec());
    let seed = (any::<u8>(), any::<Index>(), any::<Index>(), rating, 0_i64..120, 0_i32..60, 0_u8..3)
        .prop_map(|(kind, item, other, rating, at, days, device)| Seed { kind, item, other, rating, at, days, device });
    prop::collection::vec(seed, 1..most)
}

impl Seed {
    fn item(&self) -> ItemId {
        item(ITEMS[self.item.index(ITEMS.len())])
    }

    fn moment(&self) -> Moment {
        let quarter = i32::try_from(self.at).expect("a small number");
        // Study days don't always rise with the moments: learners travel.
        let day = Day::from_number(FIRST + quarter / 4 + i32::from(self.device) - 1);
        Moment { day, ..moment(0, self.at * 21_600_000) }
    }

    /// The event and its item; `ids` are events that it may refer to, with their items.
    fn what(&self, ids: &[(EventId, Option<ItemId>)]) -> (Option<ItemId>, EventKind) {
        let item = Some(self.item());
        let (target, owner) = self.other.get(ids).clone();
        let due = day(quarters(self.at) + self.days);
        let amend =
            Act::Amend { target, rating: self.rating, due, guessed: self.days % 2 == 0, overruled: self.days % 3 == 0 };
        let weights = [
            vec![],
            vec![0.4, 1.2, 3.1, 15.7, 7.2, 0.5, 1.5, 0.0, 1.5, 0.1, 1.0, 1.9, 0.1, 0.3, 2.3, 0.2, 3.0],
            vec![f32::NAN],
        ];
        match self.kind % 26 {
            0..10 => {
                let purpose = [Purpose::Scheduled, Purpose::Cram, Purpose::Exam, Purpose::Imported];
                let purpose = if self.kind % 26 < 7 { Purpose::Scheduled } else { *self.other.get(&purpose[..]) };
                let ms = 40_000 * u32::from(self.kind % 5);
                let review = crate::schedule::Review { purpose, due, ms, ..review(self.rating, 0) };
                (item, EventKind::Review(review))
            }
            10..14 => (owner, EventKind::Act(Act::Retract { target })),
            14 | 15 => (owner, EventKind::Act(amend)),
            16 => (item, EventKind::Act(Act::Suspend)),
            17 => (item, EventKind::Act(Act::Resume)),
            18 => (item, EventKind::Act(Act::Bury)),
            19 => (item, EventKind::Act(Act::Flag { note: (self.days % 2 == 0).then(|| "why".to_owned()) })),
            20 => (item, EventKind::Act(if due.number() % 2 == 0 { Act::Unflag } else { Act::Unbury })),
            21 => (item, EventKind::Act(Act::Carry { from: super::item(ITEMS[self.other.index(ITEMS.len())]) })),
            22 => (item, EventKind::Act(Act::Due { day: due })),
            23 => (item, EventKind::Act(Act::Forget)),
            24 => (
                item,
                EventKind::Act(Act::Sm2(Sm2 { interval: 10 * u32::from(self.kind), ease: 30 * u32::from(self.kind) })),
            ),
            _ if self.days % 2 == 0 => {
                (None, EventKind::Act(Act::Params { weights: self.other.get(&weights[..]).clone() }))
            }
            _ => (item, EventKind::Act(Act::Unknown { kind: "dance".to_owned(), body: "{}".to_owned() })),
        }
    }
}

fn quarters(at: i64) -> i32 {
    i32::try_from(at / 4).expect("a small number")
}

/// A log as several devices might have written it; retractions may precede what they retract.
fn log(seeds: &[Seed]) -> Vec<Event> {
    let id = |n: usize, seed: &Seed| {
        if seed.days % 4 == 3 {
            return key(n);
        }
        EventId(Uuid::from_u128((u128::from(seed.at.unsigned_abs()) << 80) | (n as u128 * 7919 % 104_729)))
    };
    let mut ids: Vec<_> =
        seeds.iter().enumerate().map(|(n, seed)| (id(n, seed), seed.what(&nothing(seed)).0)).collect();
    // An event that refers to another usually belongs to the same item.
    for _ in 0..3 {
        ids = seeds.iter().zip(&ids).map(|(seed, (id, _))| (*id, seed.what(&ids).0)).collect();
    }
    let event = |(n, seed): (usize, &Seed)| {
        let (item, what) = seed.what(&ids);
        let device = Uuid::from_u128(u128::from(seed.device));
        Event { id: id(n, seed), moment: seed.moment(), item, device, version: "1".to_owned(), what }
    };
    seeds.iter().enumerate().map(event).collect()
}

/// An id chosen by the caller, without a time.
fn key(number: usize) -> EventId {
    let bytes = (number as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes();
    EventId(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// An event that no log has, for acts that must refer to one.
fn nothing(seed: &Seed) -> [(EventId, Option<ItemId>); 1] {
    [(EventId(Uuid::nil()), Some(seed.item()))]
}

/// All views of a log.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Views {
    pub(super) states: HashMap<ItemId, ItemState>,
    days: BTreeMap<Day, DaySums>,
    hours: BTreeMap<Day, (i64, i64)>,
    due: BTreeMap<Day, u32>,
    decks: BTreeMap<String, SeenDeck>,
}

pub(super) fn views(store: &Store) -> Views {
    Views {
        states: store.states().unwrap(),
        days: store.day_sums().unwrap(),
        hours: store.study_hours().unwrap(),
        due: store.due_by_day(Day::from_number(i32::MAX)).unwrap(),
        decks: store.deck_sums().unwrap().into_iter().collect(),
    }
}

/// The views computed by definition, without a store.
fn by_definition(events: &[Event]) -> Views {
    let whole_log: Vec<&Event> = events.iter().filter(|event| event.item.is_none()).collect();
    let whole_log = History::of(whole_log);
    let model = whole_log.events().filter_map(|event| match &event.what {
        EventKind::Act(Act::Params { weights }) => Model::with_weights(weights).ok(),
        _ => None,
    });
    let model = model.last().unwrap_or_default();
    let own = |item: &ItemId| events.iter().filter(|event| event.item.as_ref() == Some(item)).collect::<Vec<_>>();
    let mut views = Views::default();
    for item in ITEMS.map(item) {
        if own(&item).is_empty() {
            continue;
        }
        let mut names = vec![item.clone()];
        let mut next = 0;
        while let Some(name) = names.get(next) {
            let from: Vec<ItemId> = History::of(own(name)).carried_from().cloned().collect();
            names.extend(from.into_iter().filter(|name| !names.contains(name)).collect::<HashSet<_>>());
            next += 1;
        }
        let history: Vec<&Event> = names.iter().flat_map(own).collect();
        for (day, sums) in sums(history.iter().copied(), &item) {
            *views.days.entry(day).or_default() += sums;
        }
        for (day, hour) in study_hours(history.iter().copied(), &item).into_keys() {
            let (first, last) = views.hours.entry(day).or_insert((hour, hour));
            (*first, *last) = (hour.min(*first), hour.max(*last));
        }
        let state = replay(history, &model);
        if let Some(seen) = state.seen {
            if state.suspended != Some(true) {
                *views.due.entry(seen.due).or_default() += 1;
            }
            let deck = views.decks.entry(item.deck().to_owned()).or_default();
            (deck.items, deck.names) = (deck.items + 1, deck.names.wrapping_add(name_hash(&item)));
        }
        views.states.insert(item, state);
    }
    views
}

/// Other queries of the states agree with the query for all of them.
fn assert_answers_follow(store: &Store) {
    let last = Day::from_number(i32::MAX);
    let states = store.states().unwrap();
    let due = super::due(store, last);
    let asked = |state: &ItemState| state.seen.filter(|_| state.suspended != Some(true));
    let expected: HashMap<_, _> = states.iter().filter_map(|(item, state)| Some((item, asked(state)?.due))).collect();
    let day_of = |state: &ItemState| state.seen.map(|seen| seen.due);
    assert_eq!(due.iter().map(|(item, state)| (item, day_of(state).unwrap())).collect::<HashMap<_, _>>(), expected);
    assert!(due.is_sorted_by_key(|(item, state)| (day_of(state), item.clone())));
    assert!(due.iter().all(|(item, state)| states[item] == *state));
    let mut by_day: BTreeMap<Day, u32> = BTreeMap::new();
    for (_, state) in &due {
        *by_day.entry(day_of(state).unwrap()).or_default() += 1;
    }
    assert_eq!(store.due_by_day(last).unwrap(), by_day);

    let chosen = |which: &dyn Fn(&ItemState) -> bool| -> HashMap<ItemId, ItemState> {
        states.iter().filter(|(_, state)| which(state)).map(|(item, state)| (item.clone(), state.clone())).collect()
    };
    let days: HashSet<Day> = states.values().filter_map(|state| Some(state.seen?.last_day)).collect();
    for day in days {
        let on_day = |state: &ItemState| state.seen.is_some_and(|seen| seen.last_day == day);
        assert_eq!(store.answered_on(day).unwrap().into_iter().collect::<HashMap<_, _>>(), chosen(&on_day));
    }
    let away = |state: &ItemState| {
        state.seen.is_none() && (state.suspended.is_some() || state.buried.is_some() || state.flag.is_some())
    };
    assert_eq!(store.put_away().unwrap().into_iter().collect::<HashMap<_, _>>(), chosen(&away));
    for state in states {
        assert_eq!(store.state(&state.0).unwrap(), state.1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn views_are_what_replay_makes_of_the_log_in_any_order_any_portions_any_number_of_times(
        seeds in seeds(60),
        shuffled in any::<u64>(),
        portion in 1_usize..20,
        again in any::<Index>(),
    ) {
        let events = log(&seeds);
        let store = Store::in_memory().unwrap();
        let mut order = events.clone();
        crate::rng::Rng::seeded(shuffled).shuffle(&mut order);
        for some in order.chunks(portion) {
            let merged = store.merge(some).unwrap();
            prop_assert_eq!(merged.new, some.len());
        }
        let expected = by_definition(&events);
        prop_assert_eq!(views(&store), expected.clone());
        assert_answers_follow(&store);

        let known = &events[..again.index(events.len())];
        prop_assert_eq!(store.merge(known).unwrap().new, 0);
        prop_assert_eq!(views(&store), expected.clone());

        store.rebuild_views().unwrap();
        prop_assert_eq!(views(&store), expected);
    }

    #[test]
    fn two_devices_that_exchange_their_logs_agree(seeds in seeds(40), meet in any::<Index>()) {
        let stores = [Store::in_memory().unwrap(), Store::in_memory().unwrap()];
        let meet = meet.index(seeds.len());
        for (n, seed) in seeds.iter().enumerate() {
            if n == meet {
                exchange(&stores);
            }
            let store = &stores[usize::from(seed.device % 2)];
            let known = events(store).unwrap();
            let ids: Vec<_> = known.iter().map(|event| (event.id, event.item.clone())).collect();
            let (item, what) = if ids.is_empty() { seed.what(&nothing(seed)) } else { seed.what(&ids) };
            let appended = store.append(&[EventDraft { moment: seed.moment(), item, what }]).unwrap();
            for (item, state) in &appended.states {
                prop_assert_eq!(&store.state(item).unwrap(), state);
            }
        }
        exchange(&stores);
        let [one, other] = stores;
        prop_assert_eq!(views(&one), views(&other));
        prop_assert_eq!(views(&one), by_definition(&events(&one).unwrap()));
        rises_strictly(&events(&one).unwrap(), one.device())?;
    }
}

/// Every event of a log.
pub(super) fn events(store: &Store) -> StoreResult<Vec<Event>> {
    let mut events = Vec::new();
    store.each_event(|event| {
        events.push(event);
        Ok::<(), crate::store::StoreError>(())
    })?;
    Ok(events)
}

fn exchange(stores: &[Store; 2]) {
    let logs = [events(&stores[0]).unwrap(), events(&stores[1]).unwrap()];
    stores[0].merge(&logs[1]).unwrap();
    stores[1].merge(&logs[0]).unwrap();
}

/// Whatever one device wrote lies after what it wrote before at that moment or in the second after it.
fn rises_strictly(events: &[Event], device: Uuid) -> std::result::Result<(), TestCaseError> {
    let mut written: Vec<&Event> = events.iter().filter(|event| event.device == device).collect();
    written.sort_by_key(|event| event.id);
    let mut before: HashMap<Option<ItemId>, Vec<i64>> = HashMap::new();
    for event in written {
        let at = event.moment.at_ms;
        let before = before.entry(event.item.clone()).or_default();
        prop_assert!(!before.iter().any(|earlier| (0..=1_000).contains(&(earlier - at))), "{at} after {before:?}");
        before.push(at);
    }
    Ok(())
}
