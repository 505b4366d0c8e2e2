//! Searches the texts of cards for words.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::deck::{Card, Role, RoleText, Text};

/// The words to find: a card matches if each occurs in its question, answers, choices or explanations. Ignores case
/// and accents and matches parts of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording(Vec<String>);

impl Wording {
    pub(super) fn new(words: &str) -> Self {
        Self(words.split_whitespace().map(folded).collect())
    }

    /// Adds more words.
    pub(super) fn and(mut self, words: &str) -> Self {
        self.0.extend(Self::new(words).0);
        self
    }

    pub(super) fn is_in(&self, card: &Card) -> bool {
        let text: Vec<String> = texts(card).into_iter().map(|text| folded(&text.plain())).collect();
        self.0.iter().all(|word| text.iter().any(|text| text.contains(word.as_str())))
    }
}

/// In lower case, without accents.
fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The texts of a card to search. A cloze is one text with its gaps filled.
fn texts(card: &Card) -> Vec<Text> {
    let searched = |text: &RoleText| !matches!(text.role, Role::Why | Role::Shown | Role::GapHint);
    let own = card.body.texts().into_iter().filter(searched).map(|text| text.text.clone());
    std::iter::once(card.prompt()).chain(card.because.clone()).chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    #[test]
    fn every_word_must_occur_whatever_its_case_and_accents() {
        let text = "title: T\ncards:\n  - {id: a, kind: choice, question: Which river?, answer: the Rhône, \
                    distractors: [der Jura], because: Water flows.}\n  \
                    - {id: b, kind: cloze, text: \"{{c1::Zürich}} lies on the {{c2::Limmat}}.\"}\n  \
                    - {id: c, kind: term, term: Fluß, definition: a river}\n  \
                    - {id: d, kind: order, question: Which first?, steps: [Lille, Nice]}\n";
        let deck = parse_deck("d", None, text).expect("a deck");
        let with = |words: &str| -> String {
            let wording = Wording::new(words);
            deck.cards.iter().filter(|card| wording.is_in(card)).map(|card| card.id.card()).collect()
        };
        for (words, cards) in [
            ("river", "ac"),
            ("RHONE which", "a"),
            ("rhône", "a"),
            ("jura flows", "a"),
            ("zurich limmat", "b"),
            ("lies limm", "b"),
            ("nice", "d"),
            ("fluß", "c"),
            ("river nice", ""),
            ("", "abcd"),
        ] {
            assert_eq!(with(words), cards, "{words}");
        }
        assert!(Wording::new("river").and("jura").is_in(&deck.cards[0]));
        assert!(!Wording::new("river").and("jura").is_in(&deck.cards[2]));
    }
}
