//! What is kept of a card for the lints that compare cards: sets of words and a few counts.

use super::card_texts::CardTexts;
use super::contracted::push_in_full;
use super::wording::wording;
use super::words::{Phrase, Sense, Word, shared, sorted};
use crate::deck::{Card, Emphasis, Kind, Place, Role, Text};
use crate::lint::checks::{frame_words, negation_of};

/// A card as it is compared with others.
#[derive(Debug)]
pub(super) struct CardFeatures<'c> {
    pub(super) card: &'c Card,
    pub(super) kind: Kind,
    /// Content words of the prompt.
    pub(super) prompt: Vec<Word>,
    /// A hash of what is asked, word for word, with its code, distractors and hints; for choice, order and term cards
    /// also with the answers.
    pub(super) asked: Word,
    /// The words that distinguish the prompt from other questions, in order.
    pub(super) wording: Vec<Word>,
    /// A hash of the code and the symbols in the prompt.
    pub(super) signs: Word,
    /// For a term card: hashes of the term and of the definition, each with the hints.
    pub(super) sides: Option<[Word; 2]>,
    /// Content words of the answers.
    pub(super) answer: Vec<Word>,
    /// Short answers that other cards shouldn't give away.
    pub(super) keys: Vec<AnswerKey>,
    /// Whether a **strong** word in the prompt tells it from others.
    pub(super) strong: bool,
    /// Whether the prompt asks for what is not true.
    pub(super) negated: bool,
    /// Whether a hint tells it from others.
    pub(super) hinted: bool,
    /// Content words of everything shown, including the answer.
    pub(super) said: Vec<Word>,
    /// Words in capitals, such as initials.
    pub(super) initials: Vec<Word>,
    pub(super) choices: Vec<ChoiceFeatures>,
    pub(super) frames: Vec<ClozeFrame>,
    pub(super) truth: Option<StatementFeatures>,
}

/// A short answer that another card may show.
#[derive(Debug, Clone)]
pub(super) struct AnswerKey {
    /// Its content words, in order.
    pub(super) words: Vec<Word>,
    /// How easily it is recognised.
    pub(super) sort: KeySort,
}

/// What an answer is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeySort {
    /// Several words: recognised by anybody who has read them.
    Words,
    /// A name, which many texts mention in passing.
    Name,
    /// A common word.
    Word,
}

/// A choice of a card.
#[derive(Debug, Clone)]
pub(super) struct ChoiceFeatures {
    /// A hash; equal for the same words.
    pub(super) print: Word,
    pub(super) key: bool,
    pub(super) chars: usize,
    pub(super) words: usize,
    /// How many words it shares with the prompt.
    pub(super) of_prompt: usize,
    /// How many words it shares with each of the other choices, summed.
    pub(super) of_others: usize,
    /// Its content words.
    pub(super) set: Vec<Word>,
}

/// The text around the gaps with one number.
#[derive(Debug, Clone)]
pub(super) struct ClozeFrame {
    pub(super) words: Vec<Word>,
    pub(super) gap: Vec<Word>,
    pub(super) hint: Option<Word>,
}

/// The statement of a true-false card.
#[derive(Debug, Clone)]
pub(super) struct StatementFeatures {
    pub(super) answer: bool,
    pub(super) words: usize,
    /// Its words unstemmed, each once.
    pub(super) raw: Vec<Word>,
}

impl<'c> CardFeatures<'c> {
    pub(super) fn of(reading: &CardTexts<'c>) -> Self {
        let prompt = reading.prompt.set();
        let languages = reading.card.judging.languages;
        let language = if reading.kind.has_sides() { languages.definition } else { languages.question };
        let wording = wording(&reading.prompt, language.is_english());
        let answer = sorted(reading.answers.iter().flat_map(Phrase::content).map(|token| token.stem));
        Self {
            card: reading.card,
            kind: reading.kind,
            asked: asked(reading),
            signs: Word::of_set(&[code(reading), Word::of(&signs(&reading.prompt.text))]),
            sides: sides(reading, &wording),
            keys: keys(reading),
            strong: reading.card.body.texts_of(Role::Prompt).any(has_strong),
            negated: negation_of(&reading.prompt).is_some(),
            hinted: !reading.hints.is_empty(),
            said: sorted(reading.shown().flat_map(Phrase::content).map(|token| token.stem)),
            initials: reading.shown().flat_map(initials).collect(),
            choices: choices(reading, &prompt),
            frames: frames(reading),
            truth: truth(reading),
            prompt,
            wording,
            answer,
        }
    }

