//! `add`: appends cards to a deck; every earlier byte stays.

use super::draft::entry;
use super::fix::same_card;
use super::patch::{Edit, LineIndex, apply};
use crate::deck::{Deck, Diagnostic, RuleId, parse_deck};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAppended {
    /// The cards that have mistakes, by index from 0.
    Cards(Vec<(usize, Diagnostic)>),
    /// The deck is laid out so that only a person can find the place for a card.
    Layout,
    /// The deck has so many errors that those of the cards would not be told.
    TooManyErrors,
}

/// The deck's text with these cards appended, each given as lines without dash and indentation. `before` is the deck
/// parsed from `text`.
///
/// # Errors
/// See [`NotAppended`].
pub fn append(stem: &str, text: &str, before: &Deck, cards: &[Vec<String>]) -> Result<String, NotAppended> {
    let edits = edits(before, text, cards).ok_or(NotAppended::Layout)?;
    let after = apply(text, &edits);
    let read = parse_deck(stem, None, &after).map_err(|_| NotAppended::Layout)?;
    let mut starts = begins(&read);
    let starts = starts.split_off(begins(before).len().min(starts.len()));
    let end = edits.last().map_or(0, |edit| LineIndex::of(&after).line_at(moved(&edits) + edit.text.len()));
    let is_new = |line: u32| starts.first().is_some_and(|first| *first <= line) && (line as usize) <= end;
    let is_told = |diagnostic: &&Diagnostic| diagnostic.rule != RuleId::TooManyErrors;
    let bad = read.diagnostics.iter().filter(is_told).filter(|diagnostic| is_new(diagnostic.place.line));
    let card_of = |line: u32| starts.partition_point(|start| *start <= line).saturating_sub(1);
    let bad: Vec<_> = bad.map(|diagnostic| (card_of(diagnostic.place.line), diagnostic.clone())).collect();
    if !bad.is_empty() {
        return Err(NotAppended::Cards(bad));
    }
    if read.untold > before.untold {
        return Err(NotAppended::TooManyErrors);
    }
    let (earlier, new) = read.cards.split_at(before.cards.len().min(read.cards.len()));
    let same = earlier.len() == before.cards.len()
        && new.len() == cards.len()
        && new.iter().all(|card| is_new(card.place.line))
        && read.diagnostic_count() <= before.diagnostic_count()
        && earlier.iter().zip(&before.cards).all(|(a, b)| same_card(a, b));
    if same { Ok(after) } else { Err(NotAppended::Layout) }
}

/// The byte in the resulting text at which the last edit's text begins.
fn moved(edits: &[Edit]) -> usize {
    let Some((last, earlier)) = edits.split_last() else { return 0 };
    let (come, gone): (usize, usize) =
        earlier.iter().fold((0, 0), |sum, edit| (sum.0 + edit.text.len(), sum.1 + edit.gone));
    last.at + come - gone
}

/// The lines on which the cards begin, including those left out, ascending.
fn begins(deck: &Deck) -> Vec<u32> {
    let cards = deck.cards.iter().map(|card| card.place.line);
    let mut lines: Vec<u32> = cards.chain(deck.left_out.iter().map(|card| card.place.line)).collect();
    lines.sort_unstable();
    lines
}

fn edits(deck: &Deck, text: &str, cards: &[Vec<String>]) -> Option<Vec<Edit>> {
    let lines = LineIndex::of(text);
    let places = deck.cards.iter().map(|card| card.place).chain(deck.left_out.iter().map(|card| card.place));
    let Some(last) = places.max() else { return into_empty_list(text, &lines, cards) };
    let dash = (0..last.line as usize).rev().find(|&number| is_entry(lines.line(number).1))?;
    let line = lines.line(dash).1;
    let indent = line.trim_start_matches('\u{feff}').len() - line.trim_start_matches(['\u{feff}', ' ']).len();
    let ending = lines.ending(dash);
    let spaced = dash > 0 && is_blank(lines.line(dash - 1).1);
    let gap = if spaced { ending } else { "" };
    let end = end_of_cards(&lines, last.line as usize, indent);
    let entries = cards.iter().flat_map(|card| [gap.to_owned(), entry(card, indent, ending)]).collect();
    Some(vec![insert(text, end, entries, ending)])
}

/// Inserts whole lines, also after a last line without a newline.
fn insert(text: &str, at: usize, entry: String, ending: &str) -> Edit {
    let unfinished = at > 0 && !text[..at].ends_with('\n');
    Edit::insert(at, if unfinished { format!("{ending}{entry}") } else { entry })
}

