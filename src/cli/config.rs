//! Flags of `config`.

use clap::{Args, Subcommand};

#[derive(Debug, Clone, Default, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ConfigArgs {
    /// Writes a file with all settings, their defaults and explanations.
    #[arg(long)]
    pub init: bool,
    /// Prints JSON, for other programs.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do; lists the settings if omitted.
    #[command(subcommand)]
    pub act: Option<ConfigAct>,
}

#[derive(Debug, Clone, Subcommand)]
pub enum ConfigAct {
    /// The value of one setting.
    Get {
        /// Like `new_per_day`, or `decks.challenges.new_per_day`.
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Changes a setting in the file, leaving the rest as it is.
    Set {
        /// Like `new_per_day`, or `decks.challenges.new_per_day`.
        #[arg(value_name = "KEY")]
        key: String,
        /// Its new value.
        #[arg(value_name = "VALUE", allow_hyphen_values = true)]
        value: String,
    },
    /// Removes a setting from the file, so that its default applies.
    Unset {
        /// Like `new_per_day`, or `decks.challenges.new_per_day`.
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Opens the file in your editor; creates it with all settings if there is none.
    Edit,
    /// Where the file is, or would be.
    Path,
}
