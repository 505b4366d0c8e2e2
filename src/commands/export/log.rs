//! `export --reviews`: the whole log.

use std::io::Write;
use std::path::Path;

use super::Tally;
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::DASH;
use crate::exchange::log;
use crate::store::Store;

/// Writes the log; exit 1 if there is none.
pub(super) fn run(file: &Path, app: &mut App) -> anyhow::Result<Outcome> {
    let Some(store) = app.store_as_it_is()? else {
        writeln!(app.err, "There is nothing to export yet.")?;
        return Ok(Outcome::No);
    };
    if file.as_os_str() == DASH {
        write_log(&store, &mut app.out)?;
        return Ok(Outcome::Done);
    }
    let mut written = Tally::default();
    app.write_private(file, |out| {
        written = write_log(&store, out)?;
        Ok(())
    })?;
    if !app.global.quiet {
        writeln!(app.out, "wrote {} to {}", written.in_words(), app.shown(file))?;
    }
    Ok(Outcome::Done)
}

fn write_log(store: &Store, out: &mut dyn Write) -> anyhow::Result<Tally> {
    out.write_all(log::head(store.learner()).as_bytes())?;
    let mut tally = Tally::default();
    store.each_event(|event| -> anyhow::Result<()> {
        tally.add(&event.what);
        Ok(out.write_all(log::event(&event).as_bytes())?)
    })?;
    Ok(tally)
}
