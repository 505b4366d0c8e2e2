//! The words: SCOWL up to size 60, the longer plain words of 70 and 80, and technical words written by hand.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use crate::fold::fold;

/// English as it is spelt anywhere. Variants of level 3 are mistakes more often than not.
const SPELLINGS: [&str; 14] = [
    "english",
    "american",
    "british",
    "british_z",
    "canadian",
    "australian",
    "variant_1",
    "variant_2",
    "british_variant_1",
    "british_variant_2",
    "canadian_variant_1",
    "canadian_variant_2",
    "australian_variant_1",
    "australian_variant_2",
];

/// The words, and what was left out as a misspelling.
pub struct Words {
    pub kept: BTreeSet<String>,
    pub misspelt: BTreeSet<String>,
}

/// All words of the folder, folded, less known misspellings: a name or a rare word that is mostly a slip for another
/// one (`formate`, `miliary`, `Chanel`). Who answers with the rare word itself is compared with it before any list is
/// asked. Common plain words stay (`planed`).
pub fn read(scowl: &Path) -> io::Result<Words> {
    let mut all = BTreeSet::new();
    let mut common = BTreeSet::new();
    let mut files = 0;
    for entry in fs::read_dir(scowl)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some((spelling, kind, size)) = name.to_str().and_then(parts) else { continue };
        if !SPELLINGS.contains(&spelling) || size > 80 {
            continue;
        }
        files += 1;
        for word in text(&fs::read(entry.path())?).lines() {
            let possessive = kind != "contractions" && word.ends_with("'s");
            let word = fold(word);
            // A short rare word is a slip more often than an answer. What size 70 has of five letters is worth it:
            // it costs 0.1 % of the slips and knows alkyl, actin, biome, lysis.
            let least = if size <= 70 { 5 } else { 6 };
            let known = size <= 60 || (kind == "words" && word.chars().count() >= least);
            if known && !possessive && !word.is_empty() {
                if size <= 50 && kind == "words" && !spelling.contains("variant") {
                    common.insert(word.clone());
                }
                all.insert(word);
            }
        }
    }
    if files == 0 {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("no lists of SCOWL in {}", scowl.display())));
    }
    let misspellings: BTreeSet<String> =
        typos_dict::WORD.map.keys().map(|key| key.into_inner().to_ascii_lowercase()).collect();
    let (misspelt, mut kept): (_, BTreeSet<String>) =
        all.into_iter().partition(|word| misspellings.contains(word) && !common.contains(word));
    kept.extend(technical().map(str::to_owned));
    Ok(Words { kept, misspelt })
}

/// Words and names that are learnt and that no list of usual words has.
fn technical() -> impl Iterator<Item = &'static str> {
    include_str!("../technical.txt").lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// `english-words.60` in its parts.
fn parts(name: &str) -> Option<(&str, &str, u32)> {
    let (name, size) = name.rsplit_once('.')?;
    let (spelling, kind) = name.split_once('-')?;
    Some((spelling, kind, size.parse().ok()?))
}

/// SCOWL is in ISO-8859-1 as its author publishes it, in UTF-8 as Debian does.
fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().copied().map(char::from).collect())
}
