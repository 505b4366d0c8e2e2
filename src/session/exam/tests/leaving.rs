//! An exam that was left goes on, and one whose time is up ends.

use super::*;

#[test]
fn an_exam_that_was_left_goes_on_where_it_was() {
    let mut sitting = Sitting::new(99);
    for right in [true, false, true] {
        sitting.answer(right);
    }
    sitting.take(Input::GoTo(5));
    sitting.take(Input::Answer(Answer::DontKnow));
    let begun = sitting.exam().begun.expect("it has begun");
    let given = |sitting: &Sitting| sitting.exam().asked.iter().map(|asked| asked.given.clone()).collect::<Vec<_>>();
    let before = (given(&sitting), sitting.result());
    let past = past_exams(sitting.ledger.events.iter().filter(|event| event.item.is_none())).pop().expect("an exam");
    let events = |item: &String| sitting.ledger.history(&item.parse().expect("an id"));
    let kept: Vec<Option<KeptAnswer>> = past.items().iter().map(|item| past.answer(events(item))).collect();
    let mut again = Sitting::with(99, Ledger::default());
    again.session.restore_exam(begun, &kept);
    assert_eq!((given(&again), again.result()), before);
    assert_eq!((again.exam().number(), again.exam().answered()), (4, 4));
    // What is answered now belongs to the same exam, and a changed answer takes the earlier one back.
    again.ledger = sitting.ledger;
    again.take(Input::GoTo(1));
    again.answer(false);
    assert_eq!(again.reviews().len(), 4);
    again.take(Input::Quit);
    again.take(Input::HandIn);
    let exams = past_exams(again.ledger.events.iter().filter(|event| event.item.is_none()));
    assert_eq!(exams.iter().map(|exam| exam.result.map(|result| result.right)).collect::<Vec<_>>(), [Some(1)]);
}

#[test]
fn when_the_time_is_up_the_current_answer_is_the_last() {
    // Each input takes ten seconds.
    let mut sitting = Sitting::timed(5, Ledger::default(), Some(13_000));
    sitting.answer(true);
    assert!(!sitting.session.must_hand_in());
    sitting.answer(true);
    assert!(sitting.session.must_hand_in());
    sitting.take(Input::HandIn);
    assert_eq!((sitting.result().answered, sitting.exam().is_handed_in()), (2, true));
    // Who turns to another question instead has had it.
    let mut sitting = Sitting::timed(5, Ledger::default(), Some(13_000));
    sitting.answer(true);
    sitting.take(Input::Back);
    assert!(sitting.session.must_hand_in());
}
