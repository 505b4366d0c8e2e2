//! HTML of a card's field -> texts of ours. Nothing in it is executed or fetched.

mod builder;
mod cloze;
mod entities;
mod maths;
mod tags;
mod tokens;
mod write;

use std::collections::BTreeSet;

/// The signs of gaps within HTML. Texts of others can't have them.
pub const GAP: char = '\u{1}';
/// Behind the number of a gap.
pub const GAP_TEXT: char = '\u{2}';
pub const GAP_HINT: char = '\u{3}';
pub const GAP_END: char = '\u{4}';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Code,
    Strong,
    Italic,
    Fenced,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Atom {
    c: char,
    style: Style,
}

/// What HTML shows, in characters with their styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rich {
    atoms: Vec<Atom>,
    /// What it doesn't show as it was: `the picture harbour.png is shown as its name`.
    changes: BTreeSet<String>,
    left_out: BTreeSet<String>,
    /// Files that it names.
    pub media: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Shown,
    /// As a typed answer is compared: without pictures, sounds and lines.
    Compared,
}

impl Rich {
    #[must_use]
    pub fn read(html: &str) -> Self {
        Self::gapped(&without_gaps(html))
    }

    /// Reads HTML that may have the signs of gaps.
    #[must_use]
    pub fn gapped(html: &str) -> Self {
        builder::build(html, Reading::Shown)
    }

    /// What is compared with a typed answer.
    #[must_use]
    pub fn compared(html: &str) -> Self {
        builder::build(&without_gaps(html), Reading::Compared)
    }

    /// The text in our markup.
    #[must_use]
    pub fn text(&self) -> String {
        write::text(&self.atoms).0
    }

    /// The text as it is shown, without marks.
    #[must_use]
    pub fn plain(&self) -> String {
        let lines: String = self.atoms.iter().map(|atom| atom.c).collect();
        let lines: Vec<&str> = lines.split('\n').map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    }

    /// The text as our cards with gaps have it; `None` if there is none that shows the same.
    #[must_use]
    pub fn cloze(&self) -> Option<String> {
        cloze::text(&self.atoms)
    }

    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.atoms.iter().all(|atom| atom.c.is_whitespace())
    }

    /// What was changed or dropped, a sentence each.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut left_out: Vec<&str> = self.left_out.iter().map(String::as_str).collect();
        if !write::text(&self.atoms).1 {
            left_out.push("bold, italics or code within a word");
        }
        let left_out = (!left_out.is_empty()).then(|| format!("left out: {}", left_out.join(", ")));
        self.changes.iter().cloned().chain(left_out).collect()
    }
}

/// HTML in which only we can put the signs of gaps.
pub(super) fn without_gaps(html: &str) -> std::borrow::Cow<'_, str> {
    let is_sign = |c: char| ('\u{1}'..='\u{4}').contains(&c);
    if html.contains(is_sign) { html.replace(is_sign, "").into() } else { html.into() }
}

#[cfg(test)]
mod tests;
