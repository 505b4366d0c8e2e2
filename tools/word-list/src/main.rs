//! Makes `src/grading/english/words.bin` and `spellings.bin`.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

#[path = "../../../src/grading/english/filter.rs"]
mod filter;
#[path = "../../../src/grading/english/fold.rs"]
mod fold;
mod fuse;
mod spellings;
mod words;

use filter::{Filter, key};

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scowl = env::args_os().nth(1).map_or_else(|| PathBuf::from("/usr/share/dict/scowl"), PathBuf::from);
    let words = words::read(&scowl)?;
    let misspelt: Vec<String> = words.misspelt.into_iter().collect();
    let words: Vec<String> = words.kept.into_iter().collect();
    let pairs: Vec<String> = spellings::pairs().into_iter().map(|(a, b)| format!("{a}\t{b}")).collect();

    let lists = here.join("target/lists");
    fs::create_dir_all(&lists)?;
    let files = here.join("../../src/grading/english");
    report(&lists.join("misspelt.txt"), &misspelt)?;
    make(&words, 12, &lists.join("words.txt"), &files.join("words.bin"))?;
    make(&pairs, 16, &lists.join("spellings.txt"), &files.join("spellings.bin"))
}

/// Writes a list as text and as a filter, and looks everything up.
fn make(list: &[String], bits: u8, text: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    report(text, list)?;
    let mut keys: Vec<u64> = list.iter().map(|entry| key(&[entry])).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), list.len(), "two entries have one key");
    let file = fuse::build(&keys, bits);
    let filter = Filter::read(&file).ok_or("the lengths don't fit")?;
    assert!(list.iter().all(|entry| filter.has(&[entry])), "an entry isn't found");
    fs::write(to, &file)?;
    println!("{}: {} bytes", to.file_name().unwrap_or_default().display(), file.len());
    Ok(())
}

/// Writes a sorted list as text, and prints its length and its SHA-256.
fn report(to: &Path, list: &[String]) -> Result<(), Box<dyn Error>> {
    let text: String = list.iter().flat_map(|entry| [entry.as_str(), "\n"]).collect();
    fs::write(to, &text)?;
    let mut hash = String::new();
    for byte in Sha256::digest(&text) {
        write!(hash, "{byte:02x}")?;
    }
    println!("{}: {} lines, SHA-256 {hash}", to.file_name().unwrap_or_default().display(), list.len());
    Ok(())
}
