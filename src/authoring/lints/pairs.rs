//! Cards that get in each other's way: alike prompts, alike gaps.

use super::{Group, name_from};
use crate::authoring::digest::{Digest, Frame};
use crate::authoring::finding::Findings;
use crate::authoring::rules::{AMBIGUOUS_GAP, DUPLICATE_PROMPT, INTERFERENCE};
use crate::authoring::script::script_of;
use crate::authoring::similar::{alike, without_common};
use crate::authoring::words::{Word, WordMap, shared};
use crate::deck::{Body, Kind, Text};
use crate::grading::fold;

/// A card and the number of its deck in the group.
type At<'g, 'd> = (usize, &'g Digest<'d>);

pub(super) fn check(group: &Group, out: &mut [Findings]) {
    let all: Vec<At> = group.cards().collect();
    let twice = duplicates(&all, out);
    homonyms(&all, &twice, out);
    let of = |wanted: fn(Kind) -> bool| all.iter().copied().filter(|(_, card)| wanted(card.kind)).collect::<Vec<At>>();
    interference(&of(|kind| !matches!(kind, Kind::TrueFalse | Kind::Cloze)), &twice, out);
    interference(&of(|kind| kind == Kind::TrueFalse), &twice, out);
    frames(&all, out);
}

/// Reports prompts that are the same, and gives their words.
fn duplicates(all: &[At], out: &mut [Findings]) -> WordMap<usize> {
    let mut first: WordMap<usize> = WordMap::default();
    let mut twice: WordMap<usize> = WordMap::default();
    for (at, (deck, card)) in all.iter().enumerate() {
        let Some(&earlier) = first.get(&card.asked) else {
            first.insert(card.asked, at);
            continue;
        };
        twice.insert(card.asked, at);
        let other = name_from(*deck, all[earlier]);
        let what = format!("the same is asked by {other}");
        out[*deck].add(&DUPLICATE_PROMPT, card.prompt_place(), what).help("delete one, or ask from another side");
    }
    twice
}

/// Reports terms that have two definitions, and definitions of two terms: each is asked for the other.
fn homonyms(all: &[At], twice: &WordMap<usize>, out: &mut [Findings]) {
    for (side, field) in ["term", "definition"].into_iter().enumerate() {
        let mut first: WordMap<&At> = WordMap::default();
        for (at, sides) in all.iter().filter_map(|at| Some((at, at.1.sides?))) {
            let (deck, card) = *at;
            let Some(&&earlier) = first.get(&sides[side]) else {
                first.insert(sides[side], at);
                continue;
            };
            if twice.contains_key(&card.asked) || is_told_apart(earlier.1, card, field) {
                continue;
            }
            let named = name_from(deck, earlier);
            let (what, help) = if field == "term" {
                (format!("{named} has the same term and another definition"), "say which is meant: `bank (of a river)`")
            } else {
                let help = "tell them apart in the definition, or give each a `hint`";
                (format!("{named} has the same definition and another term"), help)
            };
            out[deck].add(&DUPLICATE_PROMPT, card.card.place_of(field, 0), what).help(help);
        }
    }
}

/// Whether nobody would take one of two terms, or their definitions, for the other: each is right for the other, or they are
/// written in two scripts.
fn is_told_apart(one: &Digest, other: &Digest, shared: &str) -> bool {
    let [Some((wanted, accepted)), Some((wanted_2, accepted_2))] = [one, other].map(|card| match &card.card.body {
        // The side that is wanted for the one they share.
        Body::Term { definition, accept, .. } if shared == "term" => Some((definition, &accept.definition)),
        Body::Term { term, accept, .. } => Some((term, &accept.term)),
        _ => None,
    }) else {
        return true;
    };
    let has = |accepted: &[Text], wanted: &Text| {
        let wanted = fold(&wanted.plain(), true);
        accepted.iter().any(|text| fold(&text.plain(), true) == wanted)
    };
    let is_either = has(accepted, wanted_2) && has(accepted_2, wanted);
    is_either || script_of(wanted.source()) != script_of(wanted_2.source())
}

