//! The chance that an item is known on a study day.

use super::{Day, MemoryState, Model, Rating};

/// The chance that an item is known on `day` if it is not studied before, 0.0 to 1.0; every count of known items is a
/// sum of these.
///
/// It is 0 on the day of a miss: right after seeing the answer the formula gives 1, which says nothing about memory.
/// From the next day on the formula applies.
#[must_use]
pub fn chance_known(memory: MemoryState, (last_day, last_rating): (Day, Rating), day: Day, model: &Model) -> f64 {
    // Never negative, even after a clock was set back.
    let elapsed = day.since(last_day).max(0);
    if elapsed == 0 && last_rating == Rating::Again {
        return 0.0;
    }
    f64::from(model.retrievability(memory, f32::from(u16::try_from(elapsed).unwrap_or(u16::MAX))).0)
}

#[cfg(test)]
mod tests {
    use super::super::{Difficulty, Stability};
    use super::*;

    #[test]
    fn what_was_missed_counts_from_the_next_day_on() {
        let memory = MemoryState { stability: Stability(2.0), difficulty: Difficulty(5.0) };
        let day = Day::from_number(20_000);
        let chance = |rating, ahead: i32| chance_known(memory, (day, rating), day + ahead, &Model::default());
        for ahead in [-1, 0] {
            assert!(chance(Rating::Again, ahead).abs() < 1e-9 && (chance(Rating::Hard, ahead) - 1.0).abs() < 1e-6);
        }
        let [missed, recalled] = [Rating::Again, Rating::Good].map(|rating| chance(rating, 1));
        assert!((missed - recalled).abs() < 1e-9 && missed > 0.8 && missed < 1.0, "{missed}");
    }
}
