//! One true-false card: one point, and what is true instead.

use std::sync::LazyLock;

use super::claims;
use crate::authoring::finding::Findings;
use crate::authoring::lexicon;
use crate::authoring::reading::Reading;
use crate::authoring::rules::{LOOSE_CORRECTION, MISSING_CORRECTION, TWO_POINTS};
use crate::authoring::tongue::Tongue;
use crate::authoring::words::{Phrase, Token, Word, WordSet, set_of, sorted};
use crate::deck::Body;
use crate::grading::outline::is_spaceless;

static NEGATIONS: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::NEGATIONS));
/// What a mere negation puts in beside the `not`.
static AUXILIARIES: LazyLock<WordSet> = LazyLock::new(|| set_of("do does did is are was were has have can will would"));

pub(super) fn check(reading: &Reading, out: &mut Findings) {
    let Body::TrueFalse { answer, .. } = reading.card.body else { return };
    let tongue = Tongue::of(reading.card.judging.languages.question);
    points(reading, tongue, out);
    if answer {
        return;
    }
    match &reading.correction {
        None => {
            let place = reading.card.place_of("answer", 0);
            out.add(&MISSING_CORRECTION, place, "the statement is false, and nothing says what is true instead")
                .help("correction: the statement with the wrong point put right");
        }
        Some(correction) => differs(reading, correction, tongue, out),
    }
}

/// What joins one clause to another.
const JOINTS: &[&str] = &[" because ", " so that ", ", so ", ", and ", ", but ", " while ", " whereas ", " although "];

fn points(reading: &Reading, tongue: Option<&Tongue>, out: &mut Findings) {
    let text = reading.prompt.text.to_lowercase();
    let place = reading.card.place_of("statement", 0);
    let joints: usize = JOINTS.iter().map(|joint| text.matches(joint).count()).sum();
    let most = TWO_POINTS.limit(0);
    let what = "the statement makes more than one point";
    let help = "make a card of each point";
    if joints > most || (text.contains("; ") && !reading.prompt.has_code()) {
        let note = format!("{joints} joints between clauses, at most {most}, and no `;`");
        out.add(&TWO_POINTS, place, what).note(note).help(help);
    } else if let Some(why) = tongue.and_then(|tongue| claims::two(&reading.prompt, tongue)) {
        out.add(&TWO_POINTS, place, what).note(why).help(help);
    }
}

fn differs(reading: &Reading, correction: &Phrase, tongue: Option<&Tongue>, out: &mut Findings) {
    let (ours, theirs) = middles(&reading.prompt, correction);
    let most = LOOSE_CORRECTION.limit(0);
    let place = reading.card.place_of("correction", 0);
    let mut add = |what: &str, help: &str| out.add(&LOOSE_CORRECTION, place, what).help(help);
    if ours.is_empty() && theirs.is_empty() && !reading.prompt.has_code() {
        // Numbers and formulas may differ by signs alone.
        if reading.prompt.text == correction.text {
            add("the correction repeats the false statement", "repeat the statement with the wrong words replaced");
        }
    } else if correction.text.contains(is_spaceless) || correction.is_signs() {
        // What looks like a word there is a clause.
    } else if only_negates(&ours, &theirs) {
        // Where there is no one thing that is so instead, the explanation says what there is to say.
        if reading.because.is_none() {
            add("the correction only says that it is not so", "say what is so instead");
        }
    } else if says_nothing(reading, correction, &theirs, tongue) {
        add("the correction only says that the statement is wrong", "say what is so instead");
    } else if is_about_something_else(reading, correction) {
        add("the correction has no word of the statement", "repeat the statement with the wrong words replaced");
    } else if reading.card.judging.languages.ask_in_english() && (ours.len() > most || theirs.len() > most) {
        let note = format!("{} words differ, at most {most}", ours.len().max(theirs.len()));
        let what = "the correction differs from the statement in more than one point";
        out.add(&LOOSE_CORRECTION, place, what).note(note).help("repeat the statement with the wrong words replaced");
    }
}

