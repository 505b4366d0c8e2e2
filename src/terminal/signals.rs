//! Signals that end or interrupt a session, as flags to check between keys.

/// A signal has ended the session. Every answer is on disk, and the terminal is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("ended by signal {signal}")]
pub struct Interrupted {
    /// 2 for Ctrl-C, 1 if the terminal went away, 15 if the process was asked to end.
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

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
    use signal_hook::flag;

    /// How many listeners there are: an editor runs within a session.
    static LISTENERS: AtomicUsize = AtomicUsize::new(0);
    /// True while there is no listener, so that signals have their default action.
    static UNHEARD: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

    /// Signals that have arrived.
    #[derive(Debug)]
    pub(in super::super) struct Signals {
        ended: Arc<AtomicUsize>,
        continued: Arc<AtomicBool>,
        resized: Arc<AtomicBool>,
    }

    impl Signals {
        pub(in super::super) fn listen() -> io::Result<Self> {
            let signals = Self { ended: Arc::default(), continued: Arc::default(), resized: Arc::default() };
            LISTENERS.fetch_add(1, Ordering::SeqCst);
            UNHEARD.store(false, Ordering::SeqCst);
            for (signal, number) in [(SIGTERM, 15), (SIGHUP, 1), (SIGINT, 2)] {
                flag::register_conditional_default(signal, Arc::clone(&UNHEARD))?;
                flag::register_usize(signal, Arc::clone(&signals.ended), number)?;
            }
            flag::register(SIGCONT, Arc::clone(&signals.continued))?;
            flag::register(SIGWINCH, Arc::clone(&signals.resized))?;
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

        /// Call when the terminal has gone away; its signal may not have arrived yet.
        pub(in super::super) fn hang_up(&self) -> u8 {
            self.ended.store(1, Ordering::SeqCst);
            1
        }

        /// Whether the process was stopped and resumed; true once each time.
        pub(in super::super) fn continued(&self) -> bool {
            self.continued.swap(false, Ordering::SeqCst)
        }

        /// Whether the terminal has a new size; true once each time.
        pub(in super::super) fn resized(&self) -> bool {
            self.resized.swap(false, Ordering::SeqCst)
        }

        /// Stops the process, and the one that started it, until the shell resumes them.
        pub(in super::super) fn pause(&self) {
            let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
            self.continued();
        }
    }

    impl Drop for Signals {
        fn drop(&mut self) {
            // A signal that is already ending the process must not be cut short by another.
            if self.ended().is_none() && LISTENERS.fetch_sub(1, Ordering::SeqCst) == 1 {
                UNHEARD.store(true, Ordering::SeqCst);
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;

    /// A stub for systems without such signals.
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

        pub(in super::super) fn resized(&self) -> bool {
            false
        }

        pub(in super::super) fn pause(&self) {}
    }
}

/// Lets a write beyond the limit of file sizes (`ulimit -f`) fail, instead of ending the process without a word.
#[cfg(unix)]
pub fn outlive_file_size_limit() {
    // If this fails, only the word is missing.
    let _ = signal_hook::flag::register(rustix::process::Signal::XFSZ.as_raw(), std::sync::Arc::default());
}

#[cfg(not(unix))]
pub const fn outlive_file_size_limit() {}
