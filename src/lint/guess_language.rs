//! Guesses the language of a deck that doesn't name one.
//!
//! The guess goes by the small words of questions and explanations, as far as these are sentences: a list of
//! vocabulary is in two languages, so its cues say nothing. A script mostly used for one language also decides.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::script::Script;
use super::stop_words;
use super::words::{Phrase, Word, WordSet, set_of};
use crate::deck::{Card, Deck, Languages, Text};
use crate::grading::Language;

/// A text of this many words is a sentence, in scripts with spaces between words.
const SENTENCE: usize = 4;
/// The same in letters, for scripts without spaces.
const LETTERS: usize = 6;
/// The least percentage of all words that must belong to the language.
const SHARE: usize = 12;
/// How many times as many words must belong to the language as to English.
const AHEAD: usize = 3;
/// How many different words of the language must occur.
const DIFFERENT: usize = 2;
/// More than this percentage of all letters must be in the script.
const OF_SCRIPT: usize = 70;

/// A language: its tag, its name, its small words.
type KnownLanguage = (&'static str, &'static str, &'static str);

/// Words of one letter are left out: variables and choices are named by letters too.
const KNOWN: [KnownLanguage; 8] = [
    (
        "de",
        "German",
        "der die das und ist nicht ein eine einen einem einer eines zu den dem des mit für von auf sich im am welche welcher \
         welches welchen wie wer wen wem wo wann warum wieso heißt deutsch bei aus nach wird werden wurde sind hat haben \
         auch als oder wenn durch über zum zur man kann nennt kein keine es sie er ihr sein seine vom beim wofür woraus \
         was war in an so name hat will all bin",
    ),
    (
        "fr",
        "French",
        "le la les des du de un une et est que qui dans pour pas ne sur au aux avec quel quelle quels quelles comment où \
         quand pourquoi sont ce cette ces par plus ou se il elle ils elles son sa ses être c'est n'est qu'est été leur",
    ),
    (
        "es",
        "Spanish",
        "el la los las de del que en un una es por con para se su al qué cuál cuáles cómo dónde cuándo quién quiénes como más \
         lo son está están fue entre sobre sus cuántos cuántas cuánto ser hay desde muy",
    ),
    (
        "it",
        "Italian",
        "il lo la gli le di del della dei delle degli che un una per con non si al alla qual quale quali come dove quando chi \
         cosa sono nel nella da dal dalla più chiama è quanti quante viene stato",
    ),
    (
        "pt",
        "Portuguese",
        "os as de do da dos das que em um uma para com não por na nos nas se qual quais como onde quando quem são mais foi ao \
         aos pelo pela é está quantos quantas ser seu sua",
    ),
    (
        "nl",
        "Dutch",
        "de het een en van niet dat die op te met voor zijn welke welk wat wie waar wanneer hoe waarom wordt worden aan bij \
         naar ook er deze als heet heeft hebben uit geen",
    ),
    (
        "sv",
        "Swedish",
        "och att det en ett är som på av för med den inte till vilken vilket vilka vad vem när hur heter från var har kan \
         eller om ska blev",
    ),
    (
        "pl",
        "Polish",
        "na nie jest to do się że jak co który która które jaki jaka jakie kto gdzie kiedy od po ile oraz są był była przez dla \
         czy nazywa ze za przy",
    ),
];

/// Scripts that are mostly used for one language, and that language.
const OF_SCRIPTS: [(Script, &str, &str); 9] = [
    (Script::Greek, "el", "Greek"),
    (Script::Cyrillic, "ru", "Russian"),
    (Script::Hebrew, "he", "Hebrew"),
    (Script::Arabic, "ar", "Arabic"),
    (Script::Devanagari, "hi", "Hindi"),
    (Script::Thai, "th", "Thai"),
    (Script::Hangul, "ko", "Korean"),
    (Script::Kana, "ja", "Japanese"),
    (Script::Han, "zh", "Chinese"),
];

static SETS: LazyLock<Vec<WordSet>> = LazyLock::new(|| KNOWN.iter().map(|(_, _, words)| set_of(words)).collect());
static ENGLISH: LazyLock<WordSet> = LazyLock::new(|| {
    [&*stop_words::STOP, &*stop_words::YES_NO, &*stop_words::IMPERATIVES].into_iter().flatten().copied().collect()
});

/// The language that a deck seems to be in: its tag and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seems {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
}

