//! Prompts: short, plain, asking one thing on their own, and not giving away the answer.

use super::speech::{Phrases, Speech};
use super::{DeckContext, elsewhere, giveaway, heading, yes_no};
use crate::deck::RuleId;
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::rule::Rule;
use crate::lint::signs::Signs;
use crate::lint::stop_words;
use crate::lint::words::{Phrase, Token, Word, WordList, WordSet};

pub(in crate::lint) static LONG_PROMPT: Rule = Rule {
    limits: &[30, 200],
    threshold: "at most {0} words and {1} characters, code aside",
    what: "a long question",
    why: "It is read at each review. A short one is answered from memory, a long one by recognising the card.",
    weak: "question: In the paragraph which follows the one on ... (42 words)",
    better: "question: Which two sectors worry the essay most?",
    source: "Wozniak, rule 12; Haladyna, Downing, Rodriguez 2002, guideline 13",
    ..Rule::slight(RuleId::LongPrompt)
};

pub(in crate::lint) static ASKS_NOTHING: Rule = Rule {
    limits: &[4, 5],
    threshold: "a `flip` question of {0} or more words ends with `?` or tells what to do; no \"which of the following is true\", no \
                \"tell me about\", no bare \"Why?\" or year, no statement, no topic alone where the answer has {1} words or more",
    what: "a question that asks nothing by itself",
    why: "Learners should know what is asked before they see the choices, else they compare instead of recalling.",
    weak: "question: Which of the following is true?",
    better: "question: Why do versions of an open model drift apart?",
    source: "Haladyna, Downing, Rodriguez 2002, guideline 15; Brame 2013",
    ..Rule::slight(RuleId::AsksNothing)
};

const SHOWING: Signs = Signs::of("_=$", &['…', '→']);

pub(super) fn check(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    long_prompt(reading, out);
    elsewhere::check(reading, context, out);
    if reading.kind.is_question() && !asks_anything(reading, context, out) && !yes_no::check(reading, out) {
        asks_nothing(reading, context, out);
    }
    giveaway::check(reading, out);
}

fn long_prompt(reading: &CardTexts, out: &mut Findings) {
    let [most_words, most_chars] = [LONG_PROMPT.limit(0), LONG_PROMPT.limit(1)];
    let (words, chars) = (reading.prompt.word_count(), reading.prompt.char_count());
    let note = if words > most_words {
        format!("{words} words, at most {most_words}")
    } else if chars > most_chars {
        format!("{chars} characters, at most {most_chars}")
    } else {
        return;
    };
    let place = reading.card.place_of(reading.prompt_field(), 0);
    out.add(&LONG_PROMPT, place, "the prompt is long")
        .note(note)
        .help("ask for the point alone; move the rest to `because`");
}

/// The sentences of a text with their end marks. A mark ends a sentence only before whitespace.
fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut from = 0;
    for (at, mark) in text.match_indices(['?', '!', '.', ':', '\n']) {
        let end = at + mark.len();
        if text[end..].chars().next().is_none_or(char::is_whitespace) || mark == "\n" {
            all.push(text[from..end].trim());
            from = end;
        }
    }
    all.push(text[from..].trim());
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// Whether a word tells the learner to do something.
pub(super) fn tells_to(word: Word) -> bool {
    stop_words::IMPERATIVES.contains(&word)
}

fn opens_with(sentence: &str, list: &WordSet) -> bool {
    let word: String = sentence.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| is_of_word(*c)).collect();
    list.contains(&Word::of(&word.to_lowercase().replace('\u{2019}', "'")))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}')
}

/// Reports a prompt that many different answers would fit; returns whether it did.
fn asks_anything(reading: &CardTexts, context: &DeckContext, out: &mut Findings) -> bool {
    let found = asks_for_anything(reading, context);
    if let Some(what) = found {
        let place = reading.card.place_of(reading.prompt_field(), 0);
        out.add(&ASKS_NOTHING, place, what).help("ask for the one thing that the answer says");
    }
    found.is_some()
}

