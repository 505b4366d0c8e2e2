//! The author's own editor: how it is called for a line of a file.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::signals::{Interrupted, Signals};

/// An editor and the arguments that its user gives it always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// Takes the first of these that says something, as in `VISUAL` and `EDITOR`; else `vi`.
    ///
    /// No shell reads it: quotes and backslashes hold words together, all else is taken as it stands.
    #[must_use]
    pub fn of<'a>(wishes: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut words = wishes.into_iter().flatten().map(words).find(|words| !words.is_empty()).unwrap_or_default();
        if words.is_empty() {
            words.push(if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
        }
        let program = words.remove(0);
        Self { program, arguments: words }
    }

    /// What it is called by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.program
    }

    /// Opens a file at a line and waits until the editor is closed.
    ///
    /// # Errors
    /// When it can't be started, or a signal came that ends the program.
    pub fn open(&self, path: &Path, line: u32) -> anyhow::Result<ExitStatus> {
        // Ctrl-C in the editor is the editor's business.
        let signals = Signals::listen()?;
        let status = Command::new(&self.program).args(self.call(path, line)).status()?;
        signals.forgive_interrupt();
        match signals.ended() {
            Some(signal) => Err(Interrupted { signal }.into()),
            _ => Ok(status),
        }
    }

    /// Its arguments for a file and a line.
    fn call(&self, path: &Path, line: u32) -> Vec<OsString> {
        let mut call: Vec<OsString> = self.arguments.iter().map(OsString::from).collect();
        let mut push = |argument: &str| {
            if !self.arguments.iter().any(|given| given == argument) {
                call.push(argument.into());
            }
        };
        let at_line = || {
            let mut at = path.as_os_str().to_owned();
            at.push(format!(":{line}"));
            at
        };
        match self.kind() {
            "vi" | "vim" | "nvim" | "view" | "gvim" | "mvim" | "nvi" | "vis" | "ex" | "nano" | "pico" | "emacs"
            | "emacsclient" | "mg" | "jmacs" | "joe" | "ne" | "kak" | "micro" | "mcedit" | "gedit" | "jed"
            | "tilde" => {
                push(&format!("+{line}"));
                call.push(path.into());
            }
            "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
                push("--wait");
                push("--goto");
                call.push(at_line());
            }
            "zed" | "zeditor" | "subl" | "sublime_text" | "atom" => {
                push("--wait");
                call.push(at_line());
            }
            "hx" | "helix" => call.push(at_line()),
            "kate" | "kwrite" => {
                push("--block");
                call.extend(["--line".into(), line.to_string().into(), path.into()]);
            }
            "mate" => {
                push("-w");
                call.extend(["-l".into(), line.to_string().into(), path.into()]);
            }
            _ => call.push(path.into()),
        }
        call
    }

    /// The program's name without folder and ending.
    fn kind(&self) -> &str {
        let name = self.program.rsplit(['/', '\\']).next().unwrap_or_default();
        name.strip_suffix(".exe").or_else(|| name.strip_suffix(".cmd")).unwrap_or(name)
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

    fn call(editor: &str) -> String {
        let editor = Editor::of([None, Some(editor)]);
        let call = editor.call(Path::new("/d/x.yaml"), 12);
        let call = call.into_iter().map(|word| word.into_string().expect("UTF-8"));
        std::iter::once(editor.program.clone()).chain(call).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn editors_are_called_at_the_line() {
        for (editor, expected) in [
            ("vim", "vim|+12|/d/x.yaml"),
            ("/usr/bin/nvim -u NONE", "/usr/bin/nvim|-u|NONE|+12|/d/x.yaml"),
            ("emacsclient -t", "emacsclient|-t|+12|/d/x.yaml"),
            ("code", "code|--wait|--goto|/d/x.yaml:12"),
            ("code --wait", "code|--wait|--goto|/d/x.yaml:12"),
            ("hx", "hx|/d/x.yaml:12"),
            ("kak", "kak|+12|/d/x.yaml"),
            ("nano", "nano|+12|/d/x.yaml"),
            ("\"/opt/my editor/ed it\" 'a b'", "/opt/my editor/ed it|a b|/d/x.yaml"),
            ("  ", "vi|+12|/d/x.yaml"),
        ] {
            assert_eq!(call(editor), expected, "{editor}");
        }
    }

    #[test]
    fn no_shell_reads_it() {
        assert_eq!(call("ed $(rm x); y\\ z ''"), "ed|$(rm|x);|y z||/d/x.yaml");
    }
}
