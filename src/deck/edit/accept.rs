//! Adds an accepted answer to an item; every other byte stays.

use super::fix::same_card;
use super::insert::{PathStep, flow, insert};
use crate::deck::{Body, Card, Deck, ItemId, ItemPart, Text, parse_deck};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    Written {
        /// The new text of the deck.
        text: String,
        /// The field as a person would write it.
        line: String,
    },
    /// The file is laid out so that only a person can make the change.
    ByHand {
        /// The field as it could be written.
        line: String,
    },
}

/// Adds an answer to the `accept` of an item's card. `wanted` is the index of the expected text it belongs to, 0 if
/// there is only one. `None` if the deck has no such item or it is not typed.
#[must_use]
pub fn accept(stem: &str, text: &str, item: &ItemId, wanted: usize, answer: &str) -> Option<Accepted> {
    let before = parse_deck(stem, None, text).ok()?;
    let at = before.cards.iter().position(|one| one.id.as_str() == item.card())?;
    let card = &before.cards[at];
    let slot = card.body.accept_slot(item.part(), wanted)?;
    let answer = answer.trim();
    let source = source(answer, &card.body);
    let line = format!("accept: {}", flow(slot.ways.first()?, &source));
    let written = slot.ways.iter().find_map(|steps| {
        let edit = insert(text, card.place, "accept", steps, slot.behind, &source)?;
        let written = crate::deck::edit::apply(text, &[edit]);
        let read = parse_deck(stem, None, &written).ok()?;
        is_as_wanted(&before, &read, at, (item.part(), wanted), answer).then_some(written)
    });
    Some(match written {
        Some(text) => Accepted::Written { text, line },
        None => Accepted::ByHand { line },
    })
}

/// The answer as written in a deck, with characters escaped that would be marks.
fn source(answer: &str, body: &Body) -> String {
    if body.exact() || Text::new(answer).plain() == answer {
        return answer.to_owned();
    }
    Text::new(answer).literally().marked().into_owned()
}

/// Whether the decks differ only in that one answer.
fn is_as_wanted(before: &Deck, after: &Deck, at: usize, (part, wanted): (ItemPart, usize), answer: &str) -> bool {
    let Some(new) = after.cards.get(at) else { return false };
    let mut without = Card::clone(new);
    let taken = without.body.accepted_mut(part, wanted).and_then(Vec::pop);
    taken.is_some_and(|text| text.plain() == answer)
        && before.cards.len() == after.cards.len()
        && after.diagnostic_count() <= before.diagnostic_count()
        && before
            .cards
            .iter()
            .zip(&after.cards)
            .enumerate()
            .all(|(nth, (old, new))| if nth == at { same_card(old, &without) } else { same_card(old, new) })
}

