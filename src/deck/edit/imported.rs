//! Cards that came from another program: the mark that a later import knows them by.

use super::append::is_entry;
use super::draft::{CardDraft, entry};
use super::patch::{Edit, LineIndex};
use super::scalar::scalar;
use crate::deck::Deck;

/// Sixteen digits, the same in every release.
#[must_use]
pub fn digest(lines: &[String]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty()).collect();
    format!("{:016x}", crate::rng::stable_hash(&lines))
}

/// The lines of a card with its mark, `x-table: <key> <digest>`: the digest is of the other lines, so that a change made
/// here shows.
#[must_use]
pub fn marked(draft: &CardDraft, field: &str, key: &str) -> Vec<String> {
    let mut lines = draft.lines();
    let mark = scalar(&format!("{key} {}", digest(&lines)));
    lines.push(format!("{field}: {mark}"));
    lines
}

/// A card of an earlier import, as it stands in a deck's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedCard {
    pub key: String,
    /// The card's own id.
    pub id: String,
    /// Of what the import wrote.
    pub written: String,
    /// Of what stands there now.
    pub now: String,
    /// The bytes of its entry, from the start of the line with the dash.
    span: std::ops::Range<usize>,
    indent: usize,
    ending: &'static str,
}

impl MarkedCard {
    /// Whether its author changed it since.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.written != self.now
    }

    /// Puts other lines in its place.
    #[must_use]
    pub fn replaced(&self, lines: &[String]) -> Edit {
        Edit { at: self.span.start, gone: self.span.len(), text: entry(lines, self.indent, self.ending) }
    }
}

/// The cards of a deck that have such a mark. `deck` is parsed from `text`.
#[must_use]
pub fn marked_cards(deck: &Deck, text: &str, field: &str) -> Vec<MarkedCard> {
    let lines = LineIndex::of(text);
    let good = deck.cards.iter().map(|card| (card.place.line, Some(card.id.card())));
    let mut cards: Vec<_> =
        good.chain(deck.left_out.iter().map(|card| (card.place.line, card.id.as_deref()))).collect();
    cards.sort_unstable();
    let dash = |line: u32| (0..line as usize).rev().find(|&number| is_entry(lines.line(number).1));
    let starts: Vec<Option<usize>> = cards.iter().map(|(line, _)| dash(*line)).collect();
    let mut found = Vec::new();
    for (nth, (_, id)) in cards.iter().enumerate() {
        let (Some(start), Some(id)) = (starts[nth], id) else { continue };
        let from = lines.line(start).0;
        let to = starts.get(nth + 1).map_or(text.len(), |next| lines.line(next.unwrap_or(start)).0);
        let ending = lines.ending(start);
        found.extend(text.get(from..to).and_then(|block| marked_card(block, (from, ending), id, field)));
    }
    found
}

/// Reads the mark of a card from its lines, which begin at byte `start` of its file and may be followed by what is not of
/// the card.
fn marked_card(block: &str, (start, ending): (usize, &'static str), id: &str, field: &str) -> Option<MarkedCard> {
    let indent = block.len() - block.trim_start_matches(' ').len();
    let mut lines = Vec::new();
    let mut mark = None;
    let mut end = 0;
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim_end();
        let text = bare.get(indent + 2..).unwrap_or_default();
        let is_comment = bare.trim_start().starts_with('#') && bare.len() - bare.trim_start().len() <= indent;
        if bare.is_empty() || is_comment {
            continue;
        }
        // What stands further left is not of the card: a field of the header may follow the last one.
        if at > line.len() && !bare.starts_with(&" ".repeat(indent + 1)) {
            break;
        }
        end = at;
        match text.strip_prefix(field).and_then(|rest| rest.strip_prefix(": ")) {
            Some(value) => mark = Some(value.to_owned()),
            None => lines.push(text.to_owned()),
        }
    }
    let mark = mark?;
    let inside = |quote: char| mark.strip_prefix(quote)?.strip_suffix(quote);
    let mark = match (inside('"'), inside('\'')) {
        (Some(text), _) => text.to_owned(),
        (_, Some(text)) => text.replace("''", "'"),
        _ => mark.clone(),
    };
    let (key, written) = mark.rsplit_once(' ')?;
    Some(MarkedCard {
        key: key.to_owned(),
        id: id.to_owned(),
        written: written.to_owned(),
        now: digest(&lines),
        span: start..start + end,
        indent,
        ending,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{FieldValue, apply};
    use super::*;
    use crate::deck::{Kind, parse_deck};

    fn draft(id: &str) -> CardDraft {
        let fields = vec![
            ("question", FieldValue::Text("Who?\n\nYou".into())),
            ("answer", FieldValue::Text("I: \"me\"".into())),
        ];
        CardDraft { id: id.into(), kind: Kind::Flip, fields }
    }

    fn marks(text: &str) -> Vec<MarkedCard> {
        marked_cards(&parse_deck("d", None, text).expect("a deck"), text, "x-table")
    }

    #[test]
    fn a_mark_shows_whether_a_card_was_edited() {
        for key in ["rivers:who", "A'b\"c #1 2", "12"] {
            let entries = ["a", "b"].map(|id| entry(&marked(&draft(id), "x-table", key), 2, "\n"));
            let text = format!("title: T\ncards:\n{}\n  # the next\n{}\ntags: [x]\n", entries[0], entries[1]);
            let cards = marks(&text);
            let [one, two] = cards.as_slice() else { panic!("{cards:?}") };
            assert_eq!((&*one.key, &*one.id, &*two.id), (key, "a", "b"), "{text}");
            assert_eq!((&text[one.span.clone()], &text[two.span.clone()]), (&*entries[0], &*entries[1]));
            assert!(!one.is_edited() && !two.is_edited());
            let edited = marks(&text.replacen("Who", "Whose", 1));
            assert_eq!(edited[0].written, one.written);
            assert!(edited[0].is_edited() && !edited[1].is_edited());
            let other = marked(&draft("c"), "x-table", key);
            let changed = apply(&text, &[two.replaced(&other)]);
            assert_eq!(changed, text.replace(&entries[1], &entry(&other, 2, "\n")));
        }
        assert_eq!(marks("title: T\ncards:\n  - id: a\n    kind: flip\n    question: Q\n    answer: A\n"), []);
    }

    #[test]
    fn another_layout_is_no_edit() {
        let text = format!("title: T\ncards:\n{}", entry(&marked(&draft("a"), "x-table", "k"), 2, "\n"));
        let moved: Vec<&str> = text.lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
        let moved = moved.join("\r\n") + "\r\n";
        let [card] = &marks(&moved)[..] else { panic!("{moved}") };
        assert!(!card.is_edited());
        assert!(card.replaced(&["id: b".to_owned()]).text.starts_with("- id: b\r\n"));
    }
}
