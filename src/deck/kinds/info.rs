//! What is said of a kind as a whole.

use super::{Body, Kind};
use crate::deck::format::Field;
use crate::deck::reader::diagnostics::Diagnostics;
use crate::deck::reader::fields::Fields;

/// What the prompt of a kind is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptForm {
    Question,
    /// It is true or false.
    Statement,
    /// A text with gaps.
    Gapped,
    /// A term or its definition, asked both ways.
    Sides,
}

/// How a kind is answered, whatever its fields say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answering {
    /// Recalled, and rated by the learner, unless the card says otherwise.
    Recalled,
    /// Typed, unless the card says otherwise.
    Typed,
    /// Picked from what is shown.
    Picked,
    /// Told to be true or false.
    Judged,
    /// Put at their places.
    Arranged,
}

/// A kind of card.
#[derive(Debug, Clone, Copy)]
pub struct KindInfo {
    pub kind: Kind,
    /// The word for it in a deck.
    pub word: &'static str,
    /// How it is asked and judged, in one line.
    pub what: &'static str,
    /// In the order an author writes them.
    pub fields: &'static [Field],
    /// The fields of mappings within its fields.
    pub parts: &'static [Field],
    /// The fewest and most entries of its lists, as far as they are bounded.
    pub bounds: &'static [(&'static str, u32, u32)],
    /// What other programs call it, in lower case and without hyphens.
    pub other_names: &'static [&'static str],
    pub prompt: PromptForm,
    pub answering: Answering,
    /// Reads its fields; reports errors and then returns `None`.
    pub(in crate::deck) read: fn(&mut Diagnostics, &Fields, CardLanguage) -> Option<Body>,
}

/// Whether the answers of the card that is read are in English.
#[derive(Debug, Clone, Copy)]
pub(in crate::deck) struct CardLanguage {
    pub(in crate::deck) is_english: bool,
}

impl Kind {
    /// Whether it asks a question, not for a gap, a side or a truth.
    #[must_use]
    pub const fn is_question(self) -> bool {
        matches!(self.info().prompt, PromptForm::Question)
    }

    /// Whether it asks a question, and the answer is recalled and rated.
    #[must_use]
    pub const fn is_recalled(self) -> bool {
        self.is_question() && matches!(self.info().answering, Answering::Recalled)
    }

    /// Whether it asks a question, and the answer is typed.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        self.is_question() && matches!(self.info().answering, Answering::Typed)
    }

    /// Whether it asks a question and shows nothing of the answer.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.is_recalled() || self.is_typed()
    }

    /// Whether the answer is picked from choices.
    #[must_use]
    pub const fn is_picked(self) -> bool {
        matches!(self.info().answering, Answering::Picked)
    }

    /// Whether what is shown has to be put in order.
    #[must_use]
    pub const fn is_arranged(self) -> bool {
        matches!(self.info().answering, Answering::Arranged)
    }

    /// Whether it states something, true or false.
    #[must_use]
    pub const fn is_statement(self) -> bool {
        matches!(self.info().prompt, PromptForm::Statement)
    }

    /// Whether the right answer is recognised rather than recalled.
    #[must_use]
    pub const fn is_recognised(self) -> bool {
        self.is_picked() || self.is_statement()
    }

    #[must_use]
    pub const fn is_gapped(self) -> bool {
        matches!(self.info().prompt, PromptForm::Gapped)
    }

    #[must_use]
    pub const fn has_sides(self) -> bool {
        matches!(self.info().prompt, PromptForm::Sides)
    }
}
