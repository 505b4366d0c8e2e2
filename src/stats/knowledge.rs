//! Knowledge now: the score one may expect, deck by deck.

use super::given::Known;
use super::number::days;
use super::score::Score;
use crate::schedule::{Day, Model};

/// The chance that an item is recalled on `day` if it is not studied before; `None` for one that was never met.
#[must_use]
pub fn chance(known: &Known<'_>, model: &Model, day: Day) -> Option<f64> {
    known.seen().map(|seen| f64::from(model.retrievability(seen.memory, days(seen.elapsed(day))).0))
}

/// What is known of one deck.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckScore {
    /// The deck's id.
    pub deck: String,
    /// How much of it would be known.
    pub score: Score,
}

/// What is known of all items and of each deck, in the order of the decks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Knowledge {
    /// Of all.
    pub all: Score,
    /// Of each deck that has an item.
    pub decks: Vec<DeckScore>,
}

impl Knowledge {
    /// As it will be on `day` if nothing is studied before.
    #[must_use]
    pub fn on(day: Day, known: &[Known<'_>], model: &Model) -> Self {
        let mut knowledge = Self::default();
        for one in known {
            let deck = one.item.id.deck();
            // Items come deck after deck, so the last one is the one.
            if knowledge.decks.last().is_none_or(|last| last.deck != deck) {
                knowledge.decks.push(DeckScore { deck: deck.to_owned(), score: Score::default() });
            }
            let Some(last) = knowledge.decks.last_mut() else { continue };
            match chance(one, model, day) {
                Some(p) => last.score.add_met(p),
                None => last.score.add_new(),
            }
        }
        for deck in &knowledge.decks {
            knowledge.all.add(&deck.score);
        }
        knowledge
    }
}
