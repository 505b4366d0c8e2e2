//! What is true now but changes: a president, a record, a version, without the year.

use std::cell::LazyCell;
use std::ops::Range;

use super::speech::{Phrases, Speech};
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::words::{Phrase, Word, WordList};

pub(in crate::lint) static UNDATED: Rule = Rule {
    threshold: "no \"currently\", \"this year\", \"the current president\" without a year",
    what: "a fact that changes, without its date",
    why: "Who holds an office, a record or a price is soon another one, and the card then teaches what was.",
    weak: "question: Who is currently the head of Hugging Face?",
    better: "question: Who was the head of Hugging Face in 2024?",
    source: "Wozniak, rule 19 (date-stamping)",
    ..Rule::slight(RuleId::Undated)
};

/// Words for now.
static NOW: Phrases = Phrases::of(&[
    "currently|nowadays|presently",
    "the incumbent|reigning",
    "up to|until now|today",
    "to this day",
    "the most recent",
    "the last|past few|two|three|five|ten years",
    "at present",
    "at the moment",
    "at this moment",
    "right now",
    "these days",
    "so far",
    "to date",
    "as of now|today",
    "this|last|next year|month",
    "yesterday|tomorrow",
    "recently",
    "the last|most|next ~|recent world|general|presidential|olympic cup|election|games",
    "im moment|augenblick",
    "bis heute|jetzt",
    "zur zeit",
    "amtierende|amtierender|amtierenden|derzeitige|derzeitigen|derzeitiger|gegenwärtige|gegenwärtigen|aktuelle|aktuellen|\
         aktueller|jetzige|jetzigen|jetziger",
    "derzeit|aktuell|momentan|zurzeit|gegenwärtig|heutzutage|kürzlich",
    "dieses jahr",
    "letztes jahr",
    "actuellement|récemment",
    "à l'heure actuelle",
    "de nos jours",
    "jusqu'à|jusqu'ici présent|~",
    "en ce moment",
    "cette année",
    "actualmente|recientemente",
    "hoy en día",
    "en la actualidad",
    "en este momento",
    "hasta ahora|hoy",
    "este año",
    "attualmente|recentemente",
    "atualmente|recentemente",
    "momenteel|tegenwoordig|onlangs",
]);

/// Words for now that also occur where nothing changes: what Constantinople is called today.
static MAYBE_NOW: WordList = WordList::of(
    "now today current present latest newest actuel actuelle l'actuel l'actuelle actual heute jetzt aujourd'hui hoy oggi hoje vandaag",
);

/// Things that change hands or grow.
static CHANGING: WordList = WordList::of(
    "president minister chancellor king queen monarch pope emperor ceo mayor governor secretary chairman chair chairperson head \
         leader coach champion champions holder record population inhabitants price version release members richest tallest \
         largest biggest highest fastest longest oldest youngest most owner director manager captain ambassador model \
         präsident präsidentin kanzler kanzlerin papst könig königin rekord version bürgermeister einwohner \
         président ministre pape roi reine presidente presidenta ministro papa rey reina premier",
);

/// Before a word for now, these show what it refers to: a scene, a machine, a class of things.
static WITHIN: WordList = WordList::of(
    "a an the your you all any have patient if someone that who which one's process branch user file command has",
);

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    if reading.kind.has_sides() || reading.kind.is_arranged() {
        return;
    }
    let speech = Speech::of(&reading.prompt);
    let dated = || {
        let years = reading.prompt.text.split(|c: char| !c.is_ascii_digit());
        years.into_iter().any(|digits| digits.len() == 4)
    };
    let Some(words) = now(reading, &speech).filter(|_| !dated()) else { return };
    let what = format!("what is so \"{}\" changes, and the card doesn't say when it was", speech.span(words));
    let place = reading.card.place_of(reading.prompt_field(), 0);
    out.add(&UNDATED, place, what).help("say of which year it is true, or ask for what stays");
}

