//! Parses cards from another program: a list in YAML, or JSON.

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::field_value::{FieldValue, field};
use crate::deck::reader::diagnostics::Diagnostics;
use crate::deck::reader::error_recovery;
use crate::deck::reader::yaml::{Base, Node, NodeShape, read};
use crate::deck::{Diagnostic, FileKind, RuleId, parse_deck};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The line of the input on which it begins, from 1; `None` if the input has no useful lines.
    pub line: Option<u32>,
    pub fields: Vec<(String, FieldValue)>,
}

/// A deck's fields as they stand in its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeckFields {
    /// Without its cards.
    pub header: Vec<(String, FieldValue)>,
    /// Those that are valid YAML.
    pub cards: Vec<Incoming>,
}

/// Reads the fields of a deck and its cards; `None` if it is none.
#[must_use]
pub fn deck_fields(text: &str) -> Option<DeckFields> {
    let mut report = Diagnostics::new(text, PathBuf::new(), FileKind::Deck);
    let tree = error_recovery::read(&mut report)?;
    let mut fields = DeckFields::default();
    for (key, value) in &tree.pairs {
        match (key.text(text).unwrap_or_default(), &value.shape) {
            ("cards", NodeShape::List(entries)) => {
                let card = |entry: &Node| match given(entry, text) {
                    FieldValue::Map(fields) => Some(Incoming { line: Some(entry.place.line), fields }),
                    _ => None,
                };
                fields.cards.extend(entries.iter().filter_map(card));
            }
            (name, _) => fields.header.push((name.to_owned(), given(value, text))),
        }
    }
    Some(fields)
}

/// Parses cards from a YAML list (alone or below `cards:`), a JSON array, or JSON objects one after another.
///
/// # Errors
/// What is wrong, in one or more lines.
pub fn incoming(text: &str) -> Result<Vec<Incoming>, String> {
    let bare = text.trim_start_matches('\u{feff}').trim_start();
    if bare.is_empty() {
        return Err("no card was given".to_owned());
    }
    if !bare.starts_with(['{', '[']) {
        return of_yaml(text);
    }
    // YAML has these brackets too.
    of_json(text).or_else(|what| of_yaml(text).map_err(|_| what))
}

fn of_json(text: &str) -> Result<Vec<Incoming>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let mut cards = Vec::new();
    let (mut seen, mut line) = (0, 1_u32);
    loop {
        let from = stream.byte_offset();
        let blank = text[from..].len() - text[from..].trim_start().len();
        let lines = text[seen..from + blank].matches('\n').count();
        (seen, line) = (from + blank, line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)));
        match stream.next().map(|raw| raw.and_then(of_raw)) {
            None if cards.is_empty() => return Err("no card was given".to_owned()),
            None => return Ok(cards),
            Some(Ok(FieldValue::List(entries))) => {
                for entry in entries {
                    cards.push(card(entry, None, cards.len())?);
                }
            }
            Some(Ok(value)) => cards.push(card(value, Some(line), cards.len())?),
            Some(Err(err)) => return Err(format!("line {}, column {}: invalid JSON", err.line(), err.column())),
        }
    }
}

fn card(value: FieldValue, line: Option<u32>, before: usize) -> Result<Incoming, String> {
    match value {
        FieldValue::Map(fields) => Ok(Incoming { line, fields }),
        _ => Err(format!("card {} has no fields: a card is an object", before + 1)),
    }
}

