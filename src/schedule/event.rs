//! The events of the log: reviews and acts. Nothing else is ever written.

use std::fmt;

use uuid::Uuid;

use super::{Day, Moment, Rating};
use crate::deck::ItemId;

/// The name of an event: a `UUIDv7`, unique over all devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub Uuid);

impl EventId {
    /// What the ids of events have in common that were written together, and those of no others: all but the time that
    /// they begin with.
    #[must_use]
    pub const fn batch(self) -> u128 {
        self.0.as_u128() & (u128::MAX >> 48)
    }

    /// The time that a `UUIDv7` begins with, in milliseconds since 1970.
    #[must_use]
    pub const fn at_ms(self) -> u64 {
        (self.0.as_u128() >> 80) as u64
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl std::str::FromStr for EventId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Uuid::try_parse(text).map(Self).map_err(|_| format!("`{text}` is not the id of a review"))
    }
}

/// Why an item was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// By the schedule: feeds memory.
    Scheduled,
    /// Practice that changes no schedule.
    Cram,
    /// A mock test; changes no schedule.
    Exam,
    /// Another program's review: feeds memory.
    Imported,
}

impl Purpose {
    /// Whether reviews of this purpose feed memory, due day and lapses.
    #[must_use]
    pub const fn feeds_memory(self) -> bool {
        matches!(self, Self::Scheduled | Self::Imported)
    }

    /// Its name in JSON and logs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Cram => "cram",
            Self::Exam => "exam",
            Self::Imported => "imported",
        }
    }
}

/// What the program found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The answer is right.
    Right,
    /// The answer is wrong, or it was "I don't know".
    Wrong,
    /// The learner judges himself.
    None,
}

impl Verdict {
    /// Its name in JSON and logs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::None => "none",
        }
    }
}

/// One answer to one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Why it was asked.
    pub purpose: Purpose,
    /// What the program found.
    pub verdict: Verdict,
    /// The rating the program suggested; `None` where the learner judges himself.
    pub suggested: Option<Rating>,
    /// The rating it was given.
    pub rating: Rating,
    /// The study day chosen for the next review.
    pub due: Day,
    /// How many hints were shown.
    pub hints: u8,
    /// The card's revision when it was answered.
    pub revision: u32,
    /// How long it took, in milliseconds of the monotonic clock.
    pub ms: u32,
    /// What was answered: several texts one a line. `None` for "I don't know", and where answers aren't kept.
    pub answer: Option<String>,
}

/// Anything but a review.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// The named event (a review or an act of the same item) no longer stands. Final; may arrive before its target.
    Retract {
        /// What no longer stands.
        target: EventId,
    },
    /// The named review counts with another rating.
    Amend {
        /// The review.
        target: EventId,
        /// What it counts as now.
        rating: Rating,
        /// The study day that follows from it.
        due: Day,
        /// "I guessed".
        guessed: bool,
        /// The learner says that the verdict was wrong.
        overruled: bool,
    },
    /// Not asked until resumed.
    Suspend,
    /// Asked again, also where the deck says `suspended: true`.
    Resume,
    /// Not asked on the study day of this event.
    Bury,
    /// Buried no longer.
    Unbury,
    /// Marked for the learner or the author to look at.
    Flag {
        /// What to look at.
        note: Option<String>,
    },
    /// No longer marked.
    Unflag,
    /// The item goes on with the history of another, its earlier name.
    Carry {
        /// The earlier name.
        from: ItemId,
    },
    /// Due on that day, whatever its reviews say.
    Due {
        /// The study day.
        day: Day,
    },
    /// From here on memory is computed with these weights. Names no item.
    Params {
        /// FSRS-6's 21 weights.
        weights: Vec<f32>,
    },
    /// An exam was begun or ended. Names no item.
    Exam {
        /// JSON: what was asked and how it went.
        body: String,
    },
    /// An event of a newer program: kept, passed on, without effect.
    Unknown {
        /// Its kind, as the newer program wrote it.
        kind: String,
        /// Its fields as JSON.
        body: String,
    },
}

impl Act {
    /// Whether it is what a learner does to an item beside answering it.
    #[must_use]
    pub const fn is_mark(&self) -> bool {
        matches!(self, Self::Suspend | Self::Resume | Self::Bury | Self::Unbury | Self::Flag { .. } | Self::Unflag)
    }

    /// Its name in JSON and logs.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Retract { .. } => "retract",
            Self::Amend { .. } => "amend",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Bury => "bury",
            Self::Unbury => "unbury",
            Self::Flag { .. } => "flag",
            Self::Unflag => "unflag",
            Self::Carry { .. } => "carry",
            Self::Due { .. } => "due",
            Self::Params { .. } => "params",
            Self::Exam { .. } => "exam",
            Self::Unknown { kind, .. } => kind,
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// An item was answered.
    Review(Review),
    /// Anything else.
    Act(Act),
}

/// An event that is still to be written: the store gives it its id, device and program version.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDraft {
    /// When it happened.
    pub moment: Moment,
    /// The item it is about; `None` for acts about the whole log.
    pub item: Option<ItemId>,
    /// What happened.
    pub what: EventKind,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name.
    pub id: EventId,
    /// When it happened. Strictly rising per item.
    pub moment: Moment,
    /// The item it is about; `None` for acts about the whole log.
    pub item: Option<ItemId>,
    /// The device that wrote it.
    pub device: Uuid,
    /// The program's version that wrote it.
    pub version: String,
    /// What happened.
    pub what: EventKind,
}

impl Event {
    /// What tells when it was written, next to others: its id, but where that was chosen elsewhere its moment.
    #[must_use]
    pub fn written(&self) -> EventId {
        let at_ms = u64::try_from(self.moment.at_ms).unwrap_or(0);
        if self.id.0.get_version_num() == 7 && self.id.at_ms() >= at_ms {
            return self.id;
        }
        let mut rest = [0; 10];
        rest.copy_from_slice(&self.id.0.as_bytes()[6..]);
        EventId(uuid::Builder::from_unix_timestamp_millis(at_ms, &rest).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_when_it_was_written_unless_it_was_chosen_elsewhere() {
        let v7 = |at_ms| EventId(uuid::Builder::from_unix_timestamp_millis(at_ms, &[7; 10]).into_uuid());
        let random = EventId(uuid::Builder::from_random_bytes([0xff; 16]).into_uuid());
        assert_eq!(v7(1_700_000_000_123).at_ms(), 1_700_000_000_123);
        let written = |id, at_ms| {
            let moment = Moment { at_ms, offset_minutes: 0, day: Day::from_number(0) };
            let what = EventKind::Act(Act::Bury);
            Event { id, moment, item: None, device: Uuid::nil(), version: String::new(), what }.written()
        };
        assert_eq!(written(v7(500), 500), v7(500));
        assert_eq!(written(v7(501), 500), v7(501), "what was written last has the highest id");
        assert_eq!((written(v7(499), 500).at_ms(), written(random, 500).at_ms()), (500, 500));
        assert!(written(random, 500) < written(v7(501), 400));
        assert_eq!(written(random, -1).at_ms(), 0);
    }
}
