//! Texts that are still to be written: what `new` generates, placeholders, notes to oneself.

use crate::deck::edit::start::is_of_new;
use crate::deck::{Place, RuleId};
use crate::lint::card_texts::CardTexts;
use crate::lint::finding::Findings;
use crate::lint::placeholder::{Placeholder, is_placeholder, nothing};
use crate::lint::rule::Rule;
use crate::lint::signs::Signs;
use crate::lint::words::WordList;
use crate::lint::written::{Written, written};

pub(in crate::lint) static TEMPLATE_TEXT: Rule = Rule {
    threshold: "no TODO, no \"your question here\", no \"Question 1\", no dots alone, and none of the cards that `oss-quiz new` \
                writes as they were",
    what: "a text that is still to be written",
    why: "Learners are asked what nobody meant to ask, and a card that was forgotten stays forgotten.",
    weak: "question: Your question here   answer: TODO",
    better: "question: Which city is the capital of Norway?   answer: Oslo",
    ..Rule::grave(RuleId::TemplateText)
};

const QUOTING: Signs = Signs::of("\"", &['“', '„', '«', '‘']);

pub(super) fn check(reading: &CardTexts, out: &mut Findings) {
    let card = reading.card;
    if is_of_new(card) {
        let what = "this is the card that `oss-quiz new` wrote, to be replaced by one of yours";
        out.add(&TEMPLATE_TEXT, card.place_of(reading.prompt_field(), 0), what).help("write your own, or delete it");
        return;
    }
    let all = written(card);
    let holds_place = |&&(text, field, _): &&Written| {
        // `thin-because` checks explanations.
        let plain = text.plain();
        // Some questions about words ask for `TODO`.
        let may_be_meant = || field.starts_with("answer") && !plain.contains(' ') && asks_for_words(reading);
        !matches!(field, "because" | "accept") && !text.has_code() && is_placeholder(&plain) && !may_be_meant()
    };
    let mut found: Vec<&Written> = all.iter().filter(holds_place).collect();
    found.extend(all.iter().filter(|written| is_empty(reading, written)));
    // Once per card: whoever fixes one text sees the others.
    if let Some(&&(text, field, at)) = found.first() {
        report(&text.plain(), card.place_of(field, at), out);
    }
}

fn report(text: &str, place: Place, out: &mut Findings) {
    let what = format!("\"{text}\" holds the place of a text that is still to be written");
    out.add(&TEMPLATE_TEXT, place, what).help("write the text, or delete the card");
}

/// Whether a text says nothing where something is expected.
fn is_empty(reading: &CardTexts, &(text, field, _): &Written) -> bool {
    if text.has_code() {
        return false;
    }
    let plain = text.plain();
    let Some(nothing) = nothing(&plain) else { return false };
    match field {
        "question" | "statement" | "definition" | "correction" => match nothing {
            Placeholder::Signs => plain.trim().len() > 2,
            Placeholder::Nonsense => true,
            // Otherwise it may be a word in a vocabulary list.
            Placeholder::Name => field != "definition" && is_name(&reading.answers),
        },
        "answer" | "answers" | "distractors" | "steps" | "term" => match nothing {
            Placeholder::Signs => {
                plain.trim().chars().count() >= if plain.contains('…') { 1 } else { 3 } && !asks_for_signs(reading)
            }
            Placeholder::Nonsense => !asks_for_words(reading) && !reading.prompt.has_code(),
            Placeholder::Name => {
                !reading.kind.has_sides() && !reading.is_cue() && field != "term" && !asks_for_words(reading)
            }
        },
        _ => false,
    }
}

fn is_name(answers: &[crate::lint::words::Phrase]) -> bool {
    answers.iter().all(|answer| is_placeholder(&answer.text) || nothing(&answer.text).is_some())
}

/// Whether signs may be the answer: a question about punctuation, an operator, Morse code.
fn asks_for_signs(reading: &CardTexts) -> bool {
    static SIGNS: WordList = WordList::of(
        "sign signs symbol symbols mark marks punctuation operator character characters dots dot dash dashes hyphen \
             ellipsis morse type typed written write key glob pattern regex zeichen satzzeichen symbol punkte strich morsen \
             signe signes ponctuation points symbole signo signos puntuación puntos símbolo",
    );
    reading.prompt.find(&SIGNS).is_some() || reading.prompt.has_code()
}

/// Whether a word may be the answer because the question is about words.
fn asks_for_words(reading: &CardTexts) -> bool {
    static WORDS: WordList = WordList::of(
        "word words mean means meaning called name named translate translation translated english german french spanish \
             latin synonym opposite antonym term say language abbreviation short stands plural singular noun part parts side \
             variable wort bedeutet heißt heissen nennt englisch deutsch mot signifie dit anglais appelle palabra significa \
             inglés llama dice",
    );
    let languages = reading.card.judging.languages;
    languages.question != languages.answer
        || reading.prompt.find(&WORDS).is_some()
        || QUOTING.are_in(&reading.prompt.text)
}

#[cfg(test)]
mod tests {
    use crate::deck::RuleId;
    use crate::deck::edit::starting_deck;
    use crate::lint::fixture::{asked, count, findings};

    #[test]
    fn texts_still_to_be_written_are_named() {
        for (question, answer, found) in [
            ("What is … ? (write your question here)", "your answer", 1),
            ("Question 1", "Answer 1", 1),
            ("TODO", "Oslo", 1),
            ("???", "Oslo", 1),
            ("Which city is the capital of Norway?", "...", 1),
            ("Which city is the capital of Norway?", "xxx", 1),
            ("Which city is the capital of Norway?", "answer", 1),
            ("Which city is the capital of Norway?", "TODO", 1),
            ("Which city is the capital of Norway?", "Oslo", 0),
            ("Which mark stands for what is left out?", "…", 0),
            ("What is the German word Antwort in English?", "answer", 0),
            ("die Antwort", "answer", 0),
            ("What do programmers write for what is still to be done, a short word?", "TODO", 0),
            ("Which sign closes a question?", "?", 0),
            ("Frage 1", "Antwort 1", 1),
        ] {
            assert_eq!(count(RuleId::TemplateText, &asked("typed", question, answer)), found, "{question} {answer}");
        }
        let choice = "- id: a\n  kind: choice\n  question: Which is it?\n  answer: Option A\n  \
                      distractors: [Option B, Option C]";
        assert_eq!(count(RuleId::TemplateText, choice), 1);
        let term = "- id: a\n  kind: term\n  term: die Frage\n  definition: question";
        assert_eq!(count(RuleId::TemplateText, term), 0);
    }

    #[test]
    fn what_new_writes_is_named_until_it_is_changed() {
        for language in [None, Some("de"), Some("fr-CA"), Some("es"), Some("fi")] {
            let text = starting_deck("d", language);
            let (_, cards) = text.split_once("\ncards:\n").unwrap();
            let header = language.map(|tag| format!("language: {tag}\n")).unwrap_or_default();
            let named = |cards: &str| {
                let found = findings(&header, cards, None);
                found.iter().filter(|diagnostic| diagnostic.rule == RuleId::TemplateText).count()
            };
            assert_eq!(named(cards), 2, "{language:?}");
            let changed: String =
                cards.lines().map(|line| line.replace("question: ", "question: In short, ") + "\n").collect();
            assert_eq!(named(&changed), 0, "{language:?}");
        }
        let copied =
            "- id: a-name\n  kind: true-false\n  statement: Rust frees memory when its owner goes.\n  answer: true";
        assert_eq!(count(RuleId::TemplateText, copied), 1);
    }
}
