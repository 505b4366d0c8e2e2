//! Which card's progress goes on under which: `was`, over all decks.

use std::collections::{HashMap, HashSet};

use super::card::Was;
use super::{Card, CardId, Deck, Level, Place, Problem};

/// What `was` comes to.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    /// For each card that has some: the earlier cards whose progress it takes.
    pub(super) carried: HashMap<CardId, Vec<CardId>>,
    /// What is wrong, with the place of its deck in the list.
    pub(super) problems: Vec<(usize, Problem)>,
}

/// Resolves every `was` of the decks.
pub(super) fn resolve(decks: &[Deck]) -> Lineage {
    let claims = decks.iter().enumerate().flat_map(|(at, deck)| {
        deck.cards.iter().flat_map(move |card| card.was.iter().map(move |was| Claim { deck: at, card, was }))
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
    card: &'d Card,
    was: &'d Was,
}

struct Resolver<'d> {
    decks: &'d [Deck],
    living: Option<HashMap<CardId, Option<&'d Card>>>,
    lineage: Lineage,
    claimed: HashMap<&'d CardId, Claim<'d>>,
}

impl<'d> Resolver<'d> {
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
                self.lineage.carried.entry(card.id.clone()).or_default().push(was.card.clone());
            }
            Some(first) if first.card.id == card.id || (was.implied && !first.was.implied) => {}
            Some(first) => {
                let what =
                    format!("the progress of `{}` is claimed by `{}` and by `{}`", was.card, first.card.id, card.id);
                self.report(claim, "was-claimed-twice", what, "only one card can go on with it: delete one `was`");
            }
        }
    }

    fn report(&mut self, claim: &Claim, rule: &'static str, what: String, help: &str) {
        let deck = &self.decks[claim.deck];
        let path = deck.path.clone().unwrap_or_else(|| format!("{}.yaml", deck.id).into());
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
fn living(decks: &[Deck]) -> HashMap<CardId, Option<&Card>> {
    let cards = decks.iter().flat_map(|deck| deck.cards.iter().map(|card| (card.id.clone(), Some(&**card))));
    let left_out = decks.iter().flat_map(|deck| {
        let ids = deck.left_out.iter().filter_map(|left_out| left_out.id.as_deref());
        ids.filter_map(|id| CardId::new(&deck.id, id).ok()).map(|id| (id, None))
    });
    left_out.chain(cards).collect()
}

fn alive_problem(
    card: &Card,
    was: &CardId,
    alive: Option<&Card>,
    living: &HashMap<CardId, Option<&Card>>,
) -> (&'static str, String) {
    if *was == card.id {
        return ("was-circle", format!("`was` of `{}` names the card itself", card.id));
    }
    let mut seen: HashSet<&CardId> = HashSet::new();
    let mut next = alive;
    while let Some(earlier) = next.filter(|earlier| seen.insert(&earlier.id)) {
        let before = earlier.was.iter().find(|was| !was.implied);
        if before.is_some_and(|was| was.card == card.id) {
            return ("was-circle", format!("`was` of `{}` and of `{was}` lead in a circle", card.id));
        }
        next = before.and_then(|was| living.get(&was.card).copied().flatten());
    }
    ("was-alive", format!("`was` of `{}` names `{was}`, and that card is still there", card.id))
}

/// The problem of a deck, at the place of one of its header's fields.
pub(super) fn of_header(deck: &Deck, field: &str, rule: &'static str, what: String, help: String) -> Problem {
    let path = deck.path.clone().unwrap_or_else(|| format!("{}.yaml", deck.id).into());
    let place =
        deck.fields.iter().find(|(name, _, _)| *name == field).map_or_else(Place::default, |&(_, _, place)| place);
    Problem { place, asked_anyway: true, ..Problem::of_file(path, rule, what, Some(help)) }
}
