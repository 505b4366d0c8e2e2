//! The last line of `check`.

use std::collections::BTreeSet;
use std::path::Path;

use super::file_source::{is_source, is_synonyms};
use super::run::Checked;
use crate::deck::{Diagnostic, Level};

/// `1 error, 1 warning in 2 of 7 decks; 1 card can't be studied until mended`.
#[must_use]
pub fn summary(checked: &Checked) -> String {
    let (errors, warnings) = count(&checked.diagnostics);
    let files = files(checked);
    if errors + warnings == 0 {
        let decks = counted(files.decks, "deck", "decks");
        return format!("nothing wrong, nothing weak in {decks} with {}", counted(checked.items, "item", "items"));
    }
    let levels = [(errors, "error", "errors"), (warnings, "warning", "warnings")];
    let levels: Vec<String> =
        levels.into_iter().filter(|(count, ..)| *count > 0).map(|(n, one, many)| counted(n, one, many)).collect();
    let studied = match checked.left_out {
        0 => String::new(),
        left_out => format!("; {} can't be studied until mended", counted(left_out, "card", "cards")),
    };
    format!("{} in {}{studied}", levels.join(", "), files.text())
}

/// The number of errors, then of warnings.
pub(super) fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.level() == Level::Error).count();
    (errors, diagnostics.len() - errors)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

struct FileCounts {
    decks: usize,
    decks_with: usize,
    sources: usize,
    synonyms: usize,
}

fn files(checked: &Checked) -> FileCounts {
    let with: BTreeSet<&Path> = checked.diagnostics.iter().map(|diagnostic| diagnostic.path.as_path()).collect();
    let count = |is: fn(&Path) -> bool| with.iter().filter(|path| is(path)).count();
    let (sources, synonyms) = (count(is_source), count(is_synonyms));
    FileCounts { decks: checked.decks, decks_with: with.len() - sources - synonyms, sources, synonyms }
}

impl FileCounts {
    fn text(&self) -> String {
        let others = [(self.sources, "source", "sources"), (self.synonyms, "file of synonyms", "files of synonyms")];
        let others = others.into_iter().filter(|(count, ..)| *count > 0).map(|(n, one, many)| counted(n, one, many));
        let decks = format!("{} of {}", self.decks_with, counted(self.decks, "deck", "decks"));
        // If no deck has diagnostics, only the other files are named.
        let decks = (self.decks_with > 0 || self.sources + self.synonyms == 0).then_some(decks);
        decks.into_iter().chain(others).collect::<Vec<_>>().join(" and ")
    }
}
