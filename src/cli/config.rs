//! The words of `config`.

use clap::{Args, Subcommand};

/// The flags of `config`.
#[derive(Debug, Clone, Default, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ConfigArgs {
    /// Writes a file with all settings, their defaults and what each is for.
    #[arg(long)]
    pub init: bool,
    /// For other programs.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do; without it the settings are listed.
    #[command(subcommand)]
    pub act: Option<ConfigAct>,
}

/// What `config` does.
#[derive(Debug, Clone, Subcommand)]
pub enum ConfigAct {
    /// The value of one setting.
    Get {
        /// Like `new_per_day`, or `decks.challenges.new_per_day`.
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Changes one setting in the file, and leaves all else there as it is.
    Set {
        /// Like `new_per_day`, or `decks.challenges.new_per_day`.
        #[arg(value_name = "KEY")]
        key: String,
        /// Its new value.
        #[arg(value_name = "VALUE", allow_hyphen_values = true)]
        value: String,
    },
    /// Takes one setting out of the file, so that its default counts.
    Unset {
        /// Like `new_per_day`, or `decks.challenges.new_per_day`.
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Opens the file in your editor, with all settings if there was none.
    Edit,
    /// Where the file is, or would be.
    Path,
}