/// Sets the language of a deck that names none to the one it seems to be in, if that isn't English.
pub(super) fn settled(mut deck: Deck) -> (Deck, Option<Seems>) {
    let seems = seems(&deck);
    if let Some(language) = seems.and_then(|seems| Language::of_tag(seems.tag)) {
        let all = Languages::all(language);
        deck.judging.languages = all;
        deck.cards.iter_mut().for_each(|card| Arc::make_mut(card).judging.languages = all);
    }
    (deck, seems)
}

fn seems(deck: &Deck) -> Option<Seems> {
    let is_silent = |languages: Languages| languages == Languages::default();
    let says = deck.fields.iter().any(|(name, _, _)| *name == "language");
    if says || !deck.cards.iter().all(|card| is_silent(card.judging.languages)) {
        return None;
    }
    // One long cue among words to translate doesn't make sentences of them.
    let asked = deck.cards.iter().filter(|card| is_sentence(&card.body.cue().plain())).count();
    if asked * 2 < deck.cards.len() {
        return None;
    }
    let texts: Vec<String> = deck.cards.iter().flat_map(|card| sentences(card)).collect();
    of_script(&texts).or_else(|| of_words(&texts))
}

/// The sentences among what a card asks and explains.
fn sentences(card: &Card) -> impl Iterator<Item = String> + use<> {
    let texts: Vec<Text> = std::iter::once(card.body.cue())
        .chain(card.because.iter().chain(card.body.correction()).chain(&card.hints).cloned())
        .collect();
    texts.into_iter().map(|text| text.plain()).filter(|text| is_sentence(text))
}

fn is_sentence(text: &str) -> bool {
    let has_words = text.split_whitespace().count() >= SENTENCE;
    has_words || text.chars().filter(|c| is_unspaced(Script::of(*c))).count() >= LETTERS
}

const fn is_unspaced(script: Option<Script>) -> bool {
    matches!(script, Some(Script::Han | Script::Kana | Script::Thai))
}

fn of_script(texts: &[String]) -> Option<Seems> {
    let mut letters: HashMap<Script, usize> = HashMap::new();
    for script in texts.iter().flat_map(|text| text.chars()).filter_map(Script::of) {
        *letters.entry(script).or_default() += 1;
    }
    let all: usize = letters.values().sum();
    let count = |script: Script| letters.get(&script).copied().unwrap_or(0);
    // Japanese is written in both kana and Han characters.
    let kana = count(Script::Kana);
    let share = |script: Script| match script {
        Script::Kana if kana * 10 >= all => kana + count(Script::Han),
        script => count(script),
    };
    let (_, tag, name) = OF_SCRIPTS.into_iter().find(|(script, _, _)| share(*script) * 100 > all * OF_SCRIPT)?;
    Some(Seems { tag, name })
}

