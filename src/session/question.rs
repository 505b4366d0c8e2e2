//! A question: an item as it is put to the learner.

use std::sync::Arc;

use super::hint::{self, Hint};
use crate::deck::{Body, Card, Item, ItemId, ItemPart, Kind, RightAnswer, Synonyms, Text, cloze, cloze::ClozePiece};
use crate::grading::{self, AnswerSet, RightForm, Rules};
use crate::rng::Rng;

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

/// How a gap is shown: at a fixed width, so that it does not give its answer away.
pub const GAP: &str = "________";

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

/// An item as it is put to the learner.
#[derive(Debug, Clone)]
pub struct Question {
    pub id: ItemId,
    pub card: Arc<Card>,
    pub asks: AnswerKind,
    /// Shown before the prompt if that is not a question by itself.
    pub lead: Option<&'static str>,
    pub prompt: Vec<PromptPiece>,
    /// The choices or steps, in the order shown.
    pub choices: Vec<Choice>,
    /// How many texts are to be typed.
    pub texts: usize,
    /// How many of its reviews counted before: decides the order of choices.
    pub attempt: u32,
}

impl Question {
    /// The order of choices is a fixed function of item and `attempt`.
    #[must_use]
    pub fn new(item: &Item, attempt: u32) -> Self {
        let mut choices = choices(&item.card.body);
        shuffle(&mut choices, &item.id, attempt, matches!(item.card.body, Body::Order { .. }));
        let (lead, prompt) = prompt(item);
        let asks = asks(&item.card.body, item.id.part());
        Self {
            id: item.id.clone(),
            card: Arc::clone(&item.card),
            asks,
            lead,
            prompt,
            choices,
            texts: texts(item, asks),
            attempt,
        }
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        self.card.body.kind()
    }

    /// The prompt as plain text, with gaps as [`GAP`].
    #[must_use]
    pub fn plain_prompt(&self) -> String {
        self.prompt
            .iter()
            .map(|piece| match piece {
                PromptPiece::Text(text) => text.plain(),
                PromptPiece::Gap { hint: None } => GAP.to_owned(),
                PromptPiece::Gap { hint: Some(hint) } => format!("{GAP} ({})", hint.plain()),
            })
            .collect()
    }

    /// The prompt with the marks of its texts, with gaps as [`GAP`].
    #[must_use]
    pub fn prompt_source(&self) -> String {
        self.prompt
            .iter()
            .map(|piece| match piece {
                PromptPiece::Text(text) => text.marked().into_owned(),
                PromptPiece::Gap { hint: None } => GAP.to_owned(),
                PromptPiece::Gap { hint: Some(hint) } => format!("{GAP} ({})", hint.marked()),
            })
            .collect()
    }

    /// How many gaps are asked at once; `None` if it is not a cloze.
    #[must_use]
    pub fn gaps(&self) -> Option<usize> {
        let gap = |piece: &&PromptPiece| matches!(piece, PromptPiece::Gap { .. });
        (self.kind() == Kind::Cloze).then(|| self.prompt.iter().filter(gap).count())
    }

    /// The right answer as texts: all choices that apply, the steps in order, the gaps of a cloze.
    #[must_use]
    pub fn right(&self) -> Vec<Text> {
        match (&self.card.body, self.id.part()) {
            (Body::Flip { answer, .. }, _) => vec![answer.clone()],
            (Body::Typed { answers, .. }, _) => answers.iter().map(|answer| answer.text.clone()).collect(),
            (Body::Choice { answers, .. }, _) => answers.clone(),
            (Body::TrueFalse { answer, .. }, _) => vec![Text::new(if *answer { "true" } else { "false" })],
            (Body::Order { steps, .. }, _) => steps.clone(),
            (Body::Term { term, .. }, ItemPart::Term) => vec![term.clone()],
            (Body::Term { definition, .. }, _) => vec![definition.clone()],
            // Gaps with the same number and text are one answer.
            (Body::Cloze { typed: true, .. }, ItemPart::Cloze(_)) => {
                self.wanted().into_iter().map(|wanted| wanted.text).collect()
            }
            (Body::Cloze { pieces, .. }, ItemPart::Cloze(number)) => {
                cloze::gaps_of(pieces, number).map(|(text, _)| text.clone()).collect()
            }
            (Body::Cloze { .. }, _) => Vec::new(),
        }
    }

    /// The expected texts in order, each with its accepted alternatives. Gaps with the same number and text are typed
    /// once.
    #[must_use]
    pub fn wanted(&self) -> Vec<RightAnswer> {
        let one = |text: &Text, accept: &[Text]| RightAnswer { text: text.clone(), accept: accept.to_vec() };
        match (&self.card.body, self.id.part()) {
            (Body::Typed { answers, .. }, _) => answers.clone(),
            (Body::Term { term, accept, .. }, ItemPart::Term) => vec![one(term, &accept.term)],
            (Body::Term { definition, accept, .. }, _) => vec![one(definition, &accept.definition)],
            (Body::Cloze { pieces, .. }, ItemPart::Cloze(number)) => {
                let gaps: Vec<RightAnswer> =
                    cloze::gaps_of(pieces, number).map(|(text, accept)| one(text, accept)).collect();
                match gaps.split_first() {
                    Some((first, rest)) if rest.iter().all(|gap| gap.text == first.text) => {
                        let accept = gaps.iter().flat_map(|gap| gap.accept.iter().cloned()).collect();
                        vec![RightAnswer { text: first.text.clone(), accept }]
                    }
                    _ => gaps,
                }
            }
            _ => self.right().into_iter().map(|text| RightAnswer { text, accept: Vec::new() }).collect(),
        }
    }

