//! For authors: what answers reveal about each item.

use std::sync::Arc;

use super::guess_probability::blind_card;
use super::log_stats::ItemTally;
use crate::deck::text::one_line;
use crate::deck::{Body, Decks, Item, ItemId, Role, Text};

/// After this many answers, none of them right, the card may be at fault.
const ENOUGH: usize = 5;

/// From this many answers on, the share of right ones is telling.
const MANY: usize = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardFault {
    /// Never right in at least five answers.
    NeverRight,
    /// Right less often than a blind guess, in at least ten answers.
    WorseThanGuessing,
    /// One wrong choice was picked more often than the right one, and at least three times.
    WrongChoicePreferred,
}

impl CardFault {
    /// The name in JSON and CSV.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NeverRight => "never-right",
            Self::WorseThanGuessing => "worse-than-guessing",
            Self::WrongChoicePreferred => "wrong-choice-preferred",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NeverRight => "never answered right",
            Self::WorseThanGuessing => "right less often than by guessing",
            Self::WrongChoicePreferred => "a wrong choice is picked more often than the right one",
        }
    }
}

/// An item as its author sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorItem {
    pub item: ItemId,
    pub kind: &'static str,
    /// The prompt in one line.
    pub prompt: String,
    pub answers: usize,
    pub right: usize,
    /// How often the learner said "I guessed".
    pub guessed: usize,
    /// Median answer time in milliseconds.
    pub median_ms: Option<u32>,
    /// Choices never picked in at least ten answers.
    pub unpicked: Vec<String>,
    pub fault: Option<CardFault>,
}

/// Items with an answer, in deck order.
#[must_use]
pub(super) fn author_items(tallies: &[ItemTally], found: &dyn Decks) -> Vec<AuthorItem> {
    let mut answered = Vec::new();
    for (at, deck) in found.summaries().iter().enumerate() {
        // A deck without answers need not be read.
        if !tallies.iter().any(|tally| tally.item.deck() == deck.id.as_str()) {
            continue;
        }
        for card in found.cards(at) {
            for part in card.parts() {
                let id = card.id.item(part);
                if let Ok(at) = tallies.binary_search_by(|tally| tally.item.cmp(&id)) {
                    answered.push(author_item(&tallies[at], &Item { id, card: Arc::clone(&card) }));
                }
            }
        }
    }
    answered
}

fn author_item(tally: &ItemTally, item: &Item) -> AuthorItem {
    AuthorItem {
        item: item.id.clone(),
        kind: item.card.body.kind().word(),
        prompt: one_line(&item.card.prompt().plain()),
        answers: tally.answers,
        right: tally.right,
        guessed: tally.guessed,
        median_ms: tally.median_ms(),
        unpicked: unpicked(tally, &item.card.body),
        fault: fault(tally, item),
    }
}

fn unpicked(tally: &ItemTally, body: &Body) -> Vec<String> {
    if tally.answers < MANY {
        return Vec::new();
    }
    let texts = body.texts_of(Role::Distractor).map(|distractor| one_line(&distractor.plain()));
    texts.filter(|text| !tally.given.contains_key(text)).collect()
}

fn fault(tally: &ItemTally, item: &Item) -> Option<CardFault> {
    let share = tally.share_right()?;
    if tally.answers >= ENOUGH && tally.right == 0 {
        Some(CardFault::NeverRight)
    } else if tally.answers >= MANY && share < blind_card(&item.card) {
        Some(CardFault::WorseThanGuessing)
    } else if prefers_wrong(tally, &item.card.body) {
        Some(CardFault::WrongChoicePreferred)
    } else {
        None
    }
}

fn prefers_wrong(tally: &ItemTally, body: &Body) -> bool {
    if body.has_several() {
        return false;
    }
    // The log keeps a choice as one line.
    let picked = |text: &Text| tally.given.get(&one_line(&text.plain())).copied().unwrap_or(0);
    let right: usize = body.texts_of(Role::Answer).map(picked).sum();
    body.texts_of(Role::Distractor).any(|distractor| picked(distractor) > right.max(2))
}
