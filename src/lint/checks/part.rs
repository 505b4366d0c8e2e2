//! Parts of the answer that the question says: `After whom is the watt named?`, `Metaphasenplatte` for `Metaphase`.

use super::inflection;
use crate::lint::card_texts::CardTexts;
use crate::lint::signs::Signs;
use crate::lint::words::{Phrase, Token, WordList};

const QUOTING: Signs = Signs::of("\"_", &['“', '„', '«', '‘']);

/// A word with this many letters isn't part of a longer one by chance.
const LONG: usize = 6;

/// The part of a short answer that the question says.
pub(super) fn said<'a>(reading: &CardTexts, answer: &'a Phrase) -> Option<&'a str> {
    let languages = reading.card.judging.languages;
    let is_asked = reading.kind.is_open() && languages.question == languages.answer;
    if !is_asked || answer.is_signs() || answer.tokens.len() > 4 || is_of_words(&reading.prompt) {
        return None;
    }
    namesake(reading, answer).or_else(|| begun(reading, answer)).or_else(|| within(reading, answer))
}

/// Whether the prompt is about words, or quotes some.
fn is_of_words(prompt: &Phrase) -> bool {
    static OF_WORDS: WordList = WordList::of(
        "word words plural singular form noun verb adjective adverb mean means meaning prefix suffix synonym opposite spell \
             compound wort wörter mehrzahl einzahl form nomen substantiv adjektiv verb bedeutet heißen vorsilbe nachsilbe silbe \
             verkleinerungsform infinitiv mot pluriel singulier adjectif verbe signifie féminin masculin préfixe suffixe \
             palabra plural singular sustantivo adjetivo verbo significa femenino masculino diminutivo",
    );
    prompt.find(&OF_WORDS).is_some() || prompt.has_code() || QUOTING.are_in(&prompt.text) || prompt.text.contains(" '")
}

/// The name of a person that is a common word in the question: James Watt.
fn namesake<'a>(reading: &CardTexts, answer: &'a Phrase) -> Option<&'a str> {
    static PERSONS: WordList = WordList::of(
        "who whom whose named inventor engineer physicist scientist chemist mathematician wer wem wen benannt erfinder qui nommé \
             nom inventeur ingénieur quién nombre inventor",
    );
    reading.prompt.find(&PERSONS)?;
    let last = answer.tokens.last().filter(|token| token.capital && !token.stop)?;
    let name = answer.word_at(last);
    let is_name =
        name.chars().count() >= 4 && answer.tokens.len() >= 2 && !name.starts_with(|c: char| c.is_ascii_digit());
    let in_prompt = |word: &str| word.starts_with(char::is_lowercase) && word == name.to_lowercase();
    let said = reading.prompt.tokens.iter().any(|token| in_prompt(reading.prompt.word_at(token)));
    (is_name && said).then_some(name)
}

/// The answer, if a longer word of the question begins with it: `Metaphasenplatte`.
fn begun<'a>(reading: &CardTexts, answer: &'a Phrase) -> Option<&'a str> {
    static EITHER: WordList = WordList::of("or oder ou o u");
    static ARTICLES: WordList =
        WordList::of("a an the der die das den dem ein eine le la les un une l el los las una il lo");
    let mut words = answer.tokens.iter().skip_while(|token| ARTICLES.contains(&token.raw));
    let (Some(only), None) = (words.next(), words.next()) else { return None };
    let word = answer.word_at(only);
    let lower = word.to_lowercase();
    let lower = bare(&lower);
    let count = lower.chars().count();
    let language = reading.card.judging.languages.question;
    let is_noun = language.code() == "de" && only.capital;
    let either = reading.prompt.text.contains(',') || reading.prompt.find(&EITHER).is_some();
    let said = |asked: &str| {
        let asked = asked.to_lowercase();
        // Endings like `-s` don't make it another word.
        bare(&asked).strip_prefix(lower).is_some_and(|rest| match rest.chars().count() {
            // For English, this has been checked before.
            0 => count > 3 && !language.is_english() && !either,
            1 | 2 => false,
            more => count >= LONG || (is_noun && count >= 4 && more > 4),
        })
    };
    let mut asked = reading.prompt.tokens.iter().map(|token| reading.prompt.word_at(token));
    asked.any(said).then_some(word)
}

