//! Decides whether a difference from the answer is a typo or another word.

use std::collections::HashSet;

use super::align::{Alignment, LetterEdit, align};
use super::articles::articles;
use super::known::key;
use super::languages::{self, Table};
use super::normal::Normal;
use super::script::{Likeness, likeness};
use super::{KnownAnswers, Language, Reason, english, roman};

/// One edit is forgiven from this many letters on.
const ONE_EDIT_FROM: usize = 5;
/// Two edits are forgiven from this many letters on.
const TWO_EDITS_FROM: usize = 9;
/// In words up to this long an edit usually makes another word.
const SHORT: usize = 4;

/// How a text compares with the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typo {
    /// No difference that counts.
    None,
    /// Typos, by number; missing accents make one with no edits.
    Slips(usize),
    /// Similar, but another word.
    Not(Reason),
    /// Too different for a typo.
    Far,
}

/// What a typo is checked against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a, 'k> {
    pub(super) language: Language,
    /// Another form of a word (like its plural) is wrong.
    pub(super) counts_forms: bool,
    pub(super) others: KnownAnswers<'k>,
    /// The accepted forms of the question, folded.
    pub(super) own: &'a HashSet<String>,
}

/// Compares two texts without their articles.
pub(super) fn compare(typed: &Normal, answer: &Normal, against: Against<'_, '_>) -> Typo {
    let language = against.language;
    let Some(alignment) = align(typed, answer, language) else { return Typo::Far };
    if alignment.edits.len() > forgiven(answer) {
        return Typo::Far;
    }
    let touched = TouchedWords { typed, answer, language, alignment: &alignment };
    if let Some(reason) = touched.accent_word() {
        return Typo::Not(reason);
    }
    if alignment.edits.is_empty() {
        return if alignment.accents == 0 { Typo::None } else { Typo::Slips(0) };
    }
    for (at, words) in touched.words() {
        if let Some(reason) = touched.other_word(at, &words, against) {
            return Typo::Not(reason);
        }
    }
    Typo::Slips(alignment.edits.len())
}

fn forgiven(answer: &Normal) -> usize {
    match answer.letters.iter().filter(|letter| letter.is.is_alphabetic()).count() {
        0..ONE_EDIT_FROM => 0,
        ONE_EDIT_FROM..TWO_EDITS_FROM => 1,
        _ => 2,
    }
}

struct TouchedWords<'t> {
    typed: &'t Normal,
    answer: &'t Normal,
    language: Language,
    alignment: &'t Alignment,
}

