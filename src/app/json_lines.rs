//! Standard error as text or, for programs that ask for JSON, as one object per line.

use std::fmt;
use std::io::{self, Write};

use serde::Serialize;

use super::json::to_json;
use crate::deck::Diagnostic;

/// A message. Fields are added, never changed.
#[derive(Serialize)]
struct DataNote<'s> {
    schema: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'s str>,
}

/// A diagnostic of a deck, with the fields of `check --json` that need no second look at its text.
#[derive(Serialize)]
struct DiagnosticLine<'p> {
    schema: u8,
    #[serde(rename = "problem")]
    diagnostic: DiagnosticOut<'p>,
}

/// The fields that both have.
#[derive(Debug, Serialize)]
pub struct DiagnosticOut<'p> {
    path: String,
    line: u32,
    /// In characters (Unicode scalar values), from 1, without a byte order mark.
    column: u32,
    level: &'static str,
    rule: &'static str,
    what: &'p str,
    note: Option<&'p str>,
    help: Option<&'p str>,
}

impl<'p> DiagnosticOut<'p> {
    #[must_use]
    pub fn of(diagnostic: &'p Diagnostic) -> Self {
        Self {
            path: diagnostic.path.to_string_lossy().into_owned(),
            line: diagnostic.place.line,
            column: diagnostic.place.column,
            level: diagnostic.level().word(),
            rule: diagnostic.rule.name(),
            what: &diagnostic.what,
            note: diagnostic.note.as_deref(),
            help: diagnostic.help.as_deref(),
        }
    }
}

/// Standard error. In JSON mode each line of text becomes an object: `warning: …` a warning, anything else a note.
pub struct StandardError {
    to: Box<dyn Write>,
    /// The unfinished line, in JSON mode.
    line: Option<Vec<u8>>,
}

impl StandardError {
    /// Text stays text.
    #[must_use]
    pub const fn words(to: Box<dyn Write>) -> Self {
        Self { to, line: None }
    }

    /// Text becomes objects.
    #[must_use]
    pub const fn json(to: Box<dyn Write>) -> Self {
        Self { to, line: Some(Vec::new()) }
    }

    #[must_use]
    pub const fn is_json(&self) -> bool {
        self.line.is_some()
    }

    /// Called by `write!` and `writeln!`.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write_fmt(&mut self, words: fmt::Arguments<'_>) -> io::Result<()> {
        Write::write_fmt(self, words)
    }

    /// Writes a diagnostic of a deck as an object.
    pub(super) fn diagnostic(&mut self, diagnostic: &Diagnostic) -> io::Result<()> {
        self.object(&DiagnosticLine { schema: 1, diagnostic: DiagnosticOut::of(diagnostic) })
    }

    fn object(&mut self, object: &impl Serialize) -> io::Result<()> {
        let object = to_json(object)?;
        writeln!(self.to, "{object}")
    }

    fn end_line(&mut self, line: &[u8]) -> io::Result<()> {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(());
        }
        let warning = line.strip_prefix("warning: ");
        let note = if warning.is_none() { Some(line) } else { None };
        self.object(&DataNote { schema: 1, warning, note })
    }
}

impl Write for StandardError {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(mut line) = self.line.take() else { return self.to.write(bytes) };
        let mut written = Ok(bytes.len());
        for &byte in bytes {
            if byte == b'\n' {
                let ended = self.end_line(&line);
                line.clear();
                if let Err(err) = ended {
                    written = Err(err);
                    break;
                }
            } else {
                line.push(byte);
            }
        }
        self.line = Some(line);
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A writer whose content can be read.
    #[derive(Clone, Default)]
    struct Kept(Rc<RefCell<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn said(make: fn(Box<dyn Write>) -> StandardError) -> String {
        let kept = Kept::default();
        let mut err = make(Box::new(kept.clone()));
        let when = String::from("late");
        write!(err, "warning: it is {when}\n\nsaid \"so\"\n").expect("a Vec takes all");
        writeln!(err, "{{\"schema\":1}}").expect("a Vec takes all");
        String::from_utf8(kept.0.take()).expect("a text")
    }

    #[test]
    fn for_programs_a_line_of_words_is_an_object_whatever_it_looks_like() {
        let expected = "{\"schema\":1,\"warning\":\"it is late\"}\n{\"schema\":1,\"note\":\"said \\\"so\\\"\"}\n\
            {\"schema\":1,\"note\":\"{\\\"schema\\\":1}\"}\n";
        assert_eq!(said(StandardError::json), expected);
        assert_eq!(said(StandardError::words), "warning: it is late\n\nsaid \"so\"\n{\"schema\":1}\n");
    }
}
