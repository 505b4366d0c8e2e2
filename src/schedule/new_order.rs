//! The order of new items.

use std::str::FromStr;

/// The order in which a day takes new items from the decks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NewOrder {
    /// Deck by deck; decks already begun come first.
    ByDeck,
    /// One from each begun deck in turn; the next deck begins once enough items of these were met.
    #[default]
    InTurn,
    /// Shuffled over all decks, differently each study day.
    Mixed,
}

impl NewOrder {
    /// Their names in the config.
    pub const WORDS: [&str; 3] = ["by-deck", "in-turn", "mixed"];
}

impl FromStr for NewOrder {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "by-deck" => Ok(Self::ByDeck),
            "in-turn" => Ok(Self::InTurn),
            "mixed" => Ok(Self::Mixed),
            other => Err(format!("`{other}` is not an order of new items; choose from `{}`", Self::WORDS.join("`, `"))),
        }
    }
}
