//! Questions to an author: a choice, a line of text, yes or no.
//!
//! Used for setting things up; the quiz draws its own screens. On a terminal dialoguer asks, guarded so that the
//! terminal is restored; elsewhere lines are read.

use std::io::{self, BufRead, IsTerminal as _, Write};

use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme as DialogTheme};
use dialoguer::{Confirm, Input, Select};

use super::dialog_guard::{self, DialogGuard};
use super::fitted::{Wide, stderr, stdout};
use super::layout::Layout;
use super::line::cut_tail;
use super::lines::{MAX_IDLE_LINES, TOO_IDLE};
use super::output::screen_size;
use super::signals::{Interrupted, Signals};
use super::theme::{Glyph, Theme};
use super::wrap::rows;
use crate::deck::text::safe_line;

#[derive(Clone, Copy)]
pub struct Ask<'a> {
    pub label: &'a str,
    /// The text to start with.
    pub initial: &'a str,
    /// Rejects an answer with the reason.
    pub check: &'a dyn Fn(&str) -> Result<(), String>,
    /// Whether leading spaces count.
    pub indented: bool,
}

impl Ask<'_> {
    fn trimmed<'t>(&self, text: &'t str) -> &'t str {
        if self.indented { text.trim_end() } else { text.trim() }
    }
}

pub trait Dialog {
    /// Prints something between questions.
    ///
    /// # Errors
    /// If it can't be written.
    fn say(&mut self, text: &str) -> anyhow::Result<()>;

    /// Lets the user pick one of the entries; `None` if they cancel.
    ///
    /// # Errors
    /// If the input ends, a signal comes, or the terminal fails.
    fn choose(&mut self, label: &str, entries: &[&str]) -> anyhow::Result<Option<usize>>;

    /// Asks for a line of text until it passes the check.
    ///
    /// # Errors
    /// As [`Dialog::choose`].
    fn text(&mut self, ask: &Ask<'_>) -> anyhow::Result<String>;

    /// Yes or no.
    ///
    /// # Errors
    /// As [`Dialog::choose`].
    fn confirm(&mut self, label: &str) -> anyhow::Result<bool>;

    /// Whether a person is there who can be asked again.
    fn is_person(&self) -> bool;
}

/// No more is read, and not every question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not every question got an answer; nothing was written")]
pub struct EndOfInput;

/// Opens the fitting dialog: drawn on a terminal, or line by line if `plain` or there is no terminal.
///
/// # Errors
/// If signals can't be handled.
pub fn dialog(plain: bool, theme: Theme) -> anyhow::Result<Box<dyn Dialog>> {
    let drawable = io::stderr().is_terminal() && screen_size(&Term::stderr()).is_some_and(has_room);
    if plain || !drawable {
        let echo = !io::stdin().is_terminal();
        return Ok(Box::new(LineDialog { input: io::stdin().lock(), out: stdout(Wide::Whole), echo }));
    }
    Ok(Box::new(DrawnDialog { signals: Signals::listen()?, rescue: DialogGuard::stand_by()?, theme }))
}

/// A dialog that reads lines and prints nothing, for scripts.
#[must_use]
pub fn silent_dialog() -> Box<dyn Dialog> {
    Box::new(LineDialog { input: io::stdin().lock(), out: io::sink(), echo: true })
}

const fn has_room(size: Layout) -> bool {
    size.rows >= 3 && size.columns >= 20
}

/// The window has become smaller than a dialog needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the window is too small to ask in; make it at least 20 columns wide and 3 rows high, and start again")]
pub struct TooSmall;

impl TooSmall {
    /// Whether a dialog is up in a window that is too small for it. Dialoguer panics there at the next key.
    #[must_use]
    pub fn is_now() -> bool {
        dialog_guard::is_up() && !screen_size(&Term::stderr()).is_some_and(has_room)
    }
}

#[derive(Debug)]
struct LineDialog<R, W> {
    input: R,
    out: W,
    /// Whether to print each line read; off a terminal nobody else does.
    echo: bool,
}

impl<R: BufRead, W: Write> LineDialog<R, W> {
    fn read(&mut self, prompt: &str) -> anyhow::Result<String> {
        write!(self.out, "{prompt}")?;
        self.out.flush()?;
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            writeln!(self.out)?;
            return Err(EndOfInput.into());
        }
        let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
        if self.echo {
            writeln!(self.out, "{}", safe_line(&line))?;
        }
        Ok(line)
    }