fn asks_nothing(reading: &CardTexts, context: &DeckContext, out: &mut Findings) {
    let prompt = &reading.prompt;
    let place = reading.card.place_of(reading.prompt_field(), 0);
    if of_the_following(prompt) {
        let what = "the question asks nothing before the choices are read";
        out.add(&ASKS_NOTHING, place, what).help("ask for the one thing that the choices differ in");
        return;
    }
    // With a `?`, only something short like `The heart?` can be a heading.
    let is_asked = prompt.text.contains('?') && prompt.word_count() > 3;
    let heading = || heading::instead_of_question(reading, &Speech::of(prompt), context);
    if let Some(what) = (!is_asked).then(heading).flatten() {
        out.add(&ASKS_NOTHING, place, what).help("ask for the one thing that the answer says");
        return;
    }
    let words = prompt.word_count();
    // An answer that is typed or picked may be asked for by name alone: `Latin name of the collarbone`.
    let names_it = !reading.kind.is_recalled() && !prompt.text.trim_end().ends_with('.');
    // Imperatives are known in English only.
    let is_cue = words < ASKS_NOTHING.limit(0)
        || (context.mostly_cues && words <= 8)
        || names_it
        || reading.kind.is_arranged()
        || out.no_words;
    let asks = prompt.text.contains('?')
        || sentences(&prompt.text).iter().any(|sentence| opens_with(sentence, &stop_words::IMPERATIVES));
    // A gap in a question asks by itself.
    if !is_cue && !asks && !prompt.text.contains("__") && !prompt.text.contains("...") && !prompt.text.contains('…') {
        let what = "the question has no `?` and tells nobody what to do";
        out.add(&ASKS_NOTHING, place, what).help("end it with `?`, or begin it with `Name ...`, `Complete ...`");
    }
}

/// Openings that ask for whatever comes to mind.
static ANYTHING: Phrases = Phrases::of(&[
    "tell|say|write|talk|speak|report me|us|~ something|anything|everything|more|~ about|on",
    "tell|say|write|note|list down|me|us|~ what|all|everything|anything you know|remember|recall",
    "everything|all|what you know|remember about|of|on",
    "your|any|some thoughts|opinion|ideas|comments|remarks on|about",
    "say|write|tell a few words|lines|sentences",
    "what do|can you know|remember|recall|say|tell|write me|us|~ about|of|on",
    "what about",
    "what is|are there to say|know",
    "give|write an|a|some overview|summary|facts|information|account|introduction|description|idea of|about|on",
    "facts|notes|info|information|something|anything|everything|thoughts|details|basics|overview|summary|introduction|remarks          about|on|of|to|regarding",
    "comment|elaborate|reflect|expand on|upon",
    "discuss",
    "erzähl|erzähle|erzählen|berichte|sprich|schreib|schreibe sie|mir|uns|~ etwas|alles|was|~ über|von",
    "sag|sage|sagen|nenn|nenne sie|mir|~ etwas zu|über",
    "was weißt|wissen du|sie über|von",
    "alles|etwas|wissenswertes|fakten|allgemeines über|zu",
    "parle|parlez|dis|dites moi|nous|~ quelque|~ chose|~ de|du|sur",
    "que sais|savez tu|vous de|du|sur",
    "háblame|habla|hable|cuéntame|cuenta|di|escribe algo|~ de|del|sobre",
    "qué sabes|sabe de|del|sobre",
    "parla|parlami|dimmi qualcosa|~ di|del|della|su",
    "fala|fale me|~ de|do|da|sobre",
    "vertel me|~ iets|~ over",
]);

/// Words that may come before them.
static PLEASE: WordList = WordList::of("please bitte could can you briefly kurz now so and");

/// Words of which a bare question consists: `Why?`, `How come?`
static BARE: WordList = WordList::of(
    "who what which when where why how come next else happened exactly warum wieso weshalb wann wo wer was wie \
         und dann sonst denn noch danach après puis donc ensuite luego entonces wofür wozu wohin woher \
         wieviel viele welche welcher welches welchen pourquoi pas combien lequel laquelle lesquels \
         lesquelles quel quelle quels quelles cuál cuáles cuánto cuánta cuántos cuántas quale quali \
         quanti quanto qual quais quantos welke welk hoeveel hoe reason purpose result nicht das quand où \
         qui quoi comment et alors porqué por qué cuándo dónde quién cómo perché quando dove chi cosa \
         waarom wanneer waar quem onde",
);
/// Opens a yes-no question: `Is it so?`
static PRONOUNS: WordList = WordList::of("it he she they him her them this that these those");
/// Words that may stand next to a year.
static BESIDE_YEARS: WordList =
    WordList::of("in the year years ad bc ce bce from to and between until around about im jahr von bis en l'an año");
/// Verbs that ask to describe something.
static DESCRIBING: WordList =
    WordList::of("explain describe summarise summarize outline review introduce present characterise characterize");

