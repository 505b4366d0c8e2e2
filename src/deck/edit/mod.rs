//! Small edits of a deck's text: append a card, accept an answer, write ids and gap numbers. Every other byte stays.

pub(crate) mod accept;
pub(crate) mod append;
pub(crate) mod cloze_numbering;
pub(crate) mod draft;
pub(crate) mod field_value;
pub(crate) mod fix;
#[cfg(test)]
mod fix_laws;
pub(crate) mod imported;
pub(crate) mod incoming;
pub(crate) mod insert;
pub(crate) mod naming;
pub(crate) mod patch;
pub(crate) mod scalar;
pub(crate) mod start;

pub use accept::{Accepted, AnswerSlot, accept};
pub use append::{NotAppended, append};
pub use cloze_numbering::numbered;
pub use draft::CardDraft;
pub use field_value::FieldValue;
pub use fix::{Fix, find_fixes, may_be_fixed};
pub use imported::{MarkedCard, digest, marked, marked_cards};
pub use incoming::{Incoming, deck_fields, incoming};
pub(crate) use insert::{KeyToken, PathStep};
pub use naming::named_after;
pub use patch::{apply, changes};
pub use start::{deck_head, starting_deck};
