//! Questions that ask for two things at once: `Who found it, and when?`

use std::ops::Range;

use super::ask::tells_to;
use super::speech::Speech;
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::words::{Word, lists};

pub(in crate::lint) static TWO_FACTS: Rule = Rule {
    threshold: "no second question (and when? and its currency?); no second thing said of the same one in an answer (`; it began in 2016`), no `and` between two names unless two are asked for",
    what: "a card that asks for two facts",
    why: "Whoever knows one of the two is neither right nor wrong. Two cards cost less than one that lingers.",
    weak: "question: Who wrote nanoGPT, and when?",
    better: "question: Who wrote nanoGPT?",
    source: "Wozniak, rule 4; the Anki manual",
    ..Rule::slight(RuleId::TwoFacts)
};

lists! {
    ASKING = "who whom whose what which when where why how what's who's \
              wer wen wem wessen was wann wo wohin woher warum wieso weshalb wie welcher welche welches welchem welchen wodurch \
              qui que quoi quand où pourquoi comment combien quel quelle quels quelles \
              quién quiénes qué cuándo dónde cómo cuánto cuántos cuántas cuál cuáles \
              chi che quando dove perché come quanto quale cosa quem onde quais wat waar wanneer waarom hoe welke";
    AND = "and und et y e en sowie plus";
    // These may stand before the second question word: `and in which year`.
    FRONTING = "in at on by for from of to with since until during under what's \
                im von bis seit zu mit aus für an auf en à de par depuis dans por desde con para a da di per con door van";
    // These begin a clause within the question; what follows may belong to it.
    CLAUSES = "who whom whose which that where when if between";
    BEING = "is are was were";
    POSSESSIVES = "its his her their ihre ihr sein seine deren dessen";
    TOGETHER = "between difference common relation relationship ratio distance called known used made two both connects \
                distinguishes sum product unterschied beiden zwei zwischen";
    THINGS = "what which who how was wer wie quel quelle quels quelles qui qué cuál quién";
    AGAIN = "is are was were many much long high old ist sind war viele viel lang hoch alt heißt heißen est sont es son era fue";
    ARTICLES = "the";
    OF = "of in";
    OF_ANY = "of von du des de del der";
    ARTICLES_ANY = "the its his her their das die der den sein seine ihr ihre le la sa son el su";
    TELLING = "name give state nenne nennen citez nommez nomme nombra";
    TWO = "two zwei deux dos";
}

/// Reports such a question; returns whether there was one.
pub(super) fn check(reading: &CardTexts, out: &mut Findings) -> bool {
    if !reading.kind.is_open() && !reading.kind.is_picked() {
        return false;
    }
    let speech = Speech::of(&reading.prompt);
    let words = two_sentences(&speech)
        .or_else(|| two_words(&speech))
        .or_else(|| two_nouns(&speech))
        .or_else(|| two_answered(reading, &speech));
    let Some(words) = words else { return false };
    let what = format!("\"{}\" asks for a second thing", speech.span(words));
    let place = reading.card.place_of(reading.prompt_field(), 0);
    out.add(&TWO_FACTS, place, what).help("make two cards of it, or ask for the one thing that matters");
    true
}

/// `What does the liver make? Where is it stored?`
fn two_sentences(speech: &Speech) -> Option<Range<usize>> {
    let mut start = 0;
    let mut asked = 0;
    for at in 0..speech.len() {
        if !speech.ends_sentence(at) {
            continue;
        }
        let asks = speech.between(at).contains('?') && (start..=at.min(start + 2)).any(|at| speech.is(at, &ASKING));
        asked += usize::from(asks);
        if asked == 2 {
            return Some(start..at + 1);
        }
        start = at + 1;
    }
    None
}

/// `Where and in which year ...`
fn two_words(speech: &Speech) -> Option<Range<usize>> {
    let asked = speech.question();
    let told = speech.token(asked.start).is_some_and(|token| tells_to(token.raw));
    let near = if told { asked.end } else { asked.end.min(asked.start + 3) };
    let first = (asked.start..near).find(|&at| speech.is(at, &ASKING))?;
    for at in first + 1..asked.end {
        if at > first + 1 && speech.is(at, &CLAUSES) {
            return None;
        }
        // `..., what is its currency?`
        let comma = speech.between(at).contains(',') && speech.is(at + 1, &ASKING) && at + 2 < asked.end;
        if comma && (speech.is(at + 2, &BEING) || speech.written(at + 1).contains(['\'', '’'])) {
            return Some(at + 1..at + 3);
        }
        if !speech.is(at, &AND) {
            continue;
        }
        let second = if speech.is(at + 1, &FRONTING) { at + 2 } else { at + 1 };
        // `and what is`, but not `when is x used and when y`.
        let again = speech.is(second, &THINGS) && speech.is(second + 1, &AGAIN);
        let other =
            second < asked.end && speech.is(second, &ASKING) && (again || speech.word(second) != speech.word(first));
        // Not `and what's more`, nor `who, what and when` as a list of words.
        let listed = at >= 2 && speech.is(at - 1, &ASKING) && at - 1 != first;
        if other && !listed {
            return Some(at..second + 1);
        }
    }
    None
}

