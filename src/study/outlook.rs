//! What is left today, what comes next, and what the coming days ask, without looking at each item. Everything the
//! program says about these comes from here.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::context::StudyContext;
use crate::deck::ItemId;
use crate::schedule::{Day, DaySums, ItemState, Moment};
use crate::session::{Candidates, Load, Outlook, Plan, Settings, carry_states_of};
use crate::stats::{COMING_DAYS, Forecast, Limit, Pace, RETENTION_DAYS, Streak, Waiting};
use crate::store::{Store, StoreError};

/// How much `run` would ask on a day.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn asked(context: &StudyContext, settings: &Settings, day: Day) -> Result<Load, StoreError> {
    asked_of(context, settings, day, enough(settings.limits.reviews))
}

/// How many due items to look at so that at least `reviews` of them can usually be asked: some are siblings, and some
/// were put away.
pub(crate) const fn enough(reviews: u32) -> usize {
    2 * reviews as usize + 50
}

/// [`asked`] from about `most` due items. If these already exceed what the day allows, further due items change
/// nothing; otherwise all of them are looked at.
pub(crate) fn asked_of(context: &StudyContext, settings: &Settings, day: Day, most: usize) -> Result<Load, StoreError> {
    let candidates = context.some_candidates(day, settings, most)?;
    let more_due = candidates.more_due;
    let mut plan = Plan::of(candidates, &settings.limits, &settings.filter);
    if more_due && !plan.new_held_back {
        plan = Plan::of(context.candidates(day, settings)?, &settings.limits, &settings.filter);
    }
    Ok(Load { due: plan.due + plan.again.len(), new: plan.new })
}

/// The days of study in a row.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn streak(store: &Store, days: &BTreeMap<Day, DaySums>, now: Moment) -> Result<Streak, StoreError> {
    Ok(Streak::of(days, &store.study_hours()?, (now.day, now.hour())))
}

/// What is left today and, if nothing is, what the next day with anything to ask brings.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn outlook(context: &StudyContext, settings: &Settings, today: Day) -> Result<Outlook, StoreError> {
    let left = asked(context, settings, today)?;
    outlook_from(left, context, settings, today)
}

/// [`outlook`] where it is already known what is left.
pub(crate) fn outlook_from(
    left: Load,
    context: &StudyContext,
    settings: &Settings,
    today: Day,
) -> Result<Outlook, StoreError> {
    let pace = Pace::of(&context.store.day_sums_since(today - RETENTION_DAYS)?, today);
    let next = if left.all() == 0 { next(context, settings, today)? } else { None };
    Ok(pace.outlook(today, left, next))
}

/// The first day after today on which something is asked, if nothing is answered until then.
fn next(context: &StudyContext, settings: &Settings, today: Day) -> Result<Option<(Day, Load)>, StoreError> {
    let tomorrow = asked(context, settings, today + 1)?;
    if tomorrow.all() > 0 {
        return Ok(Some((today + 1, tomorrow)));
    }
    let mut before = today + 1;
    while let Some(day) = due_after(before, context, settings, today)? {
        let load = asked(context, settings, day)?;
        if load.all() > 0 {
            return Ok(Some((day, load)));
        }
        before = day;
    }
    Ok(None)
}

