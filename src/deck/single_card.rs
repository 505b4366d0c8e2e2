//! A card read by itself, from the lines of its file that it stands on.

use std::path::PathBuf;

use super::{Card, DeckId, Judging, Place};
use crate::deck::reader::cards::{CardContext, Cards};
use crate::deck::reader::diagnostics::Diagnostics;
use crate::deck::reader::file_kind::FileKind;
use crate::deck::reader::yaml::{self, Base, NodeShape};

/// What a card takes from its deck.
#[derive(Debug, Clone)]
pub(crate) struct CardSetting<'d> {
    /// The deck's id.
    pub(crate) deck: &'d DeckId,
    /// Tags of all its cards.
    pub(crate) tags: &'d [String],
    /// Decks its cards come from, and where its header says so.
    pub(crate) was: &'d [(DeckId, Place)],
    /// How typed answers are judged.
    pub(crate) judging: Judging,
}

/// Reads the one card that stands on some lines of a deck, of which `above` stand before them.
///
/// None where that is no list of exactly one card, or something of it is wrong: whether it is what the deck has
/// under that name is to be asked of the whole file then.
pub(crate) fn parse_card(setting: &CardSetting, lines: &str, above: u32) -> Option<Card> {
    let node = yaml::read(lines, Base { line: above, byte: 0 }).ok()?;
    let NodeShape::List(nodes) = &node.shape else { return None };
    let [node] = nodes.as_slice() else { return None };
    // Its problems are told when its file is read.
    let mut report = Diagnostics::new(lines, PathBuf::new(), FileKind::Deck);
    let CardSetting { deck, tags, was, judging } = *setting;
    let mut cards = Cards::default();
    let context = CardContext { deck, tags, was, judging };
    cards.take(&mut report, &context, node, 1);
    let (mut cards, _) = cards.named(&mut report, &context);
    std::sync::Arc::into_inner(cards.pop()?)
}
