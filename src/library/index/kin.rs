//! Decks as far as the names of their cards go, for those that have earlier names.

use std::path::Path;

use super::bodies::FileBody;
use super::rows::{BriefRow, WasRow, place};
use crate::deck::{CardId, DeckId, Family, Heading, ItemPart, Relative, Was};

/// The names of a deck's cards.
#[derive(Debug)]
pub(super) struct Kin<'d> {
    heading: &'d Heading,
    cards: Vec<(CardId, Vec<ItemPart>, Vec<Was>)>,
    left_out: Vec<String>,
}

impl<'d> Kin<'d> {
    pub(super) fn of(heading: &'d Heading, body: &FileBody) -> Self {
        let was = |row: &WasRow| {
            let [part, to] = row.parts.each_ref().map(|part| part.as_deref().and_then(ItemPart::read));
            Some(Was { card: row.card.parse().ok()?, part, to, place: place(row.place), implied: row.implied })
        };
        let card = |id: &str| CardId::new(&heading.id, id).ok();
        let cards = body.cards().filter_map(|row| {
            let is_renamed = row.brief.has(BriefRow::RENAMED);
            let earlier = if is_renamed { row.more()?.was.iter().filter_map(was).collect() } else { Vec::new() };
            Some((card(row.brief.id)?, row.brief.parts().collect(), earlier))
        });
        Self { heading, cards: cards.collect(), left_out: body.common().left_out }
    }

    /// That of a deck of which nobody asks.
    pub(super) const fn unknown(heading: &'d Heading) -> Self {
        Self { heading, cards: Vec::new(), left_out: Vec::new() }
    }

    /// The decks that its cards come from.
    pub(super) fn decks(&self) -> impl Iterator<Item = &str> {
        self.cards.iter().flat_map(|(_, _, was)| was).map(|was| was.card.deck())
    }
}

impl Family for Kin<'_> {
    fn id(&self) -> &DeckId {
        &self.heading.id
    }

    fn path(&self) -> Option<&Path> {
        self.heading.path.as_deref()
    }

    fn cards(&self) -> impl Iterator<Item = Relative<'_>> {
        self.cards.iter().map(|(id, parts, was)| Relative { id, parts: parts.clone(), was })
    }

    fn is_renamed(&self) -> bool {
        self.cards.iter().any(|(_, _, was)| !was.is_empty())
    }

    fn left_out(&self) -> impl Iterator<Item = &str> {
        self.left_out.iter().map(String::as_str)
    }
}
