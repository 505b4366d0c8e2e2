//! Prompts: short, plain, asking one thing by themselves, and not giving the answer away.

use std::sync::LazyLock;

use super::speech::{Phrases, Speech};
use super::{Context, elsewhere, yes_no};
use crate::authoring::finding::Findings;
use crate::authoring::lexicon;
use crate::authoring::reading::Reading;
use crate::authoring::rules::{ANSWER_IN_PROMPT, ASKS_NOTHING, LONG_PROMPT};
use crate::authoring::words::{Phrase, Sense, Token, Word, WordSet, set_of};
use crate::deck::Kind;

static IMPERATIVES: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::IMPERATIVES));
pub(super) fn check(reading: &Reading, context: &Context, out: &mut Findings) {
    long_prompt(reading, out);
    elsewhere::check(reading, context, out);
    let is_question = !matches!(reading.kind, Kind::TrueFalse | Kind::Cloze | Kind::Term);
    if is_question && !asks_anything(reading, context, out) && !yes_no::check(reading, out) {
        asks_nothing(reading, context, out);
    }
    given_away(reading, out);
}

fn long_prompt(reading: &Reading, out: &mut Findings) {
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

/// The sentences of a text, each with its mark: a mark ends one where a space follows.
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

fn opens_with(sentence: &str, list: &WordSet) -> bool {
    let word: String = sentence.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| is_of_word(*c)).collect();
    list.contains(&Word::of(&word.to_lowercase().replace('\u{2019}', "'")))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}')
}

/// Says whether a prompt was found to which many things could be said.
fn asks_anything(reading: &Reading, context: &Context, out: &mut Findings) -> bool {
    let found = asks_for_anything(reading, context);
    if let Some(what) = found {
        let place = reading.card.place_of(reading.prompt_field(), 0);
        out.add(&ASKS_NOTHING, place, what).help("ask for the one thing that the answer says");
    }
    found.is_some()
}

fn asks_nothing(reading: &Reading, context: &Context, out: &mut Findings) {
    let prompt = &reading.prompt;
    let place = reading.card.place_of(reading.prompt_field(), 0);
    if of_the_following(prompt) {
        let what = "\"which of the following is true\" asks nothing before the choices are read";
        out.add(&ASKS_NOTHING, place, what).help("ask for the one thing that the choices differ in");
        return;
    }
    let words = prompt.word_count();
    // How a sentence tells one what to do is known of English alone.
    let is_cue = words < ASKS_NOTHING.limit(0) || (context.mostly_cues && words <= 8) || out.no_words;
    let asks =
        prompt.text.contains('?') || sentences(&prompt.text).iter().any(|sentence| opens_with(sentence, &IMPERATIVES));
    // A gap drawn in a question is a question of its own.
    if !is_cue && !asks && !prompt.text.contains("__") && !prompt.text.contains("...") && !prompt.text.contains('…') {
        let what = "the question has no `?` and tells nobody what to do";
        out.add(&ASKS_NOTHING, place, what).help("end it with `?`, or begin it with `Name ...`, `Complete ...`");
    }
}

/// Openings that ask for whatever comes to mind.
static ANYTHING: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(&[
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
    ])
});

/// What stands before it.
static PLEASE: LazyLock<WordSet> = LazyLock::new(|| set_of("please bitte could can you briefly kurz now so and"));

/// Words that ask, and nothing else: `Why?`, `How come?`
static BARE: LazyLock<WordSet> = LazyLock::new(|| {
    set_of(
        "who what which when where why how come next else happened exactly warum wieso weshalb wann wo wer was wie und dann          sonst denn noch pourquoi quand où qui quoi comment et alors porqué por qué cuándo dónde quién cómo perché quando dove          chi cosa come waarom wanneer wie waar quem onde",
    )
});
/// `Is it so?` is for yes or no.
static VERBS: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::YES_NO));
static PRONOUNS: LazyLock<WordSet> = LazyLock::new(|| set_of("it he she they him her them this that these those"));
/// What stands beside a year.
static BESIDE_YEARS: LazyLock<WordSet> = LazyLock::new(|| {
    set_of("in the year years ad bc ce bce from to and between until around about im jahr von bis en l'an año")
});
/// What a field is described by.
static DESCRIBING: LazyLock<WordSet> = LazyLock::new(|| {
    set_of("explain describe summarise summarize outline review introduce present characterise characterize")
});

