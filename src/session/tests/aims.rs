//! What a session is for, and when it is over.

use super::*;

#[test]
fn a_practice_asks_what_is_not_due_and_changes_no_schedule() {
    let deck = typed(&["a", "b", "c"]);
    let mut play = Play::new(&[("d", &deck)]);
    for _ in 0..3 {
        play.right();
    }
    let before = play.ledger.states();
    let cram = Settings { mode: Mode::Cram, ..settings() };
    let mut play = Play::with(&[("d", &deck)], play.ledger, cram, 20_001);
    assert!(!play.session.changes_schedule());
    assert_eq!(play.session.progress().total, 3);
    let first = play.current();
    play.wrong();
    play.right();
    play.right();
    assert_eq!(play.current(), first, "what was failed returns");
    play.take(Input::Undo);
    play.right();
    play.right();
    assert_eq!(*play.session.stage(), Stage::Over);
    for (item, state) in play.ledger.states() {
        assert_eq!(state.seen, before[&item].seen, "{item}");
        assert!(state.attempts > before[&item].attempts, "{item}");
    }
}

#[test]
fn what_was_answered_in_another_window_is_practice_here() {
    let deck = typed(&["a", "b"]);
    let decks = [("d", deck.as_str())];
    let mut here = Play::new(&decks);
    let mut there = Play::new(&decks);
    assert_eq!([here.current(), there.current()], ["d/a", "d/a"]);
    there.right();
    here.ledger = there.ledger;
    let states = here.ledger.states();
    let candidates = || Candidates::whole(&collection(&decks), states.clone(), &settings().filter, here.now.day);
    assert!(here.session.catch_up(candidates()));
    assert!(!here.session.catch_up(candidates()), "once is enough");
    assert!(!here.session.changes_schedule());
    here.wrong();
    let item: ItemId = "d/a".parse().expect("an item");
    let (before, after) = (&states[&item], &here.ledger.states()[&item]);
    assert_eq!((after.seen, after.attempts), (before.seen, before.attempts + 1));
    assert_eq!(here.current(), "d/b");
    assert!(here.session.changes_schedule());
}

#[test]
fn before_a_day_the_weakest_come_first() {
    let deck = typed(&["a", "b", "c"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.right();
    play.text("yes");
    play.take(Input::Rate(Rating::Easy));
    play.text("yes");
    play.take(Input::Rate(Rating::Hard));
    let by = Settings { mode: Mode::By(Day::from_number(20_004)), ..settings() };
    let mut play = Play::with(&[("d", &deck)], play.ledger, by, 20_001);
    let mut asked = Vec::new();
    while *play.session.stage() != Stage::Over {
        asked.push(play.current());
        play.right();
    }
    assert_eq!(asked, ["d/c", "d/a"], "b is still known on that day");
    assert!(play.session.changes_schedule());
}

#[test]
fn the_time_is_over_after_a_card_and_not_in_it() {
    let deck = typed(&["a", "b", "c"]);
    let short = Settings { most_ms: Some(2_500), ..settings() };
    let mut play = Play::with(&[("d", &deck)], Ledger::default(), short, 20_000);
    assert_eq!(play.session.ms_left(), Some(2_500));
    play.wrong();
    assert_eq!(play.current(), "d/b");
    assert_eq!(play.session.ms_left(), Some(500), "it began when the first question was read");
    play.text("yes");
    assert!(matches!(play.session.stage(), Stage::Verdict(_)));
    assert_eq!(play.session.ms_left(), Some(0));
    play.take(Input::GoOn);
    assert_eq!(*play.session.stage(), Stage::Over);
    assert_eq!(play.session.out_of_time(), Some(2), "one that was not asked and one that was missed");
    play.take(Input::Undo);
    assert_eq!((play.current(), play.session.out_of_time()), ("d/b".to_owned(), None), "it goes on after all");
}

#[test]
fn a_session_that_ends_by_itself_was_not_cut_short() {
    let deck = typed(&["a", "b"]);
    let long = Settings { most_ms: Some(60_000), ..settings() };
    let mut play = Play::with(&[("d", &deck)], Ledger::default(), long, 20_000);
    play.right();
    play.right();
    assert_eq!((play.session.stage(), play.session.out_of_time()), (&Stage::Over, None));
}
