//! Single values: texts and words, and what YAML would take away from them.

use super::diagnostics::{Diagnostics, PendingError, Position};
use super::fields::FieldSlot;
use super::look_alike;
use super::quote::{self, quoted, taken_for};
use super::yaml::{Node, NodeShape};
use crate::deck::Text;
use crate::deck::kinds::{Field, FieldShape as Wanted};

/// A text as it stands there; what YAML misread or cut short is reported.
pub(crate) fn text(report: &mut Diagnostics, node: &Node, name: &str) -> Option<Text> {
    if misread(report, node, false) {
        return None;
    }
    let Some(text) = node.text(report.source) else {
        wrong_type(report, node, name, Wanted::Text);
        return None;
    };
    if cut_by_comment(report, node, name) {
        return None;
    }
    if text.trim().is_empty() {
        report.fault(node, "empty-value", format!("`{name}` has an empty text"), "write one, or delete it".to_owned());
        return None;
    }
    Some(Text::new(text))
}

/// A word as it stands there, white space around it taken away.
pub(crate) fn word(report: &mut Diagnostics, node: &Node, name: &str, wanted: Wanted) -> Option<String> {
    if misread(report, node, false) {
        return None;
    }
    let Some(word) = node.text(report.source).map(str::trim) else {
        wrong_type(report, node, name, wanted);
        return None;
    };
    if word.is_empty() {
        let what = format!("`{name}` has an empty entry");
        report.fault(node, "empty-value", what, "write one, or delete it".to_owned());
        return None;
    }
    Some(crate::deck::text::safe(word).into_owned())
}

/// Reports a text that YAML took for a map, a list or a tag. `list_fits`: a list may stand there.
pub(crate) fn misread(report: &mut Diagnostics, node: &Node, list_fits: bool) -> bool {
    let start = node.start as usize;
    let tagged = quote::tag_before(report.source, start);
    let braces = match &node.shape {
        NodeShape::List(_) if list_fits => None,
        NodeShape::List(_) | NodeShape::Map(_) => {
            report.source.get(start..).filter(|rest| rest.starts_with(['{', '[']))
        }
        NodeShape::Verbatim | NodeShape::Text(_) => None,
    };
    let (at, sign) = match (tagged, braces) {
        (Some(at), _) => (at, '!'),
        (None, Some(rest)) => (start, rest.chars().next().unwrap_or('{')),
        (None, None) => return key_in_text(report, node),
    };
    let what = taken_for(sign).unwrap_or_else(|| "YAML can't take this text as it stands".to_owned());
    let help = report.mended(at).unwrap_or_else(|| "put the whole text in quotes".to_owned());
    report.fault(Position::from(node).moved(report.source, at), "quote-needed", what, help);
    true
}

/// Reports a list where one value is meant.
pub(crate) fn list_for_one(report: &mut Diagnostics, node: &Node, name: &str, wanted: Wanted, help: String) {
    let is_bracket = report.source.get(node.start as usize..).is_some_and(|rest| rest.starts_with('['));
    if let Some(what) = taken_for('[').filter(|_| is_bracket && wanted.is_text()) {
        report.fault(node, "quote-needed", what, help);
    } else {
        let what = format!("`{name}` wants {}, here stands a list", wanted.wanted());
        report.fault(node, "wrong-type", what, help);
    }
}

/// `- Note: this is text`: a map of one line where a text is meant.
fn key_in_text(report: &mut Diagnostics, node: &Node) -> bool {
    let NodeShape::Map(pairs) = &node.shape else { return false };
    let [(key, value)] = pairs.as_slice() else { return false };
    let one_line = value.text(report.source).is_some() && key.place.line == value.place.line;
    if !one_line {
        return false;
    }
    let what = "YAML takes a `: ` within a text for the end of a key".to_owned();
    let help = report.mended(node.start as usize).unwrap_or_else(|| "put the whole text in quotes".to_owned());
    report.fault(node, "quote-needed", what, help);
    true
}

/// Reports a comment that cuts an unquoted text short.
pub(crate) fn cut_by_comment(report: &mut Diagnostics, node: &Node, name: &str) -> bool {
    let (start, end) = (node.start as usize, node.end as usize);
    let source = report.source;
    let is_quoted = source[start.min(source.len())..].starts_with(['"', '\'']);
    // What ends with a newline is a text on lines of its own.
    let is_block = end > 0 && source.get(..end).is_some_and(|text| text.ends_with('\n'));
    if is_quoted || is_block || node.text(source).is_none() {
        return false;
    }
    // Of a value that is not there the parser names the colon as its place.
    let colon = usize::from(start == end && source[end..].starts_with(':'));
    let Some(at) = quote::cut_at(source, end + colon) else { return false };
    let spot = Position::from(node);
    let first = if start == end { at } else { start };
    let what = format!("a ` #` begins a comment, and `{name}` ends there");
    let help = report.mended(first).unwrap_or_else(|| "put the whole text in quotes".to_owned());
    report.fault(spot.moved(source, at), "cut-by-comment", what, help);
    true
}

pub(crate) fn wrong_type(report: &mut Diagnostics, node: &Node, name: &str, wanted: Wanted) {
    if let Some(PendingError { spot, rule, what, help }) = look_alike::on_line_of(report, Position::from(node)) {
        return report.fault(spot, rule, what, help);
    }
    let what = format!("`{name}` wants {}, here stands {}", wanted.wanted(), node.found());
    let text = node.text(report.source).filter(|text| text.len() <= 200 && !text.chars().any(char::is_control));
    let help = match (wanted, text) {
        (
            Wanted::Texts | Wanted::Distractors | Wanted::Words | Wanted::AcceptAnswers | Wanted::AcceptGaps,
            Some(text),
        ) => format!("{name}: [{}]", quoted(text)),
        (Wanted::Cards, _) => format!("write `{name}:` and below it one entry a line, each behind `- `"),
        (Wanted::Distractors, _) => {
            format!("write a list: `{name}: [one, another]`, or with reasons `{name}: [{{text: one, why: so}}]`")
        }
        (Wanted::Texts | Wanted::Words | Wanted::AcceptAnswers | Wanted::AcceptGaps, _) => {
            format!("write a list: `{name}: [one, another]`")
        }
        (Wanted::Lists, _) => {
            format!("write a list of lists: `{name}: [[NLP, natural language processing]]`")
        }
        (Wanted::Text | Wanted::Cloze, _) => {
            "write it as one text; one that begins with a sign wants quotes".to_owned()
        }
        _ => format!("write {}", wanted.wanted()),
    };
    report.fault(node, "wrong-type", what, help);
}

/// Reports a word that is none of those that may stand there, which are those that `fits` takes.
pub(crate) fn unfit(
    report: &mut Diagnostics,
    slot: FieldSlot,
    found: &str,
    fits: impl Fn(&str) -> bool,
    help: impl FnOnce() -> String,
) {
    let Field { name, shape, .. } = slot.field;
    let help = look_alike::help(name, found, fits).unwrap_or_else(help);
    let found: String = found.chars().take(40).collect();
    report.fault(slot.value, "wrong-type", format!("`{name}` wants {}, here stands `{found}`", shape.wanted()), help);
}
