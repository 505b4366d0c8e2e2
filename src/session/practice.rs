//! Sessions that go beyond the day: practice, and what will be forgotten by a day.

use std::collections::HashMap;

use super::queue::{Plan, next};
use super::{Candidate, Mode, Settings};
use crate::deck::ItemId;
use crate::rng::stable_hash;
use crate::schedule::{Day, ItemState, Model, Rating};

/// The indices of matching items that are not suspended.
fn wanted(candidates: &[Candidate], today: Day) -> impl Iterator<Item = usize> {
    candidates.iter().enumerate().filter(move |(_, candidate)| candidate.may_be_asked(today)).map(|(at, _)| at)
}

/// The items to practise, shuffled. Empty except for [`Mode::Cram`].
pub(super) fn shuffled(candidates: &[Candidate], settings: &Settings, today: Day) -> Vec<usize> {
    if settings.mode != Mode::Cram {
        return Vec::new();
    }
    let seed = settings.seed.unwrap_or_else(|| u64::from(today.number().unsigned_abs())).to_string();
    let mut items: Vec<usize> = wanted(candidates, today).collect();
    items.sort_by_cached_key(|&at| stable_hash(&["practice", &seed, candidates[at].id.as_str()]));
    items
}

/// Reviewed items that would be below the desired retention on a day, weakest first.
pub(super) fn forgotten_by(
    day: Day,
    candidates: &[Candidate],
    states: &HashMap<ItemId, ItemState>,
    settings: &Settings,
    model: &Model,
    today: Day,
) -> Vec<usize> {
    let mut weak: Vec<(f32, usize)> = wanted(candidates, today)
        .filter_map(|at| {
            let id = &candidates[at].id;
            let seen = states.get(id)?.seen?;
            let elapsed = f32::from(u16::try_from(seen.elapsed(day)).unwrap_or(u16::MAX));
            let recall = model.retrievability(seen.fsrs, elapsed).0;
            (recall < settings.scheduling_in(id.deck()).desired_retention.get()).then_some((recall, at))
        })
        .collect();
    weak.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    weak.into_iter().map(|(_, at)| at).collect()
}

/// What is left of a practice: each item is asked until it is not Again. `answers` are those given, in order; if
/// `full`, only failed items return.
pub(super) fn plan(
    items: &[usize],
    answers: &[(&ItemId, Rating)],
    full: bool,
    candidates: &[Candidate],
    skipped: &[ItemId],
) -> Plan {
    let last: HashMap<&ItemId, (usize, Rating)> =
        answers.iter().enumerate().map(|(nth, &(id, rating))| (id, (nth, rating))).collect();
    let id = |at: usize| &candidates[at].id;
    let waiting: Vec<usize> = items.iter().copied().filter(|&at| !full && !last.contains_key(id(at))).collect();
    let failed = |at: usize| last.get(id(at)).filter(|(_, rating)| *rating == Rating::Again).map(|&(nth, _)| nth);
    let mut failed: Vec<(usize, usize)> = items.iter().filter_map(|&at| failed(at).map(|nth| (nth, at))).collect();
    failed.sort_unstable();
    let since = |nth: usize| last.values().filter(|(later, _)| *later > nth).count();
    let again: Vec<(usize, usize)> = failed.into_iter().map(|(nth, at)| (at, since(nth))).collect();
    let (next, only_again) = next(candidates, skipped, (&waiting, 0), (&[], 0), &again);
    let again: Vec<usize> = again.into_iter().map(|(at, _)| at).collect();
    let only_again = only_again && waiting.is_empty() && again.len() == 1;
    Plan { next, due: waiting.len(), again, only_again, ..Plan::default() }
}
