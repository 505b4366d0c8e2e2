//! Which card carries on the progress of which: `was`, across all decks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::deck::RuleId;

use super::card::Was;
use super::merge::shown;
use super::{CardId, Deck, DeckId, Diagnostic, ItemId, ItemPart, Place};

/// The names of a card.
pub(crate) struct NamedCard<'d> {
    pub(crate) id: &'d CardId,
    /// The parts of its items, in the order they are introduced.
    pub(crate) parts: Vec<ItemPart>,
    /// Its earlier names.
    pub(crate) was: &'d [Was],
}

/// The names of a deck's cards.
pub(crate) trait CardNames {
    /// The deck's id.
    fn id(&self) -> &DeckId;
    /// Its file, or `None` for one built into the program.
    fn path(&self) -> Option<&Path>;
    /// Its cards, without those left out for an error.
    fn cards(&self) -> impl Iterator<Item = NamedCard<'_>>;
    /// Whether any of them has an earlier name.
    fn is_renamed(&self) -> bool;
    /// The ids of cards left out for an error, where they are known.
    fn left_out(&self) -> impl Iterator<Item = &str>;
}

impl CardNames for Deck {
    fn id(&self) -> &DeckId {
        &self.id
    }

    fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    fn cards(&self) -> impl Iterator<Item = NamedCard<'_>> {
        self.cards.iter().map(|card| NamedCard { id: &card.id, parts: card.parts(), was: &card.was })
    }

    fn is_renamed(&self) -> bool {
        self.cards.iter().any(|card| !card.was.is_empty())
    }

    fn left_out(&self) -> impl Iterator<Item = &str> {
        self.left_out.iter().filter_map(|left_out| left_out.id.as_deref())
    }
}

/// The outcome of all `was` fields.
#[derive(Debug, Default)]
pub(crate) struct Renames {
    /// For each renamed item: the earlier items whose progress it takes, likeliest first.
    pub(crate) carried: HashMap<ItemId, Vec<ItemId>>,
    /// Diagnostics, each with the index of its deck.
    pub(crate) diagnostics: Vec<(usize, Diagnostic)>,
}

/// Resolves every `was` of the decks.
pub(crate) fn resolve<F: CardNames>(decks: &[F]) -> Renames {
    if !decks.iter().any(CardNames::is_renamed) {
        return Renames::default();
    }
    let relatives: Vec<(usize, NamedCard)> =
        decks.iter().enumerate().flat_map(|(at, deck)| deck.cards().map(move |card| (at, card))).collect();
    let claims =
        relatives.iter().flat_map(|(deck, card)| card.was.iter().map(|was| NameClaim { deck: *deck, card, was }));
    let (implied, written): (Vec<NameClaim>, Vec<NameClaim>) = claims.partition(|claim| claim.was.implied);
    let living = living(decks, &relatives);
    let mut resolver = Resolver { decks, living, lineage: Renames::default(), claimed: HashMap::new() };
    // What an author wrote on a card takes precedence over what a header implies.
    for claim in &written {
        resolver.take(claim);
    }
    // For each earlier deck that a header names: a claim, and whether any of its claims had an effect.
    let mut headers: BTreeMap<(usize, Place, &str), (&NameClaim, bool)> = BTreeMap::new();
    for claim in &implied {
        let has_effect = resolver.take(claim);
        if let Some(earlier) = claim.of_header() {
            headers.entry((claim.deck, claim.was.place, earlier)).or_insert((claim, false)).1 |= has_effect;
        }
    }
    for ((_, _, earlier), (claim, _)) in headers.into_iter().filter(|(_, (_, has_effect))| !has_effect) {
        resolver.idle(claim, earlier);
    }
    resolver.lineage
}

#[derive(Clone, Copy)]
struct NameClaim<'d> {
    deck: usize,
    card: &'d NamedCard<'d>,
    was: &'d Was,
}

impl<'d> NameClaim<'d> {
    /// The deck that a header names, if this claim follows from the header. A card without an id also claims the name
    /// it had before another card took its prompt; that has nothing to do with a header.
    fn of_header(&self) -> Option<&'d str> {
        let (own, was) = (self.card.id, self.was);
        (was.implied && (was.card.deck() != own.deck() || was.card == *own)).then_some(was.card.deck())
    }

    /// The parts of the card, each with the part of the earlier card that it may carry on.
    ///
    /// If `was` names no part, each item carries on the item with the same part; if the earlier card was one whole
    /// item and this one has several, the first of them carries it on.
    fn pairs(&self) -> Vec<(ItemPart, ItemPart)> {
        let NameClaim { card: NamedCard { parts, .. }, was, .. } = *self;
        let Some(&first) = parts.first() else { return Vec::new() };
        match (was.to, was.part) {
            (Some(to), from) => vec![(to, from.unwrap_or(ItemPart::Whole))],
            (None, Some(part)) => vec![(if parts.contains(&part) { part } else { first }, part)],
            (None, None) => {
                let whole = (first != ItemPart::Whole).then_some((first, ItemPart::Whole));
                parts.iter().map(|part| (*part, *part)).chain(whole).collect()
            }
        }
    }
}

/// The cards that still exist; `None` for those left out for an error, of which nothing more is known.
type Living<'d> = HashMap<CardId, Option<&'d NamedCard<'d>>>;

struct Resolver<'d, F> {
    decks: &'d [F],
    living: Living<'d>,
    lineage: Renames,
    claimed: HashMap<ItemId, NameClaim<'d>>,
}

