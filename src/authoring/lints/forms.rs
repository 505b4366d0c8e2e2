//! Choices whose form tells them apart: by an article of the question, by how a number is written, by a word in front.

use std::sync::LazyLock;

use crate::authoring::reading::Reading;
use crate::authoring::words::{Phrase, Word, WordSet, set_of};

/// Numbers in words, from none to twenty and by tens.
static NUMBERS: LazyLock<WordSet> = LazyLock::new(|| {
    set_of(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
         eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million \
         eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend \
         un deux trois quatre cinq sept huit neuf dix onze douze vingt cent mille \
         uno dos tres cuatro cinco seis siete ocho nueve diez doce veinte cien mil",
    )
});

/// What one choice alone should not begin with.
static OPENINGS: LazyLock<WordSet> = LazyLock::new(|| {
    set_of(
        "to by in on at from for with without because through via of as into during since um durch mit wegen pour avec para con",
    )
});

/// Why choices that are numbers are not of one sort.
pub(super) fn mixed_numbers(all: &[&Phrase]) -> Option<String> {
    let digits =
        |text: &&&Phrase| !text.text.is_empty() && text.text.chars().all(|c| c.is_ascii_digit() || ",. ".contains(c));
    let words = |text: &&&Phrase| {
        let hyphen = |token: &crate::authoring::words::Token| NUMBERS.contains(&token.raw);
        !text.tokens.is_empty() && text.tokens.iter().all(hyphen)
    };
    let (in_digits, in_words) = (all.iter().filter(digits).count(), all.iter().filter(words).count());
    (in_digits > 0 && in_words > 0 && in_digits + in_words == all.len())
        .then(|| "some numbers are written in digits and some in words".to_owned())
}

/// The word that one choice alone begins with: `To digest proteins` among nouns.
pub(super) fn odd_opening(all: &[&Phrase]) -> Option<String> {
    let opens = |text: &&&Phrase| {
        text.tokens.len() > 1 && text.tokens.first().is_some_and(|token| OPENINGS.contains(&token.raw))
    };
    let mut odd = all.iter().filter(opens);
    let (first, more) = (odd.next()?, odd.next());
    // Where one is a phrase and the others are single words, they may be of any sort.
    let phrases = all.iter().filter(|text| text.word_count() > 1).count() * 2 > all.len();
    let numbers = all.iter().any(|text| text.text.contains(|c: char| c.is_ascii_digit()));
    let word = first.first()?;
    (more.is_none() && all.len() > 2 && phrases && !numbers).then(|| format!("one begins with \"{word}\""))
}

/// The article at the end of a question, or before its gap, where it fits the right choices alone.
pub(super) fn telling_article<'r>(reading: &'r Reading) -> Option<&'r str> {
    let prompt = &reading.prompt;
    let behind = |end: usize| prompt.text[end..].trim_start_matches([' ', '*']);
    let before_gap = |end: usize| {
        let behind = behind(end);
        behind.is_empty()
            || behind.starts_with(['_', '…', '?', ':'])
            || behind.starts_with("...")
            || behind.starts_with('[')
    };
    let articles = [Word::of("a"), Word::of("an")];
    let article = prompt
        .tokens
        .iter()
        .find(|token| articles.contains(&token.raw) && !token.code && before_gap(token.end as usize))?;
    // `a(n)`, `a/an` fit all.
    let open = prompt.text[..article.start as usize].ends_with(['/', '('])
        || behind(article.end as usize).starts_with(['(', '/']);
    let wants_vowel = article.raw == articles[1];
    let fits = |text: &&Phrase| begins_with_vowel(&text.text) == wants_vowel;
    let telling = reading.answers.iter().all(|text| fits(&text)) && !reading.wrong.iter().any(|text| fits(&text));
    (telling && !open).then(|| prompt.word_at(article))
}

/// Whether `an` stands before a word.
fn begins_with_vowel(text: &str) -> bool {
    const SILENT: [&str; 4] = ["hour", "honest", "honour", "heir"];
    const SPOKEN: [&str; 10] = ["uni", "use", "usu", "eu", "one", "once", "uk", "ufo", "ubi", "ura"];
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|begin| lower.starts_with(begin));
    if begins(&SILENT) || lower.starts_with('8') {
        return true;
    }
    lower.starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'ö', 'ä', 'å'])
        && (!begins(&SPOKEN) || lower.starts_with("unim") || lower.starts_with("unin"))
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::count;

    fn choice(question: &str, answer: &str, wrong: &str) -> String {
        format!("- id: a\n  kind: choice\n  question: \"{question}\"\n  answer: {answer}\n  distractors: [{wrong}]")
    }

    #[test]
    fn numbers_and_openings_are_of_one_sort() {
        for (answer, wrong, found) in [
            ("eight", "'6', '10', '12'", 1),
            ("eight", "six, ten, twelve", 0),
            ("Filtration of blood", "Production of bile, Storage of sugar, To digest proteins", 1),
            ("By boat", "By train, On foot", 0),
            ("in the heart", "the lung, the liver", 1),
            ("over 20", "10 to 20, 5 to 10", 0),
            ("home", "at school, work", 0),
        ] {
            assert_eq!(count("mixed-choices", &choice("What?", answer, wrong)), found, "{answer}, {wrong}");
        }
    }

    #[test]
    fn an_article_fits_all() {
        for (question, answer, wrong, found) in [
            ("A doctor for the eye is called an …", "ophthalmologist", "cardiologist, neurologist", 1),
            ("The bird of prey is a ___ that hunts.", "falcon", "owl, eagle", 1),
            ("A doctor for the eye is called an …", "ophthalmologist", "oncologist, neurologist", 0),
            ("A doctor for the eye is called a(n) …", "ophthalmologist", "cardiologist, neurologist", 0),
            ("Who eats an egg?", "owl", "cat, dog", 0),
        ] {
            assert_eq!(count("gap-cue", &choice(question, answer, wrong)), found, "{question}");
        }
    }
}
