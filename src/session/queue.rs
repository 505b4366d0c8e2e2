//! Which item comes next: a function of decks, log and study day.
//!
//! A session adds only what it skipped, so `run`, `next` and a resumed `run`
//! agree on what comes next.

use std::collections::{HashMap, HashSet};

use super::Filter;
use crate::deck::{Collection, Item, ItemId};
use crate::schedule::{Day, EventId, ItemState, Phase, stable_hash};

/// So many other items are answered before a failed one returns.
const OTHERS_BEFORE_RETURN: usize = 4;

/// How much a day allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// New items a day.
    pub new: u32,
    /// New items a day for single decks, by id.
    pub new_in_deck: HashMap<String, u32>,
    /// Due items a day.
    pub reviews: u32,
    /// New items still to come in this session, whatever the day allows: `--new`.
    pub new_anyway: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { new: 10, new_in_deck: HashMap::new(), reviews: 200, new_anyway: None }
    }
}

/// Why an item is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is due.
    Due,
    /// It is new.
    New,
    /// It was failed today and returns.
    Again,
}

/// What is to be asked today, and what comes first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The next item, as its place among the collection's items.
    pub next: Option<(usize, Why)>,
    /// Due items still to come today, without those that were failed today.
    pub due: usize,
    /// New items still to come today.
    pub new: usize,
    /// Items failed today that return, the longest ago first, as places among the collection's items.
    pub again: Vec<usize>,
    /// Due items beyond what the day allows.
    pub beyond: usize,
    /// Whether new items wait because more is overdue than a day allows.
    pub new_held_back: bool,
    /// Whether the next item is all that is left, and was failed just now.
    pub only_again: bool,
}

impl Plan {
    /// What `run` asks on a study day, before anything is skipped.
    #[must_use]
    pub fn on(
        today: Day,
        found: &Collection,
        states: &HashMap<ItemId, ItemState>,
        limits: &Limits,
        filter: &Filter,
    ) -> Self {
        let board = Board { found, states, limits, skipped: &[] };
        Queue::new(board, filter, today, None).plan(board)
    }

    /// Items still to come today.
    #[must_use]
    pub fn left(&self) -> usize {
        self.due + self.new + self.again.len()
    }
}

/// An item answered today.
#[derive(Debug, Clone, Copy)]
struct Answered {
    at: (i64, EventId),
    introduced: bool,
}

/// The items that may be asked on one study day, in order.
#[derive(Debug, Default)]
pub struct Queue {
    today: Day,
    /// Items that were due when the queue was made, shuffled.
    due: Vec<usize>,
    /// Items that were new when the queue was made, deck after deck.
    fresh: Vec<usize>,
    /// What was answered today, in whatever deck.
    answered: HashMap<ItemId, Answered>,
    /// Cards of which an item was answered today.
    cards: HashMap<String, ItemId>,
    /// The decks begun.
    begun: HashSet<String>,
    /// Items asked today though their day has not come.
    ahead: HashSet<usize>,
}

/// What a queue looks at.
#[derive(Debug, Clone, Copy)]
pub struct Board<'a> {
    /// The decks found.
    pub found: &'a Collection,
    /// What the log knows.
    pub states: &'a HashMap<ItemId, ItemState>,
    /// What the day allows.
    pub limits: &'a Limits,
    /// What was skipped in this session, the longest ago first.
    pub skipped: &'a [ItemId],
}

impl Board<'_> {
    fn item(&self, at: usize) -> &Item {
        &self.found.items()[at]
    }

    fn state(&self, item: &Item) -> Option<&ItemState> {
        self.states.get(&item.id)
    }

    /// Whether the learner and the deck let it be asked on that day.
    fn allowed(&self, item: &Item, today: Day) -> bool {
        let state = self.state(item);
        let suspended = state.and_then(|s| s.suspended).unwrap_or(item.card.suspended);
        !suspended && state.and_then(|s| s.buried) != Some(today)
    }

    fn is_due(&self, item: &Item, today: Day) -> bool {
        self.state(item).and_then(|s| s.seen).is_some_and(|seen| {
            let failed_today = seen.phase() == Phase::Learning && seen.last_day == today;
            !failed_today && (seen.due <= today || item.card.revision > seen.revision)
        })
    }

    fn is_new(&self, item: &Item) -> bool {
        self.state(item).is_none_or(|state| state.seen.is_none())
    }
}

