//! Opens a page that a command has written.

use std::io::{IsTerminal as _, Write as _, stdin, stdout};
use std::path::Path;

use anyhow::Context as _;

use crate::app::App;
use crate::app::error::{CliError, ExitKind};
use crate::terminal::{NotShown, Opener, Surroundings};

/// Opens a page with the user's browser, or with the system's program for such files.
pub(super) fn page(path: &Path, app: &mut App) -> anyhow::Result<()> {
    app.out.flush()?;
    // Absolute: the name may look like an option, and the other program may run in another folder.
    let path = std::path::absolute(path).with_context(|| format!("could not find {}", app.shown(path)))?;
    let terminal = stdin().is_terminal() && stdout().is_terminal();
    let from = Surroundings { terminal, windows: app.env.windows };
    Opener::of(app.env.browser.as_deref()).open(&path, from).map_err(|err| {
        if !err.is::<NotShown>() {
            return err;
        }
        let whence = if app.env.windows { "" } else { " on a graphical desktop" };
        let shown = app.shown(&path);
        let help =
            format!("the page is in {shown}: open it in a browser{whence}; BROWSER can name the command of yours");
        err.context(CliError::new(ExitKind::Other, "could not show the page").help(help))
    })
}
