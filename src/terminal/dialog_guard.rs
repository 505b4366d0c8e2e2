//! Keeps the terminal quiet while dialoguer asks, and restores it afterwards, however that ends.
//!
//! Dialoguer's own wait isn't reliable: a signal that comes just before it is only noticed at the next key.

#[cfg(not(unix))]
pub(super) use elsewhere::{DialogGuard, is_up};
#[cfg(unix)]
pub(super) use unix::{DialogGuard, is_up};

#[cfg(unix)]
mod unix {
    use std::io::{self, Write as _};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, Once};
    use std::thread;
    use std::time::Duration;

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag;
    use signal_hook::iterator::{Handle, Signals};
    use signal_hook::low_level::emulate_default_handler;

    /// How long dialoguer has to notice Ctrl-C by itself, as it nearly always does.
    const GRACE: Duration = Duration::from_millis(200);

    /// How the terminal was found, while a dialog is up. A global, because there is one terminal.
    static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

    /// Whether a dialog is up.
    pub(in super::super) fn is_up() -> bool {
        FOUND.lock().is_ok_and(|found| found.is_some())
    }

    fn restore_on_panic() {
        static SET: Once = Once::new();
        SET.call_once(|| {
            let usual = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                if let Some(found) = FOUND.lock().ok().and_then(|found| found.clone()) {
                    give_back(&found);
                }
                usual(info);
            }));
        });
    }

    /// Active while it lives.
    #[derive(Debug)]
    pub(in super::super) struct DialogGuard {
        handle: Handle,
        ends: Vec<(u8, Arc<AtomicBool>)>,
        found: Termios,
    }

    impl DialogGuard {
        /// Saves the terminal's settings and waits for a signal. Echo is off between two questions: typed-ahead keys
        /// would show up in the next question, or get lost.
        pub(in super::super) fn stand_by() -> io::Result<Self> {
            let found = tcgetattr(io::stdin())?;
            restore_on_panic();
            if let Ok(mut there) = FOUND.lock() {
                *there = Some(found.clone());
            }
            let back = found.clone();
            let mut ends = Vec::new();
            for (signal, number) in [(SIGTERM, 15), (SIGHUP, 1)] {
                let came = Arc::default();
                flag::register(signal, Arc::clone(&came))?;
                ends.push((number, came));
            }
            let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
            let handle = signals.handle();
            thread::spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    if signal == SIGINT {
                        thread::sleep(GRACE);
                    }
                    give_back(&back);
                    // The default action ends the process.
                    let _ = emulate_default_handler(signal);
                }
            });
            let mut quiet = found.clone();
            quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON);
            tcsetattr(io::stdin(), OptionalActions::Now, &quiet)?;
            Ok(Self { handle, ends, found })
        }

        /// The signal that ends the program. Dialoguer sends itself a Ctrl-C on top of it.
        pub(in super::super) fn came(&self) -> Option<u8> {
            self.ends.iter().find(|(_, came)| came.load(Ordering::SeqCst)).map(|(number, _)| *number)
        }
    }

    impl Drop for DialogGuard {
        fn drop(&mut self) {
            self.handle.close();
            if let Ok(mut there) = FOUND.lock() {
                *there = None;
            }
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.found);
        }
    }

    /// Does nothing if the terminal is gone.
    fn give_back(found: &Termios) {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, found);
        let _ = io::stderr().write_all(b"\x1b[?25h\r\n");
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io;

    /// A stub for systems without such signals.
    #[derive(Debug)]
    pub(in super::super) struct DialogGuard;

    pub(in super::super) const fn is_up() -> bool {
        false
    }

    impl DialogGuard {
        pub(in super::super) fn stand_by() -> io::Result<Self> {
            Ok(Self)
        }

        pub(in super::super) fn came(&self) -> Option<u8> {
            None
        }
    }
}
