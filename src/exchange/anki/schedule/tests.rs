use std::collections::HashMap;
use std::convert::Infallible;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::super::notes::Asked;
use super::super::{AnkiCard, AnkiDeck, CardState, Collection, DueIn, Note, NoteType, RevlogRow};
use super::ids::ANKI_DEVICE;
use super::{AnkiProgress, Here, read};
use crate::deck::{CardId, ItemId, ItemPart};
use crate::schedule::{
    Act, Day, DayStart, Event, EventId, EventKind, ItemState, Model, Moment, Purpose, Rating, Review, Sm2, Verdict,
    replay,
};

mod law;
mod phone;

/// The study day on which the collection was made.
const FIRST: i32 = 20_000;

const MINUTE: i64 = 60_000;

/// A moment of a day of the collection, in minutes after midnight UTC.
fn at(day: i32, minute: i64) -> i64 {
    i64::from(FIRST + day) * 86_400_000 + minute * MINUTE
}

fn moment(at_ms: i64) -> Moment {
    let at = Timestamp::from_millisecond(at_ms).expect("a moment").to_zoned(TimeZone::UTC);
    Moment::of(&at, DayStart::default())
}

fn day(number: i32) -> Day {
    Day::from_number(FIRST + number)
}

fn row(at_ms: i64, button: u8, interval: i64, kind: u8) -> RevlogRow {
    RevlogRow { id: at_ms, card: 1, button, interval, factor: 2500, ms: 5_000, kind }
}

/// A card that was learnt on a day and asked once more, two days later.
fn learnt() -> [RevlogRow; 3] {
    [row(at(3, 600), 1, -600, 0), row(at(3, 610), 3, 2, 0), row(at(5, 700), 3, 9, 1)]
}

/// In review, due on the day 30.
fn card() -> AnkiCard {
    AnkiCard {
        id: 1,
        note: 1,
        state: CardState::Review,
        due: DueIn::Day(30),
        interval: 9,
        ease: 2500,
        changed: at(5, 700) / 1000,
        ..AnkiCard::default()
    }
}

fn collection(card: AnkiCard, rows: &[RevlogRow]) -> Collection {
    Collection {
        created: at(0, 240) / 1000,
        offset_minutes: Some(0),
        notes: vec![Note { id: 1, guid: "sea".to_owned(), ..Note::default() }],
        cards: vec![card],
        reviews: rows.to_vec(),
        ..Collection::default()
    }
}

/// What a collection brings to these events on the day 40.
fn progress(collection: &Collection, known: &[Event]) -> AnkiProgress {
    let asked = HashMap::from([(1, Asked { key: "sea".to_owned(), part: ItemPart::Whole })]);
    let card = |key: &str| -> Option<CardId> { format!("d/{key}").parse().ok() };
    let events = |item: &ItemId| -> Result<Vec<Event>, Infallible> {
        Ok(known.iter().filter(|event| event.item.as_ref() == Some(item)).cloned().collect())
    };
    let now = moment(at(40, 720));
    let here = Here { card: &card, revision: &|_| 2, events: &events, moment: &moment, now, version: "1" };
    let Ok(progress) = read(collection, &asked, &here);
    progress
}

fn brought(collection: &Collection, known: &[Event]) -> Vec<Event> {
    progress(collection, known).events
}

fn state(events: &[Event]) -> ItemState {
    replay(events, &Model::default())
}

fn due(events: &[Event]) -> Option<Day> {
    state(events).seen.map(|seen| seen.due)
}

/// `review good`, `forget`: what happened, in the order of the log.
fn words(events: &[Event]) -> Vec<String> {
    let word = |event: &Event| match &event.what {
        EventKind::Review(review) => format!("review {}", review.rating.word()),
        EventKind::Act(Act::Sm2(Sm2 { interval, ease })) => format!("sm2 {interval} {ease}"),
        EventKind::Act(act) => act.word().to_owned(),
    };
    events.iter().map(word).collect()
}

/// Something that was done here.
fn done_here(at_ms: i64, what: EventKind) -> Event {
    let id = EventId(uuid::Builder::from_unix_timestamp_millis(at_ms.unsigned_abs(), &[9; 10]).into_uuid());
    let item = "d/sea".parse().ok();
    Event { id, moment: moment(at_ms), item, device: uuid::Uuid::from_u128(7), version: "1".to_owned(), what }
}

