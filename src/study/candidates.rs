//! The items that may be asked on a study day, picked without looking at every item: due items come from a join of
//! the log and the catalogue, new ones from the decks in their order until there are enough.

use std::collections::hash_map;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::deck::{DeckId, DeckSummary, Decks, ItemId, ItemSummary};
use crate::schedule::{Day, ItemState, NewOrder};
use crate::session::{
    Candidate, Candidates, ClaimsOf, MET_BEFORE_NEXT, Settings, carry_states_of, claims_introduced, count_met,
};
use crate::store::{SeenDeck, Store, StoreError};

/// How many new items to add to the candidates beyond what the day allows.
const SPARE: usize = 10;

/// Picks the candidates of a study day, with at most `most` due items. The settings must select whole decks.
///
/// # Errors
/// When the store or the catalogue can't be read.
pub(crate) fn candidates(
    decks: &WantedDecks,
    store: &Store,
    settings: &Settings,
    (day, most): (Day, usize),
) -> Result<Candidates, StoreError> {
    let found = &*decks.found;
    let mut states: HashMap<ItemId, ItemState> = store.answered_on(day)?.into_iter().collect();
    states.extend(store.put_away()?);
    let due = store.due_of_wanted(day, most)?;
    let more_due = due.len() >= most;
    let placed: HashSet<ItemId> =
        if more_due { due.iter().map(|(item, _)| item.clone()).collect() } else { HashSet::new() };
    let exceptions = decks.exceptions();
    let renamed: Vec<ItemId> =
        exceptions.values().filter(|entry| entry.renamed).map(|entry| entry.id.clone()).collect();
    let carried = carry_from_store(&renamed, found, store, &mut states)?;
    // An item that was only practised under its earlier name is still new.
    let goes_on = |id: &ItemId| carried.contains_key(id) && states.get(id).is_some_and(|state| state.seen.is_some());
    let go_on: HashSet<ItemId> = carried.keys().filter(|id| goes_on(id)).cloned().collect();
    let mut chosen = Chosen { day, exceptions, candidates: Vec::with_capacity(due.len()) };
    for (item, state) in due {
        chosen.place(item, state);
    }
    // An item that carries on from an earlier name isn't found as due under its own.
    let others = |(id, state): &(&ItemId, &ItemState)| {
        let left_out = more_due && state.seen.is_some() && !placed.contains(id);
        go_on.contains(id) || chosen.is_not_due_by_itself(state) || left_out
    };
    let others: Vec<(&ItemId, &ItemState)> = states.iter().filter(others).collect();
    for (id, state) in others {
        if store.is_wanted(id)? {
            chosen.place(id.clone(), state.clone());
        }
    }
    chosen.place_revised(store, &states)?;
    let claims = claims_introduced(found, &states, day);
    let mut met = decks.met();
    for id in &go_on {
        count_met(&mut met, id.deck());
    }
    let known = KnownItems { states: &states, carried: &go_on, claims: &claims, met: &met };
    let more_new = place_new(&mut chosen, decks, store, settings, &known)?;
    Ok(Candidates { day, items: chosen.candidates, states, carried, met, claims, more_new, more_due })
}

/// Finds which of the renamed items carry on from an earlier name, and adds the states of both names to `states`.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn carry_from_store(
    renamed: &[ItemId],
    found: &dyn Decks,
    store: &Store,
    states: &mut HashMap<ItemId, ItemState>,
) -> Result<HashMap<ItemId, ItemId>, StoreError> {
    for id in renamed {
        for name in std::iter::once(id.clone()).chain(found.carried_from(id)) {
            if let hash_map::Entry::Vacant(place) = states.entry(name) {
                let state = store.state(place.key())?;
                place.insert(state);
            }
        }
    }
    Ok(carry_states_of(renamed, found, states))
}

/// The decks that the settings select.
#[derive(Debug)]
pub(crate) struct WantedDecks {
    found: Rc<dyn Decks>,
    /// In the order of the summaries.
    wanted: Vec<WantedDeck>,
}

#[derive(Debug)]
struct WantedDeck {
    /// Its index in the summaries.
    at: usize,
    /// The number of its file in the catalogue.
    file: i64,
    /// How many of its items were reviewed, including items that it no longer has.
    met: usize,
    /// Whether all of its items were reviewed.
    has_no_new: bool,
    /// Whether the learner named it.
    is_named: bool,
    /// Its position among the decks that the learner named.
    rank: usize,
}

