//! FSRS-6, through the `fsrs` crate; the only file that knows its formulas.
//!
//! The crate accepts impossible ratings, retentions and states and returns garbage for them, so types check the input
//! here.

use std::fmt;
use std::str::FromStr;

use super::{Rating, Sm2};
use crate::rng::Rng;

/// Days until recall falls to 90 %; 0.001 to 36,500.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Stability(pub f32);

/// 1.0 (easy) to 10.0.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Difficulty(pub f32);

/// Probability of recall, 0.0 to 1.0.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Retrievability(pub f32);

/// What FSRS knows of an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MemoryState {
    pub stability: Stability,
    pub difficulty: Difficulty,
}

/// The retrievability at which an item falls due: 0.70 to 0.99, 0.90 by default.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DesiredRetention(f32);

impl DesiredRetention {
    #[must_use]
    pub const fn get(self) -> f32 {
        self.0
    }
}

impl Default for DesiredRetention {
    fn default() -> Self {
        Self(0.9)
    }
}

impl TryFrom<f32> for DesiredRetention {
    type Error = String;

    fn try_from(value: f32) -> Result<Self, String> {
        if (0.70..=0.99).contains(&value) {
            Ok(Self(value))
        } else {
            Err(format!("desired retention must be between 0.70 and 0.99, not {value}"))
        }
    }
}

impl FromStr for DesiredRetention {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse::<f32>().map_err(|_| format!("`{text}` is not a number between 0.70 and 0.99"))?.try_into()
    }
}

impl fmt::Display for DesiredRetention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

/// The learner's settings for intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SchedulingParams {
    pub desired_retention: DesiredRetention,
    /// The longest interval in days; 1 to 36,500.
    pub maximum_interval: u16,
    /// Whether intervals are varied a little, so that items learnt together don't stay together.
    pub fuzz: bool,
}

impl Default for SchedulingParams {
    fn default() -> Self {
        Self { desired_retention: DesiredRetention::default(), maximum_interval: 36_500, fuzz: true }
    }
}

impl SchedulingParams {
    /// Turns a fractional interval of FSRS into whole days: rounded, clamped to 1 and the maximum, then fuzzed.
    fn days(self, raw: f32, draw: f64) -> u16 {
        let most = self.maximum_interval.max(1);
        // Rounded before clamping, or a 0.4-day interval becomes today. `as` saturates, and NaN becomes 0.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=most just below")]
        let whole = (raw.round() as u16).clamp(1, most);
        if self.fuzz { fuzzed(whole, most, draw) } else { whole }
    }
}

/// A random interval in Anki's range around `days`: unchanged below 2.5 days; otherwise ±1 day, plus 15 % of the part
/// in 2.5..7, 10 % of that in 7..20 and 5 % of the rest. `draw` is in 0.0..1.0.
fn fuzzed(days: u16, most: u16, draw: f64) -> u16 {
    let exact = f64::from(days);
    if exact < 2.5 {
        return days;
    }
    let within = |low: f64, high: f64| (exact.min(high) - low).max(0.0);
    let delta = 1.0 + 0.15 * within(2.5, 7.0) + 0.10 * within(7.0, 20.0) + 0.05 * within(20.0, f64::INFINITY);
    let most = f64::from(most);
    let lower = (exact - delta).round().clamp(2.0_f64.min(most), most);
    let upper = (exact + delta).round().clamp(lower, most);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and `most`, a u16")]
    let drawn = (lower + draw * (upper - lower + 1.0)).floor().min(upper) as u16;
    drawn
}

/// The result of one rating.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextState {
    pub memory: MemoryState,
    /// Study days until it is due; 0 is today.
    pub interval: u16,
}

/// The result of each rating; computed together, so that what is shown is what is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextStates([NextState; 4]);

impl NextStates {
    #[must_use]
    pub fn after(&self, rating: Rating) -> NextState {
        self.0[usize::from(rating.number() - 1)]
    }
}

/// The FSRS model with its weights.
#[derive(Debug, Clone)]
pub struct Model {
    fsrs: fsrs::FSRS,
    /// How fast recall fades: the last weight of FSRS-6.
    decay: f32,
}