/// Reports prompts that are alike and want different answers.
fn interference(cards: &[At], twice: &WordMap<usize>, out: &mut [Findings]) {
    let prompts: Vec<&[Word]> = cards.iter().map(|(_, card)| card.prompt.as_slice()).collect();
    let sets = without_common(&prompts, INTERFERENCE.limit(3));
    let (weak, grave) = (INTERFERENCE.limit(0), INTERFERENCE.limit(1));
    for (first, second, percent) in alike(&sets, INTERFERENCE.limit(2), weak) {
        let ((_, one), (deck, other)) = (cards[first], cards[second]);
        let told = one.hinted || other.hinted || (one.strong && other.strong);
        if told || same_answer(one, other) || twice.contains_key(&other.asked) {
            continue;
        }
        let what =
            format!("the prompt is much like that of {}, and the answer is another", name_from(deck, cards[first]));
        let note = format!("{percent} % of their words are shared; less than {weak} is good, {grave} grave");
        let help = "put the word that tells them apart in **strong** in both, or give one a `hint`";
        out[deck].add(&INTERFERENCE, other.prompt_place(), what).note(note).help(help);
    }
}

fn same_answer(one: &Digest, other: &Digest) -> bool {
    if let (Some(one), Some(other)) = (&one.truth, &other.truth) {
        return one.answer == other.answer;
    }
    // One of them may say it in more words.
    shared(&one.answer, &other.answer) * 2 >= one.answer.len().min(other.answer.len())
}