fn of_yaml(text: &str) -> Result<Vec<Incoming>, String> {
    let root = read(text, Base::default()).map_err(|_| no_yaml(text))?;
    let entries = match &root.shape {
        NodeShape::List(entries) => entries.iter().collect(),
        NodeShape::Map(pairs) => match pairs.iter().find(|(key, _)| key.text(text) == Some("cards")) {
            Some((_, Node { shape: NodeShape::List(entries), .. })) => entries.iter().collect(),
            Some(_) => Vec::new(),
            None => vec![&root],
        },
        _ => return Err("line 1: expected a list of cards, as below `cards:` in a deck".to_owned()),
    };
    let cards = (1..).zip(entries).map(|(nth, entry): (usize, &Node)| match given(entry, text) {
        FieldValue::Map(fields) => Ok(Incoming { line: Some(entry.place.line), fields }),
        _ => Err(format!("card {nth} (line {}) has no fields", entry.place.line)),
    });
    let cards: Vec<Incoming> = cards.collect::<Result<_, _>>()?;
    if cards.is_empty() { Err("no card was given".to_owned()) } else { Ok(cards) }
}

/// The rules that invalid YAML breaks.
const BROKEN: &[RuleId] = &[
    RuleId::BadEscape,
    RuleId::BadIndent,
    RuleId::ControlCharacter,
    RuleId::NoAnchors,
    RuleId::QuoteNeeded,
    RuleId::TabIndent,
    RuleId::TooDeep,
    RuleId::TwoDocuments,
    RuleId::UnclosedQuote,
    RuleId::YamlSyntax,
];

