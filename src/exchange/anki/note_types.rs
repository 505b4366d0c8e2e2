//! Note types, decks and presets: JSON up to schema 11, tables and protobuf since.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::PackageError;
use super::collection::{AnkiDeck, Collection, NoteType, Template};
use super::database::{Database, bytes, number, text};
use super::proto::Fields;

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct JsonNoteType {
    name: String,
    #[serde(rename = "type")]
    kind: i64,
    flds: Vec<JsonField>,
    tmpls: Vec<JsonTemplate>,
    original_stock_kind: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonField {
    name: String,
    ord: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonTemplate {
    name: String,
    ord: Option<i64>,
    qfmt: String,
    afmt: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonDeck {
    name: String,
    desc: Option<String>,
    #[serde(rename = "dyn")]
    filtered: i64,
    conf: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JsonPreset {
    #[serde(rename = "fsrsWeights")]
    four: Vec<f32>,
    #[serde(rename = "fsrsParams5")]
    five: Vec<f32>,
    #[serde(rename = "fsrsParams6")]
    six: Vec<f32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct JsonConfig {
    /// Minutes west of UTC.
    creation_offset: Option<i32>,
}

/// Reads them from the tables of schema 15 and later.
pub(super) fn read_tables(database: &mut Database, collection: &mut Collection) -> Result<(), PackageError> {
    let mut types: BTreeMap<i64, NoteType> = BTreeMap::new();
    database.each("select id, name, config from notetypes", |row| {
        let (mut is_cloze, mut stock) = (false, 0);
        for (field, value) in Fields(bytes(row, 2)?) {
            match field {
                1 => is_cloze = value.number() == 1,
                9 => stock = u32::try_from(value.number()).unwrap_or(0),
                _ => {}
            }
        }
        let id = number(row, 0)?;
        types.insert(id, NoteType { id, name: text(row, 1)?, is_cloze, stock, ..NoteType::default() });
        Ok(())
    })?;
    let mut fields = Vec::new();
    database.each("select ntid, ord, name from fields", |row| {
        fields.push((number(row, 0)?, number(row, 1)?, text(row, 2)?));
        Ok(())
    })?;
    fields.sort_by_key(|(note_type, ord, _)| (*note_type, *ord));
    for (note_type, _, name) in fields {
        if let Some(note_type) = types.get_mut(&note_type) {
            note_type.fields.push(name);
        }
    }
    let mut templates = Vec::new();
    database.each("select ntid, ord, name, config from templates", |row| {
        let mut template = Template { name: text(row, 2)?, ..Template::default() };
        for (field, value) in Fields(bytes(row, 3)?) {
            match field {
                1 => template.front = value.text(),
                2 => template.back = value.text(),
                _ => {}
            }
        }
        templates.push((number(row, 0)?, number(row, 1)?, template));
        Ok(())
    })?;
    templates.sort_by_key(|(note_type, ord, _)| (*note_type, *ord));
    for (note_type, _, template) in templates {
        if let Some(note_type) = types.get_mut(&note_type) {
            note_type.templates.push(template);
        }
    }
    collection.note_types = types.into_values().collect();
    read_decks(database, collection)
}

fn read_decks(database: &mut Database, collection: &mut Collection) -> Result<(), PackageError> {
    database.each("select id, name, kind from decks", |row| {
        let mut deck = AnkiDeck { id: number(row, 0)?, path: path(&text(row, 1)?, "\u{1f}"), ..AnkiDeck::default() };
        for (kind, value) in Fields(bytes(row, 2)?) {
            deck.is_filtered = kind == 2;
            for (field, value) in Fields(value.bytes()).filter(|_| kind == 1) {
                match field {
                    1 => deck.preset = value.number(),
                    4 => deck.description = value.text(),
                    _ => {}
                }
            }
        }
        collection.decks.push(deck);
        Ok(())
    })?;
    database.each("select id, config from deck_config", |row| {
        let mut weights = [Vec::new(), Vec::new(), Vec::new()];
        for (field, value) in Fields(bytes(row, 1)?) {
            match field {
                6 => weights[0].extend(value.floats()),
                5 => weights[1].extend(value.floats()),
                3 => weights[2].extend(value.floats()),
                _ => {}
            }
        }
        keep_weights(collection, number(row, 0)?, weights);
        Ok(())
    })?;
    database.each("select val from config where key = 'creationOffset'", |row| {
        let west: Option<i32> = text(row, 0)?.trim().parse().ok();
        collection.offset_minutes = west.and_then(i32::checked_neg);
        Ok(())
    })
}

/// Reads them from the JSON in the table `col`.
pub(super) fn read_json(database: &mut Database, collection: &mut Collection) -> Result<(), PackageError> {
    let mut columns = [const { String::new() }; 4];
    database.each("select conf, models, decks, dconf from col limit 1", |row| {
        for (column, value) in columns.iter_mut().enumerate() {
            *value = text(row, column)?;
        }
        Ok(())
    })?;
    let [config, types, decks, presets] = columns;
    let config: JsonConfig = json(&config, "settings")?;
    collection.offset_minutes = config.creation_offset.and_then(i32::checked_neg);
    for (id, mut found) in by_id::<JsonNoteType>(&types, "note types")? {
        found.flds.sort_by_key(|field| field.ord);
        found.tmpls.sort_by_key(|template| template.ord);
        let template = |it: JsonTemplate| Template { name: it.name, front: it.qfmt, back: it.afmt };
        collection.note_types.push(NoteType {
            id,
            name: found.name,
            is_cloze: found.kind == 1,
            stock: found.original_stock_kind.unwrap_or(0),
            fields: found.flds.into_iter().map(|field| field.name).collect(),
            templates: found.tmpls.into_iter().map(template).collect(),
        });
    }
    for (id, found) in by_id::<JsonDeck>(&decks, "decks")? {
        collection.decks.push(AnkiDeck {
            id,
            path: path(&found.name, "::"),
            description: found.desc.unwrap_or_default(),
            is_filtered: found.filtered != 0,
            preset: found.conf.unwrap_or(0),
        });
    }
    for (id, found) in by_id::<JsonPreset>(&presets, "presets")? {
        keep_weights(collection, id, [found.six, found.five, found.four]);
    }
    Ok(())
}

fn json<'j, T: Deserialize<'j> + Default>(text: &'j str, what: &'static str) -> Result<T, PackageError> {
    if text.trim().is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(text).map_err(|err| PackageError::Json(what, err.to_string()))
}

fn by_id<T: for<'j> Deserialize<'j>>(text: &str, what: &'static str) -> Result<Vec<(i64, T)>, PackageError> {
    let found: BTreeMap<String, T> = json(text, what)?;
    let mut found: Vec<(i64, T)> = found.into_iter().filter_map(|(id, one)| Some((id.parse().ok()?, one))).collect();
    found.sort_by_key(|(id, _)| *id);
    Ok(found)
}

fn path(name: &str, between: &str) -> Vec<String> {
    name.split(between).map(str::to_owned).collect()
}

/// Keeps the newest weights of a preset, if they may be weights of FSRS.
fn keep_weights(collection: &mut Collection, preset: i64, by_age: [Vec<f32>; 3]) {
    let newest = by_age.into_iter().find(|weights| !weights.is_empty());
    let sound = |weights: &Vec<f32>| matches!(weights.len(), 17 | 19 | 21) && weights.iter().all(|it| it.is_finite());
    collection.weights.extend(newest.filter(sound).map(|weights| (preset, weights)));
}
