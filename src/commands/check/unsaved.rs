//! `check -`: a text from standard input, checked in place of the file that `--name` gives.

use std::path::{Path, PathBuf};

use crate::app::App;
use crate::app::error::CliError;
use crate::cli::{CheckArgs, DASH};
use crate::commands::standard_input;
use crate::library::Unsaved;

/// Reads standard input if one of the paths is `-`, and replaces the `-` by the path of the file that the text is for.
pub(super) fn take(args: &mut CheckArgs, app: &mut App) -> anyhow::Result<Option<Unsaved>> {
    if let Some(stream) = args.paths.iter().find(|path| standard_input::is_stream(path)) {
        let what = format!("{} is a stream, not a file", app.shown(stream));
        return Err(CliError::usage(what).help(HELP).into());
    }
    let asked = args.paths.iter().filter(|path| is_dash(path)).count();
    match (asked, &args.name) {
        (0, None) => return Ok(None),
        (0, Some(_)) => {
            return Err(CliError::usage("--name goes with `-`, which reads standard input").help(HELP).into());
        }
        (1, _) => {}
        _ => return Err(CliError::usage("standard input can only be read once").help("give one `-`").into()),
    }
    if args.fix && args.paths.len() > 1 {
        return Err(CliError::usage("with `-`, --fix prints the fixed text, so it takes no other path")
            .help("run it separately for the files")
            .into());
    }
    if args.fix && args.json {
        return Err(CliError::usage("with `-`, --fix prints the fixed text, so it takes no --json")
            .help("check the text that comes out")
            .into());
    }
    if let Some(name) = args.name.as_deref().filter(|name| Unsaved::at(name, Vec::new()).is_none()) {
        let what = format!("{} is not a deck's name, which --name needs", app.shown(name));
        return Err(CliError::usage(what).help("a deck is a `*.yaml` file, which need not exist").into());
    }
    let bytes = standard_input::read("a deck", app)?;
    let unsaved = match &args.name {
        Some(name) => Unsaved::at(name, bytes),
        None => Some(Unsaved::nameless(bytes)),
    };
    let path = unsaved.as_ref().map_or_else(PathBuf::new, |unsaved| unsaved.path().to_path_buf());
    args.paths.iter_mut().filter(|path| is_dash(path)).for_each(|dash| dash.clone_from(&path));
    Ok(unsaved)
}

const HELP: &str = "`oss-quiz check - --name PATH` checks standard input as the text of that file";

fn is_dash(path: &Path) -> bool {
    path == Path::new(DASH)
}
