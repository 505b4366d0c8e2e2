//! An item in JSON: its question, its deck, its file.

use serde::{Serialize, Serializer};

use crate::deck::{Card, Decks, ItemId, ItemPart, Text};
use crate::schedule::{NextStates, Phase, Rating};
use crate::session::{JsonField, Question};

/// A question for other programs. Texts are plain; `…_source` has them with their markup. Fields are added, never
/// changed.
#[derive(Debug, Serialize)]
pub(super) struct ItemOut {
    id: String,
    deck: String,
    kind: &'static str,
    asks: &'static str,
    state: &'static str,
    attempt: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'static str>,
    prompt: String,
    prompt_source: String,
    choices: Vec<String>,
    choices_source: Vec<String>,
    #[serde(flatten)]
    own: OwnFields,
    /// How to answer, if the prompt doesn't show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    wants: Option<String>,
    /// How many gaps of the prompt are to be filled.
    #[serde(skip_serializing_if = "Option::is_none")]
    gaps: Option<usize>,
    hints: Vec<String>,
    hints_source: Vec<String>,
    previews: Previews,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right_source: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because_source: Option<String>,
    #[serde(flatten)]
    home: ItemSource,
}

impl ItemOut {
    /// A question without its answer, except where learners rate themselves.
    pub(super) fn asked(state: Phase, question: &Question, next: &NextStates, found: &dyn Decks) -> Self {
        let oneself = !question.asks.judged();
        Self::of((state, next), question, found, oneself)
    }

    pub(super) fn with_answer(state: Phase, question: &Question, next: &NextStates, found: &dyn Decks) -> Self {
        Self::of((state, next), question, found, true)
    }

    fn of((state, next): (Phase, &NextStates), question: &Question, found: &dyn Decks, answered: bool) -> Self {
        let choices = || question.choices.iter().map(|choice| &choice.text);
        let hints = question.hints();
        let right = answered.then(|| question.right());
        let because = question.card.because.as_ref().filter(|_| answered);
        Self {
            id: question.id.to_string(),
            deck: question.id.deck().to_owned(),
            kind: question.kind().word(),
            asks: question.asks.word(),
            state: state.word(),
            attempt: question.attempt,
            lead: question.lead,
            prompt: question.plain_prompt(),
            prompt_source: question.prompt_source(),
            choices: plain(choices()),
            choices_source: source(choices()),
            own: OwnFields(question.form().fields(question)),
            wants: question.wants(),
            gaps: question.gaps(),
            hints: plain(hints.iter().map(|hint| &hint.text)),
            hints_source: source(hints.iter().map(|hint| &hint.text)),
            previews: Previews::of(next),
            right: right.as_ref().map(plain),
            right_source: right.as_ref().map(source),
            because: because.map(Text::plain),
            because_source: because.map(marked),
            home: ItemSource::of(&question.card, &question.id, found),
        }
    }
}

/// The fields of one form of answer.
#[derive(Debug, Default)]
pub(super) struct OwnFields(pub(super) Vec<JsonField>);

impl Serialize for OwnFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// Texts without markup.
pub(super) fn plain<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Vec<String> {
    texts.into_iter().map(Text::plain).collect()
}

/// Texts with markup.
pub(super) fn source<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Vec<String> {
    texts.into_iter().map(marked).collect()
}

/// A text with markup.
pub(super) fn marked(text: &Text) -> String {
    text.marked().into_owned()
}

/// The deck, languages, tags and position of an item.
#[derive(Debug, Serialize)]
pub(super) struct ItemSource {
    deck_title: Option<String>,
    /// The language of the question: two or three letters.
    language: String,
    answer_language: String,
    tags: Vec<String>,
    /// The deck's file; `None` for a built-in deck.
    path: Option<String>,
    line: u32,
}

impl ItemSource {
    pub(super) fn of(card: &Card, id: &ItemId, found: &dyn Decks) -> Self {
        let deck = found.heading(id.deck());
        let languages = &card.judging.languages;
        let asked = match id.part() {
            ItemPart::Term => languages.definition,
            ItemPart::Definition => languages.term,
            ItemPart::Whole | ItemPart::Cloze(_) => languages.question,
        };
        Self {
            deck_title: deck.map(|deck| deck.title.plain()),
            language: asked.code().to_owned(),
            answer_language: languages.of_answer(id.part()).code().to_owned(),
            tags: card.tags.clone(),
            path: deck.and_then(|deck| deck.path.as_ref()).map(|path| path.to_string_lossy().into_owned()),
            line: card.place.line,
        }
    }
}

/// Days until the item is due, by rating.
#[derive(Debug, Serialize)]
pub(super) struct Previews {
    again: u16,
    hard: u16,
    good: u16,
    easy: u16,
}

impl Previews {
    pub(super) fn of(next: &NextStates) -> Self {
        let days = |rating| next.after(rating).interval;
        Self {
            again: days(Rating::Again),
            hard: days(Rating::Hard),
            good: days(Rating::Good),
            easy: days(Rating::Easy),
        }
    }
}
