//! The author's view: what answers say about each item.

use std::sync::Arc;

use super::guess_probability::blind_card;
use super::log_stats::ItemTally;
use crate::deck::{Body, Contents, Item, ItemId, Text};
use crate::stats::hard::one_line;

/// From so many answers without a right one the card may be at fault.
const ENOUGH: usize = 5;

/// From so many answers on a share of right ones says something.
const MANY: usize = 10;

/// Why a card may be at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardFault {
    /// Five answers and more, and none right.
    NeverRight,
    /// Ten answers and more, and right less often than a blind guess.
    WorseThanGuessing,
    /// One wrong choice was picked more often than the right one, three times at least.
    WrongChoicePreferred,
}

impl CardFault {
    /// Its name in JSON and CSV.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NeverRight => "never-right",
            Self::WorseThanGuessing => "worse-than-guessing",
            Self::WrongChoicePreferred => "wrong-choice-preferred",
        }
    }

    /// What it means, for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NeverRight => "never answered right",
            Self::WorseThanGuessing => "right less often than by guessing",
            Self::WrongChoicePreferred => "a wrong choice is picked more often than the right one",
        }
    }
}

/// One item as its author should see it.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorItem {
    /// The item.
    pub item: ItemId,
    /// The word for its kind.
    pub kind: &'static str,
    /// What it asks, in one line.
    pub prompt: String,
    /// How often it was answered.
    pub answers: usize,
    /// How often right.
    pub right: usize,
    /// How often the learner said that he guessed.
    pub guessed: usize,
    /// Half of the answers took less, in milliseconds.
    pub median_ms: Option<u32>,
    /// Choices that nobody picked in ten answers and more.
    pub unpicked: Vec<String>,
    /// Why the card may be at fault.
    pub fault: Option<CardFault>,
}

/// The items that have an answer, in the order of the decks.
#[must_use]
pub(super) fn author_items(tallies: &[ItemTally], found: &dyn Contents) -> Vec<AuthorItem> {
    let mut answered = Vec::new();
    for (at, deck) in found.headings().iter().enumerate() {
        // A deck of which nothing was answered need not be read.
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
    let Body::Choice { distractors, .. } = body else { return Vec::new() };
    if tally.answers < MANY {
        return Vec::new();
    }
    let texts = distractors.iter().map(|distractor| one_line(&distractor.text.plain()));
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
    let Body::Choice { answers, distractors, many: false, .. } = body else { return false };
    // The log keeps choices in one line.
    let picked = |text: &Text| tally.given.get(&one_line(&text.plain())).copied().unwrap_or(0);
    let right: usize = answers.iter().map(picked).sum();
    distractors.iter().any(|distractor| picked(&distractor.text) > right.max(2))
}
