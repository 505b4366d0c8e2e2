//! Our cards go to Anki, are answered there, and come back.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use super::super::super::Package;
use super::super::super::writing::{
    Outgoing, OutgoingCard, OutgoingDeck, OutgoingItem, Preset, WriteError, answers, item_of, package,
};
use super::*;
use crate::deck::parse_deck;
use crate::schedule::DesiredRetention;

const DECK: &str = "\
title: Sea
cards:
  - {id: sea, kind: flip, question: What is the sea?, answer: salt water}
  - {id: port, kind: typed, question: Which port?, answer: Kiel}
  - {id: tide, kind: choice, question: Which tide?, answer: ebb, distractors: [wind, rain]}
  - {id: salt, kind: true-false, statement: The sea is salty., answer: true}
  - {id: gaps, kind: cloze, text: 'The {{c1::Elbe}} flows into the {{c3::North Sea}}.'}
  - {id: knots, kind: order, question: In which order?, steps: [one, two, three]}
  - {id: which, kind: match, question: Which is which?, pairs: [{left: Kiel, right: Baltic}, {left: Emden, right: Ems}, {left: Bremen, right: Weser}]}
  - {id: ebb, kind: term, term: ebb, definition: falling tide}
";

/// The deck as a package, with what was done on these items, and the items in it.
fn sent(log: &[Event]) -> (Collection, BTreeSet<String>) {
    let deck = parse_deck("d", None, DECK).expect("a deck");
    assert_eq!(deck.cards.len(), 8, "{:?}", deck.diagnostics);
    let mut names = BTreeSet::new();
    let cards = deck.cards.iter().map(|card| {
        let items = card.parts().into_iter().map(|part| {
            let id = card.id.item(part);
            let events: Vec<Event> = log.iter().filter(|event| event.item.as_ref() == Some(&id)).cloned().collect();
            names.insert(id.as_str().to_owned());
            OutgoingItem { part, state: state(&events), answers: answers(&events, &Model::default()) }
        });
        OutgoingCard { card: Arc::clone(card), source: None, items: items.collect() }
    });
    let deck = OutgoingDeck {
        id: "d".to_owned(),
        title: "Sea".to_owned(),
        about: None,
        desired_retention: DesiredRetention::default(),
        changed: at(1, 0) / 1000,
        cards: cards.collect(),
    };
    let preset = Preset {
        model: Model::default(),
        weights: None,
        desired_retention: DesiredRetention::default(),
        maximum_interval: 36_500,
        new_per_day: 10,
        reviews_per_day: 200,
        day_starts_at_hour: 4,
        today: day(40),
    };
    let outgoing = Outgoing { preset: Some(preset), offset_minutes: 120 };
    let decks = std::iter::once(Ok::<_, WriteError>(deck));
    let (bytes, _) = package(&outgoing, decks).expect("a package");
    let (collection, _) =
        Package::open(Cursor::new(bytes)).and_then(|mut package| package.collection()).expect("a package");
    (collection, names)
}

#[test]
fn every_card_of_ours_is_known_as_the_item_that_it_asks() {
    let (collection, names) = sent(&[]);
    let item = |card: &AnkiCard| {
        let note = collection.notes.iter().find(|note| note.id == card.note)?;
        let of = collection.note_types.iter().find(|of| of.id == note.note_type)?;
        Some(item_of(&note.guid, of, card.ord)?.as_str().to_owned())
    };
    assert_eq!(collection.cards.iter().map(item).collect::<Option<BTreeSet<_>>>(), Some(names));
    assert_eq!(item_of("oss-quiz:d/sea", &note_type(false, &["Question"]), 1), None);
    assert_eq!(item_of("oss-quiz:d", &note_type(false, &["Question"]), 0), None);
    assert_eq!(item_of("x", &note_type(false, &["Question"]), 0), None);
}

/// Three answers here, two of them at one millisecond.
fn here() -> Vec<Event> {
    let first = reviewed_here(at(2, 600), Rating::Again, day(2));
    let gap = |event: Event, part: &str, number: u8| Event {
        item: format!("d/gaps#{part}").parse().ok(),
        id: EventId(uuid::Uuid::from_u128(event.id.0.as_u128() + u128::from(number))),
        ..event
    };
    let second = gap(first.clone(), "c1", 1);
    let third = gap(reviewed_here(at(2, 601), Rating::Good, day(5)), "c1", 2);
    vec![first, second, third]
}

fn card_of(collection: &Collection, guid: &str, ord: u32) -> usize {
    let note = collection.notes.iter().find(|note| note.guid == guid).expect(guid).id;
    collection.cards.iter().position(|card| (card.note, card.ord) == (note, ord)).expect("a card")
}