/// Reports gaps that the same words surround.
fn frames(all: &[At], out: &mut [Findings]) {
    let frames: Vec<(At, &Frame)> =
        all.iter().flat_map(|at| at.1.frames.iter().map(move |frame| (*at, frame))).collect();
    let sets: Vec<Vec<Word>> = frames.iter().map(|(_, frame)| frame.words.clone()).collect();
    let most = AMBIGUOUS_GAP.limit(0);
    for (first, second, percent) in alike(&sets, AMBIGUOUS_GAP.limit(1), most) {
        let ((at, one), ((deck, card), other)) = (frames[first], frames[second]);
        let hinted = one.hint != other.hint;
        let shows = |frame: &Frame, gap: &[Word]| shared(&frame.words, gap) == gap.len();
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
    use crate::authoring::fixture::count;

    fn two(kind: &str, one: (&str, &str), other: (&str, &str), more: &str) -> String {
        let card = |id: &str, (question, answer): (&str, &str)| {
            format!("- id: {id}\n  kind: {kind}\n  question: \"{question}\"\n  answer: {answer}\n{more}\n")
        };
        card("a", one) + &card("b", other)
    }

    #[test]
    fn the_same_is_asked_once() {
        let same = two("flip", ("Who wrote nanoGPT?", "Ada"), ("who wrote nanoGPT", "Bob"), "");
        assert_eq!(count("duplicate-prompt", &same), 1);
        let signs = two("flip", ("What is C?", "a"), ("What is C++?", "b"), "");
        assert_eq!(count("duplicate-prompt", &signs), 0);
        let code = |id: &str, code: &str| {
            format!(
                "- id: {id}\n  kind: flip\n  question: |\n    What does it print?\n    ```\n    {code}\n    ```\n  answer: x\n"
            )
        };
        assert_eq!(count("duplicate-prompt", &(code("a", "f(1)") + &code("b", "f(2)"))), 0);
        assert_eq!(count("duplicate-prompt", &(code("a", "f(1)") + &code("b", "f(1)"))), 1);
        let choice = |id: &str, wrong: &str| {
            format!(
                "- id: {id}\n  kind: choice\n  question: Which one is it?\n  answer: oak\n  distractors: [{wrong}]\n"
            )
        };
        assert_eq!(count("duplicate-prompt", &(choice("a", "fir, yew") + &choice("b", "yew, fir"))), 1);
        assert_eq!(count("duplicate-prompt", &(choice("a", "fir, yew") + &choice("b", "ash, fir"))), 0);
    }

    #[test]
    fn a_question_run_together_is_the_same() {
        for (one, other) in [
            ("What's the boiling point of water?", "What is the boiling point of water?"),
            ("Which metal doesn't rust?", "Which metal does not rust?"),
            ("Which metal can\u{2019}t rust?", "Which metal cannot rust?"),
        ] {
            assert_eq!(count("duplicate-prompt", &two("flip", (one, "a"), (other, "b"), "")), 1, "{one}");
        }
    }

    #[test]
    fn a_term_and_a_definition_are_asked_for_each_other_once() {
        let term = |id: &str, term: &str, definition: &str, more: &str| {
            format!("- id: {id}\n  kind: term\n  term: {term}\n  definition: {definition}\n{more}")
        };
        let of = |one: String, other: String| count("duplicate-prompt", &(one + &other));
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "vite", "quick", "")), 1);
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "rapide", "fast", "")), 1);
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "rapide", "quick", "")), 1);
        assert_eq!(of(term("a", "dermis", "A layer of the skin", ""), term("b", "derma", "One layer of skin", "")), 1);
        assert_eq!(of(term("a", "rapide", "quick", ""), term("b", "lent", "slow", "")), 0);
        assert_eq!(of(term("a", "bank (of a river)", "Ufer", ""), term("b", "bank (for money)", "Bank", "")), 0);
        let hint = |hint: &str| format!("  hint: {hint}\n");
        assert_eq!(of(term("a", "bank", "edge", &hint("water")), term("b", "bank", "house", &hint("money"))), 0);
        let accept = |term: &str| format!("  typed: term\n  accept: [{term}]\n");
        assert_eq!(of(term("a", "rapide", "quick", &accept("vite")), term("b", "vite", "quick", &accept("rapide"))), 0);
        assert_eq!(of(term("a", "猫", "cat", ""), term("b", "кот", "cat", "")), 0, "two scripts");
    }

    #[test]
    fn alike_prompts_are_told_apart() {
        let one = ("Which library does the essay name for hospitals?", "PyTorch");
        let two_ = |other: &str, more: &str| two("flip", one, (other, "TensorFlow"), more);
        let other = "Which library does the essay name for companies?";
        assert_eq!(count("interference", &two_(other, "")), 1);
        assert_eq!(count("interference", &two_(other, "  hint: Think of torches.")), 0);
        let strong = two(
            "flip",
            ("Which library does the essay name for **hospitals**?", "PyTorch"),
            ("Which library does the essay name for **companies**?", "TensorFlow"),
            "",
        );
        assert_eq!(count("interference", &strong), 0);
        assert_eq!(count("interference", &two_("Who helps schools in Africa to translate?", "")), 0);
        assert_eq!(count("interference", &two("flip", one, (other, "PyTorch"), "")), 0, "the same answer");
    }

    #[test]
    fn alike_gaps_are_told_apart() {
        let text = |id: &str, gap: &str| {
            format!(
                "- id: {id}\n  kind: cloze\n  text: \"Among open libraries the essay names {{{{{gap}}}}} for firms.\"\n"
            )
        };
        assert_eq!(count("ambiguous-gap", &(text("a", "PyTorch") + &text("b", "TensorFlow"))), 1);
        assert_eq!(count("ambiguous-gap", &(text("a", "PyTorch::a fire") + &text("b", "TensorFlow::a river"))), 0);
        let one = "- id: a\n  kind: cloze\n  text: \"The essay names {{c1::PyTorch}} and {{c2::Torch}} as libraries.\"";
        assert_eq!(count("ambiguous-gap", one), 0);
    }
}