pub(super) fn is_entry(line: &str) -> bool {
    let text = line.trim_start_matches(['\u{feff}', ' ']).trim_end();
    text == "-" || text.starts_with("- ")
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The byte at which the list of cards ends: before a header field that follows it, or at the end.
fn end_of_cards(lines: &LineIndex, from: usize, indent: usize) -> usize {
    let begins = |line: &str| !is_blank(line) && !line.starts_with([' ', '\t', '#']);
    let is_tail = |number: &usize| {
        let line = lines.line(*number).1;
        begins(line) && !(indent == 0 && is_entry(line))
    };
    match (from..lines.count()).find(is_tail) {
        None => lines.line(lines.count()).0,
        Some(mut number) => {
            // Comments above a field belong to it.
            while number > from && !lines.line(number - 1).1.starts_with([' ', '\t', '-']) {
                number -= 1;
            }
            lines.line(number).0
        }
    }
}

/// Handles `cards:` with nothing below it, or with `[]`.
fn into_empty_list(text: &str, lines: &LineIndex, cards: &[Vec<String>]) -> Option<Vec<Edit>> {
    let number =
        (0..lines.count()).find(|&number| lines.line(number).1.trim_start_matches('\u{feff}').starts_with("cards:"))?;
    let (start, line) = lines.line(number);
    let value = line.find("cards:")? + "cards:".len();
    let rest = line[value..].trim_end_matches(['\r', '\n']);
    let bare = rest.split('#').next().unwrap_or_default();
    let ending = lines.ending(number);
    let mut edits = Vec::new();
    match bare.trim() {
        "" => {}
        "[]" => edits.push(Edit { at: start + value, gone: bare.trim_end().len(), text: String::new() }),
        _ => return None,
    }
    let entries = cards.iter().map(|card| entry(card, 2, ending)).collect();
    edits.push(insert(text, start + line.len(), entries, ending));
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::super::draft::CardDraft;
    use super::super::field_value::FieldValue;
    use super::*;
    use crate::deck::Kind;
    use crate::deck::RuleId;

    fn draft() -> CardDraft {
        let fields = vec![("question", FieldValue::Text("Q?".into())), ("answer", FieldValue::Text("A".into()))];
        CardDraft { id: "new".into(), kind: Kind::Flip, fields }
    }

    fn appended(text: &str, draft: &CardDraft) -> Result<String, NotAppended> {
        append("d", text, &parse_deck("d", None, text).expect("a deck"), &[draft.lines()])
    }

    fn rules(text: &str, draft: &CardDraft) -> Vec<RuleId> {
        match appended(text, draft) {
            Err(NotAppended::Cards(bad)) => bad.iter().map(|(_, diagnostic)| diagnostic.rule).collect(),
            other => panic!("{other:?}"),
        }
    }

    const CARD: &str = "- id: a\n    kind: flip\n    question: Who?\n    answer: I\n";
    const NEW: &str = "  - id: new\n    kind: flip\n    question: Q?\n    answer: A\n";

    #[test]
    fn a_card_comes_last() {
        for (before, after) in [
            (format!("title: T\ncards:\n  {CARD}"), format!("title: T\ncards:\n  {CARD}{NEW}")),
            (format!("title: T\ncards:\n\n  {CARD}"), format!("title: T\ncards:\n\n  {CARD}\n{NEW}")),
            (
                format!("title: T\ncards:\n  {CARD}\n# tags of all\ntags: [x]\n"),
                format!("title: T\ncards:\n  {CARD}{NEW}\n# tags of all\ntags: [x]\n"),
            ),
            (
                format!("title: T\ncards:\n  {}", CARD.trim_end()),
                format!("title: T\ncards:\n  {}\n{NEW}", CARD.trim_end()),
            ),
            (
                format!("title: T\r\ncards:\r\n  {}", CARD.replace('\n', "\r\n")),
                format!("title: T\r\ncards:\r\n  {}{}", CARD.replace('\n', "\r\n"), NEW.replace('\n', "\r\n")),
            ),
            ("title: T\ncards:\n".to_owned(), format!("title: T\ncards:\n{NEW}")),
            ("title: T\ncards: [] # none\n".to_owned(), format!("title: T\ncards: # none\n{NEW}")),
            (
                "title: T\ncards:\n- {id: a, kind: flip, question: Who?, answer: I}\n# the end\n".to_owned(),
                format!(
                    "title: T\ncards:\n- {{id: a, kind: flip, question: Who?, answer: I}}\n# the end\n{}",
                    NEW.replace("\n  ", "\n").trim_start()
                ),
            ),
        ] {
            assert_eq!(appended(&before, &draft()), Ok(after), "{before}");
        }
    }

    #[test]
    fn a_card_that_would_take_the_fault_of_another_is_left_to_a_person() {
        let text = format!(
            "title: T\ncards:\n{}{}\nno field\n",
            CARD.replace("\n  ", "\n"),
            "- id: b\n  kind: flip\n  question: B\n  answer: C\n"
        );
        assert_eq!(parse_deck("d", None, &text).map(|deck| deck.left_out.len()), Ok(1));
        assert_eq!(appended(&text, &draft()), Err(NotAppended::Layout));
    }

    #[test]
    fn a_list_in_brackets_is_left_to_a_person() {
        let text = "title: T\ncards: [{id: a, kind: flip, question: Who?, answer: I}]\n";
        assert_eq!(appended(text, &draft()), Err(NotAppended::Layout));
        let broken = |count: usize| format!("title: T\ncards:\n{}", "  - {}\n".repeat(count));
        let faulty = CardDraft { fields: vec![("answr", FieldValue::Text("b".into()))], ..draft() };
        assert!(matches!(appended(&broken(900), &faulty), Err(NotAppended::Cards(_))));
        assert_eq!(appended(&broken(1_100), &faulty), Err(NotAppended::TooManyErrors));
        assert!(appended(&broken(1_100), &draft()).is_ok());
        let text = format!("title: T\ncards:\n  {CARD}...\n");
        assert!(appended(&text, &draft()).is_ok_and(|text| text.ends_with("...\n")));
    }

    #[test]
    fn a_faulty_card_is_refused() {
        let twice = CardDraft { id: "a".into(), ..draft() };
        let text = format!("title: T\ncards:\n  {CARD}");
        assert_eq!(rules(&text, &twice), [RuleId::DuplicateId]);
        let empty = CardDraft { fields: vec![("question", FieldValue::Text("Q".into()))], ..draft() };
        assert_eq!(rules(&text, &empty), [RuleId::MissingField]);
    }
}
