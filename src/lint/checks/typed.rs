//! Typed answers: what else is right, and what says more than was asked for.

use super::DeckContext;
use super::speech::{Phrases, Speech};
use crate::deck::{RuleId, Synonyms, quoted};
use crate::grading::AnswerSet;
use crate::lint::card_texts::CardTexts;
use crate::lint::expected_text::wanted;
use crate::lint::finding::Findings;
use crate::lint::rule::{Needs, Rule};
use crate::lint::stop_words;
use crate::lint::words::{Phrase, Token, Word, WordList};

pub(in crate::lint) static MISSING_VARIANT: Rule = Rule {
    needs: Needs::Words,
    threshold: "the digits of a number, initials that the deck itself uses: in `accept`, unless they are right anyway or \
                stand in the question",
    what: "a right answer that would be called wrong",
    why: "Nothing spoils a program so much as being told one is wrong when one is right.",
    weak: "answer: programming unit (PU in another card)",
    better: "answer: programming unit\naccept: [PU]",
    source: "Moodle, short-answer questions; Matuschak on false negatives",
    ..Rule::slight(RuleId::MissingVariant)
};

pub(in crate::lint) static MORE_THAN_ASKED: Rule = Rule {
    threshold: "where a year, a month, a century or a surname is asked for, the typed answer is that, or `accept` has it",
    what: "a date where a year or a month is asked for, a full name where the surname is",
    why: "Whoever types the year alone has answered the question and is told they are wrong.",
    weak: "question: In which year was PyTorch released?   answer: 18 January 2017",
    better: "answer: \"2017\"",
    ..Rule::grave(RuleId::MoreThanAsked)
};

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    if !reading.kind.is_typed() {
        return;
    }
    more_than_asked(reading, out);
    // Several answers each have forms of their own, so only a single one is checked for a missing form.
    let [answer] = reading.answers.as_slice() else { return };
    let variant = number_variant(reading, answer);
    if let Some(variant) = variant.filter(|variant| lacks(reading, variant, &context.synonyms)) {
        missing(reading, &variant, out);
    }
}

/// Phrases that ask for a year.
static FOR_YEAR: Phrases = Phrases::of(&[
    "which|what|the year|years",
    "welches|welchem|welchen jahr",
    "quelle|quelles année|années",
    "qué año|años",
    "che|quale anno",
    "que|qual ano",
    "welk jaar",
    "year in which",
    "year of",
    "jahr des|der|von",
    "année de|du",
    "año de|del",
]);
/// Prompt words that ask for something other than a mere year.
static DATES: WordList = WordList::of(
    "day date month tag datum monat jour date mois día fecha mes giorno data mese dia mês dag maand school academic \
         leap financial fiscal",
);

/// Phrases that ask for a century.
static FOR_CENTURY: Phrases = Phrases::of(&[
    "which|what century",
    "welchem|welches jahrhundert",
    "quel siècle",
    "qué siglo",
    "quale secolo",
    "que século",
]);

/// Phrases that ask for a surname.
static FOR_SURNAME: Phrases = Phrases::of(&[
    "surname",
    "family name",
    "last name of",
    "nachname",
    "nachnamen",
    "familienname",
    "nom de famille",
    "apellido",
    "cognome",
]);
/// Words that may stand next to a year in an answer.
static BESIDE_YEARS: WordList = WordList::of(
    "ad bc ce bce in about around circa c ca the or and to from um v n chr im jahr year en l'an anno año früh early late",
);

/// Phrases that ask for a month.
static FOR_MONTH: Phrases = Phrases::of(&[
    "which|what month",
    "welchem|welcher|welchen monat",
    "quel mois",
    "qué mes",
    "che|quale mese",
    "que mês",
]);

/// The part of an answer that is asked for; `None` if the answer says no more than that.
type Less = fn(&Phrase) -> Option<String>;

