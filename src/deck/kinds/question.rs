//! What a question is made of, whatever its kind.

use crate::deck::Text;

/// The kind of answer that a question expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    /// The learner recalls, reveals, and rates.
    Rating,
    /// One of the choices.
    Choice,
    /// All choices that apply.
    Choices,
    Truth,
    Text,
    Texts,
    /// The order of the steps.
    Order,
}

impl AnswerKind {
    /// Its name in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Truth => "truth",
            Self::Text => "text",
            Self::Texts => "texts",
            Self::Order => "order",
        }
    }

    #[must_use]
    pub const fn judged(self) -> bool {
        !matches!(self, Self::Rating)
    }

    #[must_use]
    pub const fn typed(self) -> bool {
        matches!(self, Self::Text | Self::Texts)
    }

    /// Whether the answer is a text or several, not an order or a truth.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Truth | Self::Order)
    }
}

/// A piece of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptPiece {
    Text(Text),
    /// The gap that is asked, shown at the same width whatever its text.
    Gap {
        /// Shown in the gap.
        hint: Option<Text>,
    },
}

/// One of the choices, or a step to be put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub text: Text,
    /// Whether it is right; always true for steps.
    pub right: bool,
    /// Why it is wrong, if the author says so.
    pub why: Option<Text>,
    /// For steps: the index in the right order, from 0.
    pub place: usize,
}
