//! The last line of a check.

use std::collections::BTreeSet;
use std::path::Path;

use super::run::Checked;
use crate::deck::{Level, Problem};

/// `1 error, 1 warning in 2 of 7 decks; 1 card can't be studied until mended`.
#[must_use]
pub fn summary(checked: &Checked) -> String {
    let (errors, warnings) = count(&checked.problems);
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

/// How many errors and warnings there are.
pub(super) fn count(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.level == Level::Error).count();
    (errors, problems.len() - errors)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

struct Files {
    decks: usize,
    decks_with: usize,
    others: usize,
}

fn files(checked: &Checked) -> Files {
    let with: BTreeSet<&Path> = checked.problems.iter().map(|problem| problem.path.as_path()).collect();
    let is_source = |path: &&Path| path.to_string_lossy().contains(".source.");
    let (sources, decks): (Vec<&Path>, Vec<&Path>) = with.into_iter().partition(is_source);
    Files { decks: checked.decks, decks_with: decks.len(), others: sources.len() }
}

impl Files {
    fn text(&self) -> String {
        let decks = format!("{} of {}", self.decks_with, counted(self.decks, "deck", "decks"));
        match (self.decks_with, self.others) {
            (_, 0) => decks,
            (0, others) => counted(others, "source", "sources"),
            (_, others) => format!("{decks} and {}", counted(others, "source", "sources")),
        }
    }
}
