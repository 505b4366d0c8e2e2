//! A card that is being written and is not in a file yet.

use super::field_value::{FieldValue, field};
use super::scalar::scalar;
use crate::deck::Kind;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardDraft {
    pub id: String,
    pub kind: Kind,
    /// The other fields, in the order to write them.
    pub fields: Vec<(&'static str, FieldValue)>,
}

impl CardDraft {
    /// The card as lines of YAML, without dash and indentation.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("id: {}", scalar(&self.id)), format!("kind: {}", self.kind.word())];
        lines.extend(self.fields.iter().flat_map(|(name, value)| field(name, value)));
        lines
    }

    /// The card as an entry of a list, each line ended by `ending`.
    #[must_use]
    pub fn entry(&self, indent: usize, ending: &str) -> String {
        entry(&self.lines(), indent, ending)
    }

    /// A deck with only this card, for parsing it.
    #[must_use]
    pub fn alone(&self, language: Option<&str>) -> String {
        let language = language.map(|tag| format!("language: {}\n", scalar(tag))).unwrap_or_default();
        format!("title: T\n{language}cards:\n{}", self.entry(2, "\n"))
    }
}

/// Formats lines as an entry of a list.
pub(crate) fn entry(lines: &[String], indent: usize, ending: &str) -> String {
    let room = " ".repeat(indent);
    let dashed = |(nth, line): (usize, &String)| match (nth, line.as_str()) {
        (0, line) => format!("{room}- {line}{ending}"),
        (_, "") => ending.to_owned(),
        (_, line) => format!("{room}  {line}{ending}"),
    };
    lines.iter().enumerate().map(dashed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    #[test]
    fn a_draft_reads_as_the_card_it_is() {
        let text = |text: &str| FieldValue::Text(text.into());
        let wrong = FieldValue::Map(vec![("text".into(), text("two")), ("why".into(), text("{x}"))]);
        let draft = CardDraft {
            id: "drift".into(),
            kind: Kind::Choice,
            fields: vec![
                ("question", text("Why: so?")),
                ("answer", text("no")),
                ("distractors", FieldValue::List(vec![text("one"), wrong])),
                ("tags", FieldValue::texts(["risk".into()])),
                ("suspended", FieldValue::Bare("true".into())),
            ],
        };
        let expected = "  - id: drift
    kind: choice
    question: \"Why: so?\"
    answer: \"no\"
    distractors:
      - one
      - text: two
        why: \"{x}\"
    tags:
      - risk
    suspended: true
";
        assert_eq!(draft.entry(2, "\n"), expected);
        let deck = parse_deck("d", None, draft.alone(Some("en"))).expect("a deck");
        assert_eq!((deck.cards.len(), deck.diagnostics.len()), (1, 0), "{:?}", deck.diagnostics);
    }
}