/// The name that is asked for, if an adjective in the question is derived from it: `mesoatlántica` from `Atlántico`.
fn within<'a>(reading: &CardTexts, answer: &'a Phrase) -> Option<&'a str> {
    const BEFORE: usize = 3;
    let is_name = |token: &&Token| token.capital || answer.word_at(token).contains(['\'', '’']);
    let name = answer.tokens.iter().rfind(|token| is_name(token) && !token.stop)?;
    let written = answer.word_at(name);
    let folded = inflection::bare(written);
    let root = trimmed(&folded);
    let asked_for = |token: &Token| reading.prompt.tokens.iter().any(|asked| asked.stem == token.stem);
    let is_little = |token: &Token| token.stop || token.end - token.start <= 3;
    let is_alone = answer.tokens.iter().all(|token| is_little(token) || token.start == name.start || asked_for(token));
    if root.chars().count() < LONG || !is_alone {
        return None;
    }
    let code = reading.card.judging.languages.question.code();
    let (is_german, is_romance) = (code == "de", matches!(code, "es" | "fr" | "it" | "pt"));
    let holds = |word: &str| {
        let is_lower = word.starts_with(char::is_lowercase);
        let is_adjective = !is_german || is_lower;
        let word = inflection::bare(word);
        // `la isla báltica` gives away `mar Báltico`. An opposite says what it is not: `antarctic`.
        let is_akin = is_romance && is_lower && trimmed(&word) == root && word != folded;
        is_akin || (is_adjective && word.find(root).is_some_and(|at| at >= BEFORE && !word.starts_with("ant")))
    };
    let mut asked = reading.prompt.tokens.iter().map(|token| reading.prompt.word_at(token));
    asked.any(holds).then_some(written)
}

/// A folded word without the ending that makes it an adjective or a name.
fn trimmed(word: &str) -> &str {
    word.trim_end_matches(['a', 'e', 'o', 's', 'k', 'c', 'q', 'u', 'i', 'y', 'n'])
}

/// A word without what is elided before it: `ozone` for `l'ozone`.
fn bare(word: &str) -> &str {
    word.split_once(['\'', '’']).filter(|(elided, _)| elided.len() <= 2).map_or(word, |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{asked, count_in};

    fn count(language: &str, question: &str, answer: &str) -> usize {
        count_in(language, RuleId::AnswerInPrompt, &asked("typed", question, answer))
    }

    #[test]
    fn a_question_says_no_part_of_its_answer() {
        for (language, question, answer) in [
            ("en", "After which Scottish engineer is the watt named, the unit of power?", "James Watt"),
            ("en", "Who invented the diesel engine?", "Rudolf Diesel"),
            ("en", "Which element do nitrogenous bases owe their name to?", "nitrogen"),
            (
                "de",
                "Wie heißt die Phase der Mitose, in der die Chromosomen in der Metaphasenplatte liegen?",
                "Metaphase",
            ),
            ("de", "Welcher Staat hat einen Luxemburgischen Großherzog?", "Luxemburg"),
            ("de", "Welches Gas bildet die Ozonschicht?", "Ozon"),
            ("fr", "Quel gaz forme la couche d'ozone ?", "l'ozone"),
            ("es", "¿Qué gas forma la capa de ozono?", "el ozono"),
            ("es", "¿En qué océano se encuentra la dorsal mesoatlántica?", "Atlántico"),
            ("es", "¿En qué océano está la corriente noratlántica?", "el Atlántico"),
            ("fr", "Dans quel océan passe la dorsale médio-atlantique ?", "l'Atlantique"),
            ("de", "In welchem Ozean liegt der mittelatlantische Rücken?", "Atlantik"),
            ("es", "¿En qué océano está la costa atlántica de Cádiz?", "el océano Atlántico"),
            ("fr", "Dans quel pays la savane sénégalaise se trouve-t-elle ?", "Sénégal"),
        ] {
            assert_eq!(count(language, question, answer), 1, "{question}");
        }
        for (language, question, answer) in [
            ("en", "What is the longest river in Italy?", "the Po River"),
            ("en", "Who wrote Frankenstein?", "Mary Shelley"),
            ("en", "Which particle carries charge in a wire?", "electron"),
            ("en", "Which war ended in 1953?", "the Korean War"),
            ("en", "Who was king of the Britons in legend?", "King Arthur"),
            ("de", "Wie lautet die Verkleinerungsform von Häuschenbauer?", "Häuschen"),
            ("de", "Wie heißt das Organ, das Galle bildet?", "Leber"),
            ("de", "Wer erfand den Buchdruck?", "Johannes Gutenberg"),
            ("fr", "Quel est le pluriel de bal ?", "des bals"),
            ("fr", "Le cuivre ou le fer, lequel rouille ?", "le fer"),
            ("de", "Ist Eisen oder Kupfer edler?", "Kupfer"),
            ("de", "Welcher Fluss fließt durch Mainz?", "Main"),
            ("es", "¿Qué océano rodea la Antártida?", "Antártico"),
            ("en", "Which region lies opposite the antarctic one?", "Arctic"),
            ("de", "Welches Gas strömt aus der Mineralwasserflasche?", "Kohlendioxid"),
            ("es", "¿Quién pintó el Guernica?", "Pablo Picasso"),
        ] {
            assert_eq!(count(language, question, answer), 0, "{question}");
        }
    }
}
