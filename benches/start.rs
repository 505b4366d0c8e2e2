//! What a learner waits for, on a pseudo-terminal, from the process's start to the first question. `cargo bench`.
//! Ratios to an empty program are printed in the same run.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that can't go on should stop")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use std::time::{Duration, Instant};

use tempfile::TempDir;

use quiz::{PAINTED, Quiz, ms, percentile};

mod quiz;

const RUNS: usize = 40;

fn main() {
    let empty: Vec<Duration> = (0..RUNS).map(|_| whole("/bin/true", &[])).collect();
    let version: Vec<Duration> = (0..RUNS).map(|_| whole(env!("CARGO_BIN_EXE_oss-quiz"), &["--version"])).collect();
    let (first, later) = starts();
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
}

fn median(times: &[Duration]) -> Duration {
    percentile(times, 50)
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
