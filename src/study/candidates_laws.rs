//! Candidates picked by joins lead to the same questions as a look at every item.

use std::rc::Rc;
use std::time::SystemTime;

use proptest::prelude::*;

use super::context::StudyContext;
use super::outlook;
use crate::deck::{Collection, Decks as _, ItemId, ItemSummary, parse_deck};
use crate::library::{Cache, Catalogue, DeckPaths, catalogue};
use crate::schedule::{
    Act, Day, EventDraft, EventKind, Moment, NewOrder, Purpose, Rating, Review, SchedulingParams, Verdict, preview,
};
use crate::session::{Candidate, Candidates, Filter, FilterTerm, Limits, Load, Plan, Settings};
use crate::stats::{self, Forecast, Limit};
use crate::store::Store;

pub(crate) const TODAY: i32 = 20_000;

/// A card as an author might write it, before or after an edit.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    id: u8,
    kind: u8,
    suspended: bool,
    revision: u8,
    was: Option<u8>,
    claim: Option<u8>,
}

impl Sketch {
    fn text(&self) -> String {
        let Self { id, kind, .. } = self;
        let body = match kind % 3 {
            0 => "kind: flip, question: \"Why?\", answer: so".to_owned(),
            1 => "kind: term, term: a, definition: b".to_owned(),
            _ => "kind: cloze, text: \"{{c1::a}} and {{c2::b}}\"".to_owned(),
        };
        let suspended = if self.suspended { ", suspended: true" } else { "" };
        let revision = if self.revision > 0 { format!(", revision: {}", self.revision) } else { String::new() };
        let name = |was: u8| if was < 3 { format!("old{was}") } else { format!("d0/old{was}") };
        let was = self.was.map(|was| format!(", was: {}", name(was))).unwrap_or_default();
        let claims = self.claim.map(|claim| format!(", claims: [x{claim}, y{claim}]")).unwrap_or_default();
        format!("  - {{id: c{id}, {body}{suspended}{revision}{was}{claims}}}\n")
    }
}

pub(crate) fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    some_sketches(20)
}

/// Fewer than `most` cards.
fn some_sketches(most: usize) -> impl Strategy<Value = Vec<Sketch>> {
    let rarely = || prop::bool::weighted(0.15);
    let (was, claim) = (prop::option::weighted(0.15, 0..6_u8), prop::option::weighted(0.4, 0..8_u8));
    let sketch =
        (0..24_u8, 0..3_u8, rarely(), rarely(), was, claim).prop_map(|(id, kind, suspended, revised, was, claim)| {
            Sketch { id, kind, suspended, revision: u8::from(revised) * 2, was, claim }
        });
    prop::collection::vec(sketch, 0..most).prop_map(|mut cards| {
        let mut ids = std::collections::HashSet::new();
        cards.retain(|card| ids.insert(card.id));
        cards
    })
}

/// Something done to an item: its deck, card and part, how long ago (in half days), and what.
pub(crate) type Deed = (u8, u8, u8, u8, u8);

pub(crate) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    deeds_in(4)
}

/// Deeds in this many decks.
fn deeds_in(decks: u8) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((0..decks, 0..24_u8, 0..3_u8, 0..12_u8, 0..10_u8), 0..60)
}

/// The id and text of each deck that has cards.
fn texts(of: &[Vec<Sketch>]) -> impl Iterator<Item = (String, String)> {
    let text =
        |cards: &Vec<Sketch>| format!("title: T\ncards:\n{}", cards.iter().map(Sketch::text).collect::<String>());
    let decks = of.iter().enumerate().filter(|(_, cards)| !cards.is_empty());
    decks.map(move |(at, cards)| (format!("d{at}"), text(cards)))
}

pub(crate) fn decks(of: &[Vec<Sketch>]) -> Collection {
    Collection::new(texts(of).filter_map(|(id, text)| parse_deck(&id, None, text).ok()).collect())
}

/// Writes the same decks to files and opens their catalogue.
pub(crate) fn catalogued(of: &[Vec<Sketch>]) -> (tempfile::TempDir, Rc<Catalogue>) {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("decks");
    std::fs::create_dir(&folder).expect("a folder");
    for (id, text) in texts(of) {
        std::fs::write(folder.join(format!("{id}.yaml")), text).expect("a file");
    }
    let cache = Cache { folder: Some(dir.path().join("cache")), now: SystemTime::UNIX_EPOCH };
    let places = DeckPaths { given: vec![folder], ..DeckPaths::default() };
    (dir, Rc::new(catalogue(&places, &cache, &mut |_| {})))
}

