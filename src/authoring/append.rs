//! `add`: a new card at the end of a deck, every earlier byte as it was.

use super::draft::{Draft, entry};
use super::mend::same_card;
use super::patch::{Edit, Lines, apply};
use crate::deck::{Card, Deck, Problem, parse_deck};

/// Why a card was not appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The card has mistakes.
    Card(Vec<Problem>),
    /// The deck can't be read.
    Deck(Vec<Problem>),
    /// The deck is written so that only a person can find the place for a card.
    Layout,
}

/// Why none of several cards was appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAppended {
    /// Some of them, counted from 0, have mistakes.
    Cards(Vec<(usize, Problem)>),
    /// See [`Refusal::Layout`].
    Layout,
}

/// The deck's text with these cards as its last, each as lines without dash and indentation. `before` is what the text
/// reads as.
///
/// # Errors
/// See [`NotAppended`]; nothing is lost then, the text is as it was.
pub fn append_all(stem: &str, text: &str, before: &Deck, cards: &[Vec<String>]) -> Result<String, NotAppended> {
    let edits = edits(before, text, cards).ok_or(NotAppended::Layout)?;
    let after = apply(text, &edits);
    let read = parse_deck(stem, None, &after).map_err(|_| NotAppended::Layout)?;
    let starts = starts(&after, &edits, cards);
    let end = edits.last().map_or(0, |edit| Lines::of(&after).line_at(moved(&edits) + edit.text.len()));
    let is_new = |line: u32| starts.first().is_some_and(|first| *first <= line) && (line as usize) <= end;
    let bad = read.problems.iter().filter(|problem| is_new(problem.place.line));
    let card_of = |line: u32| starts.partition_point(|start| *start <= line).saturating_sub(1);
    let bad: Vec<_> = bad.map(|problem| (card_of(problem.place.line), problem.clone())).collect();
    if !bad.is_empty() {
        return Err(NotAppended::Cards(bad));
    }
    let earlier = read.cards.get(..before.cards.len()).unwrap_or_default();
    let same = earlier.len() == before.cards.len()
        && read.cards.len() == before.cards.len() + cards.len()
        && read.problems.len() <= before.problems.len()
        && earlier.iter().zip(&before.cards).all(|(a, b)| same_card(a, b));
    if same { Ok(after) } else { Err(NotAppended::Layout) }
}

/// The byte in the text that comes out at which the last edit's text begins.
fn moved(edits: &[Edit]) -> usize {
    let Some((last, earlier)) = edits.split_last() else { return 0 };
    let (come, gone): (usize, usize) =
        earlier.iter().fold((0, 0), |sum, edit| (sum.0 + edit.text.len(), sum.1 + edit.gone));
    last.at + come - gone
}

/// The lines of the text that comes out on which the new cards begin.
fn starts(after: &str, edits: &[Edit], cards: &[Vec<String>]) -> Vec<u32> {
    let Some(last) = edits.last() else { return Vec::new() };
    let lines = Lines::of(after);
    let blank = |row: &str| row.trim().is_empty();
    let mut number = lines.line_at(moved(edits));
    let mut rows = last.text.split('\n').peekable();
    let mut starts = Vec::with_capacity(cards.len());
    // What stands before the first card ends the line above it, or is the blank line between cards.
    for card in cards {
        while rows.next_if(|row| blank(row)).is_some() {
            number += 1;
        }
        starts.push(u32::try_from(number + 1).unwrap_or(u32::MAX));
        number += card.len();
        rows.nth(card.len().saturating_sub(1));
    }
    starts
}

/// The deck's text with one more card as its last.
///
/// # Errors
/// See [`Refusal`]; nothing is lost then, the text is as it was.
pub fn append(stem: &str, text: &str, draft: &Draft) -> Result<String, Refusal> {
    let before = parse_deck(stem, None, text).map_err(Refusal::Deck)?;
    let alone = parse_deck(before.id.as_str(), None, draft.alone(before.language.as_deref()));
    let alone = match alone {
        Ok(deck) if deck.problems.is_empty() => deck,
        Ok(deck) => return Err(Refusal::Card(deck.problems)),
        Err(problems) => return Err(Refusal::Card(problems)),
    };
    let card = alone.cards.first().ok_or(Refusal::Layout)?;
    let edits = edits(&before, text, &[draft.lines()]).ok_or(Refusal::Layout)?;
    let after = apply(text, &edits);
    let read = parse_deck(stem, None, &after).map_err(|_| Refusal::Layout)?;
    let new: Vec<Problem> = read.problems.iter().skip(before.problems.len()).cloned().collect();
    if read.problems.len() > before.problems.len() && read.left_out.len() > before.left_out.len() {
        return Err(Refusal::Card(new));
    }
    if one_more(&before, &read, card) { Ok(after) } else { Err(Refusal::Layout) }
}

