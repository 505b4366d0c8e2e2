//! The explanation after the answer.

use crate::authoring::finding::Findings;
use crate::authoring::reading::Reading;
use crate::authoring::rules::{LONG_BECAUSE, MISSING_BECAUSE, THIN_BECAUSE};
use crate::authoring::words::{Phrase, Word, sorted};
use crate::deck::Kind;

pub(super) fn check(reading: &Reading, out: &mut Findings) {
    let wanted = matches!(reading.kind, Kind::Choice | Kind::TrueFalse | Kind::Order) && !reading.is_cue();
    let Some(because) = &reading.because else {
        if wanted {
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
    } else if wanted {
        thin(reading, because, out);
    }
}

fn thin(reading: &Reading, because: &Phrase, out: &mut Findings) {
    let [least, least_new] = [THIN_BECAUSE.limit(0), THIN_BECAUSE.limit(1)];
    let words = because.word_count();
    let known = reading.answers.iter().chain(&reading.correction).chain(std::iter::once(&reading.prompt));
    let known: Vec<Word> = sorted(known.flat_map(Phrase::content).map(|token| token.stem));
    let new = because.set().iter().filter(|word| known.binary_search(word).is_err()).count();
    let note = if words < least {
        format!("{words} words, at least {least}")
    } else if new < least_new {
        format!("{new} words that question and answer don't have, at least {least_new}")
    } else {
        return;
    };
    let place = reading.card.place_of("because", 0);
    out.add(&THIN_BECAUSE, place, "the explanation adds nothing to the answer").note(note).help("say why it is so");
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
        assert_eq!(count("thin-because", &statement("  because: They are.")), 1);
        assert_eq!(count("thin-because", &statement("  because: Because firms have tested all of these models.")), 1);
        let long = format!("  because: {}", "Every firm looks at its own goods again. ".repeat(9));
        assert_eq!(count("long-because", &statement(&long)), 1);
        assert_eq!(count("thin-because", &statement(&long)), 0);
    }
}
