//! Words as the lints compare them: folded, without stop words, lightly stemmed.
//!
//! A word is kept as a hash of its letters: 100,000 cards have some six million words, and all a lint needs to know
//! is whether two are the same.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

use super::code::has_signs_of_code;
use super::stem::stem;
use super::stop_words;
use crate::deck::Text;
use crate::deck::text::{Emphasis, MarkedText};

/// A hash of a word or its stem: equal if the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(u64);

impl Word {
    /// Hashes a word, which must be in lower case.
    pub(super) fn of(letters: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in letters.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(mixed(hash))
    }

    /// Hashes words in this order; a set must be sorted first.
    pub(super) fn of_set(set: &[Self]) -> Self {
        Self(mixed(set.iter().fold(0, |sum, word| sum.rotate_left(5) ^ word.0)))
    }
}

/// Spreads a hash over all its bits, since maps use it unchanged.
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// A hasher that uses a [`Word`] as its own hash.
#[derive(Debug, Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mixed(self.0 ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

pub(super) type WordMap<V> = HashMap<Word, V, BuildHasherDefault<AsItIs>>;
pub(super) type WordSet = HashSet<Word, BuildHasherDefault<AsItIs>>;

/// A list of words, parted by spaces, as a set that is made when it is first asked.
#[derive(Debug)]
pub(super) struct WordList {
    words: &'static str,
    set: OnceLock<WordSet>,
}

impl WordList {
    pub(super) const fn of(words: &'static str) -> Self {
        Self { words, set: OnceLock::new() }
    }
}

impl Deref for WordList {
    type Target = WordSet;

    fn deref(&self) -> &WordSet {
        self.set.get_or_init(|| set_of(self.words))
    }
}

/// Several [`WordList`]s, each with its name.
macro_rules! lists {
    ($($name:ident = $words:expr;)*) => {
        $(static $name: crate::lint::words::WordList = crate::lint::words::WordList::of($words);)*
    };
}
pub(super) use lists;

/// The words of a list such as those in [`stop_words`].
pub(super) fn set_of(words: &str) -> WordSet {
    words.split_whitespace().map(Word::of).collect()
}

/// A word at its place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// As written, in lower case.
    pub(super) raw: Word,
    /// What it is compared by; a stop word is not stemmed.
    pub(super) stem: Word,
    /// The byte offset of its start.
    pub(super) start: u32,
    /// The byte offset after its end.
    pub(super) end: u32,
    /// Whether it is a stop word: the, of, which.
    pub(super) stop: bool,
    /// Whether it begins with a capital or a digit.
    pub(super) capital: bool,
    /// Whether it is in code, and so not a word of a language.
    pub(super) code: bool,
}

/// How to compare a text with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sense {
    /// By its words.
    #[default]
    Words,
    /// Character by character: a number, a formula, a letter or two.
    Value,
    /// Character by character: code.
    Code,
}

/// A text and its words.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    pub(super) sense: Sense,
    words: usize,
}

impl Phrase {
    pub(super) fn new(text: String) -> Self {
        let (tokens, words) = tokens(&text);
        let sense = if has_signs_of_code(&text) {
            Sense::Code
        } else if is_value(&text) {
            Sense::Value
        } else {
            Sense::Words
        };
        Self { text, tokens, sense, words }
    }

    /// Reads a text of a deck: what it marks as code isn't prose. Fenced code is left out of a `prompt`.
    pub(super) fn of(text: &Text, prompt: bool) -> Self {
        if !text.may_have_code() {
            return Self::new(text.plain());
        }
        let spans = text.spans();
        let is_code = |span: &&MarkedText| matches!(span.style, Emphasis::Code | Emphasis::Fenced);
        let all: Vec<&MarkedText> = spans.iter().filter(|span| !prompt || span.style != Emphasis::Fenced).collect();
        let mut phrase = Self::new(all.iter().map(|span| span.text.as_str()).collect());
        let mut from = 0;
        for span in &all {
            let within = from..from + span.text.len();
            from = within.end;
            if is_code(span) {
                for token in phrase.tokens.iter_mut().filter(|token| within.contains(&(token.start as usize))) {
                    (token.code, token.stop) = (true, false);
                }
            }
        }
        let is_prose = |span: &&MarkedText| !is_code(span) && span.text.contains(char::is_alphanumeric);
        let has_code = all.iter().any(is_code);
        if has_code && !all.iter().any(is_prose) {
            phrase.sense = Sense::Code;
        } else if phrase.sense == Sense::Code && has_code {
            // The symbols of code are in the parts marked as code.
            phrase.sense = Sense::Words;
        }
        phrase
    }

