//! Which new items come first.

use std::str::FromStr;

/// In which order a day takes its new items from the decks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NewOrder {
    /// Deck after deck, those begun first.
    ByDeck,
    /// One of each deck begun in turn; the next deck begins when enough items of these were met.
    #[default]
    InTurn,
    /// Shuffled over all decks, each study day anew.
    Mixed,
}

impl NewOrder {
    /// The words for them, as the config has them.
    pub const WORDS: [&str; 3] = ["by-deck", "in-turn", "mixed"];
}

impl FromStr for NewOrder {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "by-deck" => Ok(Self::ByDeck),
            "in-turn" => Ok(Self::InTurn),
            "mixed" => Ok(Self::Mixed),
            other => Err(format!("`{other}` is no order of new items; there are `{}`", Self::WORDS.join("`, `"))),
        }
    }
}