    /// Ends after too many lines that were no answer, as at the end of the input.
    fn give_up<T>(&mut self) -> anyhow::Result<T> {
        writeln!(self.out, "{TOO_IDLE}")?;
        Err(EndOfInput.into())
    }
}

impl<R: BufRead, W: Write> Dialog for LineDialog<R, W> {
    fn say(&mut self, text: &str) -> anyhow::Result<()> {
        writeln!(self.out, "{text}")?;
        Ok(())
    }

    fn choose(&mut self, label: &str, entries: &[&str]) -> anyhow::Result<Option<usize>> {
        writeln!(self.out, "{label}")?;
        for (number, entry) in (1..).zip(entries) {
            writeln!(self.out, "{number}. {entry}")?;
        }
        for _ in 0..MAX_IDLE_LINES {
            let line = self.read(&format!("1 to {}, or 0 to cancel: ", entries.len()))?;
            let line = line.trim();
            // A word works too: scripts shouldn't have to know the number of a kind.
            let named = entries.iter().position(|entry| entry.split_whitespace().next() == Some(line));
            match (named, line.parse::<usize>()) {
                (Some(at), _) => return Ok(Some(at)),
                (None, Ok(0)) => return Ok(None),
                (None, Ok(number)) if number <= entries.len() => return Ok(Some(number - 1)),
                _ => self.say(&format!("`{}` is not one of them", safe_line(line)))?,
            }
        }
        self.give_up()
    }

    fn text(&mut self, ask: &Ask<'_>) -> anyhow::Result<String> {
        let there = if ask.initial.is_empty() { String::new() } else { format!(" [{}]", safe_line(ask.initial)) };
        for _ in 0..MAX_IDLE_LINES {
            let line = self.read(&format!("{}{there}: ", ask.label))?;
            let line = if line.trim().is_empty() { ask.initial.to_owned() } else { line };
            match (ask.check)(ask.trimmed(&line)) {
                Ok(()) => return Ok(ask.trimmed(&line).to_owned()),
                Err(words) => self.say(&words)?,
            }
        }
        self.give_up()
    }

    fn confirm(&mut self, label: &str) -> anyhow::Result<bool> {
        for _ in 0..MAX_IDLE_LINES {
            let line = self.read(&format!("{label} y or n: "))?;
            match line.trim().to_ascii_lowercase().as_str() {
                "y" | "yes" => return Ok(true),
                "n" | "no" | "" => return Ok(false),
                _ => self.say("answer y for yes, n for no")?,
            }
        }
        self.give_up()
    }

    fn is_person(&self) -> bool {
        !self.echo
    }
}

/// Drawn by dialoguer. Handles signals while it lives, so that none leaves the cursor hidden.
#[derive(Debug)]
struct DrawnDialog {
    signals: Signals,
    rescue: DialogGuard,
    theme: Theme,
}

/// Shows the cursor again when dropped: dialoguer hides it and doesn't always restore it.
struct Cursor;

impl Drop for Cursor {
    fn drop(&mut self) {
        let _ = console::Term::stderr().show_cursor();
    }
}

/// The width of the terminal.
fn columns() -> usize {
    screen_size(&Term::stderr()).unwrap_or(Layout::USUAL).columns
}

impl DrawnDialog {
    /// Writes all but the last row of the label, which dialoguer would cut off; returns that row.
    fn last_row(label: &str, room: usize) -> io::Result<&str> {
        let mut rows = rows(label, room, room);
        let last = rows.pop().map_or(label, |row| &label[row]);
        rows.into_iter().try_for_each(|row| writeln!(io::stderr(), "{}", &label[row]))?;
        Ok(last)
    }

    fn ask<T>(&self, prompt: impl FnOnce(&dyn DialogTheme) -> dialoguer::Result<T>) -> anyhow::Result<T> {
        if TooSmall::is_now() {
            return Err(TooSmall.into());
        }
        let _cursor = Cursor;
        let answer = prompt(self.theme().as_ref());
        if let Some(signal) = self.rescue.came().or_else(|| self.signals.ended()) {
            return Err(Interrupted { signal }.into());
        }
        answer.map_err(|dialoguer::Error::IO(err)| err.into())
    }

    fn theme(&self) -> Box<dyn DialogTheme> {
        if self.theme.color { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) }
    }
}

/// Room for `[y/n]` or the like and the answer after a prompt.
const ROOM_FOR_ANSWER: usize = 12;

/// The name of an entry, without its explanation.
fn name(entry: &str) -> &str {
    entry.split("  ").next().unwrap_or(entry)
}

impl Dialog for DrawnDialog {
    fn say(&mut self, text: &str) -> anyhow::Result<()> {
        writeln!(stderr(Wide::Broken), "{text}")?;
        Ok(())
    }

