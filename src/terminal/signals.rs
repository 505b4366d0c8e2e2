//! Signals that end or interrupt a session, as flags to be looked at between keys.

/// A signal has ended the session. Everything answered before is on disk; the terminal is as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("ended by signal {signal}")]
pub struct Interrupted {
    /// Its number: 2 for Ctrl-C, 1 when the terminal went away, 15 when the process was asked to end.
    pub signal: u8,
}

#[cfg(not(unix))]
pub(super) use elsewhere::Signals;
#[cfg(unix)]
pub(super) use unix::Signals;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, LazyLock};

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag;

    /// How many listen: an editor does so within a session.
    static LISTENERS: AtomicUsize = AtomicUsize::new(0);
    /// Whether nobody does, so that signals do what they do to any program.
    static UNHEARD: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

    /// What has arrived.
    #[derive(Debug)]
    pub(in super::super) struct Signals {
        ended: Arc<AtomicUsize>,
        continued: Arc<AtomicBool>,
    }

    impl Signals {
        /// Starts to listen.
        pub(in super::super) fn listen() -> io::Result<Self> {
            let signals = Self { ended: Arc::default(), continued: Arc::default() };
            LISTENERS.fetch_add(1, Ordering::SeqCst);
            UNHEARD.store(false, Ordering::SeqCst);
            for (signal, number) in [(SIGTERM, 15), (SIGHUP, 1), (SIGINT, 2)] {
                flag::register_conditional_default(signal, Arc::clone(&UNHEARD))?;
                flag::register_usize(signal, Arc::clone(&signals.ended), number)?;
            }
            flag::register(SIGCONT, Arc::clone(&signals.continued))?;
            Ok(signals)
        }

        /// The signal that ends the session, if one came.
        pub(in super::super) fn ended(&self) -> Option<u8> {
            u8::try_from(self.ended.load(Ordering::SeqCst)).ok().filter(|&signal| signal > 0)
        }

        /// Forgets a Ctrl-C that was meant for another program on this terminal.
        pub(in super::super) fn forgive_interrupt(&self) {
            let _ = self.ended.compare_exchange(2, 0, Ordering::SeqCst, Ordering::SeqCst);
        }

        /// The terminal has gone away, and its signal may still be on its way.
        pub(in super::super) fn hang_up(&self) -> u8 {
            self.ended.store(1, Ordering::SeqCst);
            1
        }

        /// Whether the process was stopped and goes on; says so once.
        pub(in super::super) fn continued(&self) -> bool {
            self.continued.swap(false, Ordering::SeqCst)
        }

        /// Stops the process, and with it what started it, until the shell lets them go on.
        pub(in super::super) fn pause(&self) {
            let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
            self.continued();
        }
    }

    impl Drop for Signals {
        fn drop(&mut self) {
            // One that ends the process already is not to be cut short by another.
            if self.ended().is_none() && LISTENERS.fetch_sub(1, Ordering::SeqCst) == 1 {
                UNHEARD.store(true, Ordering::SeqCst);
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;

    /// There are no such signals.
    #[derive(Debug)]
    pub(in super::super) struct Signals;

    impl Signals {
        pub(in super::super) fn listen() -> io::Result<Self> {
            Ok(Self)
        }

        pub(in super::super) fn ended(&self) -> Option<u8> {
            None
        }

        pub(in super::super) fn forgive_interrupt(&self) {}

        pub(in super::super) fn hang_up(&self) -> u8 {
            1
        }

        pub(in super::super) fn continued(&self) -> bool {
            false
        }

        pub(in super::super) fn pause(&self) {}
    }
}
