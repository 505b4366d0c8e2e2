//! A diagnostic: what is wrong in a deck, where, and how it is shown.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::deck::RuleId;

use unicode_width::UnicodeWidthStr;

use super::Place;
use super::edit::patch::LineIndex;
use super::text::{safe, safe_line};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// What it names can't be asked as it is written.
    Error,
    /// It can be asked, but the author would want to know.
    Warning,
}

impl Level {
    /// The word on screen and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing that is wrong or weak in a file, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file as it was found; made safe only when shown.
    pub path: PathBuf,
    pub place: Place,
    /// Nothing was left out because of it, so `run` only warns.
    pub asked_anyway: bool,
    pub rule: RuleId,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub what: String,
    /// The line at `place`, made safe; a long one is cut around it. Empty if there is none.
    pub line_text: String,
    /// How many characters of `line_text` come before the place.
    pub caret: usize,
    /// Shown under the line in place of a caret: a value measured against its threshold.
    pub note: Option<String>,
    /// What to do next: the corrected line if possible.
    pub help: Option<String>,
}

impl Diagnostic {
    #[must_use]
    pub const fn level(&self) -> Level {
        self.rule.level()
    }

    /// A diagnostic of a whole file: it can't be read, or is not a deck.
    #[must_use]
    pub fn of_file(path: PathBuf, rule: RuleId, what: String, help: Option<String>) -> Self {
        Self {
            path,
            place: Place::default(),
            asked_anyway: false,
            rule,
            what,
            line_text: String::new(),
            caret: 0,
            note: None,
            help,
        }
    }
}

/// Adds the lines to the diagnostics that lack them; asks for the file's text only if there are any.
pub(crate) fn show_lines<T: AsRef<str>>(diagnostics: &mut [Diagnostic], text: impl FnOnce() -> Option<T>) {
    let mut bare = diagnostics.iter_mut().filter(|diagnostic| diagnostic.line_text.is_empty()).peekable();
    let Some(text) = bare.peek().is_some().then(text).flatten() else { return };
    let lines = LineIndex::of(text.as_ref());
    for diagnostic in bare {
        if let Some(byte) = lines.byte_of(diagnostic.place) {
            (diagnostic.line_text, diagnostic.caret) = excerpt(text.as_ref(), byte);
        }
    }
}

/// How many characters of a line are shown on each side of the place.
const SHOWN: usize = 160;

