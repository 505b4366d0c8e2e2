//! What may be asked on a study day, without a look at what may not: due items come from an index of the store, new
//! ones from the decks in their order until there are enough.

use std::collections::hash_map;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::deck::{Contents, DeckId, Entry, Heading, ItemId, Split};
use crate::schedule::{Day, ItemState, Rating};
use crate::session::{Brief, BriefSeen, Settings, Slate, Slot, carry_on_of};
use crate::store::{DueItem, SeenDeck, Store, StoreError};

/// So many new items beyond what the day allows are put on a slate.
const SPARE: usize = 25;

/// The slate of a study day, for settings that want whole decks.
///
/// # Errors
/// When the store can't be read.
pub(super) fn slate(decks: &Decks, store: &Store, settings: &Settings, day: Day) -> Result<Slate, StoreError> {
    let found = &*decks.found;
    let mut states: HashMap<ItemId, ItemState> = store.answered_on(day)?.into_iter().collect();
    states.extend(store.put_away()?);
    let exceptions = decks.exceptions();
    let carried = carried(&exceptions, found, store, &mut states)?;
    let mut chosen = Chosen { day, exceptions, slots: Vec::new() };
    for due in store.due_brief(day)? {
        if decks.have(&due.item) {
            let brief = brief(&due);
            chosen.place(due.item, brief);
        }
    }
    // What goes on from an earlier name is not among the due ones by its own.
    let others = |(id, state): &(&ItemId, &ItemState)| carried.contains_key(id) || chosen.is_not_due_by_itself(state);
    let others: Vec<(&ItemId, &ItemState)> = states.iter().filter(others).collect();
    for (id, state) in others {
        if decks.have(id) {
            chosen.place(id.clone(), state.into());
        }
    }
    chosen.place_revised(store, &states)?;
    let more_new = place_new(&mut chosen, decks, settings, &states, &carried);
    let mut begun: HashSet<String> = decks.begun();
    begun.extend(carried.keys().map(|id| id.deck().to_owned()));
    Ok(Slate { day, slots: chosen.slots, states, carried, begun, knows_all: false, more_new })
}

fn brief(due: &DueItem) -> Brief {
    let seen = BriefSeen {
        due: due.due,
        last_day: due.last_day,
        failed: due.last_rating == Rating::Again,
        revision: due.revision,
    };
    Brief { seen: Some(seen), suspended: due.suspended, buried: due.buried }
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
    seen: HashMap<String, SeenDeck>,
    wanted: HashMap<DeckId, Wanted>,
    named: HashSet<String>,
}

#[derive(Debug)]
struct Wanted {
    /// Its place among the headings.
    at: usize,
    fresh: Fresh,
    gone: HashSet<ItemId>,
}

/// Which items of a deck were never reviewed.
#[derive(Debug)]
enum Fresh {
    All,
    At(Vec<u32>),
}

impl Decks {
    pub(super) fn of(found: &Rc<dyn Contents>, store: &Store, settings: &Settings) -> Result<Self, StoreError> {
        let seen = store.deck_sums()?;
        let mut wanted = HashMap::with_capacity(found.headings().len());
        let mut named = HashSet::new();
        for (at, heading) in found.headings().iter().enumerate() {
            let id = heading.id.as_str();
            if !settings.filter.may_want(heading) {
                continue;
            }
            if settings.filter.names_deck(id) {
                named.insert(id.to_owned());
            }
            let (fresh, gone) = match seen.get(id).filter(|seen| seen.items > 0) {
                None => (Fresh::All, HashSet::new()),
                Some(seen) if seen.items == heading.sums.items && seen.names == heading.sums.names => {
                    (Fresh::At(Vec::new()), HashSet::new())
                }
                Some(seen) => {
                    let split = split(&**found, store, at, seen.names)?;
                    (Fresh::At(split.fresh), split.gone.into_iter().collect())
                }
            };
            wanted.insert(heading.id.clone(), Wanted { at, fresh, gone });
        }
        Ok(Self { found: Rc::clone(found), seen, wanted, named })
    }

    /// Whether a wanted deck has an item that was reviewed before.
    pub(super) fn have(&self, reviewed: &ItemId) -> bool {
        self.wanted.get(reviewed.deck()).is_some_and(|deck| deck.gone.is_empty() || !deck.gone.contains(reviewed))
    }

