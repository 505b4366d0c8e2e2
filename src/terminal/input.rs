//! Waits until the terminal has something to read.
//!
//! The library that reads keys loops forever on a terminal that has gone away, so it is only called after checking
//! that the terminal is still there.

use std::io;
use std::time::Duration;

/// Waits this long, or until there is input or a signal. Returns `false` if the terminal has gone away.
#[cfg(unix)]
pub(super) fn wait(time: Duration) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = io::stdin();
    let mut terminal = [PollFd::new(&stdin, PollFlags::IN)];
    let time =
        Timespec { tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX), tv_nsec: time.subsec_nanos().into() };
    match poll(&mut terminal, Some(&time)) {
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return Ok(true),
        Err(err) => return Err(err.into()),
    }
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    Ok(!terminal[0].revents().intersects(gone))
}

/// Waits this long, or until there is input.
#[cfg(not(unix))]
pub(super) fn wait(time: Duration) -> io::Result<bool> {
    crossterm::event::poll(time)?;
    Ok(true)
}
