//! The words: SCOWL up to size 60 and the longer plain words of 70 and 80, less what is mostly a slip; and technical
//! words written by hand.

use std::collections::{BTreeMap, BTreeSet, HashSet};
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
    let mut all = BTreeMap::new();
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
            let known = size <= 60 || (kind == "words" && word.chars().count() >= 5);
            if known && !possessive && !word.is_empty() {
                if size <= 50 && kind == "words" && !spelling.contains("variant") {
                    common.insert(word.clone());
                }
                let least = all.entry(word).or_insert(size);
                *least = size.min(*least);
            }
        }
    }
    if files == 0 {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("no lists of SCOWL in {}", scowl.display())));
    }
    let misspellings: BTreeSet<String> =
        typos_dict::WORD.map.keys().map(|key| key.into_inner().to_ascii_lowercase()).collect();
    let (misspelt, mut kept): (_, BTreeSet<String>) =
        without_slips(all).partition(|word| misspellings.contains(word) && !common.contains(word));
    kept.extend(technical().map(str::to_owned));
    Ok(Words { kept, misspelt })
}

/// The words less the rare ones that quick fingers make of a common one: `sobber`, `whee`, `obital`.
///
/// They cost 0.3 % of simulated slips in the 20,000 commonest words. In their room come the other words of five letters
/// of size 80 (`razer`, `codec`, `geist`): of the pairs of words among the commonest 50,000 that are one edit apart 0.9 %
/// pass in place of 1.5 %.
fn without_slips(words: BTreeMap<String, u32>) -> impl Iterator<Item = String> {
    let common = words.iter().filter(|&(word, &size)| size <= 35 && word.len() >= 5);
    let slips: HashSet<String> = common.flat_map(|(word, _)| slips(word)).collect();
    let is_rare = |word: &str, size: u32| size >= 80 || (size >= 50 && word.len() <= 4);
    words.into_iter().filter(move |(word, size)| !(is_rare(word, *size) && slips.contains(word))).map(|(word, _)| word)
}

/// The word with a letter after the first left out, doubled, or swapped with the next one.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut made = Vec::new();
    for at in 1..letters.len() {
        let (before, rest) = letters.split_at(at);
        made.push(before.iter().chain(&rest[1..]).collect());
        made.push(before.iter().chain(&rest[..1]).chain(rest).collect());
        if let [one, next, rest @ ..] = rest
            && one != next
        {
            made.push(before.iter().chain([next, one]).chain(rest).collect());
        }
    }
    made
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
