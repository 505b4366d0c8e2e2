//! Line input and output of the plain interfaces.

use std::io::{BufRead, Write};

use super::layouts::latin_letter;
use crate::deck::text::safe_line;
use crate::session::Meanwhile;

/// How many lines in a row may be no answer. Whoever sends more reads none of the replies, like a program that never
/// stops; the rest counts as not there.
pub(crate) const MAX_IDLE_LINES: u32 = 1_000;

/// Said before the rest of the input is left unread.
pub(super) const TOO_IDLE: &str = "1,000 lines in a row were no answer; no more are read.";

#[derive(Debug)]
pub(super) struct LineIo<R, W> {
    input: R,
    out: W,
    /// Whether to print each line read; off a terminal nobody else does.
    echo: bool,
    /// How many lines were read since the last that was an answer.
    idle: u32,
}

impl<R: BufRead, W: Write> LineIo<R, W> {
    pub(super) fn new(input: R, out: W, echo: bool) -> Self {
        Self { input, out, echo, idle: 0 }
    }

    /// Notes that the last line was an answer.
    pub(super) const fn answered(&mut self) {
        self.idle = 0;
    }

    /// Whether the input isn't a person.
    pub(super) const fn is_script(&self) -> bool {
        self.echo
    }

    pub(super) fn write(&mut self, text: &str) -> anyhow::Result<()> {
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }

    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        self.out.flush()?;
        Ok(())
    }

    /// Prints a prompt and reads a line; `None` at the end of the input.
    pub(super) fn ask(&mut self, prompt: &str) -> anyhow::Result<Option<String>> {
        self.ask_meanwhile(prompt, &mut || Ok(()))
    }

    /// Like `ask`, but runs `meanwhile` before it reads.
    pub(super) fn ask_meanwhile(&mut self, prompt: &str, meanwhile: Meanwhile<'_>) -> anyhow::Result<Option<String>> {
        self.write(prompt)?;
        self.out.flush()?;
        meanwhile()?;
        if self.idle >= MAX_IDLE_LINES {
            let said = if self.idle == MAX_IDLE_LINES { format!("\n{TOO_IDLE}\n") } else { "\n".to_owned() };
            self.idle = MAX_IDLE_LINES + 1;
            self.write(&said)?;
            return Ok(None);
        }
        self.idle += 1;
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            // End the line of the prompt.
            self.write("\n")?;
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
        if self.echo {
            self.write(&format!("{}\n", safe_line(&line)))?;
        }
        Ok(Some(line))
    }

    /// Asks until the answer is yes or no; an empty line and the end of the input mean no.
    pub(super) fn agrees(&mut self, question: &str) -> anyhow::Result<bool> {
        loop {
            let Some(line) = self.ask(&format!("{question} y or n: "))? else { return Ok(false) };
            let is_yes = match latin_letter(line.trim()).as_str() {
                "y" | "yes" => true,
                "" | "n" | "no" => false,
                _ => {
                    self.write("Type y for yes or n for no.\n")?;
                    continue;
                }
            };
            self.answered();
            return Ok(is_yes);
        }
    }
}
