//! The kinds of cards. Each has a file of its own; this one alone names them all.
//!
//! A [`Body`] derefs to [`KindOfCard`]: what it asks, what is right, and its texts by role. Whoever needs more than
//! that of a kind asks its [`KindInfo`].

mod choice;
mod cloze;
mod flip;
mod info;
mod matching;
mod order;
mod question;
mod roles;
mod term;
mod true_false;
mod typed;

use std::ops::{Deref, DerefMut};

use super::cloze::ClozePiece;
use super::edit::AnswerSlot;
use super::format::Field;
use super::{ItemPart, Text};
use crate::grading::Tolerance;

#[cfg(test)]
pub use choice::Distractor;
pub use choice::{ChoiceCard, DISTRACTOR};
pub use cloze::ClozeCard;
pub use flip::FlipCard;
pub(super) use info::CardLanguage;
pub use info::{Answering, KindInfo, PromptForm};
pub use matching::MatchCard;
pub use order::OrderCard;
pub use question::{Choice, PromptPiece};
pub use roles::{AnswerText, RightAnswer, Role, RoleText};
pub use term::{SIDES, TermCard};
pub use true_false::TrueFalseCard;
pub use typed::TypedCard;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Flip,
    Typed,
    Choice,
    TrueFalse,
    Cloze,
    Order,
    Match,
    Term,
}

/// All kinds, in the order of the docs.
pub const KINDS: [KindInfo; 8] =
    [flip::INFO, typed::INFO, choice::INFO, true_false::INFO, cloze::INFO, order::INFO, matching::INFO, term::INFO];

/// The text of these files, of which the version of the catalogue is made.
pub(crate) const SOURCES: &[&[u8]] = &[
    include_bytes!("choice.rs"),
    include_bytes!("cloze.rs"),
    include_bytes!("flip.rs"),
    include_bytes!("info.rs"),
    include_bytes!("matching.rs"),
    include_bytes!("mod.rs"),
    include_bytes!("order.rs"),
    include_bytes!("question.rs"),
    include_bytes!("roles.rs"),
    include_bytes!("term.rs"),
    include_bytes!("true_false.rs"),
    include_bytes!("typed.rs"),
];

/// What a card asks, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Body {
    Flip(FlipCard),
    Typed(TypedCard),
    Choice(ChoiceCard),
    TrueFalse(TrueFalseCard),
    Cloze(ClozeCard),
    Order(OrderCard),
    Match(MatchCard),
    Term(TermCard),
}

impl Deref for Body {
    type Target = dyn KindOfCard;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Flip(card) => card,
            Self::Typed(card) => card,
            Self::Choice(card) => card,
            Self::TrueFalse(card) => card,
            Self::Cloze(card) => card,
            Self::Order(card) => card,
            Self::Match(card) => card,
            Self::Term(card) => card,
        }
    }
}

impl DerefMut for Body {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Self::Flip(card) => card,
            Self::Typed(card) => card,
            Self::Choice(card) => card,
            Self::TrueFalse(card) => card,
            Self::Cloze(card) => card,
            Self::Order(card) => card,
            Self::Match(card) => card,
            Self::Term(card) => card,
        }
    }
}

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
    /// The right side for each left one.
    Match,
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
            Self::Match => "match",
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
        matches!(self, Self::Rating | Self::Choice | Self::Choices | Self::Text | Self::Texts)
    }
}

impl Kind {
    pub const ALL: [Self; KINDS.len()] = {
        let mut all = [Self::Flip; KINDS.len()];
        let mut at = 0;
        while at < KINDS.len() {
            all[at] = KINDS[at].kind;
            at += 1;
        }
        all
    };

    #[must_use]
    pub const fn info(self) -> &'static KindInfo {
        &KINDS[self as usize]
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        self.info().word
    }

    /// The kind with this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a card of some kind asks and what is right.
pub trait KindOfCard {
    fn kind(&self) -> Kind;

    /// The question, if the card has one.
    fn question(&self) -> Option<&Text> {
        None
    }

    /// The text that is asked: question, statement, term or cloze text, for lists of cards and derived ids.
    fn prompt(&self) -> Text {
        self.question().cloned().unwrap_or_default()
    }

    /// The parts of its items, in the order of introduction.
    fn parts(&self) -> Vec<ItemPart> {
        vec![ItemPart::Whole]
    }

    fn asks(&self, part: ItemPart) -> AnswerKind;

