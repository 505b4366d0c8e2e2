//! Draws the items of an exam: a fair share from each section, and never two of one card.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

use crate::deck::{Collection, Decks as _, Item, ItemId};
use crate::rng::stable_hash;
use crate::schedule::{Day, ItemState};
use crate::session::Filter;
use crate::session::question::asks;

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
/// each card contributes one item at most. The same `seed` draws the same from the same decks.
#[must_use]
pub fn draw<S: BuildHasher>(
    found: &Collection,
    states: &HashMap<ItemId, ItemState, S>,
    filter: &Filter,
    today: Day,
    count: usize,
    seed: u64,
) -> ExamDraw {
    let unseen = ItemState::default();
    let entries = (0..found.summaries().len()).flat_map(|deck| found.entries(deck));
    let named: HashSet<ItemId> = entries
        .filter(|entry| filter.wants(entry, states.get(&entry.id).unwrap_or(&unseen), found, today))
        .map(|entry| entry.id)
        .collect();
    let wanted = found.items().iter().filter(|item| named.contains(&item.id));
    let (asked, set_aside): (Vec<&Item>, Vec<&Item>) = wanted.partition(|item| {
        let state = states.get(&item.id).unwrap_or(&unseen);
        !state.suspended.unwrap_or(item.card.suspended) && state.buried != Some(today)
    });
    let (judged, own): (Vec<&Item>, Vec<&Item>) =
        asked.into_iter().partition(|item| asks(&item.card.body, item.id.part()).judged());
    let seed = seed.to_string();
    let mut groups: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    let of_each_card = one_of_each_card(&judged, &seed);
    let cards = of_each_card.len();
    for item in of_each_card {
        groups.entry(group(item, found)).or_default().push(item);
    }
    let mut items: Vec<&Item> = Vec::new();
    for (take, mut group) in shares(groups, count, &seed) {
        group.sort_by_cached_key(|item| stable_hash(&["exam", &seed, item.id.as_str()]));
        items.extend(&group[..take]);
    }
    items.sort_by_cached_key(|item| stable_hash(&["exam order", &seed, item.id.as_str()]));
    ExamDraw {
        left_out: own.len(),
        set_aside: set_aside.len(),
        siblings: judged.len() - cards,
        beyond: cards - items.len(),
        items: items.into_iter().cloned().collect(),
    }
}

/// One item of each card, chosen by the seed. Expects items of one card to be adjacent.
fn one_of_each_card<'a>(items: &[&'a Item], seed: &str) -> Vec<&'a Item> {
    let cards = items.chunk_by(|a, b| a.card.id == b.card.id);
    let chosen = cards.filter_map(|card| {
        card.iter().min_by_key(|item| stable_hash(&["exam sibling", seed, item.id.as_str()])).copied()
    });
    chosen.collect()
}

/// The section that an item's card teaches, or else its deck.
fn group(item: &Item, found: &Collection) -> String {
    let deck = item.id.deck();
    let source = found.deck(deck).and_then(|deck| deck.source.as_deref());
    match (found.section_of(&item.card), source) {
        (Some((section, _)), Some(source)) => format!("{source}.source/{}", section.slug),
        _ => deck.to_owned(),
    }
}

/// How many each group contributes: in proportion to its size, with the remaining seats to the largest remainders
/// (Hamilton's method); the seed breaks ties.
fn shares<'a>(groups: BTreeMap<String, Vec<&'a Item>>, count: usize, seed: &str) -> Vec<(usize, Vec<&'a Item>)> {
    let all: usize = groups.values().map(Vec::len).sum();
    if count >= all {
        return groups.into_values().map(|group| (group.len(), group)).collect();
    }
    let mut shares: Vec<(usize, usize, u64, Vec<&Item>)> = groups
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
