//! The program on a pseudo-terminal, and what a person would see there.

#![expect(clippy::disallowed_methods, reason = "a test waits by the real clock, and not for ever")]

use std::io::{Read as _, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::World;

/// No test waits longer for a text; on a busy machine they need a while.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program on a pseudo-terminal.
pub struct Screen {
    terminal: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    /// Everything that was written, escapes and all.
    pub raw: Vec<u8>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Screen {
    /// Runs the program with these arguments. A screen just painted takes keys at once.
    pub fn run(world: &World, args: &[&str], columns: u16, rows: u16) -> Self {
        Self::run_with(world, args, &[("OSS_QUIZ_SETTLE_MS", "0")], columns, rows)
    }

    /// The same with other variables.
    pub fn run_with(world: &World, args: &[&str], variables: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_oss-quiz"));
        command.args(args);
        Self::spawn(world, command, variables, columns, rows)
    }

    /// A shell, to start the program from.
    pub fn shell(world: &World, columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.arg("-i");
        Self::spawn(world, command, &[("OSS_QUIZ_SETTLE_MS", "0"), ("PS1", "shell> ")], columns, rows)
    }

    /// The shell that most people have, as it is without anybody's settings.
    pub fn bash(world: &World, variables: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("bash");
        command.args(["--norc", "-i"]);
        Self::spawn(world, command, variables, columns, rows)
    }

    /// A shell that runs a script.
    pub fn script(world: &World, script: &str, columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", script]);
        Self::spawn(world, command, &[("OSS_QUIZ_SETTLE_MS", "0")], columns, rows)
    }

    fn spawn(world: &World, mut command: CommandBuilder, variables: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        command.env_clear();
        command.cwd(world.path("."));
        for (name, value) in world.variables() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        // Else reading would never end.
        drop(pty.slave);
        let mut from = pty.master.try_clone_reader().unwrap();
        let (send, bytes) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = from.read(&mut buffer) {
                if send.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let terminal = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 1_000);
        let keys = pty.master.take_writer().unwrap();
        Self { terminal, bytes, raw: Vec::new(), keys, master: pty.master, child }
    }

    /// Waits until the screen shows that text: the one way to wait.
    #[track_caller]
    pub fn until(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?}"), |screen| screen.contents().contains(text))
    }

    /// Waits until the screen shows that text no longer.
    #[track_caller]
    pub fn until_gone(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("no {text:?}"), |screen| !screen.contents().contains(text))
    }

    /// Waits until the screen shows that text so many times.
    #[track_caller]
    pub fn until_times(&mut self, text: &str, times: usize) -> &mut Self {
        self.wait(&format!("{text:?} {times} times"), |screen| screen.contents().matches(text).count() == times)
    }

    /// Waits until the screen shows one of these texts; which one, or `None` if the program has ended before.
    #[track_caller]
    pub fn until_any(&mut self, texts: &[&'static str]) -> Option<&'static str> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let contents = self.terminal.screen().contents();
            if let Some(text) = texts.iter().find(|text| contents.contains(**text)) {
                return Some(text);
            }
            match self.bytes.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => panic!("none of {texts:?} came; the screen is\n{}", self.text()),
            }
        }
    }

    /// Waits until the screen does not show that text any more, or the program has ended.
    #[track_caller]
    pub fn until_left(&mut self, text: &str) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while self.terminal.screen().contents().contains(text) {
            match self.bytes.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("{text:?} stays; the screen is\n{}", self.text()),
            }
        }
        self
    }

    #[track_caller]
    fn wait(&mut self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while !seen(self.terminal.screen()) {
            match self.bytes.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(err) => panic!("{what} did not come ({err}); the screen is\n{}", self.text()),
            }
        }
        self
    }

    fn take(&mut self, bytes: &[u8]) {
        self.terminal.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    /// Sends keys as a terminal does.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.bytes_of_keys(keys.as_bytes())
    }

    /// Sends what need not be UTF-8.
    pub fn bytes_of_keys(&mut self, bytes: &[u8]) -> &mut Self {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Sends keys in pieces that come apart, as over a slow line.
    pub fn pieces(&mut self, pieces: &[&str]) -> &mut Self {
        for piece in pieces {
            self.keys(piece);
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Pastes text as a terminal does that was asked to bracket it.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.keys(&format!("\u{1b}[200~{text}\u{1b}[201~"))
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.resize(size(columns, rows)).unwrap();
        self
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        let lines: Vec<String> =
            self.terminal.screen().contents().lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n")
    }

    /// Row and column of the cursor, if it is seen.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.terminal.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// Sends a signal to the program.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        let pid = self.child.process_id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?)).unwrap();
        kill_process(pid, signal).unwrap();
        self
    }

    /// Waits for the end of the program; its exit code.
    #[track_caller]
    pub fn exit(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.bytes.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap().exit_code(),
                Err(RecvTimeoutError::Timeout) => panic!("it does not end; the screen is\n{}", self.text()),
            }
        }
    }

    /// Says what is not as it was before the program took the terminal.
    #[track_caller]
    pub fn assert_as_found(&self) {
        let screen = self.terminal.screen();
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        assert!(!screen.alternate_screen(), "the alternate screen is on");
        let modes = format!("{:?}", self.master.get_termios().unwrap().local_flags);
        for flag in ["ICANON", "ECHO", "ISIG"] {
            assert!(modes.contains(flag), "{flag} is off: {modes}");
        }
    }
}
