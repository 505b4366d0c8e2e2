//! Words that point at something in view: `here`, `the second snippet`, `the following table`.
//!
//! The lint skips questions that show or quote something.

use std::ops::Range;
use std::sync::LazyLock;

use super::speech::{Phrases, Speech};
use crate::lint::words::{WordSet, lists};

lists! {
    HERE = "here hier ici aquí qui";
    FOLLOWING = "following folgende folgenden folgendem folgender folgendes suivant suivante siguiente seguente";
    ARTICLES = "the der die das den dem im le la l el dans au";
    GERMAN = "der die das den dem im";
    NTH = "first second third fourth last erste ersten erster zweite zweiten zweiter zweites dritte dritten letzte letzten \
           premier première deuxième second seconde troisième dernier dernière primer primera segundo segunda tercer tercera \
           último última";
    NTH_ELSEWHERE = "ersten zweiten dritten vierten erste zweite dritte vierte nächste nächsten première deuxième troisième \
                     quatrième prochaine premier primera segunda tercera cuarta primer segundo tercer cuarto siguiente";
    STEPS = "schritt grund phase stufe regel teil fall ausnahme ursache bedingung argument merkmal folge gruppe \
             étape raison phase règle partie cas exception cause condition argument caractéristique groupe \
             paso razón fase regla parte caso excepción causa condición argumento característica grupo etapa";
    THIS = "this dieser dieses diesem diesen cette ce esta este";
    SENTENCES = "sentence word phrase verb equation formula quotation quote satz wort verb formel gleichung phrase équation formule \
                 oración frase palabra ecuación fórmula \
                 program function algorithm code loop query programm funktion algorithmus schleife abfrage \
                 programme fonction algorithme boucle requête programa función algoritmo código bucle consulta";
    // These have an order only on the page they were taken from.
    PIECES = "snippet excerpt extract listing passage picture photo photograph figure diagram screenshot stanza slide worksheet \
              beispiel absatz abschnitt bild foto ausschnitt auszug schaubild diagramm strophe programmausschnitt codebeispiel \
              exemple paragraphe extrait schéma photo image strophe document \
              ejemplo párrafo fragmento imagen foto estrofa";
    // A question that really shows one of these would have it below.
    SHOWN = "text passage poem table picture image diagram excerpt graph map code program snippet equation reaction figure photo \
             gedicht tabelle bild abbildung diagramm ausschnitt programm gleichung reaktion \
             texte poème tableau image schéma extrait document équation \
             texto poema tabla imagen esquema fragmento ecuación";
    OF = "of in from by that which who des der von im vom aus de du des d del en";
}

static SEEING: Phrases = Phrases::of(&[
    "what|who do|can|did you see|hear|recognise|recognize",
    "was|wen sieht|siehst|seht|hört|hörst|erkennt|erkennst man|du|ihr",
    "que|qui voit|vois|voyez|entend|entends on|tu|vous",
    "qué ves|oyes|escuchas|observas",
    "qué se ve|oye|observa",
]);

static POINTING: LazyLock<WordSet> =
    LazyLock::new(|| [&*HERE, &*FOLLOWING, &*NTH, &*NTH_ELSEWHERE, &*THIS].into_iter().flatten().copied().collect());

/// The words at `at` that point at something.
pub(super) fn pointing(speech: &Speech, at: usize) -> Option<Range<usize>> {
    // A quick test: most words are none of these.
    if at > 0 && !speech.is(at, &POINTING) {
        return None;
    }
    here(speech, at)
        .or_else(|| seen(speech, at))
        .or_else(|| nth(speech, at))
        .or_else(|| following(speech, at))
        .or_else(|| step(speech, at))
        .or_else(|| this(speech, at))
}

/// `Which tense is used here?`, if no sentence before it says in what.
fn here(speech: &Speech, at: usize) -> Option<Range<usize>> {
    if !speech.is(at, &HERE) {
        return None;
    }
    let asked = speech.question();
    let ends = at + 1 == asked.end && asked.start == 0 && at >= 3 && speech.text().trim_end().ends_with('?');
    // French `qui` means who.
    let pauses = (0..at).any(|word| speech.pauses(word));
    (ends && !pauses).then_some(at..at + 1)
}

