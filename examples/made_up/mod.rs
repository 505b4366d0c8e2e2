//! Decks of made-up sentences, all kinds mixed as in the decks that come with the program.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use oss_quiz::Rng;

/// Writes decks of so many cards in all to so many files.
pub(crate) fn write_decks(folder: &Path, cards: usize, files: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut words = Words(Rng::seeded(1));
    for file in 0..files {
        let mut text = format!("title: Deck {file}\ncards:\n");
        for card in (file * cards / files)..((file + 1) * cards / files) {
            let _ = writeln!(text, "  - id: card-{card}");
            words.card(card, &mut text);
        }
        fs::write(folder.join(format!("deck-{file}.yaml")), text)?;
    }
    Ok(())
}

/// Made-up words, the first ones of the list far more often than the last.
struct Words(Rng);

impl Words {
    /// A number below another one.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "the numbers are small and positive"
    )]
    fn below(&mut self, most: usize) -> usize {
        (self.0.unit() * most as f64) as usize
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "ke", "ti", "ro", "mu", "la", "ne", "si", "do", "pu", "ga", "ve", "hi", "zo", "cu", "fa"];
        // Thirty thousand words; those of each power of two are together as frequent as those of another.
        let most = 1_usize << (1 + self.below(14));
        let mut rest = most + self.below(most);
        let mut word = String::from(SYLLABLES[rest % 16]);
        while rest > 0 {
            rest /= 16;
            word.push_str(SYLLABLES[(rest + word.len()) % 16]);
        }
        word
    }

    fn words(&mut self, count: usize) -> String {
        const LITTLE: [&str; 8] = ["the", "of", "and", "in", "to", "a", "for", "is"];
        let mut text = String::new();
        for nth in 0..count {
            text.push_str(if nth > 0 { " " } else { "" });
            if nth % 3 == 1 {
                text.push_str(LITTLE[nth / 3 % 8]);
            } else {
                text.push_str(&self.word());
            }
        }
        text
    }

    fn card(&mut self, nth: usize, out: &mut String) {
        let because = format!("{}. {}.", self.words(14), self.words(12));
        let _ = match nth % 20 {
            0..=6 => {
                writeln!(out, "    kind: flip\n    question: Which {}?\n    answer: {}", self.words(12), self.words(6))
            }
            7..=10 => writeln!(
                out,
                "    kind: typed\n    question: Who {}?\n    answer: {}\n    accept: [{}, {}]",
                self.words(12),
                self.words(2),
                self.words(2),
                self.words(3)
            ),
            11..=14 => writeln!(
                out,
                "    kind: choice\n    question: What {}?\n    answer: {}\n    distractors:\n      - {}\n      - \
                 {}\n      - {}",
                self.words(12),
                self.words(4),
                self.words(4),
                self.words(4),
                self.words(4)
            ),
            15 | 16 => writeln!(
                out,
                "    kind: cloze\n    text: \"{} {{{{c1::{}}}}} {} {{{{c2::{}}}}}.\"",
                self.words(8),
                self.words(2),
                self.words(5),
                self.word()
            ),
            17 => writeln!(out, "    kind: true-false\n    statement: {}.\n    answer: true", self.words(12)),
            18 => writeln!(out, "    kind: term\n    term: {}\n    definition: {}", self.word(), self.words(9)),
            _ => writeln!(
                out,
                "    kind: order\n    question: In which order {}?\n    steps: [{}, {}, {}]",
                self.words(8),
                self.words(2),
                self.words(2),
                self.words(2)
            ),
        };
        let _ = writeln!(out, "    because: {because}\n");
    }
}