fn now(reading: &CardTexts, speech: &Speech) -> Option<Range<usize>> {
    let languages = reading.card.judging.languages;
    if languages.question != languages.answer || reading.prompt.has_code() {
        return None;
    }
    // Names and numbers change; causes and words don't.
    let changes = || {
        let is_name = |answer: &Phrase| answer.tokens.iter().any(|token| token.capital) && answer.word_count() <= 5;
        reading.kind.is_statement() || reading.answers.iter().any(is_name)
    };
    let changing = LazyCell::new(|| (0..speech.len()).any(|at| speech.is(at, &CHANGING)));
    let start = speech.question().start;
    (0..speech.len()).find_map(|at| {
        if let Some(words) = NOW.at(speech, at) {
            let within = at.checked_sub(1).is_some_and(|before| before != start && speech.is(before, &WITHIN));
            return (!within && changes()).then_some(words);
        }
        if !speech.is(at, &MAYBE_NOW) {
            return None;
        }
        let adjective = ["current", "latest", "present"].iter().any(|word| speech.word(at) == Some(Word::of(word)));
        let of_these = |at: usize| speech.is(at, &CHANGING);
        let telling = if adjective { of_these(at + 1) || of_these(at + 2) } else { *changing };
        (telling && changes()).then_some(at..at + 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{asked, count, count_in};

    #[test]
    fn what_changes_has_a_date() {
        for (question, answer, found) in [
            ("Who is currently the president of France?", "Emmanuel Macron", 1),
            ("Who currently holds the record in the marathon?", "Kelvin Kiptum", 1),
            ("Who is the current king of Spain?", "Felipe VI", 1),
            ("How many members does the EU have today?", "27", 1),
            ("Which country won the cup this year?", "Spain", 1),
            ("Which country won the last World Cup?", "Argentina", 1),
            ("Who was president of France in 2020?", "Emmanuel Macron", 0),
            ("Who, as of 2024, is currently the king of Spain?", "Felipe VI", 0),
            ("What is Constantinople called today?", "Istanbul", 0),
            ("In which unit is current measured?", "ampere", 0),
            ("Which command lists the currently running jobs?", "jobs", 0),
            ("What does “currently” mean?", "now", 0),
            ("In what are letters sent nowadays?", "envelopes", 0),
            ("Who is the incumbent mayor of Rome?", "Roberto Gualtieri", 1),
            ("Which is the most recent version of Python?", "3.13", 1),
            ("How many men have walked on the Moon to this day?", "12", 1),
            ("Who is the present king of Spain, at the moment?", "king Felipe", 1),
            ("Which present-day country was Gaul?", "France", 0),
            ("What is the current in a lamp of 60 W at 230 V?", "0.26 A", 0),
            ("In which country does one find Troy today?", "Turkey", 0),
        ] {
            assert_eq!(count(RuleId::Undated, &asked("typed", question, answer)), found, "{question}");
        }
        let statement = "- id: a\n  kind: true-false\n  statement: Berlin is currently led by a mayor.\n  answer: true";
        assert_eq!(count(RuleId::Undated, statement), 1);
        for (language, question, answer, found) in [
            ("de", "Wer ist derzeit Papst?", "Leo XIV.", 1),
            ("de", "Wie viele Länder hat die EU im Moment?", "27", 1),
            ("de", "Wie heißt der amtierende Bundespräsident?", "Steinmeier", 1),
            ("de", "Wie heißt Byzanz heute?", "Istanbul", 0),
            ("fr", "Combien de pays compte l'Union à l'heure actuelle ?", "27", 1),
            ("fr", "Qui est l'actuel roi d'Angleterre ?", "le roi Charles", 1),
            ("fr", "Quelle est la capitale actuelle du Nigeria ?", "Abuja", 0),
            ("es", "¿Quién es el rey de España en la actualidad?", "Felipe VI", 1),
            ("es", "¿Cómo se llama hoy Constantinopla?", "Estambul", 0),
        ] {
            assert_eq!(count_in(language, RuleId::Undated, &asked("typed", question, answer)), found, "{question}");
        }
    }
}
