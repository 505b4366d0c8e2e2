//! The other answers and the distractors of all decks: what a slip may not turn into.

use std::collections::HashSet;

use super::normal::Normal;
use super::{Language, article};

/// Every answer, accepted form and distractor of the decks found, folded.
#[derive(Debug, Default)]
pub struct AnswerSet {
    texts: HashSet<String>,
    words: HashSet<String>,
}

impl AnswerSet {
    /// Takes a text in.
    pub fn insert(&mut self, text: &str) {
        let normal = folded(text);
        for (at, word) in normal.words.iter().enumerate() {
            if word.chars().filter(|c| c.is_alphabetic()).count() >= 3 {
                self.words.insert(normal.word(at));
            }
        }
        self.texts.insert(normal.text());
    }

    /// Whether a text is one of them, and none of the `own` ones of a question.
    pub fn has_another<'t>(&self, text: &str, own: impl IntoIterator<Item = &'t str>) -> bool {
        let text = key(text);
        self.texts.contains(&text) && !own.into_iter().any(|form| key(form) == text)
    }

    /// Whether a word is one of a text of the decks.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.contains(&key(word))
    }

    /// Whether what was typed is one of the texts, or nearer to one of them than `distance` edits. The texts of the `own`
    /// question don't count.
    pub(super) fn claims(&self, typed: &str, distance: usize, own: &HashSet<String>) -> bool {
        let text = key(typed);
        if self.texts.contains(&text) && !own.contains(&text) {
            return true;
        }
        // Nearer than one edit is equal.
        if distance < 2 {
            return false;
        }
        let letters: Vec<char> = text.chars().collect();
        let is_near = |other: &&String| {
            // A letter has four bytes at most.
            other.len().abs_diff(text.len()) < 4 * distance && {
                let other: Vec<char> = other.chars().collect();
                letters.len().abs_diff(other.len()) < distance && plain_distance(&letters, &other) < distance
            }
        };
        self.texts.iter().any(|other| is_near(&other) && !own.contains(other))
    }
}

/// The text as the decks' answers are compared with each other: whatever the language, English articles aside.
pub(super) fn key(text: &str) -> String {
    folded(text).text()
}

fn folded(text: &str) -> Normal {
    Normal::of(article::without_english(text), Language::ENGLISH)
}

/// Optimal string alignment without any rule, to find the nearest of other answers.
fn plain_distance(a: &[char], b: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let mut best = (rows[i - 1][j] + 1)
                .min(rows[i][j - 1] + 1)
                .min(rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
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
        assert!(!known.claims("governence", 1, &own));
        assert!(!known.claims("governance", 1, &own));
        // Two edits away from the right one, one away from another.
        assert!(known.claims("governmances", 2, &own));
        assert!(known.claims("Iliac Crest", 1, &own));
        assert!(known.has_word("Crest") && !known.has_word("the"));
    }
}