impl WantedDecks {
    /// `files` holds the number of each deck's file in the catalogue, in the order of the summaries; `seen` is what
    /// the log knows of each deck, by its id.
    pub(crate) fn of(
        found: &Rc<dyn Decks>,
        files: &[i64],
        seen: &HashMap<String, SeenDeck>,
        settings: &Settings,
    ) -> Self {
        let summaries = found.summaries().iter().zip(files).enumerate();
        let summaries = summaries.filter(|(_, (heading, _))| settings.filter.may_want(heading));
        let deck = |(at, (heading, file)): (usize, (&DeckSummary, &i64))| {
            let seen = seen.get(heading.id.as_str()).copied().unwrap_or_default();
            // Equal counts and equal sums of hashes mean the same items.
            let has_no_new = (seen.items, seen.names) == (heading.sums.items, heading.sums.names);
            let id = heading.id.as_str();
            let (is_named, rank) = (settings.filter.names_deck(id), settings.filter.rank(id));
            WantedDeck { at, file: *file, met: seen.items, has_no_new, is_named, rank }
        };
        let wanted = summaries.map(deck).collect();
        Self { found: Rc::clone(found), wanted }
    }

    /// The file number and the id of each deck.
    pub(crate) fn files(&self) -> impl Iterator<Item = (i64, &str)> {
        self.wanted.iter().map(|deck| (deck.file, self.id(deck).as_str()))
    }

    /// The summaries of items whose cards are exceptions (suspended, revised or renamed), by item name.
    pub(crate) fn exceptions(&self) -> HashMap<ItemId, ItemSummary> {
        let entries = self.wanted.iter().flat_map(|deck| self.found.exceptions(deck.at));
        entries.map(|entry| (entry.id.clone(), entry)).collect()
    }

    fn met(&self) -> HashMap<DeckId, usize> {
        let begun = self.wanted.iter().filter(|deck| deck.met > 0);
        begun.map(|deck| (self.id(deck).clone(), deck.met)).collect()
    }

    fn id(&self, deck: &WantedDeck) -> &DeckId {
        &self.found.summaries()[deck.at].id
    }
}

/// The candidates chosen so far.
struct Chosen {
    day: Day,
    exceptions: HashMap<ItemId, ItemSummary>,
    candidates: Vec<Candidate>,
}

impl Chosen {
    /// Whether an item that was reviewed is missing from the store's due items: it falls due later, or the learner
    /// has suspended it.
    fn is_not_due_by_itself(&self, state: &ItemState) -> bool {
        state.seen.is_some_and(|seen| seen.due > self.day || state.suspended == Some(true))
    }

    /// Adds an item to the candidates.
    fn place(&mut self, id: ItemId, state: ItemState) {
        let candidate = match self.exceptions.get(&id) {
            Some(entry) => Candidate::new(entry, state),
            None => Candidate { id, suspended: false, revision: 0, renamed: false, claims: Arc::default(), state },
        };
        self.candidates.push(candidate);
    }

    /// Adds items whose cards were revised: they are due, whatever day was chosen for them.
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

/// What is known before new items are chosen; see [`Candidates`].
struct KnownItems<'k> {
    states: &'k HashMap<ItemId, ItemState>,
    /// Items that carry on the memory of an earlier name.
    carried: &'k HashSet<ItemId>,
    claims: &'k ClaimsOf,
    met: &'k HashMap<DeckId, usize>,
}

