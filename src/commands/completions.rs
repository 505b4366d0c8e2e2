//! `completions`: a script for a shell.

use std::path::PathBuf;

use anyhow::Context as _;

use super::completion::script;
use crate::app::error::Outcome;
use crate::app::{App, Env};

/// Prints the script that switches completion on in a shell.
pub(super) fn completions(shell: clap_complete::Shell, app: &mut App) -> anyhow::Result<Outcome> {
    let script = script(shell, &program(&app.env)).context("could not write the script")?;
    app.out.write_all(script.as_bytes())?;
    Ok(Outcome::Done)
}

/// How the shell should start this program: by name if it was started by name, else by its absolute path.
fn program(env: &Env) -> PathBuf {
    let program = env.program.as_ref().map_or_else(|| PathBuf::from("oss-quiz"), PathBuf::from);
    if program.components().count() > 1 { std::path::absolute(&program).unwrap_or(program) } else { program }
}
