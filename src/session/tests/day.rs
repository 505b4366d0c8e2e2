//! What a study day asks.

use super::*;

#[test]
fn siblings_never_meet_on_one_study_day() {
    let deck = "title: T\ncards:\n  - {id: a, kind: term, term: yes, definition: an affirmative word}\n\
                  \x20 - {id: b, kind: flip, question: \"What else is there?\", answer: more}\n";
    let mut play = Play::new(&[("d", deck)]);
    let mut asked = Vec::new();
    while *play.session.stage() != Stage::Over {
        asked.push(play.current());
        play.take(Input::Reveal);
        play.take(Input::Rate(Rating::Good));
    }
    assert_eq!(asked, ["d/a#term", "d/b"]);
    let play = play.on(&[("d", deck)], 20_001);
    assert_eq!(play.current(), "d/a#definition");
}

#[test]
fn siblings_that_were_both_answered_today_wait_for_each_other() {
    let deck = "title: T\ncards:\n  - {id: a, kind: term, term: yes, definition: an affirmative word}\n";
    let mut play = Play::new(&[("d", deck)]);
    for day in [20_000, 20_001] {
        play = play.on(&[("d", deck)], day);
        play.take(Input::Reveal);
        play.take(Input::Rate(Rating::Good));
    }
    // As after a session that asks everything.
    let first = play.ledger.events[0].moment;
    play.ledger.events[1].moment = Moment { at_ms: first.at_ms + 60_000, ..first };
    let revised = deck.replace("kind: term", "revision: 1, kind: term");
    for _ in 0..8 {
        let again = play.on(&[("d", &revised)], 20_000);
        assert_eq!(*again.session.stage(), Stage::Over);
        play = again.on(&[("d", &revised)], 20_001);
        assert_ne!(*play.session.stage(), Stage::Over);
    }
}

#[test]
fn the_day_allows_so_many_new_items_and_a_second_session_knows() {
    let deck = typed(&["a", "b", "c", "d"]);
    let limits = Limits { new: 2, ..Limits::default() };
    let limited = || Settings { limits: limits.clone(), ..settings() };
    let mut play = Play::with(&[("d", &deck)], Ledger::default(), limited(), 20_000);
    play.right();
    let mut play = Play::with(&[("d", &deck)], play.ledger, limited(), 20_000);
    assert_eq!((play.current().as_str(), play.session.plan().new), ("d/b", 1));
    play.right();
    assert_eq!(*play.session.stage(), Stage::Over);
    let extra = Settings { limits: Limits { new_anyway: Some(1), ..limits.clone() }, ..settings() };
    let mut play = Play::with(&[("d", &deck)], play.ledger, extra, 20_000);
    assert_eq!(play.current(), "d/c");
    play.right();
    assert_eq!(*play.session.stage(), Stage::Over);
}

#[test]
fn what_was_answered_in_another_program_today_counts_for_the_days_limits() {
    let deck = typed(&["a", "b", "c", "d"]);
    let limits = Limits { new: 2, reviews: 1, ..Limits::default() };
    let again = |mut play: Play, day| {
        for event in &mut play.ledger.events {
            if let EventKind::Review(review) = &mut event.what {
                review.purpose = Purpose::Imported;
            }
        }
        Play::with(&[("d", &deck)], play.ledger, Settings { limits: limits.clone(), ..settings() }, day)
    };
    let mut play = again(Play::new(&[]), 20_000);
    play.right();
    play.right();
    let play = again(play, 20_000);
    assert_eq!((*play.session.stage() == Stage::Over, play.session.introduced()), (true, 2));
    let mut play = again(play, 20_010);
    assert_eq!((play.session.plan().due, play.session.plan().beyond), (1, 1));
    play.right();
    let play = again(play, 20_010);
    assert_eq!((play.session.plan().due, play.session.plan().beyond), (0, 1));
}

