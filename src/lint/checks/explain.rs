//! The explanation after the answer.

use crate::deck::{Place, RuleId};
use crate::grading::outline::is_spaceless;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::placeholder::{is_placeholder, nothing};
use crate::lint::rule::Rule;
use crate::lint::small_words::SmallWords;
use crate::lint::words::{Phrase, Sense, Token, WordList, sorted};

pub(in crate::lint) static MISSING_BECAUSE: Rule = Rule {
    threshold: "every `choice` and `true-false` card has a `because`; an `order` card need not: its right order is shown, \
                and that is what there is to know",
    what: "no explanation after the answer",
    why: "Picking a wrong choice can teach it. An explanation after the answer undoes that, and helps with new \
          questions too.",
    weak: "answer: Nature",
    better: "answer: Nature\nbecause: Each group of challenges closes with one reference; this is the one on access.",
    source: "Butler, Roediger 2008; Butler, Godbole, Marsh 2013",
    ..Rule::grave(RuleId::MissingBecause)
};

pub(in crate::lint) static THIN_BECAUSE: Rule = Rule {
    limits: &[1],
    threshold: "{0} word that stands neither in the question nor in the answer; praise, little words and \"see p. 84\", where \
                the language's words are known, don't count; no TODO and no dash in place of a reason",
    what: "an explanation that adds nothing",
    why: "What helps is the reason; the answer once more, praise or a placeholder is no reason.",
    weak: "because: It is Nature.",
    better: "because: Each group of challenges closes with one reference; this is the one on access.",
    source: "Butler, Godbole, Marsh 2013",
    ..Rule::slight(RuleId::ThinBecause)
};

