//! Cards that interfere with each other: equal prompts, equal sides of terms, similar gaps.

use std::collections::HashSet;

use super::{Group, name_from, reworded};
use crate::deck::{Card, RuleId, Text};
use crate::grading::fold;
use crate::lint::features::{CardFeatures, ClozeFrame};
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::script::script_of;
use crate::lint::similar::alike;
use crate::lint::words::{Word, WordMap, shared};

pub(in crate::lint) static DUPLICATE_PROMPT: Rule = Rule {
    limits: &[3],
    threshold: "no card asks what another of its deck asks, be it in other words (the same ones in another order, or a few more) \
                with the same answer, nor what one of another deck asks with the same answer; {0} cards or more that a deck \
                repeats of another are told once",
    what: "two cards that ask the same",
    why: "It doubles the work. Two cards on one point are good where they come from two sides.",
    weak: "question: Who wrote nanoGPT?   (twice)",
    better: "question: What did Andrej Karpathy write?",
    source: "Wozniak, rule 17",
    ..Rule::grave(RuleId::DuplicatePrompt)
};

pub(in crate::lint) static AMBIGUOUS_GAP: Rule = Rule {
    needs: Needs::Words,
    limits: &[80, 4],
    threshold: "the texts around two different gaps share less than {0} % of their words (from {1} on), or a hint tells \
                them apart",
    what: "two gaps that the same text surrounds",
    why: "Each of the two answers fits both cards, and the learner is wrong by chance.",
    weak: "text: The essay names {{PyTorch}} as a library.   text: The essay names {{TensorFlow}} as a library.",
    better: "text: The essay names {{PyTorch}} as a library for companies.",
    source: "Wozniak, rule 11 (combat interference); agentydragon, My Anki patterns",
    ..Rule::grave(RuleId::AmbiguousGap)
};

/// A card and the index of its deck in the group.
pub(super) type PairCard<'g, 'd> = (usize, &'g CardFeatures<'d>);

pub(super) fn check(group: &Group, out: &mut [Findings]) {
    let all: Vec<PairCard> = group.cards().collect();
    let mut told = Told { out, cards: HashSet::new() };
    let twice = duplicates(&all, &mut told);
    homonyms(&all, &twice, &mut told);
    reworded::check(&all, &twice, &mut told);
    frames(&all, told.out);
}

/// Collects findings about repeated cards, at most one per card and field.
pub(super) struct Told<'o> {
    out: &'o mut [Findings],
    /// The cards reported so far, each with the field.
    cards: HashSet<(*const Card, &'static str)>,
}

impl Told<'_> {
    /// Reports two cards at a field; the message about each names the other.
    pub(super) fn both(
        &mut self,
        rule: &'static Rule,
        field: &'static str,
        pair: [PairCard; 2],
        what: impl Fn(String) -> String,
        help: &str,
    ) {
        for [(deck, card), other] in [pair, [pair[1], pair[0]]] {
            if self.cards.insert((std::ptr::from_ref(card.card), field)) {
                let place = card.card.place_of(field, 0);
                self.out[deck].add(rule, place, what(name_from(deck, other))).help(help);
            }
        }
    }
}

/// Reports equal prompts, and returns them.
fn duplicates(all: &[PairCard], told: &mut Told) -> WordMap<usize> {
    let mut first: WordMap<usize> = WordMap::default();
    let mut twice: WordMap<usize> = WordMap::default();
    for (at, (_, card)) in all.iter().enumerate() {
        let Some(&earlier) = first.get(&card.asked) else {
            first.insert(card.asked, at);
            continue;
        };
        twice.insert(card.asked, at);
        let what = |other| format!("the same is asked by {other}");
        let help = "delete one, or ask from another side";
        told.both(&DUPLICATE_PROMPT, card.prompt_field(), [all[at], all[earlier]], what, help);
    }
    twice
}

