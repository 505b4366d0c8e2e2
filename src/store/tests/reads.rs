//! What commands ask is answered, and quickly.

use super::{acted, answered, day, item, moment, place};
use crate::schedule::{Act, Rating};
use crate::store::{SeenPrompt, Store, log, read};

/// How `SQLite` answers a question, one line a table.
fn plan(store: &Store, sql: &str) -> Vec<String> {
    let mut plan = store.db.prepare(&format!("explain query plan {sql}")).unwrap();
    let unnamed: Vec<i64> = vec![1; plan.parameter_count()];
    plan.query_map(rusqlite::params_from_iter(unnamed), |row| row.get(3)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_a_start_asks_is_answered_from_an_index_alone() {
    let store = Store::in_memory().unwrap();
    let due = "SEARCH states USING COVERING INDEX states_by_asked_day (asked_day<?)";
    assert_eq!(plan(&store, read::DUE_BY_DAY), [due]);
    assert_eq!(plan(&store, read::DUE_UNTIL), [due, "SEARCH items USING INTEGER PRIMARY KEY (rowid=?)"]);
    assert_eq!(plan(&store, read::NEWEST), ["SEARCH states USING COVERING INDEX states_by_newest_id"]);
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
    let mut store = Store::in_memory().unwrap();
    let answers = ["d/a", "d/b", "d/c", "d/e"].map(|name| answered(name, moment(0, 0), Rating::Good, 2));
    store.append(&answers).unwrap();
    let acts = [
        acted("d/a", moment(0, 9), Act::Suspend),
        acted("d/b", moment(0, 9), Act::Bury),
        acted("d/c", moment(0, 9), Act::Due { day: day(1) }),
    ];
    store.append(&acts).unwrap();
    let due = store.due_until(day(2)).unwrap();
    let due: Vec<_> = due.iter().map(|due| (due.item.as_str(), due.due, due.buried)).collect();
    assert_eq!(due, [("d/c", day(1), None), ("d/e", day(2), None), ("d/b", day(2), Some(day(0)))]);
    assert_eq!(store.due_by_day(day(2)).unwrap().into_iter().collect::<Vec<_>>(), [(day(1), 1), (day(2), 2)]);
    store.append(&[acted("d/a", moment(0, 10), Act::Resume)]).unwrap();
    assert_eq!(store.due_until(day(2)).unwrap().len(), 4);
}

#[test]
fn an_item_goes_on_with_the_history_of_its_earlier_names() {
    let mut store = Store::in_memory().unwrap();
    store.append(&[answered("old/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    let carry = |name, from| acted(name, moment(2, 0), Act::Carry { from: item(from) });
    store.append(&[carry("d/a", "old/a"), answered("d/a", moment(2, 0), Rating::Good, 9)]).unwrap();
    store.append(&[carry("e/a", "d/a")]).unwrap();
    let reviews = |name| store.state(&item(name)).unwrap().seen.unwrap().reviews;
    assert_eq!(["old/a", "d/a", "e/a"].map(reviews), [1, 2, 2]);
    assert_eq!(store.history(&item("e/a")).unwrap().len(), 4);
    // Counted once, where it was given.
    let sums = store.day_sums().unwrap();
    assert_eq!([sums[&day(0)].introduced, sums[&day(2)].introduced, sums[&day(2)].reviews], [1, 0, 1]);
}

#[test]
fn the_days_asked_for_are_those_from_the_first_on() {
    let mut store = Store::in_memory().unwrap();
    store.append(&[0, 3, 5].map(|on| answered("d/a", moment(on, 0), Rating::Good, 9))).unwrap();
    let days = |first| store.day_sums_since(day(first)).unwrap().into_keys().collect::<Vec<_>>();
    assert_eq!(days(3), [day(3), day(5)]);
    assert_eq!(days(-9).len(), 3);
}

#[test]
fn the_newest_event_tells_of_a_clock_that_was_ahead() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(store.newest_at_ms().unwrap(), None);
    for on in [0, 900, 1] {
        store.append(&[answered("d/a", moment(on, 0), Rating::Good, 9)]).unwrap();
    }
    let ahead = store.newest_at_ms().unwrap().unwrap() - moment(900, 0).at_ms;
    assert!((0..1_000).contains(&ahead), "{ahead}");
}

#[test]
fn prompts_are_remembered_and_those_that_have_not_changed_take_no_lock() {
    let (_folder, path) = place();
    let mut store = Store::open(&path, "1").unwrap();
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
    // What is only known by its prompt has no state.
    assert!(store.states().unwrap().is_empty());
    store.rebuild().unwrap();
    assert!(store.states().unwrap().is_empty());
}

#[test]
fn new_weights_change_what_is_remembered_and_never_a_due_day() {
    let mut store = Store::in_memory().unwrap();
    store.append(&[answered("d/a", moment(0, 0), Rating::Good, 2)]).unwrap();
    let before = store.state(&item("d/a")).unwrap().seen.unwrap();
    let mut weights: Vec<f32> = fsrs::DEFAULT_PARAMETERS.to_vec();
    weights[2] = 7.5;
    let what = crate::schedule::What::Act(Act::Params { weights: weights.clone() });
    store.append(&[crate::schedule::Draft { moment: moment(1, 0), item: None, what }]).unwrap();
    assert_eq!(store.params().unwrap(), Some(weights));
    let after = store.state(&item("d/a")).unwrap().seen.unwrap();
    assert!((after.memory.stability.0 - 7.5).abs() < 1e-6, "{after:?}");
    assert_eq!(after.due, before.due);
}