/// Whether the decks differ in nothing but that one card.
fn one_more(before: &Deck, after: &Deck, card: &Card) -> bool {
    let Some((last, earlier)) = after.cards.split_last() else { return false };
    let same_words = last.id == card.id && last.body == card.body && last.because == card.because;
    let lists = (&last.hints, &last.claims) == (&card.hints, &card.claims);
    same_words
        && lists
        && earlier.len() == before.cards.len()
        && after.problems.len() <= before.problems.len()
        && earlier.iter().zip(&before.cards).all(|(a, b)| same_card(a, b))
}

fn edits(deck: &Deck, text: &str, cards: &[Vec<String>]) -> Option<Vec<Edit>> {
    let lines = Lines::of(text);
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

/// An edit that puts whole lines in, also behind a last line without its end.
fn insert(text: &str, at: usize, entry: String, ending: &str) -> Edit {
    let unfinished = at > 0 && !text[..at].ends_with('\n');
    Edit::insert(at, if unfinished { format!("{ending}{entry}") } else { entry })
}

fn is_entry(line: &str) -> bool {
    let text = line.trim_start_matches(['\u{feff}', ' ']).trim_end();
    text == "-" || text.starts_with("- ")
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The byte at which the list of cards ends: before a field of the header that stands behind it, else at the end.
fn end_of_cards(lines: &Lines, from: usize, indent: usize) -> usize {
    let begins = |line: &str| !is_blank(line) && !line.starts_with([' ', '\t', '#']);
    let is_tail = |number: &usize| {
        let line = lines.line(*number).1;
        begins(line) && !(indent == 0 && is_entry(line))
    };
    match (from..lines.count()).find(is_tail) {
        None => lines.line(lines.count()).0,
        Some(mut number) => {
            // What is said before a field belongs to it.
            while number > from && !lines.line(number - 1).1.starts_with([' ', '\t', '-']) {
                number -= 1;
            }
            lines.line(number).0
        }
    }
}

/// `cards:` with nothing below it, or with `[]`.
fn into_empty_list(text: &str, lines: &Lines, cards: &[Vec<String>]) -> Option<Vec<Edit>> {
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
    use super::super::draft::Value;
    use super::*;
    use crate::deck::Kind;

    fn draft() -> Draft {
        let fields = vec![("question", Value::Text("Q?".into())), ("answer", Value::Text("A".into()))];
        Draft { id: "new".into(), kind: Kind::Flip, fields }
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
            assert_eq!(append("d", &before, &draft()), Ok(after), "{before}");
        }
    }

    #[test]
    fn a_list_in_brackets_is_left_to_a_person() {
        let text = "title: T\ncards: [{id: a, kind: flip, question: Who?, answer: I}]\n";
        assert_eq!(append("d", text, &draft()), Err(Refusal::Layout));
        let text = format!("title: T\ncards:\n  {CARD}...\n");
        assert!(append("d", &text, &draft()).is_ok_and(|text| text.ends_with("...\n")));
    }

    #[test]
    fn a_faulty_card_is_refused() {
        let twice = Draft { id: "a".into(), ..draft() };
        let text = format!("title: T\ncards:\n  {CARD}");
        let Err(Refusal::Card(problems)) = append("d", &text, &twice) else { panic!("it was taken") };
        assert_eq!(problems[0].rule, "duplicate-id");
        let empty = Draft { fields: vec![("question", Value::Text("Q".into()))], ..draft() };
        let Err(Refusal::Card(problems)) = append("d", &text, &empty) else { panic!("it was taken") };
        assert_eq!(problems[0].rule, "missing-field");
    }
}
