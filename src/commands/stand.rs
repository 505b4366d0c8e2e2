//! Where the learner stands on a study day: what `stats` is made from.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::desk::Desk;
use super::{outlook, selection};
use crate::app::App;
use crate::deck::{Entry, ItemId};
use crate::schedule::{Day, DaySums, ItemState, Model};
use crate::session::{FilterTerm, Settings, carry_on, carry_on_of};
use crate::stats::{SeenNow, StateNow, StatsInput, Streak, StudiedItem, groups};
use crate::store::StateBrief;

/// Items, states and sums of one moment.
pub(super) struct Stand<'i> {
    pub(super) desk: Rc<Desk>,
    pub(super) settings: Settings,
    /// Every item of the decks found, and how it stands.
    known: Vec<StudiedItem<'i>>,
    /// Items that the log knows and no deck has.
    elsewhere: usize,
    /// Items that go on with the state of an earlier name.
    pub(super) carried: HashMap<ItemId, ItemId>,
    pub(super) days: BTreeMap<Day, DaySums>,
    streak: Streak,
    pub(super) model: Model,
    pub(super) today: Day,
}

/// The items of the decks found: those of each deck, and the place of its first among all.
type Items<'a> = HashMap<&'a str, (usize, &'a [Entry])>;

fn by_deck(parts: &[Vec<Entry>]) -> Items<'_> {
    let mut first = 0;
    let decks = parts.iter().flat_map(|part| groups(part, |item| item.id.deck()));
    let decks = decks.map(|deck| {
        let of = (first, deck);
        first += deck.len();
        (deck[0].id.deck(), of)
    });
    decks.collect()
}

/// So many places are looked at before a deck's items are put into a table.
const AHEAD: usize = 4;

/// Some of the states that the log knows, which come in the order of their names.
#[derive(Default)]
struct Part<'a> {
    states: Vec<(usize, StateNow)>,
    elsewhere: usize,
    /// The deck that the latest was of, the place of its first item among all, and its items.
    deck: String,
    first: usize,
    items: &'a [Entry],
    /// The place in the deck after that of the latest: where names rise with places, the next one stands there.
    next: usize,
    /// The places of the deck's items, made when one does not: few at a time are found sooner than all at once.
    places: HashMap<&'a str, usize>,
}

impl<'a> Part<'a> {
    /// The place of an item of that name.
    fn place(&mut self, name: &str, decks: &Items<'a>) -> Option<usize> {
        let (deck, _) = name.split_once('/')?;
        if deck != self.deck {
            deck.clone_into(&mut self.deck);
            self.places.clear();
            (self.first, self.items) = decks.get(deck).copied().unwrap_or_default();
            self.next = 0;
        }
        // A few may be new, and so not among the states.
        let ahead = self.items.iter().enumerate().skip(self.next).take(AHEAD);
        let mut ahead = ahead.filter(|(_, item)| item.id.as_str() == name);
        let at = if let Some((at, _)) = ahead.next() {
            at
        } else {
            if self.places.is_empty() {
                self.places.extend(self.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)));
            }
            *self.places.get(name)?
        };
        self.next = at + 1;
        Some(self.first + at)
    }
}

fn now(state: &StateBrief<'_>) -> StateNow {
    let seen = state.seen.map(|seen| SeenNow {
        memory: seen.memory,
        due: seen.due,
        last_day: seen.last_day,
        last_rating: seen.last_rating,
        revision: seen.revision,
        lapses: seen.lapses,
    });
    StateNow { attempts: state.attempts, suspended: state.suspended, buried: state.buried, seen }
}

