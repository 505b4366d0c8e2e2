//! How much falls due on the coming days, if each day's work is done.

use std::collections::HashMap;

use super::input::StudiedItem;
use crate::deck::{ItemId, ItemPart};
use crate::schedule::{Day, Phase};
use crate::session::Candidate;

/// How many days after today the forecast covers.
pub const COMING_DAYS: i32 = 14;

/// The due items of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueOn {
    pub day: Day,
    /// Due items that `run` would ask: one per set of siblings, and at most the daily limit.
    pub due: usize,
}

/// Due items per day, if every day's work is done and nothing is failed.
///
/// What siblings or the daily limit hold back moves to the next day that can take it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Today and the [`COMING_DAYS`] after it.
    pub days: Vec<DueOn>,
}

/// An item that has been answered and isn't suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting<'a> {
    pub item: &'a ItemId,
    /// The day it [falls due](falls_due).
    pub day: Day,
    /// Whether it was answered today.
    pub answered: bool,
    /// Whether that answer was Again, so that it returns today.
    pub failed: bool,
}

impl<'a> Waiting<'a> {
    /// From a candidate of the queue; `None` for a new or suspended item.
    #[must_use]
    pub fn of_candidate(slot: &'a Candidate, answered: bool, today: Day) -> Option<Self> {
        let seen = slot.state.seen.filter(|_| !slot.state.suspended.unwrap_or(slot.suspended))?;
        let day = falls_due(seen.due, slot.revision > seen.revision, slot.state.buried, today);
        Some(Self { item: &slot.id, day, answered, failed: slot.was_failed_on(today) })
    }

    /// An item answered today that comes back on another day.
    #[must_use]
    pub fn answered(item: &'a ItemId, today: Day) -> Self {
        Self { item, day: today + (COMING_DAYS + 1), answered: true, failed: false }
    }

    fn of(one: &StudiedItem<'a>, today: Day) -> Option<Self> {
        let seen = one.seen().filter(|_| !one.suspended())?;
        let answered = seen.last_day == today;
        let failed = answered && seen.phase() == Phase::Learning;
        let day = falls_due(seen.due, one.revised(), one.state.buried, today);
        Some(Self { item: &one.item.id, day, answered, failed })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Due items that `run` would still ask today.
    pub left_today: usize,
    /// The daily limit of due items.
    pub a_day: usize,
}

/// The items of a card: one per day.
#[derive(Debug, Default)]
struct CardSiblings<'a> {
    /// Waiting items, with days from today.
    waiting: Vec<(usize, &'a ItemId)>,
    /// Those answered today.
    answered: Vec<&'a ItemId>,
}

impl CardSiblings<'_> {
    /// Whether one of them can be asked after so many days.
    fn can_be_asked(&self, ahead: usize) -> bool {
        let free = |item: &ItemId| ahead > 0 || self.answered.iter().all(|&answered| answered == item);
        self.waiting.iter().any(|&(from, item)| from <= ahead && free(item))
    }

    /// Removes the one that is asked.
    fn ask(&mut self, ahead: usize) {
        if let Some(at) = self.waiting.iter().position(|&(from, _)| from <= ahead) {
            self.waiting.swap_remove(at);
        }
    }
}

impl Forecast {
    /// From all studied items.
    #[must_use]
    pub fn of_known(known: &[StudiedItem<'_>], today: Day, limit: Limit) -> Self {
        Self::of(known.iter().filter_map(|one| Waiting::of(one, today)), today, limit)
    }

    /// From the items answered before. Those due after the forecast's end may be missing, unless they were answered
    /// today.
    #[must_use]
    pub fn of<'a>(items: impl Iterator<Item = Waiting<'a>>, today: Day, limit: Limit) -> Self {
        let mut whole = [0_usize; COMING_DAYS as usize + 1];
        let mut cards: HashMap<&str, CardSiblings<'_>> = HashMap::new();
        let mut again = 0;
        for Waiting { item, day, answered, failed } in items {
            let ahead = usize::try_from(day.since(today)).unwrap_or(0);
            let returns = failed && ahead == 0;
            again += usize::from(returns);
            let waits = ahead < whole.len() && !returns;
            if item.part() == ItemPart::Whole {
                whole[ahead.min(COMING_DAYS as usize)] += usize::from(waits);
            } else if waits || answered {
                let siblings = cards.entry(item.card()).or_default();
                siblings.waiting.extend(waits.then_some((ahead, item)));
                siblings.answered.extend(answered.then_some(item));
            }
        }
        let mut cards: Vec<CardSiblings<'_>> = cards.into_values().filter(|card| !card.waiting.is_empty()).collect();
        let mut waiting = 0;
        let days = (0..).zip(0..=COMING_DAYS).map(|(ahead, days)| {
            waiting += whole[ahead];
            let can = waiting + cards.iter().filter(|card| card.can_be_asked(ahead)).count();
            let asked = if ahead == 0 { limit.left_today - again.min(limit.left_today) } else { can.min(limit.a_day) };
            let of_cards = asked - asked.min(waiting);
            waiting -= asked.min(waiting);
            for card in cards.iter_mut().filter(|card| card.can_be_asked(ahead)).take(of_cards) {
                card.ask(ahead);
            }
            DueOn { day: today + days, due: if ahead == 0 { limit.left_today } else { asked } }
        });
        Self { days: days.collect() }
    }