    pub(super) fn prompt_place(&self) -> Place {
        self.card.place_of(self.prompt_field(), 0)
    }

    /// The field that the prompt is in.
    pub(super) fn prompt_field(&self) -> &'static str {
        self.card.body.prompt_field()
    }

    /// Whether it is a choice card with one right choice.
    pub(super) fn is_single_choice(&self) -> bool {
        self.kind.is_picked() && !self.card.body.has_several()
    }

    /// How many items it yields.
    pub(super) fn items(&self) -> usize {
        self.card.parts().len()
    }
}

/// Hashes all words and symbols of some phrases in order, ignoring case and punctuation.
fn sequence<'p>(phrases: impl Iterator<Item = &'p Phrase>) -> Word {
    let mut raw: Vec<Word> = Vec::new();
    for phrase in phrases {
        phrase.tokens.iter().for_each(|token| push_in_full(token.raw, &mut raw));
        let signs = signs(&phrase.text);
        if !signs.is_empty() {
            raw.push(Word::of(&signs));
        }
    }
    Word::of_set(&raw)
}

/// The symbols that matter: `C++` is not `C`.
fn signs(text: &str) -> String {
    let is_sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !".,;:!?'\"()-\u{2019}".contains(*c);
    text.chars().filter(is_sign).collect()
}

fn asked(reading: &CardTexts) -> Word {
    Word::of_set(&[asked_in_words(reading), beside(reading)])
}

fn sides(reading: &CardTexts, wording: &[Word]) -> Option<[Word; 2]> {
    /// A definition with this many distinguishing words is known by them.
    const TELLING: usize = 3;
    if !reading.kind.has_sides() {
        return None;
    }
    let beside = Word::of_set(&reading.hints.iter().map(|text| Word::of(&text.text)).collect::<Vec<_>>());
    let articles = ["a", "an", "the", "one"].map(Word::of);
    let side = |text: &Phrase| {
        let mut text = text.clone();
        text.tokens.retain(|token| !articles.contains(&token.raw));
        if text.tokens.is_empty() { Word::of(&text.text) } else { sequence(std::iter::once(&text)) }
    };
    let definition = if wording.len() >= TELLING {
        Word::of_set(&[Word::of_set(wording), code(reading), Word::of(&signs(&reading.prompt.text))])
    } else {
        side(&reading.prompt)
    };
    Some([side(reading.answers.first()?), definition].map(|words| Word::of_set(&[words, beside])))
}

/// A hash of the code in the prompt, character by character.
fn code(reading: &CardTexts) -> Word {
    let prompt = reading.card.prompt();
    if !prompt.may_have_code() {
        return Word::of_set(&[]);
    }
    let spans = prompt.spans().into_iter().filter(|span| matches!(span.style, Emphasis::Code | Emphasis::Fenced));
    Word::of_set(&spans.map(|span| Word::of(&span.text)).collect::<Vec<_>>())
}

/// A hash of what is asked besides the words: code, distractors, hints.
fn beside(reading: &CardTexts) -> Word {
    let mut all = vec![code(reading)];
    // Choices are shuffled, so their order in the file doesn't count.
    all.extend(sorted(reading.wrong.iter().map(|text| Word::of(&text.text))));
    all.extend(reading.hints.iter().map(|text| Word::of(&text.text)));
    Word::of_set(&all)
}

fn asked_in_words(reading: &CardTexts) -> Word {
    let prompt = std::iter::once(&reading.prompt);
    let kind = reading.kind;
    if kind.is_gapped() {
        let gap = Phrase::new("_gap_".to_owned());
        let pieces = reading.pieces.iter().map(|piece| if piece.number.is_some() { &gap } else { &piece.phrase });
        return sequence(pieces);
    }
    // The same question may be asked with other choices; the same word may have two meanings.
    if kind.is_picked() || kind.is_arranged() || kind.has_sides() {
        return sequence(prompt.chain(&reading.answers));
    }
    if reading.prompt.tokens.is_empty() { Word::of(&reading.prompt.text) } else { sequence(prompt) }
}

