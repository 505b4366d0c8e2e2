//! Appended events are stored, and the views follow.

use super::{acted, answered, day, item, moment, place};
use crate::schedule::{Act, DaySums, EventDraft, EventId, EventKind, Phase, Rating, Sm2};
use crate::store::{Store, log};

#[test]
fn an_answer_is_there_when_the_store_is_opened_again() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1.2.3").unwrap();
    let written = store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    let (learner, device) = (store.learner(), store.device());
    drop(store);

    let store = Store::open(&path, "1.2.4").unwrap();
    assert_eq!((store.learner(), store.device()), (learner, device));
    assert_eq!(store.history(&item("d/a")).unwrap(), written.events);
    assert_eq!(written.events[0].version, "1.2.3");
    assert_eq!(store.states().unwrap(), written.states);
    let seen = store.state(&item("d/a")).unwrap().seen.unwrap();
    assert_eq!((seen.due, seen.phase()), (day(2), Phase::Review));
    let sums = DaySums { reviews: 1, introduced: 1, ms: 5_100, ..DaySums::default() };
    assert_eq!(store.day_sums().unwrap().into_iter().collect::<Vec<_>>(), [(day(0), sums)]);
}

#[test]
fn what_an_answer_asks_is_planned_once() {
    use rusqlite::StatementStatus::{RePrepare, Run};
    let store = Store::in_memory().unwrap();
    for (name, at) in [("d/a", 0), ("d/b", 1), ("d/a", 2), ("d/c", 3)] {
        store.append(&[answered(name, moment(at, 0), Rating::Good, at + 2)]).unwrap();
    }
    for events in [log::REVIEWS, log::ACTS] {
        let statement = store.db.prepare_cached(&format!("{events} where item = ?1 order by at_ms")).unwrap();
        assert!(statement.get_status(Run) >= 8);
        assert_eq!(statement.get_status(RePrepare), 0);
    }
}

