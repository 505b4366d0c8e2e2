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
        let mut by_day: BTreeMap<Day, usize> = BTreeMap::new();
        for day in known.iter().filter_map(|one| due_day(one, today)) {
            *by_day.entry(day).or_default() += 1;
        }
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
    let due = if one.revised() { today } else { seen.due.max(today) };
    let buried = one.state.and_then(|state| state.buried) == Some(today);
    Some(if buried { due.max(today + 1) } else { due })
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
