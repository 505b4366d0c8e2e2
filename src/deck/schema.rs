//! The JSON Schema of decks, sources and synonyms, for editors: made from the one table of kinds and fields.
//!
//! Draft-07, which YAML language servers know best. Each kind of card is an alternative that names its kind, so that
//! an editor offers only that kind's fields.

use super::ordered_json::Json;
use crate::deck::format::{CARD, Field, FieldShape, HEADER, LANGUAGES, OWN, SOURCE, SYNONYMS};
use crate::deck::kinds::{DISTRACTOR, KINDS, KindInfo, SIDES};
use crate::deck::{Kind, MAX_ID_CHARS};

/// The file's name next to decks.
pub const DECK_FILE: &str = "deck.schema.json";
/// The file's name next to sources.
pub const SOURCE_FILE: &str = "source.schema.json";
/// The file's name next to synonyms.
pub const SYNONYMS_FILE: &str = "synonyms.schema.json";

const TAG: &str = "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$";
/// What follows the `#` in an item's name.
const ITEM: &str = "^(c[1-9][0-9]*|term|definition)$";
const NUMBER: &str = "^c[1-9][0-9]*$";
/// Excludes characters that no id has; the reader knows which letters of other scripts are allowed.
const ID: &str = "^[^\\s/\\\\#\"'`(){}\\[\\],;:!?@$%^&*+=<>|~]+$";

#[must_use]
pub fn deck() -> String {
    let kinds = KINDS.iter().map(|info| (format!("{}-card", info.kind.word()), kind(info)));
    let mut definitions = vec![("text".to_owned(), text()), ("word".to_owned(), word()), ("id".to_owned(), id())];
    definitions.push(("name".to_owned(), name()));
    let languages = any_of(vec![refers("language"), some_of(LANGUAGES)]);
    definitions.extend([("language".to_owned(), language()), ("languages".to_owned(), languages)]);
    definitions.extend(kinds);
    file("A deck of oss-quiz", "The fields of a deck and of each kind of card.", HEADER, definitions)
}

#[must_use]
pub fn source() -> String {
    let definitions = vec![("text".to_owned(), text()), ("word".to_owned(), word()), ("id".to_owned(), id())];
    file("A source of oss-quiz", "The outline of a text: its sections, claims and names.", SOURCE, definitions)
}

#[must_use]
pub fn synonyms() -> String {
    let definitions = vec![("text".to_owned(), text()), ("word".to_owned(), word())];
    let about = "Lists of whole answers that count as the same in all decks of the folder.";
    file("Synonyms of oss-quiz", about, SYNONYMS, definitions)
}

