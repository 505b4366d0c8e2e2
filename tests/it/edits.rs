//! A thousand edits to decks with ids: no item that still exists loses a review, and `check --against` says so.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use oss_quiz::{
    Act, CardFate, Collection, Day, Diagnostic, Event, EventId, EventKind, ItemId, ItemState, Model, Moment, Purpose,
    Rating, Review, RuleId, Verdict, carry_states, parse_deck, replay, update,
};
use proptest::prelude::*;
use uuid::Uuid;

/// What is asked, whatever it is called at present: the card that its author thinks of, and which of its items.
type True = (usize, String);

#[derive(Debug, Clone)]
struct Card {
    number: usize,
    id: String,
    /// The gaps of a cloze; none for a card of another kind.
    gaps: Vec<u16>,
    two_ways: bool,
    was: Vec<String>,
    words: usize,
    revision: u32,
}

#[derive(Debug, Clone)]
struct Deck {
    id: String,
    was: Vec<String>,
    title: usize,
    cards: Vec<Card>,
}

/// The names a card had: those it gives, else those that its deck's header implies.
fn earlier(deck: &Deck, card: &Card) -> Vec<String> {
    if card.was.is_empty() {
        deck.was.iter().map(|was| format!("{was}/{}", card.id)).collect()
    } else {
        card.was.clone()
    }
}

/// An author who keeps ids, and says `was` where he doesn't.
#[derive(Debug, Clone)]
struct Author {
    decks: Vec<Deck>,
    fresh: usize,
}

impl Author {
    fn new() -> Self {
        let mut author = Self { decks: Vec::new(), fresh: 0 };
        for _ in 0..2 {
            let cards = (0..5).map(|_| author.card()).collect();
            let id = format!("deck{}", author.next());
            author.decks.push(Deck { id, was: Vec::new(), title: 0, cards });
        }
        author
    }

    fn next(&mut self) -> usize {
        self.fresh += 1;
        self.fresh
    }

    fn card(&mut self) -> Card {
        let number = self.next();
        let gaps = if number.is_multiple_of(3) { vec![1, 2] } else { Vec::new() };
        let id = format!("card{number}");
        Card { number, id, gaps, two_ways: number % 3 == 1, was: Vec::new(), words: 0, revision: 0 }
    }

    /// Makes one edit; the numbers choose what and where.
    fn edit(&mut self, what: u8, a: usize, b: usize) {
        let at = a % self.decks.len();
        let nth = b % self.decks[at].cards.len();
        match what % 12 {
            0 => {
                let last = self.decks[at].cards.len() - 1;
                self.decks[at].cards.swap(nth, last);
            }
            1 => self.decks[at].title += 1,
            2 => self.decks[at].cards[nth].words += 1,
            3 => self.rename(at, nth),
            4 => self.move_card(at, nth, (a + 1) % self.decks.len()),
            5 => self.split(at, nth),
            6 => self.add_gap(at, nth),
            7 => {
                let gaps = &mut self.decks[at].cards[nth].gaps;
                if gaps.len() > 1 {
                    gaps.remove(a % 2);
                }
            }
            8 => {
                let card = self.card();
                self.decks[at].cards.insert(nth, card);
            }
            9 if self.decks[at].cards.len() > 1 => _ = self.decks[at].cards.remove(nth),
            10 => self.decks[at].cards[nth].revision += 1,
            _ => self.rename_deck(at),
        }
    }

    fn rename(&mut self, at: usize, nth: usize) {
        let id = format!("name{}", self.next());
        let was = self.named_before(at, nth);
        let card = &mut self.decks[at].cards[nth];
        (card.id, card.was) = (id, was);
    }

    /// Its names so far, the present one first.
    fn named_before(&self, at: usize, nth: usize) -> Vec<String> {
        let (deck, card) = (&self.decks[at], &self.decks[at].cards[nth]);
        std::iter::once(format!("{}/{}", deck.id, card.id)).chain(earlier(deck, card)).collect()
    }

    fn move_card(&mut self, at: usize, nth: usize, to: usize) {
        if at == to || self.decks[at].cards.len() < 2 {
            return;
        }
        let was = self.named_before(at, nth);
        let mut card = self.decks[at].cards.remove(nth);
        card.was = was;
        // A name that it once had would be its own again.
        if card.was.iter().any(|was| was.starts_with(&format!("{}/", self.decks[to].id))) {
            card.id = format!("name{}", self.next());
        }
        self.decks[to].cards.push(card);
    }

