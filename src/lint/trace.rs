//! What is kept of a deck after linting, for the lints between all decks and for reports: none of its texts except
//! those to be typed.

use std::path::Path;

use super::checks::TypedAnswers;
use super::features::CardFeatures;
use super::finding::Findings;
use super::words::{Word, sorted};
use crate::deck::allow::{Blocks, MARK};
use crate::deck::{
    CardId, CardNames, Deck, DeckId, Diagnostic, ItemPart, Member, NamedCard, Place, Role, Was, content_hash,
};

/// A deck, linted or waiting to be.
#[derive(Debug)]
pub enum LintedDeck {
    /// It waits for the other decks on its source, to be compared with their cards.
    Waiting(Box<Deck>),
    /// Only the lints between all decks are left.
    Done(Box<DeckTrace>),
}

/// A deck without its cards.
#[derive(Debug)]
pub struct DeckTrace {
    pub(super) deck: Deck,
    pub(super) cards: Vec<CardTrace>,
    pub(super) found: Findings,
    /// Whether it may have `allow` comments.
    pub(super) allows: bool,
    pub(super) items: usize,
    /// A hash of its cards' content.
    content_hash: u64,
}

/// A card without its texts.
#[derive(Debug)]
pub(super) struct CardTrace {
    pub(super) id: CardId,
    pub(super) place: Place,
    /// Where its prompt is.
    pub(super) prompt: Place,
    /// See [`CardFeatures::asked`].
    pub(super) asked: Word,
    /// Content words of its answers; for a flip or typed card without any, hashes of the answers as written.
    pub(super) answer: Box<[Word]>,
    pub(super) typed: Option<Box<TypedAnswers>>,
    parts: Box<[ItemPart]>,
    was: Box<[Was]>,
}

impl CardTrace {
    pub(super) fn of(digest: &CardFeatures) -> Self {
        let card = digest.card;
        Self {
            id: card.id.clone(),
            place: card.place,
            prompt: digest.prompt_place(),
            asked: digest.asked,
            answer: answer(digest),
            typed: TypedAnswers::of(digest).map(Box::new),
            parts: card.parts().into(),
            was: card.was.as_slice().into(),
        }
    }
}

fn answer(digest: &CardFeatures) -> Box<[Word]> {
    if !digest.answer.is_empty() || !digest.kind.is_open() {
        return digest.answer.as_slice().into();
    }
    sorted(digest.card.body.texts_of(Role::Answer).map(|answer| Word::of(&answer.plain()))).into()
}

impl DeckTrace {
    pub(super) fn of(deck: Deck, cards: Vec<CardTrace>, found: Findings, allows: bool) -> Self {
        Self {
            content_hash: content_hash(&deck.cards),
            items: cards.iter().map(|card| card.parts.len()).sum(),
            deck: Deck { cards: Vec::new(), ..deck },
            cards,
            found,
            allows,
        }
    }

    /// Where each card begins, and its id if that is known. Includes cards left out because of an error.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (Place, Option<CardId>)> {
        let left_out = self.deck.left_out.iter().map(|card| {
            let id = card.id.as_deref().and_then(|id| CardId::new(&self.deck.id, id).ok());
            (card.place, id)
        });
        self.cards.iter().map(|card| (card.place, Some(card.id.clone()))).chain(left_out)
    }
}

/// Whether a text may have `allow` comments.
pub(super) fn has_comments(text: &str) -> bool {
    text.contains(MARK)
}

impl Blocks {
    pub(super) fn of_deck(traced: &DeckTrace) -> Self {
        Self::new(traced.blocks().map(|(place, _)| place.line))
    }
}

impl LintedDeck {
    pub(super) fn into_deck(self) -> Deck {
        match self {
            Self::Waiting(deck) => *deck,
            Self::Done(traced) => traced.deck,
        }
    }

    const fn deck(&self) -> &Deck {
        match self {
            Self::Waiting(deck) => deck,
            Self::Done(traced) => &traced.deck,
        }
    }
}

impl Member for LintedDeck {
    fn id(&self) -> &DeckId {
        &self.deck().id
    }

    fn path(&self) -> Option<&Path> {
        Member::path(self.deck())
    }

    fn source(&self) -> Option<&str> {
        self.deck().source()
    }

    fn after(&self) -> &[String] {
        self.deck().after()
    }

    fn place_of(&self, field: &str) -> Option<Place> {
        self.deck().place_of(field)
    }

    fn asks_the_same(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(|looked| match looked {
            Self::Waiting(deck) => content_hash(&deck.cards),
            Self::Done(traced) => traced.content_hash,
        });
        one == other
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        match self {
            Self::Waiting(deck) => deck.report(diagnostic),
            Self::Done(traced) => traced.deck.report(diagnostic),
        }
    }
}

impl CardNames for LintedDeck {
    fn id(&self) -> &DeckId {
        &self.deck().id
    }

    fn path(&self) -> Option<&Path> {
        Member::path(self)
    }

    fn cards(&self) -> impl Iterator<Item = NamedCard<'_>> {
        let traces: &[CardTrace] = match self {
            Self::Waiting(_) => &[],
            Self::Done(traced) => &traced.cards,
        };
        let relatives =
            traces.iter().map(|card| NamedCard { id: &card.id, parts: card.parts.to_vec(), was: &card.was });
        self.deck().cards().chain(relatives)
    }

    fn is_renamed(&self) -> bool {
        self.cards().any(|card| !card.was.is_empty())
    }

    fn left_out(&self) -> impl Iterator<Item = &str> {
        self.deck().left_out()
    }
}
