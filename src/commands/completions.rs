//! `completions` and `man`: for the machine around the program.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::CommandFactory as _;

use super::completion::script;
use crate::app::{App, Env};
use crate::cli::Cli;
use crate::outcome::Outcome;

/// Prints the script that has a shell ask this program what may stand where.
pub(super) fn completions(shell: clap_complete::Shell, app: &mut App) -> anyhow::Result<Outcome> {
    let script = script(shell, &program(&app.env)).context("could not write the script")?;
    app.out.write_all(script.as_bytes())?;
    Ok(Outcome::Done)
}

/// How the shell is to start this program: by its name where it was found by that, else by its whole path.
fn program(env: &Env) -> PathBuf {
    let program = env.program.as_ref().map_or_else(|| PathBuf::from("oss-quiz"), PathBuf::from);
    if program.components().count() > 1 { std::path::absolute(&program).unwrap_or(program) } else { program }
}

/// Prints the manual page: the program, then each of its commands.
pub(super) fn man(app: &mut App) -> anyhow::Result<Outcome> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page).context("could not write the manual page")?;
    for sub in command.get_subcommands() {
        let man = clap_mangen::Man::new(sub.clone());
        man.render_synopsis_section(&mut page).context("could not write the manual page")?;
        man.render_description_section(&mut page).context("could not write the manual page")?;
        man.render_options_section(&mut page).context("could not write the manual page")?;
    }
    app.out.write_all(&page)?;
    Ok(Outcome::Done)
}
