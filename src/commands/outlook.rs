//! What is left today, what comes next, and what the coming days ask, without a look at each item. Whatever is said of
//! these is said from here.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::desk::Desk;
use crate::deck::{Entry, ItemId};
use crate::schedule::{Day, DaySums, ItemState, Moment};
use crate::session::{Load, Outlook, Plan, Settings, Slate, carry_on_of};
use crate::stats::{COMING_DAYS, Forecast, Limit, Pace, RETENTION_DAYS, Streak, Waiting, falls_due};
use crate::store::{Store, StoreError};

/// From so many items on that decks have no longer, items are looked at one after another.
const MANY_GONE: usize = 1_000;

/// What `run` would ask on a day.
///
/// # Errors
/// When the store can't be read.
pub(super) fn asked(desk: &Desk, settings: &Settings, day: Day) -> Result<Load, StoreError> {
    asked_of(desk, settings, day, enough(settings.limits.reviews))
}

/// Of so many that are due more can be asked than `reviews`, though there are siblings among them and what was put away;
/// mostly.
pub(super) const fn enough(reviews: u32) -> usize {
    2 * reviews as usize + 50
}

/// The same from so many due items, if these tell that more is due than the day allows: whatever else is due adds
/// nothing then.
pub(super) fn asked_of(desk: &Desk, settings: &Settings, day: Day, most: usize) -> Result<Load, StoreError> {
    let slate = desk.some_of_slate(day, settings, most)?;
    let more_due = slate.more_due;
    let mut plan = Plan::of(slate, &settings.limits, &settings.filter);
    if more_due && !plan.new_held_back {
        plan = Plan::of(desk.slate(day, settings)?, &settings.limits, &settings.filter);
    }
    Ok(Load { due: plan.due + plan.again.len(), new: plan.new })
}

/// The days of study in a row.
///
/// # Errors
/// When the store can't be read.
pub(super) fn streak(store: &Store, days: &BTreeMap<Day, DaySums>, now: Moment) -> Result<Streak, StoreError> {
    Ok(Streak::of(days, &store.study_hours()?, (now.day, now.hour())))
}

/// What is left today and what the next day with anything brings.
///
/// # Errors
/// When the store can't be read.
pub(super) fn outlook(desk: &Desk, settings: &Settings, today: Day) -> Result<Outlook, StoreError> {
    let left = asked(desk, settings, today)?;
    outlook_from(left, desk, settings, today)
}

/// The same where it is known what is left.
pub(super) fn outlook_from(left: Load, desk: &Desk, settings: &Settings, today: Day) -> Result<Outlook, StoreError> {
    let pace = Pace::of(&desk.store.day_sums_since(today - RETENTION_DAYS)?, today);
    let next = if left.all() == 0 { next(desk, settings, today)? } else { None };
    Ok(pace.outlook(today, left, next))
}

/// The first day after today on which something is asked, if nothing is answered until then.
fn next(desk: &Desk, settings: &Settings, today: Day) -> Result<Option<(Day, Load)>, StoreError> {
    let tomorrow = asked(desk, settings, today + 1)?;
    if tomorrow.all() > 0 {
        return Ok(Some((today + 1, tomorrow)));
    }
    match falling(desk, settings, today)?.range(today + 1..).next() {
        Some((&day, _)) => Ok(Some((day, asked(desk, settings, day)?))),
        None => Ok(None),
    }
}

/// What each of the coming days asks, if `left` is what is left today.
///
/// # Errors
/// When the store can't be read.
pub(super) fn forecast(left: Load, desk: &Desk, settings: &Settings, today: Day) -> Result<Forecast, StoreError> {
    let slate = if settings.filter.is_of_decks() {
        desk.slate(today + COMING_DAYS, settings)?
    } else {
        Slate::whole(&*desk.found, desk.states()?, &settings.filter, today)
    };
    let answered = desk.store.answered_on(today)?;
    let answered = answered.iter().map(|(id, state)| (id, state)).chain(&slate.states);
    let answered = answered.filter(|(_, state)| state.seen.is_some_and(|seen| seen.last_day == today));
    let answered: HashSet<&ItemId> = answered.map(|(id, _)| id).collect();
    let mut waiting: Vec<Waiting<'_>> =
        slate.slots.iter().filter_map(|slot| Waiting::of_slot(slot, answered.contains(&slot.id), today)).collect();
    let placed: HashSet<&ItemId> = waiting.iter().map(|waiting| waiting.item).collect();
    // What was answered today keeps its siblings from being asked, though it comes much later.
    let elsewhere = answered.iter().filter(|id| !placed.contains(*id));
    let elsewhere: Vec<Waiting<'_>> = elsewhere.map(|item| Waiting::answered(item, today)).collect();
    waiting.extend(elsewhere);
    let limit = Limit { left_today: left.due, a_day: settings.limits.reviews as usize };
    Ok(Forecast::of(waiting.into_iter(), today, limit))
}

