//! Single true-false cards: one point each, and what is true instead.

use super::claims;
use super::correction::{self, Said};
use super::cue::NEGATIONS;
use crate::deck::RuleId;
use crate::grading::outline::is_spaceless;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Token, Word, WordList};

pub(in crate::lint) static MISSING_CORRECTION: Rule = Rule {
    threshold: "every false statement has a `correction`",
    what: "a false statement without what is true instead",
    why: "The learner has just read something false; what they should keep is missing.",
    weak: "answer: false",
    better: "answer: false\ncorrection: The Seine flows through Paris.",
    source: "Illinois, true-false items",
    ..Rule::grave(RuleId::MissingCorrection)
};

pub(in crate::lint) static LOOSE_CORRECTION: Rule = Rule {
    threshold: "the correction says what is so instead: it differs from the statement, has a word or a pronoun for one in \
                common with it, and adds something; a mere `not` will do where `because` says more, unless something else is \
                surely so (`do not breathe through gills`); \"that is wrong\" and \"it was another year\" never do",
    what: "a correction that does not show the one point that was wrong",
    why: "A good false statement is wrong in one point. Where the whole differs, or nothing is put right, no point is learnt.",
    weak: "correction: No, that's wrong.",
    better: "correction: The Seine flows through Paris.",
    source: "Illinois, true-false items",
    ..Rule::slight(RuleId::LooseCorrection)
};

pub(in crate::lint) static TWO_POINTS: Rule = Rule {
    limits: &[1],
    threshold: "no `;`, at most {0} joint between clauses (because, so that, while, comma and `and` or `but`), and no `and` \
                or `while` between two measures, two comparisons or two verbs (in seven languages)",
    what: "a statement with more than one point",
    why: "If one half is true and the other false, both answers can be defended.",
    weak: "statement: Lake Baikal is 1,642 m deep and 636 km long.",
    better: "statement: Lake Baikal is 1,642 m deep.",
    source: "Illinois, true-false items",
    ..Rule::slight(RuleId::TwoPoints)
};

/// Words that a mere negation adds next to `not`.
static AUXILIARIES: WordList = WordList::of("do does did is are was were has have can will would");

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let Some(answer) = reading.card.body.truth() else { return };
    let tongue = SmallWords::of(reading.card.judging.languages.question);
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

/// Joints between clauses.
const JOINTS: &[&str] = &[" because ", " so that ", ", so ", ", and ", ", but ", " while ", " whereas ", " although "];

