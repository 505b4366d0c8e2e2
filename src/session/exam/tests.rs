//! Exams driven by hand, on a log that is a list.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use proptest::prelude::*;

use super::{Exam, ExamDraw, ExamPlan, ExamResult, KeptAnswer, draw, past_exams};
use crate::deck::{Collection, ItemId, parse_deck, parse_source};
use crate::schedule::{Act, Day, EventDraft, EventKind, Model, Moment, Purpose, Rating, Review, Verdict};
use crate::session::tests::Ledger;
use crate::session::{Answer, Filter, Input, Session, Settings, Stage, carry_states, made_due};

mod leaving;

/// Eight cards on rivers, four on hills, all to be typed; a card that only the learner judges; two siblings.
fn found() -> Rc<Collection> {
    let card = |n: usize, claim: &str| {
        format!(
            "  - id: c{n}\n    kind: typed\n    question: What is {n}?\n    answer: answer {n}\n    exact: true\n    \
             claims: [{claim}]\n"
        )
    };
    let river: String = (0..8).map(|n| card(n, "r")).collect();
    let hill: String = (8..12).map(|n| card(n, "h")).collect();
    let first = format!("title: First\nsource: map\ncards:\n{river}{hill}");
    let second = "title: Second\ncards:\n  - id: own\n    kind: flip\n    question: q\n    answer: a\n  \
                  - id: gaps\n    kind: cloze\n    text: \"{{c1::one}} and {{c2::two}}\"\n  \
                  - id: pick\n    kind: choice\n    question: Which?\n    answer: yes\n    distractors:\n      \
                  - text: no\n        why: It is not.\n    because: It is.\n";
    let source = "sections:\n  - {slug: rivers, title: Rivers}\n  - {slug: hills}\nclaims:\n  \
                  - {id: r, section: rivers, claim: c}\n  - {id: h, section: hills, claim: c}\n";
    let deck = |id, text| (0, parse_deck(id, None, text).expect("a deck"));
    let (source, _) = parse_source("map", None, source).expect("a source");
    let decks = vec![deck("first", &first[..]), deck("second", second)];
    Rc::new(Collection::gather(decks, vec![(0, source)]).collection)
}

const TODAY: i32 = 20_000;

fn moment(second: i64) -> Moment {
    Moment { at_ms: i64::from(TODAY) * 86_400_000 + second * 1_000, offset_minutes: 0, day: Day::from_number(TODAY) }
}

fn drawn(count: usize, seed: u64) -> ExamDraw {
    draw(&*found(), &HashMap::new(), &Filter::default(), Day::from_number(TODAY), count, seed)
}

/// An exam with its log and its clock.
struct Sitting {
    session: Session,
    ledger: Ledger,
    second: i64,
}

impl Sitting {
    fn new(count: usize) -> Self {
        Self::with(count, Ledger::default())
    }

    fn with(count: usize, ledger: Ledger) -> Self {
        Self::timed(count, ledger, None)
    }

    fn timed(count: usize, ledger: Ledger, most_ms: Option<i64>) -> Self {
        let found = found();
        let mut states = ledger.states();
        let carried = carry_states(&*found, &mut states);
        let drawn = draw(&*found, &states, &Filter::default(), Day::from_number(TODAY), count, 1);
        let plan = ExamPlan { chances: vec![0.5; count], pass: Some(50), ..ExamPlan::default() };
        let exam = Exam::new(&drawn, |id| states.get(id).cloned().unwrap_or_default(), plan, moment(0));
        let settings = Settings { most_ms, ..Settings::default() };
        let today = Day::from_number(TODAY);
        let session = Session::of_exam(exam, found, (states, carried), Model::default(), settings, today);
        Self { session, ledger, second: 0 }
    }

    fn exam(&self) -> &Exam {
        self.session.exam().expect("an exam")
    }

    fn result(&self) -> ExamResult {
        self.exam().result(self.session.found())
    }

    fn take(&mut self, input: Input) {
        self.second += 10;
        if let Some(begin) = self.session.begins_with(&input) {
            let (events, states) = self.ledger.append(&[begin]);
            self.session.recorded(&events, states);
        }
        let effect = self.session.take(input, moment(self.second), 4_000);
        let (events, states) = self.ledger.append(&effect.drafts);
        self.session.recorded(&events, states);
    }