/// What each of the coming days asks, given what is left today.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn forecast(
    left: Load,
    context: &StudyContext,
    settings: &Settings,
    today: Day,
) -> Result<Forecast, StoreError> {
    let candidates = if settings.filter.is_of_decks() {
        context.candidates(today + COMING_DAYS, settings)?
    } else {
        Candidates::whole(&*context.found, context.states()?, &settings.filter, today)
    };
    let answered = context.store.answered_on(today)?;
    let answered = answered.iter().map(|(id, state)| (id, state)).chain(&candidates.states);
    let answered = answered.filter(|(_, state)| state.seen.is_some_and(|seen| seen.last_day == today));
    let answered: HashSet<&ItemId> = answered.map(|(id, _)| id).collect();
    let mut waiting: Vec<Waiting<'_>> = candidates
        .items
        .iter()
        .filter_map(|candidate| Waiting::of_candidate(candidate, answered.contains(&candidate.id), today))
        .collect();
    let placed: HashSet<&ItemId> = waiting.iter().map(|waiting| waiting.item).collect();
    // An item answered today holds its siblings back, even if it falls due much later itself.
    let elsewhere = answered.iter().filter(|id| !placed.contains(*id));
    let elsewhere: Vec<Waiting<'_>> = elsewhere.map(|item| Waiting::answered(item, today)).collect();
    waiting.extend(elsewhere);
    let limit = Limit { left_today: left.due, a_day: settings.limits.reviews as usize };
    Ok(Forecast::of(waiting.into_iter(), today, limit))
}

/// How many due items each deck has today, by its id. Siblings count once; daily limits are ignored.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn due_by_deck(
    context: &StudyContext,
    settings: &Settings,
    day: Day,
) -> Result<HashMap<String, usize>, StoreError> {
    Ok(Plan::due_by_deck(context.candidates(day, settings)?, &settings.filter))
}

/// Roughly how many items fall due on each of the coming days, ignoring daily limits.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn coming(
    context: &StudyContext,
    settings: &Settings,
    today: Day,
) -> Result<BTreeMap<Day, usize>, StoreError> {
    let last = today + COMING_DAYS;
    let found: HashSet<&str> = context.found.summaries().iter().map(|deck| deck.id.as_str()).collect();
    let is_all_found = || Ok(context.seen()?.keys().all(|deck| found.contains(deck.as_str())));
    if settings.filter.is_everything() && is_all_found()? {
        // This also counts cards that were removed from a deck: near enough, and no state has to be read.
        let days = context.store.due_by_day(last)?.into_iter().filter(|(day, _)| *day > today);
        return Ok(days.map(|(day, items)| (day, items as usize)).collect());
    }
    let joined = context.joined(settings, |_| context.store.due_days_of_wanted(today + 1, last));
    joined.map_or_else(|| one_by_one(context, settings, today), Ok)
}

/// How many items fall due on each day after today, by looking at every item.
fn one_by_one(context: &StudyContext, settings: &Settings, today: Day) -> Result<BTreeMap<Day, usize>, StoreError> {
    let candidates = Candidates::whole(&*context.found, context.states()?, &settings.filter, today);
    let mut by_day: BTreeMap<Day, usize> = BTreeMap::new();
    let waiting = candidates.items.iter().filter_map(|candidate| Waiting::of_candidate(candidate, false, today));
    for waiting in waiting.filter(|waiting| waiting.day > today) {
        *by_day.entry(waiting.day).or_default() += 1;
    }
    Ok(by_day)
}

/// The first day after `day` on which an item falls due, by its own state or that of its earlier name. The item may
/// be one that its author has suspended.
fn due_after(day: Day, context: &StudyContext, settings: &Settings, today: Day) -> Result<Option<Day>, StoreError> {
    let joined = context.joined(settings, |decks| {
        let by_itself = context.store.due_of_wanted_after(day)?;
        let renamed: Vec<ItemId> = decks.exceptions().into_values().filter(|e| e.renamed).map(|e| e.id).collect();
        let mut states: HashMap<ItemId, ItemState> = HashMap::new();
        for id in renamed.iter().flat_map(|id| std::iter::once(id.clone()).chain(context.found.carried_from(id))) {
            let state = context.store.state(&id)?;
            states.insert(id, state);
        }
        carry_states_of(&renamed, &*context.found, &mut states);
        let carried = renamed.iter().filter_map(|id| states.get(id)?.seen.map(|seen| seen.due));
        Ok(carried.filter(|due| *due > day).chain(by_itself).min())
    });
    match joined {
        Some(next) => Ok(next),
        // If the catalogue can't be read, look at every item.
        None => Ok(one_by_one(context, settings, today)?.range(day + 1..).next().map(|(day, _)| *day)),
    }
}