/// Reports answers that say more than was asked for, such as a full date for a year: whoever types only the year
/// is told they are wrong.
fn more_than_asked(reading: &CardTexts, out: &mut Findings) {
    let speech = Speech::of(&reading.prompt);
    let asks_date = reading.prompt.find(&DATES).is_some();
    let kinds: [(&Phrases, bool, Less); 4] = [
        (&FOR_CENTURY, false, century_of),
        (&FOR_YEAR, asks_date, year_of),
        (&FOR_MONTH, false, month_of),
        (&FOR_SURNAME, false, surname_of),
    ];
    let found =
        kinds.into_iter().find_map(|(phrases, off, less)| Some((phrases.find(&speech).filter(|_| !off)?, less)));
    let Some((words, less)) = found else { return };
    for (at, answer) in reading.answers.iter().enumerate() {
        let Some(less) = less(answer) else { continue };
        if !reading.accept.iter().any(|text| text.text.trim() == less) {
            let what = format!("\"{}\" is asked for, and \"{}\" says more", speech.span(words), answer.text);
            let place = reading.card.place_of(reading.answer_field(), at);
            out.add(&MORE_THAN_ASKED, place, what).help(format!("answer: {}", quoted(&less)));
            return;
        }
    }
}

/// The only year in a text, if the text says more.
fn year_of(answer: &Phrase) -> Option<String> {
    let is_year = |word: &str| (3..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let (years, others): (Vec<&Token>, Vec<&Token>) =
        answer.tokens.iter().partition(|token| is_year(answer.word_at(token)));
    let more = others.iter().any(|token| !BESIDE_YEARS.contains(&token.raw));
    matches!(years.as_slice(), [_] if more).then(|| answer.word_at(years[0]).to_owned())
}

/// The century of the year in a text.
fn century_of(answer: &Phrase) -> Option<String> {
    const CENTURY: u32 = 100;
    let year = answer.tokens.iter().map(|token| answer.word_at(token)).find(|word| word.len() == 4);
    let year: u32 = year?.parse().ok()?;
    Some(year.div_ceil(CENTURY).to_string())
}

/// The last of several names, with its particle: `van Gogh`.
fn surname_of(answer: &Phrase) -> Option<String> {
    let words: Vec<&str> = answer.text.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let (first, last) = (words.first()?, words.last()?);
    let particle = words.iter().position(|word| !is_name(word)).unwrap_or(words.len() - 1);
    (words.len() >= 2 && particle > 0 && is_name(first) && is_name(last)).then(|| words[particle..].join(" "))
}

/// The month in a text, if the text also has a number.
fn month_of(answer: &Phrase) -> Option<String> {
    let word = |token: &Token| answer.word_at(token).to_owned();
    let mut words =
        answer.tokens.iter().map(word).filter(|word| word.chars().all(char::is_alphabetic) && word.len() >= 3);
    let number = answer.text.contains(|c: char| c.is_ascii_digit());
    words.next().filter(|_| number && words.next().is_none())
}

/// Whether a form of the answer would be marked wrong, although it is right and the question doesn't say it itself.
pub(super) fn lacks(reading: &CardTexts, variant: &str, synonyms: &Synonyms) -> bool {
    let all = wanted(reading.card);
    let [wanted] = all.as_slice() else { return false };
    // An exact answer wants this very form.
    let is_exact = wanted.is_exact() || wanted.text.is_code();
    let of_variant: Vec<Word> = Phrase::new(variant.to_owned()).tokens.iter().map(|token| token.raw).collect();
    let asked: Vec<Word> = reading.prompt.tokens.iter().map(|token| token.raw).collect();
    let is_asked = !of_variant.is_empty() && asked.windows(of_variant.len()).any(|words| words == of_variant);
    !is_exact && !is_asked && !wanted.grade(variant, synonyms, &AnswerSet::default()).is_right()
}

/// Reports a form that should be accepted.
pub(super) fn missing(reading: &CardTexts, variant: &str, out: &mut Findings) {
    let answers = reading.card.body.answers();
    let accept = answers.first().map_or(&[][..], |answer| answer.accept);
    let forms = accept.iter().map(|text| quoted(text.source())).chain(std::iter::once(quoted(variant)));
    let forms = forms.collect::<Vec<_>>().join(", ");
    let what = format!("\"{variant}\" is right as well and would be called wrong");
    let place = reading.card.place_of("answer", 0);
    out.add(&MISSING_VARIANT, place, what).help(if forms.len() <= 200 {
        format!("accept: [{forms}]")
    } else {
        format!("add {} to `accept`", quoted(variant))
    });
}

/// `3` for `three`, if the question asks how many. Somebody who sees no digits may well type them; but hardly
/// anybody types number words in a sum or a count of grams.
fn number_variant(reading: &CardTexts, answer: &Phrase) -> Option<String> {
    let asks =
        reading.prompt.tokens.windows(2).any(|two| two[0].raw == Word::of("how") && two[1].raw == Word::of("many"));
    let written = answer.text.trim().to_lowercase();
    let pairs = || stop_words::NUMBERS.split(' ').zip(stop_words::DIGITS.split(' '));
    let digits = pairs().find_map(|(word, digits)| (written == word).then_some(digits));
    digits.filter(|_| asks).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, findings, help};

    fn typed(question: &str, answer: &str, more: &str) -> String {
        format!("- id: a\n  kind: typed\n  question: {question}\n  answer: {answer}\n{more}")
    }

    #[test]
    fn what_is_right_as_well_is_accepted() {
        let three = typed("How many factors are there?", "three", "");
        assert_eq!(count(RuleId::MissingVariant, &three), 1);
        assert_eq!(help(RuleId::MissingVariant, &three), "accept: [\"3\"]");
        let both = typed("How many factors are there?", "three", "  accept: ['3']");
        assert_eq!(count(RuleId::MissingVariant, &both), 0);
        assert_eq!(count(RuleId::MissingVariant, &typed("tres", "three", "")), 0);
        assert_eq!(count(RuleId::MissingVariant, &typed("How many factors are there?", "three", "  exact: true")), 0);
        assert_eq!(
            count(RuleId::MissingVariant, &typed("How many of the 3 are named?", "three", "")),
            0,
            "it is asked"
        );
    }

    #[test]
    fn what_is_right_anyway_is_not_missing() {
        for answer in ["grey", "colour", "plough", "jail", "catalogue", "\"1,000\"", "3.5", "models"] {
            assert_eq!(count(RuleId::MissingVariant, &typed("Which is it?", answer, "")), 0, "{answer}");
        }
        let three = typed("How many factors are there?", "three", "");
        let found = findings("synonyms: [[three, '3']]\n", &three, None);
        assert!(!found.iter().any(|diagnostic| diagnostic.rule == RuleId::MissingVariant));
    }

    #[test]
    fn a_year_is_asked_and_a_year_is_the_answer() {
        for (question, answer, more, found) in [
            ("In which year did the wall fall?", "9 November 1989", "", 1),
            ("What year did the wall fall?", "November 1989", "", 1),
            ("In welchem Jahr fiel die Mauer?", "9.11.1989", "", 1),
            ("In which year did the wall fall?", "\"1989\"", "", 0),
            ("In which year did Caesar die?", "44 BC", "", 0),
            ("In which years was the war?", "1914–1918", "", 0),
            ("In which year did the wall fall?", "9 November 1989", "  accept: ['1989']", 0),
            ("In which month did the wall fall?", "9 November 1989", "", 1),
            ("In which month did the wall fall?", "November", "", 0),
            ("On which day did the wall fall?", "9 November 1989", "", 0),
            ("Day, month and the year of the fall of the wall?", "9 November 1989", "", 0),
            ("Jahr des Mauerfalls?", "9.11.1989", "", 1),
            ("In which century did Columbus sail west?", "\"1492\"", "", 1),
            ("In which century did Columbus sail west?", "15th century", "", 0),
            ("What is the surname of the author of Emma?", "Jane Austen", "", 1),
            ("What is the surname of the author of Emma?", "Austen", "", 0),
        ] {
            assert_eq!(count(RuleId::MoreThanAsked, &typed(question, answer, more)), found, "{question} {answer}");
        }
        let card = typed("In which year did the wall fall?", "9 November 1989", "");
        assert_eq!(help(RuleId::MoreThanAsked, &card), "answer: \"1989\"");
        let painter = typed("What is the surname of the painter of Sunflowers?", "Vincent van Gogh", "");
        assert_eq!(help(RuleId::MoreThanAsked, &painter), "answer: \"van Gogh\"");
    }
}