#[test]
fn what_is_written_last_about_the_whole_log_has_the_highest_id_there() {
    let store = Store::in_memory().unwrap();
    store.append(&[answered("d/a", moment(9, 0), Rating::Good, 11)]).unwrap();
    let params =
        || EventDraft { moment: moment(0, 0), item: None, what: EventKind::Act(Act::Params { weights: vec![] }) };
    let ids: Vec<EventId> = (0..8).map(|_| store.append(&[params()]).unwrap().events[0].id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
}

#[test]
fn what_is_written_says_whether_another_process_has() {
    let (_folder, path) = place();
    let one = Store::open(&path, "1").unwrap();
    let other = Store::open(&path, "1").unwrap();
    let answer =
        |store: &Store, at| store.append(&[answered("d/a", moment(at, 0), Rating::Good, at + 2)]).unwrap().data_version;
    let before = one.data_version().unwrap();
    assert_eq!([answer(&one, 0), answer(&one, 1), one.data_version().unwrap()], [before; 3]);
    answer(&other, 2);
    let after = answer(&one, 3);
    assert_ne!(after, before);
    assert_eq!([answer(&one, 4), one.data_version().unwrap()], [after; 2]);
}

#[test]
fn what_failed_was_not_written() {
    let store = Store::in_memory().unwrap();
    let failed = store.write(|db| {
        db.execute("insert into items (name) values ('d/b')", [])?;
        db.execute("insert into items (name) values ('d/b')", [])
    });
    assert!(failed.is_err());
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    assert_eq!(store.read(|db| log::key_of(db, &item("d/b"))).unwrap(), None);
}

#[test]
fn what_is_undone_leaves_nothing_but_the_log() {
    let store = Store::in_memory().unwrap();
    let first = store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    let before = store.states().unwrap();
    let second = store.append(&[answered("d/a", moment(2, 0), Rating::Again, 2)]).unwrap();
    let undo = |target: EventId| acted("d/a", moment(2, 5), Act::Retract { target });
    store.append(&[undo(second.events[0].id)]).unwrap();
    assert_eq!(store.states().unwrap(), before);
    store.append(&[undo(first.events[0].id)]).unwrap();
    assert_eq!(store.state(&item("d/a")).unwrap().phase(), Phase::New);
    assert!(store.day_sums().unwrap().is_empty());
    assert_eq!(store.history(&item("d/a")).unwrap().len(), 4);
}

#[test]
fn every_act_is_read_as_it_was_written() {
    let store = Store::in_memory().unwrap();
    let target = store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap().events[0].id;
    let amend = |guessed, overruled| Act::Amend { target, rating: Rating::Hard, due: day(1), guessed, overruled };
    let mut drafts: Vec<EventDraft> = [
        Act::Retract { target },
        amend(true, false),
        amend(false, true),
        Act::Suspend,
        Act::Resume,
        Act::Bury,
        Act::Flag { note: None },
        Act::Flag { note: Some("a typo\nin line two".to_owned()) },
        Act::Unbury,
        Act::Unflag,
        Act::Carry { from: item("old/a#c1") },
        Act::Due { day: day(9) },
        Act::Forget,
        Act::Sm2(Sm2 { interval: 12, ease: 2500 }),
        Act::Unknown { kind: "dance".to_owned(), body: r#"{"steps":3}"#.to_owned() },
    ]
    .into_iter()
    .map(|act| acted("d/a", moment(0, 0), act))
    .collect();
    let weights = vec![0.1, 1.0 / 3.0, f32::MIN_POSITIVE, 12_345.678];
    for act in [Act::Params { weights }, Act::Exam { body: "{}".to_owned() }] {
        drafts.push(EventDraft { moment: moment(0, 0), item: None, what: EventKind::Act(act) });
    }
    let written = store.append(&drafts).unwrap().events;
    for (event, draft) in written.iter().zip(&drafts) {
        assert_eq!((&event.item, &event.what), (&draft.item, &draft.what));
        assert_eq!(store.event(event.id).unwrap().as_ref(), Some(event));
    }
    assert!(written.is_sorted_by_key(|event| event.id));
}

#[test]
fn the_moments_of_an_item_rise_strictly_and_those_of_others_are_left_alone() {
    let store = Store::in_memory().unwrap();
    let at = |store: &Store, name, ms| {
        store.append(&[answered(name, moment(0, ms), Rating::Good, 2)]).unwrap().events[0].moment.at_ms
            - moment(0, 0).at_ms
    };
    assert_eq!(at(&store, "d/a", 0), 0);
    assert_eq!(at(&store, "d/a", 0), 1);
    assert_eq!(at(&store, "d/b", 0), 0);
    assert_eq!(at(&store, "d/a", -999), 2);
    // An hour back, on the same study day: the clock was set back, but it is still the latest.
    assert_eq!(at(&store, "d/a", -3_600_000), 3);
    // Days back: it keeps its moment.
    let back = store.append(&[answered("d/a", moment(-3, 0), Rating::Good, 2)]).unwrap();
    assert_eq!(back.events[0].moment, moment(-3, 0));
    let both = [answered("d/a", moment(0, 9), Rating::Again, 0), answered("d/a", moment(0, 9), Rating::Good, 1)];
    let both = store.append(&both).unwrap().events;
    assert_eq!(both[1].moment.at_ms, both[0].moment.at_ms + 1);
}

#[test]
fn the_latest_of_this_device_is_the_one_written_last_whatever_the_clock_says() {
    let store = Store::in_memory().unwrap();
    let write = |store: &Store, name, after| {
        store.append(&[answered(name, moment(after, 0), Rating::Good, 9)]).unwrap().events[0].id
    };
    let ids = ["d/a", "d/b", "d/c", "d/a", "d/b"].map(|name| write(&store, name, 0));
    let back = write(&store, "d/c", -3);
    let latest = |store: &Store, count| {
        let things = store.latest_actions(count).unwrap();
        things.into_iter().flatten().map(|event| event.id).collect::<Vec<_>>()
    };
    assert_eq!(latest(&store, 3), [back, ids[4], ids[3]]);
    store.append(&[acted("d/c", moment(0, 0), Act::Retract { target: back })]).unwrap();
    assert_eq!(latest(&store, 2), [ids[4], ids[3]]);
    assert_eq!(latest(&store, 0), []);
    assert_eq!(latest(&store, 99).len(), 5);
    // Marks count like answers; only what the learner did can be undone.
    let marks = [acted("d/a", moment(0, 0), Act::Bury), acted("d/a", moment(0, 0), Act::Carry { from: item("d/z") })];
    let marks = store.append(&marks).unwrap().events;
    assert_eq!(latest(&store, 2), [marks[0].id, ids[4]]);
}

#[test]
fn what_was_written_together_is_one_thing() {
    let store = Store::in_memory().unwrap();
    let bury = |names: &[&str]| {
        let drafts: Vec<EventDraft> = names.iter().map(|name| acted(name, moment(0, 0), Act::Bury)).collect();
        store.append(&drafts).unwrap().events.into_iter().map(|event| event.id).collect::<Vec<_>>()
    };
    // At the same moment of a stopped clock, with items that have events of both kinds.
    let (first, second, third) = (bury(&["d/a", "d/b", "d/c"]), bury(&["d/c"]), bury(&["d/b", "d/d"]));
    let things = |count| {
        let things = store.latest_actions(count).unwrap();
        things.iter().map(|thing| thing.iter().map(|event| event.id).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert_eq!(things(0), Vec::<Vec<_>>::new());
    assert_eq!(things(1), things(2)[..1]);
    assert_eq!(things(2), [third.clone(), second.clone()]);
    assert_eq!(things(9), [third, second, first.clone()]);
    // The rest of what was done together is still one action.
    store.append(&[acted("d/b", moment(0, 0), Act::Retract { target: first[1] })]).unwrap();
    assert_eq!(things(9)[2], [first[0], first[2]]);
}

#[test]
fn another_process_that_writes_is_noticed() {
    let (_folder, path) = place();
    let one = Store::open(&path, "1").unwrap();
    let other = Store::open(&path, "1").unwrap();
    let before = one.data_version().unwrap();
    one.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    assert_eq!(one.data_version().unwrap(), before);
    other.append(&[answered("d/b", moment(0, 0), Rating::Good, 2)]).unwrap();
    assert_ne!(one.data_version().unwrap(), before);
    assert_eq!(one.states().unwrap().len(), 2);
}
