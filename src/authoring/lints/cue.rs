//! Words that point at the right choice, and negations.

use std::sync::LazyLock;

use super::Context;
use super::choice::speaks_of_others;
use crate::authoring::finding::Findings;
use crate::authoring::lexicon;
use crate::authoring::reading::Reading;
use crate::authoring::rules::{ABSOLUTE_CUE, DOUBLE_NEGATIVE, NEGATIVE_PROMPT, WORD_CUE};
use crate::authoring::words::{Phrase, Sense, Token, Word, WordSet, set_of};
use crate::deck::{Body, Style, Text, quoted};

static NEGATIVE: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::NEGATIVE_PROMPT));
static NEGATIONS: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::NEGATIONS));
static ABSOLUTES: LazyLock<WordSet> = LazyLock::new(|| set_of(lexicon::ABSOLUTES));

pub(super) fn check(reading: &Reading, context: &Context, out: &mut Findings) {
    let Body::Choice { question, .. } = &reading.card.body else { return };
    negative(reading, question, out);
    absolute(reading, context, out);
    word(reading, out);
}

/// The word that makes a prompt ask for what is not so.
pub(in crate::authoring) fn negation_of(prompt: &Phrase) -> Option<&Token> {
    let tokens = &prompt.tokens;
    let harmless = |at: usize, before: &str, of: &str| {
        let word = |at: usize| tokens.get(at).map(|token| token.raw);
        word(at) == Some(Word::of(of)) && at > 0 && word(at - 1) == Some(Word::of(before))
    };
    let not_only = |at: usize| {
        tokens[at].raw == Word::of("not") && tokens.get(at + 1).is_some_and(|next| next.raw == Word::of("only"))
    };
    tokens.iter().enumerate().find_map(|(at, token)| {
        let negates = NEGATIVE.contains(&token.raw) && !token.code && !harmless(at, "at", "least") && !not_only(at);
        negates.then_some(token)
    })
}

fn negative(reading: &Reading, question: &Text, out: &mut Findings) {
    let Some(token) = negation_of(&reading.prompt) else { return };
    let place = reading.card.place_of("question", 0);
    let negated = |text: &&Phrase| text.find(&NEGATIONS).is_some();
    if let Some(choice) = reading.answers.iter().chain(&reading.wrong).find(negated) {
        let what = format!("the question is negated, and so is the choice \"{}\"", choice.text);
        out.add(&DOUBLE_NEGATIVE, place, what).help("ask for what is so");
        return;
    }
    let word = reading.prompt.word_at(token);
    let spans = question.spans();
    if !spans.iter().any(|span| span.style == Style::Strong && span.text.contains(word)) {
        let what = format!("\"{word}\" turns the question round and is easily overlooked");
        let strong = question.source().replacen(word, &format!("**{word}**"), 1);
        out.add(&NEGATIVE_PROMPT, place, what).help(format!("question: {}", quoted(&strong)));
    }
}

fn absolute(reading: &Reading, context: &Context, out: &mut Findings) {
    let is_name = |text: &Phrase| context.outline.is_some_and(|outline| outline.names.whole(text).is_some());
    let has = |text: &&Phrase| text.find(&ABSOLUTES).is_some() && !is_name(text) && !speaks_of_others(text);
    let (right, wrong) = (reading.answers.iter().find(has), reading.wrong.iter().position(|text| has(&text)));
    let (place, text) = match (right, wrong) {
        (Some(key), None) => (reading.card.place_of(reading.answer_field(), 0), key),
        (None, Some(at)) => (reading.card.place_of("distractors", at), &reading.wrong[at]),
        _ => return,
    };
    let word = text.find(&ABSOLUTES).map_or("", |token| text.word_at(token));
    let side =
        if right.is_some() { "a right choice and in no wrong one" } else { "a wrong choice and in no right one" };
    let what = format!("\"{word}\" stands in {side}");
    out.add(&ABSOLUTE_CUE, place, what).help("say it without the word, or use one on the other side too");
}

fn word(reading: &Reading, out: &mut Findings) {
    let prompt = reading.prompt.set();
    let of_code = |text: &Phrase| text.sense == Sense::Code;
    if reading.answers.iter().chain(&reading.wrong).any(of_code) {
        return;
    }
    let in_wrong = |word: Word| reading.wrong.iter().any(|text| text.content().any(|token| token.stem == word));
    for (at, key) in reading.answers.iter().enumerate() {
        let shared = key
            .content()
            .find(|token| !token.code && prompt.binary_search(&token.stem).is_ok() && !in_wrong(token.stem));
        if let Some(token) = shared {
            let what = format!("\"{}\" stands in the question and in the right choice alone", key.word_at(token));
            let place = reading.card.place_of(reading.answer_field(), at);
            out.add(&WORD_CUE, place, what).help("leave it out of one of them, or put it into a wrong choice as well");
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::authoring::fixture::{count, help};

    fn choice(question: &str, answer: &str, distractors: &str) -> String {
        format!("- id: a\n  kind: choice\n  question: {question}\n  answer: {answer}\n  distractors: [{distractors}]")
    }

    #[test]
    fn a_negation_is_strong() {
        let weak = choice("Which of these is not a licence?", "a fork", "MIT, Apache");
        assert_eq!(count("negative-prompt", &weak), 1);
        assert_eq!(help("negative-prompt", &weak), "question: \"Which of these is **not** a licence?\"");
        assert_eq!(count("negative-prompt", &choice("Which is **not** a licence?", "a fork", "MIT, Apache")), 0);
        assert_eq!(count("negative-prompt", &choice("Which has at least one fork?", "it", "MIT, Apache")), 0);
        let double = choice("Which is **not** allowed?", "a fork", "not naming it, Apache");
        assert_eq!(count("double-negative", &double), 1);
        assert_eq!(count("double-negative", &choice("Which is allowed?", "a fork", "not naming it, Apache")), 0);
    }

    #[test]
    fn no_side_alone_leaves_no_exception() {
        assert_eq!(count("absolute-cue", &choice("What happens?", "it fails", "it always works, it waits")), 1);
        assert_eq!(count("absolute-cue", &choice("What happens?", "it never fails", "it works, it waits")), 1);
        assert_eq!(count("absolute-cue", &choice("What happens?", "it never fails", "it must work, it waits")), 0);
    }

    #[test]
    fn words_of_code_are_no_words() {
        assert_eq!(count("absolute-cue", &choice("What comes out?", "\"`None`\"", "\"`0`\", \"`1`\"")), 0);
        assert_eq!(count("word-cue", &choice("What does `len` count?", "\"`len(x)`\"", "\"`x`\", \"`y`\"")), 0);
        let negated = choice("Which is **not** a key?", "\"`not`\"", "\"`or`\", \"`in`\"");
        assert_eq!(count("double-negative", &negated), 0);
    }

    #[test]
    fn no_word_points_at_the_key() {
        assert_eq!(count("word-cue", &choice("Who governs a fork?", "a governing board", "a court, an author")), 1);
        assert_eq!(count("word-cue", &choice("Who leads a fork?", "a leading board", "a leading court, a lead")), 0);
        assert_eq!(count("word-cue", &choice("Who governs a fork?", "a board", "a court, an author")), 0);
    }
}
