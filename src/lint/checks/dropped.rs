//! Questions in Romance languages and Dutch about somebody they don't name: `¿Dónde nació?`, `Qual è la sua capitale?`

use std::ops::Range;

use super::speech::{Phrases, Speech};

/// Whole questions without their subject.
static WHOLE: Phrases = Phrases::of(&[
    "dónde|cuándo|cómo|~ nació|murió|vivió|reinó|gobernó|estudió|trabajó",
    "dónde|cuándo|quién se|lo|la|los|las|~ fundó|construyó|firmó|casó|publicó|escribió|pintó|compuso|descubrió|inventó|mató|ganó",
    "cuándo|cómo|dónde|quién|quiénes lo|la hizo|hicieron|dijo|dijeron|mataron|perdieron",
    "dónde|cuándo murió|nació|vivió él|ella",
    "quién|cuándo|dónde|cómo lo derrotó|venció|mató|sucedió|nombró|coronó|escribió|descubrió|inventó|llaman|llamaban|fundaron|\
         construyeron|eligieron|condenaron",
    "cuándo|dónde la fundaron|construyeron|escribieron|firmaron|destruyeron|conquistaron",
    "por qué lo|la hizo|hicieron|dijo|dijeron|mataron|perdieron",
    "en qué año|ciudad|país|siglo|lugar|batalla|isla nació|murió|vivió|reinó|gobernó|estudió|trabajó|perdió|ganó|venció",
    "en qué año|ciudad|país|siglo|lugar se|lo|la|~ fundó|construyó|firmó|casó|publicó|escribió|pintó|compuso|inventó|coronó",
    "dove|quando|come è nato|nata|morto|morta|vissuto|vissuta",
    "dove|quando|come nacque|morì|visse|regnò",
    "in che|quale anno|città|paese|secolo è nato|nata|morto|morta",
    "in che|quale anno|città|paese|secolo nacque|morì|visse|regnò",
    "onde|quando|como nasceu|morreu|viveu|reinou",
    "em que|qual ano|cidade|país|século nasceu|morreu|viveu|reinou",
]);

/// Openings of questions about what belongs to somebody.
static POSSESSED: Phrases = Phrases::of(&[
    "qual|quale|chi|come è|era|fu|si chiama|~ la|il|~ sua|suo|loro",
    "qual|quem é|era|foi a|o sua|seu",
    "wat|wie|waar|hoe is|was|waren|heet|heette zijn|haar|hun",
]);

/// The words of a question that refer to something it doesn't name.
pub(super) fn subject(speech: &Speech, asked: &Range<usize>) -> Option<Range<usize>> {
    let start = asked.start;
    let whole = WHOLE.at(speech, start).filter(|words| words.end == asked.end);
    let named = || (start + 1..asked.end).any(|at| speech.is_name(at));
    whole.or_else(|| POSSESSED.at(speech, start).filter(|words| words.end < asked.end && !named()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::words::Phrase;

    #[test]
    fn a_subject_is_left_out_where_it_was_named_before() {
        for (text, found) in [
            ("¿Dónde nació?", true),
            ("¿En qué año murió?", true),
            ("¿Quién lo inventó?", true),
            ("Quando è morto?", true),
            ("In che anno nacque?", true),
            ("Em que ano nasceu?", true),
            ("Qual è la sua capitale?", true),
            ("Quem foi o seu mestre?", true),
            ("Wat is zijn hoofdstad?", true),
            ("¿Dónde nació Cervantes?", false),
            ("¿En qué año murió el general?", false),
            ("¿Quién escribió el Quijote?", false),
            ("Quando è morto Dante?", false),
            ("Em que ano nasceu o poeta?", false),
            ("Qual è la capitale d'Italia?", false),
            ("Wat is de hoofdstad van Peru?", false),
            ("Hoe heette zijn vader, die van Willem?", false),
        ] {
            let phrase = Phrase::new(text.to_owned());
            let speech = Speech::of(&phrase);
            assert_eq!(subject(&speech, &speech.question()).is_some(), found, "{text}");
        }
    }
}
