//! Characters with styles -> our markup. What was no mark is escaped, and marks that wouldn't be read as such are left
//! out.

use std::ops::Range;

use super::{Atom, GAP, GAP_END, GAP_HINT, GAP_TEXT, Style};
use crate::deck::Text;
use crate::deck::text::{Emphasis, MarkedText};

/// Which marks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Marks {
    None,
    Code,
    All,
}

/// The text in our markup, and whether it has all styles.
pub(super) fn text(atoms: &[Atom]) -> (String, bool) {
    let mut out = String::new();
    let mut is_whole = true;
    let mut fenced: Vec<&[Atom]> = Vec::new();
    for line in Lines(Some(atoms)) {
        if line.is_fenced {
            fenced.push(line.atoms);
            continue;
        }
        fence(&mut fenced, &mut out);
        let atoms = trimmed(line.atoms);
        let fits = |marks: &Marks| Text::piece(&inline(&atoms, *marks)).spans() == spans(&atoms, *marks);
        let marks = [Marks::All, Marks::Code].into_iter().find(fits).unwrap_or(Marks::None);
        is_whole &= marks == Marks::All;
        out.push_str(&inline(&atoms, marks));
        out.push('\n');
    }
    fence(&mut fenced, &mut out);
    (out.trim().to_owned(), is_whole)
}

struct Line<'a> {
    atoms: &'a [Atom],
    is_fenced: bool,
}

struct Lines<'a>(Option<&'a [Atom]>);

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.0?;
        let end = rest.iter().position(|atom| atom.c == '\n');
        let (atoms, behind) = end.map_or((rest, None), |end| (&rest[..end], Some(&rest[end + 1..])));
        self.0 = behind;
        let is_fenced = match (atoms, end) {
            ([], Some(end)) => rest[end].style == Style::Fenced,
            ([], None) => false,
            (atoms, _) => atoms.iter().all(|atom| atom.style == Style::Fenced),
        };
        Some(Line { atoms, is_fenced })
    }
}

/// Writes the lines between fences that none of them ends.
fn fence(lines: &mut Vec<&[Atom]>, out: &mut String) {
    let lines = std::mem::take(lines);
    let is_blank = |line: &&[Atom]| line.iter().all(|atom| atom.c.is_whitespace());
    if lines.iter().all(is_blank) {
        out.extend(lines.iter().map(|_| '\n'));
        return;
    }
    let ticks = |line: &&[Atom]| line.iter().skip_while(|atom| atom.c == ' ').take_while(|atom| atom.c == '`').count();
    let length = lines.iter().map(ticks).max().unwrap_or(0).max(2) + 1;
    let fence = "`".repeat(length);
    out.extend([fence.as_str(), "\n"]);
    for line in lines {
        let line: String = line.iter().map(|atom| atom.c).collect();
        out.extend([line.trim_end(), "\n"]);
    }
    out.extend([fence.as_str(), "\n"]);
}

/// A line as marks can style it: no white space at the edges of what is strong or italic, nor code that is blank.
fn trimmed(line: &[Atom]) -> Vec<Atom> {
    let end = line.iter().rposition(|atom| !atom.c.is_whitespace()).map_or(0, |last| last + 1);
    let mut atoms: Vec<Atom> = line[..end].to_vec();
    for atom in &mut atoms {
        if atom.style == Style::Fenced {
            atom.style = Style::Plain;
        }
    }
    let mut from = 0;
    while from < atoms.len() {
        let style = atoms[from].style;
        let to = run_end(&atoms, from);
        let run = &mut atoms[from..to];
        let is_blank = |atom: &&mut Atom| atom.c.is_whitespace();
        match style {
            Style::Strong | Style::Italic => {
                run.iter_mut().take_while(is_blank).for_each(|atom| atom.style = Style::Plain);
                run.iter_mut().rev().take_while(is_blank).for_each(|atom| atom.style = Style::Plain);
            }
            Style::Code if run.iter().all(|atom| atom.c.is_whitespace()) => {
                for atom in run {
                    atom.style = Style::Plain;
                }
            }
            _ => {}
        }
        from = to;
    }
    atoms
}

/// Where the style that begins here ends, or a gap begins or ends.
fn run_end(atoms: &[Atom], from: usize) -> usize {
    let first = atoms[from];
    let is_other = |atom: &Atom| atom.style != first.style || is_sign(atom.c) != is_sign(first.c);
    atoms[from..].iter().position(is_other).map_or(atoms.len(), |length| from + length)
}

const fn is_sign(c: char) -> bool {
    matches!(c, GAP..=GAP_END)
}

/// The spans that a line should have with these marks.
fn spans(atoms: &[Atom], marks: Marks) -> Vec<MarkedText> {
    let has_stars = marks == Marks::All;
    let mut spans: Vec<MarkedText> = Vec::new();
    for atom in atoms {
        let style = match atom.style {
            Style::Code => Emphasis::Code,
            Style::Strong if has_stars => Emphasis::Strong,
            Style::Italic if has_stars => Emphasis::Italic,
            _ => Emphasis::Plain,
        };
        match spans.last_mut() {
            Some(last) if last.style == style => last.text.push(atom.c),
            _ => spans.push(MarkedText { style, text: atom.c.to_string() }),
        }
    }
    spans
}

