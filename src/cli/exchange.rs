//! Flags of `export` and `import`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

#[derive(Debug, Clone, Default, Args)]
pub struct ExportArgs {
    /// Writes the whole log, one JSON object a line, to this file, which must not exist; `-` is standard output.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, required = true,
          help = "Writes the whole log, one JSON object a line, to this file, which must not exist; - is standard output")]
    pub reviews: PathBuf,
}

#[derive(Debug, Clone, Default, Args)]
pub struct ImportArgs {
    /// Logs that `export --reviews` wrote, here or on another machine.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    pub files: Vec<PathBuf>,
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
