//! The answers: whether they can be, when they are dated, and whether decks still have their items.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Act, Check};
use crate::app::App;
use crate::commands::clock_ahead;
use crate::deck::{Decks, ItemId};
use crate::library::Loaded;
use crate::schedule::{EventId, ItemState};
use crate::session::no_card;
use crate::store::health::ImpossibleEvent;
use crate::store::{Store, StoreResult};
use crate::terminal::count;

/// Events that no oss-quiz writes.
pub(super) fn possible(answers: u64, impossible: &[ImpossibleEvent]) -> Check {
    const NAME: &str = "answers";
    if impossible.is_empty() {
        let answers = count(usize::try_from(answers).unwrap_or(usize::MAX), "answer");
        return Check::fine(NAME, format!("{answers}, with no impossible value"));
    }
    let told = impossible.iter().map(|event| {
        let item = if event.item.is_empty() { "the whole log" } else { &event.item };
        format!("{}: {}", crate::deck::text::safe_line(item), event.why)
    });
    let check =
        Check::fault(NAME, format!("{} with an impossible value", count(impossible.len(), "event"))).naming(told);
    let readable = |event: &ImpossibleEvent| {
        let id: EventId = event.id.filter(|_| event.is_readable)?;
        Some((event.item.parse::<ItemId>().ok()?, id))
    };
    let targets: Vec<(ItemId, EventId)> = impossible.iter().filter_map(readable).collect();
    match targets.len() {
        0 => check,
        1 => check.fix(Act::Retract(targets), "take that event back"),
        many => check.fix(Act::Retract(targets), format!("take {many} of these events back")),
    }
}

/// What is dated ahead of now.
pub(super) fn clock(store: &Store, app: &App) -> anyhow::Result<Check> {
    const NAME: &str = "clock";
    let far = clock_ahead::far_events(store, app)?;
    if far.is_empty() {
        return Ok(Check::fine(NAME, "nothing is dated ahead of now"));
    }
    let today = clock_ahead::date(app.by_the_clock());
    let told = far.iter().map(|(item, moment)| format!("{item}: {}", clock_ahead::date(*moment)));
    let (is, are) = if far.len() == 1 { ("is", "it") } else { ("are", "them") };
    Ok(Check::fault(NAME, format!("{} {is} dated ahead of now, {today}", count(far.len(), "event")))
        .naming(told)
        .help("Until then newer answers to these items don't count. If that date is wrong, set the clock instead.")
        .fix(Act::RetractAhead, format!("take {are} back, so that new answers count")))
}

/// Items of the log that no deck has, and decks that can't be read.
pub(super) fn decks(store: &Store, loaded: &Loaded) -> StoreResult<Check> {
    const NAME: &str = "decks";
    let faulty: BTreeSet<String> = loaded
        .diagnostics()
        .into_iter()
        .filter(|diagnostic| diagnostic.level() == crate::deck::Level::Error)
        .map(|diagnostic| diagnostic.path.to_string_lossy().into_owned())
        .collect();
    let states = store.states()?;
    let orphans = orphans(states.iter(), &loaded.collection);
    let faulty = faulty.iter().map(|path| format!("{} can't be read whole", crate::deck::text::safe_line(path)));
    let told: Vec<String> = faulty.chain(words(&orphans, &loaded.collection)).collect();
    if told.is_empty() {
        return Ok(Check::fine(NAME, "each item that you have answered is in one"));
    }
    let what = match orphans.len() {
        0 => "not all of them can be read".to_owned(),
        1 => "1 item that you have answered is in no deck found".to_owned(),
        many => format!("{many} items that you have answered are in no deck found"),
    };
    let help = "Their answers are kept, and count again when the item is back. A card that was renamed keeps them with \
                `was: OLD-NAME`; `oss-quiz check` names what is wrong in a deck.";
    Ok(Check::advice(NAME, what).naming(told.into_iter()).help(help))
}

/// The items of the log that no deck has and no card continues.
fn orphans<'s>(states: impl Iterator<Item = (&'s ItemId, &'s ItemState)>, found: &dyn Decks) -> BTreeSet<&'s ItemId> {
    let entries = found.all_entries();
    let there: BTreeSet<ItemId> =
        entries.iter().flat_map(|entry| found.carried_from(&entry.id).into_iter().chain([entry.id.clone()])).collect();
    states.map(|(item, _)| item).filter(|item| !there.contains(*item)).collect()
}

/// A line for each deck that is not there, and one for each item of another.
fn words(orphans: &BTreeSet<&ItemId>, found: &dyn Decks) -> Vec<String> {
    let mut lost: BTreeMap<&str, usize> = BTreeMap::new();
    for item in orphans.iter().filter(|item| found.heading(item.deck()).is_none()) {
        *lost.entry(item.deck()).or_default() += 1;
    }
    let decks = lost.into_iter().map(|(deck, items)| format!("deck `{deck}` is not found: {}", count(items, "item")));
    let single = orphans.iter().filter(|item| found.heading(item.deck()).is_some());
    decks.chain(single.map(|item| no_card(item.as_str(), found).what)).collect()
}
