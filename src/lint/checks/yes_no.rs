//! Questions that can be answered by yes or no, and choices that are yes and no.

use std::sync::LazyLock;

use super::speech::{Phrases, Speech};
use crate::deck::RuleId;
use crate::grading::is_english_word;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::stop_words;
use crate::lint::words::{Phrase, Word, WordList, WordSet, set_of};

pub(in crate::lint) static YES_NO: Rule = Rule {
    threshold: "no question that opens with a verb (is, does, can), ends in a tag (isn't it, right) or offers true or false; no \
                yes and no among the choices",
    what: "a question that yes or no would answer",
    why: "It takes no effort, so it teaches little, and half of all guesses are right.",
    weak: "question: Is fast.ai meant for everyone?",
    better: "question: For whom does fast.ai want to make AI accessible?",
    source: "Matuschak, How to write good prompts",
    ..Rule::slight(RuleId::YesNoQuestion)
};

/// Openings of yes-no questions in languages other than English.
static OPENS_ELSEWHERE: LazyLock<[(&str, WordSet); 6]> = LazyLock::new(|| {
    [
        (
            "de",
            "ist sind war waren hat haben hatte hatten kann können konnte konnten darf dürfen muss müssen soll sollen wird \
             werden wurde wurden gibt gab gehört gehören liegt liegen stimmt gilt besteht trifft leben lebt atmen atmet können kommt \
             kommen macht machen enthält enthalten braucht brauchen führt führen schreibt zählt zählen leitet fließt kennt speichert \
             bildet bilden steht stehen darf hilft wächst wachsen entsteht",
        ),
        ("fr", "est sont peut peuvent était étaient existe existent faut doit doivent fut"),
        ("es", "es son está están hay puede pueden fue era eran tiene tienen existe existen"),
        ("it", "è sono può possono era erano esiste esistono"),
        ("pt", "é são está estão há pode podem foi era eram tem têm existe"),
        ("nl", "is zijn was waren heeft hebben kan kunnen mag moet wordt worden bestaat"),
    ]
    .map(|(language, words)| (language, set_of(words)))
});

/// Both answers, in several languages.
const PAIRS: &[(&str, &str)] = &[
    ("yes", "no"),
    ("true", "false"),
    ("right", "wrong"),
    ("correct", "incorrect"),
    ("ja", "nein"),
    ("wahr", "falsch"),
    ("richtig", "falsch"),
    ("stimmt", "stimmt nicht"),
    ("oui", "non"),
    ("vrai", "faux"),
    ("sí", "no"),
    ("verdadero", "falso"),
    ("sì", "no"),
    ("vero", "falso"),
    ("sim", "não"),
    ("verdadeiro", "falso"),
    ("ja", "nee"),
    ("waar", "onwaar"),
];

/// Phrases that ask for one of the two.
static EITHER: Phrases = Phrases::of(&[
    "true|right|correct or|vs|versus false|wrong|incorrect",
    "fact or|vs fiction|myth",
    "myth or|vs fact|truth|reality",
    "correct|right|true or not",
    "yes or no",
    "t or f",
    "wahr|richtig|falsch oder falsch|wahr|richtig|unwahr",
    "stimmt es|das",
    "ja oder nein",
    "vrai|faux ou faux|vrai",
    "oui ou non",
    "est ce que",
    "verdadero|cierto o falso",
    "sí o no",
    "vero|sì o falso|no",
    "verdadeiro|sim ou falso|não",
    "waar of onwaar|niet",
]);

/// Tags that turn a statement into a question, after its last comma.
const TAGS: &[&str] = &[
    "right",
    "correct",
    "true",
    "yes",
    "no",
    "or not",
    "not so",
    "don't you think",
    "nicht wahr",
    "oder",
    "oder nicht",
    "stimmt's",
    "richtig",
    "n'est-ce pas",
    "non",
    "pas vrai",
    "verdad",
    "no es así",
    "no es cierto",
    "vero",
    "no è vero",
    "não é",
    "toch",
];

static QUESTION_WORDS: WordList = WordList::of(
    "who whom whose what which when where why how what's who's wer wen wem wann wo warum wie welche welcher welches was \
         quel quelle qui que quand où comment pourquoi combien qué quién cuál cuándo dónde cómo cuánto che cosa chi quale \
         quando dove perché quem qual onde wie wat welke waar waarom",
);
static TAG_VERBS: WordList = WordList::of(
    "is isn't are aren't was wasn't were weren't do don't does doesn't did didn't can can't could couldn't has hasn't have \
         haven't had hadn't will won't would wouldn't should shouldn't must mustn't",
);
static PRONOUNS: WordList = WordList::of("it he she they there we you i this that one");
/// If a word is asked for, it may be `yes`.
static OF_WORDS: WordList = WordList::of(
    "mean means word words translate translation say said french german spanish italian english heißt bedeutet auf",
);