/// The line around a byte of a text, made safe, and how many of its characters come before that byte.
pub(crate) fn excerpt(source: &str, at: usize) -> (String, usize) {
    let at = floor(source, at.min(source.len()));
    let before = &source[..at];
    let from = before.char_indices().rev().take(SHOWN).take_while(|&(_, c)| c != '\n').last().map_or(at, |(i, _)| i);
    let after = &source[at..];
    let to = after.char_indices().take(SHOWN).take_while(|&(_, c)| c != '\n').last();
    let to = to.map_or(at, |(i, c)| at + i + c.len_utf8());
    let begins_line = from == 0 || source[..from].ends_with('\n');
    let ends_line = source[to..].is_empty() || source[to..].starts_with('\n');
    let cut = |whole| if whole { "" } else { "..." };
    let start = source[from..at].trim_start_matches('\u{feff}');
    let start = format!("{}{}", cut(begins_line), safe_line(start));
    let line = format!("{start}{}{}", safe_line(source[at..to].trim_end()), cut(ends_line));
    let caret = start.chars().count();
    (line, caret)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A part of a rendered diagnostic, for colouring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawnPart {
    /// `error[rule]`.
    Level,
    /// What is wrong.
    What,
    /// Arrows, line numbers, bars.
    Frame,
    /// The caret or the note under the line.
    Under,
}

/// The diagnostic with its line cut to `columns`; the caret still points at the place.
#[must_use]
pub fn narrowed(diagnostic: &Diagnostic, columns: usize) -> Diagnostic {
    let room = columns.saturating_sub(diagnostic.place.line.to_string().len() + 3).max(12);
    let under = diagnostic.note.as_deref().map_or(1, UnicodeWidthStr::width);
    let chars: Vec<char> = diagnostic.line_text.chars().collect();
    let (before, after) = chars.split_at(diagnostic.caret.min(chars.len()));
    let columns_of = |chars: &[char]| chars.iter().collect::<String>().width();
    if columns_of(&chars) <= room && columns_of(before) + under <= room {
        return diagnostic.clone();
    }
    // Some context before the place is worth seeing, but less than the place itself.
    let most = (room / 3).min(room.saturating_sub(under)).saturating_sub(CUT.len());
    let from = (0..=before.len()).find(|&from| columns_of(&before[from..]) <= most).unwrap_or(before.len());
    let start: String = if columns_of(before) <= most + CUT.len() {
        before.iter().collect()
    } else {
        before[from..].iter().fold(CUT.to_owned(), |text, c| text + &c.to_string())
    };
    let left = room.saturating_sub(start.width());
    let end: String = if columns_of(after) <= left {
        after.iter().collect()
    } else {
        let fits = (0..=after.len()).rev().find(|&to| columns_of(&after[..to]) + CUT.len() <= left).unwrap_or(0);
        after[..fits].iter().collect::<String>() + CUT
    };
    Diagnostic { caret: start.chars().count(), line_text: start + &end, ..diagnostic.clone() }
}

/// Marks a cut.
const CUT: &str = "...";

/// Renders a diagnostic as `check` shows it, without colour: place, line, caret or note, help; ends with a newline.
#[must_use]
pub fn render(diagnostic: &Diagnostic) -> String {
    render_with(diagnostic, &|_, text| text.to_owned())
}

/// [`render`] with each part painted.
#[must_use]
pub fn render_with(diagnostic: &Diagnostic, paint: &dyn Fn(DrawnPart, &str) -> String) -> String {
    let frame = |text: &str| paint(DrawnPart::Frame, text);
    let level = format!("{}[{}]", diagnostic.level().word(), diagnostic.rule);
    let mut out =
        paint(DrawnPart::Level, &level) + &paint(DrawnPart::What, &format!(": {}", safe(&diagnostic.what))) + "\n";
    let line = diagnostic.place.line.to_string();
    let gutter = " ".repeat(line.len());
    let path = safe_line(&diagnostic.path.display().to_string());
    // Writing to a string can't fail.
    let _ = writeln!(out, "{gutter}{} {path}:{line}:{}", frame("-->"), diagnostic.place.column);
    if !diagnostic.line_text.is_empty() {
        let before: String = diagnostic.line_text.chars().take(diagnostic.caret).collect();
        let under = paint(DrawnPart::Under, &safe(diagnostic.note.as_deref().unwrap_or("^")));
        let _ = writeln!(out, "{} {}", frame(&format!("{line} |")), diagnostic.line_text);
        let _ = writeln!(out, "{gutter} {} {}{under}", frame("|"), " ".repeat(before.width()));
    }
    let (label, text) = match &diagnostic.help {
        Some(help) => ("= help:", safe(help).replace('\n', &format!("\n{gutter}         "))),
        None => ("= more:", format!("oss-quiz check --explain {}", diagnostic.rule)),
    };
    let _ = writeln!(out, "{gutter} {} {text}", frame(label));
    out
}

/// A diagnostic in one line, for commands other than `check`: `file:line:column: what`.
#[must_use]
pub fn one_line(diagnostic: &Diagnostic) -> String {
    let Place { line, column } = diagnostic.place;
    format!("{}:{line}:{column}: {}", safe_line(&diagnostic.path.display().to_string()), safe_line(&diagnostic.what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic() -> Diagnostic {
        let (line_text, caret) = excerpt("a: b\n    text: {{Masakhane}} gathers.\nc: d\n", 15);
        Diagnostic {
            place: Place { line: 31, column: 11 },
            line_text,
            caret,
            ..Diagnostic::of_file(
                "decks/community.yaml".into(),
                RuleId::QuoteNeeded,
                "YAML reads a text that starts with `{` as a map".into(),
                Some("text: \"{{Masakhane}} gathers.\"".into()),
            )
        }
    }

    #[test]
    fn a_problem_is_drawn_like_a_compilers() {
        let expected = "\
error[quote-needed]: YAML reads a text that starts with `{` as a map
  --> decks/community.yaml:31:11
31 |     text: {{Masakhane}} gathers.
   |           ^
   = help: text: \"{{Masakhane}} gathers.\"
";
        assert_eq!(render(&diagnostic()), expected);
    }

    #[test]
    fn a_note_stands_where_the_caret_would() {
        let measured = Diagnostic {
            rule: RuleId::LongGap,
            note: Some("60 characters; at most 38".into()),
            help: None,
            ..diagnostic()
        };
        let expected = "\
warning[long-gap]: YAML reads a text that starts with `{` as a map
  --> decks/community.yaml:31:11
31 |     text: {{Masakhane}} gathers.
   |           60 characters; at most 38
   = more: oss-quiz check --explain long-gap
";
        assert_eq!(render(&measured), expected);
    }

    #[test]
    fn a_line_is_cut_to_the_width_of_the_screen_and_the_caret_stays_below_its_place() {
        let source = "    - text: a long line about 日本 that has its fault { at some place far to the right\n";
        let (line_text, caret) = excerpt(source, source.find('{').expect("it is there"));
        let diagnostic = Diagnostic { line_text, caret, ..diagnostic() };
        for columns in 20..100 {
            let shown = render(&narrowed(&diagnostic, columns));
            let rows: Vec<&str> = shown.lines().collect();
            assert!(rows[2..4].iter().all(|row| row.width() <= columns), "{columns}: {shown}");
            let place = rows[3].find('^').expect("a caret");
            let until = rows[2].char_indices().map(|(at, _)| at).find(|&at| rows[2][..at].width() == place);
            assert!(rows[2][until.expect("a place")..].starts_with('{'), "{columns}: {shown}");
        }
        let shown = render(&narrowed(&diagnostic, 40));
        assert!(shown.contains("\n31 | ...s fault { at some place far t...\n   |            ^\n"), "{shown}");
        assert_eq!(narrowed(&diagnostic, 120), diagnostic);
    }

    #[test]
    fn one_line_says_where_and_what() {
        assert_eq!(
            one_line(&diagnostic()),
            "decks/community.yaml:31:11: YAML reads a text that starts with `{` as a map"
        );
    }

    #[test]
    fn nothing_of_a_file_comes_out_raw() {
        let (line_text, caret) = excerpt("x: \u{1b}[2J\u{202e}y\tz\r\n", 10);
        assert_eq!((line_text.as_str(), caret), ("x: \\u{1b}[2J\\u{202e}y\\tz", 20));
        let evil =
            Diagnostic { path: "a\u{1b}b\n.yaml".into(), what: "`\u{7}`".into(), line_text, caret, ..diagnostic() };
        assert!(!render(&evil).contains(['\u{1b}', '\u{202e}', '\u{7}', '\t']));
        assert!(!one_line(&evil).contains(['\u{1b}', '\n']));
    }

    #[test]
    fn a_problem_finds_its_line() {
        let mut found =
            Diagnostic { place: Place { line: 2, column: 4 }, line_text: String::new(), caret: 0, ..diagnostic() };
        show_lines(std::slice::from_mut(&mut found), || Some("a: b\nü: c\n"));
        assert_eq!((found.line_text.as_str(), found.caret), ("ü: c", 3));
    }

    #[test]
    fn a_long_line_is_cut_near_the_place() {
        let source = format!("{}X{}", "a".repeat(1_000_000), "b".repeat(1_000_000));
        let (line, caret) = excerpt(&source, 1_000_000);
        assert!(line.len() < 400 && line.starts_with("...a") && line.ends_with("b..."));
        assert_eq!(line.chars().nth(caret), Some('X'));
    }

    #[test]
    fn the_caret_stands_under_wide_characters() {
        let source = "q: 日本 {";
        let at = source.find('{').expect("it is there");
        let (line_text, caret) = excerpt(source, at);
        let shown = render(&Diagnostic { line_text, caret, ..diagnostic() });
        assert!(shown.contains("\n   |         ^\n"), "{shown}");
    }
}