impl Queue {
    /// Makes the queue of a study day. `seed` decides the order of due items; the study day's number unless told.
    #[must_use]
    pub fn new(board: Board<'_>, filter: &Filter, today: Day, seed: Option<u64>) -> Self {
        let mut queue = Self { today, ..Self::default() };
        for (id, state) in board.states {
            queue.note(id, state);
        }
        queue.begun =
            board.states.iter().filter(|(_, s)| s.seen.is_some()).map(|(id, _)| id.deck().to_owned()).collect();
        let unseen = ItemState::default();
        for (at, item) in board.found.items().iter().enumerate() {
            let state = board.state(item).unwrap_or(&unseen);
            if !filter.wants(item, state, board.found, today) {
                continue;
            }
            if board.is_new(item) {
                queue.fresh.push(at);
            } else if board.is_due(item, today) || queue.answered.contains_key(&item.id) {
                queue.due.push(at);
            }
        }
        let seed = seed.unwrap_or_else(|| u64::from(today.number().unsigned_abs())).to_string();
        queue.due.sort_by_cached_key(|&at| stable_hash(&[&seed, board.item(at).id.as_str()]));
        // Stable: within the decks begun, and within the others, the order of decks and cards stays.
        let begun = |at: &usize| {
            let deck = board.item(*at).id.deck();
            queue.begun.contains(deck) || filter.names_deck(deck)
        };
        let (mut fresh, rest): (Vec<usize>, Vec<usize>) = queue.fresh.iter().partition(|at| begun(at));
        fresh.extend(rest);
        queue.fresh = fresh;
        queue
    }

    /// Asks these items today as well, in this order and before all else that is due.
    pub(super) fn ask_ahead(&mut self, items: &[usize]) {
        self.ahead = items.iter().copied().collect();
        let rest: Vec<usize> = self.due.iter().copied().filter(|at| !self.ahead.contains(at)).collect();
        self.due = items.iter().copied().chain(rest).collect();
    }

    /// Takes note of an item's new state.
    pub fn note(&mut self, id: &ItemId, state: &ItemState) {
        match &state.seen {
            Some(seen) if seen.last_day == self.today => {
                let answered =
                    Answered { at: (seen.last_at_ms, seen.last_id), introduced: seen.introduced == Some(self.today) };
                self.answered.insert(id.clone(), answered);
                self.cards.insert(id.card().to_owned(), id.clone());
            }
            _ => {
                if self.answered.remove(id).is_some() {
                    self.cards.remove(id.card());
                }
            }
        }
        if state.seen.is_some() {
            self.begun.insert(id.deck().to_owned());
        }
    }

    /// How many items were new today and answered.
    #[must_use]
    pub fn introduced(&self) -> usize {
        self.answered.values().filter(|a| a.introduced).count()
    }

    /// Whether an item's deck was begun before.
    #[must_use]
    pub fn has_begun(&self, deck: &str) -> bool {
        self.begun.contains(deck)
    }

    /// What is to be asked, and what comes first.
    #[must_use]
    pub fn plan(&self, board: Board<'_>) -> Plan {
        let introduced = self.introduced();
        let reviewed = self.answered.len() - introduced;
        let mut cards = HashSet::new();
        let due = self.waiting(&self.due, board, &mut cards, |at, item| {
            board.is_due(item, self.today) || (self.ahead.contains(&at) && !self.answered.contains_key(&item.id))
        });
        let allowed = (board.limits.reviews as usize).saturating_sub(reviewed).min(due.len());
        let beyond = due.len() - allowed;
        let new_held_back = beyond > 0 && board.limits.new_anyway.is_none();
        let new = if new_held_back { Vec::new() } else { self.new_items(board, introduced, &mut cards) };
        let again = self.again(board);

        let due = &due[..allowed];
        let (next, only_again) = next(board, (due, reviewed), (&new, introduced), &again);
        let (due, new) = (due.len(), new.len());
        let again: Vec<usize> = again.into_iter().map(|(at, _)| at).collect();
        let only_again = only_again && due + new == 0 && again.len() == 1;
        Plan { next, due, new, again, beyond, new_held_back, only_again }
    }

