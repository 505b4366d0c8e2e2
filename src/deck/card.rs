//! Decks, cards, and the items that cards yield.

use std::hash::Hash;
use std::path::PathBuf;
use std::sync::Arc;

use super::{CardId, DeckId, Diagnostic, ItemId, ItemPart, Judging, Synonym, SynonymsFile, Text};
use crate::grading::{Language, Tolerance};

/// A place in a file: both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Default for Place {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

/// What sort of card a card is, and so how it is asked and judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Recall, reveal, rate yourself.
    Flip,
    /// A text to be typed.
    Typed,
    /// One or several choices to be picked.
    Choice,
    /// A statement that is true or false.
    TrueFalse,
    /// A text with gaps, each an item.
    Cloze,
    /// Steps to be put in order.
    Order,
    /// A term and its definition, two items.
    Term,
}

impl Kind {
    /// All kinds, in the order the docs name them.
    pub const ALL: [Self; 7] =
        [Self::Flip, Self::Typed, Self::Choice, Self::TrueFalse, Self::Cloze, Self::Order, Self::Term];

    /// The word that stands for it in a deck.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Flip => "flip",
            Self::Typed => "typed",
            Self::Choice => "choice",
            Self::TrueFalse => "true-false",
            Self::Cloze => "cloze",
            Self::Order => "order",
            Self::Term => "term",
        }
    }
}

/// A wrong choice, and why it is wrong if the author says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Distractor {
    /// What stands to choose.
    pub text: Text,
    /// Why it is wrong.
    pub why: Option<Text>,
}

/// A right answer, and what else counts as it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RightAnswer {
    /// As it is shown.
    pub text: Text,
    /// Other answers that are right as well.
    pub accept: Vec<Text>,
}

impl RightAnswer {
    /// All its texts, the shown one first.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.text).chain(&self.accept)
    }
}

/// The sides of a term that are typed and judged, rather than recalled and rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TypedSides {
    /// The term, from its definition.
    pub term: bool,
    /// The definition, from its term.
    pub definition: bool,
}

impl TypedSides {
    /// Whether this part of a term is typed.
    #[must_use]
    pub const fn has(self, part: ItemPart) -> bool {
        match part {
            ItemPart::Term => self.term,
            ItemPart::Definition => self.definition,
            ItemPart::Whole | ItemPart::Cloze(_) => false,
        }
    }
}

/// What else is right for the sides of a term.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Accept {
    /// For the term.
    pub term: Vec<Text>,
    /// For the definition.
    pub definition: Vec<Text>,
}

/// What a card asks, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Body {
    /// See [`Kind::Flip`].
    Flip {
        /// What is asked.
        question: Text,
        /// What is revealed.
        answer: Text,
    },
    /// See [`Kind::Typed`].
    Typed {
        /// What is asked.
        question: Text,
        /// The right answer, or with `many` two to nine that are all wanted.
        answers: Vec<RightAnswer>,
        /// The author wrote `answers`.
        many: bool,
        /// They are wanted in this order.
        ordered: bool,
        /// Sign by sign.
        exact: bool,
        /// How far off a number may be.
        tolerance: Option<Tolerance>,
    },
    /// See [`Kind::Choice`].
    Choice {
        /// What is asked.
        question: Text,
        /// The right choices: one, or with `many` one or more.
        answers: Vec<Text>,
        /// The wrong choices.
        distractors: Vec<Distractor>,
        /// "All that apply": the author wrote `answers`.
        many: bool,
    },
    /// See [`Kind::TrueFalse`].
    TrueFalse {
        /// What is true or false.
        statement: Text,
        /// Which of them it is.
        answer: bool,
        /// What would be true instead, for a false statement.
        correction: Option<Text>,
    },
    /// See [`Kind::Cloze`].
    Cloze {
        /// The text, cut at its gaps, in order.
        pieces: Vec<super::cloze::ClozePiece>,
        /// Typed and judged, rather than recalled and rated.
        typed: bool,
        /// Sign by sign.
        exact: bool,
    },
    /// See [`Kind::Order`].
    Order {
        /// What is asked.
        question: Text,
        /// The steps in their right order, two to nine.
        steps: Vec<Text>,
    },
    /// See [`Kind::Term`].
    Term {
        /// The term.
        term: Text,
        /// What it means.
        definition: Text,
        /// Which of them is typed.
        typed: TypedSides,
        /// What else is right where it is typed.
        accept: Accept,
    },
}

