//! Flags of `export` and `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// Exactly one form is written at a time.
#[derive(Debug, Clone, Default, Args)]
#[group(id = "form", required = true, multiple = false, args = ["reviews"])]
pub struct ExportArgs {
    /// Writes the whole log, one JSON object a line, to this file, which must not exist; `-` is standard output.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath,
          help = "Writes the whole log, one JSON object a line, to this file, which must not exist; - is standard output")]
    pub reviews: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Args)]
pub struct ImportArgs {
    /// Logs that `export --reviews` wrote, here or on another machine.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    pub files: Vec<PathBuf>,
    /// Reads the files as this format, whatever they look like.
    #[arg(long = "as", value_name = "FORMAT", value_enum)]
    pub format: Option<ImportFormat>,
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
}
