//! The words that distinguish a question from others: without those that another wording may add or drop.

use super::contracted::push_in_full;
use super::signs::Signs;
use super::stem::stem;
use super::words::{Phrase, Word, WordList};

const QUOTING: Signs = Signs::of("\"", &['\u{ab}', '\u{bb}', '\u{201c}', '\u{201d}', '\u{201e}']);

/// Articles, words that only ask, forms of `be` and `do`. Words that say where, when or whether something is so are
/// not here: they make a different question.
static ASIDE: WordList = WordList::of(
    "a an the one what which that of in is are was were be been being do does did it its there this these you called \
         der die das den dem des ein eine einen einem einer eines was welche welcher welches welchen ist sind war waren es \
         man heißt heißen nennt im \
         le la les l d du de des un une que quel quelle quels quelles est sont était qu c ce il on appelle s y a-t-il \
         el los las del lo una uno qué cuál cuáles es son era se llama \
         il gli i di dei della del dello che quale quali è sono chiama si uno \
         o os as um uma do da dos das qual quais são chama \
         het een wat welke welk zijn heet van",
);

/// Elided words written together with the next one: `l'eau`.
const ELIDED: [&str; 12] = ["l", "d", "qu", "s", "n", "j", "c", "m", "t", "dell", "nell", "all"];

/// The distinguishing words of a text, in order. A text with quotation marks is about words, so all of them count.
pub(super) fn wording(text: &Phrase, english: bool) -> Vec<Word> {
    let all = QUOTING.are_in(&text.text);
    let mut telling = Vec::with_capacity(text.tokens.len());
    let mut in_full = Vec::new();
    for token in &text.tokens {
        if !all && !token.code && ASIDE.contains(&token.raw) {
            continue;
        }
        let word = text.word_at(token);
        match word.split_once(['\'', '\u{2019}']) {
            Some((_, _)) if all => telling.push(token.stem),
            Some(_) if english => {
                in_full.clear();
                push_in_full(token.raw, &mut in_full);
                if in_full.len() > 1 {
                    telling.extend(in_full.iter().filter(|word| !ASIDE.contains(word)));
                } else {
                    telling.push(token.stem);
                }
            }
            Some((elided, rest)) if ELIDED.contains(&elided.to_lowercase().as_str()) => {
                let mut rest = rest.to_lowercase();
                if !ASIDE.contains(&Word::of(&rest)) {
                    stem(&mut rest);
                    telling.push(Word::of(&rest));
                }
            }
            _ => telling.push(token.stem),
        }
    }
    telling
}

/// Whether both have the same words in the same order, or one is a rotation of the other.
pub(super) fn is_turned(one: &[Word], other: &[Word]) -> bool {
    let turned = |at: usize| one[at..].iter().chain(&one[..at]).eq(other);
    one.len() == other.len() && (0..one.len()).any(turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, english: bool) -> Vec<Word> {
        wording(&Phrase::new(text.to_owned()), english)
    }

    #[test]
    fn small_words_tell_nothing() {
        for (one, other) in [
            ("What is the boiling point of water?", "Which is water's boiling point?"),
            (
                "In a heap, how long does it take to look up the minimum?",
                "How long does it take to look up the minimum of a heap?",
            ),
        ] {
            assert!(is_turned(&words(one, true), &words(other, true)), "{one}");
        }
        for (one, other) in [
            ("Quelle est la capitale du Pérou ?", "La capitale du Pérou, c'est…"),
            ("Quel gaz fait brûler l'hydrogène ?", "Fait brûler l’hydrogène, quel gaz ?"),
            ("Welcher Fluss fließt durch Köln?", "Durch Köln fließt welcher Fluss?"),
            ("¿Cuál es el río más largo de España?", "El río más largo de España es…"),
        ] {
            let [one_, other_] = [one, other].map(|text| crate::lint::words::sorted(words(text, false).into_iter()));
            assert_eq!(one_, other_, "{one}");
        }
    }

    #[test]
    fn words_that_matter_are_kept() {
        for (one, other) in [
            ("Which vessel leads from the heart to the lungs?", "Which vessel leads from the lungs to the heart?"),
            ("Who founded Rome?", "When was Rome founded?"),
            ("Which nerve runs to the brain?", "Which nerve runs from the brain?"),
            ("What does \u{ab}le livre\u{bb} mean?", "What does \u{ab}la livre\u{bb} mean?"),
        ] {
            assert!(!is_turned(&words(one, true), &words(other, true)), "{one}");
        }
    }
}