    fn answer(&mut self, right: bool) {
        let question = self.session.question().expect("a question");
        let answer = if right { question.right()[0].plain() } else { "nonsense".to_owned() };
        let answer = match question.choices.iter().position(|choice| choice.right == right) {
            Some(place) => Answer::Choices(vec![place]),
            None => Answer::Text(answer),
        };
        self.take(Input::Answer(answer));
    }

    fn reviews(&self) -> Vec<(String, Rating)> {
        self.ledger.standing()
    }
}

#[test]
fn sections_give_in_proportion_and_the_rest_goes_to_the_largest_remainders() {
    // Eight on rivers, four on hills, two more in a deck without a source: 14 cards.
    for (count, shares) in [(7, [4, 2, 1]), (14, [8, 4, 2]), (3, [2, 1, 0]), (99, [8, 4, 2])] {
        let drawn = drawn(count, 5);
        let mut given = BTreeMap::from([("rivers", 0), ("hills", 0), ("second", 0)]);
        for item in &drawn.items {
            let section = found()
                .section_of(&item.card)
                .map_or("second", |(s, _)| if s.slug == "hills" { "hills" } else { "rivers" });
            *given.entry(section).or_default() += 1;
        }
        assert_eq!([given["rivers"], given["hills"], given["second"]], shares, "{count}");
        assert_eq!(drawn.left_out, 1);
    }
}

#[test]
fn the_seed_decides_and_siblings_are_never_both_asked() {
    let ids = |seed| drawn(14, seed).items.iter().map(|item| item.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(1), ids(1));
    assert_eq!(ids(1)[..5], ["first/c1", "first/c8", "first/c2", "first/c7", "second/pick"]);
    assert_ne!(ids(1), ids(2));
    for seed in 0..50 {
        assert_eq!(ids(seed).iter().filter(|id| id.starts_with("second/gaps")).count(), 1);
    }
}

#[test]
fn nobody_is_examined_on_what_is_suspended_or_buried() {
    let id: ItemId = "first/c0".parse().expect("an id");
    let mut ledger = Ledger::default();
    ledger.append(&[EventDraft { moment: moment(0), item: Some(id.clone()), what: EventKind::Act(Act::Suspend) }]);
    let sitting = Sitting::with(99, ledger);
    assert!(sitting.exam().asked.iter().all(|asked| asked.question.id != id));
    assert_eq!(sitting.exam().total(), 13);
}

#[test]
fn every_item_that_is_named_is_asked_or_left_out_for_a_reason() {
    let mut ledger = Ledger::default();
    let suspended = Some("first/c0".parse().expect("an id"));
    ledger.append(&[EventDraft { moment: moment(0), item: suspended, what: EventKind::Act(Act::Suspend) }]);
    let found = found();
    for count in [1, 7, 13, 99] {
        let drawn = draw(&*found, &ledger.states(), &Filter::default(), Day::from_number(TODAY), count, 1);
        let ExamDraw { items, left_out, set_aside, siblings, beyond } = drawn;
        assert_eq!((left_out, set_aside, siblings), (1, 1, 1), "{count}");
        assert_eq!(items.len() + left_out + set_aside + siblings + beyond, found.items().len(), "{count}");
    }
}

#[test]
fn a_deck_has_its_sections_below_it_where_it_has_several() {
    let decks = Sitting::new(99).result().decks;
    let parts = |deck: &super::ExamGroup| {
        let sections: Vec<String> = deck.sections.iter().map(|one| format!("{} {}", one.title, one.asked)).collect();
        format!("{} {}: {}", deck.id, deck.asked, sections.join(", "))
    };
    let parts: Vec<String> = decks.iter().map(parts).collect();
    assert_eq!(parts, ["first 12: Rivers 8, hills 4", "second 2: "]);
    // Where each question has its own, they say no more than the misses do.
    assert!(Sitting::new(3).result().decks.iter().all(|deck| deck.asked > 2 || deck.sections.is_empty()));
}

#[test]
fn it_begins_with_the_first_that_is_kept() {
    let mut sitting = Sitting::new(3);
    let begins = |sitting: &Sitting, input: &Input| sitting.session.begins_with(input).is_some();
    assert!(begins(&sitting, &Input::Answer(Answer::DontKnow)));
    for input in [Input::Skip, Input::Back, Input::Quit] {
        assert!(!begins(&sitting, &input), "{input:?}");
        sitting.take(input);
        assert!(sitting.ledger.events.is_empty());
    }
    assert!(begins(&sitting, &Input::HandIn) && !begins(&sitting, &Input::Quit));
    sitting.take(Input::HandIn);
    assert_eq!(sitting.ledger.events.len(), 2);
    assert!(!begins(&sitting, &Input::HandIn), "it has begun");
}