fn reviewed_here(at_ms: i64, rating: Rating, due: Day) -> Event {
    let review = Review {
        purpose: Purpose::Scheduled,
        verdict: Verdict::None,
        suggested: None,
        rating,
        due,
        hints: 0,
        revision: 0,
        ms: 1_000,
        answer: None,
    };
    done_here(at_ms, EventKind::Review(review))
}

fn acted_here(at_ms: i64, act: Act) -> Event {
    done_here(at_ms, EventKind::Act(act))
}

#[test]
fn answers_are_imported_reviews_and_the_latest_has_the_day_that_anki_chose() {
    let events = brought(&collection(card(), &learnt()), &[]);
    assert_eq!(words(&events), ["review again", "review good", "review good"]);
    let reviews: Vec<&Review> = events
        .iter()
        .filter_map(|event| match &event.what {
            EventKind::Review(review) => Some(review),
            EventKind::Act(_) => None,
        })
        .collect();
    assert_eq!(reviews.iter().map(|review| review.due).collect::<Vec<_>>(), [day(3), day(5), day(30)]);
    assert!(reviews.iter().all(|review| review.purpose == Purpose::Imported && review.verdict == Verdict::None));
    assert!(reviews.iter().all(|review| (review.ms, review.revision) == (5_000, 2)));
    for (event, row) in events.iter().zip(learnt()) {
        assert_eq!((event.moment, event.id.at_ms()), (moment(row.id), row.id.unsigned_abs()));
        assert_eq!((event.device, event.id.0.get_version_num()), (ANKI_DEVICE, 7));
    }
    let model = Model::default();
    let first = model.memory_after(None, 0, Rating::Again);
    let second = model.memory_after(Some(first), 0, Rating::Good);
    assert_eq!(state(&events).seen.map(|seen| seen.fsrs), Some(model.memory_after(Some(second), 2, Rating::Good)));
}

#[test]
fn ids_are_the_same_in_every_import_and_stay_so() {
    let events = brought(&collection(card(), &learnt()), &[]);
    assert_eq!(events, brought(&collection(card(), &learnt()), &[]));
    let other = AnkiCard { ord: 1, ..card() };
    assert!(brought(&collection(other, &learnt()), &[]).iter().all(|event| !events.contains(event)));
    assert_eq!(events[0].id.to_string(), "0192666b-e500-713e-9128-a80324912767");
}

#[test]
fn a_second_import_brings_nothing_and_a_later_one_what_is_new() {
    let mut all = brought(&collection(card(), &learnt()), &[]);
    let again = progress(&collection(card(), &learnt()), &all);
    assert_eq!((again.events.len(), again.counts.known, again.counts.answers), (0, 3, 0));
    let mut rows = learnt().to_vec();
    rows.push(row(at(29, 800), 1, -600, 1));
    let later = AnkiCard { state: CardState::Relearning, due: DueIn::Second(at(29, 810) / 1000), ..card() };
    all.extend(brought(&collection(later.clone(), &rows), &all));
    assert_eq!((all.len(), due(&all)), (4, Some(day(29))));
    assert_eq!(brought(&collection(later, &rows), &all), []);
}

#[test]
fn what_was_learnt_within_the_day_is_due_on_the_study_day_of_its_minute() {
    for (minute, expected) in [(1_430, 5), (1_450, 5), (1_440 + 230, 5), (1_440 + 250, 6)] {
        let learning =
            AnkiCard { state: CardState::Learning, due: DueIn::Second(at(5, minute) / 1000), interval: 0, ..card() };
        let events = brought(&collection(learning, &[row(at(5, 1_420), 1, -600, 0)]), &[]);
        assert_eq!(due(&events), Some(day(expected)), "{minute}");
    }
}

#[test]
fn a_day_is_counted_from_the_date_on_which_the_collection_was_made_there() {
    // 23:30 UTC is half past midnight an hour further east.
    for (offset, expected) in [(Some(60), 31), (Some(-300), 30), (None, 30)] {
        let made =
            Collection { created: at(0, 23 * 60 + 30) / 1000, offset_minutes: offset, ..collection(card(), &learnt()) };
        assert_eq!(due(&brought(&made, &[])), Some(day(expected)), "{offset:?}");
    }
}

