//! Saying that the store of an older program is brought up to date, since that may take seconds.

use std::io::{IsTerminal as _, Write, stderr};
use std::path::Path;

use super::App;
use crate::store::{self, Upgrade, UpgradeListener};
use crate::terminal::{FaceFacts, ProgressLine, first_that_fits};

impl App {
    /// Whether what is said on standard error stands there, a line each, and is not written over.
    pub(super) fn speaks_in_lines(&self) -> bool {
        FaceFacts { terminal: stderr().is_terminal(), ..self.face_facts() }.is_plain()
    }

    /// Opens a store and says what takes long about it.
    pub(super) fn opened<T>(
        &mut self,
        open: impl FnOnce(UpgradeListener<'_>) -> store::StoreResult<T>,
    ) -> anyhow::Result<T> {
        let plain = self.err.is_json() || self.speaks_in_lines();
        let mut upgrading = Upgrading::new(self.global.quiet, plain, &mut self.err);
        let opened = open(&mut |upgrade| upgrading.tell(upgrade, |path| self.env.shown(path)))?;
        upgrading.end();
        Ok(opened)
    }
}

/// What is said on standard error.
enum Upgrading<'a> {
    /// Nothing.
    Quiet,
    /// One line, at once.
    Line {
        /// Where to.
        err: &'a mut dyn Write,
        /// Whether it was written.
        said: bool,
    },
    /// One line, written over and over.
    Updated {
        /// The line.
        progress: ProgressLine<'a>,
        /// The last line.
        end: String,
    },
}

impl<'a> Upgrading<'a> {
    /// A line that is kept up to date for who sits before it; one that stands, for screen readers and logs.
    fn new(quiet: bool, plain: bool, err: &'a mut dyn Write) -> Self {
        match (quiet, plain) {
            (true, _) => Self::Quiet,
            (false, true) => Self::Line { err, said: false },
            (false, false) => Self::Updated { progress: ProgressLine::new(err), end: String::new() },
        }
    }

    /// Says what the store is at; `shown` makes a path fit to be read.
    fn tell(&mut self, upgrade: Upgrade<'_>, shown: impl Fn(&Path) -> String) {
        match self {
            Self::Quiet => {}
            Self::Line { err, said } => {
                if !*said {
                    *said = true;
                    // What can't be said is no reason to stop.
                    let _ = writeln!(err, "bringing the store up to date{}", begun(upgrade, shown));
                }
            }
            Self::Updated { progress, end } => {
                if end.is_empty() {
                    *end = format!("the store was brought up to date{}", begun(upgrade, shown));
                }
                let step = going_on(upgrade);
                let lines = [format!("bringing the store up to date: {step}"), format!("store: {step}"), step];
                progress.show(|room| first_that_fits(lines, room));
            }
        }
    }

    /// Says that it is done.
    fn end(self) {
        if let Self::Updated { progress, end } = self {
            progress.end(&end);
        }
    }
}

/// What it is about: known from the first that is told.
fn begun(upgrade: Upgrade<'_>, shown: impl Fn(&Path) -> String) -> String {
    match upgrade {
        Upgrade::Copying { from, to, copy, .. } => {
            format!(" (format {from} to {to}); a copy of it as it was is kept as `{}`", shown(copy))
        }
        Upgrade::Migrating { from, to } => format!(" (format {from} to {to})"),
        Upgrade::Rebuilding { .. } => ": what it knows of each item is worked out anew from the log".to_owned(),
    }
}

/// How far it is.
fn going_on(upgrade: Upgrade<'_>) -> String {
    match upgrade {
        Upgrade::Copying { done, all, .. } => format!("a copy first, {} %", done * 100 / all.max(1)),
        Upgrade::Migrating { from, to } => format!("format {from} to {to}"),
        Upgrade::Rebuilding { done, all } => format!("item {done} of {all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copying() -> Upgrade<'static> {
        Upgrade::Copying { from: 1, to: 2, copy: Path::new("p.db.format-1"), done: 3, all: 4 }
    }

    #[test]
    fn without_a_terminal_one_line_says_it() {
        let mut out = Vec::new();
        let mut upgrading = Upgrading::Line { err: &mut out, said: false };
        for upgrade in
            [copying(), copying(), Upgrade::Migrating { from: 1, to: 2 }, Upgrade::Rebuilding { done: 0, all: 9 }]
        {
            upgrading.tell(upgrade, |path| path.display().to_string());
        }
        upgrading.end();
        let expected =
            "bringing the store up to date (format 1 to 2); a copy of it as it was is kept as `p.db.format-1`\n";
        assert_eq!(String::from_utf8(out).expect("a text"), expected);
    }

    #[test]
    fn each_step_has_its_words() {
        let rebuilding = Upgrade::Rebuilding { done: 1_500, all: 9_000 };
        let said = [copying(), Upgrade::Migrating { from: 1, to: 2 }, rebuilding].map(going_on);
        assert_eq!(said, ["a copy first, 75 %", "format 1 to 2", "item 1500 of 9000"]);
        let expected = ": what it knows of each item is worked out anew from the log";
        assert_eq!(begun(rebuilding, |_| String::new()), expected);
    }
}