#[test]
fn what_was_answered_here_and_went_there_is_known_when_it_comes_back() {
    let log = here();
    let (collection, _) = sent(&log);
    assert_eq!(collection.reviews.iter().filter(|row| row.id % 10 > 0).count(), 1, "one was moved");
    let back = progress(&collection, &log);
    assert_eq!((back.events, back.counts.known), (vec![], 3));
    // Amended or taken back since, it is still the same.
    let target = log[0].id;
    let amend = Act::Amend { target, rating: Rating::Good, due: day(4), guessed: false, overruled: true };
    for act in [amend, Act::Retract { target }] {
        let since = [log.clone(), vec![acted_here(at(3, 0), act)]].concat();
        assert_eq!(brought(&collection, &since), []);
    }
}

#[test]
fn answers_given_there_come_once_and_are_due_on_the_same_day() {
    let mut log = here();
    let (mut collection, _) = sent(&log);
    let answer = |collection: &mut Collection, guid, ord, row: RevlogRow, state, due| {
        let place = card_of(collection, guid, ord);
        let card = &mut collection.cards[place];
        (card.state, card.due, card.changed) = (state, due, row.id / 1000);
        let row = RevlogRow { card: card.id, ..row };
        collection.reviews.push(row);
        collection.reviews.sort_by_key(|row| (row.card, row.id));
    };
    let (learning, review) = (CardState::Learning, CardState::Review);
    let soon = DueIn::Second(at(30, 610) / 1000);
    // A new card, one that was answered here, and the same rating within a minute of ours.
    answer(&mut collection, "oss-quiz:d/port", 0, row(at(30, 600), 1, -600, 0), learning, soon);
    let first = DueIn::Day(i64::from(day(37).number()) - 18_262);
    answer(&mut collection, "oss-quiz:d/gaps", 0, row(at(30, 601), 3, 7, 1), review, first);
    answer(&mut collection, "oss-quiz:d/sea", 0, row(at(2, 601), 1, -600, 0), learning, soon);
    let back = progress(&collection, &log);
    assert_eq!((back.counts.answers, back.counts.known, back.counts.marks, back.events.len()), (3, 3, 0, 3));
    log.extend(back.events);
    let due_of = |name: &str| {
        let own: Vec<Event> =
            log.iter().filter(|event| event.item.as_ref().is_some_and(|it| it.as_str() == name)).cloned().collect();
        due(&own)
    };
    assert_eq!(["d/port", "d/gaps#c1", "d/sea"].map(due_of), [day(30), day(37), day(30)].map(Some));
    assert_eq!(brought(&collection, &log), []);
    // Sent again with all that, nothing is new.
    let (again, _) = sent(&log);
    assert_eq!(again.reviews.len(), 6);
    assert_eq!(brought(&again, &log), []);
}

#[test]
fn a_copy_that_went_to_anki_brings_no_answer_of_the_card_it_came_from_again() {
    let log = brought(&collection(card(), &learnt()), &[]);
    let (copies, _) = sent(&log);
    assert_eq!(brought(&copies, &log), []);
    // Both in one package, in an empty store.
    let shifted = |id: i64| id + 1_000_000;
    let mut both = collection(card(), &learnt());
    both.note_types = copies.note_types;
    both.created = copies.created;
    both.offset_minutes = copies.offset_minutes;
    both.cards[0].due = DueIn::Day(i64::from(day(30).number()) - 18_262);
    both.notes.extend(copies.notes.into_iter().map(|note| Note { id: shifted(note.id), ..note }));
    both.cards.extend(copies.cards.into_iter().map(|card| AnkiCard { note: shifted(card.note), ..card }));
    both.reviews.extend(copies.reviews);
    let all = brought(&both, &[]);
    assert_eq!((all.len(), due(&all)), (3, Some(day(30))));
}

#[test]
fn a_history_that_starts_with_sm2_goes_there_as_anki_would_have_kept_it() {
    let rows = [row(at(4, 700), 1, -600, 2), row(at(5, 700), 3, 12, 1), row(at(17, 700), 3, 30, 1)];
    let mut log = brought(&collection(card(), &rows), &[]);
    let (sent_away, _) = sent(&log);
    assert_eq!(
        sent_away.reviews.iter().map(|row| (row.kind, row.interval)).collect::<Vec<_>>(),
        [(2, 0), (1, 12), (1, 13)]
    );
    assert_eq!(brought(&sent_away, &log), []);
    // Taken up by an empty store, it comes to the same memory.
    let memory = |events: &[Event]| state(events).seen.expect("a memory").fsrs;
    let (there, here) = (memory(&brought(&sent_away, &[])), memory(&log));
    assert!((there.stability.0 / here.stability.0 - 1.0).abs() < 0.01, "{there:?} {here:?}");
    assert!((there.difficulty.0 / here.difficulty.0 - 1.0).abs() < 0.01, "{there:?} {here:?}");
    // Only what follows a forgetting goes.
    log.push(acted_here(at(20, 600), Act::Forget));
    assert_eq!(sent(&log).0.reviews, []);
}
