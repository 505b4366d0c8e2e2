//! A given answer in words, shown when the learner goes back to its question.

use super::super::{answers, prose};
use crate::deck::text::one_line;
use crate::session::{Answer, ExamAnswer, Question, Session};

/// The answer given to the current question of an exam, unless the screen shows it anyway.
pub(in super::super) fn given_before(session: &Session, question: &Question) -> Option<String> {
    let given = session.exam()?.given()?;
    let is_known = given.answer.as_ref().is_some_and(|answer| *answer != Answer::DontKnow);
    let is_seen = is_known && answers::of(question.asks).shows_given();
    (!is_seen).then(|| format!("your answer: {}", words(given, question)))
}

/// The same as a sentence.
pub(in super::super) fn given_so_far(session: &Session, question: &Question) -> Option<String> {
    let given = prose::sentence_before_more(&words(session.exam()?.given()?, question));
    Some(format!("Your answer so far: {given} An empty line keeps it."))
}

fn words(given: &ExamAnswer, question: &Question) -> String {
    match &given.answer {
        Some(answer) => answers::of(question.asks).in_words(question, answer),
        None => given.grade.logged.as_deref().map_or_else(|| "given, but not kept".to_owned(), one_line),
    }
}

/// Numbers as in a sentence: `3, 7 and 12`; abbreviated if there are many.
pub(super) fn numbers(all: &[usize]) -> String {
    first_numbers(all, 8)
}

/// The same without abbreviation.
pub(super) fn all_numbers(all: &[usize]) -> String {
    first_numbers(all, all.len())
}

fn first_numbers(all: &[usize], most: usize) -> String {
    let words: Vec<String> = all.iter().take(most).map(ToString::to_string).collect();
    match (words.split_last(), all.len().saturating_sub(most)) {
        (None, _) => "none".to_owned(),
        (Some((last, [])), 0) => last.clone(),
        (Some((last, rest)), 0) => format!("{} and {last}", rest.join(", ")),
        (Some(_), more) => format!("{} and {more} more", words.join(", ")),
    }
}
