//! What may be asked on a study day, without a look at what may not: due items come from an index of the store, new
//! ones from the decks in their order until there are enough.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::hash_map;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::desk::{Finger, SeenDecks};
use crate::deck::{Contents, DeckId, Entry, ItemId, Split};
use crate::schedule::{Day, ItemState, NewOrder};
use crate::session::{ClaimsOf, MET_BEFORE_NEXT, Settings, Slate, Slot, carry_on_of, claims_introduced, count_met};
use crate::store::{DueItems, SeenDeck, Store, StoreError};

/// So many new items beyond what the day allows are put on a slate.
const SPARE: usize = 10;

/// The slate of a study day, for settings that want whole decks, from what is due; that may be no more than `most`.
///
/// # Errors
/// When the store can't be read.
pub(super) fn slate(
    decks: &Decks,
    store: &Store,
    settings: &Settings,
    (day, due, most): (Day, DueItems, usize),
) -> Result<Slate, StoreError> {
    let found = &*decks.found;
    let mut states: HashMap<ItemId, ItemState> = store.answered_on(day)?.into_iter().collect();
    states.extend(store.put_away()?);
    let more_due = due.len() >= most;
    let placed: HashSet<ItemId> =
        if more_due { due.iter().map(|(item, _)| item.clone()).collect() } else { HashSet::new() };
    let exceptions = decks.exceptions();
    let carried = carried(&exceptions, found, store, &mut states)?;
    let mut chosen = Chosen { day, exceptions, slots: Vec::with_capacity(due.len()) };
    for (item, state) in due {
        if decks.have(&item) {
            chosen.place(item, state);
        }
    }
    // What goes on from an earlier name is not among the due ones by its own.
    let others = |(id, state): &(&ItemId, &ItemState)| {
        let left_out = more_due && state.seen.is_some() && !placed.contains(id);
        carried.contains_key(id) || chosen.is_not_due_by_itself(state) || left_out
    };
    let others: Vec<(&ItemId, &ItemState)> = states.iter().filter(others).collect();
    for (id, state) in others {
        if decks.have(id) {
            chosen.place(id.clone(), state.clone());
        }
    }
    chosen.place_revised(store, &states)?;
    let claims = claims_introduced(found, &states, day);
    let more_new = place_new(&mut chosen, decks, settings, (&states, &carried, &claims));
    let mut met = decks.met();
    for id in carried.keys() {
        count_met(&mut met, id.deck());
    }
    Ok(Slate { day, slots: chosen.slots, states, carried, met, claims, knows_all: false, more_new, more_due })
}

/// The items that go on from an earlier name; what the log knows of both is put into `states`.
fn carried(
    exceptions: &HashMap<ItemId, Entry>,
    found: &dyn Contents,
    store: &Store,
    states: &mut HashMap<ItemId, ItemState>,
) -> Result<HashMap<ItemId, ItemId>, StoreError> {
    let renamed: Vec<&ItemId> = exceptions.values().filter(|entry| entry.renamed).map(|entry| &entry.id).collect();
    for id in &renamed {
        for name in std::iter::once((*id).clone()).chain(found.carried_from(id)) {
            if let hash_map::Entry::Vacant(place) = states.entry(name) {
                let state = store.state(place.key())?;
                place.insert(state);
            }
        }
    }
    Ok(carry_on_of(renamed, found, states))
}

/// The decks that are wanted, and how each differs from what the log has seen of it.
#[derive(Debug)]
pub(super) struct Decks {
    found: Rc<dyn Contents>,
    seen: SeenDecks,
    /// In the order of the headings.
    wanted: Vec<Wanted>,
    /// The places of the wanted ones, made when they are asked for.
    places: OnceCell<HashMap<DeckId, usize>>,
    /// Whether all that was ever reviewed is an item of a wanted deck, as it mostly is.
    nothing_gone: bool,
    named: HashSet<String>,
    /// The places of the wanted ones among those that are wanted, in the order in which they are named.
    ranked: Vec<usize>,
}

