//! A printed question: boxes to tick, boxes to number, lines to write on.

use std::fmt::Write as _;

use super::html::marked;
use crate::session::{AnswerKind, BoxMark, PromptPiece, Question, Sheet, SheetRow};
use crate::stats::escape::escaped;

pub(super) fn question(page: &mut String, question: &Question) {
    page.push_str("<li>\n");
    if let Some(lead) = question.lead.filter(|_| question.asks != AnswerKind::Truth) {
        let _ = writeln!(page, "<p class=\"lead\">{}</p>", escaped(lead));
    }
    let _ = writeln!(page, "<div>{}</div>", prompt(question));
    let Sheet { say, lists, lines } = question.form().sheet(question);
    if let Some(say) = say {
        let _ = writeln!(page, "<p class=\"say\">{say}</p>");
    }
    for rows in &lists {
        list(page, rows);
    }
    page.push_str(&"<span class=\"line\"></span>\n".repeat(lines));
    page.push_str("</li>\n");
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

fn list(page: &mut String, rows: &[SheetRow]) {
    page.push_str("<ul>\n");
    for SheetRow { mark, text } in rows {
        let mark = match mark {
            Some(BoxMark::Tick) => "<span class=\"box\"></span>",
            Some(BoxMark::Number) => "<span class=\"place-box\"></span>",
            None => "",
        };
        let _ = writeln!(page, "<li>{mark}<span>{}</span></li>", marked(text));
    }
    page.push_str("</ul>\n");
}
