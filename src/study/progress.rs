//! The learner's progress on a study day: what `stats` works with.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::context::StudyContext;
use super::outlook;
use crate::deck::{ItemId, ItemSummary};
use crate::schedule::{Day, DaySums, ItemState, Model, Moment};
use crate::session::{Settings, carry_states, carry_states_of};
use crate::stats::{StatsInput, Streak, StudiedItem};
use crate::store::StoreError;

/// Items, states and sums at one moment.
pub(crate) struct LearnerProgress<'i> {
    pub(crate) context: Rc<StudyContext>,
    pub(crate) settings: Settings,
    /// The items of the decks found.
    items: &'i [ItemSummary],
    /// The state of each item, in the same order.
    states: Vec<ItemState>,
    /// How many items the log knows that no deck has.
    elsewhere: usize,
    /// Items that carry on the state of an earlier name, with that name.
    pub(crate) carried: HashMap<ItemId, ItemId>,
    pub(crate) days: BTreeMap<Day, DaySums>,
    streak: Streak,
    pub(crate) model: Model,
    pub(crate) today: Day,
}

impl<'i> LearnerProgress<'i> {
    /// Reads the store. `items` are those of the decks found.
    pub(crate) fn of(
        context: Rc<StudyContext>,
        items: &'i [ItemSummary],
        settings: Settings,
        now: Moment,
    ) -> Result<Self, StoreError> {
        let (days, model) = (context.store.day_sums()?, context.store.model()?);
        let streak = outlook::streak(&context.store, &days, now)?;
        let mut stand = Self {
            settings,
            items,
            states: vec![ItemState::NEW; items.len()],
            elsewhere: 0,
            carried: HashMap::new(),
            days,
            streak,
            model,
            today: now.day,
            context,
        };
        stand.read_states()?;
        Ok(stand)
    }

    fn read_states(&mut self) -> Result<(), StoreError> {
        let found = &*self.context.found;
        let items = || self.items.iter();
        let renamed: Vec<ItemId> = items().filter(|item| item.renamed).map(|item| item.id.clone()).collect();
        let earlier: HashSet<ItemId> = renamed.iter().flat_map(|id| found.carried_from(id)).collect();
        let earlier: HashSet<&str> = earlier.iter().map(ItemId::as_str).collect();
        let mut places = PlacesOfDecks::of(self.items);
        let (states, elsewhere) = (&mut self.states, &mut self.elsewhere);
        self.context.store.each_state(|name, state| match places.find(name) {
            Some(at) => states[at] = state,
            None => *elsewhere += usize::from(state.attempts > 0 && !earlier.contains(name)),
        })?;
        let mut named: HashMap<ItemId, ItemState> = HashMap::new();
        for id in renamed.iter().flat_map(|id| std::iter::once(id.clone()).chain(found.carried_from(id))) {
            let state = self.context.store.state(&id)?;
            named.insert(id, state);
        }
        self.carried = carry_states_of(&renamed, found, &mut named);
        for (item, now) in items().zip(&mut self.states).filter(|(item, _)| item.renamed) {
            if let (true, Some(state)) = (self.carried.contains_key(&item.id), named.get(&item.id)) {
                now.clone_from(state);
            }
        }
        Ok(())
    }

    /// The items that WHAT selects.
    pub(crate) fn known(&self) -> Result<Vec<StudiedItem<'_>>, StoreError> {
        let (filter, found) = (&self.settings.filter, &*self.context.found);
        let known = self.items.iter().zip(&self.states).map(|(item, state)| StudiedItem { item, state });
        if filter.is_everything() {
            return Ok(known.collect());
        }
        if filter.is_of_decks() {
            let wanted = found.summaries().iter().filter(|deck| filter.may_want(deck));
            let wanted: HashSet<&str> = wanted.map(|deck| deck.id.as_str()).collect();
            return Ok(known.filter(|one| wanted.contains(one.item.id.deck())).collect());
        }
        let mut states = self.context.states()?;
        carry_states(found, &mut states);
        let unseen = ItemState::default();
        let wants = |item: &ItemSummary| filter.wants(item, states.get(&item.id).unwrap_or(&unseen), found, self.today);
        Ok(known.filter(|one| wants(one.item)).collect())
    }

    /// The input for statistics about these items.
    pub(crate) fn given<'a>(&'a self, known: &'a [StudiedItem<'a>]) -> Result<StatsInput<'a>, StoreError> {
        Ok(StatsInput {
            found: &*self.context.found,
            known,
            elsewhere: self.elsewhere,
            days: &self.days,
            streak: self.streak,
            model: &self.model,
            desired: self.settings.scheduling.desired_retention,
            today: self.today,
            outlook: outlook::outlook(&self.context, &self.settings, self.today)?,
            reviews_per_day: self.settings.limits.reviews as usize,
            on: self.today,
            log_stats: None,
            of_items: true,
        })
    }
}

/// Finds items among those of all decks. Names come sorted, so one deck's items are looked up at a time: a small map
/// that is made anew for each deck is several times quicker than one of a hundred thousand items.
struct PlacesOfDecks<'i> {
    items: &'i [ItemSummary],
    /// Where the items of each deck are.
    decks: HashMap<&'i str, Range<usize>>,
    deck: &'i str,
    /// The places of the items of `deck`.
    places: HashMap<&'i str, usize>,
}

impl<'i> PlacesOfDecks<'i> {
    fn of(items: &'i [ItemSummary]) -> Self {
        let mut decks = HashMap::new();
        let mut from = 0;
        for of_deck in items.chunk_by(|a, b| a.id.deck() == b.id.deck()) {
            decks.insert(of_deck[0].id.deck(), from..from + of_deck.len());
            from += of_deck.len();
        }
        Self { items, decks, deck: "", places: HashMap::new() }
    }

    fn find(&mut self, name: &str) -> Option<usize> {
        let deck = name.split_once('/')?.0;
        if deck != self.deck {
            let (&deck, range) = self.decks.get_key_value(deck)?;
            self.deck = deck;
            self.places.clear();
            self.places.extend(range.clone().map(|at| (self.items[at].id.as_str(), at)));
        }
        self.places.get(name).copied()
    }
}
