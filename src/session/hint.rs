//! Hints: the author's, or a generated one.

use super::Question;
use crate::deck::Text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Makes sense without the screen too.
    pub text: Text,
    /// The wrong choice that it removes, by index as shown, from 0.
    pub strikes: Option<usize>,
}

impl Hint {
    pub(super) const fn saying(text: Text) -> Self {
        Self { text, strikes: None }
    }
}

/// Puts words before a text of the deck; a code block keeps its own lines.
pub(super) fn beside(words: &str, text: &Text) -> Text {
    let text = text.marked();
    let between = if text.contains('\n') { "\n" } else { " " };
    Text::new(&[words, between, &text].concat())
}

/// The hints of a question, smallest first: its author's, or else a generated one if its kind allows. The same
/// attempt at an item always has the same hints.
pub(super) fn hints(question: &Question) -> Vec<Hint> {
    let written = &question.card.hints;
    if written.is_empty() {
        return question.form().hint(question).into_iter().collect();
    }
    written.iter().cloned().map(Hint::saying).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};

    /// The first question of a deck of one card.
    fn question(card: &str) -> Question {
        let deck = parse_deck("d", None, format!("title: T\nlanguage: en\ncards:\n  - {{id: a, {card}}}\n"));
        let found = Collection::new(vec![deck.unwrap_or_else(|diagnostics| panic!("{card}: {diagnostics:?}"))]);
        assert!(found.decks()[0].diagnostics.is_empty(), "{card}: {:?}", found.decks()[0].diagnostics);
        Question::new(&found.items()[0], 0)
    }

    fn texts(card: &str) -> Vec<String> {
        question(card).hints().iter().map(|hint| hint.text.plain()).collect()
    }

    #[test]
    fn each_kind_has_the_hint_that_fits_it() {
        for (card, hint) in [
            ("kind: typed, question: Q?, answer: Masakhane", "1 word, 9 letters, begins with M"),
            ("kind: typed, question: Q?, answer: the Linux Foundation", "2 words, 15 letters, begins with L"),
            ("kind: typed, question: Q?, answer: Eiffel Tower (Paris)", "2 words, 11 letters, begins with E"),
            ("kind: typed, question: Q?, answer: (to be) open, language: en", "1 word, 4 letters, begins with o"),
            ("kind: typed, question: Q?, answer: l'ordinateur, language: fr", "1 word, 10 letters, begins with o"),
            ("kind: typed, question: Q?, answer: das Haus, language: de", "1 word, 4 letters, begins with H"),
            (
                "kind: typed, question: Q?, answer: das Haus, language: de, articles: required",
                "2 words, 7 letters, begins with d",
            ),
            ("kind: typed, question: Q?, answer: 東京大学, language: ja", "4 characters, begins with 東"),
            ("kind: typed, question: Q?, answer: \"1,991\"", "4 digits"),
            ("kind: typed, question: Q?, answer: yes", "1 word, 3 letters"),
            ("kind: typed, question: Q?, answer: \"`ls -la`\"", "2 words, 5 characters, begins with l"),
            ("kind: typed, question: Q?, answer: cd, exact: true", "2 characters"),
            (
                "kind: typed, question: Q?, answers: [TensorFlow, the sun]",
                "1 word, 10 letters, begins with T; 1 word, 3 letters",
            ),
            ("kind: cloze, text: 'In {{the European Union}}.'", "2 words, 13 letters, begins with E"),
            (
                "kind: cloze, text: '{{c1::Rome}} and {{c1::Bari}}.'",
                "1 word, 4 letters, begins with R; 1 word, 4 letters, begins with B",
            ),
            ("kind: cloze, text: 'In {{Rome::a town}}.', typed: false", "1 word, 4 letters, begins with R"),
            ("kind: term, term: fork, definition: A copy, typed: term", "1 word, 4 letters, begins with f"),
            ("kind: flip, question: Q?, answer: Open weights.", "2 words, 11 letters, begins with O"),
            ("kind: order, question: Q?, steps: [one, two, three]", "first comes one"),
        ] {
            assert_eq!(texts(card), [hint], "{card}");
        }
    }

    #[test]
    fn some_questions_have_none() {
        for card in [
            "kind: true-false, statement: So., answer: true",
            "kind: flip, question: Q?, answer: Because an error there reaches very far.",
            "kind: order, question: Q?, steps: [one, two]",
            "kind: choice, question: Q?, answer: one, distractors: [two]",
        ] {
            assert_eq!(texts(card), [""; 0], "{card}");
        }
    }

    #[test]
    fn an_author_s_hints_are_the_only_ones() {
        assert_eq!(texts("kind: typed, question: Q?, answer: Rome, hint: [A town, In Italy]"), ["A town", "In Italy"]);
    }

    #[test]
    fn a_wrong_choice_is_struck_out_and_the_same_one_each_time() {
        for card in [
            "kind: choice, question: Q?, answer: one, distractors: [two, three]",
            "kind: choice, question: Q?, answers: [one, two], distractors: [three]",
        ] {
            let asked = question(card);
            let hints = asked.hints();
            assert_eq!(hints, question(card).hints());
            let [Hint { text, strikes: Some(place) }] = hints.as_slice() else { panic!("{card}: {hints:?}") };
            assert!(!asked.choices[*place].right);
            assert_eq!(text.plain(), format!("not {}", asked.choices[*place].text.plain()));
        }
    }
}
