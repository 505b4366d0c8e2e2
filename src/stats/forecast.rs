//! What falls due on the coming days.

use std::collections::BTreeMap;

use super::given::{Asked, Known};
use crate::schedule::Day;

/// The forecast tells of so many days after today.
pub const COMING_DAYS: i32 = 14;

/// How many items fall due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueOn {
    /// The study day.
    pub day: Day,
    /// Items that fall due on it, whatever a day's limit.
    pub due: usize,
}

/// What falls due when, if nothing is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Today, with all that is overdue, and each of the [`COMING_DAYS`] after it.
    pub days: Vec<DueOn>,
    /// The first day after today on which anything is due, however far it lies ahead.
    pub next: Option<DueOn>,
}

impl Forecast {
    /// From the states of items: suspended ones never fall due, buried ones not today.
    #[must_use]
    pub fn of(known: &[Known<'_>], today: Day) -> Self {
        let mut days: Vec<DueOn> = (0..=COMING_DAYS).map(|ahead| DueOn { day: today + ahead, due: 0 }).collect();
        let mut beyond: Option<DueOn> = None;
        for day in known.iter().filter_map(|one| due_day(one, today)) {
            match usize::try_from(day.since(today)).ok().and_then(|ahead| days.get_mut(ahead)) {
                Some(on) => on.due += 1,
                None => match &mut beyond {
                    Some(on) if on.day == day => on.due += 1,
                    Some(on) if on.day < day => {}
                    _ => beyond = Some(DueOn { day, due: 1 }),
                },
            }
        }
        let next = days.iter().skip(1).find(|on| on.due > 0).copied().or(beyond);
        Self { days, next }
    }

    /// From how many items [fall due](falls_due) on which day, today and later.
    #[must_use]
    pub fn of_days(by_day: &BTreeMap<Day, usize>, today: Day) -> Self {
        let due = |day| DueOn { day, due: by_day.get(&day).copied().unwrap_or(0) };
        Self {
            days: (0..=COMING_DAYS).map(|ahead| due(today + ahead)).collect(),
            next: by_day.range(today + 1..).next().map(|(&day, &due)| DueOn { day, due }),
        }
    }

    /// The days that other programs are told of: today and thirteen more.
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

/// The day an item falls due, today at the earliest; `None` for what is new or suspended.
fn due_day(one: &Known<'_>, today: Day) -> Option<Day> {
    let seen = one.seen()?;
    if one.suspended() {
        return None;
    }
    Some(falls_due(seen.due, one.revised(), one.state.buried, today))
}

/// The day on which an item is asked that is not suspended: what is overdue, or was `revised`, today; what is
/// `buried` today not before tomorrow.
#[must_use]
pub fn falls_due(due: Day, revised: bool, buried: Option<Day>, today: Day) -> Day {
    let due = if revised { today } else { due.max(today) };
    if buried == Some(today) { due.max(today + 1) } else { due }
}

/// When there is something to study again, once nothing is left today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// So many items are due on that day.
    Due(DueOn),
    /// Nothing is due before that day, but so many new items come.
    New(DueOn),
}

impl Next {
    /// `tomorrow` is what `run` would ask then, which knows of siblings and limits.
    #[must_use]
    pub fn of(forecast: &Forecast, tomorrow: Asked, today: Day) -> Option<Self> {
        let day = today + 1;
        match tomorrow {
            Asked { due: 0, new: 0 } => forecast.next.map(Self::Due),
            Asked { due: 0, new } => Some(Self::New(DueOn { day, due: new })),
            Asked { due, .. } => Some(Self::Due(DueOn { day, due })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{Act, Rating};
    use crate::stats::sample::{Learner, deck, item_of, noon, today};

    /// Four items: due in 2 days, due in 8, failed today, new.
    fn learner() -> Learner {
        let mut learner = Learner::new(vec![deck("a", 4)]);
        for (card, rating) in [("c0", Rating::Good), ("c1", Rating::Easy), ("c2", Rating::Again)] {
            learner.answer(&item_of("a", card), noon(today(), 0), rating, 5_000);
        }
        learner
    }

    fn due(learner: &Learner, day: Day) -> Vec<(i32, usize)> {
        let forecast = Forecast::of(&learner.known(), day);
        forecast.days.iter().filter(|on| on.due > 0).map(|on| (on.day.since(today()), on.due)).collect()
    }

    #[test]
    fn each_item_is_counted_on_its_day_and_what_is_overdue_today() {
        let learner = learner();
        let easy = learner.states[&item_of("a", "c1")].seen.map_or(0, |seen| seen.due.since(today()));
        assert_eq!(due(&learner, today()), [(0, 1), (2, 1), (easy, 1)]);
        assert_eq!(due(&learner, today() + 5), [(5, 2), (easy, 1)]);
        let forecast = Forecast::of(&learner.known(), today());
        assert_eq!((forecast.days.len(), forecast.fortnight().len(), forecast.coming().len()), (15, 14, 14));
    }

    #[test]
    fn what_is_suspended_never_falls_due_and_what_is_buried_not_today() {
        let mut learner = learner();
        learner.act("a/c0", today(), Act::Suspend);
        learner.act("a/c2", today(), Act::Bury);
        assert_eq!(due(&learner, today())[0], (1, 1));
    }

    #[test]
    fn the_next_day_may_lie_far_ahead() {
        let mut learner = Learner::new(vec![deck("a", 1)]);
        learner.answer(&item_of("a", "c0"), noon(today(), 0), Rating::Good, 5_000);
        learner.act("a/c0", today(), Act::Due { day: today() + 400 });
        let forecast = Forecast::of(&learner.known(), today());
        let far = DueOn { day: today() + 400, due: 1 };
        assert_eq!(forecast.next, Some(far));
        assert_eq!(Next::of(&forecast, Asked::default(), today()), Some(Next::Due(far)));
        let new = DueOn { day: today() + 1, due: 3 };
        assert_eq!(Next::of(&forecast, Asked { due: 0, new: 3 }, today()), Some(Next::New(new)));
    }
}
