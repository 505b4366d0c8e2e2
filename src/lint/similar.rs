//! Finds similar sets of words among many, without comparing every pair.

use super::words::{Word, WordMap, jaccard};

/// About so many pairs that share a word are compared for each rare word of a set. Of few sets these are all; of many, each
/// is compared only with the last ones before it, but with [`FEW`] at least: in so large a collection, similar sets share
/// rarer words than those cut off.
const COMPARED: usize = 200_000;
/// See [`COMPARED`].
const FEW: usize = 24;

/// A pair of similar sets: their indexes, the earlier first, and their Jaccard index in percent.
pub(super) type SimilarPair = (usize, usize, usize);

/// How many sets contain each word.
pub(super) fn counts<'s>(sets: impl Iterator<Item = &'s [Word]>) -> WordMap<usize> {
    let mut counts = WordMap::default();
    for word in sets.flatten() {
        *counts.entry(*word).or_insert(0) += 1;
    }
    counts
}

/// All pairs of sets with at least `least` words each whose Jaccard index reaches `percent`.
///
/// Two such sets share one of their rarest words, so only sets that do are compared, through an inverted index over
/// the rarest words of each (prefix filter; Bayardo, Ma, Srikant 2007).
pub(super) fn alike(sets: &[Vec<Word>], least: usize, percent: usize) -> Vec<SimilarPair> {
    let counts = counts(sets.iter().map(Vec::as_slice));
    let mut index: WordMap<Vec<u32>> = WordMap::default();
    let mut seen = vec![usize::MAX; sets.len()];
    let mut found = Vec::new();
    let most = (COMPARED / sets.len().max(1)).max(FEW);
    for (at, set) in sets.iter().enumerate().filter(|(_, set)| set.len() >= least) {
        let mut rarest = set.clone();
        rarest.sort_unstable_by_key(|word| (counts.get(word).copied().unwrap_or(0), *word));
        rarest.truncate(set.len() - (set.len() * percent).div_ceil(100) + 1);
        for word in rarest {
            let with_it = index.entry(word).or_default();
            for &other in with_it.iter().rev().take(most) {
                let other = other as usize;
                let (short, long) = (set.len().min(sets[other].len()), set.len().max(sets[other].len()));
                // A much shorter set can't reach the threshold.
                if short * 100 >= long * percent && std::mem::replace(&mut seen[other], at) != at {
                    let index = jaccard(set, &sets[other]);
                    if index >= percent {
                        found.push((other, at, index));
                    }
                }
            }
            with_it.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lint::words::sorted;

    fn set(numbers: &[u8]) -> Vec<Word> {
        sorted(numbers.iter().map(|number| Word::of(&number.to_string())))
    }

    #[test]
    fn of_many_sets_alike_each_is_compared_with_the_last_ones() {
        for count in [500, 2_000, 6_000] {
            let words = |nth: usize| "a b c d e f g".split(' ').map(str::to_owned).chain([nth.to_string()]);
            let sets: Vec<Vec<Word>> = (0..count).map(|nth| sorted(words(nth).map(|word| Word::of(&word)))).collect();
            let found = alike(&sets, 2, 60).len();
            assert!((count * FEW / 2..=COMPARED).contains(&found), "{found} of {count}");
        }
    }

    proptest! {
        #[test]
        fn no_pair_is_missed(all in proptest::collection::vec(proptest::collection::vec(0_u8..30, 0..9), 0..20),
                             percent in 30_usize..100) {
            let sets: Vec<Vec<Word>> = all.iter().map(|numbers| set(numbers)).collect();
            let mut found = alike(&sets, 2, percent);
            found.sort_unstable();
            let mut expected = Vec::new();
            for (at, one) in sets.iter().enumerate() {
                for (to, other) in sets.iter().enumerate().skip(at + 1) {
                    let index = jaccard(one, other);
                    if one.len() >= 2 && other.len() >= 2 && index >= percent {
                        expected.push((at, to, index));
                    }
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}