#[test]
fn a_card_made_new_again_begins_anew() {
    let new = AnkiCard { state: CardState::New, due: DueIn::Never, interval: 0, ..card() };
    let reset = RevlogRow { factor: 0, ..row(at(7, 600), 0, 0, 4) };
    let mut rows = learnt().to_vec();
    rows.push(reset);
    let mut all = brought(&collection(new.clone(), &rows), &[]);
    assert_eq!(words(&all).last().map(String::as_str), Some("forget"));
    assert_eq!(state(&all).seen, None);
    assert_eq!(brought(&collection(new.clone(), &rows), &all), []);
    rows.push(row(at(8, 600), 3, 1, 0));
    all.extend(brought(&collection(card(), &rows), &all));
    assert_eq!(state(&all).seen.map(|seen| (seen.reviews, seen.due)), Some((1, day(30))));

    // Older versions of Anki wrote no row for it: the card is new, or is learnt again.
    let silent = brought(&collection(new.clone(), &learnt()), &[]);
    assert_eq!((words(&silent).len(), state(&silent).seen), (4, None));
    assert_eq!(brought(&collection(new, &learnt()), &silent), []);
    let rows = [learnt().to_vec(), vec![row(at(8, 600), 3, 1, 0)]].concat();
    let again = brought(&collection(card(), &rows), &[]);
    assert_eq!(words(&again), ["review again", "review good", "review good", "forget", "review good"]);
    assert_eq!(state(&again).seen.map(|seen| seen.fsrs), Some(Model::default().memory_after(None, 0, Rating::Good)));
}

#[test]
fn a_log_whose_beginning_is_gone_starts_with_what_sm2_knew_then() {
    let model = Model::default();
    let rows = [row(at(5, 700), 3, 12, 1), row(at(17, 700), 3, 30, 1)];
    let events = brought(&collection(card(), &rows), &[]);
    assert_eq!(words(&events), ["review good", "sm2 12 2500", "review good"]);
    let first = model.memory_from_sm2(Sm2 { interval: 12, ease: 2500 });
    assert!((first.stability.0 - 12.0).abs() < 0.01);
    assert_eq!(state(&events).seen.map(|seen| seen.fsrs), Some(model.memory_after(Some(first), 12, Rating::Good)));
    assert_eq!(brought(&collection(card(), &rows), &events), []);

    // A number that is FSRS's difficulty, one that is missing, and an answer too short to tell.
    let with = |factor| [RevlogRow { factor, ..rows[0] }, rows[1]];
    assert_eq!(words(&brought(&collection(card(), &with(600)), &[]))[1], "sm2 12 600");
    assert_eq!(words(&brought(&collection(card(), &with(0)), &[]))[1], "sm2 12 2500");
    let difficulty = model.memory_from_sm2(Sm2 { interval: 12, ease: 600 }).difficulty.0;
    assert!((difficulty - 5.5).abs() < 0.001, "{difficulty}");
    let rows = [row(at(4, 700), 1, -600, 2), rows[0], rows[1]];
    let events = brought(&collection(card(), &rows), &[]);
    assert_eq!(words(&events), ["review again", "review good", "sm2 12 2500", "review good"]);
}

#[test]
fn a_beginning_that_comes_later_takes_the_place_of_sm2() {
    let rows = [learnt().to_vec(), vec![row(at(17, 700), 3, 30, 1)]].concat();
    let mut all = brought(&collection(card(), &rows[2..]), &[]);
    assert_eq!(words(&all), ["review good", "sm2 9 2500", "review good"]);
    all.extend(brought(&collection(card(), &rows), &all));
    assert_eq!(state(&all), state(&brought(&collection(card(), &rows), &[])));
    // And the other way round nothing is forgotten.
    let whole = brought(&collection(card(), &rows), &[]);
    assert_eq!(brought(&collection(card(), &rows[2..]), &whole), []);
    assert_eq!(brought(&collection(card(), &rows[2..]), &all), []);
}

