//! How far a session is.

use super::*;

#[test]
fn the_count_is_of_items_and_never_goes_back() {
    let deck = typed(&["a", "b", "c", "d", "e", "f"]);
    let mut play = Play::new(&[("d", &deck)]);
    let mut counts = Vec::new();
    play.wrong();
    while *play.session.stage() != Stage::Over {
        let progress = play.session.progress();
        counts.push((progress.number, progress.total, progress.again));
        play.right();
    }
    assert_eq!(counts, [(2, 6, 1), (3, 6, 1), (4, 6, 1), (5, 6, 1), (5, 6, 0), (6, 6, 0)]);
}

#[test]
fn what_is_done_and_what_comes_back_only_grow() {
    let deck = typed(&["a", "b", "c", "d", "e", "f"]);
    let mut play = Play::new(&[("d", &deck)]);
    let mut course = Vec::new();
    for answer in ["no", "yes", "no", "yes", "yes", "yes", "no", "yes", "yes"] {
        for step in [Input::Answer(Answer::Text(answer.to_owned())), Input::GoOn] {
            let progress = play.session.progress();
            course.push((progress.done, progress.failed, progress.again));
            play.take(step);
        }
    }
    assert_eq!(*play.session.stage(), Stage::Over);
    assert_eq!(course[..6], [(0, 0, 0), (0, 1, 1), (0, 1, 1), (1, 1, 1), (1, 1, 1), (1, 2, 2)]);
    assert_eq!(course[14..], [(4, 2, 1), (5, 1, 1), (5, 1, 0), (6, 0, 0)], "what comes back is asked by then");
    let seen: Vec<usize> = course.iter().map(|(done, failed, _)| done + failed).collect();
    assert!(seen.is_sorted(), "{seen:?}");
}

#[test]
fn what_failed_in_an_earlier_session_is_asked_like_anything_else() {
    let decks = [("d", &*typed(&["a", "b", "c"]))];
    let mut before = Play::new(&decks);
    before.wrong();
    before.wrong();
    let play = Play::with(&decks, before.ledger, Settings { most_items: Some(1), ..settings() }, 20_000);
    let progress = play.session.progress();
    assert_eq!((progress.number, progress.total, progress.done, progress.failed, progress.again), (1, 1, 0, 0, 0));
}

#[test]
fn an_item_put_away_after_a_wrong_answer_does_not_come_back() {
    let deck = typed(&["a", "b"]);
    let mut play = Play::new(&[("d", &deck)]);
    play.text("no");
    assert_eq!((play.session.progress().done, play.session.progress().again), (0, 1));
    play.take(Input::Bury);
    assert_eq!((play.session.progress().done, play.session.progress().again), (1, 0));
}
