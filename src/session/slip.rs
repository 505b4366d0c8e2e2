//! Whether a typed answer is right but for a slip of the keyboard.
//!
//! Texts are compared after folding, so all of this works on letters and
//! digits without spaces; a word's first letter is remembered all the same.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::deck::fold::{Folded, folded};
use crate::deck::{Body, Card, Contents, RightAnswer};

/// One edit is forgiven from this many letters on.
const ONE_EDIT_FROM: usize = 5;
/// Two edits are forgiven from this many letters on.
const TWO_EDITS_FROM: usize = 9;

/// Every answer, accepted form and distractor of the decks found, folded: what a slip may not turn into.
#[derive(Debug, Default)]
pub struct Known {
    english: bool,
    texts: HashSet<String>,
}

impl Known {
    /// What the cards found know. `english` is how the typed answer is folded.
    #[must_use]
    pub fn of(found: &dyn Contents, english: bool) -> Self {
        Self::of_each(|each| found.each_card(each), english)
    }

    /// The same of cards that are handed over one by one.
    pub(super) fn of_each(cards: impl FnOnce(&mut dyn FnMut(&Card)), english: bool) -> Self {
        let mut known = Self { english, texts: HashSet::new() };
        cards(&mut |card| known.add(&card.body));
        known
    }

    fn add(&mut self, body: &Body) {
        match body {
            Body::Flip { answer, .. } => self.insert(&answer.plain()),
            Body::Typed { answers, .. } => {
                answers.iter().flat_map(RightAnswer::texts).for_each(|text| self.insert(&text.plain()));
            }
            Body::Choice { answers, distractors, .. } => {
                let all = answers.iter().chain(distractors.iter().map(|d| &d.text));
                all.for_each(|text| self.insert(&text.plain()));
            }
            Body::Cloze { pieces, .. } => {
                for piece in pieces {
                    if let crate::deck::cloze::Piece::Gap { text, accept, .. } = piece {
                        std::iter::once(text).chain(accept).for_each(|text| self.insert(&text.plain()));
                    }
                }
            }
            Body::Term { term, definition, typed, accept } => {
                std::iter::once(term).chain(&accept.term).for_each(|text| self.insert(&text.plain()));
                // One that is only recalled is no answer that anybody types.
                if typed.definition {
                    std::iter::once(definition).chain(&accept.definition).for_each(|text| self.insert(&text.plain()));
                }
            }
            Body::TrueFalse { .. } | Body::Order { .. } => {}
        }
    }

    fn insert(&mut self, text: &str) {
        self.texts.insert(folded(text, self.english).text());
    }

    /// Whether a text is one of them, and none of the `accepted` forms of its question.
    pub(super) fn has_another(&self, text: &str, accepted: &[String]) -> bool {
        let fold = |text: &str| folded(text, self.english).text();
        let text = fold(text);
        self.texts.contains(&text) && !accepted.iter().any(|form| fold(form) == text)
    }

    /// Whether what was typed is one of the texts, or nearer to one of them than `distance`; the `accepted` forms of
    /// the question itself don't count.
    fn claims(&self, typed: &Folded, distance: usize, accepted: &[Folded]) -> bool {
        let own: HashSet<String> = accepted.iter().map(Folded::text).collect();
        let text = typed.text();
        if self.texts.contains(&text) && !own.contains(&text) {
            return true;
        }
        let letters: Vec<char> = text.chars().collect();
        self.texts.iter().filter(|other| !own.contains(*other)).any(|other| {
            let other: Vec<char> = other.chars().collect();
            letters.len().abs_diff(other.len()) < distance && plain_distance(&letters, &other) < distance
        })
    }
}

/// Where the answers of all decks are, for the few typed answers that they decide: to gather them takes longer than
/// all else about an answer.
#[derive(Clone, Copy)]
pub struct Others<'k> {
    /// How the typed answer is folded.
    pub english: bool,
    /// Gathers them, or has them already.
    pub known: &'k dyn Fn() -> &'k Known,
}

/// How a typed answer stands to the accepted ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// Equal after folding.
    Same,
    /// Right but for a slip, of the accepted form with this index.
    Slip(usize),
    /// Another answer.
    Other,
}

/// Compares what was typed with every accepted form.
#[must_use]
pub(super) fn compare(typed: &str, accepted: &[String], exact: bool, others: Others<'_>) -> Match {
    let typed = folded(typed, others.english);
    let accepted: Vec<Folded> = accepted.iter().map(|form| folded(form, others.english)).collect();
    if accepted.iter().any(|form| form.text() == typed.text()) {
        return Match::Same;
    }
    if exact {
        return Match::Other;
    }
    let nearest = accepted
        .iter()
        .enumerate()
        .filter_map(|(index, form)| Some((edits(&typed, form)?, index, form)))
        .filter(|(edits, _, form)| *edits <= forgiven(form))
        .min_by_key(|&(edits, index, _)| (edits, index));
    match nearest {
        // A missing accent costs nothing and is a slip still, so it is weighed as one edit against the others.
        Some((edits, index, _)) if !(others.known)().claims(&typed, edits.max(1), &accepted) => Match::Slip(index),
        _ => Match::Other,
    }
}

fn forgiven(form: &Folded) -> usize {
    match form.chars.iter().filter(|c| c.letter.is_alphabetic() && !is_combining_mark(c.letter)).count() {
        0..ONE_EDIT_FROM => 0,
        ONE_EDIT_FROM..TWO_EDITS_FROM => 1,
        _ => 2,
    }
}

