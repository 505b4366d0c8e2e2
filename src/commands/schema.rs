//! `schema`: the JSON Schema of decks, sources and synonyms, for editors, and of the JSON that commands print.

use std::path::Path;

use crate::app::App;
use crate::authoring::schema;
use crate::cli::SchemaOf;
use crate::library::{self, WriteError};
use crate::outcome::Outcome;

/// Prints a schema.
pub(super) fn run(of: SchemaOf, app: &mut App) -> anyhow::Result<Outcome> {
    let text = match of {
        SchemaOf::Deck => schema::deck(),
        SchemaOf::Source => schema::source(),
        SchemaOf::Synonyms => schema::synonyms(),
        SchemaOf::Next => include_str!("../../schema/output/next.schema.json").to_owned(),
        SchemaOf::Show => include_str!("../../schema/output/show.schema.json").to_owned(),
        SchemaOf::Items => include_str!("../../schema/output/items.schema.json").to_owned(),
        SchemaOf::Grade => include_str!("../../schema/output/grade.schema.json").to_owned(),
        SchemaOf::Undo => include_str!("../../schema/output/undo.schema.json").to_owned(),
        SchemaOf::Mark => include_str!("../../schema/output/mark.schema.json").to_owned(),
        SchemaOf::Tags => include_str!("../../schema/output/tags.schema.json").to_owned(),
        SchemaOf::Decks => include_str!("../../schema/output/decks.schema.json").to_owned(),
        SchemaOf::Due => include_str!("../../schema/output/due.schema.json").to_owned(),
        SchemaOf::Said => include_str!("../../schema/output/said.schema.json").to_owned(),
    };
    app.out.write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// Puts the schema of decks into a folder, where their first line says it is. One that is there stays.
pub(super) fn beside(folder: &Path) -> anyhow::Result<()> {
    put(&folder.join(schema::DECK_FILE), &schema::deck())
}

/// The same for sources.
pub(super) fn of_sources_beside(folder: &Path) -> anyhow::Result<()> {
    put(&folder.join(schema::SOURCE_FILE), &schema::source())
}

/// The same for synonyms.
pub(super) fn of_synonyms_beside(folder: &Path) -> anyhow::Result<()> {
    put(&folder.join(schema::SYNONYMS_FILE), &schema::synonyms())
}

fn put(path: &Path, text: &str) -> anyhow::Result<()> {
    match library::create(path, text) {
        Ok(()) | Err(WriteError::There(_)) => Ok(()),
        Err(err) => Err(err.into()),
    }
}