/// Whether it was done under an earlier name of the card.
pub(crate) const fn has_earlier_name(deed: Deed) -> bool {
    deed.1 % 4 == 3
}

/// Whether it was done today.
pub(crate) const fn is_of_today(deed: Deed) -> bool {
    deed.3 < 2
}

/// The last deck isn't among the decks found; cards named `old…` are earlier names.
fn item(deed: Deed) -> ItemId {
    let (deck, card, part, ..) = deed;
    let card = if has_earlier_name(deed) { format!("old{}", card % 6) } else { format!("c{card}") };
    let part = ["", "#term", "#c1"][usize::from(part % 3)];
    format!("d{deck}/{card}{part}").parse().expect("an item")
}

pub(crate) fn written(deeds: &[Deed]) -> Store {
    let store = Store::in_memory().expect("a store");
    for (nth, deed) in (0..).zip(deeds) {
        let day = Day::from_number(TODAY - i32::from(deed.3 / 2));
        let moment = Moment { at_ms: i64::from(day.number()) * 86_400_000 + nth * 1_000, offset_minutes: 0, day };
        let item = item(*deed);
        let what = match deed.4 {
            0 => EventKind::Act(Act::Suspend),
            1 => EventKind::Act(Act::Bury),
            2 => EventKind::Act(Act::Resume),
            3 => match store.history(&item).expect("its events").last() {
                Some(event) => EventKind::Act(Act::Retract { target: event.id }),
                None => EventKind::Act(Act::Flag { note: None }),
            },
            // Practice doesn't affect memory.
            4 => review(&store, &item, day, (Purpose::Cram, Rating::Good)),
            rating => {
                let rating = Rating::from_number(rating % 4 + 1).unwrap_or(Rating::Good);
                review(&store, &item, day, (Purpose::Scheduled, rating))
            }
        };
        store.append(&[EventDraft { moment, item: Some(item), what }]).expect("it is written");
    }
    store
}

fn review(store: &Store, item: &ItemId, day: Day, (purpose, rating): (Purpose, Rating)) -> EventKind {
    let (state, model) = (store.state(item).expect("a state"), store.model().expect("a model"));
    let next = preview(item, &state, day, &model, &SchedulingParams::default()).after(rating);
    EventKind::Review(Review {
        purpose,
        verdict: Verdict::None,
        suggested: None,
        rating,
        due: day + i32::from(next.interval),
        hints: 0,
        revision: 0,
        ms: 1_000,
        answer: None,
    })
}

/// A plan that refers to items by name.
#[derive(Debug, PartialEq)]
struct NamedPlan {
    next: Option<(ItemId, crate::session::Why)>,
    again: Vec<ItemId>,
    counts: (usize, usize, usize, bool, bool),
}

