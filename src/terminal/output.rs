//! The terminal as something to write to.

use std::io::{self, Write};

use console::Term;

use super::layout::Layout;

/// The terminal, unbuffered: a frame is one write, and what a terminal that has gone away did not take is forgotten
/// rather than tried again at the end.
#[derive(Debug)]
pub(super) struct Output(#[cfg(unix)] Option<std::fs::File>);

impl Output {
    #[cfg(unix)]
    pub(super) fn open() -> Self {
        use std::os::fd::AsFd as _;
        Self(io::stdout().as_fd().try_clone_to_owned().ok().map(Into::into))
    }

    #[cfg(not(unix))]
    pub(super) fn open() -> Self {
        Self()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(unix)]
        if let Some(file) = &mut self.0 {
            return file.write(bytes);
        }
        io::stdout().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        if self.0.is_some() {
            return Ok(());
        }
        io::stdout().flush()
    }
}

/// The present size of the screen.
pub(super) fn layout() -> Layout {
    screen_size(&Term::stdout()).unwrap_or(Layout::USUAL)
}

/// The size of a terminal; `None` if it is none, or doesn't know.
#[must_use]
pub fn screen_size(terminal: &Term) -> Option<Layout> {
    // Not by the library that reads keys: where the terminal can't tell, it starts another program to ask.
    let (rows, columns) = terminal.size_checked()?;
    (columns > 0 && rows > 0).then_some(Layout { columns: columns.into(), rows: rows.into() })
}
