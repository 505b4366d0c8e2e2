//! A question: an item as it is put to the learner.

use std::sync::Arc;

use super::hint::{self, Hint};
use crate::deck::{AnswerKind, Card, Choice, Item, ItemId, Kind, PromptPiece, RightAnswer, Synonyms, Text};
use crate::grading::{self, AnswerSet, RightForm, Rules};
use crate::rng::Rng;

/// How a gap is shown: at a fixed width, so that it does not give its answer away.
pub const GAP: &str = "________";

/// How many synonyms of an answer count.
pub(crate) const MAX_SYNONYMS: usize = 200;

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
        let (body, part) = (&item.card.body, item.id.part());
        let asks = body.asks(part);
        let mut choices = body.choices();
        shuffle(&mut choices, &item.id, attempt);
        Self {
            id: item.id.clone(),
            card: Arc::clone(&item.card),
            asks,
            lead: body.lead(part),
            prompt: body.asked(part),
            choices,
            texts: if asks.typed() { body.wanted(part).len() } else { 0 },
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
        Some(self.prompt.iter().filter(gap).count()).filter(|count| *count > 0)
    }

    /// The right answer as texts: all choices that apply, the steps in order, the gaps of a cloze.
    #[must_use]
    pub fn right(&self) -> Vec<Text> {
        self.card.body.right(self.id.part())
    }

    /// The expected texts in order, each with its accepted alternatives. Gaps with the same number and text are typed
    /// once.
    #[must_use]
    pub fn wanted(&self) -> Vec<RightAnswer> {
        self.card.body.wanted(self.id.part())
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
        let written = forms.len();
        for at in 0..written {
            if !forms[at].exact {
                let room = MAX_SYNONYMS.saturating_sub(forms.len() - written);
                forms.extend(synonyms.of(&forms[at].shown.clone()).take(room).map(RightForm::plain));
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
        Rules {
            language: self.card.answer_language(self.id.part()),
            articles_required: self.card.judging.articles_required,
            counts_forms: self.card.judging.counts_forms,
            tolerance: self.card.body.tolerance(),
            question: prompt,
        }
    }

    /// Whether the order of the expected texts matters: for gaps always, for `answers` if the author says so.
    #[must_use]
    pub fn ordered(&self) -> bool {
        self.card.body.ordered()
    }

    /// How many texts are expected, and whether their order matters; `None` for fewer than two.
    #[must_use]
    pub fn wants(&self) -> Option<String> {
        (self.asks == AnswerKind::Texts).then(|| {
            let things = if self.gaps().is_some() { "gaps" } else { "answers" };
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
        self.accepts_colon_and(char::is_alphabetic)
    }

    /// Whether a right answer ends in a colon and a number.
    #[must_use]
    pub fn accepts_colon_and_number(&self) -> bool {
        self.accepts_colon_and(char::is_numeric)
    }

    fn accepts_colon_and(&self, is_sign: impl Fn(char) -> bool) -> bool {
        let is_word = |word: &str| !word.is_empty() && word.chars().all(&is_sign);
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
        self.card.body.exact()
    }
}

/// Shuffles; steps never end up in their right order, which would leave nothing to do.
fn shuffle(choices: &mut [Choice], id: &ItemId, attempt: u32) {
    let has_order = choices.iter().any(|choice| choice.place > 0);
    let mut rng = Rng::of(id.as_str(), attempt);
    rng.shuffle(choices);
    if has_order && choices.is_sorted_by_key(|step| step.place) {
        choices.rotate_left(1);
    }
}
