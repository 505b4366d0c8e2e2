//! Decides which item comes next: a function of decks, log and study day.
//!
//! A session only adds what it skipped, so `run`, `next` and a resumed `run` agree.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::candidates::{ClaimsOf, count_met};
use super::siblings::{AskedCards, Siblings};
use super::{Candidate, Candidates, Filter};
use crate::deck::{DeckId, ItemId};
use crate::rng::stable_hash;
use crate::schedule::{Day, EventId, ItemState, NewOrder};

/// How many other items are answered before a failed one returns.
const OTHERS_BEFORE_RETURN: usize = 4;

/// When decks take turns, the next one begins once this many items of each begun deck were met.
pub(crate) const MET_BEFORE_NEXT: usize = 20;

/// The limits of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// New items per day.
    pub new: u32,
    /// New items per day in single decks, by id.
    pub new_in_deck: HashMap<String, u32>,
    /// Due items per day.
    pub reviews: u32,
    /// New items still to come in this session, whatever the day allows: `--new`.
    pub new_anyway: Option<u32>,
    pub new_order: NewOrder,
}

impl Default for Limits {
    fn default() -> Self {
        Self { new: 10, new_in_deck: HashMap::new(), reviews: 200, new_anyway: None, new_order: NewOrder::default() }
    }
}

/// Why an item is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Due,
    New,
    /// It was failed today and returns.
    Again,
}

/// What is to be asked today, and what comes first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The next item, by its index among the queue's candidates.
    pub next: Option<(usize, Why)>,
    /// Due items still to come today, without those failed today.
    pub due: usize,
    /// New items still to come today.
    pub new: usize,
    /// Items failed today that return, longest ago first, by index among the queue's candidates.
    pub again: Vec<usize>,
    /// Due items beyond the day's limit.
    pub beyond: usize,
    /// Whether new items wait because more is overdue than a day allows.
    pub new_held_back: bool,
    /// Whether the next item is the only one left, and was just failed.
    pub only_again: bool,
}

impl Plan {
    /// What `run` asks on the study day of the candidates, before anything is skipped.
    #[must_use]
    pub fn of(candidates: Candidates, limits: &Limits, filter: &Filter) -> Self {
        Queue::of(candidates, (filter, limits.new_order, None)).plan(limits, &[])
    }

    /// How many due items each deck has: one of several siblings, including items failed today that return, without
    /// the day's limit.
    #[must_use]
    pub fn due_by_deck(candidates: Candidates, filter: &Filter) -> HashMap<String, usize> {
        let limits = Limits { new: 0, reviews: u32::MAX, ..Limits::default() };
        let queue = Queue::of(candidates, (filter, limits.new_order, None));
        let again = queue.again().into_iter().map(|(at, _)| at);
        let mut by_deck: HashMap<String, usize> = HashMap::new();
        for at in queue.lists(&limits).due.into_iter().chain(again) {
            let deck = queue.id(at).deck();
            match by_deck.get_mut(deck) {
                Some(due) => *due += 1,
                None => _ = by_deck.insert(deck.to_owned(), 1),
            }
        }
        by_deck
    }
}

#[derive(Debug, Clone, Copy)]
struct AnsweredItem {
    /// Orders answers even if the clock stands still or was set back.
    review: EventId,
    introduced: bool,
    /// False if the item continues an earlier name: the answer was given under that name.
    counts: bool,
}

/// The items that may be asked on one study day, in order.
#[derive(Debug, Default)]
pub struct Queue {
    today: Day,
    candidates: Vec<Candidate>,
    /// Items that were due when the queue was made, shuffled.
    due: Vec<usize>,
    /// Items that were new when the queue was made: by deck, or shuffled.
    fresh: Vec<usize>,
    /// What was answered today, in any deck.
    answered: HashMap<ItemId, AnsweredItem>,
    siblings: Siblings,
    /// The numbers of the candidates' cards, by index.
    cards: Vec<Option<usize>>,
    /// The decks begun, and how many of their items were met.
    met: HashMap<DeckId, usize>,
    /// Decks that the learner named, and that so count as begun.
    named: HashSet<DeckId>,
    /// The claims that items introduced today ask about.
    claims: ClaimsOf,
    /// Items to be asked today although they are not due.
    ahead: HashSet<usize>,
}

/// New items waiting for their turn, by index among the candidates.
struct NewItems<'q> {
    /// Their deck, if each deck has its own list.
    deck: Option<&'q str>,
    items: &'q [usize],
    /// Whether it may contribute items yet.
    begun: bool,
}

/// How many items of a list's deck were met.
fn met_of(met: &HashMap<&str, usize>, line: &NewItems) -> usize {
    line.deck.and_then(|deck| met.get(deck)).copied().unwrap_or(0)
}