/// A prompt to which many things could be said: a bare `Why?`, a year, a topic.
fn asks_for_anything(reading: &Reading, context: &Context) -> Option<&'static str> {
    let speech = Speech::of(&reading.prompt);
    let text = reading.prompt.text.trim();
    let first = (0..speech.len()).find(|&at| !speech.is(at, &PLEASE)).unwrap_or(0);
    let languages = reading.card.judging.languages;
    // A word to be translated, or one of a list of cues; something shown to be read; a gap to be filled.
    let is_shown = reading.prompt.has_code()
        || (0..speech.len()).any(|at| speech.is_quoted(at))
        || text.contains(['_', '…', '=', '→', '$'])
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
    if whole_field && reading.kind == Kind::Flip {
        return Some("the question asks to describe a whole field");
    }
    if context.mostly_cues {
        return None;
    }
    let all = |is: &dyn Fn(usize) -> bool| (0..speech.len()).all(is);
    let is_bare = words <= 4
        && text.contains('?')
        && !speech.is(0, &VERBS)
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
    let told = speech.token(0).is_some_and(|token| IMPERATIVES.contains(&token.raw)) && words > 1;
    let explained = reading.answers.iter().any(|answer| answer.word_count() >= ASKS_NOTHING.limit(1));
    (context.mostly_questions && (is_title || is_topic) && !told && explained && reading.kind != Kind::Order)
        .then_some("a topic alone is no question")
}

/// Whether a word says no more of a field than its name: `the French Revolution`, not `why leaves fall`.
fn names_a_field(speech: &Speech, at: usize) -> bool {
    static SAYS_MORE: LazyLock<WordSet> = LazyLock::new(|| {
        set_of(
            "how why what which when where who whose whether difference between using with by as if that in from one two three",
        )
    });
    speech.word(at).is_some() && !speech.is(at, &SAYS_MORE)
}

/// "Which of the following is true?"
fn of_the_following(prompt: &Phrase) -> bool {
    static RIGHT: LazyLock<WordSet> = LazyLock::new(|| set_of("true correct right false incorrect"));
    let words = ["of", "the", "following"].map(Word::of);
    let raw = |window: &[Token]| window.iter().zip(words).all(|(token, word)| token.raw == word);
    prompt.tokens.windows(words.len()).any(raw) && prompt.find(&RIGHT).is_some()
}

fn given_away(reading: &Reading, out: &mut Findings) {
    let places = std::iter::once((&reading.prompt, reading.prompt_field()));
    let hints = reading.hints.iter().map(|hint| (hint, "hint"));
    for (at, (text, field)) in places.chain(hints).enumerate() {
        // What a cloze text shows beside its gaps is the business of another lint.
        if at == 0 && matches!(reading.kind, Kind::Cloze | Kind::TrueFalse | Kind::Order) {
            continue;
        }
        let shown = |answer| {
            let shown = shown_in(reading, answer, text, out.no_words);
            if at == 0 { shown } else { shown.or_else(|| told_in_hint(reading, answer, text, out.no_words)) }
        };
        let Some(words) = reading.answers.iter().find_map(shown) else { continue };
        let what = format!("\"{words}\" of the answer stands in the {}", if at == 0 { "prompt" } else { "hint" });
        let place = reading.card.place_of(field, at.saturating_sub(1));
        out.add(&ANSWER_IN_PROMPT, place, what).help("say it in other words");
        return;
    }
    for piece in &reading.pieces {
        if let Some(hint) = &piece.hint
            && (whole_in(&piece.phrase, hint) || spells(hint, &piece.phrase))
            && !says_which_sort(reading, hint)
        {
            let what = format!("the hint \"{}\" gives \"{}\" away", hint.text, piece.phrase.text);
            out.add(&ANSWER_IN_PROMPT, reading.card.place_of("text", 0), what).help("hint at what sort of thing it is");
            return;
        }
    }
}

/// `which end`, or what several gaps have for their hint: it says what sort of thing is wanted.
fn says_which_sort(reading: &Reading, hint: &Phrase) -> bool {
    static SORTS: LazyLock<WordSet> = LazyLock::new(|| set_of("which what whose"));
    let asks = hint.tokens.first().is_some_and(|token| SORTS.contains(&token.raw));
    let hints = reading.pieces.iter().filter_map(|piece| piece.hint.as_ref());
    asks || hints.filter(|other| other.text == hint.text).count() > 1
}