/// Why many different answers would fit a prompt: it is a bare `Why?`, a year, a topic. `None` if it is fine.
fn asks_for_anything(reading: &CardTexts, context: &DeckContext) -> Option<&'static str> {
    let speech = Speech::of(&reading.prompt);
    let text = reading.prompt.text.trim();
    let first = (0..speech.len()).find(|&at| !speech.is(at, &PLEASE)).unwrap_or(0);
    let languages = reading.card.judging.languages;
    // A word to translate, something shown to be read, and a gap to fill are fine.
    let is_shown = reading.prompt.has_code()
        || (0..speech.len()).any(|at| speech.is_quoted(at))
        || SHOWING.are_in(text)
        || text.contains("...")
        || reading.prompt.tokens.is_empty();
    if languages.question != languages.answer || is_shown {
        return None;
    }
    if ANYTHING.at(&speech, first).is_some() {
        return Some("the question asks for whatever comes to mind");
    }
    let words = reading.prompt.word_count();
    let contents = (0..speech.len()).filter(|&at| speech.is_content(at)).count();
    let whole_field = speech.is(first, &DESCRIBING)
        && contents <= 3
        && (first + 1..speech.len()).all(|at| names_a_field(&speech, at));
    if whole_field && reading.kind.is_recalled() {
        return Some("the question asks to describe a whole field");
    }
    if context.mostly_cues {
        return None;
    }
    let all = |is: &dyn Fn(usize) -> bool| (0..speech.len()).all(is);
    let is_bare = words <= 4
        && text.contains('?')
        && !speech.is(0, &stop_words::YES_NO)
        && all(&|at| {
            let stop = speech.token(at).is_some_and(|token| token.stop) && !speech.is(at, &PRONOUNS);
            stop || speech.is(at, &BARE)
        });
    if is_bare {
        return Some("the question is a question word alone");
    }
    let is_number = |at: usize| speech.written(at).chars().all(char::is_numeric);
    let is_year = all(&|at| is_number(at) || speech.is(at, &BESIDE_YEARS)) && (0..speech.len()).any(is_number);
    let plain = text.chars().all(|c| c.is_alphanumeric() || " ,.;:?!()–—-'".contains(c));
    if is_year && plain && reading.answers.iter().any(|answer| !answer.is_signs()) {
        return Some("a number alone is no question");
    }
    let is_title = text.ends_with(':') && words <= 8;
    // `Volcanoes?` asks no more than `Volcanoes`.
    let name = if words == 1 { text.trim_end_matches('?') } else { text };
    let is_topic = words <= 3 && !name.contains(['?', '!', '+', '×', '/', '·']);
    let told = speech.token(0).is_some_and(|token| stop_words::IMPERATIVES.contains(&token.raw)) && words > 1;
    let explained = reading.answers.iter().any(|answer| answer.word_count() >= ASKS_NOTHING.limit(1));
    (context.mostly_questions && (is_title || is_topic) && !told && explained && !reading.kind.is_arranged())
        .then_some("a topic alone is no question")
}

/// Nouns that stand for a whole thing rather than one side of it.
static WHOLES: WordList = WordList::of(
    "history story concept topic subject field idea importance significance life work works theory theories basics \
         fundamentals war age era time period world culture art science battle kingdom empire",
);

/// Whether a word merely names a field: `the French Revolution`, not `why leaves fall`.
fn names_a_field(speech: &Speech, at: usize) -> bool {
    static SAYS_MORE: WordList = WordList::of(
        "how why what which when where who whose whether difference between using with by as if that in from one two three",
    );
    // `the structure of DNA` is one side of it, `the Congress of Vienna` a name, `the history of Rome` the whole.
    let is_side = speech.word(at + 1) == Some(Word::of("of")) && !speech.is_name(at) && !speech.is(at, &WHOLES);
    // `Ohm's law`
    let is_owner = speech.written(at).ends_with("'s") || speech.written(at).ends_with('’');
    speech.word(at).is_some() && !speech.is(at, &SAYS_MORE) && !is_side && !is_owner
}