#[test]
fn every_answer_is_written_when_it_is_given_and_a_changed_one_replaces_it() {
    let mut sitting = Sitting::new(3);
    sitting.answer(false);
    assert_eq!(sitting.reviews().len(), 1);
    assert_eq!((sitting.exam().number(), sitting.exam().answered()), (2, 1));
    sitting.take(Input::Back);
    let first = sitting.session.question().expect("a question").id.to_string();
    assert_eq!(sitting.exam().given().map(|given| given.grade.verdict), Some(Verdict::Wrong));
    sitting.answer(true);
    assert_eq!(sitting.reviews(), [(first, Rating::Good)]);
    let ms = sitting.ledger.events.iter().filter_map(|event| match &event.what {
        EventKind::Review(Review { ms, purpose: Purpose::Exam, .. }) => Some(*ms),
        _ => None,
    });
    assert_eq!(ms.collect::<Vec<_>>(), [4_000, 8_000]);
}

#[test]
fn the_same_answer_again_writes_nothing() {
    let mut sitting = Sitting::new(3);
    sitting.answer(true);
    let written = sitting.ledger.events.len();
    sitting.take(Input::Back);
    sitting.answer(true);
    assert_eq!((sitting.ledger.events.len(), sitting.exam().number()), (written, 2));
}

#[test]
fn one_goes_back_and_forward_skips_and_hands_in() {
    let mut sitting = Sitting::new(3);
    sitting.take(Input::Back);
    assert_eq!(sitting.exam().number(), 1);
    sitting.take(Input::Skip);
    sitting.answer(true);
    sitting.take(Input::Quit);
    assert_eq!((sitting.session.stage(), sitting.exam().open()), (&Stage::HandIn, vec![1, 3]));
    sitting.take(Input::Back);
    assert_eq!((sitting.session.stage(), sitting.exam().number()), (&Stage::Question, 3));
    sitting.answer(false);
    assert_eq!(*sitting.session.stage(), Stage::HandIn);
    sitting.take(Input::FirstOpen);
    assert_eq!(sitting.exam().number(), 1);
    sitting.take(Input::GoTo(3));
    assert_eq!(sitting.exam().number(), 3);
    for number in [0, 4] {
        sitting.take(Input::GoTo(number));
        assert_eq!(sitting.exam().number(), 3, "{number}");
    }
    sitting.take(Input::Quit);
    sitting.take(Input::GoTo(2));
    assert_eq!((sitting.session.stage(), sitting.exam().number()), (&Stage::Question, 2));
    sitting.take(Input::Quit);
    sitting.take(Input::HandIn);
    assert!(*sitting.session.stage() == Stage::Over && sitting.exam().is_handed_in());
    let result = sitting.result();
    assert_eq!((result.asked, result.answered, result.right, result.percent()), (3, 2, 1, 33));
    assert!(!result.passed() && (result.expected - 1.5).abs() < 1e-9);
    let missed: Vec<(usize, bool)> = result.missed.iter().map(|miss| (miss.number, miss.answered)).collect();
    assert_eq!(missed, [(1, false), (3, true)]);
    let asked = |groups: &[super::ExamGroup]| groups.iter().map(|group| group.asked).sum::<usize>();
    assert_eq!(asked(&result.decks), 3);
    assert!(asked(&result.sections) <= 3);
}

#[test]
fn a_miss_tells_why_the_picked_one_is_wrong_and_why_the_right_one_is_right() {
    let mut sitting = Sitting::new(99);
    while *sitting.session.stage() == Stage::Question {
        sitting.answer(false);
    }
    let result = sitting.result();
    let miss = result.missed.iter().find(|miss| miss.item.as_str() == "second/pick").expect("it was missed");
    let plain = |text: &Option<crate::deck::Text>| text.as_ref().map(crate::deck::Text::plain);
    assert_eq!(miss.given.as_deref(), Some("no"));
    assert_eq!((plain(&miss.why), plain(&miss.because)), (Some("It is not.".into()), Some("It is.".into())));
}

