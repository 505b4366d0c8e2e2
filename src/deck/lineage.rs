//! Which card's progress goes on under which: `was`, over all decks.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::card::Was;
use super::together::shown;
use super::{CardId, Deck, DeckId, Level, Problem};

/// A deck as far as the names of its cards go.
pub(crate) trait Family {
    /// The deck's id.
    fn id(&self) -> &DeckId;
    /// Its file, or `None` for one built into the program.
    fn path(&self) -> Option<&Path>;
    /// The names of its cards, those left out for an error aside, and their earlier names.
    fn cards(&self) -> impl Iterator<Item = (&CardId, &[Was])>;
    /// The ids of cards left out for an error, where they can be known.
    fn left_out(&self) -> impl Iterator<Item = &str>;
}

impl Family for Deck {
    fn id(&self) -> &DeckId {
        &self.id
    }

    fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    fn cards(&self) -> impl Iterator<Item = (&CardId, &[Was])> {
        self.cards.iter().map(|card| (&card.id, card.was.as_slice()))
    }

    fn left_out(&self) -> impl Iterator<Item = &str> {
        self.left_out.iter().filter_map(|left_out| left_out.id.as_deref())
    }
}

/// What `was` comes to.
#[derive(Debug, Default)]
pub(crate) struct Lineage {
    /// For each card that has some: the earlier cards whose progress it takes.
    pub(crate) carried: HashMap<CardId, Vec<CardId>>,
    /// What is wrong, with the place of its deck in the list.
    pub(crate) problems: Vec<(usize, Problem)>,
}

/// Resolves every `was` of the decks.
pub(crate) fn resolve<F: Family>(decks: &[F]) -> Lineage {
    let claims = decks.iter().enumerate().flat_map(|(at, deck)| {
        let cards = deck.cards();
        cards.flat_map(move |(card, all)| all.iter().map(move |was| Claim { deck: at, card, was }))
    });
    let (implied, written): (Vec<Claim>, Vec<Claim>) = claims.partition(|claim| claim.was.implied);
    let mut resolver = Resolver { decks, living: None, lineage: Lineage::default(), claimed: HashMap::new() };
    // What an author wrote for a card counts before what a header implies.
    for claim in written.iter().chain(&implied) {
        resolver.take(claim);
    }
    resolver.lineage
}

#[derive(Clone, Copy)]
struct Claim<'d> {
    deck: usize,
    card: &'d CardId,
    was: &'d Was,
}

/// A card's name and its earlier names.
type Kin<'d> = (&'d CardId, &'d [Was]);

/// The cards that are alive; of those left out for an error no more is known than that.
type Living<'d> = HashMap<CardId, Option<Kin<'d>>>;

struct Resolver<'d, F> {
    decks: &'d [F],
    living: Option<Living<'d>>,
    lineage: Lineage,
    claimed: HashMap<&'d CardId, Claim<'d>>,
}

impl<'d, F: Family> Resolver<'d, F> {
    fn take(&mut self, claim: &Claim<'d>) {
        let Claim { card, was, .. } = *claim;
        let decks = self.decks;
        let living = self.living.get_or_insert_with(|| living(decks));
        if let Some(alive) = living.get(&was.card) {
            if !was.implied {
                let (rule, what) = alive_problem(card, &was.card, *alive, living);
                self.report(claim, rule, what, "name an id that no card has any longer, or delete `was`");
            }
            return;
        }
        match self.claimed.get(&was.card) {
            None => {
                self.claimed.insert(&was.card, *claim);
                self.lineage.carried.entry(card.clone()).or_default().push(was.card.clone());
            }
            Some(first) if first.card == card || (was.implied && !first.was.implied) => {}
            Some(first) => {
                let what = format!("the progress of `{}` is claimed by `{}` and by `{card}`", was.card, first.card);
                self.report(claim, "was-claimed-twice", what, "only one card can go on with it: delete one `was`");
            }
        }
    }

    fn report(&mut self, claim: &Claim, rule: &'static str, what: String, help: &str) {
        let deck = &self.decks[claim.deck];
        let path = shown(deck.path(), deck.id());
        let problem = Problem {
            place: claim.was.place,
            level: Level::Error,
            asked_anyway: true,
            ..Problem::of_file(path, rule, what, Some(help.to_owned()))
        };
        self.lineage.problems.push((claim.deck, problem));
    }
}

/// All cards that decks have, those left out for an error too: mended, they go on with their own progress.
fn living<F: Family>(decks: &[F]) -> Living<'_> {
    let cards = decks.iter().flat_map(Family::cards).map(|(card, was)| (card.clone(), Some((card, was))));
    let left_out = decks
        .iter()
        .flat_map(|deck| deck.left_out().filter_map(|id| CardId::new(deck.id(), id).ok()).map(|id| (id, None)));
    left_out.chain(cards).collect()
}

fn alive_problem(card: &CardId, was: &CardId, alive: Option<Kin>, living: &Living) -> (&'static str, String) {
    if was == card {
        return ("was-circle", format!("`was` of `{card}` names the card itself"));
    }
    let mut seen: HashSet<&CardId> = HashSet::new();
    let mut next = alive;
    while let Some((_, earlier)) = next.filter(|(earlier, _)| seen.insert(earlier)) {
        let before = earlier.iter().find(|was| !was.implied);
        if before.is_some_and(|was| was.card == *card) {
            return ("was-circle", format!("`was` of `{card}` and of `{was}` lead in a circle"));
        }
        next = before.and_then(|was| living.get(&was.card).copied().flatten());
    }
    ("was-alive", format!("`was` of `{card}` names `{was}`, and that card is still there"))
}
