//! Without a command: what is due, and what there is to do.

use std::io::Write as _;

use clap::CommandFactory as _;

use super::due;
use crate::app::App;
use crate::cli::Cli;
use crate::outcome::Outcome;

/// Prints the line of `due`, then the commands, a line each.
pub(super) fn run(app: &mut App) -> anyhow::Result<Outcome> {
    let line = due::line_of_all(app)?;
    writeln!(app.out, "{line}\n")?;
    let command = Cli::command();
    for sub in command.get_subcommands() {
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(app.out, "  oss-quiz {:<12} {about}", sub.get_name())?;
    }
    Ok(Outcome::Done)
}