#[test]
fn a_card_without_a_log_becomes_one_review_on_the_day_its_interval_began() {
    let model = Model::default();
    let mut all = brought(&collection(card(), &[]), &[]);
    assert_eq!(words(&all), ["review good", "sm2 9 2500"]);
    let seen = state(&all).seen.expect("a memory");
    assert_eq!((seen.last_day, seen.due), (day(21), day(30)));
    assert_eq!(seen.fsrs, model.memory_from_sm2(Sm2 { interval: 9, ease: 2500 }));
    assert_eq!(brought(&collection(card(), &[]), &all), []);
    // Its log comes later.
    all.extend(brought(&collection(card(), &learnt()), &all));
    assert_eq!(state(&all).seen, state(&brought(&collection(card(), &learnt()), &[])).seen);
    assert_eq!(brought(&collection(card(), &learnt()), &all), []);

    let lapsed = AnkiCard { state: CardState::Relearning, due: DueIn::Second(at(40, 900) / 1000), ..card() };
    let seen = state(&brought(&collection(lapsed, &[]), &[])).seen.expect("a memory");
    assert_eq!((seen.last_rating, seen.due), (Rating::Again, day(40)));
    let new = AnkiCard { state: CardState::New, due: DueIn::Never, interval: 0, ..card() };
    assert_eq!(brought(&collection(new, &[]), &[]), []);
}

#[test]
fn rows_that_anki_does_not_count_are_left_and_told() {
    let mut rows = learnt().to_vec();
    rows.push(RevlogRow { factor: 0, ..row(at(6, 600), 1, -600, 3) });
    rows.push(row(at(7, 600), 0, 20, 4));
    rows.push(row(at(8, 600), 0, 25, 5));
    rows.push(row(at(9, 600), 5, 25, 1));
    rows.push(row(at(10, 600), 255, 25, 1));
    rows.push(row(at(41, 600), 3, 25, 1));
    rows.push(row(i64::MAX, 3, 25, 1));
    rows.insert(0, row(-5, 3, 1, 0));
    rows.insert(0, row(i64::MIN, 3, 1, 0));
    let progress = progress(&collection(card(), &rows), &[]);
    assert_eq!(progress.events, brought(&collection(card(), &learnt()), &[]));
    let said: Vec<String> = progress.counts.remarks().into_iter().map(|remark| remark.what).collect();
    assert_eq!(
        said,
        [
            "2 rows of the log that are no answers were left out: as in Anki's own reckoning",
            "1 answer in a filtered deck that doesn't reschedule was left out: as in Anki's own reckoning",
            "2 answers that are later than today were left out: an import on a later day brings them",
            "2 answers from before 1970 were left out: the clock there was wrong",
            "2 answers with buttons that Anki doesn't have were left out: their rating is unknown",
        ]
    );
    // An answer in a filtered deck that reschedules counts.
    let filtered = [learnt().to_vec(), vec![row(at(6, 600), 3, 25, 3)]].concat();
    assert_eq!(brought(&collection(card(), &filtered), &[]).len(), 4);
}

#[test]
fn what_is_odd_is_taken_as_far_as_it_goes() {
    let rows = [RevlogRow { ms: u32::MAX, ..row(0, 3, i64::MIN, 0) }, row(1, 3, i64::MAX, 1), row(2, 1, 0, 77)];
    for due in [DueIn::Day(i64::MAX), DueIn::Day(i64::MIN), DueIn::Second(i64::MAX)] {
        let odd = AnkiCard { due, changed: i64::MAX, interval: u32::MAX, ease: u32::MAX, flag: 7, ..card() };
        for created in [i64::MIN, i64::MAX] {
            for rows in [&rows[..], &[]] {
                let made = Collection { created, offset_minutes: None, ..collection(odd.clone(), rows) };
                let events = brought(&made, &[]);
                assert!(state(&events).seen.is_some_and(|seen| seen.fsrs.stability.0.is_finite()));
                assert_eq!(brought(&made, &events), []);
            }
        }
    }
    let lost = Collection { cards: vec![AnkiCard { id: 2, ..card() }], ..collection(card(), &[]) };
    let rows = learnt().map(|row| RevlogRow { card: 2, ..row });
    let progress = progress(&Collection { reviews: rows.to_vec(), ..lost }, &[]);
    assert_eq!((progress.events.len(), progress.counts.without_item), (0, 3));
}

