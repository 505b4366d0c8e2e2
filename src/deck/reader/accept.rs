//! `accept`: other right answers, in the form that the card's answers call for.

use super::diagnostics::{Diagnostics, Position};
use super::fields::{FieldSlot, Fields};
use super::value;
use super::yaml::{Node, NodeShape};
use crate::deck::cloze::{self, ClozePiece};
use crate::deck::kinds;
use crate::deck::{Accept, RightAnswer, RuleId, Text};

/// The rule that reports an `accept` of the wrong form.
const MISFIT: RuleId = RuleId::AcceptMismatch;

/// For a card with one answer.
pub(crate) fn of_answer(report: &mut Diagnostics, record: &Fields) -> Vec<Text> {
    let Some(slot) = record.slot("accept") else { return Vec::new() };
    if let Some(list) = first_list(slot.value) {
        let what = format!("`accept` of {} contains a list, but there is only one answer", record.name);
        report.fault(list, MISFIT, what, "write one list: `accept: [one, another]`".to_owned());
        return Vec::new();
    }
    record.texts(report, "accept")
}

/// For a card with several answers: one list for each.
pub(crate) fn of_answers(report: &mut Diagnostics, record: &Fields, answers: &mut [RightAnswer]) {
    let Some(slot) = record.value(report, "accept") else { return };
    let of = format!("{} answers of {}", answers.len(), record.name);
    let lists = lists(report, slot.value, answers.len(), &of, "accept: ");
    for (answer, accept) in answers.iter_mut().zip(lists) {
        answer.accept = accept;
    }
}

/// For the sides of a term.
pub(crate) fn of_sides(report: &mut Diagnostics, record: &Fields) -> Accept {
    let Some(slot) = record.value(report, "accept") else { return Accept::default() };
    let NodeShape::Map(pairs) = &slot.value.shape else {
        let what = format!("`accept` of {} does not say which side it is for", record.name);
        report.fault(slot.value, MISFIT, what, "write `accept:` and below it `term: [...]`".to_owned());
        return Accept::default();
    };
    let name = format!("`accept` of {}", record.name);
    let sides = Fields::gather(report, pairs, [kinds::SIDES, &[]], name, Position::from(slot.value), None);
    Accept { term: sides.texts(report, "term"), definition: sides.texts(report, "definition") }
}

/// Puts the accepted texts of a cloze into its gaps.
pub(crate) fn of_gaps(report: &mut Diagnostics, record: &Fields, pieces: &mut [ClozePiece]) {
    let Some(slot) = record.value(report, "accept") else { return };
    let numbers = cloze::numbers(pieces);
    match (&slot.value.shape, numbers.as_slice()) {
        (NodeShape::Map(pairs), _) => {
            let mut seen = Vec::new();
            for (key, value) in pairs {
                if let Some(number) = number(report, record, key, &numbers, &mut seen) {
                    of_number(report, value, number, pieces, &format!("c{number}: "));
                }
            }
        }
        (NodeShape::List(_), [number]) => of_number(report, slot.value, *number, pieces, "accept: "),
        (NodeShape::List(_), _) => ambiguous(report, record, slot, &numbers),
        _ => value::wrong_type(report, slot.value, "accept", slot.field.shape),
    }
}

fn ambiguous(report: &mut Diagnostics, record: &Fields, slot: FieldSlot, numbers: &[u16]) {
    let what = format!("`accept` of {} is one list, but there are {} numbers", record.name, numbers.len());
    let first = numbers.first().copied().unwrap_or(1);
    let help = format!("say which number it is for, as in `accept: {{c{first}: [one, another]}}`");
    report.fault(slot.value, MISFIT, what, help);
}

/// The gap number that a key stands for, if the card has it.
fn number(report: &mut Diagnostics, record: &Fields, key: &Node, numbers: &[u16], seen: &mut Vec<u16>) -> Option<u16> {
    let word = key.text(report.source).unwrap_or_default().trim();
    let number =
        word.strip_prefix('c').and_then(|digits| digits.parse().ok()).filter(|number| numbers.contains(number));
    let Some(number) = number else {
        let shown: String = crate::deck::text::safe_line(word).chars().take(40).collect();
        let known = numbers.iter().map(|number| format!("`c{number}`")).collect::<Vec<_>>().join(", ");
        report.fault(key, MISFIT, format!("{} has no gap `{shown}`", record.name), format!("its gaps are {known}"));
        return None;
    };
    if seen.contains(&number) {
        let what = format!("`accept` of {} has `c{number}` twice", record.name);
        report.fault(key, RuleId::DuplicateKey, what, "merge the two into one list".to_owned());
        return None;
    }
    seen.push(number);
    Some(number)
}

/// Reads what the gaps of one number accept.
fn of_number(report: &mut Diagnostics, node: &Node, number: u16, pieces: &mut [ClozePiece], before: &str) {
    let mut gaps: Vec<&mut Vec<Text>> = pieces
        .iter_mut()
        .filter_map(|piece| match piece {
            ClozePiece::Gap { number: of, accept, .. } if *of == number => Some(accept),
            _ => None,
        })
        .collect();
    if let [gap] = gaps.as_mut_slice() {
        **gap = texts(report, node, number);
        return;
    }
    let lists = lists(report, node, gaps.len(), &format!("{} gaps of `c{number}`", gaps.len()), before);
    for (gap, accept) in gaps.into_iter().zip(lists) {
        *gap = accept;
    }
}

/// Reads a list of texts for the only gap of a number.
fn texts(report: &mut Diagnostics, node: &Node, number: u16) -> Vec<Text> {
    if let Some(list) = first_list(node) {
        let what = format!("`accept` for `c{number}` contains a list, but that number has one gap");
        report.fault(list, MISFIT, what, format!("write one list: `c{number}: [one, another]`"));
        return Vec::new();
    }
    texts_of(report, node)
}

/// Reads as many lists as there are answers or gaps; reports anything else and returns nothing.
fn lists(report: &mut Diagnostics, node: &Node, count: usize, of: &str, before: &str) -> Vec<Vec<Text>> {
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

fn texts_of(report: &mut Diagnostics, node: &Node) -> Vec<Text> {
    let NodeShape::List(entries) = &node.shape else {
        value::wrong_type(report, node, "accept", kinds::FieldShape::Texts);
        return Vec::new();
    };
    entries.iter().filter_map(|entry| value::text(report, entry, "accept")).collect()
}

fn first_list<'n, 's>(node: &'n Node<'s>) -> Option<&'n Node<'s>> {
    let NodeShape::List(entries) = &node.shape else { return None };
    entries.iter().find(|entry| matches!(entry.shape, NodeShape::List(_)))
}