#[derive(Debug)]
struct Wanted {
    /// Its place among the headings.
    at: usize,
    /// How many items of it were reviewed.
    met: usize,
    fresh: Fresh,
    /// Items that were reviewed and that it has no longer, by name.
    gone: Vec<ItemId>,
}

/// Which items of a deck were never reviewed, by their places.
#[derive(Debug)]
enum Fresh {
    All,
    At(Vec<u32>),
    /// So many, which the index remembers of a deck of which the log has seen this.
    Remembered(usize, u64),
}

impl Fresh {
    /// How many of a deck of so many items.
    fn count(&self, items: usize) -> usize {
        match self {
            Self::All => items,
            Self::At(places) => places.len(),
            Self::Remembered(count, _) => *count,
        }
    }

    /// The places in the deck at a place.
    fn places(&self, found: &dyn Contents, deck: usize) -> Cow<'_, [u32]> {
        match self {
            Self::All => (0..u32::try_from(found.headings()[deck].sums.items).unwrap_or(u32::MAX)).collect(),
            Self::At(places) => Cow::Borrowed(places),
            // What was remembered a moment ago is remembered still.
            Self::Remembered(_, seen) => found.recall(deck, *seen).unwrap_or_default().fresh.into(),
        }
    }
}

impl Decks {
    pub(super) fn of(
        found: &Rc<dyn Contents>,
        seen: SeenDecks,
        store: &Store,
        settings: &Settings,
    ) -> Result<Self, StoreError> {
        let mut wanted = Vec::with_capacity(found.headings().len());
        let mut named = HashSet::new();
        let mut finger = Finger::on(&seen);
        for (at, heading) in found.headings().iter().enumerate() {
            let id = heading.id.as_str();
            if !settings.filter.may_want(heading) {
                continue;
            }
            if settings.filter.names_deck(id) {
                named.insert(id.to_owned());
            }
            let deck = match finger.find(id).filter(|seen| seen.items > 0) {
                None => Wanted { at, met: 0, fresh: Fresh::All, gone: Vec::new() },
                Some(seen) if seen.items == heading.sums.items && seen.names == heading.sums.names => {
                    Wanted { at, met: seen.items, fresh: Fresh::At(Vec::new()), gone: Vec::new() }
                }
                Some(seen) if let Some((count, false)) = found.recall_briefly(at, seen.names) => {
                    Wanted { at, met: seen.items, fresh: Fresh::Remembered(count, seen.names), gone: Vec::new() }
                }
                Some(seen) => {
                    let Split { fresh, mut gone } = split(&**found, store, at, seen.names)?;
                    gone.sort_unstable();
                    Wanted { at, met: seen.items, fresh: Fresh::At(fresh), gone }
                }
            };
            wanted.push(deck);
        }
        let begun = seen.iter().filter(|(_, seen)| seen.items > 0).count();
        let nothing_gone = wanted.iter().filter(|deck| deck.met > 0).count() == begun
            && wanted.iter().all(|deck| deck.gone.is_empty());
        let mut ranked: Vec<usize> = (0..wanted.len()).collect();
        ranked.sort_by_key(|&place| settings.filter.rank(found.headings()[wanted[place].at].id.as_str()));
        Ok(Self { found: Rc::clone(found), seen, wanted, places: OnceCell::new(), nothing_gone, named, ranked })
    }

    /// Whether a wanted deck has an item that was reviewed before.
    pub(super) fn have(&self, reviewed: &ItemId) -> bool {
        self.nothing_gone || self.wanted(reviewed.deck()).is_some_and(|deck| deck.gone.binary_search(reviewed).is_err())
    }

    fn wanted(&self, id: &str) -> Option<&Wanted> {
        let places = self.places.get_or_init(|| {
            self.wanted.iter().enumerate().map(|(place, deck)| (self.id(deck).clone(), place)).collect()
        });
        places.get(id).map(|&place| &self.wanted[place])
    }

