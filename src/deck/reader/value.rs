//! Reads single values, and reports what YAML misread.

use super::diagnostics::{Diagnostics, Position};
use super::fields::FieldSlot;
use super::look_alike;
use super::quote::{self, quoted, taken_for};
use super::yaml::{Node, NodeShape};
use crate::deck::format::{Field, FieldShape as Wanted};
use crate::deck::{RuleId, Text};

/// Reads a text as written; reports what YAML misread or cut off.
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
        report.fault(node, RuleId::EmptyValue, format!("`{name}` is empty"), "fill it in, or delete it".to_owned());
        return None;
    }
    Some(Text::new(text))
}

/// Reads a word as written, without the white space around it.
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
        report.fault(node, RuleId::EmptyValue, what, "fill it in, or delete it".to_owned());
        return None;
    }
    Some(crate::deck::text::safe(word).into_owned())
}

/// Reports a text that YAML read as a map, a list or a tag. `list_fits`: a list is allowed too.
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
    let what = taken_for(sign).unwrap_or_else(|| "YAML can't read this text as it is".to_owned());
    let help = report.mended(at).unwrap_or_else(|| "put the whole text in quotes".to_owned());
    report.fault(Position::from(node).moved(report.source, at), RuleId::QuoteNeeded, what, help);
    true
}

/// Reports a list in place of a single value.
pub(crate) fn list_for_one(report: &mut Diagnostics, node: &Node, name: &str, wanted: Wanted, help: String) {
    let is_bracket = report.source.get(node.start as usize..).is_some_and(|rest| rest.starts_with('['));
    if let Some(what) = taken_for('[').filter(|_| is_bracket && wanted.is_text()) {
        report.fault(node, RuleId::QuoteNeeded, what, help);
    } else {
        let what = format!("`{name}` must be {}, not a list", wanted.wanted());
        report.fault(node, RuleId::WrongType, what, help);
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
    let what = "YAML reads `: ` within a text as the end of a key".to_owned();
    let help = report.mended(node.start as usize).unwrap_or_else(|| "put the whole text in quotes".to_owned());
    report.fault(node, RuleId::QuoteNeeded, what, help);
    true
}

/// Reports a comment that cuts off an unquoted text.
pub(crate) fn cut_by_comment(report: &mut Diagnostics, node: &Node, name: &str) -> bool {
    let (start, end) = (node.start as usize, node.end as usize);
    let source = report.source;
    let is_quoted = source[start.min(source.len())..].starts_with(['"', '\'']);
    // Only a block text ends with a newline.
    let is_block = end > 0 && source.get(..end).is_some_and(|text| text.ends_with('\n'));
    if is_quoted || is_block || node.text(source).is_none() {
        return false;
    }
    // For a missing value the parser gives the colon's position.
    let colon = usize::from(start == end && source[end..].starts_with(':'));
    let Some(at) = quote::cut_at(source, end + colon) else { return false };
    let position = Position::from(node);
    let first = if start == end { at } else { start };
    let what = format!("a ` #` begins a comment, and `{name}` ends there");
    let help = report.mended(first).unwrap_or_else(|| "put the whole text in quotes".to_owned());
    report.fault(position.moved(source, at), RuleId::CutByComment, what, help);
    true
}

pub(crate) fn wrong_type(report: &mut Diagnostics, node: &Node, name: &str, wanted: Wanted) {
    if let Some(error) = look_alike::on_line_of(report, Position::from(node)) {
        return report.add(error, false);
    }
    let what = format!("`{name}` must be {}, not {}", wanted.wanted(), node.found());
    let text = node.text(report.source).filter(|text| text.len() <= 200 && !text.chars().any(char::is_control));
    let help = match (wanted, text) {
        (
            Wanted::Texts | Wanted::Distractors | Wanted::Words | Wanted::AcceptAnswers | Wanted::AcceptGaps,
            Some(text),
        ) => format!("{name}: [{}]", quoted(text)),
        (Wanted::Cards, _) => format!("write `{name}:` and below it one entry per line, each after `- `"),
        (Wanted::Distractors, _) => {
            format!("write a list: `{name}: [one, another]`, or with reasons `{name}: [{{text: one, why: so}}]`")
        }
        (Wanted::Texts | Wanted::Words | Wanted::AcceptAnswers | Wanted::AcceptGaps, _) => {
            format!("write a list: `{name}: [one, another]`")
        }
        (Wanted::Lists, _) => {
            format!("write a list of lists: `{name}: [[NLP, natural language processing]]`")
        }
        (Wanted::Text | Wanted::Cloze, _) => "write it as one text; quote it if it begins with punctuation".to_owned(),
        _ => format!("write {}", wanted.wanted()),
    };
    report.fault(node, RuleId::WrongType, what, help);
}

/// Reports a word that is not one of those that `fits` accepts.
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
    report.fault(slot.value, RuleId::WrongType, format!("`{name}` must be {}, not `{found}`", shape.wanted()), help);
}
