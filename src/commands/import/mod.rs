//! `import`: brings in what other machines and programs wrote.

mod anki;
mod arrival;
mod deck_plan;
mod log;
mod table;

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use crate::app::App;
use crate::app::error::{CliError, ExitKind, Outcome};
use crate::cli::{ImportArgs, ImportFormat};
use crate::exchange;
use crate::library;

/// All files are of one format: each format says in its own way what would come.
pub(super) fn run(args: &ImportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let mut found = None;
    for path in &args.files {
        let format = match args.format {
            Some(format) => format,
            None => format_of(path, app)?,
        };
        if *found.get_or_insert(format) != format {
            let what = format!("{} is of another format than the files before it", app.shown(path));
            return Err(CliError::usage(what).help("nothing was imported; import one format after the other").into());
        }
    }
    let format = found.unwrap_or(ImportFormat::Log);
    refuse_options_of_others(args, format)?;
    match format {
        ImportFormat::Log => log::run(args, app),
        ImportFormat::Anki => anki::run(args, app),
        ImportFormat::Table => table::run(args, app),
    }
}

/// Refuses options that mean nothing for files of a format.
fn refuse_options_of_others(args: &ImportArgs, format: ImportFormat) -> anyhow::Result<()> {
    let makes_decks = format != ImportFormat::Log;
    let options = [
        (args.into.is_some() && !makes_decks, "--into", "a log has no cards"),
        (args.overwrite && !makes_decks, "--overwrite", "a log has no cards"),
        (
            args.weights && format != ImportFormat::Anki,
            "--weights",
            "only packages of Anki have weights of FSRS to offer",
        ),
    ];
    match options.into_iter().find(|(is_meant, ..)| *is_meant) {
        Some((_, option, why)) => Err(CliError::usage(format!("{option} means nothing here: {why}")).into()),
        None => Ok(()),
    }
}

/// The format of a file, by how it begins.
fn format_of(path: &Path, app: &App) -> anyhow::Result<ImportFormat> {
    let mut file = opened(path, app)?;
    let head = file.fill_buf().map_err(|err| unread(path, &err, app))?;
    if exchange::log::is_log(head) {
        return Ok(ImportFormat::Log);
    }
    if exchange::anki::is_package(head) {
        return Ok(ImportFormat::Anki);
    }
    if exchange::table::may_be_table(head) {
        return Ok(ImportFormat::Table);
    }
    let what = format!("{} is not in a form that import reads", app.shown(path));
    Err(CliError::usage(what)
        .help("it reads packages of Anki, tables (CSV, TSV), and logs that `oss-quiz export --reviews FILE` writes; --as says which")
        .into())
}

fn opened(path: &Path, app: &App) -> anyhow::Result<BufReader<File>> {
    Ok(BufReader::new(library::open_regular(path).map_err(|err| unread(path, &err, app))?))
}

fn unread(path: &Path, err: &std::io::Error, app: &App) -> CliError {
    CliError::new(ExitKind::Other, format!("could not read {}: {err}", app.shown(path)))
}
