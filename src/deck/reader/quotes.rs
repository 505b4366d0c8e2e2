//! Quotes that open, close or escape in the wrong place.

use super::diagnostics::Diagnostics;
use super::lines::{Slice, SourceLine};
use super::quote::{quoted, value_start};
use super::syntax::below_help;
use crate::deck::RuleId;

/// How a line's value is quoted.
enum Quotes {
    None,
    /// Opened and not closed on this line.
    Open,
    /// Closed too early: more follows.
    Early,
    /// Closed at the end.
    Closed,
}

fn quotes_of(value: &str) -> Quotes {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return Quotes::None };
    let Some(end) = closing(value, quote) else { return Quotes::Open };
    let rest = value[end + 1..].trim_start();
    if rest.is_empty() || rest.starts_with('#') { Quotes::Closed } else { Quotes::Early }
}

fn closing(value: &str, quote: char) -> Option<usize> {
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|&(_, next)| next == '\'') {
                chars.next();
            } else {
                return Some(at);
            }
        }
    }
    None
}

/// Reports what is wrong with the quotes of a slice; the parser stopped at `line`.
pub(crate) fn explain(report: &mut Diagnostics, slice: Slice, line: SourceLine, words: &str) {
    // An open quote swallows the lines up to the next quote, and the parser stops after that.
    let opening = slice
        .lines()
        .take_while(|above| above.number <= line.number)
        .find(|above| matches!(quotes_of(above.value().1), Quotes::Open) && swallows(slice, *above));
    if let Some(open) = opening {
        let (at, value) = open.value();
        let quote = value.chars().next().unwrap_or('"');
        let what = format!("a quote opened with `{quote}` is never closed");
        let mended = report.mended(open.byte + at).map(|_| mended_open(open, at, quote));
        let help = mended.unwrap_or_else(|| format!("close it with `{quote}` where the text ends"));
        return report.fault(open.position(at), RuleId::UnclosedQuote, what, help);
    }
    let (at, value) = line.value();
    if words.contains("escape") {
        let escape = bad_escape(value).map_or(at, |in_value| at + in_value);
        let what = "unknown escape: in double quotes a backslash begins an escape".to_owned();
        let help = if value.contains('\'') || has_escapes(value) {
            "write `\\\\` for each literal backslash"
        } else {
            "use single quotes, or write `\\\\` for a backslash"
        };
        let help = help.to_owned();
        return report.fault(line.position(escape), RuleId::BadEscape, what, help);
    }
    if matches!(quotes_of(value), Quotes::Early) {
        let quote = value.chars().next().unwrap_or('"');
        let what = format!("YAML ends a text that starts with `{quote}` at the next `{quote}`, but more follows");
        let mended = report.mended(line.byte + at).map(|mended| match unwrapped(value, quote) {
            Some(inside) => format!("{}{}", line.text[..at].trim_start(), quoted(inside)),
            None => mended,
        });
        let help = mended.unwrap_or_else(|| below_help("put the whole text in other quotes"));
        return report.fault(line.position(at), RuleId::QuoteNeeded, what, help);
    }
    let above = slice.lines().take_while(|above| above.number < line.number);
    if let Some(open) = above.filter(|above| matches!(quotes_of(above.value().1), Quotes::Open)).last() {
        let (at, value) = open.value();
        let quote = value.chars().next().unwrap_or('"');
        let what = format!("YAML ends a text that starts with `{quote}` at the next `{quote}`, but more follows");
        return report.fault(
            open.position(at),
            RuleId::QuoteNeeded,
            what,
            below_help("put the whole text in other quotes"),
        );
    }
    let what = "a quote opens or closes in the wrong place".to_owned();
    report.fault(
        line.position(at),
        RuleId::YamlSyntax,
        what,
        "look for an extra or missing quote near this line".to_owned(),
    );
}

/// The text meant by quotes around a text with the same quotes in it: `'it's'`, `"he said "no""`.
fn unwrapped(value: &str, quote: char) -> Option<&str> {
    let inside = value.strip_prefix(quote)?.strip_suffix(quote)?;
    let at = inside.find(quote)?;
    let before = inside[..at].chars().next_back();
    let after = inside[at + quote.len_utf8()..].chars().next();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    (!letter(before) || (letter(before) && letter(after))).then_some(inside)
}

/// The line with its quote closed at the end.
fn mended_open(line: SourceLine, at: usize, quote: char) -> String {
    let head = line.text[..at].trim_start();
    let text = line.text[at + quote.len_utf8()..].trim_end();
    // The text within the quotes is used as the author typed it.
    if text.contains('"') && quote == '"' {
        format!("{head}{}", quoted(text))
    } else {
        format!("{head}{quote}{text}{quote}")
    }
}

/// Whether the line below an open quote was not meant as part of the text.
fn swallows(slice: Slice, open: SourceLine) -> bool {
    let below = slice.from(open.number + 1).next();
    below.is_none_or(|below| {
        let key = value_start(below.text);
        let text = below.text.trim_start();
        key > below.indent() || text.starts_with("- ") || below.indent() <= open.indent()
    })
}

fn bad_escape(value: &str) -> Option<usize> {
    escapes(value).find(|&(_, escaped)| !is_escape(escaped)).map(|(at, _)| at)
}

/// Whether single quotes would show backslashes that are escapes now.
fn has_escapes(value: &str) -> bool {
    escapes(value).any(|(_, escaped)| is_escape(escaped))
}

const fn is_escape(escaped: char) -> bool {
    matches!(
        escaped,
        '0' | 'a'
            | 'b'
            | 't'
            | '\t'
            | 'n'
            | 'v'
            | 'f'
            | 'r'
            | 'e'
            | ' '
            | '"'
            | '/'
            | '\\'
            | 'N'
            | '_'
            | 'L'
            | 'P'
            | 'x'
            | 'u'
            | 'U'
    )
}

/// The backslashes of a text in double quotes, each with the character after it.
fn escapes(value: &str) -> impl Iterator<Item = (usize, char)> {
    let mut chars = value.char_indices();
    std::iter::from_fn(move || {
        let (at, _) = chars.find(|&(_, c)| c == '\\')?;
        chars.next().map(|(_, escaped)| (at, escaped))
    })
}
