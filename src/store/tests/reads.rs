//! Queries give the right answers, and use the right indexes.

use super::{acted, answered, day, item, moment, place, review};
use crate::schedule::{Act, EventDraft, EventKind, ItemState, Purpose, Rating, Review};
use crate::store::{SeenDeck, SeenPrompt, Store, log, read, states, views};

/// `SQLite`'s query plan, one line per table.
pub(super) fn plan(store: &Store, sql: &str) -> Vec<String> {
    let mut plan = store.db.prepare(&format!("explain query plan {sql}")).unwrap();
    let unnamed: Vec<i64> = vec![1; plan.parameter_count()];
    plan.query_map(rusqlite::params_from_iter(unnamed), |row| row.get(3)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_a_start_asks_is_answered_from_an_index() {
    let store = Store::in_memory().unwrap();
    assert_eq!(plan(&store, read::NEWEST), ["SEARCH states USING COVERING INDEX states_by_newest_id"]);
    assert_eq!(plan(&store, read::LATEST), ["SCAN states USING INDEX states_by_newest_id"]);
}

#[test]
fn what_is_asked_of_a_few_items_looks_at_no_others() {
    let store = Store::in_memory().unwrap();
    let states = |condition: &str| plan(&store, &format!("{} {condition}", views::STATES));
    assert_eq!(states("where name = ?1"), ["SEARCH states USING PRIMARY KEY (name=?)"]);
    for condition in [states::ANSWERED_ON, states::PUT_AWAY] {
        assert_eq!(states(condition), ["SEARCH states USING INDEX states_by_last_day (last_day=?)"]);
    }
}

#[test]
fn the_history_of_an_item_lies_together() {
    let store = Store::in_memory().unwrap();
    for (sql, table) in [(log::REVIEWS, "reviews"), (log::ACTS, "acts")] {
        let plan = plan(&store, &format!("{sql} where item = ?1 order by at_ms"));
        assert_eq!(plan[0], format!("SEARCH {table} USING PRIMARY KEY (item=?)"), "{plan:?}");
        assert!(!plan.iter().any(|step| step.contains("SORT") || step.contains("TEMP")), "{plan:?}");
    }
}

#[test]
fn what_is_suspended_is_not_due_and_what_was_put_off_is_due_then() {
    let store = Store::in_memory().unwrap();
    let answers = ["d/a", "d/b", "d/c", "d/e"].map(|name| answered(name, moment(0, 0), Rating::Good, 2));
    store.append(&answers).unwrap();
    let acts = [
        acted("d/a", moment(0, 9), Act::Suspend),
        acted("d/b", moment(0, 9), Act::Bury),
        acted("d/c", moment(0, 9), Act::Due { day: day(1) }),
    ];
    store.append(&acts).unwrap();
    let due = super::due(&store, day(2));
    let due: Vec<_> = due.iter().map(|(item, state)| (item.as_str(), state.seen.unwrap().due, state.buried)).collect();
    assert_eq!(due, [("d/c", day(1), None), ("d/b", day(2), Some(day(0))), ("d/e", day(2), None)]);
    assert_eq!(store.due_by_day(day(2)).unwrap().into_iter().collect::<Vec<_>>(), [(day(1), 1), (day(2), 2)]);
    store.append(&[acted("d/a", moment(0, 10), Act::Resume)]).unwrap();
    assert_eq!(super::due(&store, day(2)).len(), 4);
}

#[test]
fn an_item_goes_on_with_the_history_of_its_earlier_names() {
    let store = Store::in_memory().unwrap();
    store.append(&[answered("old/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    let carry = |name, from| acted(name, moment(2, 0), Act::Carry { from: item(from) });
    store.append(&[carry("d/a", "old/a"), answered("d/a", moment(2, 0), Rating::Good, 9)]).unwrap();
    store.append(&[carry("e/a", "d/a")]).unwrap();
    let reviews = |name| store.state(&item(name)).unwrap().seen.unwrap().reviews;
    assert_eq!(["old/a", "d/a", "e/a"].map(reviews), [1, 2, 2]);
    assert_eq!(store.history(&item("e/a")).unwrap().len(), 4);
    // Counted once, for the item that was answered.
    let sums = store.day_sums().unwrap();
    assert_eq!([sums[&day(0)].introduced, sums[&day(2)].introduced, sums[&day(2)].reviews], [1, 0, 1]);
}

#[test]
fn the_days_asked_for_are_those_from_the_first_on() {
    let store = Store::in_memory().unwrap();
    store.append(&[0, 3, 5].map(|on| answered("d/a", moment(on, 0), Rating::Good, 9))).unwrap();
    let days = |first| store.day_sums_since(day(first)).unwrap().into_keys().collect::<Vec<_>>();
    assert_eq!(days(3), [day(3), day(5)]);
    assert_eq!(days(-9).len(), 3);
}

#[test]
fn the_last_answer_tells_of_a_clock_that_was_ahead_until_it_is_taken_back() {
    let store = Store::in_memory().unwrap();
    assert_eq!((store.last_answer_after(day(-1)).unwrap(), store.last_day(day(9)).unwrap()), (None, None));
    let [.., ahead, _] = [("d/a", 0), ("d/b", 1), ("d/c", 900), ("d/b", 2)]
        .map(|(name, on)| store.append(&[answered(name, moment(on, 0), Rating::Good, 9)]).unwrap().events.remove(0));
    assert_eq!(store.last_answer_after(day(899)).unwrap(), Some((day(900), moment(900, 0).at_ms)));
    assert_eq!(
        [day(0), day(1), day(2), day(899)].map(|until| store.last_day(until).unwrap()),
        [0, 0, 2, 2].map(|on| Some(day(on)))
    );
    let later = |at_ms| {
        store
            .items_later_than(at_ms)
            .unwrap()
            .into_iter()
            .map(|(item, events)| (item.to_string(), events.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(later(moment(1, 0).at_ms), [("d/b".to_owned(), 2), ("d/c".to_owned(), 1)]);
    store.append(&[acted("d/c", moment(2, 0), Act::Retract { target: ahead.id })]).unwrap();
    assert_eq!(store.last_answer_after(day(1)).unwrap(), Some((day(2), moment(2, 0).at_ms)));
}

#[test]
fn what_was_missed_is_known_of_the_last_day_with_answers() {
    let store = Store::in_memory().unwrap();
    let missed = |today| {
        let mut items: Vec<String> = store.missed(day(today)).unwrap().iter().map(ToString::to_string).collect();
        items.sort();
        items
    };
    assert!(missed(5).is_empty());
    let practised = |name, on, purpose| {
        let review = Review { purpose, ..review(Rating::Again, 9) };
        EventDraft { moment: moment(on, 0), item: Some(item(name)), what: EventKind::Review(review) }
    };
    let written = store.append(&[
        answered("d/old", moment(1, 0), Rating::Again, 2),
        answered("d/a", moment(3, 0), Rating::Again, 3),
        answered("d/a", moment(3, 9), Rating::Good, 6),
        answered("d/b", moment(3, 1), Rating::Good, 6),
        answered("d/guessed", moment(3, 2), Rating::Good, 6),
        answered("d/undone", moment(3, 3), Rating::Again, 3),
        practised("d/exam", 3, Purpose::Exam),
        practised("d/practice", 3, Purpose::Cram),
        practised("d/elsewhere", 4, Purpose::Imported),
        answered("d/ahead", moment(40, 0), Rating::Again, 41),
    ]);
    let events = written.unwrap().events;
    let guess =
        Act::Amend { target: events[4].id, rating: Rating::Again, due: day(3), guessed: true, overruled: false };
    let acts = [
        acted("d/guessed", moment(3, 4), guess),
        acted("d/undone", moment(6, 0), Act::Retract { target: events[5].id }),
        acted("d/b", moment(6, 0), Act::Suspend),
    ];
    store.append(&acts).unwrap();
    assert_eq!(missed(3), ["d/a", "d/exam", "d/guessed", "d/practice"]);
    // What was answered in another program counts, acts don't.
    assert_eq!(missed(6), ["d/elsewhere"]);
    assert_eq!(missed(2), ["d/old"]);
    // A day without a miss is a day with answers, too.
    store.append(&[answered("d/b", moment(7, 0), Rating::Easy, 9)]).unwrap();
    assert!(missed(8).is_empty());
}

#[test]
fn prompts_are_remembered_and_those_that_have_not_changed_take_no_lock() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let (a, b, other) = (item("d/a"), item("d/b#c1"), item("da/a"));
    store.remember_prompts(&[(a.clone(), "Why?", 0), (b.clone(), "How?", 2), (other, "Who?", 0)]).unwrap();
    let seen = |prompt: &str, revision| SeenPrompt { prompt: prompt.to_owned(), revision };
    let known = store.prompts_of_deck("d").unwrap();
    assert_eq!(known, [(a.clone(), seen("Why?", 0)), (b.clone(), seen("How?", 2))].into());

    let second = rusqlite::Connection::open(&path).unwrap();
    second.execute_batch("begin immediate").unwrap();
    store.remember_prompts(&[(a.clone(), "Why?", 0)]).unwrap();
    second.execute_batch("commit").unwrap();
    store.remember_prompts(&[(a.clone(), "Why, then?", 1)]).unwrap();
    assert_eq!(store.prompts_of_deck("d").unwrap()[&a], seen("Why, then?", 1));
    // An item with only a prompt has no state.
    assert!(store.states().unwrap().is_empty());
    store.rebuild_views().unwrap();
    assert!(store.states().unwrap().is_empty());
}

#[test]
fn new_weights_change_what_is_remembered_and_never_a_due_day() {
    let store = Store::in_memory().unwrap();
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    let before = store.state(&item("d/a")).unwrap().seen.unwrap();
    let mut weights: Vec<f32> = fsrs::DEFAULT_PARAMETERS.to_vec();
    weights[2] = 7.5;
    let what = crate::schedule::EventKind::Act(Act::Params { weights: weights.clone() });
    store.append(&[crate::schedule::EventDraft { moment: moment(1, 0), item: None, what }]).unwrap();
    assert_eq!(store.params().unwrap(), Some(weights));
    let after = store.state(&item("d/a")).unwrap().seen.unwrap();
    assert!((after.fsrs.stability.0 - 7.5).abs() < 1e-6, "{after:?}");
    assert_eq!(after.due, before.due);
}

#[test]
fn every_state_is_handed_over_in_the_order_of_the_names() {
    let store = Store::in_memory().unwrap();
    let names = ["d/a", "d/b#c1", "d-e/a", "d0/a", "é/z"];
    store.append(&names.map(|name| answered(name, moment(0, 0), Rating::Hard, 2))).unwrap();
    store.append(&[acted("d/a", moment(0, 1), Act::Suspend), acted("d/x", moment(0, 1), Act::Bury)]).unwrap();
    store.append(&[acted("d0/a", moment(0, 1), Act::Flag { note: None })]).unwrap();
    let mut expected: Vec<(String, ItemState)> =
        store.states().unwrap().into_iter().map(|(item, state)| (item.to_string(), state)).collect();
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    let mut found = Vec::new();
    store.each_state(|name, state| found.push((name.to_owned(), state))).unwrap();
    assert_eq!(found, expected);
}

#[test]
fn the_sum_of_a_decks_prompts_is_kept_until_one_of_them_changes() {
    let (_folder, path) = place();
    let store = Store::open(&path, "1").unwrap();
    let a = item("d/a");
    store.remember_prompts(&[(a.clone(), "Why?", 0), (item("e/a"), "How?", 0)]).unwrap();
    store.set_prompts(&[("d", u64::MAX), ("e", 7)]).unwrap();
    let sums = |deck: &str| store.deck_sums().unwrap().into_iter().find(|(id, _)| id == deck).map(|(_, sums)| sums);
    let prompts = |deck: &str| sums(deck).and_then(|sums| sums.prompts);
    assert_eq!((prompts("d"), prompts("e")), (Some(u64::MAX), Some(7)));

    let second = rusqlite::Connection::open(&path).unwrap();
    second.execute_batch("begin immediate").unwrap();
    store.set_prompts(&[("d", u64::MAX)]).unwrap();
    store.remember_prompts(&[(a.clone(), "Why?", 0)]).unwrap();
    second.execute_batch("commit").unwrap();

    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    store.rebuild_views().unwrap();
    let expected = SeenDeck { items: 1, names: crate::deck::name_hash(&a), prompts: Some(u64::MAX) };
    assert_eq!(sums("d"), Some(expected));
    store.remember_prompts(&[(a.clone(), "Why, then?", 0)]).unwrap();
    assert_eq!((prompts("d"), prompts("e")), (None, Some(7)));
    store.forget_prompts(&[item("e/a")]).unwrap();
    assert_eq!(prompts("e"), None);
}

#[test]
fn single_states_are_read_while_another_part_appends() {
    let store = Store::in_memory().unwrap();
    let (reader, writer) = (&store, &store);
    writer.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    assert_eq!(reader.state(&item("d/a")).unwrap().attempts, 1);
}