impl<'i> Stand<'i> {
    /// Reads the store. `items` are those of the decks found.
    pub(super) fn of(desk: Rc<Desk>, items: &'i [Vec<Entry>], what: &[FilterTerm], app: &App) -> anyhow::Result<Self> {
        let settings = selection::settings(what, &*desk.found, &desk.store, app)?;
        let (days, model) = (desk.store.day_sums()?, desk.store.model()?);
        let streak = outlook::streak(&desk.store, &days, app.now())?;
        let mut stand = Self {
            settings,
            known: items.iter().flatten().map(|item| StudiedItem { item, state: StateNow::default() }).collect(),
            elsewhere: 0,
            carried: HashMap::new(),
            days,
            streak,
            model,
            today: app.now().day,
            desk,
        };
        stand.read_states(items)?;
        Ok(stand)
    }

    fn read_states(&mut self, items: &[Vec<Entry>]) -> anyhow::Result<()> {
        let found = &*self.desk.found;
        let renamed = items.iter().flatten().filter(|item| item.renamed);
        let renamed: Vec<ItemId> = renamed.map(|item| item.id.clone()).collect();
        let earlier: HashSet<ItemId> = renamed.iter().flat_map(|id| found.carried_from(id)).collect();
        let earlier: HashSet<&str> = earlier.iter().map(ItemId::as_str).collect();
        let items = by_deck(items);
        let parts = self.desk.store.fold_states(Part::default, |part, state| match part.place(state.name, &items) {
            Some(at) => part.states.push((at, now(state))),
            None => part.elsewhere += usize::from(state.attempts > 0 && !earlier.contains(state.name)),
        })?;
        let parts: Vec<(Vec<(usize, StateNow)>, usize)> =
            parts.into_iter().map(|part| (part.states, part.elsewhere)).collect();
        for (states, elsewhere) in parts {
            self.elsewhere += elsewhere;
            for (at, state) in states {
                self.known[at].state = state;
            }
        }
        let mut named: HashMap<ItemId, ItemState> = HashMap::new();
        for id in renamed.iter().flat_map(|id| std::iter::once(id.clone()).chain(found.carried_from(id))) {
            let state = self.desk.store.state(&id)?;
            named.insert(id, state);
        }
        self.carried = carry_on_of(&renamed, found, &mut named);
        for StudiedItem { item, state: now } in self.known.iter_mut().filter(|known| known.item.renamed) {
            if let (true, Some(state)) = (self.carried.contains_key(&item.id), named.get(&item.id)) {
                *now = state.into();
            }
        }
        Ok(())
    }

    /// The items that WHAT names.
    pub(super) fn known(&self) -> anyhow::Result<Cow<'_, [StudiedItem<'i>]>> {
        let (filter, found) = (&self.settings.filter, &*self.desk.found);
        if filter.is_everything() {
            return Ok(Cow::Borrowed(&self.known));
        }
        let known = self.known.iter().copied();
        if filter.is_of_decks() {
            let wanted = found.headings().iter().filter(|deck| filter.may_want(deck));
            let wanted: HashSet<&str> = wanted.map(|deck| deck.id.as_str()).collect();
            return Ok(known.filter(|one| wanted.contains(one.item.id.deck())).collect());
        }
        let mut states = self.desk.states()?;
        carry_on(found, &mut states);
        let unseen = ItemState::default();
        let wants = |item: &Entry| filter.wants(item, states.get(&item.id).unwrap_or(&unseen), found, self.today);
        Ok(known.filter(|one| wants(one.item)).collect())
    }

    /// What a picture of these items is made from.
    pub(super) fn given<'a>(&'a self, known: &'a [StudiedItem<'a>]) -> anyhow::Result<StatsInput<'a>> {
        Ok(StatsInput {
            found: &*self.desk.found,
            known,
            elsewhere: self.elsewhere,
            days: &self.days,
            streak: self.streak,
            model: &self.model,
            desired: self.settings.spacing.desired_retention,
            today: self.today,
            outlook: outlook::outlook(&self.desk, &self.settings, self.today)?,
            reviews_per_day: self.settings.limits.reviews as usize,
            on: self.today,
            past: None,
            of_items: true,
        })
    }
}
