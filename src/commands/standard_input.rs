//! Reads standard input.

use std::io::{BufRead as _, IsTerminal as _, Read as _, stdin};
use std::path::Path;

use anyhow::Context as _;

use crate::app::App;
use crate::deck::MAX_BYTES;

/// Reads all of standard input, up to one byte more than a deck may have. `what` names the content for the prompt.
pub(super) fn read(what: &str, app: &mut App) -> anyhow::Result<Vec<u8>> {
    if stdin().is_terminal() && !app.global.quiet {
        writeln!(app.err, "type or paste {what}; Ctrl-D at the start of a line ends it")?;
    }
    let mut bytes = Vec::new();
    stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).context("could not read standard input")?;
    Ok(bytes)
}

/// Skips white space; returns whether more input follows.
pub(super) fn has_more() -> anyhow::Result<bool> {
    let mut input = stdin().lock();
    loop {
        let there = input.fill_buf().context("could not read standard input")?;
        match there.first() {
            None => return Ok(false),
            Some(byte) if byte.is_ascii_whitespace() => input.consume(1),
            Some(_) => return Ok(true),
        }
    }
}

/// Whether a path is a stream that can be read only once, like a pipe or a terminal.
pub(super) fn is_stream(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
        || path.starts_with("/dev/fd")
        || path == Path::new("/dev/stdin")
}