#[test]
fn the_log_tells_of_exams_that_ended_and_of_those_that_were_broken_off() {
    let mut sitting = Sitting::new(2);
    sitting.answer(true);
    sitting.take(Input::Quit);
    sitting.take(Input::Quit);
    assert!(*sitting.session.stage() == Stage::Over && !sitting.exam().is_handed_in());
    let mut ledger = sitting.ledger;
    let whole = |ledger: &Ledger| past_exams(ledger.events.iter().filter(|event| event.item.is_none()));
    assert_eq!(whole(&ledger).iter().map(|exam| exam.result.is_some()).collect::<Vec<_>>(), [false]);
    ledger = {
        let mut sitting = Sitting::with(2, ledger);
        sitting.answer(true);
        sitting.answer(true);
        sitting.take(Input::HandIn);
        sitting.ledger
    };
    let exams = whole(&ledger);
    let result = exams[1].result.expect("it was handed in");
    assert_eq!((result.asked, result.right, result.pass, exams[1].items().len()), (2, 2, Some(50), 2));
    let day = Day::from_number(TODAY);
    assert!(exams.iter().all(|exam| !exam.can_go_on(exam.device, day)), "only the latest that was not handed in");
}

/// A log in which every card of the first deck was met and is due in some days.
fn met() -> Ledger {
    let review = Review {
        purpose: Purpose::Scheduled,
        verdict: Verdict::Right,
        suggested: Some(Rating::Good),
        rating: Rating::Good,
        due: Day::from_number(TODAY + 5),
        hints: 0,
        revision: 0,
        ms: 1_000,
        answer: None,
    };
    let before = Moment { at_ms: moment(0).at_ms - 86_400_000, day: Day::from_number(TODAY - 1), ..moment(0) };
    let mut ledger = Ledger::default();
    for n in 0..12 {
        let item = Some(format!("first/c{n}").parse().expect("an id"));
        ledger.append(&[EventDraft { moment: before, item, what: EventKind::Review(review.clone()) }]);
    }
    ledger
}

#[test]
fn what_was_missed_can_be_made_due_today() {
    let mut sitting = Sitting::with(99, met());
    assert_eq!(sitting.result().met, 12);
    while *sitting.session.stage() == Stage::Question {
        let right = sitting.exam().number() > 4;
        sitting.answer(right);
    }
    let missed = sitting.result().missed;
    let met_before = missed.iter().filter(|miss| miss.item.deck() == "first").count();
    let drafts = sitting.session.due_misses(moment(900));
    assert_eq!(made_due(&drafts), met_before);
    sitting.ledger.append(&drafts);
    for miss in missed.iter().filter(|miss| miss.item.deck() == "first") {
        let state = sitting.ledger.state(&miss.item);
        assert_eq!(state.seen.map(|seen| seen.due), Some(Day::from_number(TODAY)));
    }
}