fn named(candidates: Candidates, settings: &Settings) -> NamedPlan {
    let ids: Vec<ItemId> = candidates.items.iter().map(|candidate: &Candidate| candidate.id.clone()).collect();
    let plan = Plan::of(candidates, &settings.limits, &settings.filter);
    NamedPlan {
        next: plan.next.map(|(at, why)| (ids[at].clone(), why)),
        again: plan.again.iter().map(|&at| ids[at].clone()).collect(),
        counts: (plan.due, plan.new, plan.beyond, plan.new_held_back, plan.only_again),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn candidates_from_joins_lead_to_the_same_plan_and_forecast(
        cards in prop::collection::vec(sketches(), 3),
        deeds in deeds(),
        (new, reviews, of_one) in (prop_oneof![0..6_u32, 20..60_u32], prop_oneof![Just(200_u32), 0..4_u32], prop::option::of(0..3_u32)),
        places in prop::collection::vec(0..3_usize, 0..3),
        new_order in prop_oneof![2 => Just(NewOrder::ByDeck), 2 => Just(NewOrder::InTurn), 1 => Just(NewOrder::Mixed)],
    ) {
        let found = decks(&cards);
        let named_decks = places.iter().filter_map(|&at| found.summaries().get(at));
        let wanted: Vec<FilterTerm> = named_decks.map(|deck| FilterTerm::Deck(deck.id.to_string())).collect();
        let limits = Limits {
            new,
            reviews,
            new_in_deck: of_one.map(|most| ("d1".to_owned(), most)).into_iter().collect(),
            new_anyway: None,
            new_order,
        };
        let filter = Filter::new(&wanted, &found).expect("a deck that is there");
        let settings = Settings { limits, filter, ..Settings::default() };
        let (_dir, catalogued) = catalogued(&cards);
        prop_assert_eq!(catalogued.summaries().len(), found.summaries().len());
        let context = StudyContext::new(catalogued, written(&deeds));
        prop_assert!(context.joined(&settings, |_| Ok(())).is_some());
        for day in [Day::from_number(TODAY), Day::from_number(TODAY + 1), Day::from_number(TODAY + 30)] {
            let whole = Candidates::whole(&found, context.states().expect("states"), &settings.filter, day);
            let chosen = context.candidates(day, &settings).expect("candidates");
            let plan = named(whole, &settings);
            prop_assert_eq!(&named(chosen, &settings), &plan);
            let asked = Load { due: plan.counts.0 + plan.again.len(), new: plan.counts.1 };
            for most in [0, 1, 3, 7, 20] {
                prop_assert_eq!(outlook::asked_of(&context, &settings, day, most).expect("a plan"), asked);
            }
        }
        if wanted.is_empty() {
            let today = Day::from_number(TODAY);
            let mut states = context.states().expect("states");
            crate::session::carry_states(&found, &mut states);
            let items: Vec<ItemSummary> = (0..found.summaries().len()).flat_map(|deck| found.entries(deck)).collect();
            let limit = Limit { left_today: outlook::asked(&context, &settings, today).expect("a plan").due, a_day: reviews as usize };
            let one_by_one = Forecast::of_known(&stats::known(&items, &states), today, limit);
            let left = Load { due: limit.left_today, new: 0 };
            prop_assert_eq!(outlook::forecast(left, &context, &settings, today).expect("a forecast"), one_by_one);
            let plan = named(Candidates::whole(&found, context.states().expect("states"), &settings.filter, today), &settings);
            let asked = Load { due: plan.counts.0 + plan.again.len(), new: plan.counts.1 };
            prop_assert_eq!(outlook::asked(&context, &settings, today).expect("a plan"), asked);
        }
    }

    /// With more decks than new items in a day, not every deck is looked at.
    #[test]
    fn decks_in_turn_lead_to_the_same_plan(
        cards in prop::collection::vec(some_sketches(4), 24),
        deeds in deeds_in(25),
        new in 0..4_u32,
        of_one in prop::option::of(0..3_u32),
        well_met in prop::collection::vec(prop::bool::weighted(0.7), 24),
    ) {
        let found = decks(&cards);
        let new_in_deck = of_one.map(|most| ("d1".to_owned(), most)).into_iter().collect();
        let limits = Limits { new, new_in_deck, new_order: NewOrder::InTurn, ..Limits::default() };
        let settings = Settings { limits, ..Settings::default() };
        let (_dir, catalogued) = catalogued(&cards);
        let store = written(&deeds);
        // In these decks, twenty items were met that have since been removed.
        let yesterday = Day::from_number(TODAY - 1);
        let at_ms = i64::from(yesterday.number()) * 86_400_000;
        for (deck, _) in well_met.iter().enumerate().filter(|(_, is_well_met)| **is_well_met) {
            let events = (0..20).map(|nth| {
                let item: ItemId = format!("d{deck}/gone{nth}").parse().expect("an item");
                let what = review(&store, &item, yesterday, (Purpose::Scheduled, Rating::Easy));
                EventDraft { moment: Moment { at_ms, offset_minutes: 0, day: yesterday }, item: Some(item), what }
            });
            store.append(&events.collect::<Vec<_>>()).expect("they are written");
        }
        let context = StudyContext::new(catalogued, store);
        let day = Day::from_number(TODAY);
        let whole = Candidates::whole(&found, context.states().expect("states"), &settings.filter, day);
        let chosen = context.candidates(day, &settings).expect("candidates");
        prop_assert_eq!(named(chosen, &settings), named(whole, &settings));
    }
}
