//! Starts the user's own programs, such as an editor or a pager, without a shell.
//!
//! The only place that starts a program, and only one that was asked for.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::signals::{Interrupted, Signals};

/// How many times to poll a program running by itself before leaving it alone, and the time between polls.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// A program and the arguments its user always gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program {
    pub(super) name: String,
    pub(super) arguments: Vec<String>,
}

impl Program {
    /// Parses the value of a variable; `None` if it is blank.
    ///
    /// Quotes and backslashes group words; everything else is literal.
    pub(super) fn of(command: &str) -> Option<Self> {
        let mut words = words(command);
        (!words.is_empty()).then(|| Self { name: words.remove(0), arguments: words })
    }

    /// A program without arguments.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), arguments: Vec::new() }
    }

    /// Its file name without folder and extension.
    pub(super) fn kind(&self) -> &str {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        name.strip_suffix(".exe").or_else(|| name.strip_suffix(".cmd")).unwrap_or(name)
    }

    /// Hands the terminal to the program and waits until it ends. Its standard error goes to `to`.
    ///
    /// # Errors
    /// If it can't be started, or a signal came that ends this program.
    pub(super) fn attended(&self, call: Vec<OsString>, to: Stdio) -> anyhow::Result<ExitStatus> {
        // Ctrl-C is up to the other program.
        let signals = Signals::listen()?;
        let status = Command::new(&self.name).args(call).stderr(to).status()?;
        signals.forgive_interrupt();
        match signals.ended() {
            Some(signal) => Err(Interrupted { signal }.into()),
            _ => Ok(status),
        }
    }

    /// Hands the terminal to the program, feeds it `text`, and waits until it ends. It need not read everything.
    ///
    /// # Errors
    /// If it can't be started, or a signal came that ends this program.
    pub(super) fn fed(&self, text: &[u8], variables: &[(&str, &str)]) -> anyhow::Result<()> {
        let signals = Signals::listen()?;
        let mut command = Command::new(&self.name);
        let mut child = command.args(&self.arguments).envs(variables.iter().copied()).stdin(Stdio::piped()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // A pager closed early breaks the pipe, which is fine.
            let _ = input.write_all(text);
        }
        child.wait()?;
        signals.forgive_interrupt();
        match signals.ended() {
            Some(signal) => Err(Interrupted { signal }.into()),
            None => Ok(()),
        }
    }

    /// Starts it detached: without the terminal, and outliving this program. Returns its status if it ended at once.
    ///
    /// # Errors
    /// If it can't be started.
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

/// Splits a command into words as a shell would, without expansions.
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
        let read =
            |command| Program::of(command).map(|program| [vec![program.name], program.arguments].concat().join("|"));
        for (command, expected) in [
            ("ed $(rm x); y\\ z ''", Some("ed|$(rm|x);|y z|")),
            ("\"/opt/my editor/ed it\" 'a b'", Some("/opt/my editor/ed it|a b")),
            (" \t ", None),
        ] {
            assert_eq!(read(command).as_deref(), expected, "{command}");
        }
    }

    #[test]
    fn folder_and_ending_are_not_its_kind() {
        for (name, kind) in [("/usr/bin/w3m", "w3m"), ("C:\\x\\code.cmd", "code"), ("vi", "vi")] {
            assert_eq!(Program::named(name).kind(), kind);
        }
    }
}
