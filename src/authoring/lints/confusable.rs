//! Typed answers of two cards on one matter, of which one would be right for the other.
//!
//! Judging itself says which: what is the answer of another card is no slip. What is left are forms of one word, and
//! letters without their accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::name_from;
use crate::authoring::digest::{DeckDigest, Digest};
use crate::authoring::finding::Findings;
use crate::authoring::rules::CONFUSABLE_ANSWERS;
use crate::authoring::wanted::{Wanted, wanted};
use crate::authoring::words::{Word, WordMap, jaccard};
use crate::deck::{Part, Synonyms};
use crate::grading::{AnswerSet, Finding, fold};

/// An answer of the same roots as so many before it is compared with the last of them only.
const MOST: usize = 32;

/// A typed answer, with its card and the number of its deck.
struct Answer<'g, 'd> {
    deck: usize,
    card: &'g Digest<'d>,
    wanted: Wanted<'d>,
}

pub(super) fn check(decks: &[DeckDigest], out: &mut [Findings]) {
    let mut alike: WordMap<Vec<usize>> = WordMap::default();
    let mut answers: Vec<Answer> = Vec::new();
    for (deck, digest) in decks.iter().enumerate() {
        for card in &digest.cards {
            for wanted in wanted(card.card) {
                // Sign by sign nothing is forgiven, and numbers are compared as numbers.
                let source = wanted.text.source();
                if wanted.is_exact() || source.starts_with(|c: char| c.is_numeric() || c == '`') {
                    continue;
                }
                let Some(roots) = roots(source) else { continue };
                let answer = Answer { deck, card, wanted };
                let same = alike.entry(roots).or_default();
                for &other in same.iter().rev().take(MOST) {
                    compare(&answers[other], &answer, out);
                }
                same.push(answers.len());
                answers.push(answer);
            }
        }
    }
}

fn compare(earlier: &Answer, later: &Answer, out: &mut [Findings]) {
    let (one, other) = (earlier.wanted.text, later.wanted.text);
    let is_near = one != other
        && !std::ptr::eq(earlier.card.card, later.card.card)
        && jaccard(prompt(earlier), prompt(later)) >= CONFUSABLE_ANSWERS.limit(0);
    if !is_near {
        return;
    }
    let (one, other) = (one.plain(), other.plain());
    // But for case, signs and an article: one answer, and no two.
    if fold(&one, true) == fold(&other, true) {
        return;
    }
    let mut both = AnswerSet::default();
    both.insert(&one);
    both.insert(&other);
    let grade = |wanted: &Wanted, typed: &str| wanted.grade(typed, &Synonyms::default(), &both);
    let found = [grade(&earlier.wanted, &other), grade(&later.wanted, &one)];
    if found.iter().any(|found| matches!(found, Finding::Same | Finding::NoArticle)) {
        return;
    }
    let help = if found.contains(&Finding::Form) {
        "forms: count"
    } else if found.contains(&Finding::Slip) {
        "exact: true"
    } else {
        return;
    };
    let named = name_from(later.deck, (earlier.deck, earlier.card));
    let what = format!("\"{other}\" and \"{one}\", the answer of {named}, are right for each other");
    out[later.deck].add(&CONFUSABLE_ANSWERS, later.wanted.place(), what).help(help);
}

/// The words of what is asked.
fn prompt<'a>(answer: &'a Answer) -> &'a [Word] {
    let Answer { card, wanted, .. } = answer;
    match wanted.part {
        Part::Whole | Part::Term => &card.prompt,
        // Of a term its digest has the words of the term as the answer.
        Part::Definition => &card.answer,
        Part::Cloze(_) => {
            let numbers = card.card.parts();
            let at = numbers.iter().position(|part| *part == wanted.part);
            at.and_then(|at| card.frames.get(at)).map_or(&[][..], |frame| &frame.words)
        }
    }
}

/// Each word without its ending, case, accents and article: what forms of one answer have in common. None without a word.
fn roots(text: &str) -> Option<Word> {
    let mut all = String::with_capacity(text.len() + 1);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !is_article(word)) {
        let start = all.len();
        if word.is_ascii() {
            all.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            all.extend(word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
        }
        let first = all[start..].chars().next().map_or(0, char::len_utf8);
        // What endings are made of: -s, -es, -ies, -ed, -a and -on, -is and -es, -us and -i, -um and -a.
        let root = all[start + first..].trim_end_matches(['a', 'd', 'e', 'i', 'm', 'n', 'o', 's', 'u', 'y']).len();
        all.truncate(start + first + root);
        all.push(' ');
    }
    (!all.is_empty()).then(|| Word::of(&all))
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::{checked, count, help};
    use crate::authoring::run::Options;

    fn two(one: (&str, &str), other: (&str, &str), more: &str) -> String {
        let card = |id: &str, (question, answer): (&str, &str)| {
            format!("- id: {id}\n  kind: typed\n  question: \"{question}\"\n  answer: {answer}\n{more}\n")
        };
        card("a", one) + &card("b", other)
    }

    const ONE: &str = "Which part of a cell burns sugar?";
    const MANY: &str = "Which parts of a cell burn sugar, and have genes of their own?";

    #[test]
    fn forms_of_a_word_are_right_for_each_other() {
        let forms = two((ONE, "mitochondrion"), (MANY, "mitochondria"), "");
        assert_eq!(count("confusable-answers", &forms), 1);
        assert_eq!(help("confusable-answers", &forms), "forms: count");
        assert_eq!(
            count("confusable-answers", &two((ONE, "mitochondrion"), (MANY, "mitochondria"), "  forms: count")),
            0
        );
        assert_eq!(
            count("confusable-answers", &two((ONE, "mitochondrion"), (MANY, "mitochondria"), "  exact: true")),
            0
        );
        let far = ("Who reads this aloud?", "mitochondria");
        assert_eq!(count("confusable-answers", &two((ONE, "mitochondrion"), far, "")), 0);
    }

    #[test]
    fn the_answer_of_another_card_is_no_slip() {
        let coil = ("Which effect of coils is measured in henry?", "inductance");
        let heat = "Which effect of coils is lost as heat?";
        for other in ["inductants", "inductence", "inductance", "the inductance", "conductance"] {
            assert_eq!(count("confusable-answers", &two(coil, (heat, other), "")), 0, "{other}");
        }
        assert_eq!(count("confusable-answers", &two(("la casa", "house"), ("el caballo", "horse"), "")), 0);
    }

    #[test]
    fn gaps_and_typed_sides_are_compared_across_decks() {
        let one = format!("title: A\ncards:\n  - {{id: a, kind: typed, question: \"{ONE}\", answer: mitochondrion}}\n");
        let gap = "title: B\ncards:\n  - id: b\n    kind: cloze\n    text: \"Parts of a cell that burn sugar are \
                   {{mitochondria}} by name.\"\n";
        let side = "title: C\ncards:\n  - id: c\n    kind: term\n    typed: term\n    term: mitochondria\n    definition: \
                    parts of a cell that burn sugar\n";
        for (other, line) in [(gap, 5), (side, 6)] {
            let checked = checked(&[("one", &one), ("other", other)], None, &Options::default());
            let found: Vec<_> =
                checked.problems.iter().filter(|problem| problem.rule == "confusable-answers").collect();
            assert_eq!(found.len(), 1, "{other}");
            assert_eq!((found[0].path.to_str(), found[0].place.line), (Some("other.yaml"), line));
            assert!(found[0].what.contains("the answer of `one/a`"), "{}", found[0].what);
        }
    }
}
