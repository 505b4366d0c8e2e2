//! The other answers and distractors of all decks, which a typo must not turn into.

use std::collections::{BTreeSet, HashSet};

use super::normal::Normal;
use super::script::allows_typos;
use super::{Language, article};

/// For longer texts no neighbours are looked up.
const LONGEST: usize = 60;

/// Every answer, accepted form and distractor of the decks, folded.
#[derive(Debug, Default)]
pub struct AnswerSet {
    texts: HashSet<String>,
    words: HashSet<String>,
    /// The letters that a typo may have left out.
    letters: BTreeSet<char>,
}

impl AnswerSet {
    pub fn insert(&mut self, text: &str) {
        let normal = folded(text);
        for (at, word) in normal.words.iter().enumerate() {
            if word.chars().filter(|c| c.is_alphabetic()).count() >= 3 {
                self.words.insert(normal.word(at));
            }
        }
        self.letters.extend(normal.letters.iter().map(|letter| letter.is).filter(|letter| allows_typos(*letter)));
        self.texts.insert(normal.text());
    }

    /// Whether a text is one of them, apart from the question's `own` texts.
    pub fn has_another<'t>(&self, text: &str, own: impl IntoIterator<Item = &'t str>) -> bool {
        let text = key(text);
        self.texts.contains(&text) && !own.into_iter().any(|form| key(form) == text)
    }

    /// Whether a word occurs in them.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.contains(&key(word))
    }

    /// Whether what was typed is one of the texts, or nearer to one of them than `distance` edits, apart from the
    /// question's `own` texts.
    pub(super) fn has_nearer(&self, typed: &str, distance: usize, own: &HashSet<String>) -> bool {
        let text = key(typed);
        if self.texts.contains(&text) && !own.contains(&text) {
            return true;
        }
        // Nearer than one edit means equal; long texts have no neighbours.
        distance > 1 && text.chars().count() <= LONGEST && self.is_beside_another(&text, own)
    }

    /// Whether one edit turns the text into one of the set. Looks up all possible edits: comparing with a hundred
    /// thousand texts would be too slow.
    fn is_beside_another(&self, text: &str, own: &HashSet<String>) -> bool {
        let letters: Vec<char> = text.chars().collect();
        let mut made = String::with_capacity(text.len() + 4);
        let mut is_another = |parts: [&[char]; 3]| {
            made.clear();
            made.extend(parts.into_iter().flatten());
            self.texts.contains(&made) && !own.contains(&made)
        };
        (0..=letters.len()).any(|at| {
            let (before, behind) = letters.split_at(at);
            let rest = behind.get(1..).unwrap_or_default();
            let swapped = match behind {
                [first, second, after @ ..] => is_another([before, &[*second, *first], after]),
                _ => false,
            };
            swapped
                || (!behind.is_empty() && is_another([before, &[], rest]))
                || self.letters.iter().any(|letter| {
                    is_another([before, &[*letter], behind])
                        || (!behind.is_empty() && is_another([before, &[*letter], rest]))
                })
        })
    }
}

/// The key by which the answers of decks are compared: for any language, without English articles.
pub(super) fn key(text: &str) -> String {
    folded(text).text()
}

fn folded(text: &str) -> Normal {
    Normal::of(article::without_english(text), Language::ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decks_claim_what_is_theirs() {
        let mut known = AnswerSet::default();
        for text in ["governance", "governmance", "the iliac crest"] {
            known.insert(text);
        }
        let own = HashSet::from([key("governance")]);
        assert!(!known.has_nearer("governence", 1, &own));
        assert!(!known.has_nearer("governance", 1, &own));
        // Two edits away from the right one, one away from another.
        assert!(known.has_nearer("governmances", 2, &own));
        assert!(known.has_nearer("Iliac Crest", 1, &own));
        assert!(known.has_word("Crest") && !known.has_word("the"));
    }
}
