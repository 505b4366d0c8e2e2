//! How large the parts of a deck may be. More is an error of its own: no card needs it, and comparing long texts with
//! each other takes long.

use super::diagnostics::Diagnostics;
use super::fields::FieldSlot;
use super::yaml::{Node, NodeShape};
use crate::deck::RuleId;
use crate::deck::format::FieldShape;

/// How many characters a field may have, those of all entries of a list together.
pub(crate) const MAX_FIELD_CHARS: usize = 10_000;
/// How many entries a list in a field may have.
pub(crate) const MAX_ENTRIES: usize = 200;

/// Reports a field that is larger than any may be; returns whether it is.
pub(crate) fn exceeds(report: &mut Diagnostics, of: &str, slot: FieldSlot) -> bool {
    let FieldSlot { field, value, .. } = slot;
    let (nodes, is_split) = match (field.shape, &value.shape) {
        (FieldShape::Cards | FieldShape::Record(_) | FieldShape::Records(_), _) => return false,
        // Each list for itself, and as many of them as one likes.
        (FieldShape::Lists, NodeShape::List(lists)) => (&lists[..], true),
        _ => (std::slice::from_ref(value), false),
    };
    for node in nodes {
        let name = if is_split { format!("a list in `{}`", field.name) } else { format!("`{}`", field.name) };
        if entries(node) > MAX_ENTRIES {
            let what = format!("{name} of {of} has more than {MAX_ENTRIES} entries, the most that are read");
            report.fault(node, RuleId::TooLarge, what, "keep those that matter".to_owned());
            return true;
        }
        if characters(node, report.source) > MAX_FIELD_CHARS {
            let what = format!("{name} of {of} has more than {MAX_FIELD_CHARS} characters, the most that are read");
            report.fault(node, RuleId::TooLarge, what, "shorten it, or make several cards of it".to_owned());
            return true;
        }
    }
    false
}

/// The entries of the longest list in it.
fn entries(node: &Node) -> usize {
    match &node.shape {
        NodeShape::Verbatim | NodeShape::Text(_) => 0,
        NodeShape::List(nodes) => nodes.iter().map(entries).max().unwrap_or(0).max(nodes.len()),
        NodeShape::Map(pairs) => pairs.iter().map(|(_, value)| entries(value)).max().unwrap_or(0).max(pairs.len()),
    }
}

/// The characters of all texts in it. Counts no further than is needed to tell that they are too many.
fn characters(node: &Node, source: &str) -> usize {
    match &node.shape {
        NodeShape::List(nodes) => nodes.iter().map(|node| characters(node, source)).sum(),
        NodeShape::Map(pairs) => {
            pairs.iter().map(|(key, value)| characters(key, source) + characters(value, source)).sum()
        }
        NodeShape::Verbatim | NodeShape::Text(_) => {
            let text = node.text(source).unwrap_or_default();
            // Most texts are shorter than that even in bytes.
            if text.len() <= MAX_FIELD_CHARS { text.len() } else { text.chars().take(MAX_FIELD_CHARS + 1).count() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    fn faults(fields: &str) -> Vec<String> {
        let text =
            format!("title: T\ncards:\n  - id: a\n    {fields}\n  - {{id: b, kind: flip, question: q, answer: a}}\n");
        let deck = parse_deck("d", None, text).expect("a deck");
        let whats = deck.diagnostics.iter().map(|found| format!("{}: {}", found.rule.name(), found.what)).collect();
        assert_eq!(deck.cards.iter().map(|card| card.id.card()).collect::<Vec<_>>(), ["b"], "{fields:.60}");
        whats
    }

    #[test]
    fn a_card_with_a_field_that_is_too_large_is_left_out_and_says_so() {
        let long = "é".repeat(MAX_FIELD_CHARS + 1);
        let half = "x".repeat(MAX_FIELD_CHARS / 2);
        for (fields, what) in [
            (
                format!("kind: flip\n    question: {long}\n    answer: a"),
                "`question` of card `a` has more than 10000 characters",
            ),
            (
                format!("kind: typed\n    question: q\n    answer: a\n    accept: [{half}, {half}y]"),
                "`accept` of card `a` has more than 10000 characters",
            ),
            (
                format!("kind: flip\n    question: q\n    answer: a\n    tags: [{}]", "t, ".repeat(MAX_ENTRIES + 1)),
                "`tags` of card `a` has more than 200 entries",
            ),
            (format!("kind: cloze\n    text: '{}'", "{{c1::x}} ".repeat(101)), "the text has more than 100 gaps"),
        ] {
            let found = faults(&fields);
            assert!(matches!(&found[..], [found] if found.contains(what)), "{found:?}");
        }
    }

    #[test]
    fn a_field_as_large_as_it_may_be_is_read() {
        let (text, tags) = ("é".repeat(MAX_FIELD_CHARS), vec!["t"; MAX_ENTRIES].join(", "));
        let deck =
            format!("title: T\ncards:\n  - {{id: a, kind: flip, question: {text}, answer: a, tags: [{tags}]}}\n");
        let deck = parse_deck("d", None, deck).expect("a deck");
        assert!(deck.diagnostics.is_empty() && deck.cards.len() == 1, "{:?}", deck.diagnostics.first());
    }
}