    /// The second half goes into a deck of its own, whose header says where it was.
    fn split(&mut self, at: usize, nth: usize) {
        if nth == 0 {
            return;
        }
        let id = format!("deck{}", self.next());
        let mut cards: Vec<Card> = Vec::new();
        for nth in nth..self.decks[at].cards.len() {
            let was = self.named_before(at, nth);
            let card = self.decks[at].cards[nth].clone();
            let was = if card.was.is_empty() { Vec::new() } else { was };
            cards.push(Card { was, ..card });
        }
        self.decks[at].cards.truncate(nth);
        let old = &self.decks[at];
        let was = std::iter::once(old.id.clone()).chain(old.was.clone()).collect();
        self.decks.push(Deck { id, was, title: 0, cards });
    }

    fn rename_deck(&mut self, at: usize) {
        let id = format!("deck{}", self.next());
        for nth in 0..self.decks[at].cards.len() {
            if !self.decks[at].cards[nth].was.is_empty() {
                self.decks[at].cards[nth].was = self.named_before(at, nth);
            }
        }
        let deck = &mut self.decks[at];
        deck.was.insert(0, std::mem::replace(&mut deck.id, id));
    }

    fn add_gap(&mut self, at: usize, nth: usize) {
        let number = u16::try_from(self.next() + 2).unwrap();
        let card = &mut self.decks[at].cards[nth];
        if !card.gaps.is_empty() {
            let place = usize::from(number) % (card.gaps.len() + 1);
            card.gaps.insert(place, number);
        }
    }

    /// The decks as they are published.
    fn published(&self) -> Collection {
        let read = |deck: &Deck| {
            let text = written(deck);
            let read =
                parse_deck(&deck.id, None, &text).unwrap_or_else(|diagnostics| panic!("{text}\n{diagnostics:?}"));
            assert!(read.diagnostics.is_empty(), "{text}\n{:?}", read.diagnostics);
            read
        };
        let found = Collection::new(self.decks.iter().map(read).collect());
        // After a split is undone the header's `was` names a deck whose cards are all there.
        let matters = |diagnostic: &&Diagnostic| diagnostic.rule != RuleId::WasAlive;
        for deck in found.decks() {
            assert_eq!(deck.diagnostics.iter().filter(matters).count(), 0, "{:?}", deck.diagnostics);
        }
        found
    }

    /// What is asked at present, and what it is called.
    fn items(&self) -> Vec<(True, ItemId)> {
        let mut items = Vec::new();
        for (deck, card) in self.decks.iter().flat_map(|deck| deck.cards.iter().map(move |card| (deck, card))) {
            let parts: Vec<String> = match (card.gaps.is_empty(), card.two_ways) {
                (false, _) => card.gaps.iter().map(|gap| format!("#c{gap}")).collect(),
                (true, true) => vec!["#term".to_owned(), "#definition".to_owned()],
                (true, false) => vec![String::new()],
            };
            for part in parts {
                let id = format!("{}/{}{part}", deck.id, card.id).parse().unwrap();
                items.push(((card.number, part), id));
            }
        }
        items
    }
}

fn written(deck: &Deck) -> String {
    let mut text = format!("title: Title {}\nwas: [{}]\ncards:\n", deck.title, deck.was.join(", "));
    if deck.was.is_empty() {
        text = text.replace("was: []\n", "");
    }
    for card in &deck.cards {
        let Card { number, id, words, revision, .. } = card;
        let _ = write!(text, "  - id: {id}\n    revision: {revision}\n");
        if !card.was.is_empty() {
            let _ = writeln!(text, "    was: [{}]", card.was.join(", "));
        }
        let _ = match (card.gaps.is_empty(), card.two_ways) {
            (false, _) => {
                let gaps: Vec<String> = card.gaps.iter().map(|gap| format!("{{{{c{gap}::gap {gap}}}}}")).collect();
                writeln!(text, "    kind: cloze\n    text: Words {words} of {number} and {}.", gaps.join(", "))
            }
            (true, true) => writeln!(text, "    kind: term\n    term: T{number}\n    definition: Words {words}"),
            (true, false) => writeln!(text, "    kind: flip\n    question: Words {words} of {number}?\n    answer: A"),
        };
    }
    text
}

/// A learner's log.
#[derive(Debug, Default)]
struct Log {
    events: Vec<Event>,
    expected: HashMap<True, u32>,
}