impl TouchedWords<'_> {
    /// The words of the answer that an edit touches, each with the words typed for it.
    fn words(&self) -> Vec<(usize, Vec<usize>)> {
        let mut touched: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut note = |answer: usize, typed: usize| match touched.iter_mut().find(|(at, _)| *at == answer) {
            Some((_, words)) if words.contains(&typed) => {}
            Some((_, words)) => words.push(typed),
            None => touched.push((answer, vec![typed])),
        };
        for edit in &self.alignment.edits {
            match *edit {
                LetterEdit::Changed { typed, answer } | LetterEdit::Swapped { typed, answer } => {
                    note(self.answer.letters[answer].word, self.typed.letters[typed].word);
                }
                LetterEdit::Added { typed } => {
                    let word = self.typed.letters[typed].word;
                    for answer in self.standing_for(word) {
                        note(answer, word);
                    }
                }
                LetterEdit::Missing { answer } => {
                    let word = self.answer.letters[answer].word;
                    for typed in self.typed_for(word) {
                        note(word, typed);
                    }
                }
            }
        }
        touched
    }

    /// The words of the answer that a typed word corresponds to.
    fn standing_for(&self, typed: usize) -> Vec<usize> {
        let pairs = self.word_pairs().into_iter();
        pairs.filter(|(of, _)| *of == typed).map(|(_, answer)| answer).collect()
    }

    /// The typed words that correspond to a word of the answer.
    fn typed_for(&self, answer: usize) -> Vec<usize> {
        let pairs = self.word_pairs().into_iter();
        pairs.filter(|(_, of)| *of == answer).map(|(typed, _)| typed).collect()
    }

    /// Indices of corresponding words in both texts, each pair once.
    fn word_pairs(&self) -> Vec<(usize, usize)> {
        let word = |(t, a): &(usize, usize)| (self.typed.letters[*t].word, self.answer.letters[*a].word);
        let mut words: Vec<(usize, usize)> = self.alignment.pairs.iter().map(word).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Why the words typed for a word of the answer are different words; `None` if they are typos.
    fn other_word(&self, at: usize, typed: &[usize], against: Against<'_, '_>) -> Option<Reason> {
        let Against { counts_forms, others, own, .. } = against;
        let word = &self.answer.words[at];
        let typed_words: Vec<&str> = typed.iter().map(|at| self.typed.words[*at].as_str()).collect();
        let shown = typed_words.join(" ");
        if roman::numeral(word, at > 0).is_some() {
            return Some(Reason::Number);
        }
        if is_acronym(word) {
            return Some(Reason::Initials(shown));
        }
        let is_short = word.chars().filter(|c| c.is_alphabetic()).count() <= SHORT;
        if self.language.is_english() {
            if let [one] = typed_words.as_slice() {
                if english::are_spellings(one, word) {
                    return None;
                }
                if english::are_forms(one, word) {
                    return counts_forms.then_some(Reason::Form(shown));
                }
            }
            let is_word = typed_words.iter().any(|typed| english::is_word(typed));
            if is_short {
                let is_swap = matches!(self.edits_of(at).as_slice(), [LetterEdit::Swapped { .. }]);
                return (!is_swap || is_word).then_some(if is_word {
                    Reason::Word(shown)
                } else {
                    Reason::Short(shown)
                });
            }
            if is_word {
                return Some(Reason::Word(shown));
            }
        } else {
            if is_short {
                let articles = articles(self.language.code());
                let is_article = articles.contains(&word.to_lowercase().as_str());
                return Some(if is_article { Reason::Article } else { Reason::Short(shown) });
            }
            if let [one] = typed
                && self.is_other_form(*one, at)
            {
                return Some(Reason::Form(shown));
            }
        }
        // Greek and Latin affixes are the same in most languages.
        if typed_words.iter().any(|typed| english::turns_meaning(typed, word)) {
            return Some(Reason::Word(shown));
        }
        let is_known = |typed: &&str| !own.contains(&key(typed)) && (others.known)().has_word(typed);
        typed_words.iter().any(is_known).then_some(Reason::Answer(shown))
    }

    fn edits_of(&self, word: usize) -> Vec<LetterEdit> {
        let is_of = |edit: &&LetterEdit| match **edit {
            LetterEdit::Changed { answer, .. }
            | LetterEdit::Swapped { answer, .. }
            | LetterEdit::Missing { answer } => self.answer.letters[answer].word == word,
            LetterEdit::Added { typed } => self.standing_for(self.typed.letters[typed].word).contains(&word),
        };
        self.alignment.edits.iter().filter(is_of).copied().collect()
    }

    /// Whether two words are forms of one: both end in endings of the language.
    fn is_other_form(&self, typed: usize, answer: usize) -> bool {
        let (typed, answer) = (self.typed.word(typed), self.answer.word(answer));
        let (typed, answer): (Vec<char>, Vec<char>) = (typed.chars().collect(), answer.chars().collect());
        if is_one_swap(&typed, &answer) || is_one_doubled(&typed, &answer) {
            return false;
        }
        let common = |same: &dyn Fn(char, char) -> bool| {
            typed.iter().zip(&answer).take_while(|(typed, answer)| same(**typed, **answer)).count()
        };
        let equal = common(&|typed, answer| typed == answer);
        let Some(Table { endings, .. }) = languages::table(self.language.code()) else {
            // Without a table, any difference within the last two letters counts.
            let same_end = typed.iter().rev().zip(answer.iter().rev()).take_while(|(a, b)| a == b).count();
            let is_in_middle = equal + 2 < answer.len() && equal + 2 < typed.len();
            return !is_in_middle && same_end < 2;
        };
        // Ignoring accents the stem may be longer: Nacht, Nächte.
        let alike = common(&|typed, answer| likeness(typed, answer, self.language) != Likeness::Other);
        let is_ending = |rest: &[char]| {
            let rest: String = rest.iter().collect();
            endings.contains(&rest.as_str())
        };
        (equal.saturating_sub(2).max(2)..=alike).any(|cut| {
            let (typed, answer) = (&typed[cut..], &answer[cut..]);
            typed != answer && is_ending(typed) && is_ending(answer)
        })
    }

    /// The typed word, if an added or missing accent makes it another word or form.
    fn accent_word(&self) -> Option<Reason> {
        let Table { accent_words, .. } = languages::table(self.language.code())?;
        let counts = self.language.code() == "de" || self.answer.words.len() == 1;
        let is_one = |word: &str| accent_words.contains(&word);
        self.word_pairs().into_iter().find_map(|(typed, answer)| {
            let (one, other) = (self.typed.word(typed), self.answer.word(answer));
            let shown = || self.typed.words[typed].clone();
            if one == other {
                None
            } else if counts && is_one(&one) && is_one(&other) {
                Some(Reason::Word(shown()))
            } else if self.alignment.edits.is_empty()
                // In French an accent at the end is left out too often to mark another form.
                && self.language.code() != "fr"
                && other.chars().count() > SHORT
                && self.is_other_form(typed, answer)
            {
                Some(Reason::Form(shown()))
            } else {
                None
            }
        })
    }
}

fn is_one_swap(a: &[char], b: &[char]) -> bool {
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    let [first, second] = differing[..] else { return false };
    a.len() == b.len() && second == first + 1 && a[first] == b[second] && a[second] == b[first]
}

/// Whether one is the other with a letter typed twice.
fn is_one_doubled(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let doubled = |at: usize| long[at] == long[at - 1] && long[..at] == short[..at] && long[at + 1..] == short[at..];
    long.len() == short.len() + 1 && (1..long.len()).any(doubled)
}

/// Two to five capitals; in initials every letter counts.
fn is_acronym(word: &str) -> bool {
    (2..=5).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}
