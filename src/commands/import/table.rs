//! `import TABLE…`: makes decks of tables with a card a row.

use std::io::Read as _;
use std::path::Path;

use super::super::export::Tally;
use super::arrival::{Arrival, ArrivedFile};
use super::deck_plan::DeckPlan;
use super::{opened, unread};
use crate::app::App;
use crate::app::error::{CliError, ExitKind, Outcome};
use crate::cli::ImportArgs;
use crate::deck::slug;
use crate::exchange::table::{self, MAX_BYTES};

/// The field that says of a card which row it comes from.
const MARK: &str = "x-table";

pub(super) fn run(args: &ImportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let (mut files, mut materials) = (Vec::new(), Vec::new());
    for path in &args.files {
        let mut bytes = Vec::new();
        let read = opened(path, app)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|err| unread(path, &err, app))?;
        let table = table::read(&bytes, &stem(path)).map_err(|what| unusable(path, &what, app))?;
        files.push(ArrivedFile {
            path: path.clone(),
            format: "table",
            cards: table.material.decks.iter().map(|deck| deck.cards.len()).sum(),
            log: Tally::default(),
            new: Tally::default(),
            taken_as: Some(table.taken_as),
        });
        materials.push(table.material);
    }
    let mut plan = DeckPlan::of(materials, MARK, args, app)?;
    let remarks = std::mem::take(&mut plan.changes.remarks);
    Arrival { files, plan, events: Vec::new(), remarks, weights: None }.bring(args, app, |_, _, _| Ok(Vec::new()))
}

/// The name of its deck, if it gives none.
fn stem(path: &Path) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = slug(&name, 40);
    if stem.is_empty() { "cards".to_owned() } else { stem }
}

fn unusable(path: &Path, what: &str, app: &App) -> CliError {
    CliError::new(ExitKind::Other, format!("{}: {what}", app.shown(path)))
        .help("nothing was imported; a table has a card a row: the question, then the answer")
}
