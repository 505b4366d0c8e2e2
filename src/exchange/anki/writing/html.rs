//! Texts of cards as HTML.

use crate::deck::{Emphasis, Text};

/// A text with its marks as HTML. Nothing that its author wrote is a tag, a gap, a sound or a formula in Anki.
#[must_use]
pub(super) fn html(text: &Text) -> String {
    let mut out = String::new();
    for span in text.spans() {
        match span.style {
            Emphasis::Plain => escape(&span.text, &mut out),
            Emphasis::Code => tagged("code", &span.text, &mut out),
            Emphasis::Strong => tagged("b", &span.text, &mut out),
            Emphasis::Italic => tagged("i", &span.text, &mut out),
            Emphasis::Fenced => tagged("pre", span.text.trim_end_matches('\n'), &mut out),
        }
    }
    out
}

/// A text without marks as HTML.
#[must_use]
pub(super) fn literal(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

/// A text inside a gap, where two colons would begin its hint.
#[must_use]
pub(super) fn in_gap(text: &Text) -> String {
    html(text).replace(':', "&#58;")
}

/// `<ol>` or `<ul>`, with whatever attributes.
#[must_use]
pub(super) fn list(tag: &str, attributes: &str, entries: impl IntoIterator<Item = String>) -> String {
    let entries: Vec<String> = entries.into_iter().map(|entry| format!("<li>{entry}</li>")).collect();
    format!("<{tag}{attributes}>{}</{tag}>", entries.concat())
}

fn tagged(tag: &str, text: &str, out: &mut String) {
    out.extend(["<", tag, ">"]);
    escape(text, out);
    out.extend(["</", tag, ">"]);
}

/// Brackets and braces too: Anki looks in texts for `[sound:…]`, `[[type:…]]`, `[latex]` and `{{c1::…}}`.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_author_writes_is_text_in_anki() {
        for (source, expected) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("{{c1::x}} [sound:a.mp3]", "&#123;&#123;c1::x&#125;&#125; &#91;sound:a.mp3&#93;"),
            ("**bold** *so* `a<b`\nnext", "<b>bold</b> <i>so</i> <code>a&lt;b</code><br>next"),
            ("```\nlet a;\n```", "<pre>let a;</pre>"),
        ] {
            assert_eq!(html(&Text::new(source)), expected);
        }
        assert_eq!(in_gap(&Text::new("std::mem}}")), "std&#58;&#58;mem&#125;&#125;");
    }
}
