//! The program on a pseudo-terminal, and how long things take.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

/// What stands last on every question.
pub(crate) const PAINTED: &str = " keys";

/// The program on a pseudo-terminal.
pub(crate) struct Quiz {
    bytes: Receiver<(Instant, Vec<u8>)>,
    input: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    pub(crate) start: Instant,
    seen: String,
}

impl Quiz {
    pub(crate) fn start(home: &TempDir, args: &[&str]) -> Self {
        Self::of(env!("CARGO_BIN_EXE_oss-quiz"), home, args)
    }

    /// Another program in its place.
    pub(crate) fn of(program: &str, home: &TempDir, args: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd(home.path());
        command.args(args);
        let mut from = pty.master.try_clone_reader().unwrap();
        let input = pty.master.take_writer().unwrap();
        let (to, bytes) = channel();
        let start = Instant::now();
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        thread::spawn(move || {
            let _master = pty.master;
            let mut buffer = [0; 8192];
            while let Ok(read @ 1..) = from.read(&mut buffer) {
                // Now, or the time to wake the other thread would count as well.
                if to.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                    break;
                }
            }
        });
        Self { bytes, input, child, start, seen: String::new() }
    }

    /// Waits until the text has been painted since the last look; when that was.
    pub(crate) fn until(&mut self, text: &str) -> Instant {
        let mut last = self.start;
        while !self.seen.contains(text) {
            let (at, bytes) = self
                .bytes
                .recv_timeout(Duration::from_secs(10))
                .unwrap_or_else(|_| panic!("no {text:?} in {}", self.seen));
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
            last = at;
        }
        self.seen.clear();
        last
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    /// How long it takes from a key to a text painted.
    #[allow(dead_code, reason = "not every bench presses keys")]
    pub(crate) fn answer(&mut self, key: &str, text: &str) -> Duration {
        let start = Instant::now();
        self.send(key);
        self.until(text) - start
    }

    /// How long the program has been on a processor, where the system says so.
    #[allow(dead_code, reason = "not every bench asks")]
    pub(crate) fn work(&self) -> Option<Duration> {
        let pid = self.child.process_id()?;
        let schedstat = std::fs::read_to_string(format!("/proc/{pid}/schedstat")).ok()?;
        Some(Duration::from_nanos(schedstat.split(' ').next()?.parse().ok()?))
    }
}

impl Drop for Quiz {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

pub(crate) fn percentile(times: &[Duration], part: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() - 1) * part / 100]
}
