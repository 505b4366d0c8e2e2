//! How long `check` takes on many cards: `cargo run --release --example check_speed [CARDS [FILES]]`.
//!
//! Writes decks of made-up sentences to a temporary folder, all kinds mixed as
//! in the decks that come with the program, then reads and checks them as the
//! command does.

mod made_up;

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use oss_quiz::authoring::{self, FileOf, Options};
use oss_quiz::library::{self, Places};

fn main() -> io::Result<()> {
    let mut numbers = env::args().skip(1).filter_map(|arg| arg.parse::<usize>().ok());
    let (cards, files) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(1_000).max(1));
    let folder = env::temp_dir().join(format!("oss-quiz-check-speed-{cards}-{files}"));
    made_up::write_decks(&folder, cards, files)?;
    let mut out = io::stdout();
    writeln!(out, "{cards} cards in {files} files, {} MB", bytes(&folder)? / 1_000_000)?;
    for _ in 0..5 {
        let (read, all, findings) = timed(&folder);
        writeln!(out, "read {:>5} ms, checked {:>5} ms, {findings} findings", read.as_millis(), all.as_millis())?;
    }
    fs::remove_dir_all(&folder)
}

#[expect(clippy::disallowed_methods, reason = "the one thing it is for is to measure time")]
fn timed(folder: &Path) -> (Duration, Duration, usize) {
    let start = Instant::now();
    let loaded = library::load(&Places { given: vec![folder.to_path_buf()], ..Places::default() });
    let read = start.elapsed();
    let texts = |file: &FileOf| library::text_of(&file.path);
    let checked = authoring::check(&loaded.collection, &loaded.outside, &texts, &Options::default());
    (read, start.elapsed(), checked.problems.len())
}

fn bytes(folder: &Path) -> io::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}