impl Body {
    /// The kind of card this is the body of.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Flip { .. } => Kind::Flip,
            Self::Typed { .. } => Kind::Typed,
            Self::Choice { .. } => Kind::Choice,
            Self::TrueFalse { .. } => Kind::TrueFalse,
            Self::Cloze { .. } => Kind::Cloze,
            Self::Order { .. } => Kind::Order,
            Self::Term { .. } => Kind::Term,
        }
    }
}

/// Where a card's id comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardIdentity {
    /// The author wrote it.
    Written,
    /// It was derived from kind and prompt, and an edit of the prompt changes it.
    Derived,
}

/// An earlier name of a card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Was {
    /// The earlier card, `deck/id`.
    pub card: CardId,
    /// The one item of it that is meant, where the author names it: `old-card#c1`.
    pub part: Option<ItemPart>,
    /// The item of this card that goes on with it, where the author says which: `{c2: old-card}`.
    pub to: Option<ItemPart>,
    /// Where the author wrote it; for one that is implied, the place of what implies it.
    pub place: Place,
    /// It follows from the header's `was`, or from an id that the card had while it was alone with its prompt, and holds
    /// only if that card is no longer alive.
    pub implied: bool,
}

/// A field, which entry of its list (from 0), and where its value begins.
pub type FieldPlace = (&'static str, u16, Place);

/// One entry of a deck.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Card {
    /// Its name, `deck/id`.
    pub id: CardId,
    /// Whether the author wrote that id.
    pub identity: CardIdentity,
    /// What it asks.
    pub body: Body,
    /// Ever larger hints.
    pub hints: Vec<Text>,
    /// The explanation shown after the answer.
    pub because: Option<Text>,
    /// Ids of the source's claims it asks for.
    pub claims: Vec<String>,
    /// Ids of claims that it tells besides, without asking for them.
    pub mentions: Vec<String>,
    /// Its own tags and its deck's.
    pub tags: Vec<String>,
    /// Its earlier names.
    pub was: Vec<Was>,
    /// Raised by the author when the meaning changed.
    pub revision: u32,
    /// Not asked unless the learner resumes it.
    pub suspended: bool,
    /// How typed answers are judged.
    pub judging: Judging,
    /// Where it begins.
    pub place: Place,
    /// Where its fields' values begin, list entries one by one, in file order: `("distractors", 1, …)` is the second,
    /// `("why", 1, …)` why that one is wrong. The texts of an `accept` are counted through, in whichever lists they stand.
    pub fields: Vec<FieldPlace>,
}

impl Card {
    /// Where a field's value begins, or the card where it has none. `index` counts the entries of a list from 0.
    #[must_use]
    pub fn place_of(&self, field: &str, index: usize) -> Place {
        self.fields
            .iter()
            .find(|(name, at, _)| *name == field && usize::from(*at) == index)
            .map_or(self.place, |&(_, _, place)| place)
    }

    /// The parts of its items, in the order they are introduced.
    #[must_use]
    pub fn parts(&self) -> Vec<ItemPart> {
        parts_of(&self.body)
    }

    /// What it says to a learner, and under which name: two decks whose cards say the same ask the same.
    pub(crate) fn said(&self) -> impl PartialEq + Hash {
        (&self.id, &self.body, &self.hints, &self.because, self.revision, self.judging)
    }

    /// The language of what is wanted for a part.
    #[must_use]
    pub const fn answer_language(&self, part: ItemPart) -> Language {
        self.judging.languages.of_answer(part)
    }

    /// The text that is asked: question, statement, term or cloze text, for lists of cards and derived ids.
    #[must_use]
    pub fn prompt(&self) -> Text {
        prompt_of(&self.body)
    }
}

/// See [`Card::parts`].
pub(super) fn parts_of(body: &Body) -> Vec<ItemPart> {
    match body {
        Body::Cloze { pieces, .. } => super::cloze::numbers(pieces).into_iter().map(ItemPart::Cloze).collect(),
        Body::Term { .. } => vec![ItemPart::Term, ItemPart::Definition],
        _ => vec![ItemPart::Whole],
    }
}

