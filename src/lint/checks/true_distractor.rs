//! Wrong choices that are right according to the source.

use super::DeckContext;
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::source_index::SourceIndex;
use crate::lint::words::{Phrase, shared};

pub(in crate::lint) static TRUE_DISTRACTOR: Rule = Rule {
    needs: Needs::WordsAndSource,
    threshold: "no wrong choice is a name of the cited claim, another member of the list that is asked for, or an \
                accepted form of the same answer",
    what: "a wrong choice that is right",
    why: "By the source it is as right as the key, and those who know that are told they are wrong.",
    weak: "question: Which provider of courses is named?   answer: edX   distractors: [Coursera, ...]",
    better: "distractors: [GitHub, ...]",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 19",
    ..Rule::grave(RuleId::TrueDistractor)
};

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let Some(outline) = context.outline else { return };
    let many = reading.card.body.has_several();
    for (at, wrong) in reading.wrong.iter().enumerate() {
        let reason = if is_of_claim(reading, wrong, outline) {
            "is a name of the cited claim"
        } else if many && is_of_list(reading, wrong, outline) {
            "stands in a list of the source that the cited claim is of"
        } else {
            continue;
        };
        let what = format!("the wrong choice \"{}\" {reason}, so it may be right", wrong.text);
        let place = reading.card.place_of("distractors", at);
        out.add(&TRUE_DISTRACTOR, place, what).help("take one from elsewhere, or say in the question what excludes it");
    }
}

/// Whether it is a name in a cited claim that a right answer is in too, and that the question doesn't mention.
fn is_of_claim(reading: &CardTexts, wrong: &Phrase, outline: &SourceIndex) -> bool {
    let name = |text: &Phrase| outline.names.whole(text).and_then(|at| outline.entity(at)).map(|entity| &entity.name);
    let Some(wrong) = name(wrong) else { return false };
    let asked = outline.names.within(&reading.prompt);
    if asked.iter().any(|named| outline.entity(named.entity).is_some_and(|entity| entity.name == *wrong)) {
        return false;
    }
    let keys: Vec<&String> = reading.answers.iter().filter_map(name).collect();
    reading
        .card
        .claims
        .iter()
        .filter_map(|id| outline.claim(id))
        .any(|claim| claim.entities.contains(wrong) && keys.iter().any(|key| claim.entities.contains(*key)))
}

/// Whether all its words are in one member of the list that a cited claim belongs to.
fn is_of_list(reading: &CardTexts, wrong: &Phrase, outline: &SourceIndex) -> bool {
    let set = wrong.set();
    let cited: Vec<&str> = reading.card.claims.iter().map(String::as_str).collect();
    let is_member = |kind: Option<&str>| kind == Some("list-member");
    let lists: Vec<&str> = cited
        .iter()
        .filter(|id| outline.claim(id).is_some_and(|claim| is_member(claim.kind.as_deref())))
        .map(|id| topic(id))
        .collect();
    !set.is_empty()
        && outline.source.claims.iter().any(|claim| {
            is_member(claim.kind.as_deref())
                && lists.contains(&topic(&claim.id))
                && shared(&set, outline.words_of(&claim.id)) == set.len()
        })
}

/// `challenges-security` for `challenges-security-03`.
fn topic(id: &str) -> &str {
    id.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['-', '.', '_'])
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::sourced;

    #[test]
    fn a_wrong_choice_is_wrong_by_the_source() {
        let card = |question: &str, distractors: &str| {
            format!(
                "- id: a\n  kind: choice\n  question: {question}\n  answer: PyTorch\n  distractors: [{distractors}]\n  \
                 claims: [tools-01]"
            )
        };
        assert_eq!(sourced(RuleId::TrueDistractor, &card("Which library is named?", "TensorFlow, GitHub")), 1);
        assert_eq!(
            sourced(RuleId::TrueDistractor, &card("Which is named beside TensorFlow?", "TensorFlow, GitHub")),
            0
        );
        assert_eq!(sourced(RuleId::TrueDistractor, &card("Which library is named?", "Hugging Face, GitHub")), 0);
    }

    #[test]
    fn another_member_of_the_list_is_right_too() {
        let card = "- id: a\n  kind: choice\n  question: Which are named? Pick all.\n  answers: [open libraries]\n  \
                    distractors: [trained models, volunteers, x]\n  claims: [tools-01]";
        assert_eq!(sourced(RuleId::TrueDistractor, card), 1);
        assert_eq!(sourced(RuleId::TrueDistractor, &card.replace("tools-01", "people-01")), 0);
    }
}