/// The answers that are short enough to appear word for word on another card.
fn keys(reading: &CardTexts) -> Vec<AnswerKey> {
    const MOST: usize = 4;
    if reading.kind.is_statement() || reading.kind.is_arranged() {
        return Vec::new();
    }
    let key = |answer: &Phrase| {
        let content: Vec<_> = answer.content().collect();
        let sort = match content.as_slice() {
            [one] if one.capital => KeySort::Name,
            [_] => KeySort::Word,
            _ => KeySort::Words,
        };
        let counts = answer.sense == Sense::Words && (1..=MOST).contains(&content.len());
        let words = content.iter().map(|token| token.stem).collect();
        // A flip card's one-word answer begins with a capital whether it is a name or not.
        (counts && (sort == KeySort::Words || !reading.kind.is_recalled())).then_some(AnswerKey { words, sort })
    };
    reading.answers.iter().filter_map(key).collect()
}

fn has_strong(text: &Text) -> bool {
    text.source().contains("**") && text.spans().iter().any(|span| span.style == Emphasis::Strong)
}

fn initials(phrase: &Phrase) -> impl Iterator<Item = Word> {
    phrase.tokens.iter().filter(|token| token.capital && phrase.is_capitals(token)).map(|token| token.raw)
}

fn choices(reading: &CardTexts, prompt: &[Word]) -> Vec<ChoiceFeatures> {
    if !reading.kind.is_picked() {
        return Vec::new();
    }
    let all = || reading.answers.iter().chain(&reading.wrong);
    let sets: Vec<Vec<Word>> = all().map(Phrase::set).collect();
    let keys = reading.answers.len();
    let one = |(at, text): (usize, &Phrase)| {
        let others = sets.iter().enumerate().filter(|(other, _)| *other != at);
        ChoiceFeatures {
            print: sequence(std::iter::once(text)),
            key: at < keys,
            chars: text.char_count(),
            words: text.word_count(),
            of_prompt: shared(&sets[at], prompt),
            of_others: others.map(|(_, set)| shared(&sets[at], set)).sum(),
            set: sets[at].clone(),
        }
    };
    all().enumerate().map(one).collect()
}

fn frames(reading: &CardTexts) -> Vec<ClozeFrame> {
    let frame = |number: u16| {
        let gaps = || reading.pieces.iter().filter(move |piece| piece.number == Some(number));
        let hint = gaps().find_map(|gap| gap.hint.as_ref());
        ClozeFrame {
            words: frame_words(reading, number),
            gap: sorted(gaps().flat_map(|gap| gap.phrase.content()).map(|token| token.stem)),
            hint: hint.map(|hint| sequence(std::iter::once(hint))),
        }
    };
    crate::deck::cloze::numbers(reading.card.body.pieces()).into_iter().map(frame).collect()
}

fn truth(reading: &CardTexts) -> Option<StatementFeatures> {
    let answer = reading.card.body.truth()?;
    let raw = sorted(reading.prompt.tokens.iter().map(|token| token.raw));
    Some(StatementFeatures { answer, words: reading.prompt.word_count(), raw })
}

/// A deck as it is compared with the others of its group.
#[derive(Debug)]
pub(super) struct DeckFeatures<'d> {
    pub(super) deck: &'d crate::deck::Deck,
    pub(super) cards: Vec<CardFeatures<'d>>,
}

impl<'d> DeckFeatures<'d> {
    /// Its true-false cards.
    pub(super) fn truths(&self) -> impl Iterator<Item = (&CardFeatures<'d>, &StatementFeatures)> {
        self.cards.iter().filter_map(|card| card.truth.as_ref().map(|truth| (card, truth)))
    }

    /// How many of its items are of a kind that `of` accepts.
    pub(super) fn items(&self, of: impl Fn(Kind) -> bool) -> usize {
        self.cards.iter().filter(|card| of(card.kind)).map(CardFeatures::items).sum()
    }
}