#[test]
fn a_backlog_holds_new_items_back() {
    let deck = typed(&["a", "b", "c", "d", "e", "f"]);
    let mut play = Play::new(&[("d", &deck)]);
    for _ in 0..4 {
        play.right();
    }
    let tight = Settings { limits: Limits { reviews: 2, ..Limits::default() }, ..settings() };
    let play = Play::with(&[("d", &deck)], play.ledger, tight, 20_010);
    let today = play.session.plan();
    assert_eq!((today.due, today.new, today.beyond, today.new_held_back), (2, 0, 2, true));
}

#[test]
fn a_renamed_card_goes_on_with_its_memory() {
    let before = typed(&["old"]);
    let after = before.replace("id: old", "id: new\n    was: old");
    let mut play = Play::new(&[("d", &before)]);
    play.right();
    let mut play = play.on(&[("d", &after)], 20_002);
    assert_eq!(play.current(), "d/new");
    assert_eq!(play.session.state().seen.map(|seen| seen.reviews), Some(1));
    let effect = play.text("yes");
    assert!(matches!(&effect.drafts[0].what, EventKind::Act(Act::Carry { .. })));
    let item: ItemId = "d/new".parse().expect("an item");
    assert_eq!(play.ledger.state(&item).seen.map(|seen| seen.reviews), Some(2));
}

#[test]
fn a_raised_revision_makes_an_item_due() {
    let before = typed(&["a"]);
    let after = before.replace("id: a", "id: a\n    revision: 1");
    let mut play = Play::new(&[("d", &before)]);
    play.right();
    assert_eq!(play.on(&[("d", &after)], 20_001).current(), "d/a");
}

#[test]
fn an_answer_after_the_day_began_counts_from_that_day() {
    let deck = typed(&["a"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.right();
    let mut play = play.on(&[("d", &deck)], 20_002);
    play.now.day = Day::from_number(20_003);
    play.text("yes");
    let (item, model) = ("d/a".parse().expect("an item"), Model::default());
    let first = replay(&play.ledger.events[..1], &model).seen.expect("a review");
    let memory = model.memory_after(Some(first.fsrs), 3, Rating::Good);
    assert_eq!(play.ledger.state(&item).seen.map(|seen| seen.fsrs), Some(memory));
    let preview = play.session.preview().expect("a question").after(Rating::Good).memory;
    assert_eq!(preview, memory);
}

#[test]
fn buried_and_suspended_items_leave_the_day() {
    let deck = typed(&["a", "b", "c"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.take(Input::Bury);
    play.take(Input::Suspend);
    assert_eq!(play.current(), "d/c");
    play.right();
    let play = play.on(&[("d", &deck)], 20_001);
    assert_eq!(play.current(), "d/a");
    assert_eq!(play.session.plan().new, 1);
}

#[test]
fn a_skipped_item_comes_last() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.take(Input::Skip);
    assert_eq!(play.current(), "d/b");
    play.right();
    assert_eq!(play.current(), "d/a");
    play.right();
    assert_eq!(*play.session.stage(), Stage::Over);
}

#[test]
fn a_full_session_still_finishes_what_was_failed() {
    let deck = typed(&["a", "b", "c"]);
    let two = Settings { most_items: Some(2), ..settings() };
    let mut play = Play::with(&[("d", &deck)], Ledger::default(), two, 20_000);
    assert_eq!(play.session.progress().total, 2);
    play.wrong();
    play.right();
    assert_eq!(play.current(), "d/a");
    play.right();
    assert_eq!(*play.session.stage(), Stage::Over);
}

#[test]
fn one_deck_is_begun_after_the_other() {
    let (first, second) = (typed(&["a"]), typed(&["b"]));
    let mut play = Play::new(&[("d1", &first), ("d2", &second)]);
    assert_eq!(play.session.begins().map(ToString::to_string).as_deref(), Some("d1"));
    play.right();
    assert_eq!(play.current(), "d2/b");
    assert_eq!(play.session.begins().map(ToString::to_string).as_deref(), Some("d2"));
}
