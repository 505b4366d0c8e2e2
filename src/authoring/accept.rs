//! One more accepted answer for a typed card, every other byte as it was.

use super::mend::same_card;
use super::patch::{Edit, Lines, apply};
use super::scalar::scalar;
use crate::deck::{Body, Card, CardId, Deck, Text, parse_deck};

/// The deck's text with one more answer in the `accept` of a card. `None` where that can't be done without a person:
/// the card is no typed one, or written so that its fields are not found.
#[must_use]
pub fn accept(stem: &str, text: &str, card: &CardId, answer: &str) -> Option<String> {
    let before = parse_deck(stem, None, text).ok()?;
    let at = before.cards.iter().position(|one| one.id == *card)?;
    let edit = edit(&before.cards[at], text, answer)?;
    let after = apply(text, &[edit]);
    let read = parse_deck(stem, None, &after).ok()?;
    is_as_wanted(&before, &read, at, answer).then_some(after)
}

/// Whether the decks differ in nothing but that one answer.
fn is_as_wanted(before: &Deck, after: &Deck, at: usize, answer: &str) -> bool {
    let same_others = before.cards.len() == after.cards.len()
        && after.problems.len() <= before.problems.len()
        && before.cards.iter().zip(&after.cards).enumerate().all(|(nth, (a, b))| nth == at || same_card(a, b));
    let (Some(old), Some(new)) = (accepted(&before.cards[at]), after.cards.get(at).and_then(|card| accepted(card)))
    else {
        return false;
    };
    let written = Text::new(answer);
    let wanted = old.iter().map(Text::source).chain([written.source()]);
    same_others && wanted.eq(new.iter().map(Text::source))
}

fn accepted(card: &Card) -> Option<&Vec<Text>> {
    match &card.body {
        Body::Typed { answers, many: false, .. } => answers.first().map(|answer| &answer.accept),
        _ => None,
    }
}

fn edit(card: &Card, text: &str, answer: &str) -> Option<Edit> {
    accepted(card)?;
    let lines = Lines::of(text);
    let first = (card.place.line as usize).checked_sub(1)?;
    let column = (card.place.column as usize).checked_sub(1)?;
    let rows = Rows { lines: &lines, first, column };
    if let Some(row) = rows.field("accept:") {
        let value = rows.fields_text(row)?.trim_end().strip_prefix("accept:")?.trim();
        let (start, line) = lines.line(row);
        if value.starts_with('[') && value.ends_with(']') {
            let empty = value.trim_matches(['[', ']']).trim().is_empty();
            let comma = if empty { "" } else { ", " };
            return Some(Edit::insert(start + line.rfind(']')?, format!("{comma}{}", in_a_list(answer))));
        }
        let entry = (row + 1..rows.end()).find(|&row| !rows.is_empty(row))?;
        let indent = rows.indent(entry);
        let is_list = value.is_empty() && lines.line(entry).1.trim_start().starts_with("- ");
        return is_list.then(|| rows.insert(rows.end_of(row), &format!("{}- {}", " ".repeat(indent), scalar(answer))));
    }
    let row = rows.field("answer:")?;
    Some(rows.insert(rows.end_of(row), &format!("{}accept: [{}]", " ".repeat(column), in_a_list(answer))))
}

/// A text between the brackets of a list, where more signs have a meaning.
fn in_a_list(text: &str) -> String {
    let written = scalar(text);
    if written == text && text.contains([',', '[', ']', '{', '}']) { format!("\"{text}\"") } else { written }
}

/// The rows of a card, whose fields stand in one column.
struct Rows<'a> {
    lines: &'a Lines<'a>,
    first: usize,
    column: usize,
}

impl Rows<'_> {
    /// What stands in a row from the column on where fields begin.
    fn fields_text(&self, row: usize) -> Option<&str> {
        self.lines.line(row).1.get(self.column..)
    }

    fn is_empty(&self, row: usize) -> bool {
        let text = self.lines.line(row).1.trim();
        text.is_empty() || text.starts_with('#')
    }

    fn indent(&self, row: usize) -> usize {
        let line = self.lines.line(row).1;
        line.len() - line.trim_start_matches(' ').len()
    }

    /// The row behind the last one of the card.
    fn end(&self) -> usize {
        let beyond = |&row: &usize| !self.is_empty(row) && self.indent(row) < self.column;
        (self.first + 1..self.lines.count()).find(beyond).unwrap_or(self.lines.count())
    }

    /// The row where a field begins.
    fn field(&self, name: &str) -> Option<usize> {
        let begins = |&row: &usize| {
            let in_column = row == self.first || self.indent(row) == self.column;
            in_column && self.fields_text(row).is_some_and(|text| text.starts_with(name))
        };
        (self.first..self.end()).find(begins)
    }

    /// The row behind the value of the field that begins in a row.
    fn end_of(&self, row: usize) -> usize {
        let next = |&at: &usize| {
            let entry = self.lines.line(at).1.trim_start().starts_with("- ");
            !self.is_empty(at) && self.indent(at) == self.column && !entry
        };
        let end = self.end();
        let mut behind = (row + 1..end).find(next).unwrap_or(end);
        while behind > row + 1 && self.is_empty(behind - 1) {
            behind -= 1;
        }
        behind
    }

    /// Puts a whole row before another.
    fn insert(&self, row: usize, text: &str) -> Edit {
        let (at, _) = self.lines.line(row);
        let ending = self.lines.ending(self.first);
        // The last line of a file may have no end.
        let unfinished = row > 0 && !self.lines.line(row - 1).1.ends_with('\n');
        let text = if unfinished { format!("{ending}{text}") } else { format!("{text}{ending}") };
        Edit::insert(at, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "title: T\ncards:\n";

    /// The fields of the card after one more answer.
    fn with(fields: &str, answer: &str) -> Option<String> {
        let text = format!("{HEAD}  - id: a\n{fields}");
        let deck = parse_deck("d", None, &text).expect("a deck");
        assert!(deck.problems.is_empty(), "{text}\n{:?}", deck.problems);
        let card = deck.cards[0].id.clone();
        let after = accept("d", &text, &card, answer)?;
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
        let flow = "title: T\ncards:\n  - {id: a, kind: typed, question: Q, answer: Paris}\n";
        let card = parse_deck("d", None, flow).expect("a deck").cards[0].id.clone();
        assert_eq!(accept("d", flow, &card, "z"), None);
    }
}
