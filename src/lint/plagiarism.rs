//! Finds the author's own sentences: runs of words that a card shares with the text it teaches.

use super::card_texts::CardTexts;
use super::finding::Findings;
use super::rule::Rule;
use super::source_index::SourceIndex;
use super::words::{Phrase, Word, WordMap};
use crate::deck::{Place, Role, RuleId};

pub(in crate::lint) static COPIED_TEXT: Rule = Rule {
    limits: &[6, 8],
    threshold: "no run of {0} words in common with the text; from {1} on it is copied. Names, titles and lists of names \
                don't count",
    what: "the author's own sentence",
    why: "Words copied from a text are recognised, not understood; and they are the author's.",
    weak: "question: Which models have surged from academic research labs into the hands of developers?",
    better: "question: In which two settings did open models begin?",
    source: "Illinois, true-false items; Haladyna, Downing, Rodriguez 2002, guideline 3",
    ..Rule::grave(RuleId::CopiedText)
};

/// How many places of a run that repeats are looked at.
const MOST_PLACES: usize = 64;

/// A text, indexed by its runs of words.
#[derive(Debug)]
pub(super) struct Copied {
    words: Vec<Word>,
    /// Where each run of the minimum length begins.
    runs: WordMap<Vec<usize>>,
}

/// A line of few words without punctuation at its end is a heading, and may be quoted as it is.
fn is_heading(line: &str) -> bool {
    !line.trim_end().ends_with(['.', '?', '!', '"', '\u{201d}', ':']) && line.split_whitespace().count() <= 15
}

impl Copied {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        for line in text.lines().filter(|line| !is_heading(line)) {
            words.extend(Phrase::new(line.to_owned()).tokens.iter().map(|token| token.raw));
        }
        let mut runs: WordMap<Vec<usize>> = WordMap::default();
        for (at, run) in words.windows(COPIED_TEXT.limit(0)).enumerate() {
            let places = runs.entry(Word::of_set(run)).or_default();
            if places.len() < MOST_PLACES {
                places.push(at);
            }
        }
        Self { words, runs }
    }

    pub(super) fn check(&self, reading: &CardTexts, outline: Option<&SourceIndex>, out: &mut Findings) {
        let [near, copied] = [COPIED_TEXT.limit(0), COPIED_TEXT.limit(1)];
        for (phrase, place) in texts(reading) {
            let Some((from, length)) = self.longest(&phrase, outline) else { continue };
            let (first, last) = (phrase.tokens[from], phrase.tokens[from + length - 1]);
            let words = phrase.text.get(first.start as usize..last.end as usize).unwrap_or_default();
            let what = format!("\"{words}\" stands so in the text");
            let note = format!("{length} words in a row; {near} are too near, {copied} are copied");
            out.add(&COPIED_TEXT, place, what).note(note).help("say it in other words");
        }
    }

    /// The longest run of words that a phrase shares with the text: its first token and its length. Without names, it
    /// must still have the minimum length; headings of the source don't count.
    fn longest(&self, phrase: &Phrase, outline: Option<&SourceIndex>) -> Option<(usize, usize)> {
        let least = COPIED_TEXT.limit(0);
        let raw: Vec<Word> = phrase.tokens.iter().map(|token| token.raw).collect();
        let named = outline.map(|outline| outline.names.within(phrase)).unwrap_or_default();
        let is_name = |at: usize| named.iter().any(|name| (name.from..name.to).contains(&at));
        let mut best = None;
        for (from, run) in raw.windows(least).enumerate() {
            for &at in self.runs.get(&Word::of_set(run)).into_iter().flatten() {
                // A run that begins earlier was longer.
                if from > 0 && at > 0 && raw[from - 1] == self.words[at - 1] {
                    continue;
                }
                let same = raw[from..].iter().zip(&self.words[at..]).take_while(|(a, b)| a == b).count();
                if best.is_some_and(|(_, length)| same <= length) {
                    continue;
                }
                let counted = (from..from + same).filter(|&at| !is_name(at)).count();
                if counted >= least {
                    best = Some((from, same));
                }
            }
        }
        best.filter(|&(from, length)| outline.is_none_or(|outline| !outline.is_title(&raw[from..from + length])))
    }
}

/// All texts of a card with their places, except the term of a `term` card, which is the text's own word.
fn texts(reading: &CardTexts) -> Vec<(Phrase, Place)> {
    let card = reading.card;
    let field = reading.prompt_field();
    let mut all = vec![(reading.prompt.clone(), card.place_of(field, 0))];
    if !reading.kind.has_sides() && !reading.kind.is_gapped() {
        let answers = reading.answers.iter().enumerate();
        all.extend(answers.map(|(at, text)| (text.clone(), card.place_of(reading.answer_field(), at))));
    }
    all.extend(reading.hints.iter().enumerate().map(|(at, text)| (text.clone(), card.place_of("hint", at))));
    all.extend(reading.because.iter().map(|text| (text.clone(), card.place_of("because", 0))));
    all.extend(reading.correction.iter().map(|text| (text.clone(), card.place_of("correction", 0))));
    for text in card.body.texts().iter().filter(|text| matches!(text.role, Role::Distractor | Role::Why)) {
        all.push((Phrase::new(text.text.plain()), card.place_of("distractors", text.at)));
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{SOURCE, checked};
    use crate::lint::run::Options;

    const TEXT: &str = "The Rise of Open Models in Many Small Places\n\nOpen models have surged from academic research \
                        labs into the hands of developers. Among them are PyTorch, TensorFlow and Hugging Face.\n";

    fn found(question: &str) -> usize {
        let deck = format!(
            "title: A\nsource: essay\ncards:\n  - id: a\n    kind: flip\n    question: \"{question}\"\n    answer: x\n"
        );
        let options = Options { text: Some(TEXT), ..Options::default() };
        let checked = checked(&[("deck", &deck)], Some(SOURCE), &options);
        checked.diagnostics.iter().filter(|diagnostic| diagnostic.rule == RuleId::CopiedText).count()
    }

    #[test]
    fn a_run_of_words_is_copied() {
        assert_eq!(found("Which models have surged from academic research labs into the hands of developers?"), 1);
        assert_eq!(found("Who took models from labs of academic research into their own hands?"), 0);
    }

    #[test]
    fn what_repeats_takes_no_time() {
        let text = format!("{}.", "not enough ".repeat(50_000));
        let deck = format!(
            "title: A\nsource: essay\ncards:\n  - id: a\n    kind: flip\n    question: {}?\n    answer: x\n",
            "not enough ".repeat(900)
        );
        let options = Options { text: Some(&text), ..Options::default() };
        let checked = checked(&[("deck", &deck)], Some(SOURCE), &options);
        assert!(checked.diagnostics.iter().any(|diagnostic| diagnostic.rule == RuleId::CopiedText));
    }

    #[test]
    fn headings_and_lists_of_names_are_nobodys() {
        assert_eq!(found("What does The Rise of Open Models in Many Small Places say?"), 0);
        assert_eq!(found("Which are they, PyTorch, TensorFlow and Hugging Face?"), 0);
    }
}
