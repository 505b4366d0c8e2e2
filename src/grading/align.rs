//! Aligns what was typed with the answer, letter by letter.

use super::Language;
use super::normal::{Letter, Normal};
use super::script::{Likeness, allows_typos, in_two_letters, likeness};

/// Longer texts are only compared for equality: an alignment takes time and memory by the product of the lengths.
pub(crate) const MAX_ALIGNED: usize = 200;
/// More edits than this are never a typo.
const MOST_EDITS: usize = 2;

/// One edit, with the indices of its letters in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterEdit {
    Added {
        typed: usize,
    },
    Missing {
        answer: usize,
    },
    Changed {
        typed: usize,
        answer: usize,
    },
    /// Two neighbours were swapped; the indices are of the first.
    Swapped {
        typed: usize,
        answer: usize,
    },
}

/// The fewest edits that turn one text into the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Alignment {
    pub(super) edits: Vec<LetterEdit>,
    /// How many accents are missing in what was typed, or were written as two letters.
    pub(super) accents: usize,
    /// Indices in both texts of letters that correspond.
    pub(super) pairs: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AlignStep {
    Start,
    Equal,
    /// This many typed letters match this many of the answer, with an accent missing.
    Accent(usize, usize),
    Added,
    Missing,
    Changed,
    Swapped,
}

/// Edits weigh most, then missing accents.
type Cost = u32;
const EDIT: Cost = 1_000;
const NEVER: Cost = Cost::MAX / 4;

/// Aligns two texts (optimal string alignment: letters added, missing or changed, neighbours swapped). Digits, signs,
/// letters of scripts without typos, and the first letter of a word can't be edited, except that its first two may be
/// swapped. `None` if two edits don't explain the difference.
pub(super) fn align(typed: &Normal, answer: &Normal, language: Language) -> Option<Alignment> {
    let (a, b) = (&typed.letters, &answer.letters);
    let longer = b.iter().chain(a).filter(|letter| in_two_letters(letter.is).is_some()).count();
    let band = MOST_EDITS + longer.min(8);
    if a.len().abs_diff(b.len()) > band {
        return None;
    }
    let likes = Likes { language, points_count: answer.has_points() };
    if a.len().max(b.len()) > MAX_ALIGNED {
        let equal = a.len() == b.len() && a.iter().zip(b).all(|(x, y)| likes.of(x, y) == Likeness::Same);
        return equal.then(Alignment::default);
    }
    let mut cells = vec![vec![(NEVER, AlignStep::Start); b.len() + 1]; a.len() + 1];
    cells[0][0] = (0, AlignStep::Start);
    for i in 0..=a.len() {
        for j in i.saturating_sub(band)..=(i + band).min(b.len()) {
            let mut best = cells[i][j];
            let mut offer = |from: (Cost, AlignStep), cost: Cost, step: AlignStep| {
                if from.0 + cost < best.0 {
                    best = (from.0 + cost, step);
                }
            };
            if i > 0 && j > 0 {
                let (x, y) = (&a[i - 1], &b[j - 1]);
                match likes.of(x, y) {
                    Likeness::Same => offer(cells[i - 1][j - 1], 0, AlignStep::Equal),
                    Likeness::AccentMissing => offer(cells[i - 1][j - 1], 1, AlignStep::Accent(1, 1)),
                    Likeness::Other if is_free(x) && is_free(y) => offer(cells[i - 1][j - 1], EDIT, AlignStep::Changed),
                    Likeness::Other => {}
                }
                if i > 1 && likes.stand_for(&a[i - 2..i], y) {
                    offer(cells[i - 2][j - 1], 1, AlignStep::Accent(2, 1));
                }
                if j > 1 && likes.stand_for(&b[j - 2..j], x) {
                    offer(cells[i - 1][j - 2], 1, AlignStep::Accent(1, 2));
                }
                if i > 1 && j > 1 && likes.are_swapped(&a[i - 2..i], &b[j - 2..j]) {
                    offer(cells[i - 2][j - 2], EDIT, AlignStep::Swapped);
                }
                if is_free(x) {
                    offer(cells[i - 1][j], EDIT, AlignStep::Added);
                }
                if is_free(y) {
                    offer(cells[i][j - 1], EDIT, AlignStep::Missing);
                }
            }
            cells[i][j] = best;
        }
    }
    if cells[a.len()][b.len()].0 >= (Cost::try_from(MOST_EDITS).unwrap_or(0) + 1) * EDIT {
        return None;
    }
    Some(walk_back(&cells, a.len(), b.len()))
}