impl Log {
    fn write(&mut self, item: &ItemId, what: EventKind) {
        let number = self.events.len();
        let at_ms = i64::try_from(number).unwrap() * 1_000;
        let moment = Moment { at_ms, offset_minutes: 0, day: Day::from_number(i32::try_from(number).unwrap()) };
        let id = EventId(Uuid::from_u128(number as u128 + 1));
        self.events.push(Event {
            id,
            moment,
            item: Some(item.clone()),
            device: Uuid::nil(),
            version: String::new(),
            what,
        });
    }

    fn history(&self, item: &ItemId) -> Vec<&Event> {
        let own: Vec<&Event> = self.events.iter().filter(|event| event.item.as_ref() == Some(item)).collect();
        let carried = own.iter().filter_map(|event| match &event.what {
            EventKind::Act(Act::Carry { from }) => Some(self.history(from)),
            _ => None,
        });
        carried.flatten().collect::<Vec<_>>().into_iter().chain(own).collect()
    }

    /// What is known of all items, under their present names, and which go on from another.
    fn states(&self, found: &Collection) -> (HashMap<ItemId, ItemState>, HashMap<ItemId, ItemId>) {
        let items: HashSet<&ItemId> = self.events.iter().filter_map(|event| event.item.as_ref()).collect();
        let model = Model::default();
        let mut states = items.into_iter().map(|item| (item.clone(), replay(self.history(item), &model))).collect();
        let carried = carry_states(found, &mut states);
        (states, carried)
    }

    fn answer(&mut self, truth: &True, item: &ItemId, found: &Collection) {
        if let Some(from) = self.states(found).1.remove(item) {
            self.write(item, EventKind::Act(Act::Carry { from }));
        }
        let due = Day::from_number(i32::try_from(self.events.len()).unwrap() + 3);
        let review = Review {
            purpose: Purpose::Scheduled,
            verdict: Verdict::Right,
            suggested: Some(Rating::Good),
            rating: Rating::Good,
            due,
            hints: 0,
            revision: 0,
            ms: 1_000,
            answer: None,
        };
        self.write(item, EventKind::Review(review));
        *self.expected.entry(truth.clone()).or_default() += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_item_that_still_exists_loses_a_review(
        edits in prop::collection::vec((any::<u8>(), 0_usize..64, 0_usize..64, 0_usize..64), 40)
    ) {
        let mut author = Author::new();
        let mut log = Log::default();
        for (what, a, b, studied) in edits {
            let before = author.published();
            let items = author.items();
            // Not every version is studied: names may change twice before a learner comes back.
            for (truth, item) in items.iter().skip(studied % 7).step_by(7).filter(|_| studied % 3 > 0) {
                log.answer(truth, item, &before);
            }
            author.edit(what, a, b);
            let after = author.published();
            let (states, _) = log.states(&after);
            for (truth, item) in author.items() {
                let reviews = states.get(&item).and_then(|state| state.seen).map_or(0, |seen| seen.reviews);
                prop_assert_eq!(reviews, log.expected.get(&truth).copied().unwrap_or(0), "{} after edit {}", item, what % 12);
            }
            told(&before, &after, &items, &author)?;
        }
    }
}

/// What `check --against` says of an edit is what became of the items.
fn told(
    before: &Collection,
    after: &Collection,
    items: &[(True, ItemId)],
    author: &Author,
) -> Result<(), TestCaseError> {
    let update = update(before, after);
    let now: HashMap<True, ItemId> = author.items().into_iter().collect();
    let cards = |items: &mut dyn Iterator<Item = usize>| items.collect::<HashSet<usize>>();
    let (had, has) = (cards(&mut items.iter().map(|item| item.0.0)), cards(&mut now.keys().map(|truth| truth.0)));
    prop_assert_eq!(update.count(CardFate::New), has.difference(&had).count());
    prop_assert_eq!(update.count(CardFate::Removed) + update.count(CardFate::Merged), had.difference(&has).count());
    prop_assert_eq!(update.count(CardFate::Faulty), 0);
    let lost: usize = update.changes.iter().map(|change| change.lost.len()).sum();
    let gone = items.iter().filter(|(truth, _)| has.contains(&truth.0) && !now.contains_key(truth));
    prop_assert_eq!(lost, gone.count());
    let renamed = items.iter().filter(|(truth, id)| now.get(truth).is_some_and(|now| now.card() != id.card()));
    let renamed = cards(&mut renamed.map(|item| item.0.0));
    prop_assert_eq!(update.changes.iter().filter(|change| change.from.is_some()).count(), renamed.len());
    Ok(())
}
