//! A kind of card is one file: few others name one.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of code that may name a kind: the kinds' own, and those that offer examples or make a kind of what others wrote.
const MOST: usize = 13;

#[test]
fn few_files_name_a_kind() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let naming: Vec<PathBuf> = rust_files(&src).into_iter().filter(|path| names_a_kind(path)).collect();
    assert!(naming.contains(&src.join("deck/kinds/order.rs")), "the test does not see the code");
    assert!(naming.len() <= MOST, "{} files: {naming:#?}", naming.len());
}

/// Whether its code, apart from tests and comments, names a variant of `Kind` or `Body`, or the struct of a kind.
fn names_a_kind(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).any(|line| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        words.any(|word| match word.rsplit_once("::") {
            Some(("Kind" | "Body", name)) => KINDS.contains(&name),
            Some((_, name)) => is_struct(name),
            None => is_struct(word),
        })
    })
}

/// The variants of `Kind` and `Body`; the struct of `Flip` is `FlipCard`.
const KINDS: [&str; 8] = ["Flip", "Typed", "Choice", "TrueFalse", "Cloze", "Order", "Match", "Term"];

fn is_struct(word: &str) -> bool {
    word.strip_suffix("Card").is_some_and(|name| KINDS.contains(&name))
}

/// All files of code that are no tests.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_test = matches!(name.as_str(), "tests" | "laws" | "sample") || name.ends_with("_laws");
        if path.is_dir() && !is_test {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !is_test {
            files.push(path);
        }
    }
    files
}
