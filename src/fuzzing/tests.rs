//! Each target on its seeds, and on some changes of them: always the same ones, and few enough for every run.
//! `fuzz/README.md` says how to look for more.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::rng::Rng;

/// The longest input that is made.
const LONGEST: usize = 4_000;

/// Runs a target on its seeds, and on `count` inputs made of them.
#[track_caller]
fn run(name: &str, target: fn(&[u8]), count: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(!seeds.is_empty(), "{} has no seeds", folder.display());
    let mut dice = Dice(Rng::of(name, 0));
    let made = (0..count).map(|_| dice.changed(&seeds));
    for input in seeds.iter().cloned().chain(made) {
        let passed = catch_unwind(AssertUnwindSafe(|| target(&input)));
        // The panic itself has been printed.
        assert!(passed.is_ok(), "the input of `{name}`: b\"{}\"", input.escape_ascii());
    }
}

struct Dice(Rng);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "small"
        )]
        let number = (self.0.unit() * most as f64) as usize;
        number.min(most.saturating_sub(1))
    }

    fn piece<'b>(&mut self, bytes: &'b [u8], most: usize) -> &'b [u8] {
        let start = self.below(bytes.len());
        let length = self.below(most.min(bytes.len() - start) + 1);
        &bytes[start..start + length]
    }

    /// A seed after one to six changes.
    fn changed(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            let at = self.below(input.len() + 1);
            match self.below(8) {
                0 if at < input.len() => input[at] ^= 1 << self.below(8),
                1 if at < input.len() => input[at] = u8::try_from(self.below(256)).unwrap(),
                2 => {
                    let end = (at + self.below(40)).min(input.len());
                    input.drain(at..end);
                }
                3 => {
                    let piece = self.piece(&input.clone(), 60).repeat(1 + self.below(8));
                    input.splice(at..at, piece);
                }
                4 => {
                    let end = (at + self.below(20)).min(input.len());
                    let piece = self.piece(&input.clone(), 20).to_vec();
                    input.splice(at..end, piece);
                }
                5 => {
                    let other = &seeds[self.below(seeds.len())];
                    let piece = self.piece(other, 200).to_vec();
                    input.splice(at..at, piece);
                }
                6 => {
                    let word = WORDS[self.below(WORDS.len())];
                    input.splice(at..at, word.bytes());
                }
                _ => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len() + 1);
                    input.truncate(at);
                    input.extend_from_slice(&other[from..]);
                }
            }
            input.truncate(LONGEST);
        }
        input
    }
}

/// What trips up code that reads, cuts or compares texts.
const WORDS: [&str; 24] = [
    "\u{202e}",
    "\u{feff}",
    "\u{1b}[2J",
    "\u{200d}",
    "İ",
    "ß",
    "ﬁ",
    "e\u{301}",
    "👩\u{200d}👧",
    "日本",
    "\r\n",
    "\t",
    "\0",
    "`",
    "**",
    "{{",
    "}}",
    "::",
    "- ",
    ": ",
    "#",
    "\"",
    "'",
    "999999999999999999999",
];

macro_rules! targets {
    ($($name:ident $count:literal)*) => {
        $(#[test]
        fn $name() {
            run(stringify!($name), super::$name, $count);
        })*

        #[test]
        fn every_folder_of_seeds_is_of_a_target() {
            let mut names = [$(stringify!($name)),*];
            names.sort_unstable();
            let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds")).unwrap();
            let mut folders: Vec<String> =
                folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
            folders.sort_unstable();
            assert_eq!(folders, names);
        }
    };
}

targets! {
    deck 80
    source 300
    check 60
    mending 100
    judging 400
    marks 400
    html 400
    config 400
    log 400
    merge 20
    catalogue 40
    store 40
    anki 200
    anki_notes 200
    table 300
}