/// `It's wrong`, `No, he wasn't born there`: a negation, and beside it nothing that the statement does not say.
fn says_nothing(reading: &Reading, correction: &Phrase, theirs: &[Word], tongue: Option<&Tongue>) -> bool {
    let Some(tongue) = tongue else { return false };
    let negated = correction.find(&tongue.negations).is_some();
    let empty =
        |token: &Token| tongue.fillers.contains(&token.raw) || tongue.negations.contains(&token.raw) || token.stop;
    if correction.tokens.iter().all(empty) {
        // `It does.` may be all there is to say of a negated statement.
        return negated || reading.prompt.find(&tongue.negations).is_none();
    }
    let ours = sorted(reading.prompt.tokens.iter().map(|token| token.stem));
    let adds = correction.tokens.iter().any(|token| !empty(token) && ours.binary_search(&token.stem).is_err());
    // The same words in another order, or fewer of them, may put it right: `Not all birds can fly.`
    let is_rebuilt = theirs.len() < correction.tokens.len();
    let rejects = correction.tokens.first().is_some_and(|first| tongue.rejections.contains(&first.raw));
    negated && !adds && (rejects || !is_rebuilt)
}

/// No word of the statement and no pronoun for one: a sentence about other things.
fn is_about_something_else(reading: &Reading, correction: &Phrase) -> bool {
    const SENTENCE: usize = 4;
    static PRONOUNS: LazyLock<WordSet> = LazyLock::new(|| {
        set_of(
            "it he she they this that these those there one es er sie das dies il elle ce cela ils elles él ella eso esto",
        )
    });
    let ours = sorted(reading.prompt.content().map(|token| token.stem));
    let theirs: Vec<Word> = correction.content().map(|token| token.stem).collect();
    correction.word_count() >= SENTENCE
        && theirs.len() >= 2
        && !theirs.iter().any(|word| ours.binary_search(word).is_ok())
        && correction.find(&PRONOUNS).is_none()
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
    fn a_correction_puts_something_right() {
        let loose = |language: &str, statement: &str, correction: &str| {
            let card =
                card(statement, correction) + &format!("\n  language: {language}\n  because: It is so by its charter.");
            count("loose-correction", &card)
        };
        for (language, statement, correction, found) in [
            ("en", "Mozart was born in Vienna.", "No, he wasn't born there.", 1),
            ("en", "Mozart was born in Vienna.", "It's wrong.", 1),
            ("en", "Mozart was born in Vienna.", "\"No\"", 1),
            ("en", "Mozart was born in Vienna.", "Mozart was born in Vienna.", 1),
            ("en", "Mozart was born in Vienna.", "Mozart was born in Salzburg.", 0),
            ("en", "Mozart was born in Vienna.", "In Salzburg", 0),
            ("en", "The number 1 is a prime.", "The number 1 is not a prime.", 0),
            ("en", "All birds can fly.", "Not all birds can fly.", 0),
            ("en", "The sun goes round the earth.", "The earth goes round the sun.", 0),
            ("en", "Diamonds consist of silicon.", "Quartz is a common mineral.", 1),
            ("en", "`a == b` is true.", "`a != b` is true.", 0),
            ("de", "Mozart wurde in Wien geboren.", "Das stimmt nicht.", 1),
            ("de", "Mozart wurde in Wien geboren.", "Mozart wurde in Salzburg geboren.", 0),
            ("fr", "Mozart est né à Vienne.", "C'est faux.", 1),
            ("es", "Mozart nació en Viena.", "Eso no es correcto.", 1),
            ("fi", "Mozart syntyi Wienissä.", "Mozart syntyi Wienissä.", 1),
            ("ja", "画数は四画である。", "画数は三画である。", 0),
        ] {
            assert_eq!(loose(language, statement, correction), found, "{statement} / {correction}");
        }
    }

    #[test]
    fn a_statement_makes_one_point() {
        assert_eq!(count("two-points", &card("It is small; it is old.", "It is small; it is new.")), 1);
        assert_eq!(count("two-points", &card("It is small, and it is old, but dear.", "x")), 1);
        assert_eq!(count("two-points", &card("It is small because it is old.", "x")), 0);
    }
}
