//! Cards of another program in our terms, before anything is written.

use std::sync::Arc;

use crate::deck::edit::CardDraft;
use crate::deck::text::one_line;
use crate::deck::{Card, Diagnostic, parse_deck};

/// What files of another program have for us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Material {
    pub decks: Vec<IncomingDeck>,
    /// What was changed on the way and what was left, in the order of the file.
    pub remarks: Vec<Remark>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingDeck {
    /// The stem of its file, if that is free: `sea-ports`.
    pub id: String,
    pub title: String,
    pub about: Option<String>,
    pub language: Option<String>,
    /// Tags of all its cards.
    pub tags: Vec<String>,
    pub cards: Vec<IncomingCard>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingCard {
    /// What a later import knows it by, unique among all that comes from that program: a GUID, with ` 2` behind it for
    /// the second card of a note that makes several.
    pub key: String,
    /// The id is a proposal: what is taken is numbered.
    pub draft: CardDraft,
    pub place: Origin,
}

/// Where something stands in the file that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// From 1, as the program that wrote it counts.
    Row(usize),
    /// The note's first field, shortened.
    Note(String),
    File,
}

/// Something that isn't as it was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub place: Origin,
    pub kind: RemarkKind,
    /// A sentence without a full stop: `the picture harbour.png is shown as its name`.
    pub what: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// It came, but not as it was.
    Changed,
    /// It didn't come.
    Left,
}

/// The card that a draft is once it stands in a deck of that language, or why our reader doesn't take it.
///
/// # Errors
/// What is wrong with it, in a sentence without a full stop.
pub(super) fn card_of(draft: &CardDraft, language: Option<&str>) -> Result<Arc<Card>, String> {
    let why = |diagnostics: &[Diagnostic]| {
        diagnostics.first().map_or_else(|| "it can't be a card here".to_owned(), |found| one_line(&found.what))
    };
    let deck = parse_deck("deck", None, draft.alone(language)).map_err(|diagnostics| why(&diagnostics))?;
    match deck.cards.as_slice() {
        [card] if deck.diagnostics.is_empty() => Ok(Arc::clone(card)),
        _ => Err(why(&deck.diagnostics)),
    }
}
