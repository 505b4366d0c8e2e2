//! `schema`: the JSON Schemas of decks, sources and synonyms, for editors, and of the JSON that commands print.

use std::borrow::Cow;
use std::io::Write as _;
use std::path::Path;

use clap::ValueEnum as _;
use clap::builder::PossibleValue;

use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::SchemaOf;
use crate::deck::schema;
use crate::library::{self, WriteError};

/// Prints a schema, or lists them.
pub(super) fn run(of: Option<SchemaOf>, app: &mut App) -> anyhow::Result<Outcome> {
    match of {
        Some(of) => app.out.write_all(text(of).as_bytes())?,
        None => list(app)?,
    }
    Ok(Outcome::Done)
}

fn text(of: SchemaOf) -> Cow<'static, str> {
    Cow::Borrowed(match of {
        SchemaOf::Deck => return schema::deck().into(),
        SchemaOf::Source => return schema::source().into(),
        SchemaOf::Synonyms => return schema::synonyms().into(),
        SchemaOf::Next => include_str!("../../schema/output/next.schema.json"),
        SchemaOf::Show => include_str!("../../schema/output/show.schema.json"),
        SchemaOf::Items => include_str!("../../schema/output/items.schema.json"),
        SchemaOf::Answer => include_str!("../../schema/output/answer.schema.json"),
        SchemaOf::Grade => include_str!("../../schema/output/grade.schema.json"),
        SchemaOf::Undo => include_str!("../../schema/output/undo.schema.json"),
        SchemaOf::Mark => include_str!("../../schema/output/mark.schema.json"),
        SchemaOf::Tags => include_str!("../../schema/output/tags.schema.json"),
        SchemaOf::Decks => include_str!("../../schema/output/decks.schema.json"),
        SchemaOf::Due => include_str!("../../schema/output/due.schema.json"),
        SchemaOf::Stats => include_str!("../../schema/output/stats.schema.json"),
        SchemaOf::Exam => include_str!("../../schema/output/exam.schema.json"),
        SchemaOf::Check => include_str!("../../schema/output/check.schema.json"),
        SchemaOf::Add => include_str!("../../schema/output/add.schema.json"),
        SchemaOf::New => include_str!("../../schema/output/new.schema.json"),
        SchemaOf::Config => include_str!("../../schema/output/config.schema.json"),
        SchemaOf::Backup => include_str!("../../schema/output/backup.schema.json"),
        SchemaOf::Restore => include_str!("../../schema/output/restore.schema.json"),
        SchemaOf::Doctor => include_str!("../../schema/output/doctor.schema.json"),
        SchemaOf::Import => include_str!("../../schema/output/import.schema.json"),
        SchemaOf::Log => include_str!("../../schema/output/log.schema.json"),
        SchemaOf::Said => include_str!("../../schema/output/said.schema.json"),
    })
}

fn list(app: &mut App) -> anyhow::Result<()> {
    let names: Vec<PossibleValue> = SchemaOf::value_variants().iter().filter_map(SchemaOf::to_possible_value).collect();
    let width = names.iter().map(|name| name.get_name().len()).max().unwrap_or(0);
    for name in &names {
        let what = name.get_help().map(ToString::to_string).unwrap_or_default();
        writeln!(app.out, "{:<width$}  {}", name.get_name(), what.trim_end_matches('.'))?;
    }
    if !app.global.quiet {
        app.out.flush()?;
        writeln!(app.err, "`oss-quiz schema NAME` prints one; docs/json.md explains its fields")?;
    }
    Ok(())
}

/// Writes the schema of decks into a folder, where the first line of decks expects it. Keeps an existing file.
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
