//! Initials that the deck uses for an answer.

use crate::deck::{AnswerText, Synonyms};
use crate::lint::card_texts::CardTexts;
use crate::lint::checks::typed;
use crate::lint::features::DeckFeatures;
use crate::lint::finding::Findings;
use crate::lint::source_index::SourceIndex;
use crate::lint::words::{Phrase, Word, WordSet};

/// Reports typed answers whose initials the deck or its source uses and the card does not accept.
pub(super) fn check(deck: &DeckFeatures, outline: Option<&SourceIndex>, out: &mut Findings) {
    let mut used: WordSet = deck.cards.iter().flat_map(|card| &card.initials).copied().collect();
    used.extend(outline.into_iter().flat_map(SourceIndex::initials));
    if used.is_empty() {
        return;
    }
    let synonyms = Synonyms::of_deck(deck.deck);
    for card in &deck.cards {
        if !card.kind.is_typed() || card.card.body.has_several() {
            continue;
        }
        let answers = card.card.body.answers();
        let Some(AnswerText { text, .. }) = answers.first() else { continue };
        let answer = Phrase::new(text.plain());
        let Some(initials) = initials_of(&answer).filter(|initials| used.contains(&Word::of(&initials.to_lowercase())))
        else {
            continue;
        };
        let reading = CardTexts::of(card.card);
        if typed::lacks(&reading, &initials, &synonyms) {
            typed::missing(&reading, &initials, out);
        }
    }
}

/// `GPU` for `graphics processing unit`; `None` for fewer than three words.
fn initials_of(answer: &Phrase) -> Option<String> {
    let words = &answer.tokens;
    let first = |at: usize| answer.word_at(&words[at]).chars().next();
    (words.len() >= 3).then(|| (0..words.len()).filter_map(first).flat_map(char::to_uppercase).collect())
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, help};

    #[test]
    fn initials_that_the_deck_uses_are_accepted() {
        let cards = |accept: &str| {
            format!(
                "- id: a\n  kind: typed\n  question: Which chip trains models?\n  answer: graphics processing unit\n{accept}\
                 - id: b\n  kind: flip\n  question: Who sells a GPU?\n  answer: firms\n"
            )
        };
        assert_eq!(count(RuleId::MissingVariant, &cards("")), 1);
        assert_eq!(help(RuleId::MissingVariant, &cards("")), "accept: [\"GPU\"]");
        assert_eq!(count(RuleId::MissingVariant, &cards("  accept: [G.P.U.]\n")), 0);
        let asked = cards("").replace("Which chip trains models", "What does GPU stand for");
        assert_eq!(count(RuleId::MissingVariant, &asked), 0, "the question's own word");
    }
}
