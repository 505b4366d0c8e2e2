//! Draws the items of an exam: a fair share from each section, and never two of one card.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use crate::deck::{DeckSummary, Decks, Item, ItemId, ItemSummary};
use crate::rng::stable_hash;
use crate::schedule::{Day, ItemState};
use crate::session::Filter;

#[derive(Debug, Clone, Default)]
pub struct ExamDraw {
    /// In the order of asking.
    pub items: Vec<Item>,
    /// Matching items that only the learner can judge: flips, and terms and clozes that are not typed.
    pub left_out: usize,
    /// Matching items that are suspended, or buried today.
    pub set_aside: usize,
    /// Items of cards that already have another item in the exam.
    pub siblings: usize,
    /// More items that could be asked, beyond `count`.
    pub beyond: usize,
}

/// Draws `count` items, or all there are, from matching ones that are not suspended and that the program judges.
///
/// Each section of a source (or each deck, for cards that belong to none) contributes in proportion to its cards;
/// each card contributes one item at most. The same `seed` draws the same from the same decks. `states` holds at
/// least the states of items that are set aside, and all of them if the filter asks for more than whole decks.
#[must_use]
pub fn draw<S: BuildHasher>(
    found: &dyn Decks,
    states: &HashMap<ItemId, ItemState, S>,
    filter: &Filter,
    today: Day,
    count: usize,
    seed: u64,
) -> ExamDraw {
    let unseen = ItemState::default();
    let seed = seed.to_string();
    let mut drawn = ExamDraw::default();
    let mut groups: BTreeMap<String, Vec<ItemId>> = BTreeMap::new();
    for (at, deck) in found.summaries().iter().enumerate().filter(|(_, deck)| filter.may_want(deck)) {
        let mut asked = Vec::new();
        for entry in found.entries(at) {
            let state = states.get(&entry.id).unwrap_or(&unseen);
            if !filter.is_of_decks() && !filter.wants(&entry, state, found, today) {
                continue;
            }
            if state.suspended.unwrap_or(entry.suspended) || state.buried == Some(today) {
                drawn.set_aside += 1;
            } else if entry.judged {
                asked.push(entry);
            } else {
                drawn.left_out += 1;
            }
        }
        for card in asked.chunk_by(|a, b| a.id.card() == b.id.card()) {
            drawn.siblings += card.len() - 1;
            if let Some(entry) = one_of(card, &seed) {
                groups.entry(group(entry, deck, found)).or_default().push(entry.id.clone());
            }
        }
    }
    let cards: usize = groups.values().map(Vec::len).sum();
    let mut items: Vec<ItemId> = Vec::new();
    for (take, mut group) in shares(groups, count, &seed) {
        group.sort_by_cached_key(|item| stable_hash(&["exam", &seed, item.as_str()]));
        items.extend(group.into_iter().take(take));
    }
    items.sort_by_cached_key(|item| stable_hash(&["exam order", &seed, item.as_str()]));
    drawn.beyond = cards - items.len();
    drawn.items = items.iter().filter_map(|item| found.item(item)).collect();
    drawn
}

/// The item of a card that the seed chooses.
fn one_of<'a>(items: &'a [ItemSummary], seed: &str) -> Option<&'a ItemSummary> {
    match items {
        [only] => Some(only),
        several => several.iter().min_by_key(|item| stable_hash(&["exam sibling", seed, item.id.as_str()])),
    }
}

/// The section that an item's card teaches, or else its deck.
fn group(item: &ItemSummary, deck: &DeckSummary, found: &dyn Decks) -> String {
    let passage = deck.source.as_deref().zip(found.passage(deck.id.as_str(), &item.claims));
    match passage {
        Some((source, passage)) => format!("{source}.source/{}", passage.section.slug),
        None => deck.id.to_string(),
    }
}

/// How many each group contributes: in proportion to its size, with the remaining seats to the largest remainders
/// (Hamilton's method); the seed breaks ties.
fn shares(groups: BTreeMap<String, Vec<ItemId>>, count: usize, seed: &str) -> Vec<(usize, Vec<ItemId>)> {
    let all: usize = groups.values().map(Vec::len).sum();
    if count >= all {
        return groups.into_values().map(|group| (group.len(), group)).collect();
    }
    let mut shares: Vec<(usize, usize, u64, Vec<ItemId>)> = groups
        .into_iter()
        .map(|(name, group)| {
            let quota = count * group.len();
            (quota / all, quota % all, stable_hash(&["exam group", seed, &name]), group)
        })
        .collect();
    let given: usize = shares.iter().map(|(whole, ..)| whole).sum();
    shares.sort_by_key(|&(_, remainder, rng, _)| (std::cmp::Reverse(remainder), rng));
    let one_more = |(at, (whole, _, _, group))| (whole + usize::from(at < count - given), group);
    shares.into_iter().enumerate().map(one_more).collect()
}
