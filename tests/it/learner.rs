//! A learner made up for tests, who studies for weeks or years: decks, and a store as the program would have kept it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use oss_quiz::{
    Day, Event, EventId, EventKind, ItemId, ItemState, Model, Moment, Purpose, Rating, Review, Rng, SchedulingParams,
    Store, Verdict, preview, replay,
};
use uuid::Uuid;

use crate::support::World;

/// Tuesday, 24 November 2026: the day on which tests run.
pub fn today() -> Day {
    Day::from(jiff::civil::date(2026, 11, 24))
}

/// Three decks: choices and questions from two chapters of a source, questions, terms.
pub fn world() -> World {
    let mut harbours = String::from("title: Harbours\nsource: pilot-book\ncards:\n");
    let mut claims = String::from("source: {title: Pilot book}\nsections:\n");
    claims += "  - {slug: north, title: Of the North Sea}\n  - {slug: south, title: Of the Mediterranean}\nclaims:\n";
    for at in 0..24 {
        let (section, kind) = (["north", "south"][at % 2], at % 3 == 0);
        writeln!(claims, "  - {{id: claim-{at}, section: {section}, claim: Harbour {at} has a light.}}").unwrap();
        writeln!(harbours, "  - id: harbour-{at}\n    claims: [claim-{at}]").unwrap();
        let body = if kind {
            "    kind: choice\n    answer: green\n    distractors: [red, white]\n"
        } else {
            "    kind: typed\n    answer: green\n"
        };
        writeln!(harbours, "{body}    question: Which light shows the way into harbour {at}?").unwrap();
    }
    let mut stars = String::from("title: Stars to steer by\ncards:\n");
    for at in 0..30 {
        writeln!(stars, "  - {{id: star-{at}, kind: flip, question: Where is star {at}?, answer: there}}").unwrap();
    }
    let mut knots = String::from("title: Knots\ncards:\n");
    for at in 0..6 {
        writeln!(knots, "  - {{id: knot-{at}, kind: term, term: knot {at}, definition: a loop}}").unwrap();
    }
    let world = World::new().file("decks/pilot-book.source.yaml", &claims);
    world.deck("harbours", &harbours).deck("stars", &stars).deck("knots", &knots)
}

/// What of it is learnt, in order.
fn items() -> Vec<ItemId> {
    let names = (0..24).map(|at| format!("harbours/harbour-{at}")).chain((0..30).map(|at| format!("stars/star-{at}")));
    names.map(|name| name.parse().unwrap()).collect()
}

/// Who answers, and what was answered.
#[derive(Default)]
pub struct Learner {
    log: BTreeMap<ItemId, Vec<Event>>,
    states: HashMap<ItemId, ItemState>,
    model: Model,
    events: u128,
}

impl Learner {
    /// Studies each day from `first` to `last`, Sundays and some others aside: what is due, and a new item each
    /// `pace` days. Remembers as the model says.
    pub fn study(first: Day, last: Day, pace: i32, seed: u64) -> Self {
        let (mut learner, mut rng) = (Self::default(), Rng::seeded(seed));
        let mut fresh = items().into_iter();
        for number in first.number()..=last.number() {
            let day = Day::from_number(number);
            if number % 7 == 3 || rng.unit() < 0.1 {
                continue;
            }
            let due = |item: &ItemId| learner.states[item].seen.is_some_and(|seen| seen.due <= day);
            let mut asked: Vec<ItemId> = learner.log.keys().filter(|item| due(item)).cloned().collect();
            if number % pace == 0 {
                asked.extend(fresh.next());
            }
            for (at, item) in (0..).zip(&asked) {
                learner.ask(item, moment(day, at), &mut rng);
            }
        }
        learner
    }

    /// Asks an item until it is known.
    fn ask(&mut self, item: &ItemId, moment: Moment, rng: &mut Rng) {
        let seen = self.states.get(item).and_then(|state| state.seen);
        let recall = seen.map_or(0.5, |seen| {
            let elapsed = u16::try_from(seen.elapsed(moment.day)).map_or(f32::MAX, f32::from);
            f64::from(self.model.retrievability(seen.fsrs, elapsed).0)
        });
        if rng.unit() >= recall {
            self.answer(item, moment, Rating::Again, 9_000);
        }
        let later = Moment { at_ms: moment.at_ms + 600_000, ..moment };
        self.answer(item, later, Rating::Good, 3_500);
    }

    fn answer(&mut self, item: &ItemId, moment: Moment, rating: Rating, ms: u32) {
        let state = self.states.get(item).cloned().unwrap_or_default();
        let next = preview(item, &state, moment.day, &self.model, &SchedulingParams::default()).after(rating);
        let (verdict, answer) =
            if rating == Rating::Again { (Verdict::Wrong, "red") } else { (Verdict::Right, "green") };
        let review = Review {
            purpose: Purpose::Scheduled,
            verdict,
            suggested: Some(rating),
            rating,
            due: moment.day + i32::from(next.interval),
            hints: 0,
            revision: 0,
            ms,
            answer: Some(answer.to_owned()),
        };
        self.events += 1;
        let (id, what) = (EventId(Uuid::from_u128(self.events)), EventKind::Review(review));
        let event = Event { id, moment, item: Some(item.clone()), device: Uuid::nil(), version: "0.1.0".into(), what };
        let history = self.log.entry(item.clone()).or_default();
        history.push(event);
        self.states.insert(item.clone(), replay(&*history, &self.model));
    }

    /// Makes the store of a world.
    pub fn keep(&self, world: &World) {
        let events: Vec<Event> = self.log.values().flatten().cloned().collect();
        Store::open(&world.store(), "0.1.0").unwrap().merge(&events).unwrap();
    }
}

/// A minute after noon for each item.
fn moment(day: Day, minutes: i64) -> Moment {
    Moment { at_ms: i64::from(day.number()) * 86_400_000 + 43_200_000 + minutes * 60_000, offset_minutes: 0, day }
}
