//! `export`: writes answers for other machines and programs.

use std::io::Write;

use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::{DASH, ExportArgs};
use crate::exchange::log;
use crate::schedule::EventKind;
use crate::store::Store;
use crate::terminal::count;

/// Writes the log; exit 1 if there is none.
pub(super) fn run(args: &ExportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let Some(store) = app.store_as_it_is()? else {
        writeln!(app.err, "There is nothing to export yet.")?;
        return Ok(Outcome::No);
    };
    let file = &args.reviews;
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

/// How many events there are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) answers: usize,
    /// Acts.
    pub(super) changes: usize,
}

impl Tally {
    pub(super) const fn add(&mut self, what: &EventKind) {
        match what {
            EventKind::Review(_) => self.answers += 1,
            EventKind::Act(_) => self.changes += 1,
        }
    }

    pub(super) const fn all(self) -> usize {
        self.answers + self.changes
    }

    /// `214 answers and 3 other changes`
    pub(super) fn in_words(self) -> String {
        let answers = count(self.answers, "answer");
        match self.changes {
            0 => answers,
            changes => format!("{answers} and {}", count(changes, "other change")),
        }
    }
}