    /// Items that were reviewed and that wanted decks have no longer, and whole decks that were not found.
    pub(super) fn gone(&self) -> impl Iterator<Item = &ItemId> {
        self.wanted.iter().flat_map(|deck| &deck.gone)
    }

    /// The decks of which something was reviewed and that are not among the wanted ones.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = (&str, &SeenDeck)> {
        let others =
            self.seen.iter().filter(|(id, seen)| !self.nothing_gone && seen.items > 0 && self.wanted(id).is_none());
        others.map(|(id, seen)| (id.as_str(), seen))
    }

    /// The entries of the cards that are exceptions, by name.
    pub(super) fn exceptions(&self) -> HashMap<ItemId, Entry> {
        let decks = self.wanted.iter().filter(|deck| self.found.headings()[deck.at].sums.exceptions > 0);
        let entries = decks.flat_map(|deck| self.found.exceptions(deck.at));
        entries.map(|entry| (entry.id.clone(), entry)).collect()
    }

    fn met(&self) -> HashMap<DeckId, usize> {
        let begun = self.wanted.iter().filter(|deck| deck.met > 0);
        begun.map(|deck| (self.id(deck).clone(), deck.met)).collect()
    }

    fn id(&self, deck: &Wanted) -> &DeckId {
        &self.found.headings()[deck.at].id
    }

    /// The decks that have new items, and whether they were begun: those first, then as they are named, else in their
    /// order.
    fn with_fresh(&self) -> impl Iterator<Item = (&str, &Wanted, bool)> {
        let is_begun = |deck: &Wanted| deck.met > 0 || self.named.contains(self.id(deck).as_str());
        let ranked = || self.ranked.iter().map(|&place| &self.wanted[place]);
        let of = move |begun: bool| ranked().filter(move |deck| is_begun(deck) == begun);
        let fresh = of(true).chain(of(false));
        let fresh = fresh.filter(|deck| deck.fresh.count(self.found.headings()[deck.at].sums.items) > 0);
        fresh.map(move |deck| (self.id(deck).as_str(), deck, is_begun(deck)))
    }
}

/// How a deck differs from what the log has seen of it: as it is remembered, else found out.
fn split(found: &dyn Contents, store: &Store, at: usize, seen: u64) -> Result<Split, StoreError> {
    if let Some(split) = found.recall(at, seen) {
        return Ok(split);
    }
    let names = store.seen_of_deck(found.headings()[at].id.as_str())?;
    let entries = found.entries(at);
    let known: HashSet<&ItemId> = names.iter().collect();
    let there: HashSet<&ItemId> = entries.iter().map(|entry| &entry.id).collect();
    let places = (0..).zip(&entries).filter(|(_, entry)| !known.contains(&entry.id)).map(|(place, _)| place);
    let gone = names.iter().filter(|name| !there.contains(name)).cloned();
    let split = Split { fresh: places.collect(), gone: gone.collect() };
    found.remember(at, seen, &split);
    Ok(split)
}

/// The slots of a slate while they are chosen.
struct Chosen {
    day: Day,
    exceptions: HashMap<ItemId, Entry>,
    slots: Vec<Slot>,
}

impl Chosen {
    /// Whether an item that was reviewed is not among those that the store's index names as due.
    fn is_not_due_by_itself(&self, state: &ItemState) -> bool {
        state.seen.is_some_and(|seen| seen.due > self.day || state.suspended == Some(true))
    }

    /// Puts an item on the slate.
    fn place(&mut self, id: ItemId, state: ItemState) {
        let slot = match self.exceptions.get(&id) {
            Some(entry) => Slot::new(entry, state),
            None => Slot { id, suspended: false, revision: 0, renamed: false, claims: Arc::default(), state },
        };
        self.slots.push(slot);
    }

    /// Items whose cards were revised are due whatever day was chosen for them.
    fn place_revised(&mut self, store: &Store, states: &HashMap<ItemId, ItemState>) -> Result<(), StoreError> {
        let revised = self.exceptions.values().filter(|entry| entry.revision > 0 && !states.contains_key(&entry.id));
        let revised: Vec<ItemId> = revised.map(|entry| entry.id.clone()).collect();
        for id in revised {
            let state = store.state(&id)?;
            if self.is_not_due_by_itself(&state) {
                self.place(id, state);
            }
        }
        Ok(())
    }
}

