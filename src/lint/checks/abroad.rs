//! Words that stand for a person or thing the card doesn't name, in German, French and Spanish.

use std::ops::Range;

use super::speech::Speech;
use crate::lint::words::{Word, lists};

lists! {
    DE_WITH = "ihm ihnen ihr";
    DE_HAPPENS = "passiert geschieht geschah passierte";
    DE_FOR = "wozu womit wofür woraus";
    DE_THEM = "ihn sie";
    FR_OF = "que quoi";
    FR_SHE = "elle elles ils";
    DE_ASKING = "wann wo wer warum wieso weshalb wie woher wohin womit wodurch was";
    DE_WHICH = "welcher welche welches welchem welchen";
    DE_MEASURES = "viele viel lange alt groß oft weit hoch lang spät";
    DE_PRONOUNS = "er ihn ihm sie";
    DE_BEING = "ist war sind waren heißt hieß heißen hießen lautet lautete";
    DE_POSSESSIVES = "sein seine seinen ihr ihre ihren";
    DE_THIS = "diese dieser dieses diesem diesen";
    DE_TIMES = "jahr jahrhundert woche monat tag fall zeit weise art";
    FR_ASKING = "quand où pourquoi comment combien qui";
    FR_WHICH = "quel quelle quels quelles";
    FR_ARTICLES = "le la les un une des l du au aux ce cette ces de d";
    FR_PRONOUNS = "il elle ils elles";
    FR_BEING = "est sont était étaient fut";
    FR_POSSESSIVES = "sa son ses leur leurs";
    FR_OPEN = "de que";
    FR_THIS = "cette cet ces";
    ES_ASKING = "cuál cuáles quién quiénes qué";
    ES_BEING = "es son era eran fue fueron";
    ES_POSSESSIVES = "su sus";
    ES_THIS = "esta este estos estas";
    ROMANCE_TIMES = "tarde noche mañana semana año mes siglo vez année semaine siècle fois soir";
}

pub(super) fn german(speech: &Speech, asked: &Range<usize>, many: bool) -> Option<Range<usize>> {
    let asks = (asked.start..asked.end.min(asked.start + 3))
        .find(|&at| [&*DE_ASKING, &*DE_WHICH, &*DE_FOR].into_iter().any(|list| speech.is(at, list)))?;
    let which = speech.is(asks, &DE_WHICH);
    let is = |at: usize, word: &str| speech.word(at) == Some(Word::of(word));
    // `Was passiert mit ihm?`, `Wozu braucht man ihn?`
    let with = speech.is(asks + 1, &DE_HAPPENS) && is(asks + 2, "mit") && speech.is(asks + 3, &DE_WITH);
    let fate = with && (speech.pauses(asks + 3) || !speech.is_content(asks + 4));
    let use_of = speech.is(asks, &DE_FOR) && is(asks + 2, "man") && speech.is(asks + 3, &DE_THEM);
    if fate || use_of {
        return Some(asks + 3..asks + 4);
    }
    let verb = match asks {
        at if which => at + 2,
        at if speech.is(at + 1, &DE_MEASURES) => {
            let noun = speech.written(at + 2).starts_with(char::is_uppercase);
            at + if noun { 3 } else { 2 }
        }
        at => at + 1,
    };
    let word = verb + 1;
    // Capitalised, `Sie` means "you".
    let small = speech.written(word).starts_with(char::is_lowercase);
    if word < asked.end && small && !speech.pauses(verb) {
        let whose = !which && speech.is(verb, &DE_BEING) && speech.is(word, &DE_POSSESSIVES) && !speech.pauses(word);
        if speech.is(word, &DE_PRONOUNS) || whose {
            return Some(word..word + 1);
        }
    }
    let at = (asks + 1..asked.end).find(|&at| speech.is(at, &DE_THIS))?;
    let free = many && at == asks + 1;
    let noun = speech.written(at + 1).starts_with(char::is_uppercase);
    let pauses = (asked.start..at).any(|before| speech.pauses(before));
    (noun && !free && !pauses && !speech.is(at + 1, &DE_TIMES)).then_some(at..at + 2)
}

