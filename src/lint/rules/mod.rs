//! The table of all rules: `check --explain` prints it, and every threshold is set here.

use super::rule::Rule;
use crate::deck::RuleId;

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

/// The lints, in the order of [`RuleId`].
static LINTS: [&Rule; 80] = [
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

// Each rule has its page.
const _: () = {
    assert!(LINTS.len() + format::ERRORS.len() == RuleId::ALL.len());
    let mut at = 0;
    while at < RuleId::ALL.len() {
        let rule = if at < LINTS.len() { LINTS[at] } else { &format::ERRORS[at - LINTS.len()] };
        assert!(rule.id as usize == at, "the lists of rules differ in their order");
        at += 1;
    }
};

/// What a rule looks for and why.
#[must_use]
pub fn rule(id: RuleId) -> &'static Rule {
    let at = id as usize;
    if at < LINTS.len() { LINTS[at] } else { &format::ERRORS[at - LINTS.len()] }
}

/// All rules: the lints, then the errors.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RuleId::ALL.iter().map(|id| rule(*id))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::deck::Level;
    use crate::lint::rule::Severity;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_says_what_it_is() {
        let mut names = HashSet::new();
        for rule in all() {
            let name = rule.id.name();
            assert!(names.insert(name), "{name} stands twice");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
            assert!(!rule.what.is_empty() && !rule.why.is_empty() && !rule.source.is_empty(), "{name}");
            assert!(!rule.threshold().contains(['{', '}']), "{name}: {}", rule.threshold());
            assert_eq!(name.parse(), Ok(rule.id));
        }
    }

    #[test]
    fn a_rule_has_its_own_page() {
        for id in RuleId::ALL {
            assert_eq!(rule(*id).id, *id);
            assert_eq!(rule(*id).severity == Severity::Error, id.level() == Level::Error, "{id}");
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
}
