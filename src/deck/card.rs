//! Decks, cards, and the items that cards yield.

use std::hash::Hash;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Body, CardId, DeckId, Diagnostic, ItemId, ItemPart, Judging, Synonym, SynonymsFile, Text};
use crate::grading::Language;

/// A position in a file, counted from 1; columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub line: u32,
    pub column: u32,
}

impl Default for Place {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

/// Where a card's id comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardIdentity {
    /// The author wrote it.
    Written,
    /// Derived from kind and prompt; it changes when the prompt does.
    Derived,
}

/// An earlier name of a card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Was {
    pub card: CardId,
    /// The one item that is meant, if the author names it: `old-card#c1`.
    pub part: Option<ItemPart>,
    /// The item of this card that takes over its progress, if the author says which: `{c2: old-card}`.
    pub to: Option<ItemPart>,
    /// Where the author wrote it, or the place of what implies it.
    pub place: Place,
    /// It follows from `was` in the header, or from the id that the card had while its prompt was unique. It applies
    /// only if that card no longer exists.
    pub implied: bool,
}

/// A field, the index in its list (from 0), and where its value begins.
pub type FieldPlace = (&'static str, u16, Place);

/// One entry of a deck.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Card {
    pub id: CardId,
    pub identity: CardIdentity,
    pub body: Body,
    /// Each tells more than the one before.
    pub hints: Vec<Text>,
    /// The explanation shown after the answer.
    pub because: Option<Text>,
    /// Ids of the source's claims that it asks about.
    pub claims: Vec<String>,
    /// Ids of claims that it only mentions.
    pub mentions: Vec<String>,
    /// Its own tags and its deck's.
    pub tags: Vec<String>,
    pub was: Vec<Was>,
    /// Raised by the author when the meaning changes.
    pub revision: u32,
    /// Not asked unless the learner resumes it.
    pub suspended: bool,
    pub judging: Judging,
    pub place: Place,
    /// Where the values of its fields begin, list entries one by one, in file order: `("distractors", 1, …)` is the
    /// second, `("why", 1, …)` the reason it is wrong. Texts in `accept` are counted through all its lists.
    pub fields: Vec<FieldPlace>,
}

impl Card {
    /// Where a field's value begins; the card's own place if it has no such field. `index` counts list entries from
    /// 0.
    #[must_use]
    pub fn place_of(&self, field: &str, index: usize) -> Place {
        self.fields
            .iter()
            .find(|(name, at, _)| *name == field && usize::from(*at) == index)
            .map_or(self.place, |&(_, _, place)| place)
    }

    /// The parts of its items, in the order of introduction.
    #[must_use]
    pub fn parts(&self) -> Vec<ItemPart> {
        self.body.parts()
    }

    /// Everything it tells a learner, and its name: equal for two decks if their cards ask the same.
    pub(crate) fn content_key(&self) -> impl PartialEq + Hash {
        (&self.id, &self.body, &self.hints, &self.because, self.revision, self.judging)
    }

    /// The language of the expected answer to a part.
    #[must_use]
    pub const fn answer_language(&self, part: ItemPart) -> Language {
        self.judging.languages.of_answer(part)
    }

    /// The text that is asked: question, statement, term or cloze text, for lists of cards and derived ids.
    #[must_use]
    pub fn prompt(&self) -> Text {
        self.body.prompt()
    }
}

/// A card and which of its items is asked.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: ItemId,
    pub card: Arc<Card>,
}

/// One YAML file of cards.
#[derive(Debug, Clone)]
pub struct Deck {
    /// `id` in the header, or else the file's stem.
    pub id: DeckId,
    /// `None` for one built into the program.
    pub path: Option<PathBuf>,
    pub title: Text,
    /// What learners will know at the end.
    pub about: Option<Text>,
    pub author: Option<Text>,
    pub licence: Option<Text>,
    /// The language of its questions, a BCP 47 tag; English by default.
    pub language: Option<String>,
    /// How typed answers are judged, unless a card says otherwise.
    pub judging: Judging,
    /// The name of the source it cites.
    pub source: Option<String>,
    /// Decks that come before it.
    pub after: Vec<String>,
    /// Tags of all its cards.
    pub tags: Vec<String>,
    /// The header's lists of answers that count as the same.
    pub synonyms: Vec<Vec<Synonym>>,
    /// The files of synonyms in its folder.
    pub beside: Vec<Arc<SynonymsFile>>,
    /// Decks its cards come from, and where its header says so.
    pub was: Vec<(DeckId, Place)>,
    /// Without the cards left out because of an error.
    pub cards: Vec<Arc<Card>>,
    /// Cards left out because of an error.
    pub left_out: Vec<LeftOut>,
    /// Where the values of its header begin, as in [`Card::fields`].
    pub fields: Vec<FieldPlace>,
    /// Diagnostics of reading it.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more errors it has, of which only the number is told.
    pub untold: usize,
    /// Diagnostics that a comment allows; `check` needs them to find comments that allow nothing.
    pub allowed: Vec<Diagnostic>,
}

impl Deck {
    /// How many diagnostics reading it gave, those that are only counted included.
    pub(crate) const fn diagnostic_count(&self) -> usize {
        self.diagnostics.len() + self.untold
    }

    /// Whether its questions are in English, as far as its header says.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.judging.languages.ask_in_english()
    }
}

/// A card that can't be studied until its error is fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its own id, if it can be read.
    pub id: Option<String>,
    pub place: Place,
}

/// The outline of a text: its sections and claims, which cards cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The stem before `.source.yaml`.
    pub name: String,
    /// `None` for one built into the program.
    pub path: Option<PathBuf>,
    pub title: Option<Text>,
    pub author: Option<Text>,
    /// Where to find it.
    pub where_: Option<Text>,
    pub sections: Vec<Section>,
    pub claims: Vec<Claim>,
    pub entities: Vec<Entity>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub slug: String,
    pub title: Option<Text>,
    pub summary: Option<Text>,
    pub subsections: Vec<Subsection>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subsection {
    pub slug: String,
    pub title: Option<Text>,
    pub summary: Option<Text>,
}

/// One statement of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub id: String,
    /// The slug of its section.
    pub section: String,
    /// The slug of its subsection.
    pub subsection: Option<String>,
    pub statement: Text,
    pub entities: Vec<String>,
    /// fact, definition, cause-effect, example, list-member, opinion or caveat.
    pub kind: Option<String>,
    /// Whether cards should ask about it.
    pub quizzable: bool,
    /// Why they should not.
    pub why: Option<Text>,
    /// What is disputed or dated in it.
    pub caution: Option<Text>,
    pub place: Place,
}

/// Something that a source names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub name: String,
    /// system, project, organisation, person, …
    pub kind: Option<String>,
    /// What the source says about it.
    pub note: Option<Text>,
    pub place: Place,
}
