//! What a card's progress depends on: its id, and the numbers of its gaps.

use std::fmt::Write as _;

use super::colons;
use crate::deck::cloze::ClozePiece;
use crate::deck::{CardIdentity, RuleId, quoted};
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::signs::Signs;

pub(in crate::lint) static NO_ID: Rule = Rule {
    what: "a card without an `id`",
    why: "Progress is kept under the id. Without one it is made from the card's text, and mending a typo makes a \
          new card.",
    weak: "- kind: flip\n  question: Who wrote nanoGPT?",
    better: "- id: nanogpt-author\n  kind: flip\n  question: Who wrote nanoGPT?",
    ..Rule::slight(RuleId::NoId)
};

pub(in crate::lint) static UNNUMBERED_GAPS: Rule = Rule {
    limits: &[1],
    threshold: "at most {0} gap of a card without a number",
    what: "several gaps without a number",
    why: "Gaps without a number are counted, so one put in before another takes over the other's progress.",
    weak: "text: \"{{Paris}} lies on the {{Seine}}.\"",
    better: "text: \"{{c1::Paris}} lies on the {{c2::Seine}}.\"",
    ..Rule::slight(RuleId::UnnumberedGaps)
};

const ESCAPED: Signs = Signs::of("{}:\\\n", &[]);

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let card = reading.card;
    if card.identity == CardIdentity::Derived {
        let what = "this card has no `id`, so an edit of its text makes a new card of it";
        out.add(&NO_ID, card.place, what).help(format!("id: {}", card.id.card()));
    }
    let pieces = card.body.pieces();
    let bare = pieces.iter().filter(|piece| matches!(piece, ClozePiece::Gap { written: false, .. })).count();
    if bare > UNNUMBERED_GAPS.limit(0) {
        let what = "the gaps have no numbers, so one put in before another takes its progress";
        let help = numbered(pieces).unwrap_or_else(|| "number them: `{{c1::...}}`, `{{c2::...}}`".to_owned());
        let note = format!("{bare} gaps without a number, at most {}", UNNUMBERED_GAPS.limit(0));
        out.add(&UNNUMBERED_GAPS, card.place_of("text", 0), what).note(note).help(help);
    }
}

/// The field with its gaps numbered; `None` if the text has signs that would need escaping, or a name that its
/// colons cut in two.
fn numbered(pieces: &[ClozePiece]) -> Option<String> {
    if colons::has_name(pieces) {
        return None;
    }
    let mut text = String::new();
    for piece in pieces {
        let (ClozePiece::Shown(part) | ClozePiece::Gap { text: part, .. }) = piece;
        if ESCAPED.are_in(part.source()) {
            return None;
        }
        match piece {
            ClozePiece::Shown(part) => text.push_str(part.source()),
            ClozePiece::Gap { number, text: gap, hint, .. } => {
                let hint = hint.as_ref().map(|hint| format!("::{}", hint.source())).unwrap_or_default();
                // Writing to a string can't fail.
                let _ = write!(text, "{{{{c{number}::{}{hint}}}}}", gap.source());
            }
        }
    }
    Some(format!("text: {}", quoted(&text)))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, help};

    #[test]
    fn a_card_without_an_id_is_told_which_one_it_has() {
        let bare = "- kind: flip\n  question: Who wrote it?\n  answer: Ada";
        assert_eq!(count(RuleId::NoId, bare), 1);
        assert!(help(RuleId::NoId, bare).starts_with("id: who-wrote-it-"));
        assert_eq!(count(RuleId::NoId, &format!("- id: author\n{}", bare.replace("- kind", "  kind"))), 0);
    }

    #[test]
    fn several_gaps_want_numbers() {
        let bare = "- id: a\n  kind: cloze\n  text: \"{{Paris::a city}} lies on the {{Seine}}.\"";
        assert_eq!(count(RuleId::UnnumberedGaps, bare), 1);
        assert_eq!(help(RuleId::UnnumberedGaps, bare), "text: \"{{c1::Paris::a city}} lies on the {{c2::Seine}}.\"");
        assert_eq!(count(RuleId::UnnumberedGaps, &bare.replace("{{Seine}}", "Seine")), 0);
        let name = "- id: a\n  kind: cloze\n  text: \"In C++ a {{std::vector}} lies in {{memory}}.\"";
        assert_eq!(help(RuleId::UnnumberedGaps, name), "number them: `{{c1::...}}`, `{{c2::...}}`");
        assert_eq!(count(RuleId::UnnumberedGaps, &bare.replace("{{P", "{{c1::P").replace("{{S", "{{c2::S")), 0);
    }
}