impl Default for Model {
    fn default() -> Self {
        Self { fsrs: fsrs::FSRS::default(), decay: fsrs::FSRS6_DEFAULT_DECAY }
    }
}

impl Model {
    /// Takes 17, 19 or 21 finite weights, or none for the defaults.
    ///
    /// # Errors
    /// If there is another number of weights, or one is not finite.
    pub fn with_weights(weights: &[f32]) -> Result<Self, String> {
        let wrong = |_| "FSRS takes 21 finite weights".to_owned();
        let filled = fsrs::check_and_fill_parameters(weights).map_err(wrong)?;
        let decay = filled.last().copied().unwrap_or(fsrs::FSRS6_DEFAULT_DECAY);
        Ok(Self { fsrs: fsrs::FSRS::new(weights).map_err(wrong)?, decay })
    }

    /// The result of each rating. `memory` is `None` for a new item; `elapsed` is in study days since the last
    /// review; `rng` decides the fuzz and depends on the item and its number of reviews.
    ///
    /// # Panics
    /// Never: the default weights give a new item its states at any desired retention.
    #[must_use]
    pub fn next_states(
        &self,
        memory: Option<MemoryState>,
        elapsed: u32,
        scheduling: &SchedulingParams,
        mut rng: Rng,
    ) -> NextStates {
        let next = self.raw_states(memory, elapsed, scheduling.desired_retention);
        // One draw for all ratings, so that Good is never fuzzed below Hard.
        let draw = rng.unit();
        let after = |rating, state: &fsrs::ItemState| NextState {
            memory: known(state),
            interval: match rating {
                Rating::Again => 0,
                _ => scheduling.days(state.interval, draw),
            },
        };
        NextStates([
            after(Rating::Again, &next.again),
            after(Rating::Hard, &next.hard),
            after(Rating::Good, &next.good),
            after(Rating::Easy, &next.easy),
        ])
    }

    /// The memory after a review, whatever interval is chosen; used by a replay of the log.
    #[must_use]
    pub fn memory_after(&self, memory: Option<MemoryState>, elapsed: u32, rating: Rating) -> MemoryState {
        let next = self.raw_states(memory, elapsed, DesiredRetention::default());
        known(match rating {
            Rating::Again => &next.again,
            Rating::Hard => &next.hard,
            Rating::Good => &next.good,
            Rating::Easy => &next.easy,
        })
    }

    /// The memory of an item that SM-2 has scheduled until now.
    #[must_use]
    pub fn memory_from_sm2(&self, sm2: Sm2) -> MemoryState {
        /// SM-2 knows no desired retention; Anki takes this one unless told otherwise.
        const RETENTION: f32 = 0.9;
        /// From here on ease is SM-2's.
        const LOWEST_EASE: u32 = 1101;
        let interval = days(sm2.interval.max(1));
        let ease = thousandths(sm2.ease);
        let found = self.fsrs.memory_state_from_sm2(ease, interval, RETENTION);
        // Only extreme weights have no answer.
        let (stability, difficulty) = found.map_or((interval, 5.0), |found| (found.stability, found.difficulty));
        let difficulty = if (1..LOWEST_EASE).contains(&sm2.ease) { (ease - 0.1) * 9.0 + 1.0 } else { difficulty };
        MemoryState {
            stability: Stability(stability.clamp(0.001, 36_500.0)),
            difficulty: Difficulty(difficulty.clamp(1.0, 10.0)),
        }
    }

    /// The crate's result: fractional intervals, not fuzzed.
    fn raw_states(&self, memory: Option<MemoryState>, elapsed: u32, aim: DesiredRetention) -> fsrs::NextStates {
        let memory = memory.map(|m| fsrs::MemoryState { stability: m.stability.0, difficulty: m.difficulty.0 });
        self.fsrs
            .next_states(memory, aim.get(), elapsed)
            // A state that FSRS rejects can only come from extreme weights: start from scratch.
            .or_else(|_| fsrs::FSRS::default().next_states(None, aim.get(), 0))
            .expect("the default weights give a new item its states at any desired retention")
    }

