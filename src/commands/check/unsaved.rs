//! `check -`: a text from standard input, and the file it stands for.

use std::path::{Path, PathBuf};

use crate::app::App;
use crate::app::error::CliError;
use crate::cli::{CheckArgs, DASH};
use crate::commands::standard_input;
use crate::library::Unsaved;

/// The text of standard input, if a `-` asks for it. In the paths the file that it stands for is put in its place.
pub(super) fn take(args: &mut CheckArgs, app: &mut App) -> anyhow::Result<Option<Unsaved>> {
    if let Some(stream) = args.paths.iter().find(|path| standard_input::is_stream(path)) {
        let what = format!("{} is a stream, no file of a folder", app.shown(stream));
        return Err(CliError::usage(what).help(HELP).into());
    }
    let asked = args.paths.iter().filter(|path| is_dash(path)).count();
    match (asked, &args.name) {
        (0, None) => return Ok(None),
        (0, Some(_)) => {
            return Err(CliError::usage("--name is for a text on standard input, and no `-` asks for one")
                .help(HELP)
                .into());
        }
        (1, _) => {}
        _ => return Err(CliError::usage("standard input can be read once only").help("give one `-`").into()),
    }
    if args.fix && args.paths.len() > 1 {
        return Err(CliError::usage("with `-`, --fix prints the mended text, so it takes no other path")
            .help("run it once more for the files")
            .into());
    }
    if args.fix && args.json {
        return Err(CliError::usage("with `-`, --fix prints the mended text, so there is no room for --json")
            .help("check the text that comes out")
            .into());
    }
    if let Some(name) = args.name.as_deref().filter(|name| Unsaved::at(name, Vec::new()).is_none()) {
        let what = format!("{} is no name of a deck, so --name can't be that", app.shown(name));
        return Err(CliError::usage(what).help("a deck is a file `*.yaml`, which need not be there").into());
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

/// How standard input is checked.
const HELP: &str = "`oss-quiz check - --name PATH` checks what comes on standard input, as the text of that file";

fn is_dash(path: &Path) -> bool {
    path == Path::new(DASH)
}
