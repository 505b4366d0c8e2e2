//! Flags of `export` and `import`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum, ValueHint};

use crate::session::FilterTerm;

/// Exactly one form is written at a time.
#[derive(Debug, Clone, Default, Args)]
#[group(skip)]
#[command(group = ArgGroup::new("form").required(true).args(["reviews", "anki", "csv"]))]
pub struct ExportArgs {
    /// Writes the whole log, one JSON object a line, to this file, which must not exist; `-` is standard output.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath,
          help = "Writes the whole log, one JSON object a line, to this file, which must not exist; - is standard output")]
    pub reviews: Option<PathBuf>,
    /// Writes cards as a package for Anki, on a computer or a phone, to this file, which must not exist.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub anki: Option<PathBuf>,
    /// Writes cards as a table, one a row, for spreadsheets, to this file, which must not exist; `-` is standard output.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath,
          help = "Writes cards as a table, one a row, for spreadsheets, to this file, which must not exist; - is standard output")]
    pub csv: Option<PathBuf>,
    /// With --anki or --csv: decks, cards, tags, states or paths; everything if omitted.
    #[arg(value_name = "WHAT", conflicts_with = "reviews")]
    pub what: Vec<FilterTerm>,
    /// With --anki: due days, memory, answers, and what is suspended or flagged.
    #[arg(long, conflicts_with_all = ["reviews", "csv"])]
    pub with_progress: bool,
}

#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ImportArgs {
    /// Packages of Anki, tables (CSV, TSV), or logs that `export --reviews` wrote here or on another machine.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    pub files: Vec<PathBuf>,
    /// Reads the files as this format, whatever they look like.
    #[arg(long = "as", value_name = "FORMAT", value_enum)]
    pub format: Option<ImportFormat>,
    /// The deck that takes all new cards: an id, or a file `*.yaml`. It is made if it isn't there.
    #[arg(long, value_name = "DECK")]
    pub into: Option<String>,
    /// Also replaces cards that were edited here.
    #[arg(long)]
    pub overwrite: bool,
    /// Also takes over the weights of FSRS that the cards were scheduled with in Anki.
    #[arg(long)]
    pub weights: bool,
    /// Says what would come, and changes nothing.
    #[arg(long, conflicts_with = "yes")]
    pub dry_run: bool,
    /// Imports without asking.
    #[arg(long)]
    pub yes: bool,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// What `export --reviews` wrote.
    Log,
    /// A package of Anki: `.apkg` or `.colpkg`.
    Anki,
    /// A table with a card a row: CSV, TSV, or Anki's notes as text.
    Table,
}
