//! A learner who does not exist: what years of use leave in a store, for whoever measures with one.
//!
//! Of each hundred items three are new, two are due and ninety-five are not. Intervals are those the program itself
//! would have given; answers are what the kind of card asks for, one in eight of them wrong.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers from 0")]

use oss_quiz::{
    AnswerKind, Body, Day, Deck, Event, EventId, EventKind, ItemId, ItemPart, Model, Moment, Purpose, Rating, Review,
    Rng, Role, SchedulingParams, Store, StoreResult, Text, Verdict, preview, replay,
};
use uuid::Uuid;

/// So many items are written in one transaction.
const AT_ONCE: usize = 2_000;
/// The longest that the learner stays away from an item that he has begun, in days.
const LONGEST: i32 = 40;
const DAY_MS: i64 = 86_400_000;

/// An item and how it is answered.
#[derive(Debug)]
pub(crate) struct Studied {
    item: ItemId,
    prompt: String,
    revision: u32,
    answers: Option<Answers>,
}

/// What can be answered to an item that the program judges.
#[derive(Debug)]
struct Answers {
    right: String,
    wrong: String,
}

/// What has become of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    New,
    Due,
    Later,
}

impl Standing {
    const fn of(place: usize) -> Self {
        match place % 100 {
            0..3 => Self::New,
            3..5 => Self::Due,
            _ => Self::Later,
        }
    }
}

/// The items of some decks, in their order.
pub(crate) fn items(decks: &[Deck]) -> Vec<Studied> {
    let cards = decks.iter().flat_map(|deck| &deck.cards);
    let items = cards.flat_map(|card| card.parts().into_iter().map(move |part| (card, part)));
    items
        .map(|(card, part)| Studied {
            item: card.id.item(part),
            prompt: card.prompt().plain(),
            revision: card.revision,
            answers: answers(&card.body, part),
        })
        .collect()
}

/// `None` if the item is rated by the learner.
fn answers(body: &Body, part: ItemPart) -> Option<Answers> {
    let mut right: Vec<String> = body.right(part).iter().map(Text::plain).collect();
    let joined = right.join("\n");
    let wrong = match body.asks(part) {
        AnswerKind::Rating => return None,
        AnswerKind::Choice | AnswerKind::Choices => body.texts_of(Role::Distractor).next()?.plain(),
        AnswerKind::Truth => (joined != "true").to_string(),
        AnswerKind::Text | AnswerKind::Texts => "something else".to_owned(),
        _ => {
            right.reverse();
            right.join("\n")
        }
    };
    Some(Answers { right: joined, wrong })
}

/// Writes what is remembered of those items into a store: so many reviews of each that is not new, the last of them
/// before today. Returns how many reviews that are.
pub(crate) fn fill(store: &Store, items: &[Studied], reviews: u32, today: Day) -> StoreResult<usize> {
    let mut rng = Rng::seeded(1);
    let model = Model::default();
    let mut written = 0;
    let begun: Vec<(Standing, &Studied)> = (items.iter().enumerate())
        .map(|(place, item)| (Standing::of(place), item))
        .filter(|(standing, _)| *standing != Standing::New)
        .collect();
    for chunk in begun.chunks(AT_ONCE) {
        let mut events = Vec::new();
        for (standing, studied) in chunk {
            events.extend(life(studied, *standing, reviews, today, &model, &mut rng));
        }
        written += events.len();
        store.merge(&events)?;
        let seen: Vec<(ItemId, &str, u32)> =
            chunk.iter().map(|(_, item)| (item.item.clone(), item.prompt.as_str(), item.revision)).collect();
        store.remember_prompts(&seen)?;
    }
    Ok(written)
}

