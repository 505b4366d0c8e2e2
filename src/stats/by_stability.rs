//! How long memories will last: the distribution of stability.

use super::input::StudiedItem;

/// Buckets: the first day, and the name.
const BUCKETS: [(f32, &str); 6] =
    [(0.0, "under a day"), (1.0, "days"), (7.0, "weeks"), (30.0, "months"), (182.0, "half a year"), (365.0, "years")];

/// Items whose stability is in a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lasting {
    /// The start of the range, in days; it ends where the next one starts.
    pub from_days: f32,
    pub name: &'static str,
    pub items: usize,
}

/// Studied items by stability: the days until recall falls to 90 %.
#[must_use]
pub(super) fn stability(known: &[StudiedItem<'_>]) -> Vec<Lasting> {
    let mut buckets: Vec<Lasting> =
        BUCKETS.iter().map(|&(from_days, name)| Lasting { from_days, name, items: 0 }).collect();
    for seen in known.iter().filter_map(StudiedItem::seen) {
        let at = buckets.iter().rposition(|bucket| seen.fsrs.stability.0 >= bucket.from_days).unwrap_or(0);
        buckets[at].items += 1;
    }
    buckets
}