impl<'d, F: CardNames> Resolver<'d, F> {
    /// Resolves a claim; returns whether it had an effect.
    fn take(&mut self, claim: &NameClaim<'d>) -> bool {
        let NameClaim { card, was, .. } = *claim;
        let pairs = claim.pairs();
        let living = self.living.get(&was.card).copied();
        if let Some((rule, what)) = living.and_then(|alive| self.alive(claim, &pairs, alive)) {
            if !was.implied {
                self.report(claim, rule, what, "name an id that no card has any longer, or delete `was`");
            }
            return false;
        }
        let (mut disputed, mut has_effect) = (None, false);
        for (to, from) in pairs {
            if living.is_some_and(|alive| alive.is_none_or(|alive| alive.parts.contains(&from))) {
                continue;
            }
            let (item, from) = (card.id.item(to), was.card.item(from));
            match self.claimed.get(&from) {
                None => {
                    self.claimed.insert(from.clone(), *claim);
                    self.lineage.carried.entry(item).or_default().push(from);
                    has_effect = true;
                }
                Some(first) if first.card.id == card.id || (was.implied && !first.was.implied) => {}
                Some(first) => disputed = disputed.or(Some((first.card.id, from))),
            }
        }
        if let Some((first, from)) = disputed {
            let from = if was.part.is_some() || was.to.is_some() { from.as_str() } else { from.card() };
            let what = format!("the progress of `{from}` is claimed by `{first}` and by `{}`", card.id);
            self.report(claim, RuleId::WasClaimedTwice, what, "only one card can go on with it: delete one `was`");
            return true;
        }
        has_effect
    }

    /// Reports an earlier deck named by a header from which no card carries anything on.
    fn idle(&mut self, claim: &NameClaim, earlier: &str) {
        let deck = self.decks[claim.deck].id();
        if earlier == deck.as_str() {
            let what = format!("`was` of deck `{deck}` names the deck itself");
            return self.report(claim, RuleId::WasCircle, what, "name the deck that its cards come from, or delete it");
        }
        let what =
            format!("`was` of deck `{deck}` names `{earlier}`, and has no effect: each of its cards is there as well");
        self.report(claim, RuleId::WasAlive, what, "delete the cards there, or delete it here");
    }

    /// The diagnostic with a claim on progress that its own card still carries on, because that card still exists.
    fn alive(
        &self,
        claim: &NameClaim<'d>,
        pairs: &[(ItemPart, ItemPart)],
        alive: Option<&NamedCard>,
    ) -> Option<(RuleId, String)> {
        let NameClaim { card, was, .. } = *claim;
        if was.part.is_none() && was.to.is_none() && was.card != *card.id {
            return Some(alive_diagnostic(card.id, &was.card, alive, &self.living));
        }
        // An item that is gone may be claimed even if its card still exists: this way a change of kind keeps
        // progress.
        let free = pairs.iter().any(|(_, from)| alive.is_some_and(|alive| !alive.parts.contains(from)));
        if free {
            return None;
        }
        let name = pairs.first().map_or_else(|| was.card.to_string(), |(_, from)| was.card.item(*from).to_string());
        if was.card == *card.id {
            return Some((RuleId::WasCircle, format!("`was` of `{}` names the card itself", card.id)));
        }
        Some((RuleId::WasAlive, format!("`was` of `{}` names `{name}`, and that is still there", card.id)))
    }

    fn report(&mut self, claim: &NameClaim, rule: RuleId, what: String, help: &str) {
        let deck = &self.decks[claim.deck];
        let path = shown(deck.path(), deck.id());
        let diagnostic = Diagnostic {
            place: claim.was.place,
            asked_anyway: true,
            ..Diagnostic::of_file(path, rule, what, Some(help.to_owned()))
        };
        self.lineage.diagnostics.push((claim.deck, diagnostic));
    }
}

/// All cards of the decks, including those left out for an error: once mended, they carry on their own progress.
fn living<'d, F: CardNames>(decks: &'d [F], relatives: &'d [(usize, NamedCard<'d>)]) -> Living<'d> {
    let cards = relatives.iter().map(|(_, card)| (card.id.clone(), Some(card)));
    let left_out = decks
        .iter()
        .flat_map(|deck| deck.left_out().filter_map(|id| CardId::new(deck.id(), id).ok()).map(|id| (id, None)));
    left_out.chain(cards).collect()
}

/// The longest circle of names that is told as one: of a deck of names in a row each would be followed to its end.
const LONGEST_CIRCLE: usize = 100;

fn alive_diagnostic(card: &CardId, was: &CardId, alive: Option<&NamedCard>, living: &Living) -> (RuleId, String) {
    let mut seen: HashSet<&CardId> = HashSet::new();
    let mut next = alive;
    while let Some(NamedCard { was: earlier, .. }) =
        next.filter(|relative| seen.len() < LONGEST_CIRCLE && seen.insert(relative.id))
    {
        let before = earlier.iter().find(|was| !was.implied);
        if before.is_some_and(|was| was.card == *card) {
            return (RuleId::WasCircle, format!("`was` of `{card}` and of `{was}` lead in a circle"));
        }
        next = before.and_then(|was| living.get(&was.card).copied().flatten());
    }
    (RuleId::WasAlive, format!("`was` of `{card}` names `{was}`, and that card is still there"))
}
