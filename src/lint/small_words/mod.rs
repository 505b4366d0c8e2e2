//! The small words that lints of answers and explanations know in several languages.
//!
//! Where a language has none of these lists, what they serve is left alone.

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

/// The words of a language.
#[derive(Debug)]
pub(super) struct SmallWords {
    /// The numbers from two on, each as its forms.
    numbers: Vec<WordSet>,
    /// What joins the last part of a list to the others.
    pub(super) and: &'static [&'static str],
    /// What joins two claims, or sets one against the other.
    pub(super) both: WordSet,
    /// What explains nothing: little words, praise, words for what the card itself is.
    pub(super) fillers: WordSet,
    /// What asks for a reason or a comparison.
    pub(super) reasons: WordSet,
    /// What stands right before the number of things that are asked for.
    pub(super) asking: WordSet,
    /// What turns a sentence round.
    pub(super) negations: WordSet,
    /// What a sentence opens with that only rejects another.
    pub(super) rejections: WordSet,
    /// What compares two things: `than`.
    pub(super) than: WordSet,
    /// What opens a clause that only says under which condition.
    pub(super) conditions: WordSet,
    /// What a second claim about the same thing opens with: `is`, `has`.
    pub(super) verbs: WordSet,
    /// Words of which a gap can't be a question by itself, since others would do: `of`, `and`.
    pub(super) joining: WordSet,
    /// What says that something is otherwise and not how: `different`, `earlier`, `myth`.
    pub(super) vague: WordSet,
    /// What points at another thing without naming it: `another year`, `somebody else`.
    pub(super) other: WordSet,
    /// What such a thing is called: `year`, `place`.
    pub(super) kinds: WordSet,
    /// What opens a reason.
    pub(super) because: WordSet,
    /// What refers to another text: `see chapter 4`, `p. 12`.
    pub(super) pointers: WordSet,
    /// What a sentence has that somebody says of themselves or to somebody: `my`, `you`.
    pub(super) persons: WordSet,
    /// What a sentence opens with that is an example, since nobody knows whom it speaks of.
    pub(super) subjects: WordSet,
}

/// The lists of a language as they are written: words between spaces.
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
    /// The words of a language, where they are known.
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

    /// The number that a word says, from two to twelve.
    pub(super) fn number(&self, word: Word) -> Option<usize> {
        self.numbers.iter().position(|forms| forms.contains(&word)).map(|at| at + 2)
    }
}

/// `deux trois/3` as the sets of forms of each number.
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