#[test]
fn a_day_chosen_by_hand_later_is_taken_over_unless_the_item_was_studied_since() {
    let known = brought(&collection(card(), &learnt()), &[]);
    let moved_on = |on: i32, to: i64| {
        let rows = [learnt().to_vec(), vec![row(at(on, 600), 0, 20, 4)]].concat();
        collection(AnkiCard { due: DueIn::Day(to), changed: at(on, 600) / 1000, ..card() }, &rows)
    };
    let moved = [known.clone(), brought(&moved_on(33, 36), &known)].concat();
    assert_eq!((words(&moved).len(), due(&moved)), (4, Some(day(36))));
    assert_eq!(brought(&moved_on(33, 36), &moved), []);
    let studied = [known.clone(), vec![reviewed_here(at(34, 600), Rating::Good, day(50))]].concat();
    assert_eq!(brought(&moved_on(33, 36), &studied), []);
    // Brought forward here, and nothing happened there.
    let forward = [known, vec![acted_here(at(10, 600), Act::Due { day: day(10) })]].concat();
    assert_eq!(brought(&collection(card(), &learnt()), &forward), []);
}

#[test]
fn what_anki_says_of_a_card_is_written_when_it_says_something_else_than_before() {
    let suspended =
        |is_suspended, on: i32| collection(AnkiCard { is_suspended, changed: at(on, 600) / 1000, ..card() }, &learnt());
    let mut all = brought(&suspended(true, 6), &[]);
    assert_eq!((words(&all)[3].as_str(), state(&all).suspended), ("suspend", Some(true)));
    assert_eq!(brought(&suspended(true, 8), &all), [], "it says the same");
    // Resumed here: so it stays, until something changes there.
    all.push(acted_here(at(9, 600), Act::Resume));
    assert_eq!(brought(&suspended(true, 10), &all), []);
    all.extend(brought(&suspended(false, 12), &all));
    all.extend(brought(&suspended(true, 14), &all));
    assert_eq!((all.len(), state(&all).suspended), (7, Some(true)));
    // What was done here later than there stands.
    let here = [brought(&suspended(false, 6), &[]), vec![acted_here(at(20, 600), Act::Suspend)]].concat();
    let there = progress(&suspended(false, 25), &here);
    assert_eq!((there.events.len(), there.counts.still_suspended), (0, 1));
    assert_eq!(brought(&suspended(true, 25), &here), [], "it is so already");
}

#[test]
fn flags_keep_their_colour_and_a_bury_counts_on_its_day_alone() {
    let with = |flag, is_buried, on: i32| {
        collection(AnkiCard { flag, is_buried, changed: at(on, 600) / 1000, ..card() }, &learnt())
    };
    let mut all = brought(&with(1, false, 6), &[]);
    let note = |events: &[Event]| state(events).flag.and_then(|flag| flag.note);
    assert_eq!(note(&all).as_deref(), Some("red flag in Anki"));
    assert_eq!(brought(&with(1, false, 7), &all), []);
    all.extend(brought(&with(4, false, 8), &all));
    assert_eq!(note(&all).as_deref(), Some("blue flag in Anki"));
    all.extend(brought(&with(0, false, 9), &all));
    assert_eq!(state(&all).flag, None);
    assert_eq!(brought(&with(0, true, 39), &all), [], "it was buried yesterday");
    all.extend(brought(&with(0, true, 40), &all));
    assert_eq!(state(&all).buried, Some(day(40)));
    assert_eq!(brought(&with(0, true, 40), &all), []);
}

#[test]
fn the_weights_of_most_cards_are_offered_first() {
    let deck = |id, preset| AnkiDeck { id, preset, ..AnkiDeck::default() };
    let of = |id, deck, state| AnkiCard { id, deck, state, ..card() };
    let weights = |first: f32| [vec![first], fsrs::DEFAULT_PARAMETERS[1..].to_vec()].concat();
    let (review, new) = (CardState::Review, CardState::New);
    let made = Collection {
        decks: vec![deck(1, 10), deck(2, 20), deck(3, 30)],
        cards: vec![of(1, 1, review), of(2, 2, review), of(3, 2, review), of(4, 1, new), of(5, 3, review)],
        weights: vec![(10, weights(0.5)), (20, weights(0.7)), (30, vec![1.0; 5])],
        ..collection(card(), &[])
    };
    let offered = progress(&made, &[]).weights;
    let shown: Vec<(f32, usize)> = offered.iter().map(|offer| (offer.weights[0], offer.cards)).collect();
    assert_eq!(shown, [(0.7, 2), (0.5, 1)]);
}

/// The type that notes of ours have there.
fn note_type(is_cloze: bool, fields: &[&str]) -> NoteType {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    NoteType { id: 9, is_cloze, fields, ..NoteType::default() }
}
