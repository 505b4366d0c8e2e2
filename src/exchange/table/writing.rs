//! Cards as a table: a row a card, with names of columns that our own import reads back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use csv::{Terminator, WriterBuilder};
use serde_json::Value;

use super::columns::OWN;
use crate::deck::edit::{FieldValue, Incoming, deck_fields};
use crate::deck::{Card, Deck, Kind, Text};

/// A card with its fields as they stand in its deck.
#[derive(Debug, Clone)]
pub struct OutgoingRow {
    /// The id of its deck.
    pub deck: String,
    pub deck_title: String,
    pub id: String,
    pub kind: Kind,
    pub fields: Vec<(String, FieldValue)>,
    /// Its own and its deck's.
    pub tags: Vec<String>,
}

/// The cards of a deck that are wanted, as they stand in its text.
#[must_use]
pub fn rows(deck: &Deck, text: &str, is_wanted: impl Fn(&Card) -> bool) -> Vec<OutgoingRow> {
    let Some(fields) = deck_fields(text) else { return Vec::new() };
    let by_line: HashMap<Option<u32>, &Incoming> = fields.cards.iter().map(|card| (card.line, card)).collect();
    let row = |card: &Card| {
        let written = by_line.get(&Some(card.place.line))?;
        Some(OutgoingRow {
            deck: deck.id.to_string(),
            deck_title: deck.title.plain(),
            id: card.id.card().to_owned(),
            kind: card.body.kind(),
            fields: with_header(&written.fields, &fields.header),
            tags: card.tags.clone(),
        })
    };
    deck.cards.iter().filter(|card| is_wanted(card)).filter_map(|card| row(card)).collect()
}

/// The most texts of a list that have columns of their own.
const MAX_NUMBERED: usize = 9;

/// The columns in their order; those that stand in one line take turns by their numbers.
const COLUMNS: [&[&str]; 18] = [
    &["deck"],
    &["deck title"],
    &["id"],
    &["kind"],
    &["question"],
    &["answer"],
    &["accept"],
    &["distractor", "why"],
    &["correction"],
    &["step"],
    &["left", "right"],
    &["spare"],
    &["hint"],
    &["because"],
    &["tags"],
    &["tag"],
    &OWN,
    &["more"],
];

/// A column by its place among all: its line in [`COLUMNS`], its number or 0, its place in the line.
type ColumnPlace = (usize, usize, usize);

/// The table as RFC 4180 has it.
///
/// # Errors
/// If a row can't be written.
pub fn table(rows: &[OutgoingRow]) -> Result<Vec<u8>, csv::Error> {
    let rows: Vec<Cells> = rows.iter().map(Cells::of).collect();
    let places: BTreeSet<ColumnPlace> = rows.iter().flat_map(|row| row.0.keys()).copied().collect();
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    out.write_record(places.iter().map(|place| name(*place)))?;
    for row in &rows {
        out.write_record(places.iter().map(|place| row.0.get(place).map_or("", String::as_str)))?;
    }
    out.into_inner().map_err(|err| err.into_error().into())
}

fn name((line, number, at): ColumnPlace) -> String {
    let base = COLUMNS[line][at];
    if number == 0 { base.to_owned() } else { format!("{base} {number}") }
}

/// The cells of a row by their columns.
#[derive(Default)]
struct Cells(BTreeMap<ColumnPlace, String>);

impl Cells {
    fn of(row: &OutgoingRow) -> Self {
        let mut cells = Self::default();
        cells.put("deck", 0, &row.deck);
        cells.put("deck title", 0, &row.deck_title);
        cells.put("id", 0, &row.id);
        cells.put("kind", 0, row.kind.word());
        cells.tags(&row.tags);
        let mut more = serde_json::Map::new();
        for (name, value) in row.fields.iter().filter(|(name, _)| is_exported(name, row.kind)) {
            if !cells.takes(name, value) {
                more.insert(name.clone(), json(value));
            }
        }
        if !more.is_empty() {
            cells.put("more", 0, &Value::Object(more).to_string());
        }
        cells
    }

    fn put(&mut self, column: &str, number: usize, text: &str) {
        let line = |line: &&[&str]| line.iter().position(|name| *name == column);
        if let Some((nth, at)) = COLUMNS.iter().enumerate().find_map(|(nth, names)| Some((nth, line(names)?))) {
            self.0.insert((nth, number, at), text.to_owned());
        }
    }

    fn tags(&mut self, tags: &[String]) {
        let is_word = |tag: &String| !tag.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
        if tags.iter().all(is_word) {
            if !tags.is_empty() {
                self.put("tags", 0, &tags.join(" "));
            }
            return;
        }
        for (number, tag) in (1..).zip(tags) {
            self.put("tag", number, tag);
        }
    }

    /// Puts a field into columns of its own; returns whether that is possible.
    fn takes(&mut self, name: &str, value: &FieldValue) -> bool {
        let column = match name {
            "question" | "statement" | "text" | "term" => "question",
            "answer" | "answers" | "definition" => "answer",
            "distractors" => "distractor",
            "steps" => "step",
            "pairs" => "left",
            name => name,
        };
        match (name, value) {
            ("tags", _) => true,
            ("claims" | "mentions", FieldValue::List(_)) => self.words(column, value),
            (_, FieldValue::List(entries)) => self.numbered(column, entries),
            (_, value) => text(value).is_some_and(|text| {
                self.put(column, 0, &text);
                COLUMNS.iter().any(|line| line.contains(&column))
            }),
        }
    }

