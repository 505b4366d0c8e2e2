//! The four ratings.

use std::fmt;
use std::str::FromStr;

/// How well an item was remembered: the input of FSRS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Not remembered.
    Again,
    /// Remembered with serious effort.
    Hard,
    /// Remembered.
    Good,
    /// Remembered without any effort.
    Easy,
}

impl Rating {
    /// From worst to best.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// 1 (Again) to 4 (Easy): its key, and its number in FSRS.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.number() == number)
    }

    /// Its name in JSON, logs and arguments: `again`, `hard`, `good`, `easy`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }
}

/// As people read it: `Again`, `Hard`, `Good`, `Easy`.
impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Again => "Again",
            Self::Hard => "Hard",
            Self::Good => "Good",
            Self::Easy => "Easy",
        })
    }
}

impl FromStr for Rating {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|rating| rating.word() == text)
            .ok_or_else(|| "a rating is again, hard, good or easy".to_owned())
    }
}
