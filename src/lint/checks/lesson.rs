//! What `we` did in a lesson that the learner may have missed: `did we listen to before the break`.

use std::ops::Range;
use std::sync::LazyLock;

use super::speech::Speech;
use crate::lint::words::{WordSet, lists};

lists! {
    WE = "we wir nous nosotros";
    // These stand right before it in a question about the past.
    DONE = "did had were haben hatten avons avions have";
    // These stand right after it in a statement about the past.
    DOING = "haben hatten avons have had";
    // Done in lessons and hardly anywhere else.
    CLASSROOM = "listen listened watch rehearse practise practice revise dissect memorise memorize discuss cover review say discussed covered watched practised practiced revised \
                 besprochen behandelt durchgenommen kennengelernt angeschaut angehört wiederholt notiert aufgeschrieben \
                 étudié écouté visionné abordé révisé noté recopié";
    // Done in lessons and elsewhere.
    DOINGS = "hear read see use do make try solve build draw write sing play meet note translate define prove derive measure \
              calculate learn talk look visit find start finish stop begin mention seen heard read used done made met learnt \
              learned talked looked mentioned studied \
              gehört gelesen gesehen gelernt gemacht berechnet gemessen bewiesen hergeleitet erwähnt verwendet benutzt gesungen \
              gespielt geübt geschrieben übersetzt geredet gesprochen angefangen aufgehört \
              vu lu entendu appris traité parlé démontré traduit chanté joué fait commencé terminé mesuré calculé visité";
    // Times that mean something only to those who were there.
    WHEN = "monday tuesday wednesday thursday friday saturday yesterday today morning afternoon week lesson class lecture \
            seminar excursion break homework term semester lab \
            montag dienstag mittwoch donnerstag freitag samstag gestern heute vorhin zuletzt neulich woche stunde vorlesung \
            unterricht seminar pause hausaufgabe schulstunde übung exkursion \
            lundi mardi mercredi jeudi vendredi samedi hier aujourd'hui cours classe leçon semaine séance récréation pause devoirs";
    // Verb forms that say `we` themselves.
    SPANISH = "vimos leímos oímos hicimos";
    SPANISH_HAVE = "hemos habíamos";
    SPANISH_DOINGS = "visto leído oído escuchado estudiado comentado analizado hablado tratado hecho aprendido traducido";
    SPANISH_WHEN = "lunes martes miércoles jueves viernes ayer hoy clase lección semana recreo curso";
}

static ALL: LazyLock<WordSet> =
    LazyLock::new(|| [&*WE, &*SPANISH, &*SPANISH_HAVE].into_iter().flatten().copied().collect());

/// The words at `at` that refer to a lesson.
pub(super) fn shared(speech: &Speech, at: usize) -> Option<Range<usize>> {
    // A quick test: most words are none of these.
    if !speech.is(at, &ALL) {
        return None;
    }
    let any = |from: usize, list: &WordSet| (from..speech.len()).any(|word| speech.is(word, list));
    if speech.is(at, &SPANISH) || (speech.is(at, &SPANISH_HAVE) && speech.is(at + 1, &SPANISH_DOINGS)) {
        return any(0, &SPANISH_WHEN).then(|| at..at + 1 + usize::from(speech.is(at, &SPANISH_HAVE)));
    }
    if !speech.is(at, &WE) {
        return None;
    }
    let before = at.checked_sub(1).filter(|&before| speech.is(before, &DONE));
    if before.is_none() && !speech.is(at + 1, &DOING) {
        return None;
    }
    let when = any(0, &WHEN);
    let is_over = any(at + 1, &CLASSROOM) || (when && any(at + 1, &DOINGS));
    is_over.then(|| before.unwrap_or(at)..at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::words::Phrase;

    fn is_of_lesson(text: &str) -> bool {
        let phrase = Phrase::new(text.to_owned());
        let speech = Speech::of(&phrase);
        (0..speech.len()).any(|at| shared(&speech, at).is_some())
    }

    #[test]
    fn what_was_done_together_is_known_to_those_who_were_there() {
        for text in [
            "Which composer's quartet did we listen to before the break on Tuesday?",
            "Which heart did we dissect?",
            "Which method did we use yesterday?",
            "What did we measure in the lab?",
            "Which law had we just discussed?",
            "Welches Quartett haben wir am Dienstag gehört?",
            "Welche drei Ursachen haben wir besprochen?",
            "Was haben wir in der letzten Stunde bewiesen?",
            "Quel quatuor avons-nous écouté mardi ?",
            "Quelle règle avons-nous vue, ou lu, en cours ?",
            "¿Qué película vimos el martes en clase?",
            "¿Qué texto hemos leído esta semana?",
        ] {
            assert!(is_of_lesson(text), "{text}");
        }
        for text in [
            "What have we learned about the Moon from its rocks?",
            "Which planet did we reach first with a probe?",
            "How do we hear?",
            "With which cells do we see at night?",
            "What do we use today in place of quills?",
            "Since when have we known of Uranus?",
            "Womit hören wir?",
            "Wie viele Zähne haben wir?",
            "Was haben wir den Römern zu verdanken?",
            "Combien de dents avons-nous ?",
            "Pourquoi avons-nous deux oreilles ?",
            "¿Cuántos huesos tenemos?",
            "¿Qué vimos por primera vez con un telescopio?",
        ] {
            assert!(!is_of_lesson(text), "{text}");
        }
    }
}