fn walk_back(cells: &[Vec<(Cost, AlignStep)>], mut i: usize, mut j: usize) -> Alignment {
    let mut alignment = Alignment::default();
    loop {
        match cells[i][j].1 {
            AlignStep::Start => break,
            AlignStep::Equal => {
                (i, j) = (i - 1, j - 1);
                alignment.pairs.push((i, j));
            }
            AlignStep::Accent(typed, answer) => {
                (i, j) = (i - typed, j - answer);
                alignment.accents += 1;
                alignment.pairs.push((i, j));
            }
            AlignStep::Added => {
                i -= 1;
                alignment.edits.push(LetterEdit::Added { typed: i });
            }
            AlignStep::Missing => {
                j -= 1;
                alignment.edits.push(LetterEdit::Missing { answer: j });
            }
            AlignStep::Changed => {
                (i, j) = (i - 1, j - 1);
                alignment.edits.push(LetterEdit::Changed { typed: i, answer: j });
                alignment.pairs.push((i, j));
            }
            AlignStep::Swapped => {
                (i, j) = (i - 2, j - 2);
                alignment.edits.push(LetterEdit::Swapped { typed: i, answer: j });
                alignment.pairs.extend([(i, j + 1), (i + 1, j)]);
            }
        }
    }
    alignment
}

fn is_free(letter: &Letter) -> bool {
    !letter.starts && allows_typos(letter.is)
}

struct Likes {
    language: Language,
    /// Whether the answer has vowel points; then those typed must be among them.
    points_count: bool,
}

impl Likes {
    fn of(&self, typed: &Letter, answer: &Letter) -> Likeness {
        if self.points_count && !typed.points.iter().all(|point| answer.points.contains(point)) {
            return Likeness::Other;
        }
        likeness(typed.is, answer.is, self.language)
    }

    /// Whether two letters stand for one: `ae` for ä. In English too, except for letters of its own.
    fn stand_for(&self, two: &[Letter], one: &Letter) -> bool {
        in_two_letters(one.is).is_some_and(|pair| two.iter().map(|letter| letter.is).eq(pair))
            && !(matches!(self.language.code(), "tr" | "az") && matches!(one.is, 'ö' | 'ü'))
            && !two[1].starts
    }

    fn are_swapped(&self, a: &[Letter], b: &[Letter]) -> bool {
        let same = |x: &Letter, y: &Letter| self.of(x, y) != Likeness::Other;
        same(&a[0], &b[1])
            && same(&a[1], &b[0])
            && !same(&a[0], &b[0])
            && a.iter().chain(b).all(|letter| allows_typos(letter.is))
            // A swap across a word boundary would change a first letter.
            && !a[1].starts
            && !b[1].starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(typed: &str, answer: &str, code: &str) -> Option<(usize, usize)> {
        let language = Language::of_tag(code).expect("a tag");
        let alignment = align(&Normal::of(typed, language), &Normal::of(answer, language), language)?;
        Some((alignment.edits.len(), alignment.accents))
    }

    #[test]
    fn edits_are_counted() {
        for (typed, answer, code, wanted) in [
            ("Masakhane", "Masakhane", "en", Some((0, 0))),
            ("Masakane", "Masakhane", "en", Some((1, 0))),
            ("Msaakhane", "Masakhane", "en", Some((1, 0))),
            ("amsakhane", "Masakhane", "en", Some((1, 0))),
            ("mazakhana", "Masakhane", "en", Some((2, 0))),
            ("scikit lern", "scikit-learn", "en", Some((1, 0))),
            ("machinelearing", "machine learning", "en", Some((1, 0))),
            ("cafe", "café", "en", Some((0, 1))),
            ("naïve", "naive", "en", Some((0, 0))),
            ("Bruecke", "Brücke", "de", Some((0, 1))),
            ("Brucke", "Brücke", "de", Some((0, 1))),
            ("Brücke", "Bruecke", "de", Some((0, 1))),
            ("Lodz", "Łódź", "pl", Some((0, 3))),
            ("smorrebrod", "smørrebrød", "no", Some((0, 2))),
            ("ano", "año", "es", Some((1, 0))),
            ("shukran", "sukran", "en", Some((1, 0))),
            ("unsupervised", "supervised", "en", None),
            ("Facing Hug", "Hugging Face", "en", None),
            ("Python 2", "Python 3", "en", None),
            ("사과", "시간", "ko", None),
            ("か", "が", "ja", None),
            ("مدرسه", "مدرسة", "ar", None),
            ("شكرا", "شُكْرًا", "ar", Some((0, 0))),
            ("שלום", "שָׁלוֹם", "he", Some((0, 0))),
            ("احمد", "أحمد", "ar", Some((0, 0))),
            ("й", "и", "ru", None),
            ("", "Masakhane", "en", None),
        ] {
            assert_eq!(edits(typed, answer, code), wanted, "{typed} for {answer}");
        }
    }

    #[test]
    fn a_long_text_takes_no_time() {
        let long = "word ".repeat(10_000);
        assert_eq!(edits(&long, &long, "en"), Some((0, 0)));
        assert_eq!(edits(&long, &long.replacen('w', "v", 1), "en"), None);
    }
}
