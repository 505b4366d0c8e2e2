//! Prompts: short, plain, asking one thing by themselves, and not giving the answer away.

use std::sync::LazyLock;

use super::Context;
use crate::authoring::finding::Findings;
use crate::authoring::lexicon;
use crate::authoring::reading::Reading;
use crate::authoring::rules::{ANSWER_IN_PROMPT, ASKS_NOTHING, LONG_PROMPT, REFERS_ELSEWHERE, YES_NO};
use crate::authoring::words::{Phrase, Token, Word, WordSet, set_of};
use crate::deck::Kind;

static IMPERATIVES: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::IMPERATIVES));
static OPENS_YES_NO: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::YES_NO));
/// A phrase that leans on another card has one of these.
static LEANING: LazyLock<WordSet> =
    LazyLock::new(|| set_of("previous preceding above below earlier last next other same before"));

/// How a card speaks of what stands on another one.
const ELSEWHERE: &[&str] = &[
    "previous question",
    "previous card",
    "previous item",
    "previous answer",
    "preceding question",
    "preceding card",
    "last question",
    "last card",
    "next question",
    "next card",
    "other card",
    "other question",
    "earlier card",
    "earlier question",
    "mentioned above",
    "named above",
    "see above",
    "as above",
    "question above",
    "card above",
    "the above",
    "question below",
    "card below",
    "same project",
    "same question",
    "same card",
    "card before",
    "question before",
];