    /// All forms that count as one of the expected texts: the author's, then the deck's synonyms.
    #[must_use]
    pub fn forms(&self, wanted: &RightAnswer, synonyms: &Synonyms) -> Vec<RightForm> {
        let exact = self.exact();
        let form = |text: &Text| RightForm {
            written: text.source().to_owned(),
            shown: text.plain(),
            exact: exact || text.is_code(),
        };
        let mut forms: Vec<RightForm> = wanted.texts().map(form).collect();
        for at in 0..forms.len() {
            if !forms[at].exact {
                forms.extend(synonyms.of(&forms[at].shown.clone()).map(RightForm::plain));
            }
        }
        forms
    }

    /// All right answers for one of the expected texts, each once, the shown one first: accepted texts, those offered
    /// by brackets and slashes, synonyms. Without other word forms and typos.
    #[must_use]
    pub fn all_right(&self, wanted: &RightAnswer, synonyms: &Synonyms) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for form in self.forms(wanted, synonyms) {
            // A text typed as it stands in the file is the same answer with its marks.
            let shown = RightForm { written: form.shown.clone(), ..form };
            for text in grading::texts(&shown) {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        }
        all
    }

    /// [`all_right`](Self::all_right) for each text to type; `None` if nothing is typed.
    #[must_use]
    pub fn accepted(&self, synonyms: &Synonyms) -> Option<Vec<Vec<String>>> {
        self.asks.typed().then(|| self.wanted().iter().map(|wanted| self.all_right(wanted, synonyms)).collect())
    }

    /// The author's hints, smallest first, or else a generated one.
    #[must_use]
    pub fn hints(&self) -> Vec<Hint> {
        hint::hints(self)
    }

    /// The author's rules for its answers. `prompt` is the text it asks.
    #[must_use]
    pub fn rules<'q>(&'q self, prompt: &'q str) -> Rules<'q> {
        let tolerance = match &self.card.body {
            Body::Typed { tolerance, .. } => tolerance.as_ref(),
            _ => None,
        };
        Rules {
            language: self.card.answer_language(self.id.part()),
            articles_required: self.card.judging.articles_required,
            counts_forms: self.card.judging.counts_forms,
            tolerance,
            question: prompt,
        }
    }

    /// Whether the order of the expected texts matters: for gaps always, for `answers` if the author says so.
    #[must_use]
    pub fn ordered(&self) -> bool {
        matches!(&self.card.body, Body::Typed { ordered: true, .. } | Body::Cloze { .. })
    }

    /// How many texts are expected, and whether their order matters; `None` for fewer than two.
    #[must_use]
    pub fn wants(&self) -> Option<String> {
        (self.asks == AnswerKind::Texts).then(|| {
            let things = if self.kind() == Kind::Cloze { "gaps" } else { "answers" };
            let order = if self.ordered() { "in order" } else { "in any order" };
            format!("{} {things}, {order}", self.texts)
        })
    }

    /// Whether a right answer begins with a colon: then such a line is an answer, not a command.
    #[must_use]
    pub fn accepts_colon(&self) -> bool {
        let begins = |text: &Text| text.source().starts_with(':') || text.plain().starts_with(':');
        self.asks.typed() && self.wanted().iter().flat_map(RightAnswer::texts).any(begins)
    }

    /// Whether a lone question mark is right: then it is an answer, not a request for help.
    #[must_use]
    pub fn accepts_question_mark(&self) -> bool {
        let is_mark = |text: &Text| matches!(text.plain().trim(), "?" | "？");
        self.asks.typed() && self.wanted().iter().flat_map(RightAnswer::texts).any(is_mark)
    }

    /// Whether a right answer ends in a colon and a word: then such a line is an answer, not a text followed by a
    /// command.
    #[must_use]
    pub fn accepts_colon_and_word(&self) -> bool {
        let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
        let ends = |text: &str| text.trim_end().rsplit_once(':').is_some_and(|(_, word)| is_word(word));
        let ends = |text: &Text| ends(text.source()) || ends(&text.plain());
        self.asks.typed() && self.wanted().iter().flat_map(RightAnswer::texts).any(ends)
    }

    /// Whether one text is expected that is not a number: then a lone 0 is not an answer.
    #[must_use]
    pub fn wants_no_number(&self) -> bool {
        let language = self.card.answer_language(self.id.part());
        let is_number = |text: &Text| grading::is_number(&text.plain(), language);
        self.asks == AnswerKind::Text && !self.wanted().iter().flat_map(RightAnswer::texts).any(is_number)
    }