    /// How many items of a deck were never reviewed.
    pub(super) fn fresh_in(&self, deck: &Heading) -> usize {
        match self.wanted.get(deck.id.as_str()).map(|wanted| &wanted.fresh) {
            Some(Fresh::At(places)) => places.len(),
            Some(Fresh::All) | None => deck.sums.items,
        }
    }

    /// Items that were reviewed and that wanted decks have no longer, and whole decks that were not found.
    pub(super) fn gone(&self) -> impl Iterator<Item = &ItemId> {
        self.wanted.values().flat_map(|deck| &deck.gone)
    }

    /// The decks of which something was reviewed and that are not among the wanted ones.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = (&str, &SeenDeck)> {
        let others = self.seen.iter().filter(|(id, seen)| seen.items > 0 && !self.wanted.contains_key(id.as_str()));
        others.map(|(id, seen)| (id.as_str(), seen))
    }

    /// The entries of the cards that are exceptions, by name.
    pub(super) fn exceptions(&self) -> HashMap<ItemId, Entry> {
        let decks = self.wanted.values().filter(|deck| self.found.headings()[deck.at].sums.exceptions > 0);
        let entries = decks.flat_map(|deck| self.found.exceptions(deck.at));
        entries.map(|entry| (entry.id.clone(), entry)).collect()
    }

    fn begun(&self) -> HashSet<String> {
        self.seen.iter().filter(|(_, seen)| seen.items > 0).map(|(id, _)| id.clone()).collect()
    }

    /// The decks that have new items, those begun first, else in their order.
    fn with_fresh(&self) -> Vec<(&str, &Wanted)> {
        let has_fresh = |deck: &Wanted| match &deck.fresh {
            Fresh::All => self.found.headings()[deck.at].sums.items > 0,
            Fresh::At(places) => !places.is_empty(),
        };
        let is_begun = |id: &str| self.named.contains(id) || self.seen.get(id).is_some_and(|seen| seen.items > 0);
        let mut decks: Vec<(&str, &Wanted)> =
            self.wanted.iter().filter(|(_, deck)| has_fresh(deck)).map(|(id, deck)| (id.as_str(), deck)).collect();
        decks.sort_by_cached_key(|(id, deck)| (!is_begun(id), deck.at));
        decks
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
    fn place(&mut self, id: ItemId, brief: Brief) {
        let slot = match self.exceptions.get(&id) {
            Some(entry) => Slot::new(entry, brief),
            None => Slot { id, suspended: false, revision: 0, renamed: false, brief },
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
                self.place(id, (&state).into());
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
    states: &HashMap<ItemId, ItemState>,
    carried: &HashMap<ItemId, ItemId>,
) -> bool {
    let limits = &settings.limits;
    let wanted = limits.new_anyway.unwrap_or(0).max(limits.new) as usize + SPARE;
    let mut cards: HashSet<String> = HashSet::new();
    let (mut found, mut more) = (0, false);
    for (id, deck) in decks.with_fresh() {
        if found >= wanted {
            return true;
        }
        // More of one deck than it may give today is of no use.
        let most = limits.new_in_deck.get(id).map_or(usize::MAX, |&most| most as usize + SPARE);
        let mut of_deck = 0;
        let entries = decks.found.entries(deck.at);
        let fresh: Box<dyn Iterator<Item = &Entry>> = match &deck.fresh {
            Fresh::All => Box::new(entries.iter()),
            Fresh::At(places) => Box::new(places.iter().filter_map(|&place| entries.get(place as usize))),
        };
        for entry in fresh {
            if of_deck >= most || found + of_deck >= wanted {
                more = true;
                break;
            }
            if carried.contains_key(&entry.id) {
                continue;
            }
            let brief = states.get(&entry.id).map(Brief::from).unwrap_or_default();
            let slot = Slot::new(entry, brief);
            let asked = slot.may_be_asked(chosen.day) && cards.insert(entry.id.card().to_owned());
            of_deck += usize::from(asked);
            chosen.slots.push(slot);
        }
        found += of_deck.min(limits.new_in_deck.get(id).map_or(usize::MAX, |&most| most as usize));
    }
    more
}