/// Reports terms with two definitions, and definitions of two terms: each side is asked for the other.
fn homonyms(all: &[PairCard], twice: &WordMap<usize>, told: &mut Told) {
    for (side, field) in ["term", "definition"].into_iter().enumerate() {
        let mut first: WordMap<&PairCard> = WordMap::default();
        for (at, sides) in all.iter().filter_map(|at| Some((at, at.1.sides?))) {
            let card = at.1;
            let Some(&&earlier) = first.get(&sides[side]) else {
                first.insert(sides[side], at);
                continue;
            };
            if twice.contains_key(&card.asked) || is_told_apart(earlier.1, card, field) {
                continue;
            }
            let (other, help) = if field == "term" {
                ("has the same term and another definition", "say which is meant: `bank (of a river)`")
            } else {
                let help = "tell them apart in the definition, or give each a `hint`";
                ("has the same definition and another term", help)
            };
            told.both(&DUPLICATE_PROMPT, field, [*at, earlier], |named| format!("{named} {other}"), help);
        }
    }
}

/// Whether nobody would confuse two terms, or their definitions: each accepts the other, or
/// they are in different scripts.
fn is_told_apart(one: &CardFeatures, other: &CardFeatures, shared: &str) -> bool {
    // The side that is asked for by the one they share.
    let [Some(wanted), Some(wanted_2)] = [one, other].map(|card| {
        let sides = if card.kind.has_sides() { card.card.body.answers() } else { Vec::new() };
        sides.into_iter().find(|side| side.field != shared)
    }) else {
        return true;
    };
    let has = |accepted: &[Text], wanted: &Text| {
        let wanted = fold(&wanted.plain(), true);
        accepted.iter().any(|text| fold(&text.plain(), true) == wanted)
    };
    let is_either = has(wanted.accept, wanted_2.text) && has(wanted_2.accept, wanted.text);
    is_either || script_of(wanted.text.source()) != script_of(wanted_2.text.source())
}

