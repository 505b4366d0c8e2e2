//! A card that is being written, before it stands in a file.

use super::scalar::scalar;
use crate::deck::Kind;

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, or a word.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A list of texts or words.
    Texts(Vec<String>),
    /// Wrong choices, each with the reason why it is wrong, if there is one.
    Distractors(Vec<(String, Option<String>)>),
}

/// A card as its author gave it, field by field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The card's id.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Its other fields, in the order they are to stand.
    pub fields: Vec<(&'static str, Value)>,
}

impl Draft {
    /// The card as lines of YAML, without dash and indentation.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("id: {}", scalar(&self.id)), format!("kind: {}", self.kind.word())];
        for (name, value) in &self.fields {
            field(&mut lines, name, value);
        }
        lines
    }

    /// The card as an entry of a list, each line ended by `ending`.
    #[must_use]
    pub fn entry(&self, indent: usize, ending: &str) -> String {
        entry(&self.lines(), indent, ending)
    }

    /// A deck of this card alone, to read it as it would be read.
    #[must_use]
    pub fn alone(&self, language: Option<&str>) -> String {
        let language = language.map(|tag| format!("language: {}\n", scalar(tag))).unwrap_or_default();
        format!("title: T\n{language}cards:\n{}", self.entry(2, "\n"))
    }
}

/// The lines of a card as an entry of a list.
pub(super) fn entry(lines: &[String], indent: usize, ending: &str) -> String {
    let room = " ".repeat(indent);
    let dashed = |(nth, line): (usize, &String)| match (nth, line.as_str()) {
        (0, line) => format!("{room}- {line}{ending}"),
        (_, "") => ending.to_owned(),
        (_, line) => format!("{room}  {line}{ending}"),
    };
    lines.iter().enumerate().map(dashed).collect()
}

fn field(lines: &mut Vec<String>, name: &str, value: &Value) {
    match value {
        Value::Text(text) => lines.push(format!("{name}: {}", scalar(text))),
        Value::Flag(flag) => lines.push(format!("{name}: {flag}")),
        Value::Texts(texts) => {
            lines.push(format!("{name}:"));
            lines.extend(texts.iter().map(|text| format!("  - {}", scalar(text))));
        }
        Value::Distractors(wrong) => {
            lines.push(format!("{name}:"));
            for (text, why) in wrong {
                match why {
                    None => lines.push(format!("  - {}", scalar(text))),
                    Some(why) => {
                        lines.push(format!("  - text: {}", scalar(text)));
                        lines.push(format!("    why: {}", scalar(why)));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    #[test]
    fn a_draft_reads_as_the_card_it_is() {
        let draft = Draft {
            id: "drift".into(),
            kind: Kind::Choice,
            fields: vec![
                ("question", Value::Text("Why: so?".into())),
                ("answer", Value::Text("no".into())),
                ("distractors", Value::Distractors(vec![("one".into(), None), ("two".into(), Some("{x}".into()))])),
                ("tags", Value::Texts(vec!["risk".into()])),
                ("suspended", Value::Flag(true)),
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
        assert_eq!((deck.cards.len(), deck.problems.len()), (1, 0), "{:?}", deck.problems);
    }
}
