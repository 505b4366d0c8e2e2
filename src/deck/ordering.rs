//! The order in which decks are begun.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::merge::{Member, Outline};

/// Indices of `decks` in study order, and of the decks whose `after` fields form a cycle.
///
/// `after` in a header comes first; among decks free to come next, sections of the common source, then ids.
pub(super) fn order<D: Member, S: Outline>(decks: &[D], sources: &HashMap<&str, &S>) -> (Vec<usize>, Vec<usize>) {
    let keys: Vec<SortKey> = decks.iter().map(|deck| key(deck, sources)).collect();
    if decks.iter().all(|deck| deck.after().is_empty()) {
        let mut order: Vec<usize> = (0..decks.len()).collect();
        order.sort_by_key(|&at| &keys[at]);
        return (order, Vec::new());
    }
    let places: HashMap<&str, usize> = decks.iter().enumerate().map(|(at, deck)| (deck.id().as_str(), at)).collect();
    let mut waits = vec![0_usize; decks.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); decks.len()];
    for (at, deck) in decks.iter().enumerate() {
        for earlier in deck.after().iter().filter_map(|id| places.get(id.as_str())) {
            followers[*earlier].push(at);
            waits[at] += 1;
        }
    }
    let free = (0..decks.len()).filter(|&at| waits[at] == 0);
    let mut next: BinaryHeap<Reverse<(&SortKey, usize)>> = free.map(|at| Reverse((&keys[at], at))).collect();
    let mut order = Vec::with_capacity(decks.len());
    while let Some(Reverse((_, at))) = next.pop() {
        order.push(at);
        for &follower in &followers[at] {
            waits[follower] -= 1;
            if waits[follower] == 0 {
                next.push(Reverse((&keys[follower], follower)));
            }
        }
    }
    let mut circle: Vec<usize> = (0..decks.len()).filter(|&at| waits[at] > 0).collect();
    circle.sort_by_key(|&at| &keys[at]);
    order.extend(&circle);
    (order, circle)
}

/// Keeps the decks of one source together, in the order of its sections.
type SortKey<'d> = (&'d str, usize, &'d str);

fn key<'d, D: Member, S: Outline>(deck: &'d D, sources: &HashMap<&str, &'d S>) -> SortKey<'d> {
    let id = deck.id().as_str();
    let source = deck.source().and_then(|name| sources.get(name));
    let section = source.and_then(|source| source.section(id));
    (source.map_or(id, |source| source.name()), section.unwrap_or(usize::MAX), id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Deck, parse_deck, parse_source};

    fn ordered(decks: &[(&str, &str)], source: &str) -> (Vec<String>, usize) {
        let deck = |(id, header): &(&str, &str)| {
            parse_deck(id, None, format!("title: t\n{header}\ncards: []\n")).expect("a deck")
        };
        let decks: Vec<Deck> = decks.iter().map(deck).collect();
        let (source, _) = parse_source("s", None, source).expect("a source");
        let (order, circle) = order(&decks, &HashMap::from([("s", &source)]));
        (order.into_iter().map(|at| decks[at].id.to_string()).collect(), circle.len())
    }

    const SOURCE: &str = "sections:\n  - slug: rise\n  - slug: barriers\n";

    #[test]
    fn sections_of_the_source_give_the_order_else_ids() {
        let decks = [("barriers", "source: s"), ("a", ""), ("rise", "source: s"), ("extra", "source: s"), ("z", "")];
        assert_eq!(ordered(&decks, SOURCE).0, ["a", "rise", "barriers", "extra", "z"]);
    }

    #[test]
    fn after_comes_first() {
        let decks = [("a", "after: z"), ("b", "after: [a, unknown]"), ("z", ""), ("c", "")];
        assert_eq!(ordered(&decks, SOURCE).0, ["c", "z", "a", "b"]);
    }

    #[test]
    fn decks_in_a_circle_are_not_lost() {
        let decks = [("a", "after: b"), ("b", "after: a"), ("c", "")];
        assert_eq!(ordered(&decks, SOURCE), (vec!["c".into(), "a".into(), "b".into()], 2));
    }
}
