//! What a learner waits for, on a pseudo-terminal: from the process's start to the first question, and from an answer
//! to the next question. `cargo bench`. Ratios to an empty program are printed in the same run.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that can't go on should stop")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

const RUNS: usize = 40;
const ANSWERS: usize = 60;

fn main() {
    let empty: Vec<Duration> = (0..RUNS).map(|_| whole("/bin/true", &[])).collect();
    let version: Vec<Duration> = (0..RUNS).map(|_| whole(env!("CARGO_BIN_EXE_oss-quiz"), &["--version"])).collect();
    let (first, later) = starts();
    let answers = answers();
    let due: Vec<Duration> = (0..RUNS).map(|_| whole(env!("CARGO_BIN_EXE_oss-quiz"), &["due"])).collect();
    let floor = median(&empty);
    println!("median of {RUNS} runs; the last column is the ratio to an empty process");
    for (what, times) in [
        ("an empty process (/bin/true)", &empty),
        ("oss-quiz --version", &version),
        ("oss-quiz due", &due),
        ("start to first question, no store yet", &first),
        ("start to first question, store there", &later),
    ] {
        let (median, p90) = (median(times), percentile(times, 90));
        println!(
            "{what:<42} {:>7.2} ms   p90 {:>7.2} ms   {:>6.1}",
            ms(median),
            ms(p90),
            median.as_secs_f64() / floor.as_secs_f64()
        );
    }
    let fsync: Vec<Duration> = (0..ANSWERS).map(|_| fsync_once()).collect();
    let (answer, sync) = (median(&answers), median(&fsync));
    println!(
        "answer to next question painted: median {:.2} ms, p90 {:.2} ms; one fsync here: {:.2} ms; beyond it {:.2} ms",
        ms(answer),
        ms(percentile(&answers, 90)),
        ms(sync),
        ms(answer) - ms(sync),
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn median(times: &[Duration]) -> Duration {
    percentile(times, 50)
}

fn percentile(times: &[Duration], part: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[(times.len() - 1) * part / 100]
}

/// A process from its start to its end.
fn whole(program: &str, args: &[&str]) -> Duration {
    let home = TempDir::new().unwrap();
    let start = Instant::now();
    let mut command = std::process::Command::new(program);
    command.env_clear().env("HOME", home.path()).args(args);
    let status = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).status().unwrap();
    assert!(status.code().is_some());
    start.elapsed()
}

/// The program on a pseudo-terminal.
struct Quiz {
    bytes: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    start: Instant,
    seen: String,
}

impl Quiz {
    fn start(home: &TempDir, args: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_oss-quiz"));
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
                if to.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { bytes, input, child, start, seen: String::new() }
    }

    /// Waits until the text has been painted since the last look.
    fn until(&mut self, text: &str) -> Instant {
        while !self.seen.contains(text) {
            let bytes = self
                .bytes
                .recv_timeout(Duration::from_secs(10))
                .unwrap_or_else(|_| panic!("no {text:?} in {}", self.seen));
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
        self.seen.clear();
        Instant::now()
    }

    fn send(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }
}

impl Drop for Quiz {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What stands last on every question.
const PAINTED: &str = " keys";

fn starts() -> (Vec<Duration>, Vec<Duration>) {
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let home = TempDir::new().unwrap();
        for times in [&mut first, &mut later] {
            let mut quiz = Quiz::start(&home, &["run"]);
            let painted = quiz.until(PAINTED);
            times.push(painted - quiz.start);
            quiz.send("\u{3}");
        }
    }
    (first, later)
}

/// From the key that rates to the next question: one review, durable.
fn answers() -> Vec<Duration> {
    let home = TempDir::new().unwrap();
    let card =
        |n| format!("  - {{id: c{n}, kind: flip, question: \"What about number {n} of these?\", answer: that}}\n");
    let deck = (0..ANSWERS + 2).map(card).collect::<Vec<String>>().concat();
    std::fs::write(home.path().join("deck.yaml"), format!("title: T\ncards:\n{deck}")).unwrap();
    let mut quiz = Quiz::start(&home, &["--decks", "deck.yaml", "run", "--new", "1000"]);
    quiz.until(PAINTED);
    let mut times = Vec::new();
    for _ in 0..ANSWERS {
        thread::sleep(Duration::from_millis(320));
        quiz.send("\r");
        quiz.until(" Easy");
        thread::sleep(Duration::from_millis(320));
        let start = Instant::now();
        quiz.send("3");
        times.push(quiz.until(PAINTED) - start);
    }
    times
}

fn fsync_once() -> Duration {
    let file = tempfile::NamedTempFile::new_in(".").unwrap();
    file.as_file().write_all(&[1; 4096]).unwrap();
    let start = Instant::now();
    file.as_file().sync_all().unwrap();
    start.elapsed()
}
