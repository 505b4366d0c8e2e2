//! The table of all rules: `check --explain` prints it, and every threshold is set here.

use super::rule::Rule;

mod card;
mod choice;
mod deck;
mod format;
mod judged;
mod kinds;
mod unfinished;

pub(super) use card::{
    ANSWER_IN_PROMPT, ASKS_NOTHING, CAUTION_UNMARKED, COPIED_TEXT, LIST_COUNT, LONG_ANSWER, LONG_BECAUSE, LONG_LIST,
    LONG_PROMPT, MANY_CLAIMS, MISSING_BECAUSE, NO_ID, OPINION_AS_FACT, REFERS_ELSEWHERE, THIN_BECAUSE, TWO_FACTS,
    UNCITED, UNDATED, UNKNOWN_CLAIM, UNNUMBERED_GAPS, YES_NO,
};
pub(super) use choice::{
    ABSOLUTE_CUE, ALL_OF_THE_ABOVE, CHOICE_COUNT, CONVERGENCE_CUE, DOUBLE_NEGATIVE, IMPLAUSIBLE_DISTRACTOR, LENGTH_CUE,
    MET_CUE, MIXED_CHOICES, NEGATIVE_PROMPT, OVERLAPPING_CHOICES, SAME_KEY_COUNT, TRUE_DISTRACTOR, WORD_CUE,
    WORDY_CHOICES,
};
pub(super) use deck::{
    ANSWER_LEAK, BARE_NAME, CLOSE_CLAIMS, CROWDED_CLAIM, DUPLICATE_PROMPT, FEW_RECALL, INTERFERENCE, NO_LANGUAGE,
    ONLY_RECOGNITION, PREDICTABLE_ANSWER, SECTION_SHARE, TRUTH_CUE, UNCOVERED_CLAIM, UNEXPLAINED_ALLOW, UNUSED_ALLOW,
    UNUSED_NAME,
};
pub(super) use judged::{
    ALTERNATIVES_IN_ANSWER, BRACE_IN_GAP, CODE_ANSWER, COLONS_IN_GAP, CONFUSABLE_ANSWERS, MARKS_IN_ANSWER,
    MORE_THAN_ASKED, SLASH_IN_ANSWER, UNSEEN_SIGN, ZERO_AT_END,
};
pub(super) use kinds::{
    AMBIGUOUS_GAP, BARE_FRAME, CATEGORY_GAP, EMPTY_GAP, GAP_CUE, GAP_SHOWN, HARD_TO_TYPE, LONG_GAP, LOOSE_CORRECTION,
    MANY_TRUE_FALSE, MISSING_CORRECTION, MISSING_VARIANT, NEGATED_STATEMENTS, TRUTH_BALANCE, TRUTH_LENGTH, TWO_POINTS,
};
pub(super) use unfinished::{LEFTOVER, TEMPLATE_TEXT};

