//! Flags of `backup` and `restore`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::schedule::DayAgo;

#[derive(Debug, Clone, Default, Args)]
pub struct BackupArgs {
    /// Writes the backup to this file, which must not exist; into the folder of backups if omitted.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Lists the backups there are, the newest first.
    #[arg(long, conflicts_with = "file")]
    pub list: bool,
    /// Prints JSON, for other programs.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub struct RestoreArgs {
    /// A backup, or a copy of progress.db; asks which backup if omitted.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// The latest backup of that day or before. WHEN is like yesterday, friday, 3d or 2026-11-20.
    #[arg(long, value_name = "WHEN", conflicts_with = "file")]
    pub at: Option<DayAgo>,
    /// Restores without asking; the newest backup, unless FILE or --at names one.
    #[arg(long)]
    pub yes: bool,
    /// Prints JSON, for other programs.
    #[arg(long, requires = "yes")]
    pub json: bool,
}
