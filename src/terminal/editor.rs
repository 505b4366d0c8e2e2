//! The user's editor, and how to open it at a line of a file.

use std::ffi::OsString;
use std::path::Path;
use std::process::{ExitStatus, Stdio};

use super::program::Program;

/// An editor and the arguments its user always gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(Program);

impl Editor {
    /// The first of these that isn't blank, as in `VISUAL` and `EDITOR`; else `vi`.
    #[must_use]
    pub fn of<'a>(wishes: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let first = wishes.into_iter().flatten().find_map(Program::of);
        Self(first.unwrap_or_else(|| Program::named(if cfg!(windows) { "notepad" } else { "vi" })))
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Opens a file at a line and waits until the editor is closed.
    ///
    /// # Errors
    /// If it can't be started, or a signal ended the program.
    pub fn open(&self, path: &Path, line: u32) -> anyhow::Result<ExitStatus> {
        self.0.attended(self.call(path, line), Stdio::inherit())
    }

    /// The arguments for a file and a line.
    fn call(&self, path: &Path, line: u32) -> Vec<OsString> {
        let mut call: Vec<OsString> = self.0.arguments.iter().map(OsString::from).collect();
        let mut push = |argument: &str| {
            if !self.0.arguments.iter().any(|given| given == argument) {
                call.push(argument.into());
            }
        };
        let at_line = || {
            let mut at = path.as_os_str().to_owned();
            at.push(format!(":{line}"));
            at
        };
        match self.0.kind() {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(editor: &str) -> String {
        let editor = Editor::of([None, Some(editor)]);
        let call = editor.call(Path::new("/d/x.yaml"), 12);
        let call = call.into_iter().map(|word| word.into_string().expect("UTF-8"));
        std::iter::once(editor.name().to_owned()).chain(call).collect::<Vec<_>>().join("|")
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
}
