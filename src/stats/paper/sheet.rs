//! A printed question: boxes to tick, boxes to number, lines to write on.

use std::fmt::Write as _;

use super::html::marked;
use crate::session::{AnswerKind, PromptPiece, Question};
use crate::stats::escape::escaped;

pub(super) fn question(page: &mut String, question: &Question) {
    page.push_str("<li>\n");
    if let Some(lead) = question.lead.filter(|_| question.asks != AnswerKind::Truth) {
        let _ = writeln!(page, "<p class=\"lead\">{}</p>", escaped(lead));
    }
    let _ = writeln!(page, "<div>{}</div>", prompt(question));
    if let Some(say) = say(question) {
        let _ = writeln!(page, "<p class=\"say\">{say}</p>");
    }
    match question.asks {
        AnswerKind::Choice | AnswerKind::Choices => choices(page, question, "box"),
        AnswerKind::Order => choices(page, question, "place-box"),
        AnswerKind::Truth => list(page, ["true".to_owned(), "false".to_owned()], "box"),
        AnswerKind::Text | AnswerKind::Rating => page.push_str("<span class=\"line\"></span>\n"),
        AnswerKind::Texts => page.push_str(&"<span class=\"line\"></span>\n".repeat(question.texts)),
    }
    page.push_str("</li>\n");
}

/// Instructions, if they are needed.
fn say(question: &Question) -> Option<String> {
    match question.asks {
        AnswerKind::Choices => Some("Tick all that apply.".to_owned()),
        AnswerKind::Order => Some("Number them in the right order.".to_owned()),
        AnswerKind::Texts => question.wants().map(|wants| format!("Write {wants}.")),
        AnswerKind::Choice | AnswerKind::Truth | AnswerKind::Text | AnswerKind::Rating => None,
    }
}

fn prompt(question: &Question) -> String {
    let piece = |piece: &PromptPiece| match piece {
        PromptPiece::Text(text) => kept(text),
        PromptPiece::Gap { hint } => {
            let hint = hint.as_ref().map(|hint| format!(" ({})", marked(hint))).unwrap_or_default();
            format!("<span class=\"gap\"></span>{hint}")
        }
    };
    question.prompt.iter().map(piece).collect()
}

/// A piece of text, keeping the white space at its ends.
fn kept(text: &crate::deck::Text) -> String {
    let source = text.source();
    let before = &source[..source.len() - source.trim_start().len()];
    let after = &source[source.trim_end().len()..];
    if source.trim().is_empty() { source.to_owned() } else { format!("{before}{}{after}", marked(text)) }
}

fn choices(page: &mut String, question: &Question, class: &str) {
    list(page, question.choices.iter().map(|choice| marked(&choice.text)), class);
}

fn list(page: &mut String, texts: impl IntoIterator<Item = String>, class: &str) {
    page.push_str("<ul>\n");
    for text in texts {
        let _ = writeln!(page, "<li><span class=\"{class}\"></span><span>{text}</span></li>");
    }
    page.push_str("</ul>\n");
}
