//! The one named hash and the one named generator.
//!
//! Fuzz, the order of choices, the order of a day and derived ids come from
//! these two alone, so they outlive releases of this program and of its
//! libraries. Their first values are pinned by a test.

use std::hash::Hasher;

use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use siphasher::sip::SipHasher24;

/// `SipHash-2-4` with a key of zeros over the parts, each followed by a zero byte.
#[must_use]
pub fn stable_hash(parts: &[&str]) -> u64 {
    // At one go it takes half as long.
    let mut whole = Vec::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for part in parts {
        whole.extend_from_slice(part.as_bytes());
        whole.push(0);
    }
    let mut hasher = hasher();
    hasher.write(&whole);
    hasher.finish()
}

/// The named hash over whatever is fed to it. What Rust's `Hash` feeds to it for a type may change with a release.
#[must_use]
pub fn hasher() -> impl Hasher {
    SipHasher24::new()
}

/// `ChaCha8` seeded by a number or by the [`stable_hash`] of a name.
#[derive(Debug)]
pub struct Rng(ChaCha8Rng);

impl Rng {
    /// Dice that fall the same way for the same seed, for ever.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Dice of a name and a count: `("deck/card", 3)`.
    #[must_use]
    pub fn of(name: &str, count: u32) -> Self {
        Self::seeded(stable_hash(&[name, &count.to_string()]))
    }

    /// A number in 0.0 (included) to 1.0 (excluded).
    pub fn unit(&mut self) -> f64 {
        self.0.random()
    }

    /// Puts a slice into an order, every order as likely as any other.
    pub fn shuffle<T>(&mut self, slice: &mut [T]) {
        slice.shuffle(&mut self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// If this fails, every learner's order of choices and every fuzzed interval has changed.
    #[test]
    fn the_first_values_are_pinned() {
        assert_eq!(stable_hash(&["deck/card", "0"]), 3_707_855_096_280_202_231);
        assert_eq!(stable_hash(&[]), 0x1e92_4b9d_7377_00d7);
        let mut rng = Rng::of("deck/card", 0);
        let mut order = [1, 2, 3, 4, 5];
        rng.shuffle(&mut order);
        assert_eq!((order, rng.unit().to_bits()), ([2, 5, 4, 3, 1], 4_604_744_461_749_434_399));
    }

    #[test]
    fn parts_are_hashed_one_after_another_however_long() {
        for length in 0..300 {
            let long = "x".repeat(length);
            let mut hasher = hasher();
            for part in ["1", &long, ""] {
                hasher.write(part.as_bytes());
                hasher.write(&[0]);
            }
            assert_eq!(stable_hash(&["1", &long, ""]), hasher.finish(), "{length}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(stable_hash(&["ab", "c"]), stable_hash(&["a", "bc"]));
    }

    #[test]
    fn each_place_is_as_likely_as_any_other() {
        let (rounds, places) = (10_000_u32, 4_u32);
        let mut first_at = [0_u32; 4];
        for seed in 0..rounds {
            let mut order = [0, 1, 2, 3];
            Rng::of("deck/card", seed).shuffle(&mut order);
            first_at[order.iter().position(|&x| x == 0).expect("it is there")] += 1;
        }
        // Three standard errors of 10,000 draws at 1/4.
        let (expected, margin) = (rounds / places, 130);
        assert!(first_at.iter().all(|&n| n.abs_diff(expected) <= margin), "{first_at:?}");
    }
}
