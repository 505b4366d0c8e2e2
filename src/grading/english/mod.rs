//! What is known about English words: whether one exists, its spellings and forms, and affixes that change the
//! meaning.
//!
//! The two lists are filters (`filter.rs`), built by `tools/word-list` from SCOWL and `VarCon`.

mod affix;
mod filter;
mod fold;
mod inflect;
mod spelling;

use filter::WordFilter;
use fold::fold;

pub(super) use {affix::turns_meaning, inflect::are_forms, spelling::are_spellings};

/// About 263,000 words, American and British, with technical words and names; and one in 4,096 of all non-words.
static WORDS: WordFilter<'static> = match WordFilter::read(include_bytes!("words.bin")) {
    Some(words) => words,
    None => panic!("words.bin is no filter"),
};

/// Whether a word is in the list, ignoring case, accents and a possessive ending.
#[must_use]
pub fn is_word(word: &str) -> bool {
    is_listed(&fold(word))
}

fn is_listed(folded: &str) -> bool {
    let has = |word: &str| !word.is_empty() && WORDS.has(&[word]);
    // "it's" is in the list as it is.
    has(folded) || folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).is_some_and(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_as_typed() {
        for word in [
            "word",
            "Word",
            "WORDS",
            "hypotension",
            "ilium",
            "Austria",
            "colour",
            "color",
            "café",
            "cafe",
            "naïve",
            "it's",
            "it’s",
            "don't",
            "Parkinson's",
            "students'",
            "Schrödinger",
            "œdema",
            "kinase",
            "mitochondria",
        ] {
            assert!(is_word(word), "{word}");
        }
    }

    #[test]
    fn misspellings_are_no_words() {
        for word in [
            "",
            "'s",
            "'",
            "definate",
            "hypertnesion",
            "propietary",
            "guage",
            "brocoli",
            "excentric",
            "recieve",
            "seperate",
            "Masakhnae",
            "tuscon",
            "accomodate",
            "mitochondira",
        ] {
            assert!(!is_word(word), "{word}");
        }
    }
}
