//! What is left today, and what the next day with anything brings: the same for every face that tells of it.

use crate::schedule::Day;

/// What `run` would ask on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Due items within the day's limit, those failed today that return among them.
    pub due: usize,
    /// New items within the day's limit.
    pub new: usize,
}

impl Load {
    /// Due and new together.
    #[must_use]
    pub const fn all(self) -> usize {
        self.due + self.new
    }

    /// `23 due, 10 new`, without what there is none of.
    #[must_use]
    pub fn words(self) -> String {
        let parts = [(self.due, "due"), (self.new, "new")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        parts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
    }
}

/// A coming day with something to ask, if nothing is answered until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextDay {
    /// The study day.
    pub day: Day,
    /// What `run` would ask then: never nothing.
    pub load: Load,
    /// About how many minutes that takes.
    pub minutes: usize,
}

/// What is left today; what comes next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outlook {
    /// The study day.
    pub today: Day,
    /// What `run` would ask now.
    pub left: Load,
    /// About how many minutes that takes.
    pub minutes: usize,
    /// The first day after today with anything. Told only when nothing is left today: until then it isn't known.
    pub next: Option<NextDay>,
}