#[test]
fn a_typed_miss_counts_as_right_by_the_learners_word_and_the_score_is_made_anew() {
    let mut sitting = Sitting::with(99, met());
    while *sitting.session.stage() == Stage::Question {
        let right = sitting.exam().number() > 4;
        sitting.answer(right);
    }
    let seen = |sitting: &Sitting| -> BTreeMap<String, _> {
        sitting.ledger.states().into_iter().map(|(id, state)| (id.to_string(), (state.seen, state.attempts))).collect()
    };
    let before = (seen(&sitting), sitting.result());
    // Before it is handed in nothing can be said.
    sitting.take(Input::MarkRight(1));
    assert_eq!(sitting.result(), before.1);
    sitting.take(Input::HandIn);

    let misses = sitting.exam().typed_misses();
    let numbers: Vec<usize> = misses.iter().map(|miss| miss.number).collect();
    assert!(misses.iter().all(|miss| miss.typed == "nonsense" && !miss.overruled));
    for &number in &numbers {
        sitting.take(Input::MarkRight(number));
        sitting.take(Input::MarkRight(number));
    }
    let result = sitting.result();
    assert_eq!((result.right, result.overruled), (before.1.right + numbers.len(), numbers.len()));
    assert_eq!(result.missed.len() + numbers.len(), before.1.missed.len());
    let right = |groups: &[super::ExamGroup]| groups.iter().map(|group| group.right).sum::<usize>();
    assert_eq!(right(&result.decks), result.right);
    assert!(right(&result.sections) > right(&before.1.sections));

    // What is picked is no typed answer, and what is right is no miss.
    let others: Vec<usize> = (0..=15).filter(|number| !numbers.contains(number)).collect();
    let written = sitting.ledger.events.len();
    for number in others {
        sitting.take(Input::MarkRight(number));
    }
    assert_eq!(sitting.ledger.events.len(), written);

    // Every act is an amend of its review, with that review's own day, and changes no state.
    let reviews: HashMap<_, _> = sitting
        .ledger
        .events
        .iter()
        .filter_map(|event| match &event.what {
            EventKind::Review(review) => Some((event.id, review.clone())),
            EventKind::Act(_) => None,
        })
        .collect();
    let amends: Vec<&Act> = sitting
        .ledger
        .events
        .iter()
        .filter_map(|event| match &event.what {
            EventKind::Act(act @ Act::Amend { .. }) => Some(act),
            _ => None,
        })
        .collect();
    assert_eq!(amends.len(), numbers.len());
    for amend in amends {
        let Act::Amend { target, rating, due, guessed, overruled } = amend else { panic!("an amend") };
        let review = &reviews[target];
        assert_eq!((review.purpose, review.due), (Purpose::Exam, *due));
        assert_eq!((*rating, *guessed, *overruled), (Rating::Good, false, true));
    }
    assert_eq!(seen(&sitting), before.0);
    // What counts as right is not made due.
    let left: Vec<ItemId> = result.missed.iter().map(|miss| miss.item.clone()).collect();
    let due = sitting.session.due_misses(moment(900));
    assert!(due.iter().all(|draft| draft.item.as_ref().is_some_and(|item| left.contains(item))));

    // The log tells the score that stands, also after a word is taken back.
    assert_eq!(standing(&sitting), result.right);
    sitting.take(Input::Unmark(numbers[0]));
    sitting.take(Input::Unmark(numbers[0]));
    assert_eq!(sitting.result().right, result.right - 1);
    assert_eq!(standing(&sitting), result.right - 1);
    assert_eq!(seen(&sitting), before.0);
}

/// How many were right in the latest exam, as the log tells.
fn standing(sitting: &Sitting) -> usize {
    let events = &sitting.ledger.events;
    let exam = past_exams(events.iter().filter(|event| event.item.is_none())).pop().expect("an exam");
    let result = exam.result.expect("it was handed in");
    let verdicts = exam.items().iter().filter_map(|item| {
        let own = events.iter().filter(|event| event.item.as_ref().is_some_and(|id| id.as_str() == item));
        exam.answer(own).map(|answer| answer.verdict)
    });
    let verdicts: Vec<Verdict> = verdicts.collect();
    let right = verdicts.iter().filter(|verdict| **verdict == Verdict::Right).count();
    result.counted_anew(verdicts.len(), right).right
}

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        4 => (0..4_usize).prop_map(|n| Input::Answer(Answer::Text(format!("answer {n}")))),
        2 => (0..2_usize).prop_map(|n| Input::Answer(Answer::Choices(vec![n]))),
        1 => Just(Input::Answer(Answer::DontKnow)),
        2 => Just(Input::Back),
        1 => Just(Input::Skip),
        1 => Just(Input::FirstOpen),
        1 => Just(Input::HandIn),
        1 => (0..12_usize).prop_map(Input::GoTo),
        1 => (1..11_usize).prop_map(Input::MarkRight),
        1 => (1..11_usize).prop_map(Input::Unmark),
    ]
}

proptest! {
    #[test]
    fn an_exam_changes_no_schedule_and_what_stands_is_what_was_answered(inputs in prop::collection::vec(any_input(), 0..40)) {
        let ledger = met();
        let before: HashMap<ItemId, _> = ledger.states().into_iter().map(|(id, state)| (id, state.seen)).collect();
        let mut sitting = Sitting::with(10, ledger);
        for input in inputs {
            sitting.take(input);
        }
        let after = sitting.ledger.states();
        for (id, state) in &after {
            prop_assert_eq!(state.seen, before.get(id).copied().flatten(), "{}", id);
        }
        let standing: usize = sitting.ledger.standing().len() - before.len();
        prop_assert_eq!(standing, sitting.exam().answered());
    }
}
