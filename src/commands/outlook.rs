//! What a study day asks, and what falls due on the coming ones, without a look at each item.

use std::collections::{BTreeMap, HashMap};

use super::desk::Desk;
use crate::deck::{Entry, ItemId};
use crate::schedule::{Day, DaySums, ItemState, Moment};
use crate::session::{Plan, Settings, Slate, carry_on_of};
use crate::stats::{Asked, COMING_DAYS, Forecast, Streak, falls_due};
use crate::store::{Store, StoreError};

/// From so many items on that decks have no longer, items are looked at one after another.
const MANY_GONE: usize = 1_000;

/// What `run` would ask on a day.
///
/// # Errors
/// When the store can't be read.
pub(super) fn asked(desk: &Desk, settings: &Settings, day: Day) -> Result<Asked, StoreError> {
    asked_of(desk, settings, day, enough(settings.limits.reviews))
}

/// Of so many that are due more can be asked than `reviews`, though there are siblings among them and what was put away;
/// mostly.
pub(super) const fn enough(reviews: u32) -> usize {
    2 * reviews as usize + 50
}

/// The same from so many due items, if these tell that more is due than the day allows: whatever else is due adds
/// nothing then.
pub(super) fn asked_of(desk: &Desk, settings: &Settings, day: Day, most: usize) -> Result<Asked, StoreError> {
    let slate = desk.some_of_slate(day, settings, most)?;
    let more_due = slate.more_due;
    let mut plan = Plan::of(slate, &settings.limits, &settings.filter);
    if more_due && !plan.new_held_back {
        plan = Plan::of(desk.slate(day, settings)?, &settings.limits, &settings.filter);
    }
    Ok(Asked { due: plan.due + plan.again.len(), new: plan.new })
}

/// The days of study in a row.
///
/// # Errors
/// When the store can't be read.
pub(super) fn streak(store: &Store, days: &BTreeMap<Day, DaySums>, now: Moment) -> Result<Streak, StoreError> {
    Ok(Streak::of(days, &store.study_hours()?, (now.day, now.hour())))
}

/// What falls due on the coming days.
///
/// # Errors
/// When the store can't be read.
pub(super) fn forecast(desk: &Desk, settings: &Settings, today: Day) -> Result<Forecast, StoreError> {
    if !settings.filter.is_of_decks() {
        return of_all(desk, settings, today);
    }
    let near = Days::until(today + COMING_DAYS, desk, settings, today)?;
    if near.by_day.range(today + 1..).any(|(_, &due)| due > 0) {
        return Ok(near.forecast());
    }
    Ok(Days::until(Day::from_number(i32::MAX), desk, settings, today)?.forecast())
}

/// Item by item.
fn of_all(desk: &Desk, settings: &Settings, today: Day) -> Result<Forecast, StoreError> {
    let slate = Slate::whole(&*desk.found, desk.states()?, &settings.filter, today);
    let mut by_day: BTreeMap<Day, usize> = BTreeMap::new();
    for slot in &slate.slots {
        let Some(seen) = slot.brief.seen.filter(|_| !slot.brief.suspended.unwrap_or(slot.suspended)) else { continue };
        let revised = slot.revision > seen.revision;
        *by_day.entry(falls_due(seen.due, revised, slot.brief.buried, today)).or_default() += 1;
    }
    Ok(Forecast::of_days(&by_day, today))
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
            for due in store.due(last)?.iter().filter(|due| decks.have(&due.item)) {
                days.add(falls_due(due.due, false, due.buried, today), 1);
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

    fn forecast(&self) -> Forecast {
        let counted = self.by_day.iter().filter(|(_, due)| **due > 0);
        let by_day = counted.map(|(&day, &due)| (day, usize::try_from(due).unwrap_or(0))).collect();
        Forecast::of_days(&by_day, self.today)
    }
}
