//! Reports that an older store is being upgraded, which may take seconds.

use std::io::{IsTerminal as _, Write, stderr};
use std::path::Path;

use super::App;
use crate::store::{self, Upgrade, UpgradeListener};
use crate::terminal::{ProgressLine, UiFacts, first_that_fits};

impl App {
    /// Whether messages on standard error are separate lines that are never overwritten.
    pub(super) fn speaks_in_lines(&self) -> bool {
        UiFacts { terminal: stderr().is_terminal(), ..self.face_facts() }.is_plain()
    }

    /// Opens a store and reports slow upgrades.
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

enum Upgrading<'a> {
    Quiet,
    /// A single line, at once.
    Line {
        err: &'a mut dyn Write,
        said: bool,
    },
    /// A progress line that is overwritten.
    Updated {
        progress: ProgressLine<'a>,
        /// The last line.
        end: String,
    },
}

impl<'a> Upgrading<'a> {
    /// A progress line on a terminal; a single line for screen readers and logs.
    fn new(quiet: bool, plain: bool, err: &'a mut dyn Write) -> Self {
        match (quiet, plain) {
            (true, _) => Self::Quiet,
            (false, true) => Self::Line { err, said: false },
            (false, false) => Self::Updated { progress: ProgressLine::new(err), end: String::new() },
        }
    }

    /// Reports a step; `shown` formats a path.
    fn tell(&mut self, upgrade: Upgrade<'_>, shown: impl Fn(&Path) -> String) {
        match self {
            Self::Quiet => {}
            Self::Line { err, said } => {
                if !*said {
                    *said = true;
                    // A failed message is no reason to stop.
                    let _ = writeln!(err, "upgrading the store{}", begun(upgrade, shown));
                }
            }
            Self::Updated { progress, end } => {
                if end.is_empty() {
                    *end = format!("the store was upgraded{}", begun(upgrade, shown));
                }
                let step = going_on(upgrade);
                let lines = [format!("upgrading the store: {step}"), format!("store: {step}"), step];
                progress.show(|room| first_that_fits(lines, room));
            }
        }
    }

    /// Reports that the upgrade is done.
    fn end(self) {
        if let Self::Updated { progress, end } = self {
            progress.end(&end);
        }
    }
}

/// What the upgrade does, as known from its first step.
fn begun(upgrade: Upgrade<'_>, shown: impl Fn(&Path) -> String) -> String {
    match upgrade {
        Upgrade::Copying { from, to, copy, .. } => {
            format!(" (format {from} to {to}); a copy of the old one is kept as `{}`", shown(copy))
        }
        Upgrade::Migrating { from, to } => format!(" (format {from} to {to})"),
        Upgrade::Rebuilding { .. } => ": the state of each item is recomputed from the log".to_owned(),
    }
}

/// The progress of a step.
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
        let expected = "upgrading the store (format 1 to 2); a copy of the old one is kept as `p.db.format-1`\n";
        assert_eq!(String::from_utf8(out).expect("a text"), expected);
    }

    #[test]
    fn each_step_has_its_words() {
        let rebuilding = Upgrade::Rebuilding { done: 1_500, all: 9_000 };
        let said = [copying(), Upgrade::Migrating { from: 1, to: 2 }, rebuilding].map(going_on);
        assert_eq!(said, ["a copy first, 75 %", "format 1 to 2", "item 1500 of 9000"]);
        let expected = ": the state of each item is recomputed from the log";
        assert_eq!(begun(rebuilding, |_| String::new()), expected);
    }
}