/// Characters in our markup.
fn inline(atoms: &[Atom], marks: Marks) -> String {
    let mut out = String::with_capacity(atoms.len() + 8);
    let mut from = 0;
    while from < atoms.len() {
        let to = run_end(atoms, from);
        let run = &atoms[from..to];
        let mark = match run[0].style {
            Style::Strong => "**",
            Style::Italic => "*",
            Style::Plain | Style::Code | Style::Fenced => "",
        };
        if is_sign(run[0].c) {
            out.extend(run.iter().map(|atom| atom.c));
        } else if run[0].style == Style::Code && marks >= Marks::Code {
            code(run, &mut out);
        } else if mark.is_empty() || marks < Marks::All {
            escaped(atoms, from..to, &mut out);
        } else {
            out.push_str(mark);
            escaped(atoms, from..to, &mut out);
            out.push_str(mark);
        }
        from = to;
    }
    out
}

fn code(run: &[Atom], out: &mut String) {
    let (mut longest, mut length) = (0, 0);
    for atom in run {
        length = if atom.c == '`' { length + 1 } else { 0 };
        longest = longest.max(length);
    }
    let edges = [run.first(), run.last()].map(|atom| atom.map_or(' ', |atom| atom.c));
    let pad = if edges.contains(&'`') || edges == [' ', ' '] { " " } else { "" };
    let fence = "`".repeat(longest + 1);
    out.extend([fence.as_str(), pad]);
    out.extend(run.iter().map(|atom| atom.c));
    out.extend([pad, fence.as_str()]);
}

/// What a backslash makes literal.
const ESCAPABLE: &str = "*_`\\:{}~";

/// Writes text so that nothing in it is a mark.
fn escaped(atoms: &[Atom], range: Range<usize>, out: &mut String) {
    for at in range {
        let Atom { c, style } = atoms[at];
        let before = at.checked_sub(1).map(|at| atoms[at]);
        let after = atoms.get(at + 1).copied();
        let is_blank = |atom: Option<Atom>| atom.is_none_or(|atom| atom.c.is_whitespace() && atom.style == style);
        let needs = match c {
            '`' => true,
            '*' => !(is_blank(before) && is_blank(after)),
            // It may begin a fence.
            '~' => {
                let begins = before.is_none_or(|atom| atom.c.is_whitespace());
                begins && atoms[at..].iter().take(3).filter(|atom| atom.c == '~').count() == 3
            }
            '\\' => after.is_some_and(|after| after.style != style || is_sign(after.c) || ESCAPABLE.contains(after.c)),
            _ => false,
        };
        if needs {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A text with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GappedText {
    /// As our cards have it.
    pub(super) text: String,
    /// What it shows, with the signs of gaps.
    pub(super) shown: String,
}

/// A text with gaps, whose braces and colons outside them are escaped.
pub(super) fn gapped(atoms: &[Atom], marks: Marks) -> GappedText {
    let mut lines: Vec<Atom> = Vec::with_capacity(atoms.len());
    for line in Lines(Some(atoms)) {
        lines.extend(trimmed(line.atoms));
        lines.push(Atom { c: '\n', style: Style::Plain });
    }
    let atoms = with_space_outside(&lines);
    let blank = |atom: &Atom| atom.c.is_whitespace();
    let from = atoms.iter().position(|atom| !blank(atom)).unwrap_or(0);
    let to = atoms.iter().rposition(|atom| !blank(atom)).map_or(from, |last| last + 1);
    let atoms = &atoms[from..to];
    let marked = inline(atoms, marks);
    let mut text = String::with_capacity(marked.len() + 16);
    let mut chars = marked.chars().peekable();
    let mut is_inside = false;
    let mut before = '\0';
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or('\0');
        // Beside another one, or at the edge of a gap, a brace or colon would be read as another sign.
        let is_edge = is_sign(after) || is_sign(before) || after == c || before == c;
        match c {
            GAP => {
                text.push_str("{{c");
                is_inside = true;
            }
            GAP_TEXT | GAP_HINT => text.push_str("::"),
            GAP_END => {
                text.push_str("}}");
                is_inside = false;
            }
            '{' | '}' if is_edge => text.extend(['\\', c]),
            ':' if is_inside && is_edge => text.extend(['\\', c]),
            c => text.push(c),
        }
        before = c;
    }
    GappedText { text, shown: atoms.iter().map(|atom| atom.c).collect() }
}

/// White space at the edges of a gap comes before or behind it; at the edges of a hint it is dropped.
fn with_space_outside(atoms: &[Atom]) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut behind: Vec<Atom> = Vec::new();
    let (mut opened, mut skips) = (0, None);
    for &atom in atoms {
        if atom.c.is_whitespace() {
            match skips {
                Some(GAP_TEXT) => {
                    out.insert(opened, atom);
                    opened += 1;
                    continue;
                }
                Some(_) => continue,
                None => {}
            }
        }
        skips = None;
        match atom.c {
            GAP => opened = out.len(),
            GAP_TEXT | GAP_HINT => skips = Some(atom.c),
            _ => {}
        }
        if matches!(atom.c, GAP_HINT | GAP_END) {
            let end = out.iter().rposition(|atom| !atom.c.is_whitespace()).map_or(0, |last| last + 1);
            let space = out.split_off(end);
            if behind.is_empty() {
                behind = space;
            }
        }
        out.push(atom);
        if atom.c == GAP_END {
            out.append(&mut behind);
        }
    }
    out
}