/// Today's new items and the claims they ask about.
#[derive(Default)]
struct Taken<'q> {
    by_deck: HashMap<&'q str, usize>,
    claims: HashSet<(&'q str, &'q str)>,
}

impl<'q> Taken<'q> {
    fn note(&mut self, id: &'q ItemId, claims: &'q [String]) {
        *self.by_deck.entry(id.deck()).or_default() += 1;
        self.claims.extend(claims.iter().map(|claim| (id.deck(), claim.as_str())));
    }

    fn of_deck(&self, deck: &str) -> usize {
        self.by_deck.get(deck).copied().unwrap_or(0)
    }

    /// Whether another card of its deck that asks about one of these claims was new today.
    fn has_claim(&self, id: &ItemId, claims: &[String]) -> bool {
        claims.iter().any(|claim| self.claims.contains(&(id.deck(), claim.as_str())))
    }
}

/// What waits, by index among the candidates, and what was answered.
struct QueueLists {
    due: Vec<usize>,
    new: Vec<usize>,
    introduced: usize,
    reviewed: usize,
    beyond: usize,
    new_held_back: bool,
}

impl Queue {
    /// Makes the queue of the candidates' study day.
    fn of(candidates: Candidates, order: (&Filter, NewOrder, Option<u64>)) -> Self {
        let Candidates { day, items: candidates, states, carried, met, claims, .. } = candidates;
        Self::new(candidates, (&states, &carried), (met, claims), day, order)
    }

    /// Makes the queue of a study day. `seed` decides the order of shuffled items; the day's number by default.
    pub(super) fn new(
        candidates: Vec<Candidate>,
        (states, carried): (&HashMap<ItemId, ItemState>, &HashMap<ItemId, ItemId>),
        (met, claims): (HashMap<DeckId, usize>, ClaimsOf),
        today: Day,
        (filter, new_order, seed): (&Filter, NewOrder, Option<u64>),
    ) -> Self {
        let mut queue = Self { today, candidates, met, claims, ..Self::default() };
        queue.cards = queue.candidates.iter().map(|candidate| queue.siblings.number(&candidate.id)).collect();
        for (id, state) in states {
            queue.note_answer(id, state, !carried.contains_key(id));
        }
        for (at, candidate) in queue.candidates.iter().enumerate() {
            if candidate.is_new() {
                queue.fresh.push(at);
            } else if candidate.is_due(today) || queue.answered.contains_key(&candidate.id) {
                queue.due.push(at);
            }
        }
        let seed = seed.unwrap_or_else(|| u64::from(today.number().unsigned_abs())).to_string();
        queue.due.sort_by_cached_key(|&at| stable_hash(&[&seed, queue.candidates[at].id.as_str()]));
        let Self { fresh, candidates, met, named, .. } = &mut queue;
        // Stable sort: keeps the order of decks and cards otherwise.
        match new_order {
            NewOrder::ByDeck => fresh.sort_by_cached_key(|&at| {
                let deck = candidates[at].id.deck();
                (!(met.contains_key(deck) || filter.names_deck(deck)), filter.rank(deck))
            }),
            NewOrder::InTurn => {
                fresh.sort_by_cached_key(|&at| filter.rank(candidates[at].id.deck()));
                for line in fresh.chunk_by(|&one, &other| candidates[one].id.deck() == candidates[other].id.deck()) {
                    let deck = candidates[line[0]].id.deck();
                    named.extend(DeckId::new(deck).ok().filter(|_| filter.names_deck(deck)));
                }
            }
            NewOrder::Mixed => fresh.sort_by_cached_key(|&at| stable_hash(&[&seed, "new", candidates[at].id.as_str()])),
        }
        queue
    }

    pub(super) fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    pub(super) fn id(&self, at: usize) -> &ItemId {
        &self.candidates[at].id
    }

    /// Takes the queue apart, to be rebuilt.
    pub(super) fn into_parts(self) -> (Vec<Candidate>, HashMap<DeckId, usize>) {
        (self.candidates, self.met)
    }

    /// Asks these items today as well, in this order and before everything else that is due.
    pub(super) fn ask_ahead(&mut self, items: &[usize]) {
        self.ahead = items.iter().copied().collect();
        let rest: Vec<usize> = self.due.iter().copied().filter(|at| !self.ahead.contains(at)).collect();
        self.due = items.iter().copied().chain(rest).collect();
    }

    /// Excludes an item from now on.
    pub(super) fn leave_out(&mut self, at: usize) {
        self.due.retain(|&other| other != at);
        self.fresh.retain(|&other| other != at);
    }

