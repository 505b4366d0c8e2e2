//! Small words in several languages, for lints of answers and explanations.
//!
//! Checks that need these lists are skipped for a language without them.

mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod portuguese;
mod spanish;

use std::sync::LazyLock;

use super::words::{Word, WordSet, set_of};
use crate::grading::Language;

/// The word lists of one language.
#[derive(Debug)]
pub(super) struct SmallWords {
    /// The numbers from two on, each as the set of its forms.
    numbers: Vec<WordSet>,
    /// Words that join the last part of a list to the others.
    pub(super) and: &'static [&'static str],
    /// Words that join or contrast two claims.
    pub(super) both: WordSet,
    /// Words that explain nothing: small words, praise, words for the card and its parts.
    pub(super) fillers: WordSet,
    /// Words that ask for a reason or a comparison.
    pub(super) reasons: WordSet,
    /// Words right before the number of things asked for.
    pub(super) asking: WordSet,
    /// Words that negate a sentence.
    pub(super) negations: WordSet,
    /// Words that open a sentence which only rejects another.
    pub(super) rejections: WordSet,
    /// Words that compare two things: `than`.
    pub(super) than: WordSet,
    /// Words that open a clause which only states a condition.
    pub(super) conditions: WordSet,
    /// Words that open a second claim about the same thing: `is`, `has`.
    pub(super) verbs: WordSet,
    /// Words that make no question when a gap hides only them, since others would fit: `of`, `and`.
    pub(super) joining: WordSet,
    /// Words that say something is otherwise, but not how: `different`, `earlier`, `myth`.
    pub(super) vague: WordSet,
    /// Words that point at another thing without naming it: `another year`, `somebody else`.
    pub(super) other: WordSet,
    /// Nouns for such a thing: `year`, `place`.
    pub(super) kinds: WordSet,
    /// Words that open a reason.
    pub(super) because: WordSet,
    /// Words that refer to another text: `see chapter 4`, `p. 12`.
    pub(super) pointers: WordSet,
    /// Words of a sentence in which people speak of themselves or to somebody: `my`, `you`.
    pub(super) persons: WordSet,
    /// Words that open an example sentence, since nobody knows whom they refer to.
    pub(super) subjects: WordSet,
}

/// The lists of a language as written: words separated by spaces.
struct Lists {
    numbers: &'static str,
    and: &'static [&'static str],
    both: &'static str,
    fillers: &'static str,
    reasons: &'static str,
    asking: &'static str,
    negations: &'static str,
    rejections: &'static str,
    than: &'static str,
    conditions: &'static str,
    verbs: &'static str,
    joining: &'static str,
    vague: &'static str,
    other: &'static str,
    kinds: &'static str,
    because: &'static str,
    pointers: &'static str,
    persons: &'static str,
    subjects: &'static str,
}

static EN: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::from(&english::LISTS));
static DE: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::from(&german::LISTS));
static FR: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::from(&french::LISTS));
static ES: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::from(&spanish::LISTS));
static IT: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::from(&italian::LISTS));
static PT: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::from(&portuguese::LISTS));
static NL: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::from(&dutch::LISTS));

impl From<&Lists> for SmallWords {
    fn from(lists: &Lists) -> Self {
        Self {
            numbers: numbers(lists.numbers),
            and: lists.and,
            both: set_of(lists.both),
            fillers: set_of(lists.fillers),
            reasons: set_of(lists.reasons),
            asking: set_of(lists.asking),
            negations: set_of(lists.negations),
            rejections: set_of(lists.rejections),
            than: set_of(lists.than),
            conditions: set_of(lists.conditions),
            verbs: set_of(lists.verbs),
            joining: set_of(lists.joining),
            vague: set_of(lists.vague),
            other: set_of(lists.other),
            kinds: set_of(lists.kinds),
            because: set_of(lists.because),
            pointers: set_of(lists.pointers),
            persons: set_of(lists.persons),
            subjects: set_of(lists.subjects),
        }
    }
}

impl SmallWords {
    /// The lists of a language, if it has any.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        match language.code() {
            "en" => Some(&EN),
            "de" => Some(&DE),
            "fr" => Some(&FR),
            "es" => Some(&ES),
            "it" => Some(&IT),
            "pt" => Some(&PT),
            "nl" => Some(&NL),
            _ => None,
        }
    }

    /// The number that a word means, from two to twelve.
    pub(super) fn number(&self, word: Word) -> Option<usize> {
        self.numbers.iter().position(|forms| forms.contains(&word)).map(|at| at + 2)
    }
}

/// Splits `deux trois/3` into the set of forms of each number.
fn numbers(words: &str) -> Vec<WordSet> {
    words.split_whitespace().map(|forms| forms.split('/').map(Word::of).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_in_several_languages() {
        for (code, word, number) in [
            ("en", "three", 3),
            ("de", "zwölf", 12),
            ("fr", "quatre", 4),
            ("es", "dos", 2),
            ("de", "beiden", 2),
            ("it", "tre", 3),
            ("nl", "drie", 3),
            ("pt", "duas", 2),
        ] {
            let tongue = Language::of_tag(code).and_then(SmallWords::of);
            assert_eq!(tongue.and_then(|tongue| tongue.number(Word::of(word))), Some(number), "{word}");
        }
        assert!(Language::of_tag("fi").and_then(SmallWords::of).is_none());
    }
}