fn of_words(texts: &[String]) -> Option<Seems> {
    let words: Vec<Word> =
        texts.iter().flat_map(|text| Phrase::new(text.clone()).tokens).map(|token| token.raw).collect();
    let of = |set: &WordSet| {
        let own = || words.iter().filter(|word| set.contains(word) && !ENGLISH.contains(word));
        let english = words.iter().filter(|word| ENGLISH.contains(word) && !set.contains(word)).count();
        let different = own().collect::<std::collections::HashSet<_>>().len();
        let is =
            own().count() >= english * AHEAD && own().count() * 100 >= words.len() * SHARE && different >= DIFFERENT;
        if is { own().count() } else { 0 }
    };
    let (known, count) = KNOWN.iter().zip(SETS.iter().map(of)).max_by_key(|(_, count)| *count)?;
    (count > 0).then_some(Seems { tag: known.0, name: known.1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::RuleId;
    use crate::deck::parse_deck;
    use crate::lint::fixture::{count, findings};

    /// The tag of the language that a deck of flip cards with these questions and answers seems to be in, or `en`.
    fn tag(header: &str, cards: &[(&str, &str)]) -> &'static str {
        let card = |(nth, (question, answer)): (usize, &(&str, &str))| {
            format!("  - {{id: c{nth}, kind: flip, question: \"{question}\", answer: \"{answer}\"}}\n")
        };
        let cards = cards.iter().enumerate().map(card).collect::<Vec<_>>().concat();
        let deck = parse_deck("d", None, format!("title: T\n{header}cards:\n{cards}")).expect("a deck");
        settled(deck).1.map_or("en", |seems| seems.tag)
    }

    #[test]
    fn one_question_tells_enough() {
        for (expected, question) in [
            ("de", "Was heißt »gimnasio« auf Deutsch?"),
            ("de", "Welcher Fluss fließt durch Köln?"),
            ("fr", "Quelle est la capitale de la France ?"),
            ("es", "¿Cuál es la capital de Francia?"),
            ("it", "Qual è la capitale della Francia?"),
            ("pt", "Qual é a capital da França?"),
            ("nl", "Wat is de hoofdstad van Frankrijk?"),
            ("sv", "Vad heter huvudstaden i Frankrike och när blev den det?"),
            ("pl", "Jak nazywa się stolica Francji i co to jest?"),
            ("ru", "Какой город является столицей Франции?"),
            ("el", "Ποια είναι η πρωτεύουσα της Γαλλίας;"),
            ("ja", "フランスの首都はどこですか。"),
            ("zh", "法国的首都是哪里？"),
            ("ko", "프랑스의 수도는 어디 인가요?"),
            ("en", "What is the capital of France?"),
            ("en", "Which mineral has hardness ten?"),
        ] {
            assert_eq!(tag("", &[(question, "x")]), expected, "{question}");
        }
    }

    #[test]
    fn a_list_of_vocabulary_tells_nothing() {
        assert_eq!(tag("", &[("la maison", "the house"), ("le chien", "the dog"), ("les rues", "the streets")]), "en");
        assert_eq!(tag("", &[("the house", "das Haus"), ("the dog", "der Hund"), ("the cat", "die Katze")]), "en");
        assert_eq!(tag("", &[("достопримечательность", "sight"), ("猫", "cat"), ("книга", "book")]), "en");
        let asked = [
            ("What does \u{201c}je ne sais pas\u{201d} mean?", "I don't know"),
            ("What is the German for dog?", "der Hund"),
        ];
        assert_eq!(tag("", &asked), "en");
        assert_eq!(
            tag("", &[("Translate: je ne le sais pas", "I don't know"), ("Say: c'est la vie", "that's life")]),
            "en"
        );
    }

    #[test]
    fn what_a_header_says_is_taken() {
        let german = [("Welcher Fluss fließt durch Köln?", "der Rhein")];
        assert_eq!(tag("language: en\n", &german), "en");
        assert_eq!(tag("language: {answer: de}\n", &german), "en");
    }

    #[test]
    fn a_german_deck_without_language_is_told_so_once() {
        let cards = "- {id: a, kind: flip, question: \"Was heißt »gimnasio« auf Deutsch?\", answer: Turnhalle}\n\
                     - {id: b, kind: flip, question: \"Was ist der Name für das Meer bei Bari?\", answer: Adria}";
        let found: Vec<_> =
            findings("", cards, None).into_iter().map(|diagnostic| (diagnostic.rule, diagnostic.help)).collect();
        assert_eq!(found, [(RuleId::NoLanguage, Some("language: de".to_owned()))]);
        assert_eq!(findings("language: de\n", cards, None), []);
        assert_eq!(
            count(RuleId::NoLanguage, "- {id: a, kind: flip, question: \"Was Bari ever the capital?\", answer: No}"),
            0
        );
    }
}