/// Adds new items to the candidates, deck by deck, until there are enough. Returns whether there are more.
fn place_new(
    chosen: &mut Chosen,
    decks: &WantedDecks,
    store: &Store,
    settings: &Settings,
    known: &KnownItems<'_>,
) -> Result<bool, StoreError> {
    let KnownItems { states, carried, claims, met } = *known;
    let limits = &settings.limits;
    let in_turn = limits.new_order == NewOrder::InTurn;
    let wanted = limits.new_anyway.unwrap_or(0).max(limits.new) as usize + SPARE;
    let mut today = TodaysItems::of(chosen, states, claims);
    let mut turns = Turns::of(chosen.day, states, carried);
    // Decks that were begun or named come first, in the order they were named; the others keep their order.
    let is_begun = |deck: &WantedDeck| deck.is_named || met.contains_key(decks.id(deck));
    let mut in_order: Vec<&WantedDeck> = decks.wanted.iter().filter(|deck| !deck.has_no_new).collect();
    in_order.sort_by_key(|deck| (!is_begun(deck), deck.rank));
    let mut placed: Vec<(usize, Candidate)> = Vec::new();
    let (mut found, mut more) = (0, false);
    'decks: for deck in in_order {
        let (id, is_begun) = (decks.id(deck), is_begun(deck));
        let met = met.get(id).copied().unwrap_or(0);
        if in_turn && is_begun && turns.are_enough(wanted, met) {
            more = true;
            continue;
        }
        let limit = limits.new_in_deck.get(id.as_str()).map(|&most| most as usize);
        // More items than the deck may give today would be of no use.
        let most = limit.map_or(usize::MAX, |limit| limit + SPARE);
        let (mut of_deck, before) = (0, placed.len());
        let (mut from, mut some) = (0, wanted);
        // The first batch is usually enough, unless many of its items were put away.
        'deck: loop {
            let (items, next) = store.new_of_file(deck.file, from, some)?;
            if items.is_empty() {
                break;
            }
            if found >= wanted {
                more = true;
                break 'decks;
            }
            for entry in decks.found.entries_of(deck.at, &items) {
                let enough = if in_turn { of_deck } else { found + of_deck };
                if of_deck >= most || enough >= wanted {
                    more = true;
                    break 'deck;
                }
                if carried.contains(&entry.id) {
                    continue;
                }
                let candidate = Candidate::new(&entry, states.get(&entry.id).cloned().unwrap_or_default());
                of_deck += usize::from(candidate.may_be_asked(chosen.day) && today.takes(&candidate));
                placed.push((deck.at, candidate));
            }
            (from, some) = (next, 2 * some);
        }
        let of_deck = of_deck.min(limit.unwrap_or(usize::MAX));
        turns.note(id, of_deck, (met, placed.len() > before));
        found += match limits.new_order {
            // Every begun deck gets its turn, and a deck that begins now may have to give way to the next one.
            NewOrder::InTurn if is_begun => 0,
            NewOrder::InTurn => of_deck.min(MET_BEFORE_NEXT),
            NewOrder::ByDeck | NewOrder::Mixed => of_deck,
        };
    }
    // Restores the order of the decks, as if every item had been looked at.
    placed.sort_by_key(|(at, _)| *at);
    chosen.candidates.extend(placed.into_iter().map(|(_, candidate)| candidate));
    Ok(more)
}

/// The turns of decks that were begun: each gives one new item before any gives a second.
struct Turns {
    /// Decks that have already given one today.
    had: HashSet<String>,
    /// How many other decks can give one.
    ready: usize,
    /// Whether more items of one of them must be met before another deck is begun, also once each has had its turn.
    is_one_young: bool,
}

impl Turns {
    fn of(day: Day, states: &HashMap<ItemId, ItemState>, carried: &HashSet<ItemId>) -> Self {
        let introduced = states.iter().filter(|(_, state)| state.seen.is_some_and(|seen| seen.introduced == day));
        // The answer to an item that carries on was given under its earlier name.
        let had = introduced.filter(|(id, _)| !carried.contains(*id)).map(|(id, _)| id.deck().to_owned());
        Self { had: had.collect(), ready: 0, is_one_young: false }
    }

    /// Whether a deck with `met` items met can be skipped: enough others come before it, and it doesn't decide
    /// whether another deck is begun.
    const fn are_enough(&self, wanted: usize, met: usize) -> bool {
        self.ready >= wanted && (self.is_one_young || met >= MET_BEFORE_NEXT)
    }

    /// Records a deck that gives `gives` new items.
    fn note(&mut self, deck: &DeckId, gives: usize, (met, has_new): (usize, bool)) {
        let had = self.had.contains(deck.as_str());
        self.ready += usize::from(gives > 0 && !had);
        // A turn passes over items that can't be asked, and takes one that can: something must be left after it.
        self.is_one_young |=
            if had { has_new && met < MET_BEFORE_NEXT } else { gives > 1 && met + 1 < MET_BEFORE_NEXT };
    }
}

/// The cards and claims that are already asked today.
struct TodaysItems {
    cards: HashSet<String>,
    claims: HashSet<(String, String)>,
}

impl TodaysItems {
    fn of(chosen: &Chosen, states: &HashMap<ItemId, ItemState>, claims: &ClaimsOf) -> Self {
        let is_today = |state: &ItemState| state.seen.is_some_and(|seen| seen.last_day == chosen.day);
        let answered = states.iter().filter(|(_, state)| is_today(state)).map(|(id, _)| id);
        let due = chosen
            .candidates
            .iter()
            .filter(|candidate| candidate.may_be_asked(chosen.day))
            .map(|candidate| &candidate.id);
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

    /// Adds a new item unless its card or one of its claims is already there; returns whether it was added.
    fn takes(&mut self, candidate: &Candidate) -> bool {
        let key = |claim: &String| (candidate.id.deck().to_owned(), claim.clone());
        if candidate.claims.iter().any(|claim| self.claims.contains(&key(claim)))
            || !self.cards.insert(candidate.id.card().to_owned())
        {
            return false;
        }
        self.claim(&candidate.id, &candidate.claims);
        true
    }
}
