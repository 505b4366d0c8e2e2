//! Turns deck texts into HTML.

use crate::deck::{Emphasis, Text};
use crate::stats::escape::escaped;

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
        Emphasis::Italic => format!("<em>{}</em>", lines()),
        Emphasis::Fenced => format!("<pre>{}</pre>", escaped(text.trim_matches('\n'))),
    }
}