    /// Updates an item's state; `carried` if the state is that of an earlier name.
    pub(super) fn note(&mut self, id: &ItemId, state: &ItemState, carried: bool) {
        if let Some(candidate) = self.candidates.iter_mut().find(|candidate| candidate.id == *id) {
            match (candidate.is_new(), state.seen.is_some()) {
                (true, true) => {
                    count_met(&mut self.met, id.deck());
                    self.claims.insert(id.clone(), Arc::clone(&candidate.claims));
                }
                // A deck stays begun after an answer is taken back.
                (false, false) => {
                    if let Some(met) = self.met.get_mut(id.deck()) {
                        *met = met.saturating_sub(1);
                    }
                }
                _ => {}
            }
            candidate.state = state.clone();
        }
        self.note_answer(id, state, !carried);
    }

    fn note_answer(&mut self, id: &ItemId, state: &ItemState, counts: bool) {
        match &state.seen {
            Some(seen) if seen.last_day == self.today => {
                let introduced = seen.introduced == self.today;
                let answered = AnsweredItem { review: seen.last_id, introduced, counts };
                self.answered.insert(id.clone(), answered);
                self.siblings.answered(id);
            }
            _ => {
                if self.answered.remove(id).is_some() {
                    self.siblings.not_answered(id);
                }
            }
        }
    }

    /// How many new items were answered today.
    #[must_use]
    pub fn introduced(&self) -> usize {
        self.counted().filter(|(_, a)| a.introduced).count()
    }

    /// What was answered today, each answer once.
    fn counted(&self) -> impl Iterator<Item = (&ItemId, &AnsweredItem)> {
        self.answered.iter().filter(|(_, answered)| answered.counts)
    }

    #[must_use]
    pub fn has_begun(&self, deck: &str) -> bool {
        self.met.contains_key(deck)
    }

    /// How many new items could still be asked, ignoring the day's limit.
    pub(super) fn new_in_reserve(&self) -> usize {
        self.fresh
            .iter()
            .filter(|&&at| self.candidates[at].is_new() && self.candidates[at].may_be_asked(self.today))
            .count()
    }

    /// Plans what to ask. `skipped` are the items skipped in this session, longest ago first.
    pub(super) fn plan(&self, limits: &Limits, skipped: &[ItemId]) -> Plan {
        let QueueLists { due, new, introduced, reviewed, beyond, new_held_back } = self.lists(limits);
        let again = self.again();
        let (next, only_again) = next(&self.candidates, skipped, (&due, reviewed), (&new, introduced), &again);
        let (due, new) = (due.len(), new.len());
        let again: Vec<usize> = again.into_iter().map(|(at, _)| at).collect();
        let only_again = only_again && due + new == 0 && again.len() == 1;
        Plan { next, due, new, again, beyond, new_held_back, only_again }
    }

    /// The items still to be asked for the first time today, roughly in order.
    pub(super) fn coming(&self, limits: &Limits) -> Vec<usize> {
        let QueueLists { due, new, .. } = self.lists(limits);
        // New items are interleaved with the due ones, and there are few.
        new.into_iter().chain(due).collect()
    }

    fn lists(&self, limits: &Limits) -> QueueLists {
        let introduced = self.introduced();
        let reviewed = self.counted().count() - introduced;
        let mut asked = self.siblings.none_asked();
        let mut due = self.waiting(&self.due, &mut asked, |at, candidate| {
            candidate.is_due(self.today) || (self.ahead.contains(&at) && !self.answered.contains_key(&candidate.id))
        });
        let allowed = (limits.reviews as usize).saturating_sub(reviewed).min(due.len());
        let beyond = due.len() - allowed;
        let new_held_back = beyond > 0 && limits.new_anyway.is_none();
        let new = if new_held_back { Vec::new() } else { self.new_items(limits, introduced, &mut asked) };
        due.truncate(allowed);
        QueueLists { due, new, introduced, reviewed, beyond, new_held_back }
    }

    /// The items of a list that may be asked today, one per card.
    fn waiting(
        &self,
        list: &[usize],
        asked: &mut AskedCards,
        wanted: impl Fn(usize, &Candidate) -> bool,
    ) -> Vec<usize> {
        list.iter()
            .copied()
            .filter(|&at| {
                let candidate = &self.candidates[at];
                wanted(at, candidate)
                    && candidate.may_be_asked(self.today)
                    && self.siblings.is_only_one(&candidate.id, self.cards[at], asked)
            })
            .collect()
    }

