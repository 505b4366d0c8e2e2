//! The names of a deck's cards, for decks whose cards were renamed.

use std::path::Path;

use rusqlite::Connection;

use super::rows::WasRow;
use super::summaries::from_json;
use crate::deck::{CardId, CardNames, Deck, DeckId, DeckSummary, ItemId, ItemPart, NamedCard, Was};

#[derive(Debug)]
pub(super) struct DeckNames<'d> {
    summary: &'d DeckSummary,
    cards: Vec<(CardId, Vec<ItemPart>, Vec<Was>)>,
    left_out: Vec<String>,
}

impl<'d> DeckNames<'d> {
    /// Reads the names of the cards of a file from the tables.
    pub(super) fn of(
        summary: &'d DeckSummary,
        file: i64,
        left_out: Vec<String>,
        db: &Connection,
    ) -> rusqlite::Result<Self> {
        let mut find = db.prepare_cached(
            "select name, was from items join cards on cards.file = items.file and cards.place = card \
             where items.file = ?1 order by items.place",
        )?;
        let mut rows = find.query([file])?;
        let mut cards: Vec<(CardId, Vec<ItemPart>, Vec<Was>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let item = item_id(row.get_ref(0)?.as_str()?)?;
            if let Some((id, parts, _)) = cards.last_mut()
                && id.as_str() == item.card()
            {
                parts.push(item.part());
                continue;
            }
            let id: CardId = item.card().parse().map_err(|_| rusqlite::Error::InvalidQuery)?;
            let was: Option<Vec<WasRow>> = row.get_ref(1)?.as_str_or_null()?.map(from_json).transpose()?;
            let was = was.iter().flatten().filter_map(WasRow::was).collect();
            cards.push((id, vec![item.part()], was));
        }
        Ok(Self { summary, cards, left_out })
    }

    /// Takes the names of the cards of a deck that was read.
    pub(super) fn of_deck(summary: &'d DeckSummary, deck: &Deck) -> Self {
        let cards = deck.cards.iter().map(|card| (card.id.clone(), card.parts(), card.was.clone())).collect();
        Self { summary, cards, left_out: CardNames::left_out(deck).map(str::to_owned).collect() }
    }

    /// A deck whose names aren't needed.
    pub(super) const fn unknown(summary: &'d DeckSummary) -> Self {
        Self { summary, cards: Vec::new(), left_out: Vec::new() }
    }

    /// How many cards there are.
    pub(super) fn count(&self) -> usize {
        self.cards.len()
    }

    /// The decks that its cards come from.
    pub(super) fn decks(&self) -> impl Iterator<Item = &str> {
        self.cards.iter().flat_map(|(_, _, was)| was).map(|was| was.card.deck())
    }
}

/// The id of an item; an invalid one means that the tables are damaged.
pub(super) fn item_id(name: &str) -> rusqlite::Result<ItemId> {
    name.parse().map_err(|_| rusqlite::Error::InvalidQuery)
}

impl CardNames for DeckNames<'_> {
    fn id(&self) -> &DeckId {
        &self.summary.id
    }

    fn path(&self) -> Option<&Path> {
        self.summary.path.as_deref()
    }

    fn cards(&self) -> impl Iterator<Item = NamedCard<'_>> {
        self.cards.iter().map(|(id, parts, was)| NamedCard { id, parts: parts.clone(), was })
    }

    fn is_renamed(&self) -> bool {
        self.cards.iter().any(|(_, _, was)| !was.is_empty())
    }

    fn left_out(&self) -> impl Iterator<Item = &str> {
        self.left_out.iter().map(String::as_str)
    }
}
