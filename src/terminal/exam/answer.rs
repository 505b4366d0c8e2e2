//! A given answer in words, shown when the learner goes back to its question.

use crate::session::{Answer, ExamAnswer, Question};

pub(super) fn words(given: &ExamAnswer, question: &Question) -> String {
    let texts = |places: &[usize]| {
        let texts = places.iter().filter_map(|&place| question.choices.get(place));
        texts.map(|choice| one_line(&choice.text.plain())).collect::<Vec<_>>().join(", ")
    };
    match &given.answer {
        Answer::Choices(places) | Answer::Order(places) => texts(places),
        Answer::Truth(truth) => truth.to_string(),
        Answer::Text(text) => one_line(text),
        Answer::Texts(texts) => texts.iter().map(|text| one_line(text)).collect::<Vec<_>>().join(", "),
        Answer::DontKnow => "I don't know".to_owned(),
    }
}

/// Collapses white space into single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
