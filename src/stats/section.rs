//! The parts of the picture, which can be asked for one by one.

use std::str::FromStr;

/// A part of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatsSection {
    /// What would be known now, by deck and section.
    Knowledge,
    /// True retention, month by month.
    Retention,
    /// What falls due when.
    Forecast,
    /// Answers day by day.
    Calendar,
    /// How long what was learnt will last.
    Stability,
    /// Time per answer, month by month.
    Time,
    /// Hardest items, leeches, confusions, cards that may be at fault.
    Hard,
    /// Whether the model's predictions are any good.
    Calibration,
    /// The author's view, item by item.
    Items,
}

impl StatsSection {
    /// All parts, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Knowledge,
        Self::Retention,
        Self::Forecast,
        Self::Stability,
        Self::Time,
        Self::Calendar,
        Self::Hard,
        Self::Calibration,
        Self::Items,
    ];

    /// Its word on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Knowledge => "knowledge",
            Self::Retention => "retention",
            Self::Forecast => "forecast",
            Self::Calendar => "calendar",
            Self::Stability => "stability",
            Self::Time => "time",
            Self::Hard => "hard",
            Self::Calibration => "calibration",
            Self::Items => "items",
        }
    }

    /// Whether it needs a look through the log.
    #[must_use]
    pub const fn needs_log(self) -> bool {
        matches!(self, Self::Retention | Self::Hard | Self::Calibration | Self::Items)
    }

    /// Whether it tells of single items what only the log can tell.
    #[must_use]
    pub const fn is_of_items(self) -> bool {
        matches!(self, Self::Hard | Self::Items)
    }
}

impl FromStr for StatsSection {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|part| part.word() == text).ok_or_else(|| {
            let words: Vec<&str> = Self::ALL.iter().map(|part| part.word()).collect();
            format!("there is no part `{text}`; there are {}", words.join(", "))
        })
    }
}