    /// What is said before the prompt if that is not a question by itself.
    fn lead(&self, _part: ItemPart) -> Option<&'static str> {
        None
    }

    /// The prompt of an item.
    fn asked(&self, _part: ItemPart) -> Vec<PromptPiece> {
        vec![PromptPiece::Text(self.prompt())]
    }

    /// The right answers of all items, in the order written.
    fn answers(&self) -> Vec<AnswerText<'_>>;

    /// All texts, in the order shown; texts in `accept` come after all answers.
    fn texts(&self) -> Vec<RoleText<'_>> {
        let question = self.question().map(|text| RoleText::new(Role::Prompt, text, "question", 0));
        let answers = self.answers();
        let accepted = answers.iter().flat_map(AnswerText::accepted);
        question.into_iter().chain(answers.iter().map(AnswerText::shown)).chain(accepted).collect()
    }

    /// The right answer to an item as it is shown: all choices that apply, the steps in order, the gaps of a cloze.
    fn right(&self, part: ItemPart) -> Vec<Text> {
        self.wanted(part).into_iter().map(|wanted| wanted.text).collect()
    }

    /// The expected texts of an item in order, each with its accepted alternatives.
    fn wanted(&self, part: ItemPart) -> Vec<RightAnswer> {
        self.answers().into_iter().filter(|answer| answer.part == part).map(RightAnswer::from).collect()
    }

    /// Right answers that the prompt doesn't show.
    fn beyond_prompt(&self) -> Vec<&Text> {
        self.answers().into_iter().map(|answer| answer.text).collect()
    }

    /// Whether its right answers to a part are texts that could be meant as an answer to another card.
    fn is_known(&self, part: ItemPart) -> bool {
        self.asks(part).is_text()
    }

    /// The texts that are put together with choices, in the order shown.
    fn lefts(&self) -> Vec<&Text> {
        Vec::new()
    }

    /// What is picked from, put in order or matched, not yet shuffled.
    fn choices(&self) -> Vec<Choice> {
        Vec::new()
    }

    /// How many answers can be picked, so that a blind guess is right once in so many; 0 if nothing is picked.
    fn possible_answers(&self) -> u32 {
        0
    }

    /// Whether the author wrote `answers`, not `answer`.
    fn has_several(&self) -> bool {
        false
    }

    /// Whether answers are compared character by character.
    fn exact(&self) -> bool {
        false
    }

    /// Whether several right answers to an item have to come in their order.
    fn ordered(&self) -> bool {
        false
    }

    fn tolerance(&self) -> Option<&Tolerance> {
        None
    }

    /// Whether its statement is true, if it has one.
    fn truth(&self) -> Option<bool> {
        None
    }

    /// The pieces of a text with gaps.
    fn pieces(&self) -> &[ClozePiece] {
        &[]
    }

    fn pieces_mut(&mut self) -> &mut [ClozePiece] {
        &mut []
    }

    /// What the id of a card that shares its prompt with another is made of. Part of the format: changed, it would
    /// lose progress.
    fn identify(&self, add: &mut dyn FnMut(&str, &Text));

    /// Where in the file another right answer belongs; `wanted` is the index of the expected text.
    fn accept_slot(&self, _part: ItemPart, _wanted: usize) -> Option<AnswerSlot> {
        None
    }

    /// What is accepted for an expected text.
    fn accepted_mut(&mut self, _part: ItemPart, _wanted: usize) -> Option<&mut Vec<Text>> {
        None
    }
}

impl dyn KindOfCard {
    /// What is asked, with gaps filled; of a term card, the definition.
    #[must_use]
    pub fn cue(&self) -> Text {
        self.texts_of(Role::Prompt).next().cloned().unwrap_or_else(|| self.prompt())
    }

    /// The field that the prompt is in; of a term card, the definition.
    #[must_use]
    pub fn prompt_field(&self) -> &'static str {
        self.field_of(Role::Prompt).unwrap_or("text")
    }

    /// The field that the answers are in.
    #[must_use]
    pub fn answer_field(&self) -> &'static str {
        self.field_of(Role::Answer).unwrap_or("answer")
    }

    fn field_of(&self, role: Role) -> Option<&'static str> {
        self.texts().iter().find(|text| text.role == role).map(|text| text.field)
    }

    /// Whether the answer to one of its items is typed.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.parts().iter().any(|part| self.asks(*part).typed())
    }

    /// The texts with a role.
    pub fn texts_of(&self, role: Role) -> impl Iterator<Item = &Text> {
        self.texts().into_iter().filter(move |text| text.role == role).map(|text| text.text)
    }

    /// What is true instead of a false statement.
    #[must_use]
    pub fn correction(&self) -> Option<&Text> {
        self.texts_of(Role::Correction).next()
    }
}

/// All fields that only some kinds have, each name once.
pub(super) fn all_own() -> &'static [Field] {
    static ALL: std::sync::LazyLock<Vec<Field>> = std::sync::LazyLock::new(|| {
        let mut all: Vec<Field> = Vec::new();
        for field in KINDS.iter().flat_map(|info| info.fields) {
            if !all.iter().any(|known| known.name == field.name) {
                all.push(*field);
            }
        }
        all
    });
    &ALL
}

/// The kinds that have this field as one of their own.
pub fn kinds_with(field: &str) -> impl Iterator<Item = Kind> {
    KINDS.iter().filter(move |info| info.fields.iter().any(|own| own.name == field)).map(|info| info.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::format::CARD;

    #[test]
    fn every_kind_stands_at_its_place() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!((kind as usize, kind.info().kind), (at, kind));
            assert_eq!(Kind::of_word(kind.word()), Some(kind));
        }
    }

    #[test]
    fn no_field_is_named_twice() {
        for info in &KINDS {
            let mut names: Vec<_> = info.fields.iter().chain(CARD).map(|field| field.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", info.kind);
        }
    }
}
