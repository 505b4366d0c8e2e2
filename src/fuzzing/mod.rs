//! What holds for any input whatever: one function a target, which panics where a law is broken.
//!
//! `fuzz/` feeds them with inputs that look for new paths, `tests.rs` with some changes of the seeds there.

mod anki_notes;
mod answers;
mod arrivals;
mod catalogues;
mod damage;
mod decks;
mod html;
mod logs;
mod packages;
mod settings;
mod stores;
mod tables;
#[cfg(test)]
mod tests;
mod texts;

pub use anki_notes::anki_notes;
pub use answers::judging;
pub use catalogues::catalogue;
pub use decks::{check, deck, mending};
pub use html::html;
pub use logs::{log, merge};
pub use packages::anki;
pub use settings::config;
pub use stores::store;
pub use tables::table;
pub use texts::{marks, source};

use crate::deck::text::is_dangerous;
use crate::deck::{Diagnostic, narrowed, one_line, render};

/// A line that separates the parts of an input.
const CUT: &str = "\n=====\n";

/// The parts of an input as texts; those that are not there are empty.
fn parts<const N: usize>(bytes: &[u8]) -> [String; N] {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(N, CUT);
    std::array::from_fn(|_| parts.next().unwrap_or_default().to_owned())
}

/// Nothing in a text steers a terminal or hides what it says.
#[track_caller]
fn assert_safe(text: &str) {
    let found = text.chars().find(|&c| is_dangerous(c));
    assert_eq!(found, None, "comes out raw in {text:?}");
}

/// Diagnostics stand in the file and are safe to show.
#[track_caller]
fn assert_shown(diagnostics: &[Diagnostic], text: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    // At a carriage return alone YAML ends a line, and most programs don't.
    let is_counted = !text.replace("\r\n", "\n").contains('\r');
    for diagnostic in diagnostics.iter().filter(|_| is_counted) {
        let at = diagnostic.place.line as usize;
        assert!((1..=lines.len()).contains(&at), "no such line: {diagnostic:?}");
        let columns = lines[at - 1].chars().count() + 1;
        assert!((1..=columns).contains(&(diagnostic.place.column as usize)), "no such column: {diagnostic:?}");
    }
    for diagnostic in diagnostics {
        assert!(diagnostic.caret <= diagnostic.line_text.chars().count(), "{diagnostic:?}");
        assert_safe(&render(diagnostic));
        assert_safe(&render(&narrowed(diagnostic, 40)));
        assert_safe(&one_line(diagnostic));
        assert!(!one_line(diagnostic).contains('\n'), "{diagnostic:?}");
    }
}