    /// Whether it is compared character by character.
    pub(super) fn is_signs(&self) -> bool {
        self.sense != Sense::Words
    }

    /// Whether it is code or contains some.
    pub(super) fn has_code(&self) -> bool {
        self.sense == Sense::Code || self.tokens.iter().any(|token| token.code)
    }

    /// How many words it has as a reader counts them, by spaces.
    pub(super) const fn word_count(&self) -> usize {
        self.words
    }

    pub(super) fn char_count(&self) -> usize {
        self.text.chars().count()
    }

    pub(super) fn content(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| !token.stop)
    }

    /// The stems of its content words, each once, sorted by hash.
    pub(super) fn set(&self) -> Vec<Word> {
        sorted(self.content().map(|token| token.stem))
    }

    /// A token as written in the text.
    pub(super) fn word_at(&self, token: &Token) -> &str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// Whether a word is all in capitals, as initials are.
    pub(super) fn is_capitals(&self, token: &Token) -> bool {
        let word = self.word_at(token);
        word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase())
    }

    pub(super) fn first(&self) -> Option<&str> {
        self.tokens.first().map(|token| self.word_at(token))
    }

    /// The first of its words that is in a list as written, code aside.
    pub(super) fn find(&self, list: &WordSet) -> Option<&Token> {
        self.tokens.iter().find(|token| self.find_at(token, list))
    }

    /// Whether one of its words is in a list as written; code never is.
    pub(super) fn find_at(&self, token: &Token, list: &WordSet) -> bool {
        !token.code && self.sense != Sense::Code && list.contains(&token.raw)
    }

    /// The index at which these stems occur in a row.
    pub(super) fn position_of(&self, run: &[Word]) -> Option<usize> {
        if run.is_empty() {
            return None;
        }
        self.tokens
            .windows(run.len())
            .position(|window| window.iter().zip(run).all(|(token, word)| token.stem == *word))
    }

    /// Whether these stems occur in a row among its content words.
    pub(super) fn has_content(&self, run: &[Word]) -> bool {
        let words: Vec<Word> = self.content().map(|token| token.stem).collect();
        !run.is_empty() && words.windows(run.len()).any(|window| window == run)
    }

    /// Whether it has a one-word name that isn't part of a longer one: Virginia, but not West Virginia.
    pub(super) fn has_name(&self, name: Word) -> bool {
        let is_name =
            |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.capital && !token.stop);
        let alone = |at: usize| !is_name(at.checked_sub(1)) && !is_name(Some(at + 1));
        self.tokens.iter().enumerate().any(|(at, token)| token.stem == name && token.capital && alone(at))
    }

    /// All its stems in order.
    pub(super) fn stems(&self) -> Vec<Word> {
        self.tokens.iter().map(|token| token.stem).collect()
    }
}

/// Sorts words and removes duplicates.
pub(super) fn sorted(words: impl Iterator<Item = Word>) -> Vec<Word> {
    let mut words: Vec<Word> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// How many words two sorted lists share.
pub(super) fn shared(a: &[Word], b: &[Word]) -> usize {
    let (mut at, mut to, mut count) = (0, 0, 0);
    while let (Some(left), Some(right)) = (a.get(at), b.get(to)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => to += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                at += 1;
                to += 1;
            }
        }
    }
    count
}

/// The Jaccard index of two sorted lists, in percent: how many of all their words they share.
pub(super) fn jaccard(a: &[Word], b: &[Word]) -> usize {
    let both = shared(a, b);
    (both * 100).checked_div(a.len() + b.len() - both).unwrap_or(0)
}

/// `10 5`, `0.5 mg`, `C++`, `-4`, `A B C`: no word of four letters, but symbols or single letters.
fn is_value(text: &str) -> bool {
    // The length of a word tells something only in Latin and Greek script.
    let is_other = |c: char| c.is_alphabetic() && c > '\u{24f}' && !('\u{370}'..'\u{400}').contains(&c);
    if text.is_empty() || text.len() > 60 || text.contains(is_other) {
        return false;
    }
    let longest = text.split(|c: char| !c.is_alphabetic()).map(|run| run.chars().count()).max().unwrap_or(0);
    let has_signs = text.contains(|c: char| !c.is_alphabetic() && !c.is_whitespace() && !matches!(c, ',' | '.' | '-'));
    longest < 4 && (has_signs || longest <= 1 || text.starts_with('-'))
}

