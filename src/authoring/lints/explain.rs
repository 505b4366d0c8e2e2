//! The explanation after the answer.

use crate::authoring::finding::Findings;
use crate::authoring::placeholder::{is_placeholder, nothing};
use crate::authoring::reading::Reading;
use crate::authoring::rules::{LONG_BECAUSE, MISSING_BECAUSE, THIN_BECAUSE};
use crate::authoring::tongue::Tongue;
use crate::authoring::words::{Phrase, Token, sorted};
use crate::deck::{Kind, Place};
use crate::grading::outline::is_spaceless;

pub(super) fn check(reading: &Reading, out: &mut Findings) {
    let Some(because) = &reading.because else {
        if matches!(reading.kind, Kind::Choice | Kind::TrueFalse) && !reading.is_cue() {
            let what = format!("this `{}` card explains nothing after the answer", reading.kind.word());
            out.add(&MISSING_BECAUSE, reading.card.place, what).help("because: why it is so, in a sentence or two");
        }
        return;
    };
    let words = because.word_count();
    let place = reading.card.place_of("because", 0);
    if words > LONG_BECAUSE.limit(0) {
        let note = format!("{words} words, at most {}", LONG_BECAUSE.limit(0));
        out.add(&LONG_BECAUSE, place, "the explanation is long").note(note).help("keep the one reason that matters");
    } else if is_placeholder(&because.text) || nothing(&because.text).is_some() {
        let what = format!("\"{}\" only holds the place of an explanation", because.text);
        out.add(&THIN_BECAUSE, place, what).help("say why it is so, or leave `because` out");
    } else {
        thin(reading, because, place, out);
    }
}

fn thin(reading: &Reading, because: &Phrase, place: Place, out: &mut Findings) {
    // Where no spaces part the words, what looks like a word is a clause.
    if because.is_signs() || because.text.contains(is_spaceless) {
        return;
    }
    let least = THIN_BECAUSE.limit(0);
    let new = new_words(reading, because);
    // A note beside an answer that was typed or recalled need be no reason, but it should say something.
    let is_reason = matches!(reading.kind, Kind::Choice | Kind::TrueFalse);
    if new >= if is_reason { least } else { 1 } {
        return;
    }
    let note = format!("{new} words that say more than question and answer, at least {least}");
    out.add(&THIN_BECAUSE, place, "the explanation adds nothing to the answer").note(note).help("say why it is so");
}

/// How many of its words stand neither in the question nor in the answer, and are more than praise and little words.
fn new_words(reading: &Reading, because: &Phrase) -> usize {
    let known = || reading.answers.iter().chain(&reading.correction).chain(std::iter::once(&reading.prompt));
    let words = sorted(known().flat_map(|phrase| phrase.tokens.iter().map(|token| token.stem)));
    // `--ignore-case` says more than that case is ignored.
    let code =
        sorted(known().flat_map(|phrase| phrase.tokens.iter().filter(|token| token.code)).map(|token| token.stem));
    let fillers = Tongue::of(reading.card.judging.languages.question).map(|tongue| &tongue.fillers);
    let is_new = |token: &&Token| {
        let known = if token.code { &code } else { &words };
        let is_filler = !token.code && fillers.is_some_and(|fillers| fillers.contains(&token.raw));
        known.binary_search(&token.stem).is_err() && !is_filler
    };
    let new: Vec<&Token> = because.tokens.iter().filter(is_new).collect();
    // A year, another number or a piece of code says something by itself.
    let says_more = |token: &&Token| token.code || because.word_at(token).starts_with(|c: char| c.is_ascii_digit());
    let more = new.iter().any(says_more) || (!new.is_empty() && because.has_code());
    sorted(new.iter().map(|token| token.stem)).len() + usize::from(more)
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::count;

    fn statement(because: &str) -> String {
        format!("- id: a\n  kind: true-false\n  statement: Models are tested by firms.\n  answer: true\n{because}")
    }

    #[test]
    fn a_statement_is_explained() {
        assert_eq!(count("missing-because", &statement("")), 1);
        let good = "  because: A firm that sells its product answers for it and looks twice.";
        assert_eq!(count("missing-because", &statement(good)), 0);
        assert_eq!(count("thin-because", &statement(good)), 0);
        assert_eq!(count("missing-because", "- id: a\n  kind: flip\n  question: Who?\n  answer: Ada"), 0);
    }

    #[test]
    fn an_explanation_says_something_new_and_not_too_much() {
        for said in [
            "They are.",
            "Because firms have tested all of these models.",
            "That's correct.",
            "See above.",
            "It is so because it is so.",
            "\"-\"",
            "\"...\"",
            "TODO add an explanation",
            "Well-known fact.",
            "This is the right answer.",
        ] {
            assert_eq!(count("thin-because", &statement(&format!("  because: {said}"))), 1, "{said}");
        }
        for said in
            ["Their buyers demand it.", "Only two ever failed.", "The law has asked for it since 2020.", "In 2020."]
        {
            assert_eq!(count("thin-because", &statement(&format!("  because: {said}"))), 0, "{said}");
        }
        let long = format!("  because: {}", "Every firm looks at its own goods again. ".repeat(9));
        assert_eq!(count("long-because", &statement(&long)), 1);
        assert_eq!(count("thin-because", &statement(&long)), 0);
    }

    #[test]
    fn praise_and_repetition_are_known_in_other_languages() {
        let thin = |language: &str, question: &str, answer: &str, because: &str| {
            let card = format!(
                "- id: a\n  kind: choice\n  language: {language}\n  question: {question}\n  answer: {answer}\n  \
                 distractors: [x, y]\n  because: {because}"
            );
            count("thin-because", &card)
        };
        for (language, question, answer, empty, full) in [
            ("de", "Welches Metall ist flüssig?", "Quecksilber", "Das ist richtig.", "Es schmilzt schon bei -39 °C."),
            ("fr", "Quel métal est liquide ?", "le mercure", "C'est la bonne réponse.", "Il fond déjà à -39 °C."),
            ("es", "¿Qué metal es líquido?", "el mercurio", "Eso es correcto.", "Se funde ya a -39 °C."),
            ("fi", "Mikä metalli on nestemäinen?", "elohopea", "Elohopea on nestemäinen.", "Se sulaa jo pakkasessa."),
        ] {
            assert_eq!(thin(language, question, answer, empty), 1, "{empty}");
            assert_eq!(thin(language, question, answer, full), 0, "{full}");
        }
        assert_eq!(thin("ja", "液体の金属は何ですか。", "水銀", "\"-\""), 1);
        assert_eq!(thin("ja", "液体の金属は何ですか。", "水銀", "融点が低いから。"), 0);
    }

    #[test]
    fn a_note_beside_any_answer_says_something() {
        let card =
            |because: &str| format!("- id: a\n  kind: typed\n  question: Who?\n  answer: Ada\n  because: {because}");
        assert_eq!(count("thin-because", &card("TODO")), 1);
        assert_eq!(count("thin-because", &card("Lovelace.")), 0);
        let order = "- id: a\n  kind: order\n  question: Which first?\n  steps: [north, south]";
        assert_eq!(count("missing-because", order), 0, "the order is the explanation");
    }
}