    /// How fast recall fades: the last weight.
    #[must_use]
    pub const fn decay(&self) -> f32 {
        self.decay
    }

    /// Chance of recall after `elapsed` days without a review; 1.0 at zero days, 0.9 at `stability`.
    ///
    /// FSRS-6 forgetting curve: `R(t) = (1 + f·t/S)^-w20`, with `f = 0.9^(-1/w20) - 1`.
    #[must_use]
    pub fn retrievability(&self, memory: MemoryState, elapsed: f32) -> Retrievability {
        let state = fsrs::MemoryState { stability: memory.stability.0, difficulty: memory.difficulty.0 };
        Retrievability(fsrs::current_retrievability(state, elapsed.max(0.0), self.decay))
    }
}

fn days(whole: u32) -> f32 {
    f32::from(u16::try_from(whole).unwrap_or(u16::MAX))
}

fn thousandths(number: u32) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX)) / 1000.0
}

fn known(state: &fsrs::ItemState) -> MemoryState {
    let (stability, difficulty) = (Stability(state.memory.stability), Difficulty(state.memory.difficulty));
    MemoryState { stability, difficulty }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfuzzed() -> SchedulingParams {
        SchedulingParams { fuzz: false, ..SchedulingParams::default() }
    }

    #[test]
    fn a_new_item_comes_back_after_today_1_2_and_8_days() {
        let next = Model::default().next_states(None, 0, &unfuzzed(), Rng::seeded(0));
        assert_eq!(Rating::ALL.map(|rating| next.after(rating).interval), [0, 1, 2, 8]);
    }

    #[test]
    fn recall_is_90_percent_at_stability_whatever_the_weights() {
        let mut weights = fsrs::DEFAULT_PARAMETERS;
        weights[20] = 0.4;
        for model in [Model::default(), Model::with_weights(&weights).expect("21 weights")] {
            for days in [0.5_f32, 3.0, 100.0, 20_000.0] {
                let memory = MemoryState { stability: Stability(days), difficulty: Difficulty(5.0) };
                assert!((model.retrievability(memory, days).0 - 0.9).abs() < 1e-4, "{days}");
                assert!((model.retrievability(memory, 0.0).0 - 1.0).abs() < 1e-6, "{days}");
            }
        }
    }

    #[test]
    fn weights_that_are_none_are_refused() {
        assert!(Model::with_weights(&[1.0; 5]).is_err());
        assert!(Model::with_weights(&[f32::NAN; 21]).is_err());
    }

    #[test]
    fn fuzz_stays_near_and_leaves_short_intervals_alone() {
        for draw in [0.0, 0.3, 0.999_999] {
            assert_eq!([1, 2].map(|days| fuzzed(days, 36_500, draw)), [1, 2]);
        }
        assert_eq!([0.0, 0.999_999].map(|draw| fuzzed(10, 36_500, draw)), [8, 12]);
        assert_eq!([0.0, 0.999_999].map(|draw| fuzzed(100, 36_500, draw)), [93, 107]);
        assert_eq!(fuzzed(100, 100, 0.999_999), 100);
    }

    #[test]
    fn no_interval_is_longer_than_the_maximum() {
        let scheduling = SchedulingParams { maximum_interval: 5, fuzz: true, ..SchedulingParams::default() };
        let memory = MemoryState { stability: Stability(3_000.0), difficulty: Difficulty(2.0) };
        for seed in 0..50 {
            let next = Model::default().next_states(Some(memory), 3_000, &scheduling, Rng::seeded(seed));
            assert!(next.after(Rating::Easy).interval <= 5);
        }
    }

    #[test]
    fn a_desired_retention_outside_its_range_is_refused() {
        assert!(DesiredRetention::try_from(0.69).is_err());
        assert!(DesiredRetention::try_from(f32::NAN).is_err());
        assert_eq!("0.9".parse(), Ok(DesiredRetention::default()));
    }
}