/// `Capital and currency of Peru?`, `Name the author and the year.`, if the answer has two parts.
fn two_answered(reading: &CardTexts, speech: &Speech) -> Option<Range<usize>> {
    let asked = speech.question();
    let parts = match reading.answers.as_slice() {
        [only] => only.text.split([',', ';']).count(),
        many => many.len(),
    };
    if parts != 2 || asked.clone().any(|at| speech.is(at, &TOGETHER)) {
        return None;
    }
    let start = asked.start;
    let terse = speech.is_content(start) && speech.is(start + 1, &AND) && speech.is(start + 3, &OF_ANY);
    if terse && !speech.is(start, &ASKING) && !speech.is(start + 2, &ASKING) {
        return Some(start + 1..start + 3);
    }
    let and = asked.clone().find(|&at| speech.is(at, &AND) && speech.is(at + 1, &ARTICLES_ANY))?;
    let numbered = asked.clone().any(|at| speech.is(at, &TWO));
    (speech.is(start, &TELLING) && !numbered && and + 2 < asked.end).then_some(and..and + 3)
}

/// `What are Peru's capital and its currency?`
fn two_nouns(speech: &Speech) -> Option<Range<usize>> {
    let asked = speech.question();
    if asked.clone().any(|at| speech.is(at, &TOGETHER)) {
        return None;
    }
    let told = speech.token(asked.start).is_some_and(|token| {
        ["name", "give", "state", "nenne", "nennen"].iter().any(|word| Word::of(word) == token.raw)
    });
    let being = speech.is(asked.start, &ASKING) && speech.is(asked.start + 1, &BEING);
    let german = speech.is(asked.start, &ASKING)
        && ["ist", "sind", "war", "waren", "heißen", "heißt"]
            .iter()
            .any(|word| speech.word(asked.start + 1) == Some(Word::of(word)));
    if !told && !being && !german {
        return None;
    }
    let from = asked.start + if told { 1 } else { 2 };
    let and = (from + 1..asked.end.saturating_sub(1)).find(|&at| speech.is(at, &AND))?;
    if (from..and).any(|at| speech.pauses(at) && !speech.between(at).contains(',')) {
        return None;
    }
    if speech.is(and + 1, &POSSESSIVES) && speech.is_content(and + 2) {
        return Some(and..and + 3);
    }
    let noun = if speech.is(and + 1, &ARTICLES) { and + 2 } else { and + 1 };
    let lower = |at: usize| speech.is_content(at) && speech.written(at).starts_with(char::is_lowercase);
    // `the capital and the currency of`, `Peru's capital and currency`.
    let article = speech.is(from, &ARTICLES) && (from + 1..and).all(lower) && and <= from + 3;
    let of = if speech.is(noun + 1, &OF) { noun + 1 } else { noun + 2 };
    let ends = (of + 1..asked.end).all(|at| !speech.is(at, &BEING));
    let whole = article && (noun..of).all(lower) && speech.is(of, &OF) && ends;
    let owner = speech.written(from).ends_with("'s") || speech.written(from).ends_with("’s");
    let both_owned = owner && lower(from + 1) && and == from + 2 && lower(noun) && noun + 1 == asked.end;
    (whole || both_owned).then_some(and..noun + 1)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::count;

    #[test]
    fn a_question_asks_for_one_thing() {
        let card = |question: &str| format!("- id: a\n  kind: flip\n  question: \"{question}\"\n  answer: x");
        for question in [
            "Who discovered penicillin, and when?",
            "Where and in which year were the first games held?",
            "What does the liver make? Where is it stored?",
            "Who wrote Emma and what is it about?",
            "How did Rome fall and by whom was it sacked?",
            "Explain what a lock is and why it is needed.",
            "What are Peru's capital and its currency?",
            "What are the capital and the currency of Peru?",
            "What are Peru's capital and currency?",
            "Name the author and the year of Emma.",
            "What is the boiling point and the melting point of water?",
            "What's the capital of Peru, what's its currency?",
            "Wer entdeckte das Penizillin und wann?",
            "Was ist die Hauptstadt von Peru und seine Währung?",
            "Qui a peint la Joconde et en quelle année ?",
            "¿Quién pintó Las Meninas y en qué año?",
            "Wie heißt die Hauptstadt von Peru und wie viele Menschen leben dort?",
            "Quelle est la capitale du Pérou et quelle est sa monnaie ?",
        ] {
            assert_eq!(count(RuleId::TwoFacts, &card(question)), 1, "{question}");
        }
        for question in [
            "Capital and currency of Peru?",
            "Hauptstadt und Währung von Peru?",
            "Name the inventor of dynamite and the year.",
        ] {
            let answered = card(question).replace("answer: x", "answer: \"A, B\"");
            assert_eq!(count(RuleId::TwoFacts, &answered), 1, "{question}");
            assert_eq!(count(RuleId::TwoFacts, &card(question)), 0, "{question}");
        }
        for question in [
            "When is who used and when whom?",
            "Which scientist fled Germany when Hitler came and where the law allowed it?",
            "What is the difference between a lion and its cub?",
            "What are a lion and its cubs called?",
            "What happens if and only if x is even?",
            "Where do salt and fresh water meet?",
            "What does the `?` operator do?",
            "What is the sum of 2 and 3?",
            "Which two facts are the capital and the currency of Peru?",
            "What does “Who are you? What do you want?” quote?",
            "Wann steht das Imperfecto und wann das Indefinido?",
            "A ship sinks. Who is to blame?",
            "Who are Tom and Jerry?",
        ] {
            assert_eq!(count(RuleId::TwoFacts, &card(question)), 0, "{question}");
        }
    }
}
