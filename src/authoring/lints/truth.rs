//! One true-false card: one point, and what is true instead.

use std::sync::LazyLock;

use crate::authoring::finding::Findings;
use crate::authoring::lexicon;
use crate::authoring::reading::Reading;
use crate::authoring::rules::{LOOSE_CORRECTION, MISSING_CORRECTION, TWO_POINTS};
use crate::authoring::words::{Phrase, Word, WordSet, set_of};
use crate::deck::Body;

static NEGATIONS: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::NEGATIONS));
/// What a mere negation puts in beside the `not`.
static AUXILIARIES: LazyLock<WordSet> = LazyLock::new(|| set_of("do does did is are was were has have can will would"));

pub(super) fn check(reading: &Reading, out: &mut Findings) {
    let Body::TrueFalse { answer, .. } = reading.card.body else { return };
    points(reading, out);
    if answer {
        return;
    }
    match &reading.correction {
        None => {
            let place = reading.card.place_of("answer", 0);
            out.add(&MISSING_CORRECTION, place, "the statement is false, and nothing says what is true instead")
                .help("correction: the statement with the wrong point put right");
        }
        Some(correction) => differs(reading, correction, out),
    }
}

/// What joins one clause to another.
const JOINTS: &[&str] = &[" because ", " so that ", ", so ", ", and ", ", but ", " while ", " whereas ", " although "];

fn points(reading: &Reading, out: &mut Findings) {
    let text = reading.prompt.text.to_lowercase();
    let joints: usize = JOINTS.iter().map(|joint| text.matches(joint).count()).sum();
    let most = TWO_POINTS.limit(0);
    if joints > most || text.contains("; ") {
        let note = format!("{joints} joints between clauses, at most {most}, and no `;`");
        let place = reading.card.place_of("statement", 0);
        let what = "the statement makes more than one point";
        out.add(&TWO_POINTS, place, what).note(note).help("make a card of each point");
    }
}

fn differs(reading: &Reading, correction: &Phrase, out: &mut Findings) {
    let (ours, theirs) = middles(&reading.prompt, correction);
    let most = LOOSE_CORRECTION.limit(0);
    let place = reading.card.place_of("correction", 0);
    if ours.len() > most || theirs.len() > most {
        let note = format!("{} words differ, at most {most}", ours.len().max(theirs.len()));
        let what = "the correction differs from the statement in more than one point";
        out.add(&LOOSE_CORRECTION, place, what).note(note).help("repeat the statement with the wrong words replaced");
    } else if only_negates(&ours, &theirs) {
        let what = "the correction only says that it is not so";
        out.add(&LOOSE_CORRECTION, place, what).help("say what is so instead");
    }
}

/// What two texts have between their common beginning and their common end.
fn middles(one: &Phrase, other: &Phrase) -> (Vec<Word>, Vec<Word>) {
    let raw = |phrase: &Phrase| phrase.tokens.iter().map(|token| token.raw).collect::<Vec<Word>>();
    let (one, other) = (raw(one), raw(other));
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    (one[..one.len() - end].to_vec(), other[..other.len() - end].to_vec())
}

fn only_negates(one: &[Word], other: &[Word]) -> bool {
    // `flows` becomes `does not flow`: a negation, an auxiliary, and at most the verb itself.
    let negates = |words: &[Word]| {
        words.iter().any(|word| NEGATIONS.contains(word))
            && words.iter().filter(|word| !NEGATIONS.contains(word) && !AUXILIARIES.contains(word)).count() <= 1
    };
    let bare = |words: &[Word]| words.iter().filter(|word| !AUXILIARIES.contains(word)).count() <= 1;
    let added = |long: &[Word], short: &[Word]| {
        let has_verb = long.iter().any(|word| AUXILIARIES.contains(word)) || short.is_empty();
        negates(long) && bare(short) && has_verb
    };
    added(one, other) || added(other, one)
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::count;

    fn card(statement: &str, correction: &str) -> String {
        let correction = if correction.is_empty() { String::new() } else { format!("  correction: {correction}") };
        format!("- id: a\n  kind: true-false\n  statement: {statement}\n  answer: false\n{correction}")
    }

    #[test]
    fn what_is_false_is_put_right_in_one_point() {
        for (correction, missing, loose) in [
            ("", 1, 0),
            ("The Seine flows through Paris.", 0, 0),
            ("The Seine does not flow through Lyon.", 0, 1),
            ("It is the Rhône that comes down from the Alps and reaches the sea there.", 0, 1),
        ] {
            let card = card("The Seine flows through Lyon.", correction);
            assert_eq!(count("missing-correction", &card), missing, "{correction}");
            assert_eq!(count("loose-correction", &card), loose, "{correction}");
        }
        let still = card("A budget still decides on it.", "A budget no longer decides on it.");
        assert_eq!(count("loose-correction", &still), 0);
    }

    #[test]
    fn a_statement_makes_one_point() {
        assert_eq!(count("two-points", &card("It is small; it is old.", "It is small; it is new.")), 1);
        assert_eq!(count("two-points", &card("It is small, and it is old, but dear.", "x")), 1);
        assert_eq!(count("two-points", &card("It is small because it is old.", "x")), 0);
    }
}