/// `What do you see?`, but not `With what do you see?`
fn seen(speech: &Speech, at: usize) -> Option<Range<usize>> {
    let end = SEEING.at(speech, at).filter(|_| at == 0)?.end;
    (speech.pauses(end - 1)).then_some(0..end)
}

/// `the second snippet`, but not `the first stanza of the anthem`.
fn nth(speech: &Speech, at: usize) -> Option<Range<usize>> {
    if !speech.is(at.checked_sub(1)?, &ARTICLES) || !speech.is(at, &NTH) || !speech.is(at + 1, &PIECES) {
        return None;
    }
    let follows = !speech.pauses(at + 1) && (speech.is(at + 2, &OF) || speech.is_quoted(at + 2));
    // German capitalises every noun.
    let named = !speech.is(at - 1, &GERMAN) && (1..at).any(|word| speech.is_name(word));
    (!follows && !named).then_some(at - 1..at + 2)
}

/// `im dritten Schritt`, if nothing else is named.
fn step(speech: &Speech, at: usize) -> Option<Range<usize>> {
    let german = speech.is(at.checked_sub(1)?, &GERMAN);
    let ends = at + 2 == speech.len() && speech.len() <= 7;
    if !ends || !speech.is(at, &NTH_ELSEWHERE) || !speech.is(at + 1, &STEPS) {
        return None;
    }
    let named = (1..speech.len()).any(|word| {
        let other = word != at && word != at + 1;
        other && if german { speech.is_name(word) } else { speech.is(word, &OF) || is_elided(speech, word) }
    });
    (!named).then_some(at..at + 2)
}

fn is_elided(speech: &Speech, at: usize) -> bool {
    let word = speech.written(at);
    ["d'", "d’", "D'", "D’"].into_iter().any(|elided| word.starts_with(elided))
}

/// `What is wrong with this sentence?`
fn this(speech: &Speech, at: usize) -> Option<Range<usize>> {
    let ends = at + 2 == speech.len() && at > 0;
    (ends && speech.is(at, &THIS) && speech.is(at + 1, &SENTENCES)).then_some(at..at + 2)
}

/// `the following table`, if nothing follows.
fn following(speech: &Speech, at: usize) -> Option<Range<usize>> {
    let nouns = [at.checked_sub(1)?, at + 1];
    if !speech.is(at, &FOLLOWING) {
        return None;
    }
    let noun = nouns.into_iter().find(|&noun| speech.is(noun, &SHOWN))?;
    let ends = speech.text().trim_end().ends_with(['?', '.']);
    ends.then(|| at.min(noun)..at.max(noun) + 1)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count_in, flip};

    fn count(language: &str, question: &str) -> usize {
        count_in(language, RuleId::RefersElsewhere, &flip(question, "x"))
    }

    #[test]
    fn what_is_pointed_at_is_not_there() {
        for (language, question) in [
            ("en", "Why is the compiler happy with the second snippet but not with the first?"),
            ("en", "Which tense is used here?"),
            ("en", "What can be seen in the third picture?"),
            ("en", "Which metal does the following table put first?"),
            ("en", "What does the last stanza say?"),
            ("de", "Welche Zeitform steht hier?"),
            ("de", "Was ist im zweiten Beispiel falsch?"),
            ("de", "Welche Tiere zeigt das folgende Bild?"),
            ("fr", "Quel temps est employé ici ?"),
            ("fr", "Que montre le deuxième exemple ?"),
            ("es", "¿Qué tiempo verbal se usa aquí?"),
            ("es", "¿Qué dice el segundo párrafo?"),
        ] {
            assert_eq!(count(language, question), 1, "{question}");
        }
        for (language, question) in [
            ("en", "A man sells a horse that isn't his. Which rule applies here?"),
            ("en", "What does the first stanza of the anthem praise?"),
            ("en", "Where does the following part of a shadow lie?"),
            ("en", "“I have seen it.” Which tense is used here?"),
            ("en", "How was the second photograph by Niépce made?"),
            ("en", "Who wrote “I am the first picture”?"),
            ("en", "Which tense is it here: `went`?"),
            ("de", "Wie heißt der zweite Absatz des Ersten Artikels im Grundgesetz?"),
            ("de", "„Er kam.“ Welche Zeitform steht hier?"),
            ("fr", "Qui est ici ?"),
            ("es", "¿Qué dice el primer párrafo de la Constitución?"),
        ] {
            assert_eq!(count(language, question), 0, "{question}");
        }
    }
}
