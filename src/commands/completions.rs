//! `completions` and `man`: for the machine around the program.

use anyhow::Context as _;
use clap::CommandFactory as _;

use crate::app::App;
use crate::cli::Cli;
use crate::outcome::Outcome;

/// Prints a script that completes commands in a shell.
pub(super) fn completions(shell: clap_complete::Shell, app: &mut App) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "oss-quiz", &mut script);
    app.out.write_all(&script)?;
    Ok(Outcome::Done)
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
