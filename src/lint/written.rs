//! All texts of a card as its author wrote them, each with its field.

use crate::deck::{Card, Text};

/// A text, its field, and its index among the texts of that field.
pub(super) type Written<'c> = (&'c Text, &'static str, usize);

/// All texts of a card, in the order they are shown.
pub(super) fn written(card: &Card) -> Vec<Written<'_>> {
    let own = card.body.texts().into_iter().map(|text| (text.text, text.field, text.at));
    let hints = card.hints.iter().enumerate().map(|(at, text)| (text, "hint", at));
    own.chain(hints).chain(card.because.iter().map(|text| (text, "because", 0))).collect()
}
