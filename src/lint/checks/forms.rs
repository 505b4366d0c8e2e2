//! Choices that their form tells apart: an article in the question, or the way a number is written.

use super::gender;
use crate::lint::card_texts::CardTexts;
use crate::lint::words::{Phrase, WordList};

/// Number words, up to twenty and then by tens.
static NUMBERS: WordList = WordList::of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
         eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million \
         eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend \
         un deux trois quatre cinq sept huit neuf dix onze douze vingt cent mille \
         uno dos tres cuatro cinco seis siete ocho nueve diez doce veinte cien mil",
);

/// Why choices that are numbers don't match one another.
pub(super) fn mixed_numbers(all: &[&Phrase]) -> Option<String> {
    let digits =
        |text: &&&Phrase| !text.text.is_empty() && text.text.chars().all(|c| c.is_ascii_digit() || ",. ".contains(c));
    let words = |text: &&&Phrase| {
        let hyphen = |token: &crate::lint::words::Token| NUMBERS.contains(&token.raw);
        !text.tokens.is_empty() && text.tokens.iter().all(hyphen)
    };
    let (in_digits, in_words) = (all.iter().filter(digits).count(), all.iter().filter(words).count());
    (in_digits > 0 && in_words > 0 && in_digits + in_words == all.len())
        .then(|| "some numbers are written in digits and some in words".to_owned())
}

/// Whether a choice states an amount in words: `an hour`, `two days`, `half of it`.
pub(super) fn tells_amount(text: &Phrase) -> bool {
    static OTHERS: WordList = WordList::of("a an half all none no every once twice ein eine halb une una");
    text.find(&NUMBERS).is_some() || text.find(&OTHERS).is_some()
}

/// The article at the end of a question or before its gap, if it fits only the right choices.
pub(super) fn telling_article<'r>(reading: &'r CardTexts) -> Option<&'r str> {
    let prompt = &reading.prompt;
    let behind = |end: usize| prompt.text[end..].trim_start_matches([' ', '*']);
    let before_gap = |end: usize| {
        let behind = behind(end);
        behind.is_empty()
            || behind.starts_with(['_', '…', '?', ':'])
            || behind.starts_with("...")
            || behind.starts_with('[')
    };
    let languages = reading.card.judging.languages;
    let code = languages.answer.code();
    let fits = |word: &str, text: &Phrase| {
        if code == "en" { fits_english(word, text) } else { gender::fits(code, word, noun(text, code)?) }
    };
    // If a language is being learned, the article may be what is asked for.
    if languages.question.code() != code || (code != "en" && speaks_of_words(prompt)) {
        return None;
    }
    let telling = |word: &str| {
        let all = |texts: &[Phrase], wanted: bool| texts.iter().all(|text| fits(word, text) == Some(wanted));
        all(&reading.answers, true) && all(&reading.wrong, false)
    };
    let article = prompt.tokens.iter().find(|token| {
        !token.code && before_gap(token.end as usize) && telling(&prompt.word_at(token).to_lowercase())
    })?;
    // `a(n)` and `a/an` fit all choices.
    let open = prompt.text[..article.start as usize].ends_with(['/', '('])
        || behind(article.end as usize).starts_with(['(', '/']);
    (!open).then(|| prompt.word_at(article))
}

fn fits_english(word: &str, text: &Phrase) -> Option<bool> {
    let wants_vowel = match word {
        "a" => false,
        "an" => true,
        _ => return None,
    };
    Some(begins_with_vowel(&text.text) == wants_vowel)
}

/// The noun of a choice without an article of its own.
fn noun<'p>(text: &'p Phrase, code: &str) -> Option<&'p str> {
    let token = match code {
        "de" => text.tokens.iter().rfind(|token| token.capital),
        _ => text.tokens.first(),
    };
    token.map(|token| text.word_at(token)).filter(|word| !word.contains(['\'', '\u{2019}']))
}

/// Whether a question quotes something or asks for a word.
fn speaks_of_words(prompt: &Phrase) -> bool {
    static OF_WORDS: WordList = WordList::of(
        "artikel genus geschlecht wort substantiv nomen article genre mot nom substantif artículo género palabra \
             sustantivo articolo genere parola artigo gênero palavra",
    );
    prompt.text.contains(['"', '„', '“', '”', '«', '»', '‚']) || prompt.find(&OF_WORDS).is_some()
}

/// Whether a word takes `an`.
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
    use crate::deck::RuleId;
    use crate::lint::fixture::{choice, count};

    #[test]
    fn numbers_are_of_one_sort() {
        for (answer, wrong, found) in [("eight", "'6', '10', '12'", 1), ("eight", "six, ten, twelve", 0)] {
            assert_eq!(count(RuleId::MixedChoices, &choice("What?", answer, wrong)), found, "{answer}, {wrong}");
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
            assert_eq!(count(RuleId::GapCue, &choice(question, answer, wrong)), found, "{question}");
        }
    }

    #[test]
    fn an_article_fits_all_by_its_gender() {
        let found = |language: &str, question: &str, answer: &str, wrong: &str| {
            let header = format!("language: {language}\n");
            let found = crate::lint::fixture::findings(&header, &choice(question, answer, wrong), None);
            found.iter().filter(|diagnostic| diagnostic.rule == RuleId::GapCue).count()
        };
        for (language, question, answer, wrong) in [
            ("de", "Für Fieber misst man die Wärme mit einem", "Thermometer", "Waage, Pipette, Stoppuhr"),
            ("de", "Nägel schlägt man mit einem ___ ein.", "Hammer", "Zange, Säge"),
            ("de", "Die Galle entsteht in einer …", "Drüse", "Knochen, Muskel"),
            ("de", "Der Dirigent leitet ein …", "Orchester", "Mannschaft, Klasse, Zeitung"),
            ("fr", "La fièvre se mesure avec un …", "thermomètre", "balance, montre, règle"),
            ("fr", "Le poids se mesure avec une ___.", "balance", "thermomètre, compas"),
            ("es", "La fiebre se mide con un …", "termómetro", "balanza, regla"),
            ("es", "La sangre sale del corazón por una ___", "arteria", "riñón, nervio"),
            ("it", "La febbre si misura con un ...", "termometro", "bilancia, riga"),
        ] {
            assert_eq!(found(language, question, answer, wrong), 1, "{question}");
        }
        for (language, question, answer, wrong) in [
            ("de", "Für Fieber misst man die Wärme mit einem", "Thermometer", "Barometer, Pipette"),
            ("de", "Ergänze das Wort: Ich sehe einen …", "Hund", "Katze, Maus"),
            ("de", "„Das ist eine ___.“", "Katze", "Hund, Pferd"),
            ("de", "Fieber misst man mit einem/einer …", "Thermometer", "Waage, Pipette"),
            ("de", "Was misst man im", "Ofen", "Xqz, Vrk"),
            ("fr", "Complétez : « C'est une ___ »", "chaise", "tableau, couteau"),
            ("fr", "Le poids se mesure avec une ___.", "balance", "règle, montre"),
            ("es", "¿Qué mide un termómetro?", "la fiebre", "el peso, la altura"),
            ("es", "Se bebe el …", "agua", "leche, sangre"),
        ] {
            assert_eq!(found(language, question, answer, wrong), 0, "{question}");
        }
    }
}