fn file(title: &str, about: &str, fields: &[Field], definitions: Vec<(String, Json)>) -> String {
    let schema = Json::map([
        ("$schema", "http://json-schema.org/draft-07/schema#".into()),
        ("title", title.into()),
        ("description", about.into()),
    ]);
    let required = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let properties = fields.iter().map(property).collect();
    let schema = mapping(schema, required, properties).and([("definitions", Json::Map(definitions))]);
    // Texts and numbers always serialize.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A schema that begins with `beginning`, of a mapping with these fields and no others.
fn mapping(beginning: Json, required: Vec<&str>, properties: Vec<(String, Json)>) -> Json {
    beginning.and([
        ("type", "object".into()),
        ("required", Json::texts(required)),
        ("properties", Json::Map(properties)),
        ("patternProperties", Json::Map(vec![(format!("^{OWN}."), own())])),
        ("additionalProperties", false.into()),
    ])
}

fn own() -> Json {
    Json::map([("description", "your own: kept and ignored".into())])
}

/// A mapping with these fields and no others.
fn record(fields: &[Field]) -> Json {
    let required = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    mapping(Json::map([]), required, fields.iter().map(property).collect())
}

/// [`record`] with at least one field.
fn some_of(fields: &[Field]) -> Json {
    record(fields).and([("minProperties", 1.into())])
}

fn property(field: &Field) -> (String, Json) {
    let mut value = shape(field.shape);
    // An empty list says explicitly that there is nothing, if the field is optional.
    if !field.required {
        may_be_empty(&mut value);
    }
    (field.name.to_owned(), value.and([("description", field.what.into())]))
}

fn may_be_empty(value: &mut Json) {
    let Json::Map(fields) = value else { return };
    fields.retain(|(name, _)| name != "minItems");
    for (name, forms) in fields {
        if let ("anyOf", Json::List(forms)) = (name.as_str(), forms) {
            forms.iter_mut().for_each(may_be_empty);
        }
    }
}

fn shape(shape: FieldShape) -> Json {
    match shape {
        FieldShape::Text => refers("text"),
        FieldShape::Cloze => {
            Json::map([("type", "string".into()), ("pattern", "\\{\\{[\\s\\S]*[^\\s}][\\s\\S]*\\}\\}".into())])
        }
        FieldShape::Texts => list_of(refers("text")),
        FieldShape::Lists => {
            list_of(Json::map([("type", "array".into()), ("items", refers("text")), ("minItems", 2.into())]))
        }
        FieldShape::TextOrTexts => one_or_many("text"),
        FieldShape::Distractors => {
            list_of(Json::map([("anyOf", Json::List(vec![refers("text"), record(DISTRACTOR)]))]))
        }
        FieldShape::Id => refers("id"),
        FieldShape::Word => refers("word"),
        FieldShape::Words => list_of(refers("word")),
        FieldShape::WordOrWords => one_or_many("word"),
        FieldShape::Ids => one_or_many("id"),
        FieldShape::EarlierCards => {
            let items = Json::map([
                ("type", "object".into()),
                ("minProperties", 1.into()),
                ("patternProperties", Json::map([(ITEM, one_or_many("name"))])),
                ("additionalProperties", false.into()),
            ]);
            any_of(vec![refers("name"), list_of(refers("name")), items])
        }
        FieldShape::Flag => any_of(vec![
            Json::map([("type", "boolean".into())]),
            Json::map([("type", "string".into()), ("pattern", "^\\s*(true|True|TRUE|false|False|FALSE)\\s*$".into())]),
        ]),
        FieldShape::Count => any_of(vec![
            Json::map([("type", "integer".into()), ("minimum", 0.into()), ("maximum", u32::MAX.into())]),
            Json::map([("type", "string".into()), ("pattern", "^\\s*\\+?[0-9]{1,9}(\\.0*)?\\s*$".into())]),
        ]),
        FieldShape::OneOf(words) => Json::map([("enum", Json::texts(words.iter().copied()))]),
        FieldShape::Language => refers("language"),
        FieldShape::Languages => refers("languages"),
        FieldShape::AcceptAnswers => any_of(vec![list_of(refers("text")), lists()]),
        FieldShape::AcceptGaps => {
            let of_number = any_of(vec![list_of(refers("text")), lists()]);
            let numbers = Json::map([
                ("type", "object".into()),
                ("patternProperties", Json::map([(NUMBER, of_number)])),
                ("additionalProperties", false.into()),
            ]);
            any_of(vec![list_of(refers("text")), lists(), numbers])
        }
        FieldShape::AcceptSides => record(SIDES),
        FieldShape::Tolerance => {
            let pattern = "^\\s*([0-9]+[.,]?[0-9]*|[.,][0-9]+)\\s*%?\\s*$";
            Json::map([("type", Json::texts(["string", "number"])), ("pattern", pattern.into())])
        }
        FieldShape::Kind => Json::map([("enum", Json::texts(Kind::ALL.map(Kind::word)))]),
        FieldShape::Cards => cards(),
        FieldShape::Record(fields) => record(fields),
        FieldShape::Records(fields) => Json::map([("type", "array".into()), ("items", record(fields))]),
    }
}

fn cards() -> Json {
    let kinds = Kind::ALL.map(|kind| refers(&format!("{}-card", kind.word())));
    let snippets = KINDS.iter().map(snippet).collect();
    let card = Json::map([("oneOf", Json::List(kinds.into())), ("defaultSnippets", Json::List(snippets))]);
    Json::map([("type", "array".into()), ("items", card)])
}

/// One kind of card: its own fields and those of every card.
fn kind(info: &KindInfo) -> Json {
    let word = Json::map([("const", info.kind.word().into()), ("description", info.what.into())]);
    let common = CARD.iter().filter(|field| !matches!(field.name, "id" | "kind"));
    let id = CARD.iter().filter(|field| field.name == "id").map(property);
    let own: Vec<&Field> = info.fields.iter().chain(common).collect();
    let mut properties: Vec<(String, Json)> = id.collect();
    properties.push(("kind".to_owned(), word));
    properties.extend(own.iter().copied().map(property));
    for property in &mut properties {
        bound(info, property);
    }
    let required = own.iter().filter(|field| field.required).map(|field| field.name);
    let required = std::iter::once("kind").chain(required).collect();
    let card = mapping(Json::map([("description", info.what.into())]), required, properties);
    if !info.fields.iter().any(|field| field.name == "answers") {
        return card;
    }
    let either = ["answer", "answers"].map(|name| Json::map([("required", Json::texts([name]))]));
    card.and([("oneOf", Json::List(either.into()))])
}

/// Bounds the length of a list.
fn bound(info: &KindInfo, (name, value): &mut (String, Json)) {
    let Some((_, fewest, most)) = info.bounds.iter().find(|(field, ..)| field == name) else { return };
    if let Json::Map(fields) = value {
        fields.retain(|(name, _)| name != "minItems");
    }
    *value = value.clone().and([("minItems", (*fewest).into()), ("maxItems", (*most).into())]);
}

/// A whole card of a kind to fill in, which editors offer.
fn snippet(info: &KindInfo) -> Json {
    let mut body = vec![("id".to_owned(), Json::from("$1")), ("kind".to_owned(), info.kind.word().into())];
    let wanted = info.fields.iter().filter(|field| field.required || field.name == "answer");
    let mut stop = 1;
    let mut place = |field: &Field| {
        stop += 1;
        match field.shape {
            FieldShape::Flag => Json::Text(format!("${{{stop}|true,false|}}")),
            FieldShape::Cloze => Json::Text(format!("${{{stop}:TODO: a text with a {{{{gap\\}}\\}}}}")),
            _ => Json::Text(format!("${{{stop}:{}}}", placeholder(field.name))),
        }
    };
    for field in wanted {
        let value = match field.shape {
            FieldShape::Texts | FieldShape::Distractors => Json::List(vec![place(field)]),
            FieldShape::Records(parts) => {
                let parts = parts.iter().map(|part| (part.name.to_owned(), place(part)));
                Json::List(vec![Json::Map(parts.collect())])
            }
            _ => place(field),
        };
        body.push((field.name.to_owned(), value));
    }
    Json::map([
        ("label", format!("{} card", with_article(info.kind.word())).as_str().into()),
        ("description", info.what.into()),
        ("body", Json::Map(body)),
    ])
}

/// Placeholder for a text that the author has yet to write.
fn placeholder(field: &str) -> String {
    let what = match field {
        "steps" => "step",
        "distractors" => "wrong choice",
        _ => field,
    };
    format!("TODO: {}", with_article(what))
}

fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

fn refers(definition: &str) -> Json {
    Json::map([("$ref", format!("#/definitions/{definition}").as_str().into())])
}

fn list_of(entry: Json) -> Json {
    Json::map([("type", "array".into()), ("items", entry), ("minItems", 1.into())])
}

fn one_or_many(definition: &str) -> Json {
    any_of(vec![refers(definition), list_of(refers(definition))])
}

fn any_of(forms: Vec<Json>) -> Json {
    Json::map([("anyOf", Json::List(forms))])
}

/// A list of lists of texts; the inner ones may be empty.
fn lists() -> Json {
    let list = Json::map([("type", "array".into()), ("items", refers("text"))]);
    list_of(list)
}

fn language() -> Json {
    Json::map([("type", "string".into()), ("pattern", TAG.into())])
}

/// A text as it is written: `1.10` and `true` are texts too.
fn text() -> Json {
    let types = Json::texts(["string", "number", "boolean", "null"]);
    Json::map([("type", types), ("pattern", "\\S".into()), ("description", "A text, taken as it is.".into())])
}

fn word() -> Json {
    Json::map([("type", Json::texts(["string", "number", "boolean", "null"])), ("pattern", "\\S".into())])
}

/// An id, `deck/id`, or a part of that card.
fn name() -> Json {
    let id = ID.trim_start_matches('^').trim_end_matches('$');
    let types = Json::texts(["string", "number", "boolean"]);
    Json::map([("type", types), ("pattern", format!("^{id}(/{id})?(#[a-z0-9]+)?$").as_str().into())])
}

fn id() -> Json {
    let most = u32::try_from(MAX_ID_CHARS).unwrap_or(u32::MAX);
    let types = Json::texts(["string", "number", "boolean"]);
    Json::map([("type", types), ("pattern", ID.into()), ("maxLength", most.into())])
}