pub(super) fn french(speech: &Speech, asked: &Range<usize>, many: bool) -> Option<Range<usize>> {
    let asks = (asked.start..asked.end.min(asked.start + 3))
        .find(|&at| speech.is(at, &FR_ASKING) || speech.is(at, &FR_WHICH) || speech.is(at, &FR_OF))?;
    let possessed = asks + 2;
    if speech.is(asks + 1, &FR_BEING) && speech.is(possessed, &FR_POSSESSIVES) {
        return Some(possessed..possessed + 1);
    }
    if speech.is(asks, &FR_OF) {
        // `Que devient-elle ?` refers to somebody; `Que se passe-t-il ?` doesn't.
        let word =
            (asks + 2..asked.end.min(asks + 5)).find(|&at| speech.is(at, &FR_SHE) && speech.between(at - 1) == "-");
        let named = |to: usize| (asks + 1..to).any(|at| speech.is_name(at) || speech.is(at, &FR_ARTICLES));
        return word.filter(|&word| !named(word)).map(|word| word..word + 1);
    }
    let near = asks + 1..asked.end.min(asks + 6);
    if let Some(word) = near.clone().find(|&at| speech.is(at, &FR_PRONOUNS) && speech.between(at - 1) == "-") {
        let before = asks + 1..word;
        let named = before.into_iter().any(|at| speech.is_name(at) || speech.is(at, &FR_ARTICLES));
        // `Combien de planètes y a-t-il ?`
        let there = (asks + 1..word).any(|at| speech.written(at) == "y");
        let open = speech.word(word) == Some(Word::of("il"))
            && (there
                || (word + 1..asked.end).any(|at| {
                    speech.is(at, &FR_OPEN)
                        || speech.written(at).starts_with("d'")
                        || speech.written(at).starts_with("qu")
                }));
        return (!named && !open).then_some(word..word + 1);
    }
    let at = (asks + 1..asked.end).find(|&at| speech.is(at, &FR_THIS))?;
    let free = many || (asked.start..at).any(|before| speech.pauses(before)) || speech.is(at + 1, &ROMANCE_TIMES);
    (!free && at + 1 < asked.end).then_some(at..at + 2)
}

pub(super) fn spanish(speech: &Speech, asked: &Range<usize>, many: bool) -> Option<Range<usize>> {
    let asks = (asked.start..asked.end.min(asked.start + 3)).find(|&at| speech.is(at, &ES_ASKING))?;
    let possessed = asks + 2;
    if speech.is(asks + 1, &ES_BEING) && speech.is(possessed, &ES_POSSESSIVES) {
        return Some(possessed..possessed + 1);
    }
    let at = (asks + 1..asked.end).find(|&at| speech.is(at, &ES_THIS))?;
    let free = many || (asked.start..at).any(|before| speech.pauses(before)) || speech.is(at + 1, &ROMANCE_TIMES);
    (!free && at + 1 < asked.end).then_some(at..at + 2)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count_in, flip};

    #[test]
    fn some_other_languages_are_known() {
        for (language, question, found) in [
            ("de", "In welchem Jahr wurde er gekrönt?", 1),
            ("de", "Wie heißt seine Hauptstadt?", 1),
            ("de", "Wie viele Einwohner hat sie?", 1),
            ("de", "Welche Ausnahme hat diese Regel?", 1),
            ("de", "Wie nennen Sie das?", 0),
            ("de", "Welcher König tötete seinen Sohn?", 0),
            ("de", "Wann wurde Rom gegründet?", 0),
            ("fr", "Dans quelle ville est-elle née ?", 1),
            ("fr", "Quelle est sa capitale ?", 1),
            ("de", "Was passiert mit ihm, wenn man es erhitzt?", 1),
            ("de", "Was passiert mit ihrem Erbe?", 0),
            ("de", "Wozu braucht man ihn?", 1),
            ("de", "Wozu braucht man Sieblinien?", 0),
            ("fr", "Que devient-elle quand il gèle ?", 1),
            ("fr", "À quoi sert-elle ?", 1),
            ("fr", "Que se passe-t-il quand l'eau gèle ?", 0),
            ("fr", "À quoi la rate sert-elle ?", 0),
            ("es", "¿Quién lo derrotó?", 1),
            ("fr", "Pourquoi la mer est-elle salée ?", 0),
            ("fr", "Quand Napoléon est-il mort ?", 0),
            ("fr", "Pourquoi est-il interdit de fumer ?", 0),
            ("es", "¿Cuál es su capital?", 1),
            ("es", "¿Cuál es la capital de Perú?", 0),
        ] {
            assert_eq!(count_in(language, RuleId::RefersElsewhere, &flip(question, "x")), found, "{question}");
        }
    }
}
