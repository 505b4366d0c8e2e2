//! Expands English contractions, since `what's` asks the same as `what is`.

use std::sync::LazyLock;

use super::words::{Word, WordMap};

/// A second word, and the contractions that end in it.
const CONTRACTED: &[(&str, &str)] = &[
    ("is", "what's who's where's when's why's how's it's that's there's here's which's"),
    ("are", "what're who're they're you're we're"),
    ("have", "they've you've we've i've"),
    ("will", "they'll you'll we'll it'll what'll who'll"),
    (
        "not",
        "isn't aren't wasn't weren't doesn't don't didn't hasn't haven't hadn't couldn't wouldn't shouldn't mustn't \
         needn't",
    ),
];

/// Contractions that can't be split into a first word and an ending.
const IRREGULAR: [(&str, [&str; 2]); 4] =
    [("can't", ["can", "not"]), ("cannot", ["can", "not"]), ("won't", ["will", "not"]), ("shan't", ["shall", "not"])];

static IN_FULL: LazyLock<WordMap<[Word; 2]>> = LazyLock::new(|| {
    let regular = CONTRACTED.iter().flat_map(|&(second, all)| {
        let cut = if second == "not" { "n't" } else { "'" };
        let parts = move |word: &str| [word.split(cut).next().unwrap_or_default(), second].map(Word::of);
        all.split_whitespace().map(move |word| (Word::of(word), parts(word)))
    });
    regular.chain(IRREGULAR.iter().map(|(word, parts)| (Word::of(word), parts.map(Word::of)))).collect()
});

/// Appends a word, expanded if it is a contraction.
pub(super) fn push_in_full(word: Word, to: &mut Vec<Word>) {
    match IN_FULL.get(&word) {
        Some(parts) => to.extend(parts),
        None => to.push(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_run_together_are_two() {
        for (word, full) in [
            ("what's", "what is"),
            ("doesn't", "does not"),
            ("they're", "they are"),
            ("can't", "can not"),
            ("won't", "will not"),
            ("ann's", "ann's"),
        ] {
            let mut found = Vec::new();
            push_in_full(Word::of(word), &mut found);
            assert_eq!(found, full.split(' ').map(Word::of).collect::<Vec<_>>(), "{word}");
        }
    }
}