/// Puts new items on the slate, deck after deck, until there are enough; whether there are more.
fn place_new(
    chosen: &mut Chosen,
    decks: &Decks,
    settings: &Settings,
    (states, carried, claims): (&HashMap<ItemId, ItemState>, &HashMap<ItemId, ItemId>, &ClaimsOf),
) -> bool {
    let limits = &settings.limits;
    let wanted = limits.new_anyway.unwrap_or(0).max(limits.new) as usize + SPARE;
    let mut today = TodaysItems::of(chosen, states, claims);
    let (mut found, mut more) = (0, false);
    for (id, deck, begun) in decks.with_fresh() {
        if found >= wanted {
            return true;
        }
        // More of one deck than it may give today is of no use.
        let most = limits.new_in_deck.get(id).map_or(usize::MAX, |&most| most as usize + SPARE);
        let mut of_deck = 0;
        let places = deck.fresh.places(&*decks.found, deck.at);
        let (mut left, mut some) = (&places[..], wanted);
        // Mostly the first are enough, but who knows how many were put away.
        while !left.is_empty() {
            let (next, rest) = left.split_at(some.min(left.len()));
            (left, some) = (rest, 2 * some);
            for entry in decks.found.entries_at(deck.at, next) {
                let enough = if limits.new_order == NewOrder::InTurn { of_deck } else { found + of_deck };
                if of_deck >= most || enough >= wanted {
                    more = true;
                    left = &[];
                    break;
                }
                if carried.contains_key(&entry.id) {
                    continue;
                }
                let slot = Slot::new(&entry, states.get(&entry.id).cloned().unwrap_or_default());
                of_deck += usize::from(slot.may_be_asked(chosen.day) && today.takes(&slot));
                chosen.slots.push(slot);
            }
        }
        let of_deck = of_deck.min(limits.new_in_deck.get(id).map_or(usize::MAX, |&most| most as usize));
        found += match limits.new_order {
            // Those begun all have their turn, and one that begins now may have to give way to the next.
            NewOrder::InTurn if begun => 0,
            NewOrder::InTurn => of_deck.min(MET_BEFORE_NEXT),
            NewOrder::ByDeck | NewOrder::Mixed => of_deck,
        };
    }
    more
}

/// What today asks for already.
struct TodaysItems {
    cards: HashSet<String>,
    claims: HashSet<(String, String)>,
}

impl TodaysItems {
    fn of(chosen: &Chosen, states: &HashMap<ItemId, ItemState>, claims: &ClaimsOf) -> Self {
        let is_today = |state: &ItemState| state.seen.is_some_and(|seen| seen.last_day == chosen.day);
        let answered = states.iter().filter(|(_, state)| is_today(state)).map(|(id, _)| id);
        let due = chosen.slots.iter().filter(|slot| slot.may_be_asked(chosen.day)).map(|slot| &slot.id);
        let mut today =
            Self { cards: answered.chain(due).map(|id| id.card().to_owned()).collect(), claims: HashSet::new() };
        for (id, claims) in claims {
            today.claim(id, claims);
        }
        today
    }

    fn claim(&mut self, id: &ItemId, claims: &[String]) {
        self.claims.extend(claims.iter().map(|claim| (id.deck().to_owned(), claim.clone())));
    }

    /// Whether a new item has a place in it; if so, it takes it.
    fn takes(&mut self, slot: &Slot) -> bool {
        let key = |claim: &String| (slot.id.deck().to_owned(), claim.clone());
        if slot.claims.iter().any(|claim| self.claims.contains(&key(claim)))
            || !self.cards.insert(slot.id.card().to_owned())
        {
            return false;
        }
        self.claim(&slot.id, &slot.claims);
        true
    }
}
