//! The texts of a card by what they are for.

use crate::deck::{ItemPart, Text};

/// What a text of a card is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What is asked; of a term card, the definition.
    Prompt,
    /// What is right, as it is shown; of a term card, the term.
    Answer,
    /// What else is right.
    Accepted,
    Distractor,
    /// Why a distractor is wrong.
    Why,
    Correction,
    /// Between gaps.
    Shown,
    GapHint,
}

/// A text, its field, and its index among the texts of that field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleText<'c> {
    pub role: Role,
    pub text: &'c Text,
    pub field: &'static str,
    pub at: usize,
}

impl<'c> RoleText<'c> {
    pub(super) const fn new(role: Role, text: &'c Text, field: &'static str, at: usize) -> Self {
        Self { role, text, field, at }
    }

    /// All texts of a list.
    pub(super) fn list(role: Role, texts: &'c [Text], field: &'static str) -> impl Iterator<Item = Self> {
        texts.iter().enumerate().map(move |(at, text)| Self::new(role, text, field, at))
    }
}

/// A right answer to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerText<'c> {
    pub part: ItemPart,
    /// As it is shown.
    pub text: &'c Text,
    pub accept: &'c [Text],
    pub field: &'static str,
    pub at: usize,
    /// The index of its first accepted text among all of the card. Lists with a name (of sides or gaps) are in the
    /// order of the file, which is unknown here, so each is taken to begin where the first does.
    pub accept_at: usize,
}

impl<'c> AnswerText<'c> {
    /// The only one of a card, or one of a list.
    pub(super) const fn new(text: &'c Text, field: &'static str, at: usize) -> Self {
        Self { part: ItemPart::Whole, text, accept: &[], field, at, accept_at: 0 }
    }

    pub(super) fn list(texts: &'c [Text], field: &'static str) -> impl Iterator<Item = Self> {
        texts.iter().enumerate().map(move |(at, text)| Self::new(text, field, at))
    }

    #[must_use]
    pub const fn shown(&self) -> RoleText<'c> {
        RoleText::new(Role::Answer, self.text, self.field, self.at)
    }

    /// What else is right.
    pub fn accepted(&self) -> impl Iterator<Item = RoleText<'c>> + use<'c> {
        let Self { accept, accept_at, .. } = *self;
        let texts = accept.iter().enumerate();
        texts.map(move |(at, text)| RoleText::new(Role::Accepted, text, "accept", accept_at + at))
    }

    /// All that is right, the shown text first.
    pub fn texts(&self) -> impl Iterator<Item = RoleText<'c>> + use<'c> {
        std::iter::once(self.shown()).chain(self.accepted())
    }
}

/// A right answer and the others that count as it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RightAnswer {
    /// As it is shown.
    pub text: Text,
    pub accept: Vec<Text>,
}

impl RightAnswer {
    /// All its texts, the shown one first.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.text).chain(&self.accept)
    }
}

impl From<AnswerText<'_>> for RightAnswer {
    fn from(answer: AnswerText) -> Self {
        Self { text: answer.text.clone(), accept: answer.accept.to_vec() }
    }
}