    /// Words with spaces between them.
    fn words(&mut self, column: &str, value: &FieldValue) -> bool {
        let FieldValue::List(entries) = value else { return false };
        let words: Option<Vec<String>> = entries.iter().map(text).collect();
        let words = words.filter(|words| words.iter().all(|word| !word.contains(char::is_whitespace)));
        words.is_some_and(|words| {
            self.put(column, 0, &words.join(" "));
            true
        })
    }

    /// A list, each text in a column of its own.
    fn numbered(&mut self, column: &str, entries: &[FieldValue]) -> bool {
        let mut cells: Vec<(&str, usize, String)> = Vec::new();
        for (number, entry) in (1..).zip(entries) {
            match entry {
                FieldValue::Map(parts) => {
                    for (part, value) in parts {
                        let column = match part.as_str() {
                            "text" => column,
                            "why" | "left" | "right" => part.as_str(),
                            _ => continue,
                        };
                        let Some(text) = text(value) else { return false };
                        cells.push((column, number, text));
                    }
                }
                value => {
                    let Some(text) = text(value) else { return false };
                    cells.push((column, number, text));
                }
            }
        }
        if entries.is_empty() || entries.len() > MAX_NUMBERED || !COLUMNS.iter().any(|line| line.contains(&column)) {
            return false;
        }
        for (column, number, text) in cells {
            self.put(column, number, &text);
        }
        true
    }
}

/// Whether a field goes along: not what came before a card, nor its author's own.
fn is_exported(name: &str, kind: Kind) -> bool {
    let mut known = crate::deck::format::CARD.iter().chain(kind.info().fields);
    !matches!(name, "id" | "kind" | "was") && known.any(|field| field.name == name)
}

/// A text as it is shown, with its marks.
fn text(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Text(text) | FieldValue::Bare(text) => Some(Text::new(text).source().to_owned()),
        FieldValue::Nothing | FieldValue::List(_) | FieldValue::Map(_) => None,
    }
}

fn json(value: &FieldValue) -> Value {
    match value {
        FieldValue::Bare(word) if matches!(word.as_str(), "true" | "false") => Value::Bool(word == "true"),
        FieldValue::Text(_) | FieldValue::Bare(_) => text(value).map_or(Value::Null, Value::String),
        FieldValue::Nothing => Value::Null,
        FieldValue::List(entries) => Value::Array(entries.iter().map(json).collect()),
        FieldValue::Map(pairs) => {
            Value::Object(pairs.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}

/// The fields of a card, with those that its deck's header has for all cards.
fn with_header(card: &[(String, FieldValue)], header: &[(String, FieldValue)]) -> Vec<(String, FieldValue)> {
    let mut fields = card.to_vec();
    for (name, of_deck) in header.iter().filter(|(name, _)| matches!(name.as_str(), "language" | "articles" | "forms"))
    {
        match fields.iter_mut().find(|(known, _)| known == name) {
            None => fields.push((name.clone(), of_deck.clone())),
            // Each part may have a language of its own.
            Some((_, FieldValue::Map(own))) => {
                let parts = crate::deck::format::LANGUAGES.iter().map(|field| field.name.to_owned());
                let all: Vec<(String, FieldValue)> = match of_deck {
                    FieldValue::Map(pairs) => pairs.clone(),
                    single => parts.map(|part| (part, single.clone())).collect(),
                };
                let lacking = all.into_iter().filter(|(part, _)| own.iter().all(|(known, _)| known != part));
                let lacking: Vec<_> = lacking.collect();
                own.extend(lacking);
            }
            Some(_) => {}
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }

    #[test]
    fn a_card_is_a_row_and_a_text_a_cell() {
        let wrong = FieldValue::Map(vec![("text".into(), text("b, \"c\"")), ("why".into(), text("so"))]);
        let fields = vec![
            ("question".into(), text("=A1?\nso")),
            ("answer".into(), FieldValue::Bare("no".into())),
            ("distractors".into(), FieldValue::List(vec![text("a"), wrong])),
            ("x-own".into(), text("x")),
            ("was".into(), text("y")),
        ];
        let row = OutgoingRow {
            deck: "d".into(),
            deck_title: "D".into(),
            id: "i".into(),
            kind: Kind::of_word("choice").unwrap(),
            fields,
            tags: vec!["one".into(), "two words".into()],
        };
        let table = String::from_utf8(table(&[row]).unwrap()).unwrap();
        let head = "deck,deck title,id,kind,question,answer,distractor 1,distractor 2,why 2,tag 1,tag 2\r\n";
        assert_eq!(table, format!("{head}d,D,i,choice,\"=A1?\nso\",no,a,\"b, \"\"c\"\"\",so,one,two words\r\n"));
    }

    #[test]
    fn a_language_of_the_deck_holds_where_a_card_has_none() {
        let header = vec![("language".to_owned(), text("de")), ("title".to_owned(), text("T"))];
        assert_eq!(with_header(&[], &header), header[..1]);
        let own = FieldValue::Map(vec![("answer".into(), text("es"))]);
        let merged = with_header(&[("language".to_owned(), own)], &header);
        let FieldValue::Map(parts) = &merged[0].1 else { panic!("{merged:?}") };
        assert_eq!(parts[0], ("answer".to_owned(), text("es")));
        assert_eq!((parts.len(), &parts[1]), (4, &("question".to_owned(), text("de"))));
    }
}
