//! The answer key: right answers, explanations, and sources.

use std::fmt::Write as _;

use super::html::marked;
use crate::deck::{Decks, SourceRef};
use crate::session::Question;
use crate::stats::escape::escaped;

pub(super) fn answer(page: &mut String, question: &Question, found: &dyn Decks) {
    let _ = writeln!(page, "<li>\n<p><strong>{}</strong></p>", right(question));
    for text in question.card.body.correction().into_iter().chain(question.card.because.as_ref()) {
        let _ = writeln!(page, "<div>{}</div>", marked(text));
    }
    let passage = found.passage(question.id.deck(), &question.card.claims);
    let place = passage.map(|SourceRef { section, part }| match part {
        Some(part) => format!("{}, {}, ", section.slug, part.slug),
        None => format!("{}, ", section.slug),
    });
    let place = place.unwrap_or_default() + question.id.as_str();
    let _ = writeln!(page, "<p class=\"place\">{}</p>\n</li>", escaped(&place));
}

fn right(question: &Question) -> String {
    let texts: Vec<String> = question.right().iter().map(marked).collect();
    let numbers = question.form().box_numbers(question);
    if numbers.is_empty() {
        return texts.join(", ");
    }
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("{} ({})", numbers.join(", "), texts.join(", "))
}
