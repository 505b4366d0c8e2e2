//! Two things at once.

use std::panic::resume_unwind;
use std::thread::scope;

/// Runs `here` on this thread and `there` on another.
pub(crate) fn both<A, B: Send>(here: impl FnOnce() -> A, there: impl FnOnce() -> B + Send) -> (A, B) {
    scope(|scope| {
        let there = scope.spawn(there);
        (here(), there.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_results_are_handed_back() {
        let mut words = vec!["a", "b"];
        let rest = words.split_off(1);
        assert_eq!(both(|| words.len(), || rest), (1, vec!["b"]));
    }

    #[test]
    #[should_panic(expected = "there")]
    fn a_panic_is_handed_on() {
        both(|| (), || panic!("there"));
    }
}
