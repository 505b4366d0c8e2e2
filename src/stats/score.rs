//! The expected score: how many of some items would be recalled, and how certain that is.

use super::rounding::{real, whole};

/// The standard normal quantile of 0.95: nine in ten values are between 5 % and 95 %.
const Z_95: f64 = 1.644_853_626_951_472_2;

/// How many of some items would be recalled: the distribution of a sum of independent chances, by its moments.
///
/// With `p` the chance of each item the score is Poisson-binomial: its mean is `Σ p`, its variance `Σ p(1−p)`, its
/// third central moment `Σ p(1−p)(1−2p)`. All three add up, so decks and sections are sums of their items.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    pub items: usize,
    /// Studied items, which have a review that feeds memory.
    pub met: usize,
    /// The mean of the score, 0.0 to `items`.
    pub expected: f64,
    variance: f64,
    third: f64,
}

impl Score {
    /// Adds a studied item, recalled with chance `p`, 0.0 to 1.0.
    pub fn add_met(&mut self, p: f64) {
        self.met += 1;
        self.add_chance(p);
    }

    /// Adds a new item, which counts as unknown.
    pub const fn add_new(&mut self) {
        self.items += 1;
    }

    /// Adds an item that is right with chance `p`, studied or new.
    pub fn add_chance(&mut self, p: f64) {
        let p = if p.is_finite() { p.clamp(0.0, 1.0) } else { 0.0 };
        self.items += 1;
        self.expected += p;
        self.variance += p * (1.0 - p);
        self.third += p * (1.0 - p) * (1.0 - 2.0 * p);
    }

    pub fn add(&mut self, other: &Self) {
        self.items += other.items;
        self.met += other.met;
        self.expected += other.expected;
        self.variance += other.variance;
        self.third += other.third;
    }

    /// New items.
    #[must_use]
    pub const fn not_met(&self) -> usize {
        self.items - self.met
    }

    /// The mean in whole items.
    #[must_use]
    pub fn likeliest(&self) -> usize {
        whole(self.expected)
    }

    /// The 5 % quantile; rounded, the lowest likely score.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.quantile(-Z_95)
    }

    /// The 95 % quantile; rounded, the highest likely score.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.quantile(Z_95)
    }

    /// The lowest and highest likely score in whole items: nine times out of ten the score is between them.
    #[must_use]
    pub fn likely(&self) -> (usize, usize) {
        (whole(self.low()), whole(self.high()))
    }

    /// Cornish and Fisher's expansion to the third moment (1938): `μ + σ(z + γ(z²−1)/6)`.
    ///
    /// A quantile of the distribution smoothed between whole scores, as in Volkova's refined normal approximation
    /// (1996) of the Poisson-binomial. Rounded to whole items it is exact for all but the smallest decks.
    fn quantile(&self, z: f64) -> f64 {
        let deviation = self.variance.sqrt();
        if deviation < 1e-9 {
            return self.expected;
        }
        let skew = self.third / (deviation * self.variance);
        let quantile = self.expected + deviation * (z + skew * (z * z - 1.0) / 6.0);
        quantile.clamp(0.0, real(self.items))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn score(chances: &[f64]) -> Score {
        let mut score = Score::default();
        for &p in chances {
            score.add_met(p);
        }
        score
    }

    /// The probability of each score, adding one item at a time.
    fn distribution(chances: &[f64]) -> Vec<f64> {
        let mut likely = vec![1.0];
        for p in chances {
            let mut next = vec![0.0; likely.len() + 1];
            for (known, chance) in likely.iter().enumerate() {
                next[known] += chance * (1.0 - p);
                next[known + 1] += chance * p;
            }
            likely = next;
        }
        likely
    }

    /// Chances like those of a deck in use: most of them high, some low.
    fn chances(rng: &mut Rng, count: usize) -> Vec<f64> {
        (0..count).map(|_| 1.0 - rng.unit().powi(3) * 0.9).collect()
    }

    #[test]
    fn the_interval_holds_nine_of_ten_by_the_exact_distribution() {
        let mut rng = Rng::seeded(1);
        for count in [1, 2, 3, 5, 8, 13, 21, 50, 200] {
            for _ in 0..30 {
                let chances = chances(&mut rng, count);
                let (score, exact) = (score(&chances), distribution(&chances));
                let (low, high) = (whole(score.low()), whole(score.high()));
                let held: f64 = exact[low..=high].iter().sum();
                assert!(held > 0.88, "{count} items: {low} to {high} holds {held}");
                // It's no wider than necessary: without its ends it would hold too little.
                let inner: f64 = exact[(low + 1).min(high)..high].iter().sum();
                assert!(inner < 0.92, "{count} items: {low} to {high} is too wide, {inner}");
            }
        }
    }

    #[test]
    fn what_was_never_met_is_unknown_for_sure() {
        let mut score = score(&[0.9, 0.8]);
        for _ in 0..10 {
            score.add_new();
        }
        assert_eq!((score.items, score.met, score.not_met()), (12, 2, 10));
        assert!((score.expected - 1.7).abs() < 1e-12);
    }

    #[test]
    fn the_whole_is_the_sum_of_its_parts() {
        let mut sum = score(&[0.9, 0.5]);
        sum.add(&score(&[0.7]));
        let whole = score(&[0.9, 0.5, 0.7]);
        assert!((sum.low() - whole.low()).abs() < 1e-9 && (sum.high() - whole.high()).abs() < 1e-9);
    }

    #[test]
    fn of_nothing_nothing_is_known() {
        let score = Score::default();
        assert_eq!((score.expected, score.low(), score.high()), (0.0, 0.0, 0.0));
    }
}
