//! What kinds of card read alike: answers, what else is right, choices.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use super::diagnostics::{Diagnostics, Position};
use super::fields::Fields;
use super::value;
use super::yaml::{Node, NodeShape};
use crate::deck::format::FieldShape;
use crate::deck::text::one_line;
use crate::deck::{RuleId, Text};

/// The most choices or steps: one digit picks one.
pub(crate) const MAX_CHOICES: usize = 9;

/// The rule that reports an `accept` of the wrong form.
pub(crate) const MISFIT: RuleId = RuleId::AcceptMismatch;

/// A text that is typed and judged; if exact, nothing in it is a mark.
pub(crate) fn judged(text: Text, exact: bool) -> Text {
    if exact { text.literally() } else { text.judged() }
}

/// The right answers of a card with one or several.
pub(crate) fn right(report: &mut Diagnostics, record: &Fields) -> Vec<Text> {
    match (record.slot("answer"), record.slot("answers")) {
        (Some(_), Some(second)) => {
            let what = format!("{} has both `answer` and `answers`", record.name);
            let help = "keep `answer` for one answer, `answers` if all of several are required".to_owned();
            report.fault(second.key, RuleId::TwoAnswers, what, help);
            Vec::new()
        }
        // The name is misspelt, which is reported elsewhere.
        (None, None) if record.is_misspelt("answer") || record.is_misspelt("answers") => Vec::new(),
        (None, None) => {
            let what = format!("{} has no `answer`", record.name);
            let help = match record.field("answer") {
                Some(field) => format!("add `answer:`, {}", field.what),
                None => "add `answer:`".to_owned(),
            };
            report.fault(record.at, RuleId::MissingField, what, help);
            Vec::new()
        }
        (Some(_), None) => record.text(report, "answer").into_iter().collect(),
        (None, Some(_)) => record.texts(report, "answers"),
    }
}

pub(crate) const SAME: &str = "the same";

/// A text as a learner sees it: white space matters only in code.
pub(crate) fn shown(text: &Text) -> String {
    let plain: String = text.plain().nfc().collect();
    if text.has_code() {
        return plain.trim().to_owned();
    }
    one_line(&plain)
}

/// Reports texts that a learner couldn't tell apart.
pub(crate) fn equal<'t>(
    report: &mut Diagnostics,
    record: &Fields,
    compared: impl Fn(&Text) -> String,
    texts: impl Iterator<Item = (&'static str, usize, &'t Text)>,
    rule: RuleId,
    how: &str,
    thing: &str,
) {
    let mut seen: HashMap<String, (&str, u32)> = HashMap::new();
    for (name, at, text) in texts {
        let Some(position) = entry_spot(record, name, at) else { continue };
        if let Some((of, line)) = seen.insert(compared(text), (name, position.place.line)) {
            let what = format!("two {thing}s of {} are {how}", record.name);
            let help = if of == name {
                format!("the other is on line {line}: change or delete one")
            } else {
                format!(
                    "it is a right one in `{of}` on line {line}, and `{name}` is for wrong ones: change or delete it"
                )
            };
            report.doubt(position, rule, what, help);
        }
    }
}

fn entry_spot(record: &Fields, name: &str, at: usize) -> Option<Position> {
    let value = record.slot(name)?.value;
    match &value.shape {
        NodeShape::List(entries) => entries.get(at).map(Position::from),
        _ => Some(Position::from(value)),
    }
}

pub(crate) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("one {thing}") } else { format!("{count} {thing}s") }
}

/// Reads as many lists as there are answers or gaps; reports anything else and returns nothing.
pub(crate) fn lists(report: &mut Diagnostics, node: &Node, count: usize, of: &str, before: &str) -> Vec<Vec<Text>> {
    let example = format!("{before}[{}]", vec!["[]"; count.min(9)].join(", "));
    let NodeShape::List(entries) = &node.shape else {
        let what = format!("`accept` for the {of} is {}", node.found());
        report.fault(node, MISFIT, what, format!("write a list for each, as in `{example}`"));
        return Vec::new();
    };
    if let Some(text) = entries.iter().find(|entry| !matches!(entry.shape, NodeShape::List(_))) {
        let what = format!("`accept` for the {of} does not say which of them it is for");
        report.fault(text, MISFIT, what, format!("write a list for each, as in `{example}`"));
        return Vec::new();
    }
    if entries.len() != count {
        let found = if entries.len() == 1 { "one list".to_owned() } else { format!("{} lists", entries.len()) };
        let what = format!("`accept` for the {of} is {found}");
        report.fault(node, MISFIT, what, format!("write a list for each, even an empty one: `{example}`"));
        return Vec::new();
    }
    entries.iter().map(|entry| texts_of(report, entry)).collect()
}

pub(crate) fn texts_of(report: &mut Diagnostics, node: &Node) -> Vec<Text> {
    let NodeShape::List(entries) = &node.shape else {
        value::wrong_type(report, node, "accept", FieldShape::Texts);
        return Vec::new();
    };
    entries.iter().filter_map(|entry| value::text(report, entry, "accept")).collect()
}

pub(crate) fn first_list<'n, 's>(node: &'n Node<'s>) -> Option<&'n Node<'s>> {
    let NodeShape::List(entries) = &node.shape else { return None };
    entries.iter().find(|entry| matches!(entry.shape, NodeShape::List(_)))
}