/// See [`Card::prompt`].
pub(super) fn prompt_of(body: &Body) -> Text {
    match body {
        Body::Flip { question, .. }
        | Body::Typed { question, .. }
        | Body::Choice { question, .. }
        | Body::Order { question, .. } => question.clone(),
        Body::TrueFalse { statement, .. } => statement.clone(),
        Body::Term { term, .. } => term.clone(),
        Body::Cloze { pieces, .. } => super::cloze::filled(pieces),
    }
}

/// One thing to ask: a card and which of its items.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name.
    pub id: ItemId,
    /// The card it belongs to.
    pub card: Arc<Card>,
}

/// One YAML file of cards.
#[derive(Debug, Clone)]
pub struct Deck {
    /// Its id: the header's `id`, else the file's stem.
    pub id: DeckId,
    /// The file, or `None` for one built into the program.
    pub path: Option<PathBuf>,
    /// Its title.
    pub title: Text,
    /// What one will know at its end.
    pub about: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// Under which terms.
    pub licence: Option<Text>,
    /// The language of what it asks, a BCP 47 tag; English unless told.
    pub language: Option<String>,
    /// How the typed answers of its cards are judged, unless these say otherwise.
    pub judging: Judging,
    /// The name of the source it cites.
    pub source: Option<String>,
    /// Decks that come before it.
    pub after: Vec<String>,
    /// Tags of all its cards.
    pub tags: Vec<String>,
    /// Its header's lists of answers that count as one another.
    pub synonyms: Vec<Vec<Synonym>>,
    /// The files of synonyms in its folder.
    pub beside: Vec<Arc<SynonymsFile>>,
    /// Decks its cards come from, and where its header says so.
    pub was: Vec<(DeckId, Place)>,
    /// Its cards without those left out for an error.
    pub cards: Vec<Arc<Card>>,
    /// Cards left out for an error.
    pub left_out: Vec<LeftOut>,
    /// Where its header's values begin, as in [`Card::fields`].
    pub fields: Vec<FieldPlace>,
    /// What was found wrong while reading it.
    pub problems: Vec<Diagnostic>,
    /// Problems that a comment allows; `check` needs them to tell which comments allow nothing.
    pub allowed: Vec<Diagnostic>,
}

impl Deck {
    /// Whether it asks in English, as far as its header says.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.judging.languages.ask_in_english()
    }
}

/// A card that can't be studied until its error is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its own id, where it can be known.
    pub id: Option<String>,
    /// Where it begins.
    pub place: Place,
}

/// The outline of a text: its sections and claims, which cards cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The stem before `.source.yaml`.
    pub name: String,
    /// The file, or `None` for one built into the program.
    pub path: Option<PathBuf>,
    /// The text's title.
    pub title: Option<Text>,
    /// Its author.
    pub author: Option<Text>,
    /// Where to find it.
    pub where_: Option<Text>,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Its claims in order.
    pub claims: Vec<Claim>,
    /// The names in it.
    pub entities: Vec<Entity>,
}

/// A section of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its short name.
    pub slug: String,
    /// Its heading.
    pub title: Option<Text>,
    /// What it says, in a sentence or two.
    pub summary: Option<Text>,
    /// Its parts.
    pub subsections: Vec<Subsection>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subsection {
    /// Its short name.
    pub slug: String,
    /// Its heading.
    pub title: Option<Text>,
    /// What it says.
    pub summary: Option<Text>,
}

/// One statement of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: String,
    /// The slug of its section.
    pub section: String,
    /// The slug of its subsection.
    pub subsection: Option<String>,
    /// The statement.
    pub claim: Text,
    /// Names in it.
    pub entities: Vec<String>,
    /// fact, definition, cause-effect, example, list-member, opinion or caveat.
    pub kind: Option<String>,
    /// Whether cards should ask for it.
    pub quizzable: bool,
    /// Why not.
    pub why: Option<Text>,
    /// What is contestable or dated in it.
    pub caution: Option<Text>,
    /// Where it stands in the source file.
    pub place: Place,
}

/// A name in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The name.
    pub name: String,
    /// system, project, organisation, person, …
    pub kind: Option<String>,
    /// What the text says of it.
    pub note: Option<Text>,
    /// Where it stands in the source file.
    pub place: Place,
}
