//! The sections of the statistics, which can be shown one by one.

use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatsSection {
    /// Expected knowledge by deck and section.
    Knowledge,
    /// True retention by month.
    Retention,
    /// What falls due when.
    Forecast,
    /// Answers by day.
    Calendar,
    /// How long memories will last.
    Stability,
    /// Time per answer, by month.
    Time,
    /// Hardest items, leeches, confusions, doubtful cards.
    Hard,
    /// Whether the model's predictions come true.
    Calibration,
    /// For authors, item by item.
    Items,
}

impl StatsSection {
    /// All sections, in display order.
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

    /// The word on the command line.
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

    /// Whether it needs the whole log.
    #[must_use]
    pub const fn needs_log(self) -> bool {
        matches!(self, Self::Retention | Self::Hard | Self::Calibration | Self::Items)
    }

    /// Whether it reports on single items from the log.
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
            format!("unknown section `{text}`; expected one of {}", words.join(", "))
        })
    }
}
