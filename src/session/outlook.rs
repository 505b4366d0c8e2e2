//! What is left today, and the next day with anything to ask.

use crate::schedule::Day;

/// What `run` would ask on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Due items within the day's limit, including those failed today that return.
    pub due: usize,
    /// New items within the day's limit.
    pub new: usize,
}

impl Load {
    #[must_use]
    pub const fn all(self) -> usize {
        self.due + self.new
    }

    /// `23 due, 10 new`; leaves out zeros.
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
    pub day: Day,
    /// Never empty.
    pub load: Load,
    /// The approximate time it takes.
    pub minutes: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outlook {
    pub today: Day,
    /// What `run` would ask now.
    pub left: Load,
    /// The approximate time it takes.
    pub minutes: usize,
    /// The next day with anything to ask. Only known when nothing is left today.
    pub next: Option<NextDay>,
}
