//! Measures time by the monotonic clock.

use std::time::{Duration, Instant};

#[derive(Debug, Clone, Copy)]
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the monotonic clock")]
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    pub(super) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    pub(super) fn ms(self) -> u32 {
        u32::try_from(self.elapsed().as_millis()).unwrap_or(u32::MAX)
    }

    /// What is left of `whole`.
    pub(super) fn left_of(self, whole: Duration) -> Duration {
        whole.saturating_sub(self.elapsed())
    }
}
