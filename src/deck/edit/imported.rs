//! Cards that came from another program: the mark that a later import knows them by.

use super::draft::CardDraft;
use super::scalar::scalar;

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
    /// Of what the import wrote.
    pub written: String,
    /// Of what stands there now.
    pub now: String,
    /// The bytes of its entry, from the start of the line with the dash.
    pub span: std::ops::Range<usize>,
    pub indent: usize,
}

/// Reads the mark of a card from its lines, which begin at byte `start` of its file.
#[must_use]
pub fn marked_card(block: &str, start: usize, field: &str) -> Option<MarkedCard> {
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
        written: written.to_owned(),
        now: digest(&lines),
        span: start..start + end,
        indent,
    })
}

#[cfg(test)]
mod tests {
    use super::super::FieldValue;
    use super::*;
    use crate::deck::Kind;

    #[test]
    fn a_mark_shows_whether_a_card_was_edited() {
        let fields = vec![
            ("question", FieldValue::Text("Who?\n\nYou".into())),
            ("answer", FieldValue::Text("I: \"me\"".into())),
        ];
        let draft = CardDraft { id: "who".into(), kind: Kind::Flip, fields };
        for key in ["rivers:who", "A'b\"c #1 2"] {
            let block = super::super::draft::entry(&marked(&draft, "x-table", key), 2, "\n");
            let card = marked_card(&format!("{block}\n  # the next\n"), 7, "x-table").expect("a mark");
            assert_eq!((card.key.as_str(), card.span.clone()), (key, 7..7 + block.len()), "{block}");
            assert_eq!(card.written, card.now);
            let edited = marked_card(&block.replace("Who", "Whose"), 0, "x-table").expect("a mark");
            assert_eq!(edited.written, card.written);
            assert_ne!(edited.now, card.now);
        }
        assert_eq!(marked_card("  - id: a\n", 0, "x-table"), None);
    }
}
