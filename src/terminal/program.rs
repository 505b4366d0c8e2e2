//! The user's own programs: how a wish is read as a command, and how it is started. No shell reads it.
//!
//! The only place that starts a program, and only where one was asked for.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::signals::{Interrupted, Signals};

/// How often a program that runs by itself is looked at before it is left alone, and how long after another.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// A program and the arguments that its user gives it always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program {
    /// What it is called by.
    pub(super) name: String,
    /// Its arguments before all others.
    pub(super) arguments: Vec<String>,
}

impl Program {
    /// Reads it as it stands in a variable; `None` if that says nothing.
    ///
    /// Quotes and backslashes hold words together, all else is taken as it stands.
    pub(super) fn of(wish: &str) -> Option<Self> {
        let mut words = words(wish);
        (!words.is_empty()).then(|| Self { name: words.remove(0), arguments: words })
    }

    /// A program without arguments of its own.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), arguments: Vec::new() }
    }

    /// Its name without folder and ending.
    pub(super) fn kind(&self) -> &str {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        name.strip_suffix(".exe").or_else(|| name.strip_suffix(".cmd")).unwrap_or(name)
    }

    /// Gives it the terminal and waits until it is closed. What it says on standard error goes `to`.
    ///
    /// # Errors
    /// When it can't be started, or a signal came that ends this program.
    pub(super) fn attended(&self, call: Vec<OsString>, to: Stdio) -> anyhow::Result<ExitStatus> {
        // Ctrl-C there is the other program's business.
        let signals = Signals::listen()?;
        let status = Command::new(&self.name).args(call).stderr(to).status()?;
        signals.forgive_interrupt();
        match signals.ended() {
            Some(signal) => Err(Interrupted { signal }.into()),
            _ => Ok(status),
        }
    }

    /// Gives it the terminal and a text to read, with more variables, and waits until it is
    /// closed. It may close before it has read all.
    ///
    /// # Errors
    /// When it can't be started, or a signal came that ends this program.
    pub(super) fn fed(&self, text: &[u8], variables: &[(&str, &str)]) -> anyhow::Result<()> {
        let signals = Signals::listen()?;
        let mut command = Command::new(&self.name);
        let mut child = command.args(&self.arguments).envs(variables.iter().copied()).stdin(Stdio::piped()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // Who closes it early has seen enough.
            let _ = input.write_all(text);
        }
        child.wait()?;
        signals.forgive_interrupt();
        match signals.ended() {
            Some(signal) => Err(Interrupted { signal }.into()),
            None => Ok(()),
        }
    }

    /// Starts it by itself: without the terminal, and not to end with it. Gives how it ended, if it did so at once.
    ///
    /// # Errors
    /// When it can't be started.
    pub(super) fn apart(&self, call: Vec<OsString>) -> io::Result<Option<ExitStatus>> {
        let mut command = Command::new(&self.name);
        command.args(call).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        for _ in 0..LOOKS {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            sleep(BETWEEN_LOOKS);
        }
        Ok(None)
    }
}

/// Cuts a command into words as a shell would, without its other powers.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            ('\\', None | Some('"')) if !cfg!(windows) => word.get_or_insert_default().extend(chars.next()),
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_as_words_and_no_shell_reads_it() {
        let read = |wish| Program::of(wish).map(|program| [vec![program.name], program.arguments].concat().join("|"));
        for (wish, expected) in [
            ("ed $(rm x); y\\ z ''", Some("ed|$(rm|x);|y z|")),
            ("\"/opt/my editor/ed it\" 'a b'", Some("/opt/my editor/ed it|a b")),
            (" \t ", None),
        ] {
            assert_eq!(read(wish).as_deref(), expected, "{wish}");
        }
    }

    #[test]
    fn folder_and_ending_are_not_its_kind() {
        for (name, kind) in [("/usr/bin/w3m", "w3m"), ("C:\\x\\code.cmd", "code"), ("vi", "vi")] {
            assert_eq!(Program::named(name).kind(), kind);
        }
    }
}