/// How many due items each deck has today, by its id: of siblings one, whatever a day allows.
///
/// # Errors
/// When the store can't be read.
pub(super) fn due_by_deck(desk: &Desk, settings: &Settings, day: Day) -> Result<HashMap<String, usize>, StoreError> {
    Ok(Plan::due_by_deck(desk.slate(day, settings)?, &settings.filter))
}

/// How many items fall due on which day, whatever a day allows; what is overdue today. At least those of the first day
/// after today that has any, and all of the coming days.
///
/// # Errors
/// When the store can't be read.
pub(super) fn falling(desk: &Desk, settings: &Settings, today: Day) -> Result<BTreeMap<Day, usize>, StoreError> {
    if !settings.filter.is_of_decks() {
        return one_by_one(desk, settings, today);
    }
    let near = Days::until(today + COMING_DAYS, desk, settings, today)?.counted();
    if near.range(today + 1..).next().is_some() {
        return Ok(near);
    }
    Ok(Days::until(Day::from_number(i32::MAX), desk, settings, today)?.counted())
}

fn one_by_one(desk: &Desk, settings: &Settings, today: Day) -> Result<BTreeMap<Day, usize>, StoreError> {
    let slate = Slate::whole(&*desk.found, desk.states()?, &settings.filter, today);
    let mut by_day: BTreeMap<Day, usize> = BTreeMap::new();
    for waiting in slate.slots.iter().filter_map(|slot| Waiting::of_slot(slot, false, today)) {
        *by_day.entry(waiting.day).or_default() += 1;
    }
    Ok(by_day)
}

/// How much falls due on each day; what is overdue today.
struct Days {
    today: Day,
    by_day: BTreeMap<Day, i64>,
}

impl Days {
    /// Counted from the store's index, and put right where decks and log differ.
    fn until(last: Day, desk: &Desk, settings: &Settings, today: Day) -> Result<Self, StoreError> {
        let (decks, store) = (desk.decks(settings)?, &*desk.store);
        let mut days = Self { today, by_day: BTreeMap::new() };
        let elsewhere: usize = decks.elsewhere().map(|(_, seen)| seen.items).sum();
        if elsewhere > MANY_GONE {
            for (_, state) in store.due(last)?.iter().filter(|(item, _)| decks.have(item)) {
                if let Some(seen) = state.seen {
                    days.add(falls_due(seen.due, false, state.buried, today), 1);
                }
            }
        } else {
            days.count(last, store)?;
            for (deck, _) in decks.elsewhere() {
                for item in store.seen_of_deck(deck)? {
                    days.take(&store.state(&item)?);
                }
            }
            for item in decks.gone() {
                days.take(&store.state(item)?);
            }
        }
        days.put_right(&decks.exceptions(), desk)?;
        Ok(days)
    }

    fn count(&mut self, last: Day, store: &Store) -> Result<(), StoreError> {
        for (day, due) in store.due_by_day(last)? {
            self.add(day.max(self.today), i64::from(due));
        }
        let today = self.today;
        for (day, buried) in store.buried_due(today)? {
            self.add(today, -i64::from(buried));
            self.add(falls_due(day, false, Some(today), today), i64::from(buried));
        }
        Ok(())
    }

    /// Cards that are suspended by their author, revised or renamed.
    fn put_right(&mut self, exceptions: &HashMap<ItemId, Entry>, desk: &Desk) -> Result<(), StoreError> {
        let mut states: HashMap<ItemId, ItemState> = HashMap::new();
        for entry in exceptions.values() {
            let own = desk.store.state(&entry.id)?;
            self.take(&own);
            states.insert(entry.id.clone(), own);
            if entry.renamed {
                for earlier in desk.found.carried_from(&entry.id) {
                    let state = desk.store.state(&earlier)?;
                    states.insert(earlier, state);
                }
            }
        }
        let renamed = exceptions.values().filter(|entry| entry.renamed).map(|entry| &entry.id);
        carry_on_of(renamed, &*desk.found, &mut states);
        for entry in exceptions.values() {
            let Some(state) = states.get(&entry.id) else { continue };
            if let Some(seen) = state.seen.filter(|_| !state.suspended.unwrap_or(entry.suspended)) {
                self.add(falls_due(seen.due, entry.revision > seen.revision, state.buried, self.today), 1);
            }
        }
        Ok(())
    }

    /// Takes an item off its day.
    fn take(&mut self, state: &ItemState) {
        if let Some(seen) = state.seen.filter(|_| state.suspended != Some(true)) {
            self.add(falls_due(seen.due, false, state.buried, self.today), -1);
        }
    }

    fn add(&mut self, day: Day, items: i64) {
        *self.by_day.entry(day).or_default() += items;
    }

    fn counted(&self) -> BTreeMap<Day, usize> {
        let counted = self.by_day.iter().filter(|(_, due)| **due > 0);
        counted.map(|(&day, &due)| (day, usize::try_from(due).unwrap_or(0))).collect()
    }
}