    fn choose(&mut self, label: &str, entries: &[&str]) -> anyhow::Result<Option<usize>> {
        // Dialoguer counts an entry as one row, whatever its length.
        let room = columns().saturating_sub(4);
        let ellipsis = self.theme.glyph(Glyph::Ellipsis);
        let shown: Vec<String> = entries.iter().map(|entry| cut_tail(entry, room, ellipsis)).collect();
        let label = Self::last_row(label, room)?;
        let chosen = self.ask(|theme| {
            let select = Select::with_theme(theme).with_prompt(label).items(&shown).default(0);
            // The report would repeat the whole entry.
            select.report(false).interact_opt()
        })?;
        if let Some(name) = chosen.and_then(|at| entries.get(at)).map(|entry| name(entry)) {
            let mut said = String::new();
            self.theme().format_select_prompt_selection(&mut said, label, name)?;
            self.say(&said)?;
        }
        Ok(chosen)
    }

    fn text(&mut self, ask: &Ask<'_>) -> anyhow::Result<String> {
        let check = |text: &String| (ask.check)(ask.trimmed(text));
        let label = Self::last_row(ask.label, columns().saturating_sub(ROOM_FOR_ANSWER))?;
        let text = self.ask(|theme| {
            let input = Input::with_theme(theme).with_prompt(label).allow_empty(true).with_initial_text(ask.initial);
            input.validate_with(check).interact_text()
        })?;
        Ok(ask.trimmed(&text).to_owned())
    }

    fn confirm(&mut self, label: &str) -> anyhow::Result<bool> {
        let label = Self::last_row(label, columns().saturating_sub(ROOM_FOR_ANSWER))?;
        self.ask(|theme| Confirm::with_theme(theme).with_prompt(label).default(false).interact_opt())
            .map(|agreed| agreed.unwrap_or(false))
    }

    fn is_person(&self) -> bool {
        true
    }
}

impl Drop for DrawnDialog {
    /// Discard typed-ahead input, so that the shell doesn't run it.
    fn drop(&mut self) {
        #[cfg(unix)]
        let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &str) -> LineDialog<&[u8], Vec<u8>> {
        LineDialog { input: input.as_bytes(), out: Vec::new(), echo: true }
    }

    #[test]
    fn a_choice_is_a_number_or_a_word() {
        let mut dialog = lines("9\nx\n2\nflip\n0\n");
        let entries = ["choice  picked", "flip  revealed"];
        for expected in [Some(1), Some(1), None] {
            assert_eq!(dialog.choose("Which kind?", &entries).expect("an answer"), expected);
        }
        let said = String::from_utf8(dialog.out).expect("UTF-8");
        assert!(said.starts_with("Which kind?\n1. choice  picked\n2. flip  revealed\n1 to 2, or 0 to cancel: 9\n"));
        assert!(said.contains("`x` is not one of them\n"));
    }

    #[test]
    fn a_text_is_asked_for_until_it_passes() {
        let check = |text: &str| if text.is_empty() { Err("write one".to_owned()) } else { Ok(()) };
        let ask = Ask { label: "id", initial: "", check: &check, indented: false };
        let mut dialog = lines("\n x \n\n");
        assert_eq!(dialog.text(&ask).expect("a text"), "x");
        assert_eq!(dialog.text(&Ask { initial: "y", ..ask }).expect("a text"), "y");
        let err = dialog.text(&ask).expect_err("the end");
        assert!(err.is::<EndOfInput>());
    }

    #[test]
    fn a_thousand_lines_that_are_no_answer_end_the_input() {
        let input = "x\n".repeat(3_000);
        let mut dialog = lines(&input);
        let err = dialog.choose("Which kind?", &["flip"]).expect_err("the end");
        assert!(err.is::<EndOfInput>() && dialog.input.len() == 4_000, "{}", dialog.input.len());
        let said = String::from_utf8(dialog.out).expect("UTF-8");
        assert!(said.ends_with("1,000 lines in a row were no answer; no more are read.\n"));
        assert!(lines(&"maybe\n".repeat(1_000)).confirm("Add it?").is_err());
        assert!(lines(&format!("{}y\n", "maybe\n".repeat(999))).confirm("Add it?").expect("an answer"));
    }

    #[test]
    fn nothing_is_no() {
        let mut dialog = lines("maybe\ny\n\n");
        assert!(dialog.confirm("Add it?").expect("an answer"));
        assert!(!dialog.confirm("Add it?").expect("an answer"));
    }
}
