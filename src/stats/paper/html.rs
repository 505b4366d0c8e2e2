//! Turns deck texts into HTML.

use crate::deck::{Emphasis, Text};

/// Escapes a text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A text with its markup, keeping its line breaks.
pub(super) fn marked(text: &Text) -> String {
    let spans = text.spans();
    spans.iter().map(|span| styled(span.style, &span.text)).collect::<String>().trim().to_owned()
}

fn styled(style: Emphasis, text: &str) -> String {
    let lines = || escaped(text).replace('\n', "<br>\n");
    match style {
        Emphasis::Plain => lines(),
        Emphasis::Code => format!("<code>{}</code>", escaped(text)),
        Emphasis::Strong => format!("<strong>{}</strong>", lines()),
        Emphasis::Emphasis => format!("<em>{}</em>", lines()),
        Emphasis::Fenced => format!("<pre>{}</pre>", escaped(text.trim_matches('\n'))),
    }
}