    /// The days that JSON shows: today and thirteen more.
    #[must_use]
    pub fn fortnight(&self) -> &[DueOn] {
        let last = self.days.len().saturating_sub(1);
        &self.days[..last]
    }

    /// The days after today.
    #[must_use]
    pub fn coming(&self) -> &[DueOn] {
        self.days.get(1..).unwrap_or_default()
    }
}

/// The day when an unsuspended item is asked: today if it is overdue or `revised`, but tomorrow at the earliest if it
/// is `buried` today.
#[must_use]
pub fn falls_due(due: Day, revised: bool, buried: Option<Day>, today: Day) -> Day {
    let due = if revised { today } else { due.max(today) };
    if buried == Some(today) { due.max(today + 1) } else { due }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{Act, Rating};
    use crate::stats::sample::{Learner, deck, item_of, noon, today};

    const FREE: Limit = Limit { left_today: 0, a_day: 200 };

    /// Four items: due in 2 days, due in 8, failed today, new.
    fn learner() -> Learner {
        let mut learner = Learner::new(vec![deck("a", 4)]);
        for (card, rating) in [("c0", Rating::Good), ("c1", Rating::Easy), ("c2", Rating::Again)] {
            learner.answer(&item_of("a", card), noon(today(), 0), rating, 5_000);
        }
        learner
    }

    fn due(learner: &Learner, day: Day, left_today: usize) -> Vec<(i32, usize)> {
        let forecast = Forecast::of_known(&learner.known(), day, Limit { left_today, ..FREE });
        forecast.days.iter().filter(|on| on.due > 0).map(|on| (on.day.since(today()), on.due)).collect()
    }

    #[test]
    fn each_item_is_counted_on_its_day_and_what_is_overdue_today() {
        let learner = learner();
        let easy = learner.states[&item_of("a", "c1")].seen.map_or(0, |seen| seen.due.since(today()));
        assert_eq!(due(&learner, today(), 1), [(0, 1), (2, 1), (easy, 1)]);
        assert_eq!(due(&learner, today() + 5, 2), [(5, 2), (easy, 1)]);
        let forecast = Forecast::of_known(&learner.known(), today(), FREE);
        assert_eq!((forecast.days.len(), forecast.fortnight().len(), forecast.coming().len()), (15, 14, 14));
    }

    #[test]
    fn what_is_suspended_never_falls_due_and_what_is_buried_not_today() {
        let mut learner = learner();
        learner.act("a/c0", today(), Act::Suspend);
        learner.act("a/c2", today(), Act::Bury);
        assert_eq!(due(&learner, today(), 0)[0], (1, 1));
    }

    /// Due items of the cards `a`, `b`, … by parts; overdue unless they have a day of their own.
    fn days(items: &[(&str, i32, bool)], limit: Limit) -> Vec<usize> {
        let ids: Vec<ItemId> = items.iter().map(|(name, ..)| format!("d/{name}").parse().expect("an item")).collect();
        let waiting = ids.iter().zip(items).map(|(item, &(_, ahead, answered))| Waiting {
            item,
            day: today() + ahead,
            answered,
            failed: false,
        });
        Forecast::of(waiting, today(), limit).days.iter().take(4).map(|on| on.due).collect()
    }

    #[test]
    fn siblings_come_one_a_day() {
        let items = [("a#c1", 0, false), ("a#c2", 0, false), ("a#c3", 0, false), ("b", 0, false), ("c#term", 1, false)];
        assert_eq!(days(&items, Limit { left_today: 2, a_day: 200 }), [2, 2, 1, 0]);
    }

    #[test]
    fn a_sibling_of_what_was_answered_today_comes_tomorrow() {
        let items = [("a#c1", 9, true), ("a#c2", 0, false), ("b#c1", 0, true), ("c", 1, false)];
        assert_eq!(days(&items, Limit { left_today: 1, a_day: 200 }), [1, 2, 0, 0]);
    }

    #[test]
    fn what_a_day_does_not_allow_comes_on_the_next() {
        let items = [("a", 0, false), ("b", 0, false), ("c", 0, false), ("d", 0, false), ("e", 1, false)];
        assert_eq!(days(&items, Limit { left_today: 1, a_day: 2 }), [1, 2, 2, 0]);
        // Today is done.
        assert_eq!(days(&items, Limit { left_today: 0, a_day: 2 }), [0, 2, 2, 1]);
    }
}
