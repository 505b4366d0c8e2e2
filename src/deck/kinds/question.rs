//! What a question is made of, whatever its kind.

use crate::deck::Text;

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

/// One of the choices, or what is to be put at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub text: Text,
    /// Whether it is right; always true for steps.
    pub right: bool,
    /// Why it is wrong, if the author says so.
    pub why: Option<Text>,
    /// The index of the place where it belongs, from 0; for choices 0.
    pub place: usize,
}
