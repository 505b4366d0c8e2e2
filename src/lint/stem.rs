//! A light stemmer for English: it strips endings of number and tense, nothing that changes the meaning.

/// Strips the endings of a lower-case word: `models`, `modelled` and `modelling` get the same stem.
pub(super) fn stem(word: &mut String) {
    if word.ends_with('s') {
        strip(word, "'s");
    }
    if word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    plural(word);
    tense(word);
    if word.len() >= 4 && word.ends_with('e') {
        word.truncate(word.len() - 1);
    }
    // `optimize` and `optimise` are the same word.
    if word.len() >= 5 && word.ends_with("iz") {
        word.truncate(word.len() - 1);
        word.push('s');
    }
}

fn strip(word: &mut String, ending: &str) -> bool {
    let has = word.ends_with(ending);
    if has {
        word.truncate(word.len() - ending.len());
    }
    has
}

fn plural(word: &mut String) {
    if !word.ends_with('s') {
        return;
    }
    if word.len() >= 5 && strip(word, "ies") {
        word.push('y');
    } else if ["sses", "xes", "ches", "shes", "zes"].iter().any(|ending| word.ends_with(ending)) {
        word.truncate(word.len() - 2);
    } else if !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        word.truncate(word.len() - 1);
    }
}

fn tense(word: &mut String) {
    let ending = match word.as_bytes() {
        [.., b'i', b'n', b'g'] => 3,
        [.., b'e', b'd'] => 2,
        _ => return,
    };
    let rest = &word[..word.len() - ending];
    // Not an ending: `string` has no vowel before `ing`; in `need` and `speed`, `ed` follows another `e`.
    let is_stem = rest.len() >= 3 && !rest.ends_with('e') && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if is_stem {
        word.truncate(word.len() - ending);
        undouble(word);
    }
}

/// Drops a doubled last letter, except `s` and `z`: `runn` becomes `run`, `miss` stays.
fn undouble(word: &mut String) {
    let bytes = word.as_bytes();
    if let [.., before, last] = bytes
        && before == last
        && last.is_ascii()
        && !b"sz".contains(last)
        && word.len() > 3
    {
        word.truncate(word.len() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_one() {
        for group in [
            &["cite", "cites", "cited", "citing"][..],
            &["study", "studies"],
            &["class", "classes"],
            &["box", "boxes"],
            &["run", "runs", "running"],
            &["optimise", "optimize", "optimizing"],
            &["masakhane", "masakhane's"],
        ] {
            let stems: Vec<String> = group.iter().map(|word| stemmed(word)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        for (a, b) in [("bus", "bu"), ("gas", "gap"), ("need", "n"), ("string", "str"), ("gpt4", "gpt")] {
            assert_ne!(stemmed(a), stemmed(b));
        }
    }

    fn stemmed(word: &str) -> String {
        let mut word = word.to_owned();
        stem(&mut word);
        word
    }
}
