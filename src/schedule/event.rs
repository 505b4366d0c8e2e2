//! The events of the log: reviews and acts. Nothing else is ever written.

use std::fmt;

use uuid::Uuid;

use super::{Day, Moment, Rating};
use crate::deck::ItemId;

/// A `UUIDv7`, unique over all devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub Uuid);

impl EventId {
    /// The part of an event's id after its time: equal for events that were written together, different for all
    /// others.
    #[must_use]
    pub const fn batch(self) -> u128 {
        self.0.as_u128() & (u128::MAX >> 48)
    }

    /// The time at the beginning of the `UUIDv7`, in milliseconds since 1970.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// On schedule; feeds memory.
    Scheduled,
    /// Practice; changes no schedule.
    Cram,
    /// A mock test; changes no schedule.
    Exam,
    /// A review in another program; feeds memory, and counts for all that a scheduled one does.
    Imported,
}

impl Purpose {
    /// Whether reviews of this purpose feed memory, due day and lapses, and count for limits, streak, time and true
    /// retention.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    Right,
    /// Wrong, or "I don't know".
    Wrong,
    /// The answer is self-rated.
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
    pub purpose: Purpose,
    pub verdict: Verdict,
    /// The rating the program suggested; `None` if the answer is self-rated.
    pub suggested: Option<Rating>,
    /// The rating that was given.
    pub rating: Rating,
    /// The study day chosen for the next review.
    pub due: Day,
    /// How many hints were shown.
    pub hints: u8,
    /// The card's revision at the time.
    pub revision: u32,
    /// How long it took, in milliseconds of the monotonic clock.
    pub ms: u32,
    /// The answer; several texts one per line. `None` for "I don't know", and if answers are not kept.
    pub answer: Option<String>,
}

/// What SM-2 knows of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sm2 {
    /// In days.
    pub interval: u32,
    /// In thousandths. Up to 1100 it is FSRS's difficulty, as Anki's log has it: 100 for 1.0 to 1100 for 10.0.
    pub ease: u32,
}

/// Anything but a review.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// The target (a review or an act on the same item) no longer counts. Final; may arrive before its target.
    Retract {
        target: EventId,
    },
    /// The target review counts with another rating.
    Amend {
        target: EventId,
        rating: Rating,
        /// The study day that results from it.
        due: Day,
        /// "I guessed".
        guessed: bool,
        /// The learner says that the verdict was wrong.
        overruled: bool,
    },
    /// Not asked until resumed.
    Suspend,
    /// Asked again, even if the deck says `suspended: true`.
    Resume,
    /// Not asked on the study day of this event.
    Bury,
    Unbury,
    /// Marked for the learner or the author to look at.
    Flag {
        note: Option<String>,
    },
    Unflag,
    /// The item continues the history of another, its earlier name.
    Carry {
        from: ItemId,
    },
    /// Due on that day, whatever its reviews say.
    Due {
        day: Day,
    },
    /// New again: what was known of it before doesn't count.
    Forget,
    /// Memory is from here on as another program's SM-2 had it, whatever its reviews say.
    Sm2(Sm2),
    /// From here on memory is computed with these weights. Concerns no item.
    Params {
        /// FSRS-6's 21 weights.
        weights: Vec<f32>,
    },
    /// An exam began or ended. Concerns no item.
    Exam {
        /// JSON: what was asked and how it went.
        body: String,
    },
    /// An event of a newer program: kept and passed on, without effect.
    Unknown {
        /// Its kind, as the newer program wrote it.
        kind: String,
        /// Its fields as JSON.
        body: String,
    },
}

impl Act {
    /// Whether a learner does it to an item other than by answering.
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
            Self::Forget => "forget",
            Self::Sm2(_) => "sm2",
            Self::Params { .. } => "params",
            Self::Exam { .. } => "exam",
            Self::Unknown { kind, .. } => kind,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    Review(Review),
    Act(Act),
}

/// An event before it is written: the store adds id, device and program version.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDraft {
    pub moment: Moment,
    /// `None` for acts on the whole log.
    pub item: Option<ItemId>,
    pub what: EventKind,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: EventId,
    /// Strictly increasing per item.
    pub moment: Moment,
    /// `None` for acts on the whole log.
    pub item: Option<ItemId>,
    /// The device that wrote it.
    pub device: Uuid,
    /// The version of the program that wrote it.
    pub version: String,
    pub what: EventKind,
}

impl Event {
    /// Orders events by when they were written: the id, or the moment if the id was chosen elsewhere.
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
