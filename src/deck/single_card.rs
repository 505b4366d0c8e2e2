//! Reads a single card from its lines in the file.

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
    /// Decks its cards come from, and where in its header each is named.
    pub(crate) was: &'d [(DeckId, Place)],
    /// How typed answers are judged.
    pub(crate) judging: Judging,
}

/// Reads the one card on these lines of a deck; `above` is the number of lines before them.
///
/// Returns `None` if the lines are not a list of exactly one card, or if anything in them is wrong. Then the whole
/// file must be read to see what the deck has under that name.
pub(crate) fn parse_card(setting: &CardSetting, lines: &str, above: u32) -> Option<Card> {
    let node = yaml::read(lines, Base { line: above, byte: 0 }).ok()?;
    let NodeShape::List(nodes) = &node.shape else { return None };
    let [node] = nodes.as_slice() else { return None };
    // Its diagnostics are reported when the whole file is read.
    let mut report = Diagnostics::new(lines, PathBuf::new(), FileKind::Deck);
    let CardSetting { deck, tags, was, judging } = *setting;
    let mut cards = Cards::default();
    let context = CardContext { deck, tags, was, judging };
    cards.take(&mut report, &context, node, 1);
    let (mut cards, _) = cards.named(&mut report, &context);
    std::sync::Arc::into_inner(cards.pop()?)
}