/// Explains invalid YAML as for decks.
fn no_yaml(text: &str) -> String {
    let is_deck = text.lines().any(|line| line.starts_with("cards:"));
    let (deck, above) = if is_deck { (text.to_owned(), 0) } else { (format!("title: T\ncards:\n{text}"), 2) };
    let diagnostics = match parse_deck("d", None, deck) {
        Ok(deck) => deck.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    let said = |diagnostic: &Diagnostic| {
        let line = diagnostic.place.line.saturating_sub(above);
        format!("line {line}, column {}: {}", diagnostic.place.column, diagnostic.what)
    };
    let of_yaml =
        diagnostics.iter().find(|diagnostic| BROKEN.contains(&diagnostic.rule)).or_else(|| diagnostics.first());
    of_yaml.map_or_else(|| "this is neither YAML nor JSON".to_owned(), said)
}

fn given(node: &Node, source: &str) -> FieldValue {
    match &node.shape {
        NodeShape::Text(text) => FieldValue::Text(text.to_string()),
        NodeShape::Verbatim => FieldValue::Bare(node.text(source).unwrap_or_default().to_owned()),
        NodeShape::List(entries) => FieldValue::List(entries.iter().map(|entry| given(entry, source)).collect()),
        NodeShape::Map(pairs) => {
            let name = |key: &Node| key.text(source).unwrap_or_default().to_owned();
            FieldValue::Map(pairs.iter().map(|(key, value)| (name(key), given(value, source))).collect())
        }
    }
}

impl Incoming {
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).and_then(|(_, value)| match value {
            FieldValue::Text(text) | FieldValue::Bare(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The card as lines of YAML with this id, without dash and indentation.
    #[must_use]
    pub fn lines(&self, id: &str) -> Vec<String> {
        let named = |name: &str| self.fields.iter().find(|(field, _)| field == name);
        let id = ("id".to_owned(), FieldValue::Text(id.to_owned()));
        let rest = self.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "kind"));
        std::iter::once(&id).chain(named("kind")).chain(rest).flat_map(|(name, value)| field(name, value)).collect()
    }
}

/// Converts a JSON value; numbers keep their spelling.
fn of_raw(raw: &RawValue) -> serde_json::Result<FieldValue> {
    let text = raw.get();
    Ok(match text.bytes().next() {
        Some(b'"') => FieldValue::Text(serde_json::from_str(text)?),
        Some(b'[') => {
            let entries: Vec<&RawValue> = serde_json::from_str(text)?;
            FieldValue::List(entries.into_iter().map(of_raw).collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let ObjectFields(pairs) = serde_json::from_str(text)?;
            let pairs = pairs.into_iter().map(|(name, value)| Ok((name, of_raw(value)?)));
            FieldValue::Map(pairs.collect::<serde_json::Result<_>>()?)
        }
        Some(b'n') => FieldValue::Nothing,
        _ => FieldValue::Bare(text.to_owned()),
    })
}

/// The fields of an object, in order.
struct ObjectFields<'t>(Vec<(String, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for ObjectFields<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<'t>(PhantomData<&'t ()>);

        impl<'de: 't, 't> Visitor<'de> for InOrder<'t> {
            type Value = ObjectFields<'t>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<ObjectFields<'t>, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    all.push(entry);
                }
                Ok(ObjectFields(all))
            }
        }

        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(text: &str) -> Vec<Option<u32>> {
        incoming(text).expect("cards").iter().map(|card| card.line).collect()
    }

    #[test]
    fn yaml_and_json_are_taken_in_every_shape() {
        assert_eq!(read_lines("- {kind: flip}\n- kind: flip\n"), [Some(1), Some(2)]);
        assert_eq!(read_lines("title: T\ncards:\n  - {kind: flip}\n"), [Some(3)]);
        assert_eq!(read_lines("kind: flip\nquestion: q\n"), [Some(1)]);
        assert_eq!(read_lines("{\"kind\":\"flip\"}\n\n{\"kind\":\"flip\"}\n"), [Some(1), Some(3)]);
        assert_eq!(read_lines("[{\"kind\":\"flip\"}, {\"kind\":\"flip\"}]"), [None, None]);
        assert_eq!(read_lines("[{kind: flip}]"), [Some(1)]);
    }

    #[test]
    fn a_deck_is_read_as_it_stands_there() {
        let text = "title: T\ncards:\n  - id: a\n    answer: no\n  - id: \"b\n  - {id: c}\ntags: [x]\n";
        let fields = deck_fields(text).expect("a deck");
        assert_eq!(fields.header[0], ("title".to_owned(), FieldValue::Text("T".to_owned())));
        let first = &fields.cards[0];
        assert_eq!((first.line, first.text("answer")), (Some(3), Some("no")));
        assert!(fields.cards.iter().any(|card| card.text("id") == Some("c")), "{fields:?}");
        assert_eq!(deck_fields("just text"), None);
    }

    #[test]
    fn what_is_neither_is_told_with_its_line() {
        for (text, told) in [
            ("", "no card was given"),
            ("[]", "no card was given"),
            ("{\"a\":1}\n{\"a\":\n", "line 3, column 0: invalid JSON"),
            ("{\"a\":1}\n3\n", "card 2 has no fields: a card is an object"),
            ("just text", "line 1: expected a list of cards, as below `cards:` in a deck"),
            ("- a\n", "card 1 (line 1) has no fields"),
        ] {
            let said = incoming(text).map(|_| ()).expect_err(text);
            assert_eq!(said, told, "{text}");
        }
        let said = incoming("- kind: flip\n- question: \"x\n").map(|_| ()).expect_err("no YAML");
        assert!(said.starts_with("line 2, column "), "{said}");
    }

    #[test]
    fn a_card_is_written_as_it_came() {
        let json = r#"{"kind":"choice","question":"Which: a\nb?","answer":1.10,"id":"x","hint":null,"distractors":
            ["no",{"text":"c","why":"so\nit"}],"x-of":{"a":[[],["\ud83d\ude00"]]},"suspended":true}"#;
        let cards = incoming(json).expect("a card");
        let written = "id: z\nkind: choice\nquestion: |-\n  Which: a\n  b?\nanswer: 1.10\ndistractors:\n  - \"no\"\n  - text: \
                       c\n    why: |-\n      so\n      it\nx-of:\n  a:\n    - []\n    - - 😀\nsuspended: true";
        assert_eq!(cards[0].lines("z").join("\n"), written);
        let again = incoming(written).expect("a card");
        assert_eq!(again[0].lines("z"), cards[0].lines("z"));
    }
}
