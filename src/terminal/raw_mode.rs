//! The terminal as the interactive face needs it, and the way back on every way out.

use std::io::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::output::Output;

/// Bracketed paste on, cursor hidden.
const ENTER: &str = "\u{1b}[?2004h\u{1b}[?25l";
/// Styles off, bracketed paste off, cursor shown.
const LEAVE: &str = "\u{1b}[0m\u{1b}[?2004l\u{1b}[?25h";

/// Whether the terminal is ours at present. There is one terminal, so there is one of these.
static INSIDE: AtomicBool = AtomicBool::new(false);

/// While it lives, keys come one by one and unechoed. Dropping it gives the terminal back; so does a panic.
#[derive(Debug)]
pub(super) struct RawMode(());

impl RawMode {
    /// Takes the terminal. Signal handlers must be set before, or one may come in between.
    pub(super) fn enter() -> io::Result<Self> {
        restore_on_panic();
        take()?;
        Ok(Self(()))
    }

    /// Gives the terminal back for a while; [`RawMode::again`] takes it again.
    #[expect(clippy::unused_self, reason = "only who holds the guard may let go of the terminal")]
    pub(super) fn release(&self) {
        give_back();
    }

    /// Takes the terminal again: after [`RawMode::release`], or when a shell has changed it behind our back.
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

/// Does nothing where there is nothing to give back. A terminal that is gone needs nothing back.
fn give_back() {
    if INSIDE.swap(false, Ordering::SeqCst) {
        let _ = send(LEAVE);
        forget_typed();
        let _ = disable_raw_mode();
    }
}

/// What was typed ahead, or pasted, was meant for the quiz: the shell would run it.
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