pub(in crate::lint) static LONG_BECAUSE: Rule = Rule {
    limits: &[60],
    threshold: "at most {0} words",
    what: "a long explanation",
    why: "It stands between the learner and the next card, so it is skipped.",
    weak: "because: ... (90 words)",
    better: "because: Scattered groups run one project and nobody decides which fork leads.",
    ..Rule::slight(RuleId::LongBecause)
};

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let Some(because) = &reading.because else {
        if reading.kind.is_recognised() && !reading.is_cue() {
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

fn thin(reading: &CardTexts, because: &Phrase, place: Place, out: &mut Findings) {
    // In scripts without spaces, what looks like a word is a clause.
    if because.sense == Sense::Code || because.text.contains(is_spaceless) {
        return;
    }
    if new_words(reading, because) < THIN_BECAUSE.limit(0) {
        let help = "say why it is so, or leave `because` out";
        out.add(&THIN_BECAUSE, place, "the explanation adds nothing to the answer").help(help);
    }
}

/// Counts the words that are neither in the question nor in the answer, without fillers and empty phrases.
fn new_words(reading: &CardTexts, because: &Phrase) -> usize {
    let known = || reading.answers.iter().chain(&reading.correction).chain(std::iter::once(&reading.prompt));
    let words = sorted(known().flat_map(|phrase| phrase.tokens.iter().map(|token| token.stem)));
    // Code is only known as code: `--ignore-case` says more than that case is ignored.
    let code =
        sorted(known().flat_map(|phrase| phrase.tokens.iter().filter(|token| token.code)).map(|token| token.stem));
    let tongue = SmallWords::of(reading.card.judging.languages.question);
    let is_new = |token: &&Token| {
        let known = if token.code { &code } else { &words };
        let says_nothing =
            |tongue: &SmallWords| [&tongue.fillers, &tongue.pointers].iter().any(|it| it.contains(&token.raw));
        let is_filler = !token.code && tongue.is_some_and(says_nothing);
        known.binary_search(&token.stem).is_err() && !is_filler && !SO_IT_IS.contains(&token.raw)
    };
    // `See p. 84` says where to look, not why it is so; any other number says something.
    let points = because.tokens.first().is_some_and(|first| tongue.is_some_and(|it| it.pointers.contains(&first.raw)));
    let is_place = |token: &&Token| points && because.word_at(token).starts_with(|c: char| c.is_ascii_digit());
    because.tokens.iter().filter(is_new).filter(|token| !is_place(token)).count()
}

/// Words that could be said of anything: `That is simply how it works.`
static SO_IT_IS: WordList = WordList::of(
    "works work worked goes go life rule rules fate convention exist exists decided \
         funktioniert funktionieren läuft geht regel regeln leben festgelegt nunmal \
         marche fonctionne passe règle règles vie l'usage funciona funcionan regla reglas vida va \
         funziona regola vita werkt regel",
);

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count;

    fn statement(because: &str) -> String {
        format!("- id: a\n  kind: true-false\n  statement: Models are tested by firms.\n  answer: true\n{because}")
    }

    #[test]
    fn a_statement_is_explained() {
        assert_eq!(count(RuleId::MissingBecause, &statement("")), 1);
        let good = "  because: A firm that sells its product answers for it and looks twice.";
        assert_eq!(count(RuleId::MissingBecause, &statement(good)), 0);
        assert_eq!(count(RuleId::ThinBecause, &statement(good)), 0);
        assert_eq!(count(RuleId::MissingBecause, "- id: a\n  kind: flip\n  question: Who?\n  answer: Ada"), 0);
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
            "Explanation to follow.",
            "I'll add this later.",
            "See p. 84.",
            "cf. textbook",
            "Everybody knows that.",
            "The others are wrong.",
            "Ask the teacher.",
            "Logical.",
            "That is simply how it works.",
            "It just works like that.",
            "That's life.",
            "Those are the rules.",
            "why?",
        ] {
            assert_eq!(count(RuleId::ThinBecause, &statement(&format!("  because: {said}"))), 1, "{said}");
        }
        for said in [
            "Their buyers demand it.",
            "Only two ever failed.",
            "The law has asked for it since 2020.",
            "In 2020.",
            "By law.",
            "Liability.",
            "See Smith, p. 84.",
            "A test follows from liability.",
            "It works by magnets.",
            "The rule dates from 1990.",
            "It goes against the law.",
        ] {
            assert_eq!(count(RuleId::ThinBecause, &statement(&format!("  because: {said}"))), 0, "{said}");
        }
        let long = format!("  because: {}", "Every firm looks at its own goods again. ".repeat(9));
        assert_eq!(count(RuleId::LongBecause, &statement(&long)), 1);
        assert_eq!(count(RuleId::ThinBecause, &statement(&long)), 0);
    }

    #[test]
    fn praise_and_repetition_are_known_in_other_languages() {
        let thin = |language: &str, question: &str, answer: &str, because: &str| {
            let card = format!(
                "- id: a\n  kind: choice\n  language: {language}\n  question: {question}\n  answer: {answer}\n  \
                 distractors: [x, y]\n  because: {because}"
            );
            count(RuleId::ThinBecause, &card)
        };
        for (language, question, answer, empty, full) in [
            ("de", "Welches Metall ist flüssig?", "Quecksilber", "Das ist richtig.", "Es schmilzt schon bei -39 °C."),
            ("de", "Welches Metall ist flüssig?", "Quecksilber", "Wird noch ergänzt.", "Wegen schwacher Bindungen."),
            ("de", "Welches Metall ist flüssig?", "Quecksilber", "Ist halt so, s. o.", "Es friert erst spät."),
            ("fr", "Quel métal est liquide ?", "le mercure", "C'est la bonne réponse.", "Il fond déjà à -39 °C."),
            ("fr", "Quel métal est liquide ?", "le mercure", "Voir le manuel, p. 12.", "Liaison faible."),
            ("fr", "Quel métal est liquide ?", "le mercure", "À compléter.", "Comme dans un thermomètre."),
            ("es", "¿Qué metal es líquido?", "el mercurio", "Eso es correcto.", "Se funde ya a -39 °C."),
            ("es", "¿Qué metal es líquido?", "el mercurio", "Explicación pendiente.", "Enlace débil."),
            ("de", "Welches Metall ist flüssig?", "Quecksilber", "So funktioniert das eben.", "Es läuft davon."),
            ("fr", "Quel métal est liquide ?", "le mercure", "C'est comme ça que ça marche.", "Il fond tôt."),
            ("es", "¿Qué metal es líquido?", "el mercurio", "Así funciona.", "Funde pronto."),
            ("it", "Quale metallo è liquido?", "il mercurio", "Vedi il libro.", "Fonde a -39 °C."),
            ("nl", "Welk metaal is vloeibaar?", "kwik", "Uitleg volgt nog.", "Vandaar de thermometer."),
            ("pt", "Qual metal é líquido?", "o mercúrio", "Está correto.", "Funde-se a -39 °C."),
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
        assert_eq!(count(RuleId::ThinBecause, &card("TODO")), 1);
        assert_eq!(count(RuleId::ThinBecause, &card("Lovelace.")), 0);
        let order = "- id: a\n  kind: order\n  question: Which first?\n  steps: [north, south]";
        assert_eq!(count(RuleId::MissingBecause, order), 0, "the order is the explanation");
    }
}