/// What of an answer a text gives away.
fn shown_in<'a>(reading: &Reading, answer: &'a Phrase, text: &Phrase, no_words: bool) -> Option<&'a str> {
    // Which little words a language has is not known then; the whole of a longer answer needs none.
    let whole = whole_in(answer, text);
    if no_words && !(whole && answer.char_count() >= 4) {
        return None;
    }
    let both_named = || reading.wrong.iter().any(|wrong| whole_in(wrong, text));
    if whole {
        let in_choice = reading.kind == Kind::Choice && both_named();
        return (!in_choice && !is_alternative(answer, text)).then_some(answer.text.as_str());
    }
    if !matches!(reading.kind, Kind::Flip | Kind::Typed) {
        return None;
    }
    // A sentence that explains a thing names it once more.
    let length = ANSWER_IN_PROMPT.limit(0);
    if answer.content().count() > length * 2 {
        return None;
    }
    if answer.is_signs() {
        return None;
    }
    let run = answer.tokens.windows(length).find(|run| {
        let stems: Vec<Word> = run.iter().map(|token| token.stem).collect();
        run.iter().all(|token| !token.stop) && text.position_of(&stems).is_some()
    })?;
    let (first, last) = (run.first()?, run.last()?);
    answer.text.get(first.start as usize..last.end as usize)
}

/// A word of a short answer that a hint says and the question doesn't: half of what is to be known.
fn told_in_hint<'a>(reading: &Reading, answer: &'a Phrase, hint: &Phrase, no_words: bool) -> Option<&'a str> {
    if spells(hint, answer) {
        return Some(&answer.text);
    }
    let short = answer.content().count() <= ANSWER_IN_PROMPT.limit(0);
    if no_words || !short || answer.is_signs() || !matches!(reading.kind, Kind::Flip | Kind::Typed | Kind::Term) {
        return None;
    }
    let says = |text: &Phrase, word: Word| text.tokens.iter().any(|token| token.stem == word);
    let told = |token: &&Token| {
        answer.word_at(token).chars().count() > 3 && says(hint, token.stem) && !says(&reading.prompt, token.stem)
    };
    answer.content().find(told).map(|token| answer.word_at(token))
}

/// Whether a hint spells the answer: `Ulaan + baatar`, `b-a-r`, or `Ulaanba…`.
fn spells(hint: &Phrase, answer: &Phrase) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    // Longer than both can't be, signs between the letters included.
    if hint.text.len() > answer.text.len() * 4 {
        return false;
    }
    let (said, wanted) = (letters(&hint.text), letters(&answer.text));
    let count = said.chars().count();
    let backwards = || said.chars().rev().eq(wanted.chars());
    let begins = hint.text.trim_end().ends_with(['…', '.', '-', '_']) && wanted.starts_with(&said);
    count >= 3 && (said == wanted || backwards() || (begins && count * 2 > wanted.chars().count()))
}

/// Whether a text has all words of an answer in a row, an article aside.
fn whole_in(answer: &Phrase, text: &Phrase) -> bool {
    if answer.is_signs() {
        // A letter or a sign stands in many a text; more of them are given away as they are written, but for those in code that
        // is to be read or run: `NULL = NULL` is `NULL`.
        let in_code = |at: usize| {
            let end = at + answer.text.len();
            let within = |token: &Token| (token.start as usize) < end && at < token.end as usize;
            text.sense == Sense::Code || text.tokens.iter().any(|token| token.code && within(token))
        };
        return answer.text.chars().count() >= 4 && text.text.match_indices(&answer.text).any(|(at, _)| !in_code(at));
    }
    text.position_of(&without_article(answer)).is_some()
}

/// The words of an answer without what may be left out in front of it. `It rises` is no more than `rises` for all that.
fn without_article(answer: &Phrase) -> Vec<Word> {
    static SMALL: LazyLock<WordSet> = LazyLock::new(|| set_of("a an the in on at by to of from for with as"));
    answer.tokens.iter().skip_while(|token| SMALL.contains(&token.raw)).map(|token| token.stem).collect()
}

