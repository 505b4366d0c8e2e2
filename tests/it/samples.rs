//! Samples of what `tests/long/verdicts.py` measures: slips that must be right, other words that must be wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oss_quiz::{AnswerSet, KnownAnswers, RightForm, Rng, Rules, grade};

const SLIPS: usize = 2_000;
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

#[test]
fn everyday_misspellings_are_right() {
    let wrong: Vec<_> =
        pairs("misspellings.tsv").into_iter().filter(|(right, typed)| !is_right(right, typed)).collect();
    assert!(wrong.is_empty(), "wrong: {wrong:?}");
}

#[test]
fn slips_of_the_keyboard_are_right() {
    let words: Vec<String> = words_of_the_answers().into_iter().collect();
    let mut rng = Rng::of("slips", 0);
    let slips = (0..SLIPS).map(|_| {
        let word = &words[below(words.len(), &mut rng)];
        (word.clone(), slip(word, &mut rng))
    });
    let wrong: Vec<_> = slips.filter(|(word, typed)| !is_right(word, typed)).collect();
    assert!(wrong.len() * 100 <= SLIPS * 2, "{} of {SLIPS} wrong: {wrong:?}", wrong.len());
}

#[test]
fn everyday_words_are_not_taken_for_one_another() {
    at_most("real-pairs.tsv", 1);
}

#[test]
fn technical_words_are_not_taken_for_one_another() {
    at_most("technical-pairs.tsv", 3);
}

/// Checks that at most so many in a hundred of a file's pairs pass.
fn at_most(file: &str, percent: usize) {
    let pairs = pairs(file);
    let right: Vec<_> = pairs.iter().filter(|(answer, typed)| is_right(answer, typed)).collect();
    assert!(right.len() * 100 <= pairs.len() * percent, "{} of {} pass: {right:?}", right.len(), pairs.len());
}

fn is_right(answer: &str, typed: &str) -> bool {
    let known = AnswerSet::default();
    grade(typed, &[RightForm::plain(answer)], &Rules::default(), KnownAnswers { known: &|| &known }).finding.is_right()
}

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The first two columns of a file in `tests/data`.
fn pairs(file: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(path("tests/data").join(file)).unwrap();
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.split('\t');
        (columns.next().unwrap().to_owned(), columns.next().unwrap().to_owned())
    })
    .collect()
}

/// The words of five letters and more in the answers and terms of the shipped decks.
fn words_of_the_answers() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for entry in fs::read_dir(path("decks")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = fs::read_to_string(path).unwrap();
            let mut is_typed = false;
            let fields = text.lines().map(|line| line.trim_start_matches([' ', '-']));
            let answers = fields.filter_map(|line| {
                if let Some(kind) = line.strip_prefix("kind: ") {
                    is_typed = matches!(kind, "typed" | "term");
                }
                line.strip_prefix("answer: ").or(line.strip_prefix("term: ")).filter(|_| is_typed)
            });
            let all = answers.flat_map(|answer| answer.split(|c: char| !c.is_alphabetic()));
            let plain = all.filter(|word| word.len() >= 5 && word.bytes().all(|b| b.is_ascii_lowercase()));
            words.extend(plain.map(str::to_owned));
        }
    }
    words
}

/// The word with two letters swapped, one left out, one doubled, or a key beside the right one; each is as likely. The
/// first letter is right.
fn slip(word: &str, rng: &mut Rng) -> String {
    loop {
        let kind = below(4, rng);
        let at = 1 + below(word.len() - 1, rng);
        let mut letters: Vec<char> = word.chars().collect();
        match kind {
            0 if at + 1 < letters.len() => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            2 => letters.insert(at, letters[at]),
            _ => {
                let keys = beside(letters[at]);
                letters[at] = keys[below(keys.len(), rng)];
            }
        }
        let typed: String = letters.into_iter().collect();
        if typed != word {
            return typed;
        }
    }
}

/// The keys left and right of a letter's, and those above and below.
fn beside(letter: char) -> Vec<char> {
    let row = KEYS.iter().position(|row| row.contains(letter)).unwrap();
    let at = KEYS[row].find(letter).unwrap();
    let key = |row: Option<usize>, at: Option<usize>| KEYS.get(row?)?.chars().nth(at?);
    let (above, below, left, right) = (row.checked_sub(1), Some(row + 1), at.checked_sub(1), Some(at + 1));
    // Each row stands half a key to the right of the one above.
    let keys =
        [(Some(row), left), (Some(row), right), (above, Some(at)), (above, right), (below, left), (below, Some(at))];
    keys.into_iter().filter_map(|(row, at)| key(row, at)).collect()
}

/// A whole number from 0 on, below the limit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]
fn below(limit: usize, rng: &mut Rng) -> usize {
    (rng.unit() * limit as f64) as usize
}