/// Where in a card an answer belongs.
pub struct AnswerSlot {
    /// The paths to its list within `accept`; the first is the one to write.
    pub(crate) ways: Vec<Vec<PathStep>>,
    /// The fields after which a new `accept` is put.
    pub(crate) behind: &'static [&'static str],
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "title: T\ncards:\n";

    fn item(id: &str) -> ItemId {
        id.parse().expect("an id")
    }

    /// The fields of the card after one more answer.
    fn with(fields: &str, answer: &str) -> Option<String> {
        let text = format!("{HEAD}  - id: a\n{fields}");
        let deck = parse_deck("d", None, &text).expect("a deck");
        assert!(deck.diagnostics.is_empty(), "{text}\n{:?}", deck.diagnostics);
        let Accepted::Written { text: after, .. } = accept("d", &text, &item("d/a"), 0, answer)? else { return None };
        Some(after.strip_prefix(&format!("{HEAD}  - id: a\n")).expect("the same head").to_owned())
    }

    #[test]
    fn the_answer_stands_with_those_accepted_before_or_below_the_right_one() {
        let card = "    kind: typed\n    question: Q\n    answer: Paris\n";
        for (before, answer, after) in [
            ("", "Lutetia", "    accept: [Lutetia]\n"),
            ("", "a, b", "    accept: [\"a, b\"]\n"),
            ("", "no", "    accept: [\"no\"]\n"),
            ("    accept: [x]\n    exact: true\n", "y: z", "    accept: [x, \"y: z\"]\n    exact: true\n"),
            ("    accept:\n      # also\n      - x\n\n", "z", "    accept:\n      # also\n      - x\n      - z\n\n"),
            ("    accept:\n    - x\n", "z", "    accept:\n    - x\n    - z\n"),
            (
                "    because: B\n\n  # next\n  - kind: flip\n    question: F\n    answer: G\n",
                "z",
                "    accept: [z]\n    because: B\n\n  # next\n  - kind: flip\n    question: F\n    answer: G\n",
            ),
        ] {
            assert_eq!(with(&format!("{card}{before}"), answer), Some(format!("{card}{after}")), "{before:?}");
        }
    }

    #[test]
    fn a_file_without_its_last_end_of_line_is_written_on() {
        let card = "    kind: typed\n    question: Q\n    answer: Paris";
        assert_eq!(with(card, "z"), Some(format!("{card}\n    accept: [z]")));
    }

    #[test]
    fn what_is_written_otherwise_is_left_to_a_person() {
        assert_eq!(with("    kind: flip\n    question: Q\n    answer: Paris\n", "z"), None);
        let odd = "title: T\ncards:\n  - id: a\n    kind: typed\n    question: Q\n    answer: Paris\n    accept:\n";
        let line = "accept: [\"z, y\"]".to_owned();
        assert_eq!(accept("d", odd, &item("d/a"), 0, "z, y"), Some(Accepted::ByHand { line }));
        assert_eq!(accept("d", odd, &item("d/b"), 0, "z"), None);
    }

    /// The card after one more answer for an item of it.
    fn card_with(fields: &str, id: &str, wanted: usize, answer: &str) -> Option<String> {
        let text = format!("{HEAD}  - id: a\n{fields}");
        let deck = parse_deck("d", None, &text).expect("a deck");
        assert!(deck.diagnostics.is_empty(), "{text}\n{:?}", deck.diagnostics);
        let Accepted::Written { text, .. } = accept("d", &text, &item(id), wanted, answer)? else { return None };
        Some(text.strip_prefix(&format!("{HEAD}  - id: a\n")).expect("the same head").to_owned())
    }

    #[test]
    fn gaps_have_a_list_or_one_under_their_number() {
        let one = "    kind: cloze\n    text: Paris lies on the {{Seine}}.\n";
        let two = "    kind: cloze\n    text: \"{{c1::Paris}} lies on the {{c2::Seine}}.\"\n";
        let both = "    kind: cloze\n    text: \"{{c1::Paris}} lies on the {{c1::Seine}}.\"\n";
        let same = "    kind: cloze\n    text: \"{{c1::a}} and {{c1::a}}.\"\n";
        for (card, id, wanted, before, after) in [
            (one, "d/a#c1", 0, "", "    accept: [z]\n"),
            (one, "d/a#c1", 0, "    accept: [x]\n", "    accept: [x, z]\n"),
            (one, "d/a#c1", 0, "    accept:\n      c1: [x]\n", "    accept:\n      c1: [x, z]\n"),
            (two, "d/a#c2", 0, "", "    accept:\n      c2: [z]\n"),
            (two, "d/a#c2", 0, "    accept: {c1: [x]}\n", "    accept: {c1: [x], c2: [z]}\n"),
            (two, "d/a#c1", 0, "    accept: {c1: [x]}\n", "    accept: {c1: [x, z]}\n"),
            (
                two,
                "d/a#c2",
                0,
                "    accept:\n      c1:\n        - x\n        # so\n    hint: h\n",
                "    accept:\n      c1:\n        - x\n        # so\n      c2: [z]\n    hint: h\n",
            ),
            (
                two,
                "d/a#c1",
                0,
                "    accept:\n      c1:\n      - x\n      c2: [y]\n",
                "    accept:\n      c1:\n      - x\n      - z\n      c2: [y]\n",
            ),
            (both, "d/a#c1", 1, "", "    accept: [[], [z]]\n"),
            (both, "d/a#c1", 0, "    accept: [[x], []]\n", "    accept: [[x, z], []]\n"),
            (
                both,
                "d/a#c1",
                0,
                "    accept:\n      - - x\n      - []\n",
                "    accept:\n      - - x\n        - z\n      - []\n",
            ),
            (both, "d/a#c1", 1, "    accept: {c1: [[], [y]]}\n", "    accept: {c1: [[], [y, z]]}\n"),
            (same, "d/a#c1", 0, "", "    accept: [[z], []]\n"),
        ] {
            let found = card_with(&format!("{card}{before}"), id, wanted, "z");
            assert_eq!(found, Some(format!("{card}{after}")), "{card}{before}");
        }
        assert_eq!(card_with(&format!("{one}    typed: false\n"), "d/a#c1", 0, "z"), None);
    }

    #[test]
    fn sides_have_their_names_and_answers_their_places() {
        let term = "    kind: term\n    term: PRAM\n    definition: memory\n    typed: both\n";
        let many = "    kind: typed\n    question: Q\n    answers: [one, two]\n";
        let rows = "    kind: typed\n    question: Q\n    answers:\n    - one\n    - two\n";
        for (card, id, wanted, before, after) in [
            (many, "d/a", 0, "", "    accept: [[z], []]\n"),
            (rows, "d/a", 1, "", "    accept: [[], [z]]\n"),
            (many, "d/a", 1, "    accept:\n    - []\n    - [y]\n", "    accept:\n    - []\n    - [y, z]\n"),
            (many, "d/a", 0, "    accept:\n    - [x]\n    - []\n", "    accept:\n    - [x, z]\n    - []\n"),
            (term, "d/a#term", 0, "    accept: {definition: [y]}\n", "    accept: {definition: [y], term: [z]}\n"),
            (
                term,
                "d/a#definition",
                0,
                "    accept:\n      definition: [y]\n      term: [x]\n",
                "    accept:\n      definition: [y, z]\n      term: [x]\n",
            ),
        ] {
            let found = card_with(&format!("{card}{before}"), id, wanted, "z");
            assert_eq!(found, Some(format!("{card}{after}")), "{card}{before}");
        }
        let below = term.replace("    typed", "    accept:\n      term: [z]\n    typed");
        assert_eq!(card_with(term, "d/a#term", 0, "z"), Some(below));
        assert_eq!(card_with(&term.replace("both", "term"), "d/a#definition", 0, "z"), None);
    }

    #[test]
    fn what_would_be_a_mark_is_escaped_where_marks_count() {
        let card = "    kind: typed\n    question: Q\n    answer: Paris\n";
        let escaped = Some(format!("{card}    accept: [\\*\\*/\\*.rs]\n"));
        assert_eq!(card_with(card, "d/a", 0, "**/*.rs"), escaped);
        let exact = card.replace("    question", "    exact: true\n    question");
        let raw = Some(format!("{exact}    accept: [\"**/*.rs\"]\n"));
        assert_eq!(card_with(&exact, "d/a", 0, "**/*.rs"), raw);
    }

    #[test]
    fn a_card_in_braces_stays_in_braces() {
        for (before, after) in [
            (
                "{id: a, kind: typed, question: Q, answer: Paris }",
                "{id: a, kind: typed, question: Q, answer: Paris, accept: [z] }",
            ),
            (
                "{id: a, kind: typed, question: Q, answer: P, accept: [ x ]}",
                "{id: a, kind: typed, question: Q, answer: P, accept: [ x, z ]}",
            ),
        ] {
            let deck = |card: &str| format!("title: T\ncards:\n  - {card}\n");
            let Some(Accepted::Written { text, .. }) = accept("d", &deck(before), &item("d/a"), 0, "z") else {
                panic!("{before}")
            };
            assert_eq!(text, deck(after));
        }
    }
}