/// "Is it A or B?": both stand there on purpose.
fn is_alternative(answer: &Phrase, text: &Phrase) -> bool {
    if answer.is_signs() {
        let beside = |or: &str| {
            text.text.contains(&format!("{or} {}", answer.text)) || text.text.contains(&format!("{} {or}", answer.text))
        };
        return ["or", "oder", "ou", "o"].into_iter().any(beside);
    }
    let stems = without_article(answer);
    let Some(at) = text.position_of(&stems) else { return false };
    let or = ["or", "oder", "ou", "o"].map(Word::of);
    let near = at.saturating_sub(2)..(at + stems.len() + 2).min(text.tokens.len());
    text.tokens[near].iter().any(|token| or.contains(&token.raw))
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::count;

    fn flip(question: &str, answer: &str) -> String {
        format!("- id: a\n  kind: flip\n  question: \"{question}\"\n  answer: \"{answer}\"")
    }

    #[test]
    fn a_long_prompt_is_measured() {
        let long = format!("Why do {} drift apart?", "the very many and quite different ".repeat(6));
        assert_eq!(count("long-prompt", &flip(&long, "No governance")), 1);
        assert_eq!(count("long-prompt", &flip("Why do versions drift apart?", "No governance")), 0);
        let code = "- id: a\n  kind: flip\n  question: |\n    What does this print?\n    ```\n".to_owned()
            + &"    let a = b + c; let d = a + 1; print(d)\n".repeat(9)
            + "    ```\n  answer: five";
        assert_eq!(count("long-prompt", &code), 0);
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
            assert_eq!(count("asks-nothing", &card(question, long)), found, "{question}");
        }
        assert_eq!(count("asks-nothing", &card("Photosynthesis", "sugar from light")), 0);
        assert_eq!(count("asks-nothing", &card("48", "6 × 8")), 0);
        let cues = (0..4).fold(String::new(), |all, nth| {
            all + &format!("- id: q{nth}\n  kind: flip\n  question: thing {nth}\n  answer: x\n")
        });
        assert_eq!(count("asks-nothing", &(cues + &flip("1848", long))), 0);
    }

    #[test]
    fn a_prompt_asks_something() {
        for (question, found) in [
            ("The versions of an open model", 1),
            ("Which of the following is true?", 1),
            ("Why do versions drift apart?", 0),
            ("Name the two largest groups.", 0),
            ("A clinic has little money. Name its limits", 0),
            ("la casa", 0),
            ("The capital of France is ...", 0),
        ] {
            assert_eq!(count("asks-nothing", &flip(question, "x")), found, "{question}");
        }
    }

    #[test]
    fn the_answer_is_not_in_the_question() {
        for (question, answer, found) in [
            ("Which magazine, MIT Technology Review, is cited?", "MIT Technology Review", 1),
            ("Which technology review is cited?", "MIT Technology Review", 1),
            ("Which magazine is cited?", "MIT Technology Review", 0),
            ("Is training or tuning done first?", "training", 0),
            ("Which is larger, 22/33 or 33/44?", "33/44", 0),
            ("What does the price do if demand rises?", "It rises", 0),
            ("What is done before training?", "the training", 1),
            ("What does `SELECT NULL = NULL;` return?", "`NULL`", 0),
            ("What does `typeof undefined` give, short of quotes?", "`undefined`", 0),
            ("What is `max(1000, 20)`?", "1000", 0),
            ("Which number is named 1000?", "1000", 1),
        ] {
            assert_eq!(count("answer-in-prompt", &flip(question, answer)), found, "{question}");
        }
        let hinted = format!("{}\n  hint: [A star, Not Nature]", flip("Which journal is cited?", "Nature"));
        assert_eq!(count("answer-in-prompt", &hinted), 1);
        for (hint, found) in [("A blue whale", 1), ("w h a l e shark", 1), ("Whale sh…", 1), ("It is no fish eater", 0)]
        {
            let hinted = format!("{}\n  hint: {hint}", flip("Which fish is largest?", "whale shark"));
            assert_eq!(count("answer-in-prompt", &hinted), found, "{hint}");
        }
        let gap = "- id: a\n  kind: cloze\n  text: \"The essay cites {{Nature::HINT}} on access to it.\"";
        for (hint, found) in
            [("not science, nature", 1), ("Na + ture", 1), ("erutan", 1), ("which journal", 0), ("N…", 0)]
        {
            assert_eq!(count("answer-in-prompt", &gap.replace("HINT", hint)), found, "{hint}");
        }
    }
}
