//! The mix of kinds in a deck, and per claim.

use std::collections::HashMap;

use super::cue::NEGATIVE_PROMPT;
use super::{Group, header_place, named};
use crate::deck::{Kind, RuleId};
use crate::lint::features::{CardFeatures, DeckFeatures};
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};

pub(in crate::lint) static FEW_RECALL: Rule = Rule {
    limits: &[30, 15],
    threshold: "at least {0} % of the items of a deck of {1} or more are recalled (typed, flip, cloze, term, order)",
    what: "much to recognise, little to recall",
    why: "Recalling makes memory, picking does so far less.",
    weak: "kind: choice   (on most cards)",
    better: "kind: typed",
    source: "Roediger, Marsh 2005",
    ..Rule::slight(RuleId::FewRecall)
};

pub(in crate::lint) static ONLY_RECOGNITION: Rule = Rule {
    needs: Needs::Source,
    threshold: "a claim with a `choice` or `true-false` card has an item to recall as well",
    what: "a claim that is only picked, never recalled",
    why: "Picking a lure can teach the lure; recalling the same point repairs that.",
    weak: "kind: true-false   claims: [rise-spread-02]   (and nothing else on it)",
    better: "kind: flip   claims: [rise-spread-02]   (as well)",
    source: "Roediger, Marsh 2005; Illinois, true-false items",
    ..Rule::slight(RuleId::OnlyRecognition)
};

pub(in crate::lint) static MANY_TRUE_FALSE: Rule = Rule {
    limits: &[50, 20],
    threshold: "at most {0} % of the items of a deck that has {1} or more",
    what: "many true-false cards",
    why: "Half of all guesses are right, so each tells little about what is known.",
    weak: "kind: true-false   (on every third card)",
    better: "kind: typed",
    source: "Illinois, true-false items",
    ..Rule::slight(RuleId::ManyTrueFalse)
};

pub(super) fn check(group: &Group, out: &mut [Findings]) {
    for (deck, out) in group.decks.iter().zip(out.iter_mut()) {
        recall(deck, out);
        true_false(deck, out);
        negative(deck, out);
    }
    if group.outline.is_some() {
        recognition(group, out);
    }
}

fn recall(deck: &DeckFeatures, out: &mut Findings) {
    let (all, recalled) = (deck.items(|_| true), deck.items(|kind| !kind.is_recognised()));
    let (share, from) = (FEW_RECALL.limit(0), FEW_RECALL.limit(1));
    if all >= from && recalled * 100 < all * share {
        let note = format!("{recalled} of {all} items, at least {share} %");
        let what = "most of the deck is picked and not recalled";
        let help = "make some choice cards `typed` or `flip`: leave out the distractors";
        out.add(&FEW_RECALL, header_place(deck), what).note(note).help(help);
    }
}

fn true_false(deck: &DeckFeatures, out: &mut Findings) {
    let (all, guessed) = (deck.items(|_| true), deck.items(Kind::is_statement));
    let (share, from) = (MANY_TRUE_FALSE.limit(0), MANY_TRUE_FALSE.limit(1));
    if all >= from && guessed * 100 > all * share {
        let note = format!("{guessed} of {all} items, at most {share} %");
        let help = "ask for the point itself: `typed`, `flip` or `cloze`";
        out.add(&MANY_TRUE_FALSE, header_place(deck), "many cards of the deck are true-false").note(note).help(help);
    }
}

fn negative(deck: &DeckFeatures, out: &mut Findings) {
    let choices: Vec<&CardFeatures> = deck.cards.iter().filter(|card| card.kind.is_picked()).collect();
    let negated: Vec<&CardFeatures> = choices.iter().filter(|card| card.negated).copied().collect();
    let (share, few) = (NEGATIVE_PROMPT.limit(1), NEGATIVE_PROMPT.limit(2));
    let most = choices.len() * share / 100;
    if let Some(last) = negated.last().filter(|_| choices.len() >= few && negated.len() > most) {
        let note = format!("{} of {} choice cards, at most {most}", negated.len(), choices.len());
        let place = last.card.place_of("question", 0);
        let help = format!("ask for what is so in {}", named(&negated));
        out.add(&NEGATIVE_PROMPT, place, "many choice cards of the deck ask for what is not so").note(note).help(help);
    }
}

/// Reports claims that are only picked, never recalled.
fn recognition(group: &Group, out: &mut [Findings]) {
    let mut recalled: HashMap<&str, bool> = HashMap::new();
    for (_, card) in group.cards() {
        for claim in &card.card.claims {
            *recalled.entry(claim).or_default() |= !card.kind.is_recognised();
        }
    }
    for (deck, card) in group.cards() {
        for (at, claim) in card.card.claims.iter().enumerate() {
            let known = group.outline.is_some_and(|outline| outline.claim(claim).is_some());
            // Reported once per claim, at its first card.
            if known && recalled.insert(claim, true) == Some(false) {
                let what = format!("`{claim}` is only picked from choices, never recalled");
                let place = card.card.place_of("claims", at);
                out[deck].add(&ONLY_RECOGNITION, place, what).help("add a `typed`, `flip` or `cloze` card on it");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use std::fmt::Write as _;

    use crate::lint::fixture::{count, sourced};

    fn deck(cards: usize, card: impl Fn(usize) -> String) -> String {
        (0..cards).fold(String::new(), |mut all, nth| {
            let _ = writeln!(all, "- id: c{nth}\n{}", card(nth));
            all
        })
    }

    fn choice(nth: usize, not: &str) -> String {
        format!("  kind: choice\n  question: Which is{not} number {nth}?\n  answer: a\n  distractors: [b, c]")
    }

    fn flip(nth: usize) -> String {
        format!("  kind: flip\n  question: What is number {nth}?\n  answer: a")
    }

    #[test]
    fn some_of_a_deck_is_recalled() {
        let with = |recalled: usize| deck(20, |nth| if nth < recalled { flip(nth) } else { choice(nth, "") });
        assert_eq!(count(RuleId::FewRecall, &with(5)), 1);
        assert_eq!(count(RuleId::FewRecall, &with(6)), 0);
    }

    #[test]
    fn few_cards_are_true_false() {
        let truth = "  kind: true-false\n  statement: It is so.\n  answer: true";
        let with = |truths: usize| deck(20, |nth| if nth < truths { truth.to_owned() } else { flip(nth) });
        assert_eq!(count(RuleId::ManyTrueFalse, &with(11)), 1);
        assert_eq!(count(RuleId::ManyTrueFalse, &with(10)), 0);
    }

    #[test]
    fn few_cards_ask_for_what_is_not_so() {
        let with =
            |all: usize, negated: usize| deck(all, |nth| choice(nth, if nth < negated { " **not**" } else { "" }));
        assert_eq!(count(RuleId::NegativePrompt, &with(8, 5)), 1);
        assert_eq!(count(RuleId::NegativePrompt, &with(8, 4)), 0);
        assert_eq!(count(RuleId::NegativePrompt, &with(7, 7)), 0);
    }

    #[test]
    fn what_is_picked_is_recalled_too() {
        let claim = "\n  claims: [tools-01]\n";
        let picked = format!("- id: a\n{}{claim}", choice(1, ""));
        assert_eq!(sourced(RuleId::OnlyRecognition, &picked), 1);
        assert_eq!(sourced(RuleId::OnlyRecognition, &format!("{picked}- id: b\n{}{claim}", flip(2))), 0);
    }
}
