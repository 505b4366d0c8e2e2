//! `help`: the keys as they are set, or a command.

use super::ui;
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::Cli;
use crate::deck::nearest;

/// A topic that is not a command.
pub(super) const KEYS: &str = "keys";

pub(super) fn run(topic: Option<&str>, app: &mut App) -> anyhow::Result<Outcome> {
    let text = match topic {
        Some(KEYS) => ui::keys(app),
        Some(name) => of_command(name)?,
        None => Cli::whole().render_help().to_string(),
    };
    app.out.write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}

fn of_command(name: &str) -> anyhow::Result<String> {
    let mut cli = Cli::whole();
    // Or the usage of a command would not start with the program's name.
    cli.build();
    if let Some(command) = cli.find_subcommand_mut(name) {
        return Ok(command.render_long_help().to_string());
    }
    let names: Vec<&str> = cli.get_subcommands().map(clap::Command::get_name).chain([KEYS]).collect();
    let help = match nearest(name, &names) {
        Some(near) => format!("did you mean `oss-quiz help {near}`?"),
        None => "`oss-quiz help` lists the commands, `oss-quiz help keys` the keys".to_owned(),
    };
    Err(CliError::usage(format!("there is no help on `{name}`")).help(help).into())
}
