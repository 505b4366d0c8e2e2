//! What is said on standard error to programs that asked for JSON: an object a line.

use std::io::{self, Write};

use serde::Serialize;

use crate::deck::{Level, Problem};

/// A word about the data. Fields are added, never changed.
#[derive(Serialize)]
struct Said<'s> {
    schema: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'s str>,
}

/// What is wrong with a deck: the fields are those of `check --json`.
#[derive(Serialize)]
struct ProblemLine<'p> {
    schema: u8,
    problem: ProblemOut<'p>,
}

#[derive(Serialize)]
struct ProblemOut<'p> {
    path: String,
    line: u32,
    column: u32,
    level: &'static str,
    rule: &'static str,
    what: &'p str,
    help: Option<&'p str>,
}

/// A problem of a deck as one line.
pub(super) fn problem(problem: &Problem) -> serde_json::Result<String> {
    let level = match problem.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let problem = ProblemOut {
        path: problem.path.to_string_lossy().into_owned(),
        line: problem.place.line,
        column: problem.place.column,
        level,
        rule: problem.rule,
        what: &problem.what,
        help: problem.help.as_deref(),
    };
    serde_json::to_string(&ProblemLine { schema: 1, problem })
}

/// Writes each line of words as an object: `warning: …` as a warning, all else as a note. What is JSON already stays.
pub struct JsonLines<W: Write> {
    to: W,
    line: Vec<u8>,
}

impl<W: Write> JsonLines<W> {
    /// Objects go to `to`.
    pub const fn new(to: W) -> Self {
        Self { to, line: Vec::new() }
    }

    fn end_line(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(());
        }
        if line.starts_with("{\"schema\":") {
            return writeln!(self.to, "{line}");
        }
        let warning = line.strip_prefix("warning: ");
        let note = if warning.is_none() { Some(line) } else { None };
        let said = serde_json::to_string(&Said { schema: 1, warning, note })?;
        writeln!(self.to, "{said}")
    }
}

impl<W: Write> Write for JsonLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for &byte in bytes {
            if byte == b'\n' { self.end_line()? } else { self.line.push(byte) }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_words_is_an_object() {
        let mut out = Vec::new();
        let mut lines = JsonLines::new(&mut out);
        let when = String::from("late");
        write!(lines, "warning: it is {when}\n\nsaid \"so\"\n").expect("a Vec takes all");
        writeln!(lines, "{{\"schema\":1}}").expect("a Vec takes all");
        let expected =
            "{\"schema\":1,\"warning\":\"it is late\"}\n{\"schema\":1,\"note\":\"said \\\"so\\\"\"}\n{\"schema\":1}\n";
        assert_eq!(String::from_utf8(out).expect("a text"), expected);
    }
}