    /// The note about colons at the beginning of a line, if they begin an answer.
    #[must_use]
    pub fn colon_note(&self) -> Option<&'static str> {
        self.accepts_colon()
            .then_some("A line that begins with a colon is an answer here; only full names, like :quit, are commands.")
    }

    /// Whether a text is an answer or distractor of the decks, apart from its own.
    #[must_use]
    pub fn is_another(&self, text: &str, known: &AnswerSet) -> bool {
        let own: Vec<String> = self.wanted().iter().flat_map(RightAnswer::texts).map(Text::plain).collect();
        known.has_another(text, own.iter().map(String::as_str))
    }

    /// Whether answers are compared character by character.
    #[must_use]
    pub fn exact(&self) -> bool {
        matches!(&self.card.body, Body::Typed { exact: true, .. } | Body::Cloze { exact: true, .. })
    }
}

/// The kind of answer that a part of a card expects.
pub(super) fn asks(body: &Body, part: ItemPart) -> AnswerKind {
    match body {
        Body::Term { typed, .. } if typed.has(part) => AnswerKind::Text,
        Body::Flip { .. } | Body::Term { .. } | Body::Cloze { typed: false, .. } => AnswerKind::Rating,
        Body::Typed { many: true, .. } => AnswerKind::Texts,
        Body::Cloze { pieces, .. } if gaps(pieces, part) > 1 => AnswerKind::Texts,
        Body::Typed { .. } | Body::Cloze { .. } => AnswerKind::Text,
        Body::Choice { many: false, .. } => AnswerKind::Choice,
        Body::Choice { many: true, .. } => AnswerKind::Choices,
        Body::TrueFalse { .. } => AnswerKind::Truth,
        Body::Order { .. } => AnswerKind::Order,
    }
}

/// How many gaps of a part are to be filled; those with the same text count once.
fn gaps(pieces: &[ClozePiece], part: ItemPart) -> usize {
    let ItemPart::Cloze(number) = part else { return 0 };
    let mut texts = cloze::gaps_of(pieces, number).map(|(text, _)| text);
    let first = texts.next();
    let others = texts.clone().count();
    if texts.all(|text| Some(text) == first) { usize::from(first.is_some()) } else { 1 + others }
}

/// How many texts an item expects.
fn texts(item: &Item, asks: AnswerKind) -> usize {
    match (&item.card.body, asks) {
        (_, AnswerKind::Text) => 1,
        (Body::Typed { answers, .. }, AnswerKind::Texts) => answers.len(),
        (Body::Cloze { pieces, .. }, AnswerKind::Texts) => gaps(pieces, item.id.part()),
        _ => 0,
    }
}

fn choices(body: &Body) -> Vec<Choice> {
    match body {
        Body::Choice { answers, distractors, .. } => {
            let right = answers.iter().map(|text| (text, true, None));
            let wrong = distractors.iter().map(|d| (&d.text, false, d.why.as_ref()));
            right
                .chain(wrong)
                .map(|(text, right, why)| Choice { text: text.clone(), right, why: why.cloned(), place: 0 })
                .collect()
        }
        Body::Order { steps, .. } => steps
            .iter()
            .enumerate()
            .map(|(place, text)| Choice { text: text.clone(), right: true, why: None, place })
            .collect(),
        _ => Vec::new(),
    }
}

/// Shuffles; steps never end up in their right order, which would leave nothing to do.
fn shuffle(choices: &mut [Choice], id: &ItemId, attempt: u32, steps: bool) {
    let mut rng = Rng::of(id.as_str(), attempt);
    rng.shuffle(choices);
    if steps && choices.len() > 1 && choices.is_sorted_by_key(|step| step.place) {
        choices.rotate_left(1);
    }
}

fn prompt(item: &Item) -> (Option<&'static str>, Vec<PromptPiece>) {
    let text = |text: &Text| vec![PromptPiece::Text(text.clone())];
    match (&item.card.body, item.id.part()) {
        (Body::Term { definition, .. }, ItemPart::Term) => (Some("Which term means this?"), text(definition)),
        (Body::Term { term, .. }, _) => (Some("What does this term mean?"), text(term)),
        (Body::TrueFalse { statement, .. }, _) => (Some("True or false?"), text(statement)),
        (Body::Cloze { pieces, .. }, part) => (None, pieces.iter().map(|piece| with_gap(piece, part)).collect()),
        _ => (None, text(&item.card.prompt())),
    }
}

fn with_gap(piece: &ClozePiece, asked: ItemPart) -> PromptPiece {
    match piece {
        ClozePiece::Gap { number, hint, .. } if ItemPart::Cloze(*number) == asked => {
            PromptPiece::Gap { hint: hint.clone() }
        }
        ClozePiece::Shown(text) | ClozePiece::Gap { text, .. } => PromptPiece::Text(text.clone()),
    }
}