pub(super) fn check(reading: &Reading, context: &Context, out: &mut Findings) {
    long_prompt(reading, out);
    elsewhere(reading, out);
    if !matches!(reading.kind, Kind::TrueFalse | Kind::Cloze | Kind::Term) {
        asks_nothing(reading, context, out);
    }
    if matches!(reading.kind, Kind::Flip | Kind::Typed) {
        yes_no(reading, out);
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

fn elsewhere(reading: &Reading, out: &mut Findings) {
    let texts = std::iter::once(&reading.prompt).chain(&reading.hints).chain(&reading.answers);
    for (text, field) in texts.zip(std::iter::once(reading.prompt_field()).chain(std::iter::repeat("hint"))) {
        if text.find(&LEANING).is_none() {
            continue;
        }
        let lower = text.text.to_lowercase();
        let Some(phrase) = ELSEWHERE.iter().find(|phrase| lower.contains(*phrase)) else { continue };
        let what = format!("\"{phrase}\" leans on another card, and cards are shuffled");
        let place = reading.card.place_of(field, 0);
        out.add(&REFERS_ELSEWHERE, place, what).help("name the thing itself");
        return;
    }
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

fn asks_nothing(reading: &Reading, context: &Context, out: &mut Findings) {
    let prompt = &reading.prompt;
    let place = reading.card.place_of(reading.prompt_field(), 0);
    if of_the_following(prompt) {
        let what = "\"which of the following is true\" asks nothing before the choices are read";
        out.add(&ASKS_NOTHING, place, what).help("ask for the one thing that the choices differ in");
        return;
    }
    let words = prompt.word_count();
    let is_cue = words < ASKS_NOTHING.limit(0) || (context.mostly_cues && words <= 8);
    let asks =
        prompt.text.contains('?') || sentences(&prompt.text).iter().any(|sentence| opens_with(sentence, &IMPERATIVES));
    // A gap drawn in a question is a question of its own.
    if !is_cue && !asks && !prompt.text.contains("__") && !prompt.text.contains("...") && !prompt.text.contains('…') {
        let what = "the question has no `?` and tells nobody what to do";
        out.add(&ASKS_NOTHING, place, what).help("end it with `?`, or begin it with `Name ...`, `Complete ...`");
    }
}

/// "Which of the following is true?"
fn of_the_following(prompt: &Phrase) -> bool {
    static RIGHT: LazyLock<WordSet> = LazyLock::new(|| set_of("true correct right false incorrect"));
    let words = ["of", "the", "following"].map(Word::of);
    let raw = |window: &[Token]| window.iter().zip(words).all(|(token, word)| token.raw == word);
    prompt.tokens.windows(words.len()).any(raw) && prompt.find(&RIGHT).is_some()
}

fn yes_no(reading: &Reading, out: &mut Findings) {
    let asked = sentences(&reading.prompt.text).into_iter().find(|sentence| sentence.ends_with('?'));
    if asked.is_some_and(|sentence| opens_with(sentence, &OPENS_YES_NO)) {
        let place = reading.card.place_of(reading.prompt_field(), 0);
        let what = "yes or no would answer this question";
        out.add(&YES_NO, place, what).help("ask which, what, who, why or how; or make it `kind: true-false`");
    }
}

fn given_away(reading: &Reading, out: &mut Findings) {
    let places = std::iter::once((&reading.prompt, reading.prompt_field()));
    let hints = reading.hints.iter().map(|hint| (hint, "hint"));
    for (at, (text, field)) in places.chain(hints).enumerate() {
        // What a cloze text shows beside its gaps is the business of another lint.
        if at == 0 && matches!(reading.kind, Kind::Cloze | Kind::TrueFalse | Kind::Order) {
            continue;
        }
        let Some(words) = reading.answers.iter().find_map(|answer| shown_in(reading, answer, text, out.no_words))
        else {
            continue;
        };
        let what = format!("\"{words}\" of the answer stands in the {}", if at == 0 { "prompt" } else { "hint" });
        let place = reading.card.place_of(field, at.saturating_sub(1));
        out.add(&ANSWER_IN_PROMPT, place, what).help("say it in other words");
        return;
    }
    for piece in &reading.pieces {
        if let Some(hint) = &piece.hint
            && whole_in(&piece.phrase, hint)
            && !says_which_sort(reading, hint)
        {
            let what = format!("the hint says \"{}\", which is the answer", piece.phrase.text);
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
    let run = answer.tokens.windows(length).find(|run| {
        let stems: Vec<Word> = run.iter().map(|token| token.stem).collect();
        run.iter().all(|token| !token.stop) && text.position_of(&stems).is_some()
    })?;
    let (first, last) = (run.first()?, run.last()?);
    answer.text.get(first.start as usize..last.end as usize)
}

/// Whether a text has all words of an answer in a row, an article aside.
fn whole_in(answer: &Phrase, text: &Phrase) -> bool {
    if answer.is_signs() {
        // A letter or a sign stands in many a text; more of them are given away as they are written.
        return answer.text.chars().count() >= 4 && text.text.contains(&answer.text);
    }
    let stems: Vec<Word> = answer.tokens.iter().skip_while(|token| token.stop).map(|token| token.stem).collect();
    text.position_of(&stems).is_some()
}

/// "Is it A or B?": both stand there on purpose.
fn is_alternative(answer: &Phrase, text: &Phrase) -> bool {
    let stems: Vec<Word> = answer.tokens.iter().skip_while(|token| token.stop).map(|token| token.stem).collect();
    let Some(at) = text.position_of(&stems) else { return false };
    let or = Word::of("or");
    let near = at.saturating_sub(2)..(at + stems.len() + 2).min(text.tokens.len());
    text.tokens[near].iter().any(|token| token.raw == or)
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
    fn a_card_stands_by_itself() {
        assert_eq!(count("refers-elsewhere", &flip("Who wrote the project of the previous question?", "Ada")), 1);
        assert_eq!(count("refers-elsewhere", &flip("Which person ruled before the previous king?", "Ada")), 0);
    }

    #[test]
    fn a_question_wants_more_than_yes() {
        for (question, found) in [
            ("Is fast.ai meant for everyone?", 1),
            ("A model leaks. Does that break the licence?", 1),
            ("For whom is fast.ai meant?", 0),
            ("can", 0),
        ] {
            assert_eq!(count("yes-no-question", &flip(question, "x")), found, "{question}");
        }
    }

    #[test]
    fn the_answer_is_not_in_the_question() {
        for (question, answer, found) in [
            ("Which magazine, MIT Technology Review, is cited?", "MIT Technology Review", 1),
            ("Which technology review is cited?", "MIT Technology Review", 1),
            ("Which magazine is cited?", "MIT Technology Review", 0),
            ("Is training or tuning done first?", "training", 0),
            ("What is done before training?", "the training", 1),
        ] {
            assert_eq!(count("answer-in-prompt", &flip(question, answer)), found, "{question}");
        }
        let hinted = format!("{}\n  hint: [A star, Not Nature]", flip("Which journal is cited?", "Nature"));
        assert_eq!(count("answer-in-prompt", &hinted), 1);
        let gap =
            "- id: a\n  kind: cloze\n  text: \"The essay cites {{Nature::not science, nature}} on access to it.\"";
        assert_eq!(count("answer-in-prompt", gap), 1);
    }
}
