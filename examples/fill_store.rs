//! Makes a store as years of use leave it: `cargo run --release --example fill_store -- DECKS STORE [REVIEWS]`.
//!
//! `DECKS` is a folder of decks, `STORE` a file that is not there yet. Of their items 95 % are reviewed and not due, 2 %
//! due and 3 % new; each that is not new has so many reviews (3 unless told). The days are counted from the present one.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::{env, fs};

use oss_quiz::{Clock as _, Day, DayStart, Deck, Store, SystemClock, parse_deck};

#[path = "../benches/learner/mod.rs"]
mod learner;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let (decks, path, reviews) = match &args[..] {
        [decks, store] => (decks, Path::new(store), 3),
        [decks, store, reviews] => (decks, Path::new(store), reviews.parse()?),
        _ => return Err("say DECKS STORE [REVIEWS]".into()),
    };
    if path.exists() {
        return Err(format!("{} is there already; somebody's answers may be in it", path.display()).into());
    }
    let items = learner::items(&read(Path::new(decks))?);
    let today = Day::of(&SystemClock::new(env::var("TZ").ok().as_deref()).0.now(), DayStart::default());
    let store = Store::open(path, env!("CARGO_PKG_VERSION"))?;
    let written = learner::fill(&store, &items, reviews, today)?;
    store.checkpoint()?;
    writeln!(io::stdout(), "{} items, {written} reviews", items.len())?;
    Ok(())
}

/// The decks of a folder, by name.
fn read(folder: &Path) -> Result<Vec<Deck>, Box<dyn Error>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    let mut decks = Vec::new();
    for path in files {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path)?;
        decks.push(parse_deck(&stem, None, text).map_err(|_| format!("{} is not a deck", path.display()))?);
    }
    Ok(decks)
}