    /// The new items still allowed today, in order.
    fn new_items(&self, limits: &Limits, introduced: usize, asked: &mut AskedCards) -> Vec<usize> {
        let left = match limits.new_anyway {
            Some(more) => more as usize,
            None => (limits.new as usize).saturating_sub(introduced),
        };
        let mut taken = Taken::default();
        for (id, _) in self.counted().filter(|(_, a)| a.introduced) {
            taken.note(id, self.claims.get(id).map_or(&[], |claims| claims));
        }
        let mut met: HashMap<&str, usize> = self.met.iter().map(|(deck, met)| (deck.as_str(), *met)).collect();
        let mut lines = self.lines(limits.new_order);
        let mut new = Vec::new();
        while new.len() < left {
            let begun = |line: &&NewItems| line.begun;
            if lines.iter().filter(begun).all(|line| line.items.is_empty() || met_of(&met, line) >= MET_BEFORE_NEXT)
                && let Some(next) = lines.iter_mut().find(|line| !line.begun)
            {
                next.begun = true;
            }
            // It is the turn of the deck with the fewest new items today.
            let waiting = lines.iter_mut().filter(|line| line.begun && !line.items.is_empty());
            let Some(line) = waiting.min_by_key(|line| line.deck.map_or(0, |deck| taken.of_deck(deck))) else { break };
            let Some((&at, rest)) = line.items.split_first() else { break };
            line.items = rest;
            let candidate = &self.candidates[at];
            let full = limits
                .new_in_deck
                .get(candidate.id.deck())
                .is_some_and(|&most| taken.of_deck(candidate.id.deck()) >= most as usize);
            if !full
                && !taken.has_claim(&candidate.id, &candidate.claims)
                && !self.waiting(&[at], asked, |_, candidate| candidate.is_new()).is_empty()
            {
                new.push(at);
                taken.note(&candidate.id, &candidate.claims);
                *met.entry(candidate.id.deck()).or_default() += 1;
            }
        }
        new
    }

    /// The lists in which new items wait: one for all, or one per deck.
    fn lines(&self, new_order: NewOrder) -> Vec<NewItems<'_>> {
        let deck = |at: usize| self.candidates[at].id.deck();
        match new_order {
            NewOrder::ByDeck | NewOrder::Mixed => vec![NewItems { deck: None, items: &self.fresh, begun: true }],
            NewOrder::InTurn => {
                let lines = self.fresh.chunk_by(|&one, &other| deck(one) == deck(other));
                let begun = |deck: &str| self.met.contains_key(deck) || self.named.contains(deck);
                lines
                    .map(|items| (deck(items[0]), items))
                    .map(|(deck, items)| NewItems { deck: Some(deck), items, begun: begun(deck) })
                    .collect()
            }
        }
    }

    /// The items failed today, longest ago first, and how many others were answered since.
    fn again(&self) -> Vec<(usize, usize)> {
        let failed = |candidate: &Candidate| candidate.was_failed_on(self.today) && candidate.may_be_asked(self.today);
        let mut again: Vec<(EventId, usize)> = self
            .due
            .iter()
            .chain(&self.fresh)
            .filter(|&&at| failed(&self.candidates[at]))
            .filter_map(|&at| self.answered.get(&self.candidates[at].id).map(|answered| (answered.review, at)))
            .collect();
        again.sort_unstable();
        let since = |review| self.counted().filter(|(_, answered)| answered.review > review).count();
        again.into_iter().map(|(review, at)| (at, since(review))).collect()
    }
}

/// Which of the waiting items comes first, and whether it is the only one left and was just failed.
pub(super) fn next(
    candidates: &[Candidate],
    skipped: &[ItemId],
    (due, reviewed): (&[usize], usize),
    (new, introduced): (&[usize], usize),
    again: &[(usize, usize)],
) -> (Option<(usize, Why)>, bool) {
    let is_skipped = |at: usize| skipped.contains(&candidates[at].id);
    let first = |list: &[usize]| list.iter().copied().find(|&at| !is_skipped(at));
    let returning = again.iter().find(|&&(at, since)| since >= OTHERS_BEFORE_RETURN && !is_skipped(at));
    if let Some(&(at, _)) = returning {
        return (Some((at, Why::Again)), false);
    }
    match (first(due), first(new)) {
        (Some(due_at), Some(new_at)) => {
            // New items are spread evenly among the day's due ones.
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
            if let Some(&(at, _)) = again.iter().find(|&&(at, _)| !is_skipped(at)) {
                return (Some((at, Why::Again)), true);
            }
            (first_skipped(candidates, skipped, due, new, again), false)
        }
    }
}

/// Skipped items come when nothing else is left, longest ago first.
fn first_skipped(
    candidates: &[Candidate],
    skipped: &[ItemId],
    due: &[usize],
    new: &[usize],
    again: &[(usize, usize)],
) -> Option<(usize, Why)> {
    let all = due.iter().map(|&at| (at, Why::Due));
    let all = all.chain(new.iter().map(|&at| (at, Why::New)));
    let all = all.chain(again.iter().map(|&(at, _)| (at, Why::Again)));
    all.min_by_key(|&(at, _)| skipped.iter().rposition(|id| *id == candidates[at].id))
}