/// Reports such a question or such choices; returns whether it did.
pub(super) fn check(reading: &CardTexts, out: &mut Findings) -> bool {
    let place = reading.card.place_of(reading.prompt_field(), 0);
    let shows = || reading.card.body.question().is_some_and(|question| question.source().contains('`'));
    let what = if reading.kind.is_open() {
        let speech = Speech::of(&reading.prompt);
        let asks = opens(reading, &speech) || is_tagged(&reading.prompt.text, &speech);
        if !asks && (shows() || !says_either(reading, &speech)) {
            return false;
        }
        "yes or no would answer this question"
    } else if reading.kind.is_picked() && is_pair(reading, shows()) {
        "two of the choices are yes and no"
    } else {
        return false;
    };
    out.add(&YES_NO, place, what).help("ask which, what, who, why or how; or make it `kind: true-false`");
    true
}

/// `Is it ...?`
fn opens(reading: &CardTexts, speech: &Speech) -> bool {
    if !speech.text().contains('?') {
        return false;
    }
    if is_polite(speech) {
        return false;
    }
    let asked = speech.question();
    let first = asked.start;
    // `Can he return it, and on what ground?`
    let and = asked.clone().find(|&at| speech.word(at) == Some(Word::of("and")));
    if and.is_some_and(|and| (and + 1..and + 3).any(|at| speech.is(at, &QUESTION_WORDS))) {
        return false;
    }
    let or = |word: &str| asked.clone().any(|at| speech.word(at) == Some(Word::of(word)));
    let language = reading.card.judging.languages.question;
    if language.is_english() {
        // `Was` is German too, and a deck without a language may be German.
        let known = asked.clone().filter(|&at| is_english_word(speech.written(at))).count();
        let is_english =
            !matches!(speech.written(first), "Was" | "Must" | "Will" | "Hat") || known * 3 >= asked.len() * 2;
        let either = or("or") && !or("not");
        return speech.is(first, &stop_words::YES_NO) && is_english && !either && asked.len() > 1;
    }
    let code = language.code();
    let list = OPENS_ELSEWHERE.iter().find(|(of, _)| *of == code);
    let either = ["oder", "ou", "o", "of"].into_iter().any(or);
    list.is_some_and(|(_, list)| speech.is(first, list)) && !either && asked.len() > 2
}

/// `..., isn't it?`
fn is_tagged(text: &str, speech: &Speech) -> bool {
    let lower =
        text.trim_end().strip_suffix('?').map(str::trim_end).and_then(|text| text.rsplit_once([',', '–', '—', '¿']));
    let Some((_, tag)) = lower else { return false };
    let tag = tag.trim_matches([' ', '¿', ',']).to_lowercase().replace('\u{2019}', "'");
    let asks = (0..speech.len()).any(|at| speech.is(at, &QUESTION_WORDS));
    let words: Vec<Word> = tag.split_whitespace().map(Word::of).collect();
    let verb = match words.as_slice() {
        [verb, pronoun] => TAG_VERBS.contains(verb) && PRONOUNS.contains(pronoun),
        [verb, pronoun, not] => TAG_VERBS.contains(verb) && PRONOUNS.contains(pronoun) && *not == Word::of("not"),
        _ => false,
    };
    verb || (TAGS.contains(&tag.as_str()) && !asks)
}

/// Whether a question offers both, or has one of them as its answer.
fn says_either(reading: &CardTexts, speech: &Speech) -> bool {
    if EITHER.find(speech).is_some() {
        return true;
    }
    let Some(answer) = reading.answers.first() else { return false };
    let is_sentence = reading.prompt.word_count() > 2 || reading.prompt.text.contains('?');
    let asks = (0..speech.len()).any(|at| speech.is(at, &QUESTION_WORDS));
    is_sentence
        && !asks
        && !wants_word(reading, speech)
        && PAIRS.iter().any(|(yes, no)| {
            let said = first_of(answer);
            said == *yes || said == *no || opens_with_yes(answer)
        })
}

/// Whether the question is about words.
fn wants_word(reading: &CardTexts, speech: &Speech) -> bool {
    let languages = reading.card.judging.languages;
    languages.question != languages.answer
        || (0..speech.len()).any(|at| speech.is_quoted(at) || speech.is(at, &OF_WORDS))
        || reading.prompt.text.contains("__")
}

/// `Yes it does`, `Nein weil`: the first word can't mean anything else.
fn opens_with_yes(answer: &Phrase) -> bool {
    static YES: WordList = WordList::of("yes yep yeah nope nein oui sí sì sim não nee");
    answer.tokens.first().is_some_and(|token| YES.contains(&token.raw))
}