/// The lints, in the order of the docs.
static LINTS: &[&Rule] = &[
    // One card.
    &NO_ID,
    &UNNUMBERED_GAPS,
    &LONG_ANSWER,
    &TWO_FACTS,
    &LONG_LIST,
    &LIST_COUNT,
    &LONG_PROMPT,
    &ASKS_NOTHING,
    &REFERS_ELSEWHERE,
    &YES_NO,
    &UNDATED,
    &ANSWER_IN_PROMPT,
    &MISSING_BECAUSE,
    &THIN_BECAUSE,
    &LONG_BECAUSE,
    &LEFTOVER,
    &TEMPLATE_TEXT,
    &UNCITED,
    &UNKNOWN_CLAIM,
    &MANY_CLAIMS,
    &CAUTION_UNMARKED,
    &OPINION_AS_FACT,
    &COPIED_TEXT,
    // Choice cards.
    &CHOICE_COUNT,
    &LENGTH_CUE,
    &MIXED_CHOICES,
    &IMPLAUSIBLE_DISTRACTOR,
    &TRUE_DISTRACTOR,
    &OVERLAPPING_CHOICES,
    &ALL_OF_THE_ABOVE,
    &NEGATIVE_PROMPT,
    &DOUBLE_NEGATIVE,
    &ABSOLUTE_CUE,
    &WORD_CUE,
    &CONVERGENCE_CUE,
    &MET_CUE,
    &SAME_KEY_COUNT,
    &WORDY_CHOICES,
    // True-false, cloze, typed.
    &TRUTH_BALANCE,
    &TRUTH_LENGTH,
    &MISSING_CORRECTION,
    &LOOSE_CORRECTION,
    &TWO_POINTS,
    &NEGATED_STATEMENTS,
    &MANY_TRUE_FALSE,
    &EMPTY_GAP,
    &LONG_GAP,
    &GAP_SHOWN,
    &BARE_FRAME,
    &GAP_CUE,
    &AMBIGUOUS_GAP,
    &CATEGORY_GAP,
    &COLONS_IN_GAP,
    &BRACE_IN_GAP,
    // Texts that are graded.
    &UNSEEN_SIGN,
    &MARKS_IN_ANSWER,
    &CODE_ANSWER,
    &ZERO_AT_END,
    &SLASH_IN_ANSWER,
    &ALTERNATIVES_IN_ANSWER,
    &MORE_THAN_ASKED,
    &MISSING_VARIANT,
    &CONFUSABLE_ANSWERS,
    &HARD_TO_TYPE,
    // Between cards, and whole decks.
    &INTERFERENCE,
    &BARE_NAME,
    &ANSWER_LEAK,
    &CLOSE_CLAIMS,
    &PREDICTABLE_ANSWER,
    &DUPLICATE_PROMPT,
    &TRUTH_CUE,
    &NO_LANGUAGE,
    &UNCOVERED_CLAIM,
    &CROWDED_CLAIM,
    &SECTION_SHARE,
    &UNUSED_NAME,
    &FEW_RECALL,
    &ONLY_RECOGNITION,
    &UNUSED_ALLOW,
    &UNEXPLAINED_ALLOW,
];

/// All rules: the lints, then the errors of the deck reader.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    LINTS.iter().copied().chain(&format::FORMAT)
}

/// The rule with this name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::lint::rule::Severity;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_says_what_it_is() {
        let mut names = HashSet::new();
        for rule in all() {
            assert!(names.insert(rule.id), "{} stands twice", rule.id);
            assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", rule.id);
            assert!(!rule.what.is_empty() && !rule.why.is_empty() && !rule.source.is_empty(), "{}", rule.id);
            assert!(!rule.threshold().contains(['{', '}']), "{}: {}", rule.id, rule.threshold());
        }
    }

    #[test]
    fn every_limit_of_a_lint_is_in_its_threshold() {
        for rule in all().filter(|rule| rule.severity != Severity::Error) {
            for at in 0..rule.limits.len() {
                assert!(rule.threshold.contains(&format!("{{{at}}}")), "{}: {at}", rule.id);
            }
        }
    }

    /// The reader names its rules where it reports them; this checks that the table has each of them.
    #[test]
    fn every_rule_of_the_reader_is_explained() {
        let src = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut seen = 0;
        for folder in ["deck", "deck/reader", "library"] {
            for entry in std::fs::read_dir(format!("{src}/{folder}")).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    continue;
                }
                let text = std::fs::read_to_string(path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                for call in ["fault(", "flaw(", "of_file(", "of_header("] {
                    for rule in code.split(call).skip(1).filter_map(first_rule) {
                        seen += 1;
                        assert!(find(rule).is_some(), "`{rule}` of {folder} has no entry");
                    }
                }
            }
        }
        assert!(seen > 30, "only {seen} calls were found");
    }

    /// The first literal of a call, if it is the name of a rule.
    fn first_rule(call: &str) -> Option<&str> {
        let rule = call.split('"').nth(1)?;
        let is_name = rule.len() > 2
            && rule.contains('-')
            && rule.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        is_name.then_some(rule)
    }
}