    /// The items of a list that may be asked today, one of a card.
    fn waiting<'a>(
        &self,
        list: &[usize],
        board: Board<'a>,
        cards: &mut HashSet<&'a str>,
        wanted: impl Fn(usize, &Item) -> bool,
    ) -> Vec<usize> {
        list.iter()
            .copied()
            .filter(|&at| {
                let item = &board.found.items()[at];
                wanted(at, item)
                    && board.allowed(item, self.today)
                    && self.cards.get(item.id.card()).is_none_or(|answered| *answered == item.id)
                    && cards.insert(item.id.card())
            })
            .collect()
    }

    /// The new items that today still allows, in order.
    fn new_items<'a>(&self, board: Board<'a>, introduced: usize, cards: &mut HashSet<&'a str>) -> Vec<usize> {
        let limits = board.limits;
        let left = match limits.new_anyway {
            Some(more) => more as usize,
            None => (limits.new as usize).saturating_sub(introduced),
        };
        if left == 0 {
            return Vec::new();
        }
        let mut by_deck: HashMap<&str, usize> = HashMap::new();
        for (id, _) in self.answered.iter().filter(|(_, a)| a.introduced) {
            *by_deck.entry(id.deck()).or_default() += 1;
        }
        let mut new = Vec::new();
        for at in &self.fresh {
            let deck = board.found.items()[*at].id.deck();
            let used = by_deck.get(deck).copied().unwrap_or(0);
            let full = limits.new_in_deck.get(deck).is_some_and(|&most| used >= most as usize);
            if !full && !self.waiting(&[*at], board, cards, |_, item| board.is_new(item)).is_empty() {
                new.push(*at);
                by_deck.insert(deck, used + 1);
                if new.len() == left {
                    break;
                }
            }
        }
        new
    }

    /// The items failed today, the longest ago first, and how many others were answered since.
    fn again(&self, board: Board<'_>) -> Vec<(usize, usize)> {
        let failed = |item: &Item| {
            let seen = board.state(item).and_then(|s| s.seen)?;
            (seen.phase() == Phase::Learning && seen.last_day == self.today).then_some((seen.last_at_ms, seen.last_id))
        };
        let mut again: Vec<((i64, EventId), usize)> = self
            .due
            .iter()
            .chain(&self.fresh)
            .filter(|&&at| board.allowed(board.item(at), self.today))
            .filter_map(|&at| failed(board.item(at)).map(|when| (when, at)))
            .collect();
        again.sort_unstable();
        let since = |when| self.answered.values().filter(|answered| answered.at > when).count();
        again.into_iter().map(|(when, at)| (at, since(when))).collect()
    }
}

/// Which of the waiting items comes first, and whether it is all that is left and was failed just now.
pub(super) fn next(
    board: Board<'_>,
    (due, reviewed): (&[usize], usize),
    (new, introduced): (&[usize], usize),
    again: &[(usize, usize)],
) -> (Option<(usize, Why)>, bool) {
    let skipped = |at: usize| board.skipped.contains(&board.item(at).id);
    let first = |list: &[usize]| list.iter().copied().find(|&at| !skipped(at));
    let returning = again.iter().find(|&&(at, since)| since >= OTHERS_BEFORE_RETURN && !skipped(at));
    if let Some(&(at, _)) = returning {
        return (Some((at, Why::Again)), false);
    }
    match (first(due), first(new)) {
        (Some(due_at), Some(new_at)) => {
            // New items are spread evenly between the day's due ones.
            let (all_due, all_new) = (reviewed + due.len(), introduced + new.len());
            if (introduced + 1) * (all_due + 1) < (reviewed + 1) * (all_new + 1) {
                (Some((new_at, Why::New)), false)
            } else {
                (Some((due_at, Why::Due)), false)
            }
        }
        (Some(at), None) => (Some((at, Why::Due)), false),
        (None, Some(at)) => (Some((at, Why::New)), false),
        (None, None) => {
            if let Some(&(at, _)) = again.iter().find(|&&(at, _)| !skipped(at)) {
                return (Some((at, Why::Again)), true);
            }
            (first_skipped(board, due, new, again), false)
        }
    }
}

/// What was skipped comes when nothing else is left, the longest ago first.
fn first_skipped(board: Board<'_>, due: &[usize], new: &[usize], again: &[(usize, usize)]) -> Option<(usize, Why)> {
    let all = due.iter().map(|&at| (at, Why::Due));
    let all = all.chain(new.iter().map(|&at| (at, Why::New)));
    let all = all.chain(again.iter().map(|&(at, _)| (at, Why::Again)));
    all.min_by_key(|&(at, _)| board.skipped.iter().rposition(|id| *id == board.item(at).id))
}