/// "Which of the following is true?", "Which statement is true?"
fn of_the_following(prompt: &Phrase) -> bool {
    static RIGHT: WordList = WordList::of("true correct right false incorrect");
    static BARE: Phrases = Phrases::of(&[
        "which|what statement|statements|claim|option|of ~|these|those ~|statements is|are true|correct|right|false|wrong",
        "which one is true|correct|right",
        "which|what is|are true|correct",
        "welche aussage|aussagen|behauptung|antwort ist|sind|stimmt ~|wahr|richtig|korrekt|falsch",
        "welche der|dieser aussagen ist|sind|stimmt|trifft ~|wahr|richtig|korrekt|falsch|zu",
        "was ist richtig|wahr|korrekt",
        "was stimmt",
        "quelle affirmation|proposition|réponse est vraie|juste|correcte|fausse|exacte",
        "quelle est la bonne réponse",
        "laquelle|lesquelles de ces affirmations|propositions est|sont vraie|vraies|juste|justes|correcte|correctes|fausse",
        "cuál|qué de estas|~ afirmaciones|afirmación|opción|~ es verdadera|correcta|cierta|falsa|correcto|verdadero",
    ]);
    let speech = Speech::of(prompt);
    if prompt.tokens.len() <= 8 && BARE.at(&speech, 0).is_some_and(|words| words.end == speech.len()) {
        return true;
    }
    let words = ["of", "the", "following"].map(Word::of);
    let raw = |window: &[Token]| window.iter().zip(words).all(|(token, word)| token.raw == word);
    prompt.tokens.windows(words.len()).any(raw) && prompt.find(&RIGHT).is_some()
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::lint::fixture::{count, flip};

    #[test]
    fn a_long_prompt_is_measured() {
        let long = format!("Why do {} drift apart?", "the very many and quite different ".repeat(6));
        assert_eq!(count(RuleId::LongPrompt, &flip(&long, "No governance")), 1);
        assert_eq!(count(RuleId::LongPrompt, &flip("Why do versions drift apart?", "No governance")), 0);
        let code = "- id: a\n  kind: flip\n  question: |\n    What does this print?\n    ```\n".to_owned()
            + &"    let a = b + c; let d = a + 1; print(d)\n".repeat(9)
            + "    ```\n  answer: five";
        assert_eq!(count(RuleId::LongPrompt, &code), 0);
    }

    #[test]
    fn what_asks_for_anything_asks_nothing() {
        let others = (0..4).fold(String::new(), |all, nth| {
            all + &format!("- id: q{nth}\n  kind: flip\n  question: Which thing has number {nth}?\n  answer: x\n")
        });
        let card = |question: &str, answer: &str| others.clone() + &flip(question, answer);
        let long = "Plants turn light into sugar with it.";
        for (question, found) in [
            ("Why?", 1),
            ("How come?", 1),
            ("And then?", 1),
            ("Volcanoes?", 1),
            ("Is it so?", 0),
            ("Can you tell me something about bees?", 1),
            ("Your thoughts on Kant?", 1),
            ("1848", 1),
            ("In 1914-1918?", 1),
            ("Photosynthesis", 1),
            ("The Congress of Vienna:", 1),
            ("Tell me about the Hanseatic League.", 1),
            ("Please say something about volcanoes.", 1),
            ("What do you know about bees?", 1),
            ("Discuss the causes of the war.", 1),
            ("Explain photosynthesis.", 1),
            ("Describe the French Revolution.", 1),
            ("Erzähl etwas über Bienen.", 1),
            ("¿Qué sabes de las abejas?", 1),
            ("Explain why leaves are green.", 0),
            ("Describe the structure of a leaf in one sentence.", 0),
            ("What is told about whales by Aristotle?", 0),
            ("7 × 8", 0),
            ("`x`?", 0),
            ("Name it", 0),
        ] {
            assert_eq!(count(RuleId::AsksNothing, &card(question, long)), found, "{question}");
        }
        assert_eq!(count(RuleId::AsksNothing, &card("Photosynthesis", "sugar from light")), 0);
        assert_eq!(count(RuleId::AsksNothing, &card("48", "6 × 8")), 0);
        let cues = (0..4).fold(String::new(), |all, nth| {
            all + &format!("- id: q{nth}\n  kind: flip\n  question: thing {nth}\n  answer: x\n")
        });
        assert_eq!(count(RuleId::AsksNothing, &(cues + &flip("1848", long))), 0);
    }

    #[test]
    fn a_prompt_asks_something() {
        for (question, found) in [
            ("The versions of an open model", 1),
            ("Which of the following is true?", 1),
            ("Why do versions drift apart?", 0),
            ("Name the two largest groups.", 0),
            ("A clinic has little money. Name its limits", 0),
            ("Which statement is true?", 1),
            ("Which of these is correct?", 1),
            ("Which statement about arteries is true?", 0),
            ("Which spelling is correct?", 0),
            ("la casa", 0),
            ("The capital of France is ...", 0),
        ] {
            assert_eq!(count(RuleId::AsksNothing, &flip(question, "x")), found, "{question}");
        }
    }
}
