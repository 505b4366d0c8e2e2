//! Finds the expected texts that an answer lacks.

use super::forms::{compare, fit};
use super::{GradingContext, Question};
use crate::deck::Synonyms;
use crate::grading::AnswerSet;

/// What an answer lacks, and what in it is not expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// The indices of the expected texts that it lacks, from 0.
    pub wanted: Vec<usize>,
    /// Texts of the answer that match none of them.
    pub texts: Vec<String>,
}

/// Compares an answer as logged (one text per line) with the expected texts. If several are expected, an answer of
/// one line is split at its commas.
#[must_use]
pub fn unmatched(question: &Question, answer: &str) -> Unmatched {
    let wanted = question.wanted();
    let mut texts: Vec<&str> = answer.lines().map(str::trim).filter(|text| !text.is_empty()).collect();
    if let (&[one], true) = (texts.as_slice(), wanted.len() > 1) {
        texts = one.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
    }
    let nothing = AnswerSet::default();
    let context = GradingContext { synonyms: &Synonyms::default(), known: &|| &nothing };
    let typed: Vec<String> = texts.into_iter().map(str::to_owned).collect();
    // A text in the wrong place is not a new one, so the order is ignored.
    let (found, extra) = compare(&typed, &wanted, false, &|typed, right| fit(question, typed, right, context));
    let missing = found.iter().enumerate().filter(|(_, text)| text.typed.is_none()).map(|(place, _)| place);
    let texts = extra.into_iter().filter(|text| !text.again).map(|text| text.typed);
    Unmatched { wanted: missing.collect(), texts: texts.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};

    fn question(fields: &str) -> Question {
        let text = format!("title: t\ncards:\n  - {{id: a, {fields}}}\n");
        let found = Collection::new(vec![parse_deck("d", None, text).expect("a deck")]);
        Question::new(&found.items()[0], 0)
    }

    #[test]
    fn many_gaps_take_no_time() {
        let gaps: Vec<String> = (0..80).map(|n| format!("word{n}ing")).collect();
        let text: Vec<String> = gaps.iter().map(|gap| format!("{{{{c1::{gap}}}}}")).collect();
        let question = question(&format!("kind: cloze, text: '{}'", text.join(" ")));
        let answer = gaps.join("\n").replace("word7ing\n", "another\n");
        let found = unmatched(&question, &answer);
        assert_eq!(found, Unmatched { wanted: vec![7], texts: vec!["another".to_owned()] });
    }

    #[test]
    fn what_is_left_over_is_found_in_any_order_or_in_this_one() {
        let typed = "kind: typed, question: Q, answers: [Loire, Rhine, Seine], accept: [[], [Rhein], []]";
        let ordered = format!("{typed}, ordered: true");
        let gaps = "kind: cloze, text: 'On the {{c1::Loire}} and the {{c1::Rhine}}'";
        for (fields, answer, wanted, texts) in [
            (typed, "Seine\nLoire\nRhein", &[][..], &[][..]),
            (typed, "Seine\nLoire\nRhenus", &[1], &["Rhenus"]),
            (typed, "Seine", &[0, 1], &[]),
            (&ordered, "Loire\nSeine\nRhine", &[], &[]),
            (&ordered, "Loire\nRhenus\nSeine", &[1], &["Rhenus"]),
            (gaps, "Loire, Rhenus", &[1], &["Rhenus"]),
            ("kind: typed, question: Q, answer: 'Rhine, the'", "Loire, so", &[0], &["Loire, so"]),
        ] {
            let found = unmatched(&question(fields), answer);
            let texts: Vec<String> = texts.iter().map(|text: &&str| (*text).to_owned()).collect();
            assert_eq!(found, Unmatched { wanted: wanted.to_vec(), texts }, "{answer}");
        }
    }
}