fn points(reading: &CardTexts, tongue: Option<&SmallWords>, out: &mut Findings) {
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

fn differs(reading: &CardTexts, correction: &Phrase, tongue: Option<&SmallWords>, out: &mut Findings) {
    let (ours, theirs) = middles(&reading.prompt, correction);
    let place = reading.card.place_of("correction", 0);
    let mut add = |what: &str, help: &str| out.add(&LOOSE_CORRECTION, place, what).help(help);
    let language = reading.card.judging.languages.question;
    let said = tongue.map(|tongue| correction::said(&reading.prompt, correction, tongue));
    if ours.is_empty() && theirs.is_empty() && !reading.prompt.has_code() {
        // Numbers and formulas may differ by signs alone.
        if reading.prompt.text == correction.text {
            add("the correction repeats the false statement", "repeat the statement with the wrong words replaced");
        }
    } else if correction.text.contains(is_spaceless) || correction.is_signs() {
        // In such scripts, what looks like a word is a clause.
    } else if only_negates(&ours, &theirs) {
        // If no single thing is true instead, the explanation says what there is to say.
        let is_open = || correction::is_the_one(&reading.prompt) && !names_another(reading, tongue);
        if reading.because.is_none() || correction::is_elsewhere(&reading.prompt) || is_open() {
            add("the correction only says that it is not so", "say what is so instead");
        }
    } else if said == Some(Said::Nothing) || correction::only_reports(&reading.prompt, correction) {
        add("the correction only says that the statement is wrong", "say what is so instead");
    } else if said == Some(Said::Reason) {
        let help = "repeat the statement with the wrong words replaced; move the reason to `because`";
        add("the correction gives a reason, and not what is so instead", help);
    } else if correction::is_about_something_else(&reading.prompt, correction, language) {
        add("the correction has no word of the statement", "repeat the statement with the wrong words replaced");
    }
}

/// Whether the explanation may name what is true instead.
fn names_another(reading: &CardTexts, tongue: Option<&SmallWords>) -> bool {
    let is_ours = |stem: Word| reading.prompt.tokens.iter().any(|token| token.stem == stem);
    let is_other = |token: &Token| tongue.is_some_and(|tongue| tongue.other.contains(&token.raw));
    let is_name = |token: &Token| token.capital && !token.stop && !is_ours(token.stem) && !is_other(token);
    reading.because.iter().flat_map(|because| &because.tokens).any(is_name)
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
        let has_verb =
            long.iter().any(|word| AUXILIARIES.contains(word)) || short.iter().all(|word| AUXILIARIES.contains(word));
        negates(long) && bare(short) && has_verb
    };
    added(one, other) || added(other, one)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count;

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
            ("It is the Rhône that comes down from the Alps and reaches the sea there.", 0, 0),
        ] {
            let card = card("The Seine flows through Lyon.", correction);
            assert_eq!(count(RuleId::MissingCorrection, &card), missing, "{correction}");
            assert_eq!(count(RuleId::LooseCorrection, &card), loose, "{correction}");
        }
        let still = card("A budget still decides on it.", "A budget no longer decides on it.");
        assert_eq!(count(RuleId::LooseCorrection, &still), 0);
    }

    #[test]
    fn a_correction_puts_something_right() {
        let loose = |language: &str, statement: &str, correction: &str| {
            let card =
                card(statement, correction) + &format!("\n  language: {language}\n  because: It is so by its charter.");
            count(RuleId::LooseCorrection, &card)
        };
        for (language, statement, correction, found) in [
            ("en", "Mozart was born in Vienna.", "No, he wasn't born there.", 1),
            ("en", "Mozart was born in Vienna.", "It's wrong.", 1),
            ("en", "Mozart was born in Vienna.", "\"No\"", 1),
            ("en", "Mozart was born in Vienna.", "Mozart was born in Vienna.", 1),
            ("en", "Mozart was born in Vienna.", "Mozart was born in Salzburg.", 0),
            ("en", "Mozart was born in Vienna.", "In Salzburg", 0),
            ("en", "The number 1 is a prime.", "The number 1 is not a prime.", 0),
            ("en", "Saturn is the largest planet.", "Saturn is not the largest planet.", 1),
            ("en", "Sydney is the capital of Australia.", "Sydney isn't the capital of Australia.", 1),
            ("en", "Aldrin was the first man on the Moon.", "Aldrin was not the first man on the Moon.", 1),
            ("es", "El Ebro es el río más largo de España.", "El Ebro no es el río más largo de España.", 1),
            ("en", "Light is a wave of air.", "Light is not a wave of air.", 0),
            ("en", "Whales are fish.", "Whales are not fish.", 0),
            ("en", "All birds can fly.", "Not all birds can fly.", 0),
            ("en", "The sun goes round the earth.", "The earth goes round the sun.", 0),
            ("en", "Diamonds consist of silicon.", "Quartz is a common mineral.", 1),
            ("en", "`a == b` is true.", "`a != b` is true.", 0),
            ("en", "Mozart was born in Vienna.", "That is not quite right, because many things happened then.", 1),
            ("en", "Mozart was born in Vienna.", "It was another place.", 1),
            ("en", "Mozart was born in Vienna.", "Somebody else was born in Vienna.", 1),
            ("en", "Mozart was born in Vienna.", "It's more complicated than that.", 1),
            ("en", "Mozart was born in Vienna.", "A common misconception.", 1),
            ("en", "The liver stores bile.", "No, another organ does that.", 1),
            ("en", "The left lung has three lobes.", "It has two.", 0),
            ("en", "Venus has two moons.", "It has no moon at all.", 0),
            ("de", "Venus hat zwei Monde.", "Sie hat keinen.", 0),
            ("es", "Venus tiene dos lunas.", "No tiene ninguna.", 0),
            ("de", "Pinguine leben am Nordpol.", "Ihre Heimat ist die Südhalbkugel.", 0),
            ("de", "Alle Primzahlen sind ungerade.", "Die Zwei ist gerade und prim.", 0),
            ("en", "A tomato is a vegetable.", "No, it is a fruit, a berry even.", 0),
            ("en", "The Sun moves round the Earth.", "The opposite is true: the Earth moves round the Sun.", 0),
            ("en", "Twins have the same genes.", "Twins have different genes.", 0),
            (
                "en",
                "Lightning never strikes twice.",
                "Lightning often strikes one place again and again, towers above all.",
                0,
            ),
            ("en", "Glass is a slow liquid.", "That's a myth; glass is an amorphous solid.", 0),
            ("de", "Mozart wurde in Wien geboren.", "Das stimmt nicht.", 1),
            ("de", "Mozart wurde in Wien geboren.", "Mozart wurde in Salzburg geboren.", 0),
            ("de", "Mozart wurde in Wien geboren.", "So ganz stimmt das nicht, denn damals geschah vieles andere.", 1),
            ("de", "Mozart wurde in Wien geboren.", "Nein, das war an einem anderen Ort.", 1),
            ("de", "Mozart wurde in Wien geboren.", "Falsch, es war Salzburg.", 0),
            ("fr", "Mozart est né à Vienne.", "C'est faux.", 1),
            ("fr", "Mozart est né à Vienne.", "Ce n'est pas tout à fait exact.", 1),
            ("fr", "Mozart est né à Vienne.", "Non, à Salzbourg.", 0),
            ("es", "Mozart nació en Viena.", "Eso no es correcto.", 1),
            ("es", "Mozart nació en Viena.", "Fue en otro lugar.", 1),
            ("es", "La Luna brilla con luz propia.", "Refleja solamente los rayos solares.", 0),
            ("it", "Mozart nacque a Vienna.", "Non è vero.", 1),
            ("nl", "Mozart werd in Wenen geboren.", "Dat klopt niet.", 1),
            ("pt", "Mozart nasceu em Viena.", "Isso não é verdade.", 1),
            ("fi", "Mozart syntyi Wienissä.", "Mozart syntyi Wienissä.", 1),
            ("ja", "画数は四画である。", "画数は三画である。", 0),
        ] {
            assert_eq!(loose(language, statement, correction), found, "{statement} / {correction}");
        }
    }

    #[test]
    fn a_statement_makes_one_point() {
        assert_eq!(count(RuleId::TwoPoints, &card("It is small; it is old.", "It is small; it is new.")), 1);
        assert_eq!(count(RuleId::TwoPoints, &card("It is small, and it is old, but dear.", "x")), 1);
        assert_eq!(count(RuleId::TwoPoints, &card("It is small because it is old.", "x")), 0);
    }
}
