//! How long the decks take to be found: `cargo run --release --example catalogue_speed [CARDS [FILES]]`.
//!
//! Writes decks of made-up sentences to a temporary folder and opens them: for the first time, again, with one file
//! changed, and with nothing kept; then asks for what a sitting asks for. With a third word, `again`, what an earlier
//! run left is opened, to see how much memory that takes.

mod made_up;

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs};

use oss_quiz::{Cache, Catalogue, DeckPaths, Decks, catalogue, load};

const RUNS: usize = 21;

fn main() -> io::Result<()> {
    let mut numbers = env::args().skip(1).filter_map(|arg| arg.parse::<usize>().ok());
    let (cards, files) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(1_000));
    let is_again = env::args().any(|arg| arg == "again");
    let folder = env::temp_dir().join(format!("oss-quiz-catalogue-speed-{cards}-{files}"));
    let (decks, cache) = (folder.join("decks"), folder.join("cache"));
    let places = if files > 0 {
        if !is_again {
            made_up::write_decks(&decks, cards, files)?;
        }
        DeckPaths { given: vec![decks.clone()], ..DeckPaths::default() }
    } else {
        DeckPaths { builtin: true, ..DeckPaths::default() }
    };
    let mut out = io::stdout();
    writeln!(out, "{cards} cards in {files} files (none: the built-in decks)")?;
    writeln!(out, "an empty process: peak {} KiB", peak())?;
    if !is_again {
        fs::remove_dir_all(&cache).or_else(|error| if cache.exists() { Err(error) } else { Ok(()) })?;
        say(&mut out, "first time", || drop(open(&places, Some(&cache))), 1)?;
    }
    say(&mut out, "nothing changed", || drop(open(&places, Some(&cache))), RUNS)?;
    let found = open(&places, Some(&cache));
    writeln!(out, "{:<28} {:>9} items, {} problems", "", found.count(), found.diagnostics().len())?;
    say(&mut out, "entries of one deck", || drop(found.entries(0)), RUNS)?;
    let name = found.entries(0)[0].id.card().to_owned();
    say(&mut out, "one card", || drop(found.card(&name)), RUNS)?;
    if is_again {
        return Ok(());
    }
    say(&mut out, "all entries", || (0..found.summaries().len()).for_each(|at| drop(found.entries(at))), 5)?;
    say(&mut out, "1,000 cards", || some_cards(&found), 3)?;
    say(&mut out, "each card", || found.each_card(&mut |_| ()), 1)?;
    if files > 0 {
        let changed = decks.join("deck-0.yaml");
        let text = fs::read_to_string(&changed)?;
        let mut nth = 0;
        let mut change = || {
            nth += 1;
            let _ = fs::write(&changed, text.replace("Deck 0", &format!("Deck 0 {nth}")));
            drop(open(&places, Some(&cache)));
        };
        say(&mut out, "one file changed", &mut change, RUNS)?;
    }
    say(&mut out, "nothing kept", || drop(open(&places, None)), 3)?;
    say(&mut out, "all read, all held", || drop(load(&places)), 3)?;
    let size = fs::metadata(cache.join("decks-2.db"))?.len();
    writeln!(out, "the catalogue has {} KB", size / 1_000)
}

#[expect(clippy::disallowed_methods, reason = "files are dated by the system's clock")]
fn open(places: &DeckPaths, cache: Option<&Path>) -> Catalogue {
    let cache = Cache { folder: cache.map(Path::to_path_buf), now: SystemTime::now() };
    catalogue(places, &cache, &mut |_| ())
}

fn some_cards(found: &Catalogue) {
    let decks = found.summaries().len();
    for at in 0..1_000.min(decks) {
        let entries = found.entries(at * decks / 1_000.min(decks));
        for nth in 0..(1_000 / decks).max(1) {
            if let Some(entry) = entries.get(nth * entries.len() / (1_000 / decks).max(1)) {
                assert!(found.card(entry.id.card()).is_some());
            }
        }
    }
}

fn say(out: &mut impl Write, what: &str, mut act: impl FnMut(), runs: usize) -> io::Result<()> {
    let before = worked();
    let mut times: Vec<Duration> = (0..runs).map(|_| timed(&mut act)).collect();
    let worked = worked().saturating_sub(before) / u32::try_from(runs).unwrap_or(1);
    times.sort_unstable();
    let (median, worked) = (ms(times[runs / 2]), ms(worked));
    writeln!(out, "{what:<28} {median:>9.3} ms  work of its thread {worked:>9.3} ms  peak {} KiB", peak())
}

#[expect(clippy::disallowed_methods, reason = "the one thing it is for is to measure time")]
fn timed(act: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    act();
    start.elapsed()
}

/// How long this thread has worked, where the system tells; other programs don't count.
fn worked() -> Duration {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(stat.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory that was held so far, in KiB, where the system tells.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
