//! Cards that tell the answers of other cards, and initials that the deck uses for an answer.

use std::collections::HashMap;

use super::{header_place, named};
use crate::authoring::digest::{DeckDigest, Digest};
use crate::authoring::finding::Findings;
use crate::authoring::lints::typed;
use crate::authoring::outline::Outline;
use crate::authoring::reading::Reading;
use crate::authoring::rules::ANSWER_LEAK;
use crate::authoring::similar::counts;
use crate::authoring::words::{Phrase, Word, WordMap, WordSet, shared};
use crate::deck::{Body, RightAnswer, Synonyms};

/// How many cards may wait under one word for it to be said; more of them would take long to compare.
const MOST: usize = 32;

pub(super) fn leaks(deck: &DeckDigest, out: &mut Findings) {
    let cards = deck.cards.len();
    let (share, of_prompt, from) = (ANSWER_LEAK.limit(0), ANSWER_LEAK.limit(1), ANSWER_LEAK.limit(2));
    // In a deck so large that no card can tell enough answers to matter there is nothing to look for.
    if cards < from || cards.saturating_sub(1) * share > MOST * 100 {
        return;
    }
    let by_word = by_rarest_word(deck);
    let mut told_by: HashMap<usize, usize> = HashMap::new();
    let mut leaks = 0;
    for (at, card) in deck.cards.iter().enumerate() {
        for &other in card.said.iter().filter_map(|word| by_word.get(word)).flatten() {
            let secret = &deck.cards[other];
            let told = other != at
                && secret.secret.iter().all(|word| card.said.binary_search(word).is_ok())
                && shared(&secret.prompt, &card.said) * 100 >= secret.prompt.len() * of_prompt;
            if told {
                leaks += 1;
                *told_by.entry(at).or_default() += 1;
            }
        }
    }
    if leaks * 100 > cards * (cards - 1) * share {
        let mut worst: Vec<(usize, usize)> = told_by.into_iter().collect();
        worst.sort_by_key(|&(at, count)| (std::cmp::Reverse(count), at));
        let worst: Vec<&Digest> = worst.iter().map(|(at, _)| &deck.cards[*at]).collect();
        let note = format!("{leaks} of {} pairs of cards, at most {share} %", cards * (cards - 1));
        let help = format!("reword first {}", named(&worst));
        out.add(&ANSWER_LEAK, header_place(deck), "the cards tell each other's answers").note(note).help(help);
    }
}

/// The cards with an answer worth giving away, by the word of it that fewest cards say.
fn by_rarest_word(deck: &DeckDigest) -> WordMap<Vec<usize>> {
    let said = counts(deck.cards.iter().map(|card| card.said.as_slice()));
    let mut by_word: WordMap<Vec<usize>> = WordMap::default();
    for (at, card) in deck.cards.iter().enumerate() {
        let rarest = card.secret.iter().min_by_key(|word| (said.get(word).copied().unwrap_or(0), **word));
        let waiting = rarest.map(|word| by_word.entry(*word).or_default());
        if let Some(waiting) = waiting.filter(|waiting| waiting.len() < MOST) {
            waiting.push(at);
        }
    }
    by_word
}

/// Reports typed answers whose initials the deck or its source uses and the card does not accept.
pub(super) fn initials(deck: &DeckDigest, outline: Option<&Outline>, out: &mut Findings) {
    let mut used: WordSet = deck.cards.iter().flat_map(|card| &card.initials).copied().collect();
    used.extend(outline.into_iter().flat_map(Outline::initials));
    if used.is_empty() {
        return;
    }
    let synonyms = Synonyms::of_deck(deck.deck);
    for card in &deck.cards {
        let Body::Typed { answers, many: false, .. } = &card.card.body else { continue };
        let Some(RightAnswer { text, .. }) = answers.first() else { continue };
        let answer = Phrase::new(text.plain());
        let Some(initials) = initials_of(&answer).filter(|initials| used.contains(&Word::of(&initials.to_lowercase())))
        else {
            continue;
        };
        let reading = Reading::of(card.card);
        if typed::lacks(&reading, &initials, &synonyms) {
            typed::missing(&reading, &initials, out);
        }
    }
}

/// `GPU` of `graphics processing unit`; of three words on.
fn initials_of(answer: &Phrase) -> Option<String> {
    let words = &answer.tokens;
    let first = |at: usize| answer.word_at(&words[at]).chars().next();
    (words.len() >= 3).then(|| (0..words.len()).filter_map(first).flat_map(char::to_uppercase).collect())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::authoring::fixture::{count, help};

    #[test]
    fn cards_keep_each_others_answers() {
        let deck = |because: &str| {
            (0..10).fold(String::new(), |mut all, nth| {
                let _ = writeln!(
                    all,
                    "- id: c{nth}\n  kind: flip\n  question: Who planted the tree{nth}?\n  answer: gardener{nth} \
                     smith{nth}\n  because: {because}"
                );
                all
            })
        };
        let told = "The tree1 was planted by gardener1 smith1 and tree2 by gardener2 smith2.";
        assert_eq!(count("answer-leak", &deck(told)), 1);
        assert_eq!(count("answer-leak", &deck("Trees were planted by many people.")), 0);
    }

    #[test]
    fn initials_that_the_deck_uses_are_accepted() {
        let cards = |accept: &str| {
            format!(
                "- id: a\n  kind: typed\n  question: Which chip trains models?\n  answer: graphics processing unit\n{accept}\
                 - id: b\n  kind: flip\n  question: Who sells a GPU?\n  answer: firms\n"
            )
        };
        assert_eq!(count("missing-variant", &cards("")), 1);
        assert_eq!(help("missing-variant", &cards("")), "accept: [\"GPU\"]");
        assert_eq!(count("missing-variant", &cards("  accept: [G.P.U.]\n")), 0);
        let asked = cards("").replace("Which chip trains models", "What does GPU stand for");
        assert_eq!(count("missing-variant", &asked), 0, "the question's own word");
    }
}