/// Reports gaps that are surrounded by the same words.
fn frames(all: &[PairCard], out: &mut [Findings]) {
    let frames: Vec<(PairCard, &ClozeFrame)> =
        all.iter().flat_map(|at| at.1.frames.iter().map(move |frame| (*at, frame))).collect();
    let sets: Vec<Vec<Word>> = frames.iter().map(|(_, frame)| frame.words.clone()).collect();
    let most = AMBIGUOUS_GAP.limit(0);
    for (first, second, percent) in alike(&sets, AMBIGUOUS_GAP.limit(1), most) {
        let ((at, one), ((deck, card), other)) = (frames[first], frames[second]);
        let hinted = one.hint != other.hint;
        let shows = |frame: &ClozeFrame, gap: &[Word]| shared(&frame.words, gap) == gap.len();
        let told = hinted || shows(one, &other.gap) || shows(other, &one.gap);
        if told || one.gap == other.gap || std::ptr::eq(at.1.card, card.card) {
            continue;
        }
        let what = format!("the gap stands in the same text as one of {}", name_from(deck, at));
        let note = format!("{percent} % of the words around them are shared; less than {most} is good");
        let help = "say what tells them apart, or give each a hint: `{{gap::hint}}`";
        out[deck].add(&AMBIGUOUS_GAP, card.card.place_of("text", 0), what).note(note).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count;

    fn two(kind: &str, one: (&str, &str), other: (&str, &str), more: &str) -> String {
        let card = |id: &str, (question, answer): (&str, &str)| {
            format!("- id: {id}\n  kind: {kind}\n  question: \"{question}\"\n  answer: {answer}\n{more}\n")
        };
        card("a", one) + &card("b", other)
    }

    #[test]
    fn the_same_is_asked_once() {
        let same = two("flip", ("Who wrote nanoGPT?", "Ada"), ("who wrote nanoGPT", "Bob"), "");
        assert_eq!(count(RuleId::DuplicatePrompt, &same), 2);
        let signs = two("flip", ("What is C?", "a"), ("What is C++?", "b"), "");
        assert_eq!(count(RuleId::DuplicatePrompt, &signs), 0);
        let code = |id: &str, code: &str| {
            format!(
                "- id: {id}\n  kind: flip\n  question: |\n    What does it print?\n    ```\n    {code}\n    ```\n  answer: x\n"
            )
        };
        assert_eq!(count(RuleId::DuplicatePrompt, &(code("a", "f(1)") + &code("b", "f(2)"))), 0);
        assert_eq!(count(RuleId::DuplicatePrompt, &(code("a", "f(1)") + &code("b", "f(1)"))), 2);
        let choice = |id: &str, wrong: &str| {
            format!(
                "- id: {id}\n  kind: choice\n  question: Which one is it?\n  answer: oak\n  distractors: [{wrong}]\n"
            )
        };
        assert_eq!(count(RuleId::DuplicatePrompt, &(choice("a", "fir, yew") + &choice("b", "yew, fir"))), 2);
        assert_eq!(count(RuleId::DuplicatePrompt, &(choice("a", "fir, yew") + &choice("b", "ash, fir"))), 0);
    }

    #[test]
    fn a_question_run_together_is_the_same() {
        for (one, other) in [
            ("What's the boiling point of water?", "What is the boiling point of water?"),
            ("Which metal doesn't rust?", "Which metal does not rust?"),
            ("Which metal can\u{2019}t rust?", "Which metal cannot rust?"),
        ] {
            assert_eq!(count(RuleId::DuplicatePrompt, &two("flip", (one, "a"), (other, "b"), "")), 2, "{one}");
        }
    }

    #[test]
    fn a_term_and_a_definition_are_asked_for_each_other_once() {
        let term = |id: &str, term: &str, definition: &str, more: &str| {
            format!("- id: {id}\n  kind: term\n  term: {term}\n  definition: {definition}\n{more}")
        };
        let of = |one: String, other: String| count(RuleId::DuplicatePrompt, &(one + &other));
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "vite", "quick", "")), 2);
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "rapide", "fast", "")), 2);
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "rapide", "quick", "")), 2);
        assert_eq!(of(term("a", "dermis", "A layer of the skin", ""), term("b", "derma", "One layer of skin", "")), 2);
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "lent", "slow", "")), 0);
        assert_eq!(of(term("a", "bank (of a river)", "Ufer", ""), term("b", "bank (for money)", "Bank", "")), 0);
        let hint = |hint: &str| format!("  hint: {hint}\n");
        assert_eq!(of(term("a", "bank", "edge", &hint("water")), term("b", "bank", "house", &hint("money"))), 0);
        let accept = |term: &str| format!("  typed: term\n  accept: [{term}]\n");
        assert_eq!(of(term("a", "rapide", "quick", &accept("vite")), term("b", "vite", "quick", &accept("rapide"))), 0);
        assert_eq!(of(term("a", "猫", "cat", ""), term("b", "кот", "cat", "")), 0, "two scripts");
    }

    #[test]
    fn alike_gaps_are_told_apart() {
        let text = |id: &str, gap: &str| {
            format!(
                "- id: {id}\n  kind: cloze\n  text: \"Among open libraries the essay names {{{{{gap}}}}} for firms.\"\n"
            )
        };
        assert_eq!(count(RuleId::AmbiguousGap, &(text("a", "PyTorch") + &text("b", "TensorFlow"))), 1);
        assert_eq!(count(RuleId::AmbiguousGap, &(text("a", "PyTorch::a fire") + &text("b", "TensorFlow::a river"))), 0);
        let one = "- id: a\n  kind: cloze\n  text: \"The essay names {{c1::PyTorch}} and {{c2::Torch}} as libraries.\"";
        assert_eq!(count(RuleId::AmbiguousGap, one), 0);
    }
}