/// The reviews of one item.
///
/// Memory knows only the days between two reviews. So they are made as if they had begun on some day, and then moved to
/// where the last of them leaves the item due when it shall be.
fn life(studied: &Studied, standing: Standing, reviews: u32, today: Day, model: &Model, rng: &mut Rng) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut day = today;
    for nth in 1..=reviews {
        let state = replay(&events, model);
        // Remembered in the end, or it would be asked again on the same day.
        let rating = if nth == reviews { Rating::Good } else { rating(rng) };
        let next = preview(&studied.item, &state, day, model, &SchedulingParams::default()).after(rating);
        // One of two days is the shortest that can be both behind us and not over.
        let interval = i32::from(next.interval).max(if nth == reviews { 2 } else { 0 });
        let what = EventKind::Review(review(studied, rating, day + interval, rng));
        events.push(event(studied.item.clone(), moment(day, rng), what, rng));
        if nth == reviews {
            let due = match standing {
                Standing::Later => today + 1 + (rng.unit() * f64::from(interval - 1)) as i32,
                Standing::New | Standing::Due => today - (rng.unit() * 3.0) as i32,
            };
            move_by(&mut events, due.since(day + interval));
        }
        day = day + interval.clamp(1, LONGEST);
    }
    events
}

fn rating(rng: &mut Rng) -> Rating {
    match (rng.unit() * 100.0) as u8 {
        0..12 => Rating::Again,
        12..18 => Rating::Hard,
        18..22 => Rating::Easy,
        _ => Rating::Good,
    }
}

fn review(studied: &Studied, rating: Rating, due: Day, rng: &mut Rng) -> Review {
    let forgotten = rating == Rating::Again;
    let verdict = match studied.answers {
        None => Verdict::None,
        Some(_) if forgotten => Verdict::Wrong,
        Some(_) => Verdict::Right,
    };
    // Half of what isn't known is left open.
    let answer = studied.answers.as_ref().and_then(|Answers { right, wrong }| match verdict {
        Verdict::Wrong => (rng.unit() < 0.5).then(|| wrong.clone()),
        Verdict::Right | Verdict::None => Some(right.clone()),
    });
    let suggested = studied.answers.as_ref().map(|_| if forgotten { Rating::Again } else { Rating::Good });
    let ms = 2_000 + (rng.unit() * 10_000.0) as u16;
    Review {
        purpose: Purpose::Scheduled,
        verdict,
        suggested,
        rating,
        due,
        hints: 0,
        revision: studied.revision,
        ms: u32::from(ms),
        answer,
    }
}

/// Some time between eight in the morning and eight in the evening.
fn moment(day: Day, rng: &mut Rng) -> Moment {
    let time = DAY_MS / 3 + (rng.unit() * 43_200_000.0) as i64;
    Moment { at_ms: i64::from(day.number()) * DAY_MS + time, offset_minutes: 0, day }
}

fn event(item: ItemId, moment: Moment, what: EventKind, rng: &mut Rng) -> Event {
    let mut random = [0; 10];
    // The last bytes of a number are those that chance fills.
    random[..5].copy_from_slice(&rng.unit().to_bits().to_be_bytes()[3..]);
    random[5..].copy_from_slice(&rng.unit().to_bits().to_be_bytes()[3..]);
    let id = id_at(moment.at_ms, &random);
    Event { id, moment, item: Some(item), device: Uuid::nil(), version: env!("CARGO_PKG_VERSION").into(), what }
}

fn id_at(at_ms: i64, random: &[u8; 10]) -> EventId {
    EventId(uuid::Builder::from_unix_timestamp_millis(at_ms.unsigned_abs(), random).into_uuid())
}

fn move_by(events: &mut [Event], days: i32) {
    for event in events {
        event.moment.day = event.moment.day + days;
        event.moment.at_ms += i64::from(days) * DAY_MS;
        let random: [u8; 10] = std::array::from_fn(|at| event.id.0.as_bytes()[6 + at]);
        event.id = id_at(event.moment.at_ms, &random);
        if let EventKind::Review(review) = &mut event.what {
            review.due = review.due + days;
        }
    }
}
