//! The terminal as something to write to.

use std::io::{self, Write};

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
    size().map_or(Layout::USUAL, |(columns, rows)| Layout { columns, rows })
}

/// Columns and rows, where the terminal knows them.
#[cfg(unix)]
fn size() -> Option<(usize, usize)> {
    // Not by the library that reads keys: where the terminal can't tell, it starts another program to ask.
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col.into(), size.ws_row.into()))
}

#[cfg(not(unix))]
fn size() -> Option<(usize, usize)> {
    let (columns, rows) = crossterm::terminal::size().ok()?;
    (columns > 0 && rows > 0).then_some((columns.into(), rows.into()))
}
