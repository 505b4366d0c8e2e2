//! Opens a written page in the user's browser or with the system's default program.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::process::{ExitStatus, Stdio};

use super::program::Program;

/// The separator in `BROWSER`.
const BETWEEN: char = if cfg!(windows) { ';' } else { ':' };

/// Where a page is opened from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether a person is at a terminal that can be handed over for a while.
    pub terminal: bool,
    /// Whether there is a graphical desktop.
    pub windows: bool,
}

/// Programs that show a page, in the order to try them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opener(Vec<OpenWay>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum OpenWay {
    /// The user's browser, by the convention of `BROWSER`.
    Browser(Program),
    /// The system's default program.
    System(Program),
}

/// A program failed to show a page.
#[derive(Debug, thiserror::Error)]
pub enum NotShown {
    #[error("`{program}` could not be started")]
    Unstarted { program: String, source: io::Error },
    #[error("`{program}` ended with {status}")]
    Failed { program: String, status: ExitStatus },
}

impl Opener {
    /// The browsers that `BROWSER` names, else the system's default program.
    ///
    /// `BROWSER` holds commands separated by `:` (on Windows `;`), to be tried in turn. `%s` stands for the address,
    /// which otherwise comes last; `%%` is a percent sign.
    #[must_use]
    pub fn of(browser: Option<&str>) -> Self {
        let browsers = browser.into_iter().flat_map(|list| list.split(BETWEEN)).filter_map(Program::of);
        let browsers: Vec<OpenWay> = browsers.map(OpenWay::Browser).collect();
        if browsers.is_empty() { Self(vec![OpenWay::System(system())]) } else { Self(browsers) }
    }

    /// Shows a file, given by its absolute path. Waits only for a browser that runs in the terminal.
    ///
    /// # Errors
    /// [`NotShown`] by the last program tried, or a signal that ends the program.
    pub fn open(&self, path: &Path, from: Surroundings) -> anyhow::Result<()> {
        let mut last = Ok(());
        for way in &self.0 {
            last = way.open(path, from);
            if !matches!(&last, Err(err) if err.is::<NotShown>()) {
                break;
            }
        }
        last
    }
}

/// The command that opens a file with its default program.
fn system() -> Program {
    if cfg!(windows) {
        // Not a shell, which might run a file's name as a command, and not `explorer`, which exits with 1 on success.
        Program { name: "rundll32".to_owned(), arguments: vec!["url.dll,FileProtocolHandler".to_owned()] }
    } else {
        Program::named(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
    }
}

impl OpenWay {
    fn open(&self, path: &Path, from: Surroundings) -> anyhow::Result<()> {
        let (Self::Browser(program) | Self::System(program)) = self;
        // Without a desktop, the opened program draws in the terminal.
        let ended = if from.terminal && (!from.windows || in_terminal(program)) {
            program.attended(self.call(path), Stdio::null()).map(Some)
        } else {
            program.apart(self.call(path)).map_err(Into::into)
        };
        let name = || program.name.clone();
        match ended {
            Ok(Some(status)) if !status.success() => Err(NotShown::Failed { program: name(), status }.into()),
            Ok(_) => Ok(()),
            Err(err) => Err(match err.downcast::<io::Error>() {
                Ok(source) => NotShown::Unstarted { program: name(), source }.into(),
                Err(other) => other,
            }),
        }
    }

    fn call(&self, path: &Path) -> Vec<OsString> {
        match self {
            Self::Browser(program) => {
                let url = url(path);
                let mut call: Vec<String> = program.arguments.iter().map(|word| filled(word, &url)).collect();
                if call == program.arguments {
                    call.push(url);
                }
                call.into_iter().map(OsString::from).collect()
            }
            Self::System(program) => {
                let file = if cfg!(windows) { url(path).into() } else { path.as_os_str().to_owned() };
                program.arguments.iter().map(OsString::from).chain([file]).collect()
            }
        }
    }
}

/// Whether it draws in the terminal it is started from.
fn in_terminal(program: &Program) -> bool {
    const THESE: [&str; 8] = ["w3m", "lynx", "links", "links2", "elinks", "browsh", "chawan", "www-browser"];
    THESE.contains(&program.kind())
}

/// A word of `BROWSER` with the address filled in.
fn filled(word: &str, url: &str) -> String {
    let parts: Vec<String> = word.split("%%").map(|part| part.replace("%s", url)).collect();
    parts.join("%")
}

/// The address of a file, escaped so that neither a browser nor a shell reads anything into it.
fn url(path: &Path) -> String {
    let mut url = String::from(if cfg!(windows) { "file:///" } else { "file://" });
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => url.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => url.push(byte.into()),
            b':' if cfg!(windows) => url.push(':'),
            byte if byte.is_ascii_alphanumeric() => url.push(byte.into()),
            byte => _ = write!(url, "%{byte:02X}"),
        }
    }
    url
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn calls(browser: Option<&str>, path: &str) -> Vec<String> {
        let call = |way: &OpenWay| {
            let (OpenWay::Browser(program) | OpenWay::System(program)) = way;
            let call = way.call(Path::new(path)).into_iter().map(|word| word.into_string().expect("UTF-8"));
            std::iter::once(program.name.clone()).chain(call).collect::<Vec<_>>().join("|")
        };
        Opener::of(browser).0.iter().map(call).collect()
    }

    #[test]
    fn browsers_are_called_by_their_convention() {
        for (browser, expected) in [
            ("firefox", &["firefox|file:///d/x.html"][..]),
            ("firefox --new-tab:w3m", &["firefox|--new-tab|file:///d/x.html", "w3m|file:///d/x.html"]),
            ("b \"--open=%s now\" 5%%", &["b|--open=file:///d/x.html now|5%"]),
            ("'/opt/my browser/b'", &["/opt/my browser/b|file:///d/x.html"]),
        ] {
            assert_eq!(calls(Some(browser), "/d/x.html"), expected, "{browser}");
        }
    }

    #[test]
    fn without_a_browser_the_system_opens_the_file() {
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        for none in [None, Some(""), Some(" : ")] {
            assert_eq!(calls(none, "/d/my x.html"), [format!("{opener}|/d/my x.html")]);
        }
    }

    #[test]
    fn an_address_has_no_sign_with_a_meaning() {
        assert_eq!(url(Path::new("/a b/50%#?&'$;é.html")), "file:///a%20b/50%25%23%3F%26%27%24%3B%C3%A9.html");
    }
}