/// The words of a text, and how many there are if only spaces separate them.
fn tokens(text: &str) -> (Vec<Token>, usize) {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let (mut words, mut spaced) = (0, true);
    let mut letters = String::with_capacity(24);
    let mut start = 0;
    let mut capital = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let joins = is_apostrophe(c) && !letters.is_empty() && next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || joins {
            if letters.is_empty() {
                start = at;
                words += usize::from(std::mem::replace(&mut spaced, false));
                capital = c.is_uppercase() || c.is_numeric();
            }
            push_lower(&mut letters, if joins { '\'' } else { c });
        } else {
            spaced |= c.is_whitespace();
        }
        let goes_on = next.is_some_and(|next| next.is_alphanumeric() || is_apostrophe(next));
        if !letters.is_empty() && !(goes_on && (c.is_alphanumeric() || joins)) {
            let end = if c.is_alphanumeric() { at + c.len_utf8() } else { at };
            tokens.push(token(&mut letters, start, end, capital));
        }
    }
    (tokens, words)
}

fn push_lower(letters: &mut String, c: char) {
    if c.is_ascii() {
        letters.push(c.to_ascii_lowercase());
    } else {
        letters.extend(c.to_lowercase());
    }
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn token(letters: &mut String, start: usize, end: usize, capital: bool) -> Token {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let raw = Word::of(letters);
    let stop = stop_words::STOP.contains(&raw);
    let stem = if stop {
        raw
    } else {
        stem(letters);
        Word::of(letters)
    };
    letters.clear();
    Token { raw, stem, start: narrow(start), end: narrow(end), stop, capital, code: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Vec<Word> {
        Phrase::new(text.to_owned()).set()
    }

    #[test]
    fn words_are_folded_stemmed_and_cut_at_hyphens() {
        assert_eq!(set("Open-Source models"), set("the open source model"));
        assert_eq!(set("TensorFlow's"), set("tensorflow"));
        assert_eq!(set("the of which"), []);
        assert_eq!(set("fast.ai"), set("ai, fast!"));
    }

    #[test]
    fn a_token_knows_where_it_stands() {
        let phrase = Phrase::new("Übung isn’t 'all', says Ann.".to_owned());
        let words: Vec<&str> = phrase.tokens.iter().map(|token| phrase.word_at(token)).collect();
        assert_eq!(words, ["Übung", "isn’t", "all", "says", "Ann"]);
        assert_eq!(Phrase::new("open-source AI – *so* it is, 3.5 %".to_owned()).word_count(), 6);
        assert!(phrase.tokens[1].raw == Word::of("isn't") && phrase.tokens[4].capital);
    }

    #[test]
    fn values_and_code_are_no_words() {
        let sense = |text: &str| Phrase::of(&Text::new(text), false).sense;
        for text in ["10 5", "0.5–0.9 ng/mL", "a⁶", "C++", "C", "-4", "A B C", "2.5 mg", "12"] {
            assert_eq!(sense(text), Sense::Value, "{text}");
        }
        for text in ["`None`", "`git diff`", "std::vector", "```\nx\n```", "`a`, `b`"] {
            assert_eq!(sense(text), Sense::Code, "{text}");
        }
        for text in ["red", "under 10", "`None` is printed", "Virginia", "any", "猫です", "не"] {
            assert_eq!(sense(text), Sense::Words, "{text}");
        }
    }

    #[test]
    fn jaccard_is_what_is_shared_of_all() {
        assert_eq!(jaccard(&set("cats dogs birds"), &set("bird cat cow")), 50);
        assert_eq!(jaccard(&[], &[]), 0);
    }

    #[test]
    fn a_run_is_found_in_a_row_only() {
        let phrase = Phrase::new("the rise of open models".to_owned());
        let run = Phrase::new("open model".to_owned()).stems();
        assert_eq!(phrase.position_of(&run), Some(3));
        assert_eq!(phrase.position_of(&Phrase::new("rise models".to_owned()).stems()), None);
    }
}