/// `Can you name ...?`, `Do you know who ...?` ask for more than yes or no.
fn is_polite(speech: &Speech) -> bool {
    static POLITE: Phrases = Phrases::of(&[
        "can|could|would|will you name|give|tell|say|list|explain|describe|state|recall|translate|spell|think",
        "do you know|remember who|what|which|when|where|why|how",
        "kannst|können|könntest|könnten|weißt|wissen du|sie",
        "peux|pouvez|pourriez|sais|savez tu|vous",
        "puedes|puede|sabes|sabe decir|nombrar|qué|quién|cuál|cuándo|dónde|cómo",
    ]);
    POLITE.at(speech, speech.question().start).is_some()
}

/// The first part of an answer, in lower case: `no` for `No, it can't.`
fn first_of(answer: &Phrase) -> String {
    let first = answer.text.split([',', '.', ';', '!', ':', '–', '—']).next().unwrap_or_default();
    first.trim().to_lowercase()
}

/// Whether one choice begins with yes and another with no.
fn is_pair(reading: &CardTexts, shows_code: bool) -> bool {
    if reading.answers.iter().chain(&reading.wrong).any(Phrase::has_code)
        || wants_word(reading, &Speech::of(&reading.prompt))
    {
        return false;
    }
    let firsts: Vec<String> = reading.answers.iter().chain(&reading.wrong).map(first_of).collect();
    let has = |word: &str| firsts.iter().any(|first| first == word);
    // What a program prints may well be `true`.
    PAIRS.iter().any(|&(yes, no)| has(yes) && has(no) && !(shows_code && matches!(yes, "true" | "right")))
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{asked, count, count_in, flip};

    #[test]
    fn a_question_wants_more_than_yes() {
        for (question, found) in [
            ("Is fast.ai meant for everyone?", 1),
            ("A model leaks. Does that break the licence?", 1),
            ("Was Rome burnt by Nero?", 1),
            ("True or false: the Sahara is a desert.", 1),
            ("Myth or fact: bats are blind.", 1),
            ("Pluto is a planet, isn't it?", 1),
            ("Pluto is no planet any more, is it?", 1),
            ("The Seine crosses Paris, right?", 1),
            ("Der Wal ist ein Säugetier, oder?", 1),
            ("Is a whale a fish or a mammal?", 0),
            ("For whom is fast.ai meant?", 0),
            ("Was heißt gimnasio auf Deutsch?", 0),
            ("Was versteht man unter Osmose?", 0),
            ("Who wrote Emma, and whose sister was she?", 0),
            ("can", 0),
            ("Can you name the capital of Peru?", 0),
            ("Do you know who wrote Emma?", 0),
            ("Could you spell it?", 0),
            ("Can bats see?", 1),
            ("Can a buyer return it, and on what ground?", 0),
        ] {
            assert_eq!(count(RuleId::YesNoQuestion, &flip(question, "x")), found, "{question}");
        }
    }

    #[test]
    fn an_answer_is_more_than_yes() {
        for (question, answer, found) in [
            ("An ostrich can fly", "no", 1),
            ("Können Strauße fliegen?", "Nein, nur laufen.", 1),
            ("What is printed?", "true", 0),
            ("Ergebnis von `1 == 1`?", "true", 0),
            ("Wie heißt yes?", "ja", 0),
            ("yes", "ja", 0),
        ] {
            assert_eq!(count(RuleId::YesNoQuestion, &asked("typed", question, answer)), found, "{question}");
        }
        for (language, question, found) in [
            ("de", "Gehört der Wal zu den Säugetieren?", 1),
            ("de", "Was gehört zu den Säugetieren?", 0),
            ("de", "Atmen Wale mit Lungen?", 1),
            ("de", "Speichert die Leber Vitamin B12?", 1),
            ("de", "Leber oder Niere?", 0),
            ("de", "Können Sie drei Edelgase nennen?", 0),
            ("fr", "Est-ce que la baleine est un mammifère ?", 1),
            ("fr", "Pouvez-vous citer trois gaz nobles ?", 0),
            ("es", "¿Es la ballena un mamífero?", 1),
            ("es", "¿Qué es la ballena?", 0),
            ("ja", "鯨は魚ですか。", 0),
        ] {
            assert_eq!(count_in(language, RuleId::YesNoQuestion, &flip(question, "x")), found, "{question}");
        }
    }

    #[test]
    fn choices_are_more_than_yes_and_no() {
        let choice = |answer: &str, wrong: &str| {
            format!("{}\n  distractors: [{wrong}]", asked("choice", "Does helium burn?", answer))
        };
        assert_eq!(count(RuleId::YesNoQuestion, &choice("No", "\"Yes\", Only when hot")), 1);
        assert_eq!(count(RuleId::YesNoQuestion, &choice("No, it is a noble gas", "'Yes, at once', 'Yes, slowly'")), 1);
        assert_eq!(count(RuleId::YesNoQuestion, &choice("`true`", "`false`, `null`")), 0);
        assert_eq!(count(RuleId::YesNoQuestion, &choice("helium", "neon, argon")), 0);
        let word = choice("oui", "non, si").replace("Does helium burn?", "Which word means yes?");
        assert_eq!(count(RuleId::YesNoQuestion, &word), 0);
    }
}
