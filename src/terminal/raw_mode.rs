//! Raw mode for the interactive interface, restored however the program ends.

use std::io::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::output::Output;

/// Bracketed paste on, cursor hidden.
const ENTER: &str = "\u{1b}[?2004h\u{1b}[?25l";
/// Styles off, bracketed paste off, cursor shown.
const LEAVE: &str = "\u{1b}[0m\u{1b}[?2004l\u{1b}[?25h";

/// Whether the terminal is in raw mode. A global, because there is one terminal.
static INSIDE: AtomicBool = AtomicBool::new(false);

/// Raw mode while it lives: keys come one by one, without echo. Dropping restores the terminal; so does a panic.
#[derive(Debug)]
pub(super) struct RawMode(());

impl RawMode {
    /// Enters raw mode. Install signal handlers first, or a signal may come in between.
    pub(super) fn enter() -> io::Result<Self> {
        restore_on_panic();
        take()?;
        Ok(Self(()))
    }

    /// Restores the terminal for a while, until [`RawMode::again`].
    #[expect(clippy::unused_self, reason = "only who holds the guard may let go of the terminal")]
    pub(super) fn release(&self) {
        give_back();
    }

    /// Enters raw mode again, after [`RawMode::release`] or when a shell has changed the terminal.
    #[expect(clippy::unused_self, reason = "only who holds the guard may take the terminal")]
    pub(super) fn again(&self) -> io::Result<()> {
        give_back();
        take()
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    INSIDE.store(true, Ordering::SeqCst);
    send(ENTER)
}

/// Does nothing outside raw mode. A terminal that is gone needs no restoring.
fn give_back() {
    if INSIDE.swap(false, Ordering::SeqCst) {
        let _ = send(LEAVE);
        forget_typed();
        let _ = disable_raw_mode();
    }
}

/// Discards input meant for the quiz, so that the shell doesn't run it.
#[cfg(unix)]
fn forget_typed() {
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
}

#[cfg(not(unix))]
fn forget_typed() {}

fn send(text: &str) -> io::Result<()> {
    let mut out = Output::open();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn restore_on_panic() {
    static SET: Once = Once::new();
    SET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            usual(info);
        }));
    });
}