/// A letter without its accents.
fn bare(letter: char) -> Option<char> {
    std::iter::once(letter).nfd().find(|&c| !is_combining_mark(c))
}

const FORBIDDEN: usize = usize::MAX / 4;

/// How many slips lie between two texts: optimal string alignment (insertions, deletions, substitutions,
/// transpositions of neighbours), in which accents are free, and edits of digits and of a word's first letter don't
/// exist, a swap of its first two aside. `None` where no number of slips explains the difference.
fn edits(typed: &Folded, form: &Folded) -> Option<usize> {
    let (a, b) = (&typed.chars, &form.chars);
    let fixed = |c: &crate::deck::fold::FoldedChar| c.starts_word || c.letter.is_numeric();
    let mut rows: Vec<Vec<usize>> = vec![vec![FORBIDDEN; b.len() + 1]; a.len() + 1];
    rows[0][0] = 0;
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut best = rows[i][j];
            if i > 0 && !fixed(&a[i - 1]) && j > 0 {
                best = best.min(rows[i - 1][j] + 1);
            }
            if j > 0 && !fixed(&b[j - 1]) && i > 0 {
                best = best.min(rows[i][j - 1] + 1);
            }
            if i > 0 && j > 0 {
                let (x, y) = (&a[i - 1], &b[j - 1]);
                if bare(x.letter) == bare(y.letter) {
                    best = best.min(rows[i - 1][j - 1]);
                } else if !fixed(x) && !fixed(y) {
                    best = best.min(rows[i - 1][j - 1] + 1);
                }
            }
            if i > 1 && j > 1 && swapped(&a[i - 2..i], &b[j - 2..j]) {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best.min(FORBIDDEN);
        }
    }
    Some(rows[a.len()][b.len()]).filter(|&edits| edits < FORBIDDEN)
}

fn swapped(a: &[crate::deck::fold::FoldedChar], b: &[crate::deck::fold::FoldedChar]) -> bool {
    let same = |x: char, y: char| bare(x) == bare(y);
    same(a[0].letter, b[1].letter)
        && same(a[1].letter, b[0].letter)
        && !same(a[0].letter, a[1].letter)
        && !a.iter().any(|c| c.letter.is_numeric())
        // Across the border of two words a swap would change a first letter.
        && !a[1].starts_word
        && !b[1].starts_word
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
                .min(rows[i - 1][j - 1] + usize::from(bare(a[i - 1]) != bare(b[j - 1])));
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

    fn compared(typed: &str, accepted: &[String], exact: bool, known: &Known) -> Match {
        super::compare(typed, accepted, exact, Others { english: known.english, known: &|| known })
    }

    fn known(texts: &[&str]) -> Known {
        let mut known = Known { english: true, texts: HashSet::new() };
        for text in texts {
            known.insert(text);
        }
        known
    }

    fn against(typed: &str, form: &str) -> Match {
        compared(typed, &[form.to_owned()], false, &known(&[form]))
    }

    #[test]
    fn a_slip_of_the_keyboard_is_right() {
        for (typed, form) in [
            ("Masakane", "Masakhane"),
            ("Msaakhane", "Masakhane"),
            ("amsakhane", "Masakhane"),
            ("Masakhanne", "Masakhane"),
            ("mazakhana", "Masakhane"),
            ("nanoGTP", "nanoGPT"),
            ("scikit lern", "scikit-learn"),
            ("naive", "naïve"),
            ("cafe", "café"),
            ("Hugging Fcae", "Hugging Face"),
            ("Papers wiht Code", "Papers with Code"),
        ] {
            assert_eq!(against(typed, form), Match::Slip(0), "{typed} for {form}");
        }
    }

    #[test]
    fn what_is_another_word_is_no_slip() {
        for (typed, form) in [
            ("unsupervised", "supervised"),
            ("supervised", "unsupervised"),
            ("decentralised", "centralised"),
            ("inductive", "deductive"),
            ("GTP", "GPT"),
            ("edx", "ed"),
            ("edy", "edX"),
            ("Python 2", "Python 3"),
            ("1984", "1948"),
            ("FSRS-6", "FSRS-5"),
            ("Facing Hug", "Hugging Face"),
            ("Nassakkanne", "Masakhane"),
            ("", "Masakhane"),
        ] {
            assert_eq!(against(typed, form), Match::Other, "{typed} for {form}");
        }
    }

    #[test]
    fn a_slip_may_not_turn_into_another_answer() {
        let accepted = ["governance".to_owned()];
        assert_eq!(compared("governence", &accepted, false, &known(&["governance"])), Match::Slip(0));
        assert_eq!(compared("governence", &accepted, false, &known(&["governance", "governence"])), Match::Other);
        // Two edits away from the right one, one away from a distractor.
        assert_eq!(compared("governmances", &accepted, false, &known(&["governance", "governmance"])), Match::Other);
    }

    #[test]
    fn an_exact_card_forgives_nothing() {
        assert_eq!(compared("Masakane", &["Masakhane".to_owned()], true, &known(&[])), Match::Other);
        assert_eq!(compared("masakhane", &["Masakhane".to_owned()], true, &known(&[])), Match::Same);
    }

    #[test]
    fn the_nearest_accepted_form_is_named() {
        let accepted = ["convolutional network".to_owned(), "convnet".to_owned()];
        assert_eq!(compared("convnte", &accepted, false, &known(&[])), Match::Slip(1));
    }
}
